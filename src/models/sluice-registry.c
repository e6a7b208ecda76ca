/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A connection registry, read once and kept up to date by what is created. */
#include "sluice-registry.h"

#include "sluice-atlas-connections.h"

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

struct _SluiceRegistry
{
  GObject              parent_instance;

  SluiceRegistryState  state;
  GError              *error;
  GPtrArray           *connections;  /* of SluiceConnection; while reading: those just noted */
  GCancellable        *cancellable;  /* of the reading that is under way */
};

/* Nobody wants the answer any more once the registry's cancellable is another one. */
typedef struct
{
  SluiceRegistry *registry;
  GCancellable   *cancellable;
} Reading;

G_DEFINE_FINAL_TYPE (SluiceRegistry, sluice_registry, G_TYPE_OBJECT)

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->registry);
  g_object_unref (reading->cancellable);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
stop_reading (SluiceRegistry *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
sluice_registry_dispose (GObject *object)
{
  SluiceRegistry *self = SLUICE_REGISTRY (object);

  stop_reading (self);
  g_clear_pointer (&self->connections, g_ptr_array_unref);
  G_OBJECT_CLASS (sluice_registry_parent_class)->dispose (object);
}

static void
sluice_registry_finalize (GObject *object)
{
  SluiceRegistry *self = SLUICE_REGISTRY (object);

  g_clear_error (&self->error);
  G_OBJECT_CLASS (sluice_registry_parent_class)->finalize (object);
}

static void
sluice_registry_class_init (SluiceRegistryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_registry_dispose;
  object_class->finalize = sluice_registry_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_registry_init (SluiceRegistry *self)
{
}

static void
set_state (SluiceRegistry *self, SluiceRegistryState state, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Leaves the state to the caller. */
static void
empty (SluiceRegistry *self)
{
  stop_reading (self);
  g_clear_pointer (&self->connections, g_ptr_array_unref);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  SluiceRegistry *self = reading->registry;
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
      set_state (self, SLUICE_REGISTRY_STATE_UNREADABLE, error);
      return;
    }
  self->connections = g_steal_pointer (&connections);
  for (guint i = 0; i < noted->len; i++)
    sluice_registry_note (self, g_ptr_array_index (noted, i));
  set_state (self, SLUICE_REGISTRY_STATE_READ, NULL);
}

/**
 * sluice_registry_new:
 *
 * Returns: (transfer full): a registry that was not read yet
 */
SluiceRegistry *
sluice_registry_new (void)
{
  return g_object_new (SLUICE_TYPE_REGISTRY, NULL);
}

/**
 * sluice_registry_get_state:
 * @self: a registry
 * @error: (out) (optional) (transfer none): why it cannot be read
 *
 * Returns: the state
 */
SluiceRegistryState
sluice_registry_get_state (SluiceRegistry  *self,
                           const GError   **error)
{
  if (error != NULL)
    *error = self->error;
  return self->state;
}

/**
 * sluice_registry_find:
 * @self: a registry
 * @name: a connection's name
 *
 * Returns: (transfer none) (nullable): the connection that has the name
 */
SluiceConnection *
sluice_registry_find (SluiceRegistry *self,
                      const char     *name)
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
 * sluice_registry_read:
 * @self: a registry
 * @client: (transfer none): who asks
 * @project_id: the project's id
 * @instance: the instance's name
 *
 * Reads all of it; what was known is dropped.
 */
void
sluice_registry_read (SluiceRegistry    *self,
                      SluiceAtlasClient *client,
                      const char        *project_id,
                      const char        *instance)
{
  Reading *reading = g_new0 (Reading, 1);

  empty (self);
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  reading->registry = g_object_ref (self);
  reading->cancellable = g_object_ref (self->cancellable);
  sluice_atlas_list_connections_async (client, project_id, instance, reading->cancellable,
                                       read_cb, reading);
  set_state (self, SLUICE_REGISTRY_STATE_READING, NULL);
}

/**
 * sluice_registry_note:
 * @self: a registry
 * @connection: (transfer none): what Atlas said of one of its connections just now
 *
 * Brings the registry up to date without asking, also one that is being read: the answer may be
 * older than the connection. Is not told by a signal.
 */
void
sluice_registry_note (SluiceRegistry   *self,
                      SluiceConnection *connection)
{
  SluiceConnection *old = sluice_registry_find (self, sluice_connection_get_name (connection));

  if (old != NULL)
    g_ptr_array_remove (self->connections, old);
  if (self->connections != NULL)
    g_ptr_array_add (self->connections, g_object_ref (connection));
}

/**
 * sluice_registry_forget:
 * @self: a registry
 *
 * Drops what is known and stops reading.
 */
void
sluice_registry_forget (SluiceRegistry *self)
{
  empty (self);
  if (self->state != SLUICE_REGISTRY_STATE_UNREAD)
    set_state (self, SLUICE_REGISTRY_STATE_UNREAD, NULL);
}
