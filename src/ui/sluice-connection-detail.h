/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All about one connection: read anew when it is opened, and followed as it changes. */
#pragma once

#include <adwaita.h>

#include "sluice-registry-model.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CONNECTION_DETAIL (sluice_connection_detail_get_type ())
G_DECLARE_FINAL_TYPE (SluiceConnectionDetail, sluice_connection_detail, SLUICE, CONNECTION_DETAIL,
                      GtkWidget)

/* To be called once. */
void                 sluice_connection_detail_set_up    (SluiceConnectionDetail *self,
                                                         SluiceSession          *session,
                                                         SluiceRegistryModel    *registry);
void                 sluice_connection_detail_open      (SluiceConnectionDetail *self,
                                                         SluiceRegistryEntry    *entry);
void                 sluice_connection_detail_close     (SluiceConnectionDetail *self);
void                 sluice_connection_detail_read      (SluiceConnectionDetail *self);
SluiceRegistryEntry *sluice_connection_detail_get_entry (SluiceConnectionDetail *self);
gboolean             sluice_connection_detail_is_at_place (SluiceConnectionDetail *self);

/* Signal ::closed: somebody goes back to the list. */

G_END_DECLS
