/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings something on a page into sight that has just appeared or changed its size. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void sluice_scroll_to (GtkWidget *widget);

G_END_DECLS
