/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A horizontal box for one sentence and the buttons beside it. The sentence expands, and goes above
 * the buttons where they leave it less than half of the room. Measuring it takes a fraction of what
 * it takes in a GtkBox, see SluiceLineLayout.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_LINE (sluice_line_get_type ())
G_DECLARE_FINAL_TYPE (SluiceLine, sluice_line, SLUICE, LINE, GtkWidget)

G_END_DECLS
