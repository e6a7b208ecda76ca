/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection in the list: columns that line up where there is room, else two lines. Also the
 * titles above the columns.
 */
#pragma once

#include <gtk/gtk.h>

#include "sluice-registry-entry.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CONNECTION_ROW (sluice_connection_row_get_type ())
G_DECLARE_FINAL_TYPE (SluiceConnectionRow, sluice_connection_row, SLUICE, CONNECTION_ROW, GtkWidget)

GtkWidget *sluice_connection_row_new         (void);
GtkWidget *sluice_connection_row_new_titles  (void);
gboolean   sluice_connection_row_is_filled   (gpointer             row);
void       sluice_connection_row_show        (SluiceConnectionRow *self,
                                              SluiceRegistryEntry *entry,
                                              gboolean             with_instance);
void       sluice_connection_row_set_with_instance (SluiceConnectionRow *self,
                                              gboolean             with_instance);
void       sluice_connection_row_set_chosen  (SluiceConnectionRow *self,
                                              gboolean             choosing,
                                              gboolean             chosen);
char      *sluice_connection_row_dup_name    (SluiceRegistryEntry *entry);
char      *sluice_connection_row_dup_summary (SluiceRegistryEntry *entry,
                                              gboolean             with_instance);

G_END_DECLS
