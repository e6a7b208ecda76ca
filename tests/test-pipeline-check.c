/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pipelines in pipelines/ against what “expected” there says of each; then what the fixes make
 * of them, and what no pipeline is.
 */
#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>
#include <time.h>

#include "sluice-pipeline-check.h"

#define HOSTILE_LENGTH 250000
#define PATIENCE (3 * CLOCKS_PER_SEC)  /* of the processor, with sanitizers */
#define SOURCE "{\"$source\":{\"connectionName\":\"kafka1\"}}"

static SluiceRegistry *
make_registry (void)
{
  SluiceRegistry *registry = sluice_registry_new ();

  sluice_registry_add (registry, "s3sink", "S3");
  sluice_registry_add (registry, "kafka1", "Kafka");
  sluice_registry_add (registry, "atlasCluster", "Cluster");
  sluice_registry_add (registry, "sample_stream_solar", "Sample");

  return registry;
}

static char *
read_file (const char *name,
           gsize      *length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "pipelines", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);
  return text;
}

static const char *
name_severity (SluiceSeverity severity)
{
  switch (severity)
    {
    case SLUICE_SEVERITY_NOTE:
      return "note";
    case SLUICE_SEVERITY_WARNING:
      return "warning";
    case SLUICE_SEVERITY_PROBLEM:
    default:
      return "problem";
    }
}

/* “severity line:column words”. */
static void
check_remark (const SluiceRemark *remark,
              const char         *expected)
{
  g_auto (GStrv) parts = g_strsplit (expected, " ", 3);
  g_autofree char *place = g_strdup_printf ("%u:%u", remark->line, remark->column);

  g_assert_cmpstr (name_severity (remark->severity), ==, parts[0]);
  g_assert_cmpstr (place, ==, parts[1]);
  g_assert_true (g_str_equal (parts[2], "*") || strstr (remark->reason, parts[2]) != NULL);
}

static void
test_file (gconstpointer data)
{
  g_auto (GStrv) lines = g_strsplit (data, "\n", -1);
  g_auto (GStrv) words = g_strsplit (lines[0], " ", 2);
  g_autoptr (SluiceRegistry) registry = words[1] == NULL ? make_registry () : NULL;
  gsize length;
  g_autofree char *text = read_file (words[0], &length);
  g_autoptr (GPtrArray) remarks = sluice_pipeline_check (text, length, registry);

  for (guint i = 0; i < remarks->len; i++)
    {
      const SluiceRemark *remark = g_ptr_array_index (remarks, i);

      g_test_message ("%s %u:%u %s | %s | %s", name_severity (remark->severity), remark->line,
                      remark->column, remark->reason, remark->fix, remark->replacement);
      g_assert_cmpuint (remark->offset + remark->length, <=, length);
    }

  g_assert_cmpuint (remarks->len, ==, g_strv_length (lines) - 1);
  for (guint i = 0; i < remarks->len; i++)
    check_remark (g_ptr_array_index (remarks, i), g_strstrip (lines[i + 1]));
}

/* Every replacement, one after the other, each time on the new text. */
static char *
mend (const char *start)
{
  g_autoptr (SluiceRegistry) registry = make_registry ();
  char *text = g_strdup (start);
  gboolean again = TRUE;

  for (guint n = 0; again; n++)
    {
      g_autoptr (GPtrArray) remarks = sluice_pipeline_check (text, strlen (text), registry);

      g_assert_cmpuint (n, <, 30);
      again = FALSE;
      for (guint i = 0; i < remarks->len && !again; i++)
        {
          char *mended = sluice_remark_apply (g_ptr_array_index (remarks, i), text, strlen (text));

          if (mended == NULL)
            continue;
          g_free (text);
          text = mended;
          again = TRUE;
        }
    }
  return text;
}

static void
test_mend_merge (void)
{
  gsize length;
  g_autofree char *text = read_file ("merge-into-s3.js", &length);
  g_autofree char *mended = mend (text);
  g_autoptr (GPtrArray) remarks = sluice_pipeline_check (mended, strlen (mended), NULL);
  const SluiceRemark *remark = g_ptr_array_index (remarks, 0);

  g_assert_nonnull (strstr (mended, "  {\n"
                                    "    \"$emit\": {\n"
                                    "      \"connectionName\": \"s3sink\",\n"
                                    "      \"bucket\": \"BUCKET\",\n"
                                    "      \"path\": \"sales/orders/\"\n"
                                    "    }\n"
                                    "  }\n"));
  /* What is left is to name the bucket. */
  g_assert_cmpuint (remarks->len, ==, 1);
  g_assert_cmpuint (remark->line, ==, 6);
}

