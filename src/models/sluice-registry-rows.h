/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a registry as a list model: one per instance and name, in the order they came.
 * Changes are as small as they can be: what Atlas says again as before changes nothing.
 */
#pragma once

#include <gio/gio.h>

#include "sluice-registry-entry.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_REGISTRY_ROWS (sluice_registry_rows_get_type ())
G_DECLARE_FINAL_TYPE (SluiceRegistryRows, sluice_registry_rows, SLUICE, REGISTRY_ROWS, GObject)

SluiceRegistryRows  *sluice_registry_rows_new         (void);
SluiceRegistryEntry *sluice_registry_rows_find        (SluiceRegistryRows *self,
                                                       const char         *instance,
                                                       const char         *name);
void                 sluice_registry_rows_put         (SluiceRegistryRows *self,
                                                       const char         *instance,
                                                       GPtrArray          *connections,
                                                       guint               first,
                                                       GHashTable         *seen);
void                 sluice_registry_rows_put_one     (SluiceRegistryRows *self,
                                                       const char         *instance,
                                                       SluiceConnection   *connection,
                                                       GHashTable         *seen);
void                 sluice_registry_rows_remove      (SluiceRegistryRows *self,
                                                       const char         *instance,
                                                       const char         *name);
void                 sluice_registry_rows_keep        (SluiceRegistryRows *self,
                                                       const char         *instance,
                                                       GHashTable         *seen);
void                 sluice_registry_rows_keep_places (SluiceRegistryRows *self,
                                                       const char * const *instances);
void                 sluice_registry_rows_clear       (SluiceRegistryRows *self);
guint                sluice_registry_rows_count       (SluiceRegistryRows *self);
SluiceRegistryEntry *sluice_registry_rows_peek        (SluiceRegistryRows *self,
                                                       guint               position);
GPtrArray           *sluice_registry_rows_dup_unsettled (SluiceRegistryRows *self);

G_END_DECLS
