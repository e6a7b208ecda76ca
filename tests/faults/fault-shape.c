/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON of the right members and the wrong values. */
#include "fault-proxy.h"

#include <json-glib/json-glib.h>

static void reshape (GString *text, JsonNode *node, const char *shape);

static void
append_text (GString *text, const char *value)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), value);
  g_autofree char *json = json_to_string (node, FALSE);

  g_string_append (text, json);
}

static void
reshape_object (GString *text, JsonObject *object, const char *shape)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  const char *comma = "";

  g_string_append_c (text, '{');
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &member))
    {
      if (*shape == '\0' && JSON_NODE_HOLDS_VALUE (member))
        continue;
      g_string_append (text, comma);
      comma = ",";
      append_text (text, name);
      g_string_append_c (text, ':');
      reshape (text, member, shape);
    }
  g_string_append_c (text, '}');
}

static void
reshape (GString *text, JsonNode *node, const char *shape)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    reshape_object (text, json_node_get_object (node), shape);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      g_string_append_c (text, '[');
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_string_append (text, i > 0 ? "," : "");
          reshape (text, json_array_get_element (array, i), shape);
        }
      g_string_append_c (text, ']');
    }
  else
    g_string_append (text, *shape == '\0' ? "null" : shape);
}

/**
 * fault_reshape:
 * @json: an answer's body
 * @shape: what each value in it is replaced by that is neither object nor array; "" leaves such
 *   members out
 *
 * Returns: (transfer full): the other body; @json where that is no JSON
 */
char *
fault_reshape (const char *json,
               const char *shape)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  GString *text;

  if (!json_parser_load_from_data (parser, json, -1, NULL) || json_parser_get_root (parser) == NULL)
    return g_strdup (json);
  text = g_string_new (NULL);
  reshape (text, json_parser_get_root (parser), shape);
  return g_string_free (text, FALSE);
}
