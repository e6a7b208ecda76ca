/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON of unknown origin. */
#include "sluice-json.h"

#include <gio/gio.h>
#include <string.h>

static JsonNode *
parse (const char *text, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return sluice_json_parse (bytes, error);
}

static void
assert_refused (const char *text, gssize length, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = parse (text, length, &error);

  g_assert_null (root);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_refused (void)
{
  assert_refused ("", 0, "empty");
  assert_refused ("{\"a\":\"\0\"}", 9, "is not UTF-8 text");
  assert_refused ("{\"a\":\"\xff\"}", -1, "is not UTF-8 text");
  assert_refused ("{\"a\":\"\xed\xa0\x80\"}", -1, "is not UTF-8 text");
  assert_refused ("null", -1, "not JSON");
  assert_refused ("\"text\"", -1, "not JSON");
  assert_refused ("7", -1, "not JSON");
  assert_refused ("   ", -1, "neither");
  assert_refused ("{", -1, "not JSON");
  assert_refused ("{\"a\":1", -1, "not JSON");
  assert_refused ("{\"a\" 1}", -1, "not JSON");
  assert_refused ("{\"a\":1}{\"b\":2}", -1, "not JSON");
  assert_refused ("{\"a\":1}]", -1, "not JSON");
  assert_refused ("]", -1, "not JSON");
  assert_refused ("var a = {\"a\":1}", -1, "not JSON");
  assert_refused ("{/* \" [ */\"a\":1}", -1, "not JSON");
  assert_refused ("{\"a\":1} // \"", -1, "not JSON");
  assert_refused ("# {\n{\"a\":1}", -1, "not JSON");
  assert_refused ("{'a':1}", -1, "not JSON");
  assert_refused ("{\"a\":\"\\377\"}", -1, "not JSON");
  assert_refused ("{\"a\":\"\\x41\"}", -1, "not JSON");
  assert_refused ("{\"a\":\"\\'\"}", -1, "not JSON");
  assert_refused ("{\"a\\0\":1}", -1, "not JSON");
  assert_refused ("{\"a\":\"\\u12\"}", -1, "not JSON");
  assert_refused ("{\"a\":\"\\u12g4\"}", -1, "not JSON");
  assert_refused ("{\"a\":\"\\u12", -1, "not JSON");
#ifndef __SANITIZE_ADDRESS__  /* json-glib 1.6 leaks a little with the second */
  assert_refused ("{\"a\":\"\\ud800\"}", -1, "not JSON");
  assert_refused ("{\"a\":\"\\udc00\\udc00\"}", -1, "not JSON");
#endif
  assert_refused ("{\"a\":\"\\", -1, "not JSON");
  assert_refused ("{\"a\":\"b", -1, "not JSON");
}

static char *
nest (guint depth, const char *open, const char *close)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);
  g_string_append (text, "[]");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_depth (void)
{
  g_autofree char *deepest = nest (SLUICE_JSON_MAX_DEPTH - 1, "[", "]");
  g_autofree char *deepest_object = nest (SLUICE_JSON_MAX_DEPTH - 1, "{\"a\":", "}");
  g_autofree char *deeper = nest (SLUICE_JSON_MAX_DEPTH, "[", "]");
  g_autofree char *abyss = nest (200000, "[", "]");
  g_autofree char *object_abyss = nest (200000, "{\"a\\\"\":", "}");
  g_autoptr (JsonNode) arrays = parse (deepest, -1, NULL);
  g_autoptr (JsonNode) objects = parse (deepest_object, -1, NULL);

  g_assert_nonnull (arrays);
  g_assert_nonnull (objects);
  assert_refused (deeper, -1, "deeply");
  assert_refused (abyss, -1, "deeply");
  assert_refused (object_abyss, -1, "deeply");
}

/* Brackets in strings do not count, nor does an escaped quote end one. */
static void
test_brackets_in_strings (void)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *text = g_strconcat ("{\"a\":\"\\\"", brackets, "\\\\\",\"/'#\":1}", NULL);
  g_autoptr (JsonNode) root = parse (text, -1, NULL);

  g_assert_nonnull (root);
}

static void
test_number_of_values (void)
{
  g_autoptr (GString) text = g_string_new ("[[]");
  g_autoptr (JsonNode) root = NULL;

  /* Two brackets, then a comma and a bracket each. */
  for (guint i = 0; i < SLUICE_JSON_MAX_VALUES / 2 - 1; i++)
    g_string_append (text, ",[]");
  g_string_append_c (text, ']');
  root = parse (text->str, -1, NULL);
  g_assert_nonnull (root);
  g_string_insert (text, 1, "7,");
  assert_refused (text->str, -1, "too many");
}

static void
test_members (void)
{
  g_autoptr (JsonNode) root = parse (" {\"s\":\"größe\",\"e\":\"\",\"n\":null,\"i\":7,"
                                     "\"o\":{\"x\":\"y\"},\"a\":[1,\"two\"],\"b\":true,"
                                     "\"x\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\ud83d\\ude00\"}\r\n", -1, NULL);
  JsonObject *object = sluice_json_as_object (root);
  static const char * const others[] = { "n", "i", "o", "a", "b", "missing" };

  g_assert_nonnull (object);
  g_assert_null (sluice_json_as_array (root));
  g_assert_null (sluice_json_as_string (root));
  g_assert_cmpstr (sluice_json_get_string (object, "s"), ==, "größe");
  g_assert_cmpstr (sluice_json_get_string (object, "e"), ==, "");
  g_assert_cmpstr (sluice_json_get_string (object, "x"), ==, "\"\\/\b\f\n\r\tä😀");
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_assert_null (sluice_json_get_string (object, others[i]));
      g_assert_true ((sluice_json_get_object (object, others[i]) != NULL) ==
                     g_str_equal (others[i], "o"));
      g_assert_true ((sluice_json_get_array (object, others[i]) != NULL) ==
                     g_str_equal (others[i], "a"));
    }
  g_assert_null (sluice_json_as_object (NULL));
  g_assert_null (sluice_json_as_array (NULL));
  g_assert_null (sluice_json_as_string (NULL));
  g_assert_null (sluice_json_get_string (NULL, "s"));
  g_assert_null (sluice_json_get_object (NULL, "o"));
  g_assert_null (sluice_json_get_array (NULL, "a"));
}

static void
test_as_text (void)
{
  static const char * const expected[] =
    { "text", "", "7", "-1.5", "false", NULL, "{\"a\":[null]}" };
  g_autoptr (JsonNode) root = parse ("[\"text\",\"\",7,-1.5,false,null,{\"a\":[null]}]", -1, NULL);
  g_autoptr (JsonNode) raw = json_node_init_string (json_node_alloc (), "\377");
  JsonArray *array = sluice_json_as_array (root);
  g_autofree char *valid = sluice_json_as_text (raw);

  g_assert_cmpuint (json_array_get_length (array), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *text = sluice_json_as_text (json_array_get_element (array, i));

      g_assert_cmpstr (text, ==, expected[i]);
    }
  g_assert_null (sluice_json_as_text (NULL));
  g_assert_null (sluice_json_as_string (raw));
  g_assert_true (g_utf8_validate (valid, -1, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atlas/json/refused", test_refused);
  g_test_add_func ("/atlas/json/depth", test_depth);
  g_test_add_func ("/atlas/json/brackets-in-strings", test_brackets_in_strings);
  g_test_add_func ("/atlas/json/number-of-values", test_number_of_values);
  g_test_add_func ("/atlas/json/members", test_members);
  g_test_add_func ("/atlas/json/as-text", test_as_text);
  return g_test_run ();
}
