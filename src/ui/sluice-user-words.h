/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which stream processors use a connection, in words. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Arrays are of SluiceProcessor. */
GPtrArray *sluice_user_words_find     (GPtrArray    *processors,
                                       const char   *connection);
char      *sluice_user_words_list     (GPtrArray    *users);
/* n: of connections. */
char      *sluice_user_words_describe (guint         n,
                                       GPtrArray    *users,
                                       const GError *error);
gboolean   sluice_user_words_is_busy  (GPtrArray    *users);

G_END_DECLS
