/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form every request to Atlas has, and a guard on how much of an answer libsoup may read. */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

SoupMessage *sluice_message_new             (const char  *method,
                                             const char  *base_url,
                                             const char  *path,
                                             const char  *version,
                                             GBytes      *body,
                                             gboolean     wary);
gboolean     sluice_message_is_signed       (SoupMessage *message);
gboolean     sluice_message_asks_for_digest (SoupMessage *message);
GSource     *sluice_message_watch_new       (SoupMessage *message,
                                             guint64      limit);

G_END_DECLS
