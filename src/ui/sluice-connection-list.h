/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list on the page Connections: rows of any number, found, ordered and chosen among.
 */
#pragma once

#include <gtk/gtk.h>

#include "sluice-connection-order.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CONNECTION_LIST (sluice_connection_list_get_type ())
G_DECLARE_FINAL_TYPE (SluiceConnectionList, sluice_connection_list, SLUICE, CONNECTION_LIST,
                      GtkWidget)

/* model: of SluiceRegistryEntry. To be called once. */
void       sluice_connection_list_set_model         (SluiceConnectionList         *self,
                                                     GListModel                   *model);
/* filter: borrowed until the next call. */
void       sluice_connection_list_set_filter        (SluiceConnectionList         *self,
                                                     const SluiceConnectionFilter *filter,
                                                     SluiceOrder                   order);
void       sluice_connection_list_set_with_instance (SluiceConnectionList         *self,
                                                     gboolean                      with_instance);
guint      sluice_connection_list_get_n_shown       (SluiceConnectionList         *self);
gboolean   sluice_connection_list_is_settled        (SluiceConnectionList         *self);
void       sluice_connection_list_activate_first    (SluiceConnectionList         *self);
void       sluice_connection_list_focus             (SluiceConnectionList         *self);

/* Choosing several: a row that is activated is chosen, or not any more. */
void       sluice_connection_list_set_choosing      (SluiceConnectionList         *self,
                                                     gboolean                      choosing);
gboolean   sluice_connection_list_get_choosing      (SluiceConnectionList         *self);
void       sluice_connection_list_choose_all        (SluiceConnectionList         *self);
GPtrArray *sluice_connection_list_dup_chosen        (SluiceConnectionList         *self);
GPtrArray *sluice_connection_list_dup_shown         (SluiceConnectionList         *self);

/* Signals: ::activated (SluiceRegistryEntry *), ::changed: what is shown, or chosen. */

G_END_DECLS
