/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where very long lines are broken, and that they mean the same then. */
#include "sluice-line-breaks.h"

#include <string.h>

#include <json-glib/json-glib.h>

static gsize
longest_line (const char *text)
{
  gsize longest = 0;

  for (const char *line = text; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");

      longest = MAX (longest, length);
      line += length + (line[length] == '\n');
    }
  return longest;
}

static char *
repeat (const char *before, const char *part, guint n, const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append (text, part);
  return g_string_free (g_string_append (text, after), FALSE);
}

static void
test_same (void)
{
  g_autofree char *text = repeat ("[", "{\"a, b\": \"c\\\", 'd'\", \"e\":1},", 40000, "0]");
  g_autofree char *broken = sluice_line_breaks_add (text, strlen (text));
  g_autofree char *again = NULL;
  g_autoptr (JsonNode) before = json_from_string (text, NULL);
  g_autoptr (JsonNode) after = NULL;

  g_assert_nonnull (broken);
  g_assert_cmpuint (longest_line (broken), <, 200);
  after = json_from_string (broken, NULL);
  g_assert_nonnull (after);
  g_assert_true (json_node_equal (before, after));
  again = sluice_line_breaks_add (broken, strlen (broken));
  g_assert_null (again);
}

/* What a break would change, or what needs none. */
static void
test_left_alone (void)
{
  static const struct
  {
    const char *before;
    const char *part;
    const char *after;
    guint       n;
  } rows[] = {
    { "[\"", "a, b, ", "\"]", 4000 },
    { "[\"\\\"", "a, b, ", "\"]", 4000 },
    { "['", "a, \" b, ", "']", 4000 },
    { "// ", "a, b, ", "", 4000 },
    { "[/a{2,3}/, ", "1, 2, ", "3]", 4000 },
    { "[", "123456789", "]", 4000 },
    { "[", "1,\n", "1]", 40000 },
    { "[", "1,", "1]", 400 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = repeat (rows[i].before, rows[i].part, rows[i].n, rows[i].after);
      g_autofree char *broken = sluice_line_breaks_add (text, strlen (text));

      g_test_message ("%s%s", rows[i].before, rows[i].part);
      g_assert_null (broken);
    }
}

/* Up to what cannot be told, and in that line only. */
static void
test_in_part (void)
{
  g_autofree char *before = repeat ("[", "1,", 6000, "/a,b/, ");
  g_autofree char *text = repeat (before, "2,", 6000, "3]\n[4]");
  g_autofree char *broken = sluice_line_breaks_add (text, strlen (text));
  g_autofree char *joined = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_nonnull (broken);
  g_assert_true (g_str_has_suffix (broken, "2,3]\n[4]"));
  g_assert_cmpuint (longest_line (broken), >, 12000);
  lines = g_strsplit (broken, ",\n", -1);
  joined = g_strjoinv (",", lines);
  g_assert_cmpstr (joined, ==, text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/line-breaks/same", test_same);
  g_test_add_func ("/line-breaks/left-alone", test_left_alone);
  g_test_add_func ("/line-breaks/in-part", test_in_part);
  return g_test_run ();
}
