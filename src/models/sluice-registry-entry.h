/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A connection and the instance whose registry it is in. Immutable. */
#pragma once

#include "sluice-connection.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_REGISTRY_ENTRY (sluice_registry_entry_get_type ())
G_DECLARE_FINAL_TYPE (SluiceRegistryEntry, sluice_registry_entry, SLUICE, REGISTRY_ENTRY, GObject)

SluiceRegistryEntry *sluice_registry_entry_new            (const char          *instance,
                                                           SluiceConnection    *connection);
const char          *sluice_registry_entry_get_instance   (SluiceRegistryEntry *self);
SluiceConnection    *sluice_registry_entry_get_connection (SluiceRegistryEntry *self);

G_END_DECLS
