/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A connection registry, read once and kept up to date by what is created. */
#include "sluice-inventory.h"

#include "sluice-atlas-connections.h"

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

struct _SluiceInventory
{
  GObject               parent_instance;

  SluiceInventoryState  state;
  GError               *error;
  GPtrArray            *connections;  /* of SluiceConnection; while reading: those just noted */
  GCancellable         *cancellable;  /* of the reading that is under way */
};

/* Nobody wants the answer any more once the registry's cancellable is another one. */
typedef struct
{
  SluiceInventory *inventory;
  GCancellable    *cancellable;
} Reading;

G_DEFINE_FINAL_TYPE (SluiceInventory, sluice_inventory, G_TYPE_OBJECT)

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->inventory);
  g_object_unref (reading->cancellable);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
stop_reading (SluiceInventory *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
sluice_inventory_dispose (GObject *object)
{
  SluiceInventory *self = SLUICE_INVENTORY (object);

  stop_reading (self);
  g_clear_pointer (&self->connections, g_ptr_array_unref);
  G_OBJECT_CLASS (sluice_inventory_parent_class)->dispose (object);
}

static void
sluice_inventory_finalize (GObject *object)
{
  SluiceInventory *self = SLUICE_INVENTORY (object);

  g_clear_error (&self->error);
  G_OBJECT_CLASS (sluice_inventory_parent_class)->finalize (object);
}

static void
sluice_inventory_class_init (SluiceInventoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_inventory_dispose;
  object_class->finalize = sluice_inventory_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_inventory_init (SluiceInventory *self)
{
}

static void
set_state (SluiceInventory *self, SluiceInventoryState state, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Leaves the state to the caller. */
static void
empty (SluiceInventory *self)
{
  stop_reading (self);
  g_clear_pointer (&self->connections, g_ptr_array_unref);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  SluiceInventory *self = reading->inventory;
  GError *error = NULL;
  g_autoptr (GPtrArray) connections =
    sluice_atlas_list_connections_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) noted = NULL;

  if (self->cancellable != reading->cancellable)
    {
      g_clear_error (&error);
      return;
    }
  g_clear_object (&self->cancellable);
  noted = g_steal_pointer (&self->connections);
  if (connections == NULL)
    {
      set_state (self, SLUICE_INVENTORY_UNREADABLE, error);
      return;
    }
  self->connections = g_steal_pointer (&connections);
  for (guint i = 0; i < noted->len; i++)
    sluice_inventory_note (self, g_ptr_array_index (noted, i));
  set_state (self, SLUICE_INVENTORY_READ, NULL);
}

/**
 * sluice_inventory_new:
 *
 * Returns: (transfer full): an inventory that was not read yet
 */
SluiceInventory *
sluice_inventory_new (void)
{
  return g_object_new (SLUICE_TYPE_INVENTORY, NULL);
}

/**
 * sluice_inventory_get_state:
 * @self: an inventory
 * @error: (out) (optional) (transfer none): why it cannot be read
 *
 * Returns: the state
 */
SluiceInventoryState
sluice_inventory_get_state (SluiceInventory  *self,
                            const GError    **error)
{
  if (error != NULL)
    *error = self->error;
  return self->state;
}

/**
 * sluice_inventory_find:
 * @self: an inventory
 * @name: a connection's name
 *
 * Returns: (transfer none) (nullable): the connection that has the name
 */
SluiceConnection *
sluice_inventory_find (SluiceInventory *self,
                       const char      *name)
{
  for (guint i = 0; self->connections != NULL && i < self->connections->len; i++)
    {
      SluiceConnection *connection = g_ptr_array_index (self->connections, i);

      if (g_str_equal (sluice_connection_get_name (connection), name))
        return connection;
    }
  return NULL;
}

/**
 * sluice_inventory_read:
 * @self: an inventory
 * @client: (transfer none): who asks
 * @project_id: the project's id
 * @instance: the instance's name
 *
 * Reads all of it; what was known is dropped.
 */
void
sluice_inventory_read (SluiceInventory   *self,
                       SluiceAtlasClient *client,
                       const char        *project_id,
                       const char        *instance)
{
  Reading *reading = g_new0 (Reading, 1);

  empty (self);
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  reading->inventory = g_object_ref (self);
  reading->cancellable = g_object_ref (self->cancellable);
  sluice_atlas_list_connections_async (client, project_id, instance, reading->cancellable,
                                       read_cb, reading);
  set_state (self, SLUICE_INVENTORY_READING, NULL);
}

/**
 * sluice_inventory_note:
 * @self: an inventory
 * @connection: (transfer none): what Atlas said of one of its connections just now
 *
 * Brings the registry up to date without asking, also one that is being read: the answer may be
 * older than the connection. Is not told by a signal.
 */
void
sluice_inventory_note (SluiceInventory  *self,
                       SluiceConnection *connection)
{
  SluiceConnection *old = sluice_inventory_find (self, sluice_connection_get_name (connection));

  if (old != NULL)
    g_ptr_array_remove (self->connections, old);
  if (self->connections != NULL)
    g_ptr_array_add (self->connections, g_object_ref (connection));
}

/**
 * sluice_inventory_forget:
 * @self: an inventory
 *
 * Drops what is known and stops reading.
 */
void
sluice_inventory_forget (SluiceInventory *self)
{
  empty (self);
  if (self->state != SLUICE_INVENTORY_UNREAD)
    set_state (self, SLUICE_INVENTORY_UNREAD, NULL);
}
