/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The status pane in one line, for narrow windows: its newest headline, as a button that opens
 * the pane. The button's accessible name is the headline.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_STATUS_STRIP (sluice_status_strip_get_type ())
G_DECLARE_FINAL_TYPE (SluiceStatusStrip, sluice_status_strip, SLUICE, STATUS_STRIP, GtkButton)

void sluice_status_strip_set_operations (SluiceStatusStrip *self,
                                         GListModel        *operations);
void sluice_status_strip_tick           (SluiceStatusStrip *self);

G_END_DECLS
