/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of what Sluice did, newest first. Owns the one clock that makes running entries
 * count, and only while something runs.
 */
#pragma once

#include <gtk/gtk.h>

#include "sluice-operation.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_STATUS_PANE (sluice_status_pane_get_type ())
G_DECLARE_FINAL_TYPE (SluiceStatusPane, sluice_status_pane, SLUICE, STATUS_PANE, GtkWidget)

void sluice_status_pane_set_operations (SluiceStatusPane *self,
                                        GListModel       *operations);
void sluice_status_pane_focus_newest   (SluiceStatusPane *self);

/* Signal ::ticked: about once a second while something runs. */

G_END_DECLS