static void
test_mend_merge_whole (void)
{
  g_autofree char *mended = mend (
    "[" SOURCE ",{\"$merge\":{\"into\":{\"connectionName\":\"s3sink\",\"bucket\":\"my-bucket\","
    "\"path\":{\"$concat\":[\"a\",\"$b\"]}},\"parallelism\":2}}]");
  g_autoptr (GPtrArray) remarks = sluice_pipeline_check (mended, strlen (mended), NULL);
  g_autoptr (JsonNode) node = json_from_string (mended, NULL);
  g_autoptr (JsonNode) expected = json_from_string (
    "[" SOURCE ",{\"$emit\":{\"connectionName\":\"s3sink\",\"bucket\":\"my-bucket\","
    "\"path\":{\"$concat\":[\"a\",\"$b\"]},\"parallelism\":2}}]", NULL);

  g_assert_true (json_node_equal (node, expected));
  g_assert_cmpuint (remarks->len, ==, 0);
}

static void
test_mend_all (void)
{
  g_autofree char *mended = mend (
    "[{\"Source\":{\"connectionName\":\"Kafka1\"}},{'emit':{connectionName:'s3snik',"
    "buckt:\"s3://my-bucket/\",\"Path\":\"/p/\",region:\"US_EAST_1\",parallelism:\"2\","
    "config:{writeOption:{count:'5',interval:{size:5,unit:\"minutes\"}},outputFormat:\"basicjson\","
    "compression:\"Gzip\",compressionLevel:\"6\"}}}]");
  g_autoptr (SluiceRegistry) registry = make_registry ();
  g_autoptr (GPtrArray) remarks = sluice_pipeline_check (mended, strlen (mended), registry);

  g_assert_cmpstr (mended, ==,
    "[{\"$source\":{\"connectionName\":\"kafka1\"}},{\"$emit\":{connectionName:\"s3sink\","
    "bucket:\"my-bucket\",\"path\":\"p/\",region:\"us-east-1\",parallelism:2,"
    "config:{writeOptions:{count:5,interval:{size:5,unit:\"minute\"}},outputFormat:\"basicJson\","
    "compression:\"gzip\",compressionLevel:6}}}]");
  g_assert_cmpuint (remarks->len, ==, 0);
}

static void
test_apply_elsewhere (void)
{
  g_autoptr (SluiceRemark) remark = sluice_remark_new (SLUICE_SEVERITY_NOTE, 0, 0, NULL, NULL);
  g_autofree char *applied = NULL;

  g_assert_null (sluice_remark_apply (remark, "abc", 3));
  sluice_remark_set_replacement (remark, 2, 2, g_strdup ("x"));
  g_assert_null (sluice_remark_apply (remark, "abc", 3));
  sluice_remark_set_replacement (remark, 4, 0, g_strdup ("x"));
  g_assert_null (sluice_remark_apply (remark, "abc", 3));
  sluice_remark_set_replacement (remark, 1, 2, g_strdup ("x"));
  applied = sluice_remark_apply (remark, "abc", 3);
  g_assert_cmpstr (applied, ==, "ax");
}

static void
test_registry (void)
{
  g_autoptr (SluiceRegistry) registry = make_registry ();

  sluice_registry_add (registry, "s3sink", "Kafka");
  sluice_registry_add (registry, "odd", NULL);
  g_assert_cmpstr (sluice_registry_lookup (registry, "s3sink"), ==, "S3");
  g_assert_cmpstr (sluice_registry_lookup (registry, "odd"), ==, "");
  g_assert_null (sluice_registry_lookup (registry, "S3SINK"));
  g_assert_cmpstr (sluice_registry_find_similar (registry, "S3SINK"), ==, "s3sink");
  g_assert_cmpstr (sluice_registry_find_similar (registry, "atlasClutser"), ==, "atlasCluster");
  g_assert_null (sluice_registry_find_similar (registry, "something else"));
}

/* A type that is not known leaves it to the options. */
static void
test_type_unknown (void)
{
  static const char text[] =
    "[" SOURCE ",{\"$emit\":{\"connectionName\":\"odd\",\"bucket\":\"B\",\"path\":\"p/\"}}]";
  g_autoptr (SluiceRegistry) registry = make_registry ();
  g_autoptr (GPtrArray) remarks = NULL;

  sluice_registry_add (registry, "odd", "");
  remarks = sluice_pipeline_check (text, strlen (text), registry);
  g_assert_cmpuint (remarks->len, ==, 1);
}

static const char * const units[] = {
  "[", "{a:", "(", "f(", "{}", "{},", "[],", "1,", "\"", "'a", "\\", "/", "/*", "//\n", "-", "+",
  "1+", "a.", "a=", "a;", "let a=[a];", ",", ":", "]", "}", ")", "\n", "\xff", "\xf0\x9f", "ü",
  "{$emit:{connectionName:\"x\"}},", "{\"$emit\":{\"bucket\":5,\"q\":1}},", "new ", "`", "$", ".5",
  "{$merge:{into:{connectionName:'s3sink',bucket:1}}},",
  "{$tumblingWindow:{pipeline:[{$emit:1}]}},", "{$source:{connectionName:'s3sink',}},", NULL,
};

