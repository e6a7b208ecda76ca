/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page Connections shows. */
#include "sluice-registry-model-private.h"

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceRegistryModel, sluice_registry_model, G_TYPE_OBJECT)

static void
failure_free (gpointer data)
{
  SluiceRegistryFailure *failure = data;

  g_free (failure->instance);
  g_error_free (failure->error);
  g_free (failure);
}

static void
tell (SluiceRegistryModel *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
wake_watch (SluiceRegistryModel *self)
{
  if (self->watch != NULL)
    sluice_registry_watch_wake (self->watch);
}

/* ---- reading ---- */

static void
places_cb (const char * const *instances, gpointer user_data)
{
  SluiceRegistryModel *self = user_data;

  sluice_registry_rows_keep_places (self->rows, instances);
}

static void
page_cb (const char *instance, GPtrArray *connections, guint first, gpointer user_data)
{
  SluiceRegistryModel *self = user_data;
  gboolean none = sluice_registry_rows_count (self->rows) == 0;

  sluice_registry_rows_put (self->rows, instance, connections, first, self->seen);
  wake_watch (self);
  if (none)
    tell (self);
}

static void
ended_cb (const char *instance, const GError *error, gpointer user_data)
{
  SluiceRegistryModel *self = user_data;

  if (error == NULL)
    sluice_registry_rows_keep (self->rows, instance, self->seen);
  else
    {
      SluiceRegistryFailure *failure = g_new0 (SluiceRegistryFailure, 1);

      failure->instance = g_strdup (instance);
      failure->error = g_error_copy (error);
      g_ptr_array_add (self->failures, failure);
    }
  g_hash_table_remove_all (self->seen);
  tell (self);
}

static void
done_cb (const GError *error, gpointer user_data)
{
  SluiceRegistryModel *self = user_data;

  self->error = error != NULL ? g_error_copy (error) : NULL;
  self->read_once = TRUE;
  g_clear_pointer (&self->reading, sluice_registry_reading_stop);
  tell (self);
}

static void
stop_reading (SluiceRegistryModel *self)
{
  g_clear_pointer (&self->reading, sluice_registry_reading_stop);
  g_hash_table_remove_all (self->seen);
}

/* ---- watching ---- */

static gboolean
is_watched (SluiceRegistryEntry *entry, gpointer user_data)
{
  SluiceRegistryModel *self = user_data;
  SluiceConnection *connection = sluice_registry_entry_get_connection (entry);

  return sluice_registry_news_is_at_work (self->news, self->project_id,
                                          sluice_registry_entry_get_instance (entry),
                                          sluice_connection_get_name (connection));
}

static void
settled_cb (SluiceRegistryEntry *entry, SluiceConnection *connection, gpointer user_data)
{
  const char *name =
    sluice_connection_get_name (sluice_registry_entry_get_connection (entry));

  sluice_registry_model_learn (user_data, sluice_registry_entry_get_instance (entry), name,
                               connection);
}

static void
start_watch (SluiceRegistryModel *self)
{
  static const SluiceRegistryWatcher watcher = { is_watched, settled_cb };

  if (!self->active || self->client == NULL || self->watch != NULL)
    return;
  self->watch = sluice_registry_watch_new (self->client, self->project_id, self->rows, &watcher,
                                           self);
  wake_watch (self);
}

/* ---- the place ---- */

static const char *
get_wanted_instance (SluiceRegistryModel *self)
{
  return self->all ? NULL : sluice_session_get_instance (self->session);
}

static gboolean
is_at_place (SluiceRegistryModel *self)
{
  return self->client != NULL &&
         self->client == sluice_session_get_client (self->session) &&
         g_strcmp0 (self->project_id, sluice_session_get_project_id (self->session)) == 0 &&
         g_strcmp0 (self->instance, get_wanted_instance (self)) == 0;
}

/* Within one project, rows of what is still wanted may stay on the screen. */
static void
leave_place (SluiceRegistryModel *self)
{
  gboolean same_project = self->client != NULL &&
    self->client == sluice_session_get_client (self->session) &&
    g_strcmp0 (self->project_id, sluice_session_get_project_id (self->session)) == 0;
  const char *wanted = get_wanted_instance (self);

  stop_reading (self);
  g_clear_pointer (&self->watch, sluice_registry_watch_stop);
  g_clear_object (&self->client);
  g_clear_pointer (&self->project_id, g_free);
  g_clear_pointer (&self->instance, g_free);
  g_clear_error (&self->error);
  g_ptr_array_set_size (self->failures, 0);
  self->read_once = FALSE;
  if (!same_project)
    sluice_registry_rows_clear (self->rows);
  else if (wanted != NULL)
    sluice_registry_rows_keep_places (self->rows, (const char *[]) { wanted, NULL });
}

static void
go_to_place (SluiceRegistryModel *self)
{
  SluiceAtlasClient *client = sluice_session_get_client (self->session);
  const char *project_id = sluice_session_get_project_id (self->session);

  if (self->client != NULL && !is_at_place (self))
    leave_place (self);
  if (self->active && self->client == NULL && client != NULL && project_id != NULL)
    {
      self->client = g_object_ref (client);
      self->project_id = g_strdup (project_id);
      self->instance = g_strdup (get_wanted_instance (self));
      sluice_registry_model_refresh (self);
    }
  tell (self);
}

/* ---- life ---- */

static void
sluice_registry_model_dispose (GObject *object)
{
  SluiceRegistryModel *self = SLUICE_REGISTRY_MODEL (object);

  g_clear_pointer (&self->news, sluice_registry_news_free);
  g_clear_pointer (&self->reading, sluice_registry_reading_stop);
  g_clear_pointer (&self->watch, sluice_registry_watch_stop);
  g_clear_object (&self->client);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sluice_registry_model_parent_class)->dispose (object);
}

