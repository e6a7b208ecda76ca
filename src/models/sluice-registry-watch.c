/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watching what changes by itself. */
#include "sluice-registry-watch.h"

#include "sluice-atlas-connections.h"
#include "sluice-poller.h"

/* As long as creating or deleting may take. */
static SluicePollerPace pace = { 2000, 15000, 40 * 60 * 1000 };

/* In one round; the others have their turn in the next. */
#define MOST_LOOKS 25

/* Held by whoever made it and by each wait or question that is under way. */
struct _SluiceRegistryWatch
{
  SluiceAtlasClient           *client;
  char                        *project_id;
  SluiceRegistryRows          *rows;
  const SluiceRegistryWatcher *watcher;
  gpointer                     user_data;

  GCancellable                *cancellable;
  SluicePoller                *poller;      /* NULL: at rest */
  GPtrArray                   *round;       /* still to be looked at in this round */
  guint                        turn;        /* where a round begins */
  gboolean                     moved;       /* something has changed in this round */
  gboolean                     stopped;
};

static void
watch_clear (gpointer data)
{
  SluiceRegistryWatch *self = data;

  g_object_unref (self->client);
  g_free (self->project_id);
  g_object_unref (self->rows);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->poller, sluice_poller_free);
  g_clear_pointer (&self->round, g_ptr_array_unref);
}

static void
watch_unref (SluiceRegistryWatch *self)
{
  g_rc_box_release_full (self, watch_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceRegistryWatch, watch_unref)

static void look (SluiceRegistryWatch *self);

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceRegistryWatch) self = user_data;
  g_autoptr (GPtrArray) entries = NULL;

  if (!sluice_poller_wait_finish (result, NULL) || self->stopped)
    return;
  entries = sluice_registry_rows_dup_unsettled (self->rows);
  self->round = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < MIN (entries->len, MOST_LOOKS); i++)
    g_ptr_array_add (self->round, g_object_ref (entries->pdata[(self->turn + i) % entries->len]));
  self->turn += self->round->len;
  self->moved = FALSE;
  look (self);
}

static void
wait_again (SluiceRegistryWatch *self)
{
  sluice_poller_wait_async (self->poller, 0, self->cancellable, waited_cb,
                            g_rc_box_acquire (self));
}

static void
end_round (SluiceRegistryWatch *self)
{
  g_autoptr (GPtrArray) left = sluice_registry_rows_dup_unsettled (self->rows);

  g_clear_pointer (&self->round, g_ptr_array_unref);
  if (left->len == 0 || sluice_poller_is_over (self->poller))
    {
      g_clear_pointer (&self->poller, sluice_poller_free);
      return;
    }
  if (self->moved)
    {
      sluice_poller_free (self->poller);
      self->poller = sluice_poller_new (&pace);
    }
  wait_again (self);
}

static void
seen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceRegistryWatch) self = user_data;
  g_autoptr (SluiceRegistryEntry) entry = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection =
    sluice_atlas_get_connection_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  gboolean gone = g_error_matches (error, SLUICE_ATLAS_ERROR,
                                   SLUICE_ATLAS_ERROR_CONNECTION_NOT_FOUND);

  if (self->stopped)
    return;
  entry = g_object_ref (self->round->pdata[self->round->len - 1]);
  g_ptr_array_set_size (self->round, self->round->len - 1);
  if (gone || (connection != NULL &&
               !sluice_connection_equal (connection,
                                         sluice_registry_entry_get_connection (entry))))
    {
      self->moved = TRUE;
      self->watcher->seen (entry, connection, self->user_data);
    }
  if (!self->stopped)
    look (self);
}

static void
look (SluiceRegistryWatch *self)
{
  SluiceRegistryEntry *entry = NULL;

  while (self->round->len > 0)
    {
      entry = self->round->pdata[self->round->len - 1];
      if (!self->watcher->is_watched (entry, self->user_data))
        break;
      g_ptr_array_set_size (self->round, self->round->len - 1);
    }
  if (self->round->len == 0)
    {
      end_round (self);
      return;
    }
  sluice_atlas_get_connection_async (
    self->client, self->project_id, sluice_registry_entry_get_instance (entry),
    sluice_connection_get_name (sluice_registry_entry_get_connection (entry)), self->cancellable,
    seen_cb, g_rc_box_acquire (self));
}

/**
 * sluice_registry_watch_new:
 * @client: whom to ask
 * @project_id: of which project
 * @rows: what to watch
 * @watcher: (not nullable): what is told; must outlive the watch
 * @user_data: for @watcher's functions
 *
 * Returns: (transfer full): a watch at rest: sluice_registry_watch_stop() ends and frees it
 */
SluiceRegistryWatch *
sluice_registry_watch_new (SluiceAtlasClient           *client,
                           const char                  *project_id,
                           SluiceRegistryRows          *rows,
                           const SluiceRegistryWatcher *watcher,
                           gpointer                     user_data)
{
  SluiceRegistryWatch *self = g_rc_box_new0 (SluiceRegistryWatch);

  self->client = g_object_ref (client);
  self->project_id = g_strdup (project_id);
  self->rows = g_object_ref (rows);
  self->watcher = watcher;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  return self;
}

/**
 * sluice_registry_watch_stop:
 * @self: (transfer full): a watch
 */
void
sluice_registry_watch_stop (SluiceRegistryWatch *self)
{
  self->stopped = TRUE;
  g_cancellable_cancel (self->cancellable);
  watch_unref (self);
}

/**
 * sluice_registry_watch_wake:
 * @self: a watch
 *
 * To be called after the rows have changed: goes to work if there is something to watch.
 */
void
sluice_registry_watch_wake (SluiceRegistryWatch *self)
{
  g_autoptr (GPtrArray) entries = NULL;

  if (self->poller != NULL)
    return;
  entries = sluice_registry_rows_dup_unsettled (self->rows);
  if (entries->len == 0)
    return;
  self->poller = sluice_poller_new (&pace);
  wait_again (self);
}

/**
 * sluice_registry_watch_set_pace:
 * @first_ms: how long to wait before the first look, in milliseconds
 * @longest_ms: how long at most between two
 *
 * For all watches made later.
 */
void
sluice_registry_watch_set_pace (guint first_ms,
                                guint longest_ms)
{
  pace.first_ms = first_ms;
  pace.longest_ms = longest_ms;
}
