/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Order of the list, and which states and roles it shows. */
#pragma once

#include <gtk/gtk.h>

#include "sluice-connection-order.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CONNECTION_FILTER_BAR (sluice_connection_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (SluiceConnectionFilterBar, sluice_connection_filter_bar, SLUICE,
                      CONNECTION_FILTER_BAR, GtkWidget)

/* rows: of SluiceRegistryEntry: the roles to choose from. */
void         sluice_connection_filter_bar_set_rows  (SluiceConnectionFilterBar *self,
                                                     GListModel                *rows);
SluiceOrder  sluice_connection_filter_bar_get_order (SluiceConnectionFilterBar *self);
int          sluice_connection_filter_bar_get_state (SluiceConnectionFilterBar *self);
const char  *sluice_connection_filter_bar_get_role  (SluiceConnectionFilterBar *self);
void         sluice_connection_filter_bar_reset     (SluiceConnectionFilterBar *self);

/* Signal ::changed. */

G_END_DECLS
