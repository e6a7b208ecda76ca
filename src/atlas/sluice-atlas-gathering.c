/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many questions, one answer. */
#include "sluice-atlas-gathering.h"

#include "sluice-atlas-connections.h"
#include "sluice-call.h"

/* Up to so many are asked one by one: a registry may be long, and its list costs more than that. */
#define MAX_SINGLE 3
/* So many are told in a turn of the main loop: each has things to write down and to show. */
#define MAX_TOLD 20

#define GATHERINGS "sluice-gatherings"

/* All that is asked about one registry. The client owns it. */
typedef struct
{
  char      *project_id;
  char      *instance;
  GPtrArray *waiting;   /* of GTask: what the next listing answers */
  gboolean   busy;      /* an idle source or a listing is under way */
} Gathering;

/* What one listing answers, and how. */
typedef struct
{
  SluiceAtlasClient *client;
  Gathering         *gathering;
  GPtrArray         *asked;        /* of GTask, not told yet */
  GPtrArray         *connections;  /* NULL with an error */
  GHashTable        *names;        /* borrowed from them */
  GError            *error;
  SluiceEvidence    *evidence;
} Listing;

static void
gathering_free (gpointer data)
{
  Gathering *gathering = data;

  g_free (gathering->project_id);
  g_free (gathering->instance);
  g_ptr_array_unref (gathering->waiting);
  g_free (gathering);
}

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_object_unref (listing->client);
  g_ptr_array_unref (listing->asked);
  g_clear_pointer (&listing->names, g_hash_table_unref);
  g_clear_pointer (&listing->connections, g_ptr_array_unref);
  g_clear_pointer (&listing->evidence, sluice_evidence_unref);
  g_clear_error (&listing->error);
  g_free (listing);
}

static Gathering *
get_gathering (SluiceAtlasClient *client, const char *project_id, const char *instance)
{
  GPtrArray *all = g_object_get_data (G_OBJECT (client), GATHERINGS);
  Gathering *gathering;

  if (all == NULL)
    {
      all = g_ptr_array_new_with_free_func (gathering_free);
      g_object_set_data_full (G_OBJECT (client), GATHERINGS, all,
                              (GDestroyNotify) g_ptr_array_unref);
    }
  for (guint i = 0; i < all->len; i++)
    {
      gathering = all->pdata[i];
      if (g_str_equal (gathering->project_id, project_id) &&
          g_str_equal (gathering->instance, instance))
        return gathering;
    }
  gathering = g_new0 (Gathering, 1);
  gathering->project_id = g_strdup (project_id);
  gathering->instance = g_strdup (instance);
  gathering->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (all, gathering);
  return gathering;
}

/* ---- one by one ---------------------------------------------------------------------------- */

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SluiceConnection *connection =
    sluice_atlas_get_connection_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  sluice_atlas_result_set_evidence (G_ASYNC_RESULT (task),
                                    sluice_atlas_result_get_evidence (result));
  if (connection != NULL)
    g_task_return_pointer (task, connection, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
get_single (Gathering *gathering, GTask *task)
{
  sluice_atlas_get_connection_async (g_task_get_source_object (task), gathering->project_id,
                                     gathering->instance, g_task_get_task_data (task),
                                     g_task_get_cancellable (task), got_cb, g_object_ref (task));
}

/* ---- together ------------------------------------------------------------------------------ */

static void start (SluiceAtlasClient *client, Gathering *gathering);

static GHashTable *
index_by_name (GPtrArray *connections)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < connections->len; i++)
    g_hash_table_insert (names, (gpointer) sluice_connection_get_name (connections->pdata[i]),
                         connections->pdata[i]);
  return names;
}

/* While one page after another is read, what is deleted meanwhile moves the others, so a list of
 * several pages may lack one that is there. And who may not list may still read. */
static gboolean
is_certain (Listing *listing)
{
  guint status = sluice_evidence_get_status (listing->evidence);

  if (listing->error != NULL)
    return status < 400 || status >= 500 || status == 429;
  return g_str_has_suffix (sluice_evidence_get_path (listing->evidence), "&pageNum=1");
}