static void
check_hostile (const char           *text,
               gsize                 length,
               const SluiceRegistry *registry)
{
  clock_t before = clock ();
  g_autoptr (GPtrArray) remarks = sluice_pipeline_check (text, length, registry);
  guint last_line = 0;

  g_assert_cmpint (clock () - before, <, PATIENCE);
  g_assert_cmpuint (remarks->len, >=, 1);
  g_assert_cmpuint (remarks->len, <=, SLUICE_PIPELINE_MAX_REMARKS + 20);
  for (guint i = 0; i < remarks->len; i++)
    {
      const SluiceRemark *remark = g_ptr_array_index (remarks, i);

      g_assert_cmpuint (remark->line, >=, MAX (last_line, 1));
      g_assert_cmpuint (remark->column, >=, 1);
      g_assert_true (g_utf8_validate (remark->reason, -1, NULL));
      g_assert_cmpuint (strlen (remark->reason), <, 700);
      last_line = remark->line;
    }
}

/* Much of each, also behind an opening bracket, with a registry of 10,000 names. */
static void
test_hostile (void)
{
  g_autoptr (SluiceRegistry) registry = make_registry ();

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *name = g_strdup_printf ("connection-of-some-length-%u", i);

      sluice_registry_add (registry, name, "Kafka");
    }

  for (guint i = 0; units[i] != NULL; i++)
    {
      g_autoptr (GString) text = g_string_new ("[");

      while (text->len < HOSTILE_LENGTH)
        g_string_append (text, units[i]);
      check_hostile (text->str, text->len, registry);
      check_hostile (text->str + 1, text->len - 1, registry);
      g_string_append_c (text, ']');
      check_hostile (text->str, text->len, registry);
    }
}

static void
test_megabyte (void)
{
  g_autoptr (GString) text = g_string_new ("[" SOURCE);
  g_autoptr (GPtrArray) remarks = NULL;
  clock_t before;

  while (text->len < 1000000)
    g_string_append (text, ",\n  { $match: { name: 'x', at: { $gt: ISODate(\"2026-01-01\") } } }");
  g_string_append (text, "]");

  before = clock ();
  remarks = sluice_pipeline_check (text->str, text->len, NULL);
  g_assert_cmpint (clock () - before, <, PATIENCE);
  g_assert_cmpuint (remarks->len, ==, 1);
}

/* Half a character at the end: only what is there can be marked. */
static void
test_half (void)
{
  g_autoptr (GPtrArray) remarks = sluice_pipeline_check ("[ \xed", 3, NULL);
  const SluiceRemark *remark = g_ptr_array_index (remarks, 0);

  g_assert_cmpuint (remark->offset, ==, 2);
  g_assert_cmpuint (remark->length, ==, 1);
}

static void
test_nul (void)
{
  g_autoptr (GPtrArray) inside = sluice_pipeline_check ("[\0]", 3, NULL);
  g_autoptr (GPtrArray) nothing = sluice_pipeline_check (NULL, 0, NULL);
  const SluiceRemark *remark = g_ptr_array_index (inside, 0);

  g_assert_cmpuint (remark->column, ==, 2);
  g_assert_cmpuint (nothing->len, ==, 1);
}

/* Every pipeline cut off after every byte: nothing may crash or read past the end. */
static void
test_cut (void)
{
  static const char * const names[] = { "good-create.js", "good-full.json", "merge-into-s3.js",
                                        "good-variables.js", "umlaut.js" };
  g_autoptr (SluiceRegistry) registry = make_registry ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length;
      g_autofree char *text = read_file (names[i], &length);

      for (gsize n = 0; n < length; n++)
        {
          g_autofree char *part = g_memdup2 (text, n);
          g_autoptr (GPtrArray) remarks = sluice_pipeline_check (part, n, registry);

          g_assert_nonnull (remarks);
        }
    }
}

static void
add_files (void)
{
  gsize length;
  g_autofree char *expected = read_file ("expected", &length);
  g_auto (GStrv) lines = g_strsplit (expected, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      GString *entry;
      g_autofree char *path = NULL;

      if (*lines[i] == '#')
        continue;
      path = g_strdup_printf ("/pipeline-check/file/%.*s", (int) strcspn (lines[i], " "), lines[i]);
      entry = g_string_new (lines[i]);
      for (; lines[i + 1] != NULL && *lines[i + 1] == ' '; i++)
        g_string_append_printf (entry, "\n%s", lines[i + 1]);
      g_test_add_data_func_full (path, g_string_free (entry, FALSE), test_file, g_free);
      n++;
    }
  g_assert_cmpuint (n, >=, 50);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  add_files ();
  g_test_add_func ("/pipeline-check/mend-merge", test_mend_merge);
  g_test_add_func ("/pipeline-check/mend-merge-whole", test_mend_merge_whole);
  g_test_add_func ("/pipeline-check/mend-all", test_mend_all);
  g_test_add_func ("/pipeline-check/apply-elsewhere", test_apply_elsewhere);
  g_test_add_func ("/pipeline-check/registry", test_registry);
  g_test_add_func ("/pipeline-check/type-unknown", test_type_unknown);
  g_test_add_func ("/pipeline-check/hostile", test_hostile);
  g_test_add_func ("/pipeline-check/megabyte", test_megabyte);
  g_test_add_func ("/pipeline-check/half", test_half);
  g_test_add_func ("/pipeline-check/nul", test_nul);
  g_test_add_func ("/pipeline-check/cut", test_cut);

  return g_test_run ();
}
