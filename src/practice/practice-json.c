/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON helpers: nothing here assumes what kind of value a client sent. */
#include "practice-json.h"

#include <string.h>

/* json-glib 1.6 recurses once per bracket; no body Atlas understands is nested deeper. */
#define MAX_DEPTH 100

static gboolean
is_too_deep (const char *text,
             gsize       length)
{
  gboolean in_string = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        in_string = !in_string;
      else if (!in_string && (text[i] == '{' || text[i] == '[') && ++depth > MAX_DEPTH)
        return TRUE;
      else if (!in_string && (text[i] == '}' || text[i] == ']') && depth > 0)
        depth--;
    }
  return FALSE;
}

/**
 * practice_json_parse_object:
 * @text: (nullable): what a client sent
 * @length: its length in bytes, or -1
 *
 * Returns: (transfer full) (nullable): the object, or %NULL if @text is anything else
 */
JsonObject *
practice_json_parse_object (const char *text,
                            gssize      length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root = NULL;

  if (text == NULL || is_too_deep (text, length < 0 ? strlen (text) : (gsize) length))
    return NULL;
  if (!json_parser_load_from_data (parser, text, length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  return json_object_ref (json_node_get_object (root));
}

/**
 * practice_json_literal:
 * @format: an object as the source code writes it; json-glib also takes 'single quotes', which
 *   keep such texts readable in C
 *
 * Returns: (transfer full): the object. A mistake in @format ends the program.
 */
JsonObject *
practice_json_literal (const char *format,
                       ...)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (!json_parser_load_from_data (parser, text, -1, &error))
    g_error ("%s in %s", error->message, text);
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

/**
 * practice_json_copy:
 * @object: an object
 *
 * Returns: (transfer full): another object with the same members. Objects and arrays inside are
 *   shared, so only the first level may be changed.
 */
JsonObject *
practice_json_copy (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name = NULL;
  JsonNode *node = NULL;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (copy, name, json_node_copy (node));
  return copy;
}

/**
 * practice_json_to_text:
 * @object: an object
 * @pretty: whether to use line breaks
 *
 * Returns: (transfer full): @object as JSON text
 */
char *
practice_json_to_text (JsonObject *object,
                       gboolean    pretty)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return json_to_string (node, pretty);
}

static JsonNode *
get_member (JsonObject *object,
            const char *member)
{
  return object != NULL ? json_object_get_member (object, member) : NULL;
}

/**
 * practice_json_get_string:
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * Returns: (transfer none) (nullable): the text, or %NULL if there is none of that kind
 */
const char *
practice_json_get_string (JsonObject *object,
                          const char *member)
{
  JsonNode *node = get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/**
 * practice_json_get_object:
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * Returns: (transfer none) (nullable): the object, or %NULL if there is none of that kind
 */
JsonObject *
practice_json_get_object (JsonObject *object,
                          const char *member)
{
  JsonNode *node = get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * practice_json_get_array:
 * @object: (nullable): an object
 * @member: the name of a member
 *
 * Returns: (transfer none) (nullable): the array, or %NULL if there is none of that kind
 */
JsonArray *
practice_json_get_array (JsonObject *object,
                         const char *member)
{
  JsonNode *node = get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * practice_json_get_element:
 * @array: (nullable): an array
 * @index: a position
 *
 * Returns: (transfer none) (nullable): the object there, or %NULL if there is none
 */
JsonObject *
practice_json_get_element (JsonArray *array,
                           guint      index)
{
  JsonNode *node = NULL;

  if (array == NULL || index >= json_array_get_length (array))
    return NULL;
  node = json_array_get_element (array, index);
  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}
