/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON from people one does not know. */
#include "sluice-json.h"

#include <gio/gio.h>
#include <string.h>

/* What stands outside of strings. json-glib also takes 'these' strings, comments and several values
 * in a row, with which the counting would go wrong and which no server has any business sending.
 * Errs on the side of refusing. */
typedef struct
{
  guint    depth;
  guint    values;
  gboolean ended;
} Measure;

static const char *
measure (Measure *state, char c)
{
  if (g_ascii_isspace (c))
    return NULL;
  if (state->ended || (state->depth == 0 && c != '[' && c != '{') || strchr ("'/#", c) != NULL)
    return "The answer is not JSON";
  if (c == '[' || c == '{')
    state->depth++;
  else if (c == ']' || c == '}')
    state->depth--;
  if (c == '[' || c == '{' || c == ',')
    state->values++;
  state->ended = state->depth == 0;
  if (state->depth > SLUICE_JSON_MAX_DEPTH)
    return "The answer is nested too deeply";
  if (state->values > SLUICE_JSON_MAX_VALUES)
    return "The answer holds too many values";
  return NULL;
}

/* The unit of UTF-16 that \uXXXX at the start of a text stands for; -1 where it does not. */
static int
read_unit (const char *text, gsize length)
{
  int unit = 0;

  if (length < 6 || text[0] != '\\' || text[1] != 'u')
    return -1;
  for (gsize i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return -1;
      unit = unit * 16 + g_ascii_xdigit_value (text[i]);
    }
  return unit;
}

/* The length of an escape that JSON knows, from its backslash on; 0 for any other. json-glib takes
 * more of them, such as octal ones, and its versions do not agree on what they stand for; half a
 * surrogate pair makes 1.6 lose memory. */
static gsize
measure_escape (const char *text, gsize length)
{
  int unit, low;

  if (length < 2 || text[1] == '\0' || strchr ("\"\\/bfnrtu", text[1]) == NULL)
    return 0;
  if (text[1] != 'u')
    return 2;
  unit = read_unit (text, length);
  if (unit < 0 || (unit >= 0xDC00 && unit <= 0xDFFF))
    return 0;
  if (unit < 0xD800 || unit > 0xDBFF)
    return 6;
  low = read_unit (text + 6, length - 6);
  return low >= 0xDC00 && low <= 0xDFFF ? 12 : 0;
}

static const char *
find_problem (const char *text, gsize length)
{
  Measure state = { 0 };
  gboolean in_string = FALSE;
  const char *problem = NULL;

  if (length == 0)
    return "The answer is empty";
  if (memchr (text, '\0', length) != NULL || !g_utf8_validate_len (text, length, NULL))
    return "The answer is not UTF-8 text";
  for (gsize i = 0; problem == NULL && i < length; i++)
    {
      if (in_string && text[i] == '\\')
        {
          gsize escape = measure_escape (text + i, length - i);

          if (escape == 0)
            return "The answer is not JSON";
          i += escape - 1;
        }
      else if (text[i] == '"' && state.depth > 0)
        in_string = !in_string;
      else if (!in_string)
        problem = measure (&state, text[i]);
    }
  return problem;
}

/**
 * sluice_json_parse:
 * @bytes: the body of an answer
 * @error: return location for an error of domain %G_IO_ERROR
 *
 * Parses an answer after making sure that parsing is safe: valid UTF-8 without NUL, no deeper
 * than SLUICE_JSON_MAX_DEPTH, no more than SLUICE_JSON_MAX_VALUES, one object or array and nothing
 * beside it, with no escapes but those of JSON (RFC 8259, section 7).
 *
 * Returns: (transfer full) (nullable): the tree, or %NULL with @error set
 */
JsonNode *
sluice_json_parse (GBytes  *bytes,
                   GError **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) parse_error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  JsonNode *root;
  const char *problem = find_problem (text, length);

  if (problem != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, problem);
      return NULL;
    }

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, length, &parse_error))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The answer is not JSON: %s",
                   parse_error->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !(JSON_NODE_HOLDS_OBJECT (root) || JSON_NODE_HOLDS_ARRAY (root)))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           "The answer is neither an object nor a list");
      return NULL;
    }
  return json_node_ref (root);
}

/**
 * sluice_json_as_object:
 * @node: (nullable): any node
 *
 * Returns: (transfer none) (nullable): its object, %NULL if it is none
 */
JsonObject *
sluice_json_as_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * sluice_json_as_array:
 * @node: (nullable): any node
 *
 * Returns: (transfer none) (nullable): its array, %NULL if it is none
 */
JsonArray *
sluice_json_as_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * sluice_json_as_string:
 * @node: (nullable): any node
 *
 * json-glib does not promise that a string of a text in UTF-8 is UTF-8 itself.
 *
 * Returns: (transfer none) (nullable): its string in UTF-8, %NULL if it is none
 */
const char *
sluice_json_as_string (JsonNode *node)
{
  const char *text;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  text = json_node_get_string (node);
  return text != NULL && g_utf8_validate (text, -1, NULL) ? text : NULL;
}

/**
 * sluice_json_as_text:
 * @node: (nullable): any node
 *
 * Returns: (transfer full) (nullable): a string as it is, anything else as JSON text; %NULL for
 *   null
 */
char *
sluice_json_as_text (JsonNode *node)
{
  g_autofree char *text = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (sluice_json_as_string (node) != NULL)
    return g_strdup (sluice_json_as_string (node));
  text = json_to_string (node, FALSE);
  return g_utf8_make_valid (text, -1);
}

/**
 * sluice_json_get_string:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the member, %NULL if it is missing or no string
 */
const char *
sluice_json_get_string (JsonObject *object,
                        const char *member)
{
  return object ? sluice_json_as_string (json_object_get_member (object, member)) : NULL;
}

/**
 * sluice_json_get_object:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the member, %NULL if it is missing or no object
 */
JsonObject *
sluice_json_get_object (JsonObject *object,
                        const char *member)
{
  return object ? sluice_json_as_object (json_object_get_member (object, member)) : NULL;
}

/**
 * sluice_json_get_array:
 * @object: (nullable): an object
 * @member: a member's name
 *
 * Returns: (transfer none) (nullable): the member, %NULL if it is missing or no array
 */
JsonArray *
sluice_json_get_array (JsonObject *object,
                       const char *member)
{
  return object ? sluice_json_as_array (json_object_get_member (object, member)) : NULL;
}
