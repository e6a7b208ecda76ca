/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the field a person is in where it is on the screen while something above it grows or
 * shrinks by itself.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Once for each window. */
void sluice_steady_watch (GtkWidget *window);

/* To be called before and after what is in the box, somewhere in a scrolled window, changes. */
int  sluice_steady_begin (GtkWidget *box);
void sluice_steady_end   (GtkWidget *box,
                          int        before);

G_END_DECLS
