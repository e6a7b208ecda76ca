/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys that mean the same on every page: each presses the button it finds there. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean sluice_page_keys_press (GtkWidget          *page,
                                 const char * const *action_names);

G_END_DECLS
