/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A box through which Tab leads in the order in which one reads. Later versions of GTK (4.18 is
 * one) lead through a line from the left to the right in any language, Arabic among them.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_READING_BOX (sluice_reading_box_get_type ())
G_DECLARE_FINAL_TYPE (SluiceReadingBox, sluice_reading_box, SLUICE, READING_BOX, GtkBox)

G_END_DECLS
