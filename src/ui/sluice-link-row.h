/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One private link in a list: where, in which state, its id to copy, and a button to delete it. */
#pragma once

#include <adwaita.h>

#include "sluice-private-link.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_LINK_ROW (sluice_link_row_get_type ())
G_DECLARE_FINAL_TYPE (SluiceLinkRow, sluice_link_row, SLUICE, LINK_ROW, AdwActionRow)

GtkWidget         *sluice_link_row_new      (void);
void               sluice_link_row_show     (SluiceLinkRow     *self,
                                             SluicePrivateLink *link);
SluicePrivateLink *sluice_link_row_get_link (SluiceLinkRow     *self);

/* The buttons are bound to the actions links.copy and links.delete with the id as parameter. */

G_END_DECLS
