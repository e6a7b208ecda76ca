/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection registry of one instance. */
#include "sluice-atlas-connections.h"

#include "sluice-call.h"
#include "sluice-json.h"
#include "sluice-objects-private.h"

#define VERSION "2023-02-01"
#define PAGE_SIZE 500  /* the API's maximum */
#define MAX_PAGES 1000

typedef struct
{
  GPtrArray *connections;
  guint      n_entries;  /* with those that could not be read */
  gint64     total;      /* -1: not told */
  gboolean   has_next;
} Page;

/* State of a listing while its pages come in. */
typedef struct
{
  char       *project_id;
  char       *instance;
  guint       page_number;
  GHashTable *names;        /* borrowed from the connections */
  GPtrArray  *connections;
} Listing;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->connections);
  g_free (page);
}

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_free (listing->project_id);
  g_free (listing->instance);
  g_hash_table_unref (listing->names);
  g_clear_pointer (&listing->connections, g_ptr_array_unref);
  g_free (listing);
}

static gboolean
has_next_link (JsonObject *json)
{
  JsonArray *links = sluice_json_get_array (json, "links");

  for (guint i = 0; links != NULL && i < json_array_get_length (links); i++)
    {
      JsonObject *link = sluice_json_as_object (json_array_get_element (links, i));

      if (g_strcmp0 (sluice_json_get_string (link, "rel"), "next") == 0)
        return TRUE;
    }
  return FALSE;
}

static gpointer
read_page (JsonNode *root)
{
  JsonObject *json = sluice_json_as_object (root);
  JsonArray *results = sluice_json_get_array (json, "results");
  JsonNode *total = json ? json_object_get_member (json, "totalCount") : NULL;
  Page *page;

  if (results == NULL)
    return NULL;
  page = g_new0 (Page, 1);
  page->connections = g_ptr_array_new_with_free_func (g_object_unref);
  page->n_entries = json_array_get_length (results);
  page->total = total && JSON_NODE_HOLDS_VALUE (total) ? json_node_get_int (total) : -1;
  page->has_next = has_next_link (json);
  for (guint i = 0; i < page->n_entries; i++)
    {
      SluiceConnection *connection =
        sluice_connection_new_from_json (json_array_get_element (results, i));

      if (connection != NULL)
        g_ptr_array_add (page->connections, connection);
    }
  return page;
}

static char *
registry_path (const char *project_id, const char *instance, const char *name)
{
  return sluice_atlas_client_build_path ("groups", project_id, "streams", instance,
                                         "connections", name, NULL);
}

/* The total may be an estimate and the server may give smaller pages than asked for, so each
 * sign that there is more counts. A page that brings nothing new ends it whatever it says. */
static gboolean
add_page (Listing *listing, const Page *page)
{
  guint before = listing->connections->len;

  for (guint i = 0; i < page->connections->len; i++)
    {
      SluiceConnection *connection = g_ptr_array_index (page->connections, i);
      const char *name = sluice_connection_get_name (connection);

      if (g_hash_table_contains (listing->names, name))
        continue;
      g_ptr_array_add (listing->connections, g_object_ref (connection));
      g_hash_table_add (listing->names, (gpointer) name);
    }
  if (listing->connections->len == before || listing->page_number >= MAX_PAGES)
    return FALSE;
  return page->n_entries >= PAGE_SIZE || page->has_next ||
         page->total > (gint64) listing->connections->len;
}

static void ask_for_page (GTask *task);

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Listing *listing = g_task_get_task_data (task);
  GError *error = NULL;
  Page *page = sluice_atlas_client_send_finish (SLUICE_ATLAS_CLIENT (source), result,
                                                sluice_atlas_list_connections_async, &error);

  sluice_atlas_result_set_evidence (G_ASYNC_RESULT (task),
                                    sluice_atlas_result_get_evidence (result));
  if (page == NULL)
    g_task_return_error (task, error);
  else if (add_page (listing, page))
    {
      listing->page_number++;
      ask_for_page (g_steal_pointer (&task));
    }
  else
    g_task_return_pointer (task, g_steal_pointer (&listing->connections),
                           (GDestroyNotify) g_ptr_array_unref);
  g_clear_pointer (&page, page_free);
}

