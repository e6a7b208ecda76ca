/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form: which key, where, and what connection. Tells the session what was typed, shows what
 * is known about it, and starts the create.
 */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"
#include "sluice-tour.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CONNECT_PAGE (sluice_connect_page_get_type ())
G_DECLARE_FINAL_TYPE (SluiceConnectPage, sluice_connect_page, SLUICE, CONNECT_PAGE, GtkWidget)

void     sluice_connect_page_set_up       (SluiceConnectPage *self,
                                           SluiceSession     *session,
                                           GSettings         *settings,
                                           gboolean           practice);
void     sluice_connect_page_load_key     (SluiceConnectPage *self);
void     sluice_connect_page_set_practice (SluiceConnectPage *self,
                                           const char        *public_key,
                                           const char        *private_key,
                                           const char        *project_id,
                                           const char        *instance);
void     sluice_connect_page_fill_in      (SluiceConnectPage *self,
                                           const char        *project_id,
                                           const char        *instance);
void     sluice_connect_page_use_role     (SluiceConnectPage *self,
                                           const char        *role_arn);
const char *
         sluice_connect_page_get_role     (SluiceConnectPage *self);
GtkWidget *
         sluice_connect_page_get_target   (SluiceConnectPage *self,
                                           SluiceTourStep     step);
void     sluice_connect_page_focus_empty  (SluiceConnectPage *self);
void     sluice_connect_page_clear        (SluiceConnectPage *self);
void     sluice_connect_page_submit       (SluiceConnectPage *self);
gboolean sluice_connect_page_cancel       (SluiceConnectPage *self);

/* Signals:
 *  ::finished (gboolean)   a create has ended; TRUE if the keyboard focus was on Cancel
 *  ::settled               what the fields hold now, the session knows
 */

G_END_DECLS
