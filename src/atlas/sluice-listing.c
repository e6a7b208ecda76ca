/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Page after page. */
#include "sluice-listing.h"

#include "sluice-answer.h"
#include "sluice-json.h"

#define PAGE_SIZE 500  /* the API's maximum */
/* Far more than there can be: a list that goes on beyond never ends. */
#define MAX_PAGES 1000
/* Pages that were asked for and not read yet. */
#define MAX_AHEAD 2

typedef struct
{
  JsonNode  *root;
  JsonArray *results;    /* borrowed from the root */
  gint64     total;      /* -1: not told */
  gboolean   has_next;
} Page;

/* One of the three, until it is read. */
typedef struct
{
  Page           *page;
  GBytes         *body;
  GError         *error;
  SluiceEvidence *evidence;
} Answer;

typedef struct
{
  SluiceListing  wanted;
  guint          n_asked;     /* pages, in order */
  guint          n_answered;
  guint          n_read;
  gint64         total;       /* as the last page has told it; 0: not to be believed yet */
  GQueue         answers;     /* of Answer, not read yet */
  gboolean       ended;
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
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->page, page_free);
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_clear_error (&answer->error);
  sluice_evidence_unref (answer->evidence);
  g_free (answer);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_queue_clear_full (&reading->answers, answer_free);
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

/* As a call does with an answer that it reads itself. */
static void
read_answer (Answer *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = sluice_json_parse (answer->body, &error);

  answer->page = root != NULL ? read_page (root) : NULL;
  if (answer->page != NULL)
    return;
  sluice_answer_note_excerpt (answer->evidence, answer->body);
  answer->error = sluice_atlas_error_new (
    SLUICE_ATLAS_ERROR_BAD_REPLY, answer->evidence,
    error != NULL ? error->message : "The answer has an unexpected shape");
}

static void
do_when_idle (GSourceFunc callback, gpointer data, GDestroyNotify free_data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, callback, data, free_data);
  g_source_attach (source, g_main_context_get_thread_default ());
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

/* ---- one page after another ---------------------------------------------------------------- */

static void ask_for_page (GTask *task);

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
end_with_error (GTask *task, GError *error)
{
  Reading *reading = g_task_get_task_data (task);

  reading->ended = TRUE;
  g_task_return_error (task, error);
}

static void
take_page (GTask *task, const Page *page, SluiceEvidence *evidence)
{
  Reading *reading = g_task_get_task_data (task);
  guint first = reading->items->len;

  if (is_unreadable (reading, page))
    end_with_error (task, sluice_atlas_error_new (SLUICE_ATLAS_ERROR_BAD_REPLY, evidence,
                                                  "No entry of the list can be read"));
  else if (!add_page (reading, page))
    {
      reading->ended = TRUE;
      tell_page (task, first);
      g_task_return_pointer (task, g_steal_pointer (&reading->items),
                             (GDestroyNotify) g_ptr_array_unref);
    }
  else if (reading->n_read >= MAX_PAGES)
    end_with_error (task, sluice_atlas_error_new (SLUICE_ATLAS_ERROR_BAD_REPLY, evidence,
                                                  "The list does not end"));
  else
    {
      if (reading->n_read > 1)
        reading->total = page->total;
      if (reading->n_asked == reading->n_read)
        ask_for_page (task);
      tell_page (task, first);
    }
}

/* To let go of very many values takes as long as to read some. */
static gboolean
drop_page_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

static gboolean
take_answer_cb (gpointer user_data)
{
  GTask *task = user_data;
  Reading *reading = g_task_get_task_data (task);
  Answer *answer = reading->ended ? NULL : g_queue_pop_head (&reading->answers);

  if (answer == NULL)
    return G_SOURCE_REMOVE;
  reading->n_read++;
  sluice_atlas_result_set_evidence (G_ASYNC_RESULT (task), answer->evidence);
  if (answer->page == NULL && answer->error == NULL)
    read_answer (answer);
  if (answer->error != NULL)
    end_with_error (task, g_steal_pointer (&answer->error));
  else
    take_page (task, answer->page, answer->evidence);
  do_when_idle (drop_page_cb, answer, answer_free);
  return G_SOURCE_REMOVE;
}

/* Whether there is one more page after those that were asked for. It is asked for before this one
 * is read, which takes about as long as to answer. A server is believed when its second page has
 * been another than the first. */
static gboolean
is_more_certain (Reading *reading)
{
  return reading->n_asked - reading->n_read < MAX_AHEAD && reading->n_asked < MAX_PAGES &&
         reading->total > (gint64) reading->n_asked * PAGE_SIZE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  Answer *answer = g_new0 (Answer, 1);
  gpointer value = sluice_atlas_client_send_finish (SLUICE_ATLAS_CLIENT (source), result,
                                                    sluice_listing_start, &answer->error);

  answer->evidence = sluice_evidence_ref (sluice_atlas_result_get_evidence (result));
  if (reading->n_answered++ == 0)
    answer->page = value;
  else
    answer->body = value;
  g_queue_push_tail (&reading->answers, answer);
  if (!reading->ended && answer->error == NULL && is_more_certain (reading))
    ask_for_page (task);
  do_when_idle (take_answer_cb, g_object_ref (task), g_object_unref);
}

/* The first answer is read as it comes: whatever it is tells whether the key is good. */
static void
ask_for_page (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  gboolean first = reading->n_asked++ == 0;
  SluiceRequest request = {
    .method = "GET",
    .version = reading->wanted.version,
    .path = g_strdup_printf ("%s?itemsPerPage=%d&pageNum=%u", reading->wanted.path, PAGE_SIZE,
                             reading->n_asked),
    .reader = first ? read_page : NULL,
    .unread = !first,
    .free_result = first ? page_free : (GDestroyNotify) g_bytes_unref,
  };

  sluice_atlas_client_send (g_task_get_source_object (task), &request, sluice_listing_start,
                            g_task_get_cancellable (task), answered_cb, g_object_ref (task));
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
  reading->user_data = user_data;
  reading->keys = g_hash_table_new (g_str_hash, g_str_equal);
  reading->items = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE);  /* the client tells of a cancel itself */
  g_task_set_task_data (task, reading, reading_free);
  ask_for_page (task);
  g_object_unref (task);
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