static void
ask_for_page (GTask *task)
{
  Listing *listing = g_task_get_task_data (task);
  g_autofree char *path = registry_path (listing->project_id, listing->instance, NULL);
  SluiceRequest request = {
    .method = "GET",
    .version = VERSION,
    .path = g_strdup_printf ("%s?itemsPerPage=%d&pageNum=%u", path, PAGE_SIZE,
                             listing->page_number),
    .reader = read_page,
    .free_result = page_free,
  };

  sluice_atlas_client_send (g_task_get_source_object (task), &request,
                            sluice_atlas_list_connections_async, g_task_get_cancellable (task),
                            page_read_cb, task);
}

/**
 * sluice_atlas_list_connections_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when all pages were read
 * @user_data: for @callback
 *
 * Lists a registry, every page of it. API: listGroupStreamConnections. The addresses in "links"
 * may name hosts of Atlas's own network and are never followed.
 */
void
sluice_atlas_list_connections_async (SluiceAtlasClient   *client,
                                     const char          *project_id,
                                     const char          *instance,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Listing *listing = g_new0 (Listing, 1);

  listing->project_id = g_strdup (project_id);
  listing->instance = g_strdup (instance);
  listing->page_number = 1;
  listing->names = g_hash_table_new (g_str_hash, g_str_equal);
  listing->connections = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, sluice_atlas_list_connections_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, listing, listing_free);
  ask_for_page (task);
}

/**
 * sluice_atlas_list_connections_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (element-type SluiceConnection) (nullable): the connections in Atlas's
 *   order, each name once
 */
GPtrArray *
sluice_atlas_list_connections_finish (SluiceAtlasClient  *client,
                                      GAsyncResult       *result,
                                      GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sluice_atlas_get_connection_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @name: the connection's name
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Reads one connection. API: getGroupStreamConnection.
 */
void
sluice_atlas_get_connection_async (SluiceAtlasClient   *client,
                                   const char          *project_id,
                                   const char          *instance,
                                   const char          *name,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  SluiceRequest request = {
    .method = "GET",
    .version = VERSION,
    .path = registry_path (project_id, instance, name),
    .reader = (SluiceAnswerReader) sluice_connection_new_from_json,
    .free_result = g_object_unref,
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_get_connection_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_get_connection_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (nullable): the connection
 */
SluiceConnection *
sluice_atlas_get_connection_finish (SluiceAtlasClient  *client,
                                    GAsyncResult       *result,
                                    GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_get_connection_async,
                                          error);
}

static char *
build_create_body (const char *name, const char *role_arn, const char *test_bucket)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, name);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "S3");
  json_builder_set_member_name (builder, "aws");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "roleArn");
  json_builder_add_string_value (builder, role_arn);
  if (test_bucket != NULL && *test_bucket != '\0')
    {
      json_builder_set_member_name (builder, "testBucket");
      json_builder_add_string_value (builder, test_bucket);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * sluice_atlas_create_connection_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @name: the new connection's name
 * @role_arn: the role Atlas shall assume to write
 * @test_bucket: (nullable): a bucket to check the role with; %NULL or "" for none
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when the call has ended
 * @user_data: for @callback
 *
 * Creates an S3 connection. API: createGroupStreamConnection, which answers 200 with the object.
 * The request is sent once. Errors whose evidence says "sent" and which are not a refusal by
 * Atlas (4xx) leave open whether the connection was created: read it to find out.
 */
void
sluice_atlas_create_connection_async (SluiceAtlasClient   *client,
                                      const char          *project_id,
                                      const char          *instance,
                                      const char          *name,
                                      const char          *role_arn,
                                      const char          *test_bucket,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  SluiceRequest request = {
    .method = "POST",
    .version = VERSION,
    .path = registry_path (project_id, instance, NULL),
    .body = build_create_body (name, role_arn, test_bucket),
    .reader = (SluiceAnswerReader) sluice_connection_new_from_json,
    .free_result = g_object_unref,
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_create_connection_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_create_connection_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (nullable): the connection as Atlas describes it, PENDING or READY
 */
SluiceConnection *
sluice_atlas_create_connection_finish (SluiceAtlasClient  *client,
                                       GAsyncResult       *result,
                                       GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_create_connection_async,
                                          error);
}
