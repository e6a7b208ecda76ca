/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON of the right members and the wrong values. */
#include "fault-proxy.h"

#include <json-glib/json-glib.h>

typedef struct
{
  GString    *text;
  const char *shape;   /* "": the member is left out */
  guint       member;  /* 0: all that are neither object nor array */
  guint       n_members;
} Writer;

static void reshape (Writer *writer, JsonNode *node, gboolean replaced);

/* Counts it. */
static gboolean
is_meant (Writer *writer, JsonNode *node)
{
  writer->n_members++;
  return writer->member == 0 ? !JSON_NODE_HOLDS_OBJECT (node) && !JSON_NODE_HOLDS_ARRAY (node)
                             : writer->member == writer->n_members;
}

static void
append_text (GString *text, const char *value)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), value);
  g_autofree char *json = json_to_string (node, FALSE);

  g_string_append (text, json);
}

static void
reshape_object (Writer *writer, JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  const char *comma = "";

  g_string_append_c (writer->text, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      gboolean meant = is_meant (writer, member);

      if (meant && *writer->shape == '\0')
        continue;
      g_string_append (writer->text, comma);
      comma = ",";
      append_text (writer->text, name);
      g_string_append_c (writer->text, ':');
      reshape (writer, member, meant);
    }
  g_string_append_c (writer->text, '}');
}

static void
reshape (Writer *writer, JsonNode *node, gboolean replaced)
{
  if (replaced)
    g_string_append (writer->text, *writer->shape == '\0' ? "null" : writer->shape);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    reshape_object (writer, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      g_string_append_c (writer->text, '[');
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *element = json_array_get_element (array, i);

          g_string_append (writer->text, i > 0 ? "," : "");
          reshape (writer, element, is_meant (writer, element));
        }
      g_string_append_c (writer->text, ']');
    }
  else
    {
      g_autofree char *same = json_to_string (node, FALSE);

      g_string_append (writer->text, same);
    }
}

/**
 * fault_reshape:
 * @json: an answer's body
 * @shape: what is there instead of values; "" leaves such members out
 * @member: which value is replaced, counted from 1, whatever it is; 0 for all that are neither
 *   object nor array
 * @n_members: (out): how many values there are
 *
 * Returns: (transfer full): the other body; @json where that is no JSON
 */
char *
fault_reshape (const char *json,
               const char *shape,
               guint       member,
               guint      *n_members)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  Writer writer = { .shape = shape, .member = member };

  if (!json_parser_load_from_data (parser, json, -1, NULL) || json_parser_get_root (parser) == NULL)
    return g_strdup (json);
  writer.text = g_string_new (NULL);
  reshape (&writer, json_parser_get_root (parser), FALSE);
  *n_members = writer.n_members;
  return g_string_free (writer.text, FALSE);
}
