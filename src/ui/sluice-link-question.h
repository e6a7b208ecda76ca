/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks before a private link is deleted, with the connections that use it. */
#pragma once

#include <gtk/gtk.h>

#include "sluice-links.h"
#include "sluice-role-usage.h"

G_BEGIN_DECLS

void  sluice_link_question_ask      (GtkWidget         *widget,
                                     SluiceSession     *session,
                                     SluicePrivateLink *link);
char *sluice_link_question_describe (SluiceRoleUsage   *usage,
                                     const char        *link_id);

G_END_DECLS
