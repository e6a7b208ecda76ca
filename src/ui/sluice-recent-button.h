/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offers the projects and instances with which the key in use has last worked, and notes those
 * that do. Not there while there is nothing to offer.
 */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_RECENT_BUTTON (sluice_recent_button_get_type ())
G_DECLARE_FINAL_TYPE (SluiceRecentButton, sluice_recent_button, SLUICE, RECENT_BUTTON, GtkWidget)

void sluice_recent_button_set_up (SluiceRecentButton *self,
                                  SluiceSession      *session,
                                  GSettings          *settings);

/* Signal ::chosen (const char *project_id, const char *instance) */

G_END_DECLS