static void
sluice_registry_model_finalize (GObject *object)
{
  SluiceRegistryModel *self = SLUICE_REGISTRY_MODEL (object);

  g_object_unref (self->rows);
  g_hash_table_unref (self->seen);
  g_ptr_array_unref (self->failures);
  g_clear_error (&self->error);
  g_free (self->project_id);
  g_free (self->instance);
  G_OBJECT_CLASS (sluice_registry_model_parent_class)->finalize (object);
}

static void
sluice_registry_model_class_init (SluiceRegistryModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_registry_model_dispose;
  object_class->finalize = sluice_registry_model_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_registry_model_init (SluiceRegistryModel *self)
{
  self->rows = sluice_registry_rows_new ();
  self->seen = g_hash_table_new (NULL, NULL);
  self->failures = g_ptr_array_new_with_free_func (failure_free);
}

static void
news_cb (const char       *project_id,
         const char       *instance,
         const char       *name,
         SluiceConnection *connection,
         gpointer          user_data)
{
  SluiceRegistryModel *self = user_data;

  if (self->client != NULL && g_strcmp0 (project_id, self->project_id) == 0)
    sluice_registry_model_learn (self, instance, name, connection);
}

/**
 * sluice_registry_model_new:
 * @session: whose key and place are used
 *
 * Returns: (transfer full): a registry nobody looks at yet
 */
SluiceRegistryModel *
sluice_registry_model_new (SluiceSession *session)
{
  SluiceRegistryModel *self = g_object_new (SLUICE_TYPE_REGISTRY_MODEL, NULL);

  self->session = g_object_ref (session);
  self->news = sluice_registry_news_new (sluice_session_get_operations (session), news_cb, self);
  g_signal_connect_swapped (session, "fact-changed", G_CALLBACK (go_to_place), self);
  g_signal_connect_swapped (session, "key-changed", G_CALLBACK (go_to_place), self);
  return self;
}

/* ---- what is asked for ---- */

/**
 * sluice_registry_model_set_all:
 * @self: a registry
 * @all: whether every instance of the project is shown; also so while the form names none
 */
void
sluice_registry_model_set_all (SluiceRegistryModel *self,
                               gboolean             all)
{
  if (self->all == !!all)
    return;
  self->all = !!all;
  go_to_place (self);
}

/**
 * sluice_registry_model_get_all:
 * @self: a registry
 *
 * Returns: whether every instance of the project was asked for
 */
gboolean
sluice_registry_model_get_all (SluiceRegistryModel *self)
{
  return self->all;
}

/**
 * sluice_registry_model_set_active:
 * @self: a registry
 * @active: whether somebody looks at it
 *
 * Reads what has not been read before, and watches what changes, while somebody looks.
 */
void
sluice_registry_model_set_active (SluiceRegistryModel *self,
                                  gboolean             active)
{
  self->active = !!active;
  if (!active)
    g_clear_pointer (&self->watch, sluice_registry_watch_stop);
  else
    {
      go_to_place (self);
      start_watch (self);
    }
}

/**
 * sluice_registry_model_refresh:
 * @self: a registry
 *
 * Reads all of it anew. The rows stay until newer ones are known.
 */
void
sluice_registry_model_refresh (SluiceRegistryModel *self)
{
  static const SluiceRegistryReader reader = { places_cb, page_cb, ended_cb, done_cb };

  if (self->client == NULL)
    return;
  stop_reading (self);
  g_clear_error (&self->error);
  g_ptr_array_set_size (self->failures, 0);
  start_watch (self);
  self->reading = sluice_registry_reading_start (self->client, self->project_id, self->instance,
                                                 &reader, self);
  tell (self);
}

/**
 * sluice_registry_model_learn:
 * @self: a registry
 * @instance: an instance's name
 * @name: a connection's name
 * @connection: (nullable): what is known of it now; %NULL if it is gone
 *
 * Puts into the rows what was found out elsewhere, unless it is of an instance that is not shown.
 */
void
sluice_registry_model_learn (SluiceRegistryModel *self,
                             const char          *instance,
                             const char          *name,
                             SluiceConnection    *connection)
{
  SluiceRegistryEntry *entry;

  if (self->instance != NULL && g_strcmp0 (instance, self->instance) != 0)
    return;
  if (connection != NULL)
    sluice_registry_rows_put_one (self->rows, instance, connection,
                                  self->reading != NULL ? self->seen : NULL);
  else if ((entry = sluice_registry_rows_find (self->rows, instance, name)) != NULL)
    {
      g_hash_table_remove (self->seen, entry);
      sluice_registry_rows_remove (self->rows, instance, name);
    }
  wake_watch (self);
  tell (self);
}
