/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Page after page. */
#include "sluice-listing.h"

#include "sluice-json.h"

#define PAGE_SIZE 500  /* the API's maximum */
/* Far more than there can be: a list that goes on beyond never ends. */
#define MAX_PAGES 1000

typedef struct
{
  JsonNode  *root;
  JsonArray *results;    /* borrowed from the root */
  gint64     total;      /* -1: not told */
  gboolean   has_next;
} Page;

typedef struct
{
  SluiceListing  wanted;
  guint          page_number;
  GHashTable    *keys;   /* borrowed from the items */
  GPtrArray     *items;
  gpointer       user_data;
} Reading;

static void
page_free (gpointer data)
{
  Page *page = data;

  json_node_unref (page->root);
  g_free (page);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->wanted.path);
  g_hash_table_unref (reading->keys);
  g_clear_pointer (&reading->items, g_ptr_array_unref);
  g_free (reading);
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
  page->root = json_node_ref (root);
  page->results = results;
  page->total = total && JSON_NODE_HOLDS_VALUE (total) ? json_node_get_int (total) : -1;
  page->has_next = has_next_link (json);
  return page;
}

/* The total may be an estimate and the server may give smaller pages than asked for, so each
 * sign that there is more counts. A page that brings nothing new ends it whatever it says. */
static gboolean
add_page (Reading *reading, const Page *page)
{
  guint before = reading->items->len;
  guint n = json_array_get_length (page->results);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item =
        reading->wanted.read_item (json_array_get_element (page->results, i));
      const char *key = item ? reading->wanted.get_key (item) : NULL;

      if (item == NULL || (key != NULL && g_hash_table_contains (reading->keys, key)))
        continue;
      if (key != NULL)
        g_hash_table_add (reading->keys, (gpointer) key);
      g_ptr_array_add (reading->items, g_steal_pointer (&item));
    }
  if (reading->items->len == before)
    return FALSE;
  return n >= PAGE_SIZE || page->has_next || page->total > (gint64) reading->items->len;
}

/* One odd entry is left out. Where all of them are odd, the list says nothing: not that it is empty
 * either, which is what somebody might make of it who looks for a thing that was just created. */
static gboolean
is_unreadable (Reading *reading, const Page *page)
{
  guint n = json_array_get_length (page->results);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item =
        reading->wanted.read_item (json_array_get_element (page->results, i));

      if (item != NULL)
        return FALSE;
    }
  return n > 0;
}

static void ask_for_page (GTask *task);

/* What is done with a page here takes time: the next one is asked for before. */
static void
tell_page (GTask *task, guint first)
{
  Reading *reading = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (reading->wanted.page != NULL && reading->items->len > first &&
      !g_cancellable_is_cancelled (cancellable))
    reading->wanted.page (reading->items, first, reading->user_data);
}

static void
take_page (GTask *task, const Page *page, SluiceEvidence *evidence)
{
  Reading *reading = g_task_get_task_data (task);
  guint first = reading->items->len;

  if (is_unreadable (reading, page))
    g_task_return_error (task, sluice_atlas_error_new (SLUICE_ATLAS_ERROR_BAD_REPLY, evidence,
                                                       "No entry of the list can be read"));
  else if (!add_page (reading, page))
    {
      tell_page (task, first);
      g_task_return_pointer (task, g_steal_pointer (&reading->items),
                             (GDestroyNotify) g_ptr_array_unref);
    }
  else if (reading->page_number >= MAX_PAGES)
    g_task_return_error (task, sluice_atlas_error_new (SLUICE_ATLAS_ERROR_BAD_REPLY, evidence,
                                                       "The list does not end"));
  else
    {
      reading->page_number++;
      ask_for_page (g_object_ref (task));
      tell_page (task, first);
    }
}

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  SluiceEvidence *evidence = sluice_atlas_result_get_evidence (result);
  Page *page = sluice_atlas_client_send_finish (SLUICE_ATLAS_CLIENT (source), result,
                                                sluice_listing_start, &error);

  sluice_atlas_result_set_evidence (G_ASYNC_RESULT (task), evidence);
  if (page == NULL)
    g_task_return_error (task, error);
  else
    take_page (task, page, evidence);
  g_clear_pointer (&page, page_free);
}

static void
ask_for_page (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  SluiceRequest request = {
    .method = "GET",
    .version = reading->wanted.version,
    .path = g_strdup_printf ("%s?itemsPerPage=%d&pageNum=%u", reading->wanted.path, PAGE_SIZE,
                             reading->page_number),
    .reader = read_page,
    .free_result = page_free,
  };

  sluice_atlas_client_send (g_task_get_source_object (task), &request, sluice_listing_start,
                            g_task_get_cancellable (task), page_read_cb, task);
}

/**
 * sluice_listing_start:
 * @client: the client
 * @listing: what to list; its path is taken over
 * @source_tag: the operation's public function
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when all pages were read
 * @user_data: for @callback
 *
 * Reads all pages of a list. Facts: the API's paging parameters pageNum and itemsPerPage. The
 * addresses in "links" may name hosts of Atlas's own network and are never followed. Where
 * @listing has a page function, that is told of each page as it comes, before @callback.
 */
void
sluice_listing_start (SluiceAtlasClient   *client,
                      const SluiceListing *listing,
                      gpointer             source_tag,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->wanted = *listing;
  reading->page_number = 1;
  reading->user_data = user_data;
  reading->keys = g_hash_table_new (g_str_hash, g_str_equal);
  reading->items = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);  /* the client tells of a cancel itself */
  g_task_set_task_data (task, reading, reading_free);
  ask_for_page (task);
}

/**
 * sluice_listing_finish:
 * @client: the client
 * @result: what the callback was given
 * @source_tag: the operation's public function
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (element-type GObject) (nullable): the items in Atlas's order, each once
 */
GPtrArray *
sluice_listing_finish (SluiceAtlasClient  *client,
                       GAsyncResult       *result,
                       gpointer            source_tag,
                       GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
