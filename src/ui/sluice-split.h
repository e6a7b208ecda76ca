/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Form and status pane: side by side when there is room; else the form with a strip below it,
 * or the pane alone. libadwaita 1.2 has nothing for this that later versions keep.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SPLIT (sluice_split_get_type ())
G_DECLARE_FINAL_TYPE (SluiceSplit, sluice_split, SLUICE, SPLIT, GtkWidget)

gboolean sluice_split_get_narrow    (SluiceSplit *self);
gboolean sluice_split_get_pane_open (SluiceSplit *self);
void     sluice_split_set_pane_open (SluiceSplit *self,
                                     gboolean     pane_open);

/* Properties: form, pane, strip (GtkWidget, construct by the template); narrow (read only);
 * pane-open: whether a narrow window shows the pane.
 */

G_END_DECLS
