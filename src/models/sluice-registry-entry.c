/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the connection registry of a project. */
#include "sluice-registry-entry.h"

struct _SluiceRegistryEntry
{
  GObject           parent_instance;

  char             *instance;    /* interned: thousands of rows share a few names */
  SluiceConnection *connection;
};

G_DEFINE_FINAL_TYPE (SluiceRegistryEntry, sluice_registry_entry, G_TYPE_OBJECT)

static void
sluice_registry_entry_finalize (GObject *object)
{
  SluiceRegistryEntry *self = SLUICE_REGISTRY_ENTRY (object);

  g_object_unref (self->connection);
  g_ref_string_release (self->instance);
  G_OBJECT_CLASS (sluice_registry_entry_parent_class)->finalize (object);
}

static void
sluice_registry_entry_class_init (SluiceRegistryEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_registry_entry_finalize;
}

static void
sluice_registry_entry_init (SluiceRegistryEntry *self)
{
}

/**
 * sluice_registry_entry_new:
 * @instance: the instance's name
 * @connection: (transfer none): what its registry has
 *
 * Returns: (transfer full): both together
 */
SluiceRegistryEntry *
sluice_registry_entry_new (const char       *instance,
                           SluiceConnection *connection)
{
  SluiceRegistryEntry *self = g_object_new (SLUICE_TYPE_REGISTRY_ENTRY, NULL);

  self->instance = g_ref_string_new_intern (instance);
  self->connection = g_object_ref (connection);
  return self;
}

/**
 * sluice_registry_entry_get_instance:
 * @self: an entry
 *
 * Returns: the name of the instance whose registry has the connection
 */
const char *
sluice_registry_entry_get_instance (SluiceRegistryEntry *self)
{
  return self->instance;
}

/**
 * sluice_registry_entry_get_connection:
 * @self: an entry
 *
 * Returns: (transfer none): the connection as it was read
 */
SluiceConnection *
sluice_registry_entry_get_connection (SluiceRegistryEntry *self)
{
  return self->connection;
}