static void
tell (Listing *listing, GTask *task)
{
  SluiceConnection *connection =
    listing->names != NULL ? g_hash_table_lookup (listing->names, g_task_get_task_data (task))
                           : NULL;
  SluiceAtlasError code = SLUICE_ATLAS_ERROR_CONNECTION_NOT_FOUND;
  const char *why = "The registry does not list it";

  if (connection == NULL && !is_certain (listing))
    {
      get_single (listing->gathering, task);
      return;
    }
  sluice_atlas_result_set_evidence (G_ASYNC_RESULT (task), listing->evidence);
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      code = SLUICE_ATLAS_ERROR_CANCELLED;
      why = "Cancelled while others asked, too";
      connection = NULL;
    }
  if (connection != NULL)
    g_task_return_pointer (task, g_object_ref (connection), g_object_unref);
  else if (listing->error != NULL && code != SLUICE_ATLAS_ERROR_CANCELLED)
    g_task_return_error (task, g_error_copy (listing->error));
  else
    g_task_return_error (task, sluice_atlas_error_new (code, listing->evidence, why));
}

static gboolean
tell_some_cb (gpointer user_data)
{
  Listing *listing = user_data;
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_object_unref);

  while (told->len < MAX_TOLD && listing->asked->len > 0)
    {
      g_ptr_array_add (told, g_ptr_array_steal_index (listing->asked, 0));
      tell (listing, told->pdata[told->len - 1]);
    }
  if (listing->asked->len > 0)
    return G_SOURCE_CONTINUE;
  start (listing->client, listing->gathering);
  return G_SOURCE_REMOVE;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Listing *listing = user_data;

  listing->connections =
    sluice_atlas_list_connections_finish (SLUICE_ATLAS_CLIENT (source), result, &listing->error);
  listing->evidence = sluice_evidence_ref (sluice_atlas_result_get_evidence (result));
  if (listing->connections != NULL)
    listing->names = index_by_name (listing->connections);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, tell_some_cb, listing, listing_free);
}

static void
start (SluiceAtlasClient *client, Gathering *gathering)
{
  g_autoptr (GPtrArray) asked = g_steal_pointer (&gathering->waiting);
  Listing *listing;

  gathering->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  gathering->busy = asked->len > MAX_SINGLE;
  for (guint i = 0; !gathering->busy && i < asked->len; i++)
    get_single (gathering, asked->pdata[i]);
  if (!gathering->busy)
    return;
  listing = g_new0 (Listing, 1);
  listing->client = g_object_ref (client);
  listing->gathering = gathering;
  listing->asked = g_steal_pointer (&asked);
  sluice_atlas_list_connections_async (client, gathering->project_id, gathering->instance, NULL,
                                       listed_cb, listing);
}

static gboolean
gathered_cb (gpointer user_data)
{
  GTask *first = user_data;
  SluiceAtlasClient *client = g_task_get_source_object (first);

  start (client, g_object_get_data (G_OBJECT (first), GATHERINGS));
  return G_SOURCE_REMOVE;
}

/**
 * sluice_atlas_gather_connection_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @name: the connection's name
 * @cancellable: (nullable): ends the question with %SLUICE_ATLAS_ERROR_CANCELLED, at the latest
 *   when all others that were asked with it are answered
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Reads one connection, as sluice_atlas_get_connection_async() does, and finishes with the same
 * function. When many are asked for before the main loop has nothing else to do, or while Atlas
 * answers others, the registry is listed once for all of them. What was found in a list has no
 * JSON.
 */
void
sluice_atlas_gather_connection_async (SluiceAtlasClient   *client,
                                      const char          *project_id,
                                      const char          *instance,
                                      const char          *name,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  Gathering *gathering = get_gathering (client, project_id, instance);

  g_task_set_source_tag (task, sluice_atlas_get_connection_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_strdup (name), g_free);
  g_ptr_array_add (gathering->waiting, g_object_ref (task));
  if (gathering->busy)
    return;
  gathering->busy = TRUE;
  g_object_set_data (G_OBJECT (task), GATHERINGS, gathering);
  g_idle_add_full (G_PRIORITY_LOW, gathered_cb, g_object_ref (task), g_object_unref);
}
