/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The titles of groups of rows, which may share their line with something else: they go on in the
 * next line instead of ending in “…”.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Of all groups that are below the widget by now. */
void sluice_group_titles_wrap (GtkWidget *widget);

G_END_DECLS
