/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists in pages: which part was asked for, and the links that lead elsewhere. */
#include "practice-operations.h"

#define MAX_PAGE_SIZE 500

static PracticeReply *
read_number (PracticeRequest *request,
             const char      *name,
             guint            fallback,
             guint            limit,
             guint           *number)
{
  const char *text = g_hash_table_lookup (request->query, name);
  guint64 value = 0;
  const char *parameters[] = { name, NULL };

  *number = fallback;
  if (text == NULL)
    return NULL;
  if (!g_ascii_string_to_unsigned (text, 10, 1, limit, &value, NULL))
    return practice_reply_new_error (400, "INVALID_QUERY_PARAMETER", parameters,
                                     "Invalid query parameter %s: 1 to %u expected.", name, limit);
  *number = (guint) value;
  return NULL;
}

/**
 * practice_page_size:
 * @request: a list request
 *
 * Returns: the number of items on one page
 */
guint
practice_page_size (PracticeRequest *request)
{
  PracticeReply *problem = NULL;
  guint size = 0;

  problem = read_number (request, "itemsPerPage", 100, MAX_PAGE_SIZE, &size);
  g_clear_pointer (&problem, practice_reply_free);
  return size;
}

/**
 * practice_page_holds:
 * @request: a list request
 * @position: of an item among all there are
 *
 * Returns: whether it is on the page that was asked for
 */
gboolean
practice_page_holds (PracticeRequest *request,
                     guint            position)
{
  const char *text = g_hash_table_lookup (request->query, "pageNum");
  guint64 page = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 1;

  return position / practice_page_size (request) + 1 == page;
}

/* Recorded traffic names an internal host here: a client that follows it leaves Atlas. */
static void
add_link (JsonArray       *links,
          PracticeRequest *request,
          guint            page,
          guint            size,
          const char      *rel)
{
  g_autofree char *href = g_strdup_printf ("http://localhost:8080%s?pageNum=%u&itemsPerPage=%u",
                                           request->path, page, size);
  JsonObject *link = json_object_new ();

  json_object_set_string_member (link, "href", href);
  json_object_set_string_member (link, "rel", rel);
  json_array_add_object_element (links, link);
}

/**
 * practice_page:
 * @request: a list request
 * @items: (transfer full): all there is
 * @can_omit_count: whether the operation knows includeCount
 * @count_error: what totalCount is wrong by
 *
 * Returns: (transfer full): the page that was asked for, or a 400
 */
PracticeReply *
practice_page (PracticeRequest *request,
               JsonArray       *items,
               gboolean         can_omit_count,
               int              count_error)
{
  g_autoptr (JsonArray) all = items;
  const guint total = json_array_get_length (all);
  const char *count = g_hash_table_lookup (request->query, "includeCount");
  JsonArray *links = NULL;
  JsonArray *results = NULL;
  JsonObject *object = NULL;
  PracticeReply *problem = NULL;
  guint page = 1;
  guint size = 100;

  problem = read_number (request, "pageNum", 1, G_MAXINT32, &page);
  if (problem == NULL)
    problem = read_number (request, "itemsPerPage", 100, MAX_PAGE_SIZE, &size);
  if (problem != NULL)
    return problem;

  links = json_array_new ();
  results = json_array_new ();
  object = json_object_new ();
  for (guint64 i = (guint64) (page - 1) * size; i < total && i < (guint64) page * size; i++)
    json_array_add_element (results, json_node_copy (json_array_get_element (all, (guint) i)));
  add_link (links, request, page, size, "self");
  if ((guint64) page * size < total)
    add_link (links, request, page + 1, size, "next");
  if (page > 1)
    add_link (links, request, page - 1, size, "previous");
  json_object_set_array_member (object, "links", links);
  json_object_set_array_member (object, "results", results);
  if (!can_omit_count || g_strcmp0 (count, "false") != 0)
    json_object_set_int_member (object, "totalCount", (gint64) total + count_error);
  return practice_reply_new (object);
}

/**
 * practice_argument:
 * @request: a request
 * @name: "{name}" and the like
 *
 * Returns: (transfer none): the decoded part of the path
 */
const char *
practice_argument (PracticeRequest *request,
                   const char      *name)
{
  return g_hash_table_lookup (request->path_arguments, name);
}
