/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and ids that need more than one line: a hyphen at its end would be taken for a part of
 * them.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Of the widget, if it is a label, and of all labels that are below it by now. */
void sluice_hyphens_leave_out (GtkWidget *widget);

G_END_DECLS
