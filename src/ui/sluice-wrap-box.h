/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of buttons that goes on in the next line where the room ends. Keeps the natural size of
 * each child, unlike GtkFlowBox, and adds nothing to the keyboard order. With homogeneous all get
 * the same width: that of the widest, or, unless the box stands in the middle, all there is.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_WRAP_BOX (sluice_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (SluiceWrapBox, sluice_wrap_box, SLUICE, WRAP_BOX, GtkWidget)

G_END_DECLS
