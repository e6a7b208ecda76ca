/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children in one line, of which one expands and gets what the others leave. Unlike GtkBoxLayout it
 * never asks how wide a text would like to be at some height: where lines of several scripts differ
 * in height, the answer is wider than the room there is.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_LINE_LAYOUT (sluice_line_layout_get_type ())
G_DECLARE_FINAL_TYPE (SluiceLineLayout, sluice_line_layout, SLUICE, LINE_LAYOUT, GtkLayoutManager)

void sluice_line_layout_set_spacing (SluiceLineLayout *self,
                                     int               spacing);
void sluice_line_layout_set_folds   (SluiceLineLayout *self,
                                     gboolean          folds);

G_END_DECLS
