/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of the pages at the bottom of a narrow window. Keeps them whole: where large text or a
 * language leaves too little room, each name first takes only what it needs, and all become smaller
 * together if that is not enough.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_PAGE_BAR (sluice_page_bar_get_type ())
G_DECLARE_FINAL_TYPE (SluicePageBar, sluice_page_bar, SLUICE, PAGE_BAR, GtkWidget)

void sluice_page_bar_set_stack (SluicePageBar *self,
                                AdwViewStack  *stack);

G_END_DECLS
