/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each option of the stage: what is written for it and what is said about it. */
#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>
#include <time.h>

#include "sluice-emit-stage.h"

#define NOTE SLUICE_SEVERITY_NOTE
#define WARNING SLUICE_SEVERITY_WARNING
#define PROBLEM SLUICE_SEVERITY_PROBLEM
#define BASE \
  [SLUICE_EMIT_CONNECTION_NAME] = "s3sink", [SLUICE_EMIT_BUCKET] = "my-bucket", \
  [SLUICE_EMIT_PATH] = "events/"
#define JSON(members) \
  "{\"$emit\":{\"connectionName\":\"s3sink\",\"bucket\":\"my-bucket\",\"path\":\"events/\"" \
  members "}}"
#define CONFIG(members) JSON (",\"config\":{" members "}")

typedef struct
{
  SluiceEmitStage  stage;
  const char      *json;      /* compact */
} Written;

static const Written written[] = {
  { { .values = { BASE } }, JSON ("") },
  /* Defaults are not written. */
  { { .values = { BASE, [SLUICE_EMIT_PARALLELISM] = "1", [SLUICE_EMIT_INTERVAL_SIZE] = "1",
        [SLUICE_EMIT_INTERVAL_UNIT] = "minute", [SLUICE_EMIT_DELIMITER] = "\\n",
        [SLUICE_EMIT_OUTPUT_FORMAT] = "relaxedJson", [SLUICE_EMIT_DATE_FORMAT] = "default",
        [SLUICE_EMIT_COMPRESSION] = "none" } }, JSON ("") },
  { { .values = { BASE, [SLUICE_EMIT_REGION] = "", [SLUICE_EMIT_COUNT] = " " } }, JSON ("") },
  { { .values = { BASE, [SLUICE_EMIT_INTERVAL_UNIT] = "hour" } }, JSON ("") },
  /* All that can be said. */
  { { .values = { BASE, [SLUICE_EMIT_REGION] = "eu-west-1", [SLUICE_EMIT_PARALLELISM] = "4",
        [SLUICE_EMIT_PARTITION_BY] = "$customer", [SLUICE_EMIT_COUNT] = "1000",
        [SLUICE_EMIT_BYTES] = "1048576", [SLUICE_EMIT_INTERVAL_SIZE] = "5",
        [SLUICE_EMIT_INTERVAL_UNIT] = "second", [SLUICE_EMIT_DELIMITER] = "\\u001e\\n",
        [SLUICE_EMIT_OUTPUT_FORMAT] = "canonicalJson", [SLUICE_EMIT_DATE_FORMAT] = "ISO8601",
        [SLUICE_EMIT_COMPRESSION] = "gzip", [SLUICE_EMIT_COMPRESSION_LEVEL] = "9" } },
    JSON (",\"region\":\"eu-west-1\",\"parallelism\":4,\"partitionBy\":\"$customer\","
          "\"config\":{\"writeOptions\":{\"count\":1000,\"bytes\":1048576,"
          "\"interval\":{\"size\":5,\"unit\":\"second\"}},\"delimiter\":\"\\u001e\\n\","
          "\"outputFormat\":\"canonicalJson\",\"dateFormat\":\"ISO8601\","
          "\"compression\":\"gzip\",\"compressionLevel\":9}") },
  /* Only one of two that belong together. */
  { { .values = { BASE, [SLUICE_EMIT_INTERVAL_SIZE] = "2" } },
    CONFIG ("\"writeOptions\":{\"interval\":{\"size\":2,\"unit\":\"minute\"}}") },
  { { .values = { BASE, [SLUICE_EMIT_INTERVAL_SIZE] = "1", [SLUICE_EMIT_INTERVAL_UNIT] = "day" } },
    CONFIG ("\"writeOptions\":{\"interval\":{\"size\":1,\"unit\":\"day\"}}") },
  { { .values = { BASE, [SLUICE_EMIT_COMPRESSION] = "gzip",
                  [SLUICE_EMIT_COMPRESSION_LEVEL] = "6" } },
    CONFIG ("\"compression\":\"gzip\"") },
  /* A level only ever goes with gzip. */
  { { .values = { BASE, [SLUICE_EMIT_COMPRESSION] = "snappy",
                  [SLUICE_EMIT_COMPRESSION_LEVEL] = "9" } },
    CONFIG ("\"compression\":\"snappy\"") },
  { { .values = { BASE, [SLUICE_EMIT_COMPRESSION_LEVEL] = "9" } }, JSON ("") },
  /* What cannot be read is left out. */
  { { .values = { BASE, [SLUICE_EMIT_COUNT] = "many", [SLUICE_EMIT_BYTES] = "32 MB",
        [SLUICE_EMIT_PARTITION_BY] = "{", [SLUICE_EMIT_DELIMITER] = "\\q" } }, JSON ("") },
  { { .values = { BASE, [SLUICE_EMIT_COUNT] = " +007 " } },
    CONFIG ("\"writeOptions\":{\"count\":7}") },
  /* Names are trimmed, the path is not. */
  { { .values = { [SLUICE_EMIT_CONNECTION_NAME] = " s3sink\n",
                  [SLUICE_EMIT_BUCKET] = "s3://my-bucket/",
        [SLUICE_EMIT_PATH] = "events/" } }, JSON ("") },
  { { .values = { [SLUICE_EMIT_CONNECTION_NAME] = "\"", [SLUICE_EMIT_BUCKET] = "\\",
        [SLUICE_EMIT_PATH] = " a\n" } },
    "{\"$emit\":{\"connectionName\":\"\\\"\",\"bucket\":\"\\\\\",\"path\":\" a\\n\"}}" },
  { { .values = { NULL } }, "{\"$emit\":{\"connectionName\":\"\",\"bucket\":\"\",\"path\":\"\"}}" },
  /* Expressions, also as mongosh takes them. */
  { { .values = { [SLUICE_EMIT_CONNECTION_NAME] = "s3sink", [SLUICE_EMIT_BUCKET] = "$bucket",
        [SLUICE_EMIT_PATH] = "{ $concat: ['a/', \"$x\", .5, 1.10,] }" }, TRUE, TRUE },
    "{\"$emit\":{\"connectionName\":\"s3sink\",\"bucket\":\"$bucket\","
    "\"path\":{\"$concat\":[\"a/\",\"$x\",0.5,1.10]}}}" },
  { { .values = { [SLUICE_EMIT_CONNECTION_NAME] = "s3sink", [SLUICE_EMIT_BUCKET] = " \"$bucket\" ",
        [SLUICE_EMIT_PATH] = "a/" }, TRUE, FALSE },
    "{\"$emit\":{\"connectionName\":\"s3sink\",\"bucket\":\"$bucket\",\"path\":\"a/\"}}" },
};

/* Without the white space between values; none of the texts here holds “  ”. */
static char *
squeeze (const char *json)
{
  GString *result = g_string_new (NULL);
  gboolean in_string = FALSE;

  for (const char *c = json; *c != '\0'; c++)
    {
      if (*c == '"' && c[-1] != '\\')
        in_string = !in_string;
      if (*c == '"' && c[-1] == '\\' && c[-2] == '\\')
        in_string = !in_string;
      if (in_string || !g_ascii_isspace (*c))
        g_string_append_c (result, *c);
    }
  return g_string_free (result, FALSE);
}

static void
test_written (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autofree char *json = sluice_emit_stage_to_json (&written[i].stage);
      g_autofree char *squeezed = squeeze (json);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = json_from_string (json, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (squeezed, ==, written[i].json);
    }
}

static void
test_pretty (void)
{
  SluiceEmitStage stage = { .values = { BASE, [SLUICE_EMIT_COUNT] = "10" } };
  g_autofree char *json = sluice_emit_stage_to_json (&stage);

  g_assert_cmpstr (json, ==,
                   "{\n"
                   "  \"$emit\": {\n"
                   "    \"connectionName\": \"s3sink\",\n"
                   "    \"bucket\": \"my-bucket\",\n"
                   "    \"path\": \"events/\",\n"
                   "    \"config\": {\n"
                   "      \"writeOptions\": {\n"
                   "        \"count\": 10\n"
                   "      }\n"
                   "    }\n"
                   "  }\n"
                   "}");
}

typedef struct
{
  SluiceEmitField  field;
  const char      *value;
  gboolean         is_expression;
  SluiceSeverity   severity;
  const char      *words;          /* NULL: nothing is said */
  const char      *proposal;
} Said;

static const Said said[] = {
  { SLUICE_EMIT_CONNECTION_NAME, "", 0, PROBLEM, "S3 connection", NULL },
  { SLUICE_EMIT_CONNECTION_NAME, "any name", 0, NOTE, NULL, NULL },
  { SLUICE_EMIT_BUCKET, NULL, 0, PROBLEM, "missing", NULL },
  { SLUICE_EMIT_BUCKET, "\"\"", 0, PROBLEM, "missing", NULL },
  { SLUICE_EMIT_BUCKET, "my-bucket", 0, NOTE, NULL, NULL },
  { SLUICE_EMIT_BUCKET, "My-Bucket", 0, PROBLEM, "capital", NULL },
  { SLUICE_EMIT_BUCKET, "s3://my-bucket/x", 0, WARNING, "my-bucket", "my-bucket" },
  { SLUICE_EMIT_BUCKET, "$bucket", 0, PROBLEM, "taken as an expression", NULL },
  { SLUICE_EMIT_BUCKET, "$bucket", 1, NOTE, NULL, NULL },
  { SLUICE_EMIT_BUCKET, "\"$a.b\"", 1, NOTE, NULL, NULL },
  { SLUICE_EMIT_BUCKET, "\"bucket\"", 1, PROBLEM, "begins with “$”", NULL },
  { SLUICE_EMIT_BUCKET, "{\"$concat\":[\"a\",\"$b\"]}", 1, NOTE, NULL, NULL },
  { SLUICE_EMIT_BUCKET, "{\"a\":1}", 1, PROBLEM, "operator", NULL },
  { SLUICE_EMIT_BUCKET, "{\"$a\":1,\"$b\":2}", 1, PROBLEM, "operator", NULL },
  { SLUICE_EMIT_BUCKET, "{}", 1, PROBLEM, "operator", NULL },
  { SLUICE_EMIT_BUCKET, "5", 1, PROBLEM, "operator", NULL },
  { SLUICE_EMIT_BUCKET, "bucket", 1, PROBLEM, "operator", NULL },
  { SLUICE_EMIT_BUCKET, "{\"$concat\":\n [}", 1, PROBLEM, "Line 2, column 3: ", NULL },
  { SLUICE_EMIT_BUCKET, "{\"$x\":ObjectId(\"a\")}", 1, PROBLEM, "no calls", NULL },
  { SLUICE_EMIT_BUCKET, "{\"$x\":1};{\"$y\":1}", 1, PROBLEM, "several", NULL },
  { SLUICE_EMIT_PATH, NULL, 0, PROBLEM, "missing", NULL },
  { SLUICE_EMIT_PATH, "a/b c/", 0, NOTE, NULL, NULL },
  { SLUICE_EMIT_PATH, "/a/", 0, WARNING, "without a name", "a/" },
  { SLUICE_EMIT_PATH, "s3://b/a", 0, PROBLEM, "not an address", NULL },
  { SLUICE_EMIT_PATH, "a/$b", 0, WARNING, "stands for itself", NULL },
  { SLUICE_EMIT_PATH, "$b", 0, PROBLEM, "taken as an expression", NULL },
  { SLUICE_EMIT_PATH, "$b", 1, NOTE, NULL, NULL },
  { SLUICE_EMIT_REGION, "us-east-1", 0, NOTE, NULL, NULL },
  { SLUICE_EMIT_REGION, "us-gov-west-1", 0, NOTE, NULL, NULL },
  { SLUICE_EMIT_REGION, "VIRGINIA_USA", 0, PROBLEM, "as AWS does", "us-east-1" },
  { SLUICE_EMIT_REGION, "US_EAST_1", 0, PROBLEM, "as AWS does", "us-east-1" },
  { SLUICE_EMIT_REGION, "Frankfurt", 0, PROBLEM, "as AWS does", NULL },
  { SLUICE_EMIT_PARALLELISM, "2", 0, NOTE, NULL, NULL },
  { SLUICE_EMIT_PARALLELISM, "0", 0, PROBLEM, "smallest", NULL },
  { SLUICE_EMIT_PARALLELISM, "-1", 0, PROBLEM, "smallest", NULL },
  { SLUICE_EMIT_PARALLELISM, "1.5", 0, PROBLEM, "whole number", NULL },
  { SLUICE_EMIT_PARALLELISM, "17", 0, WARNING, "16", NULL },
  { SLUICE_EMIT_PARTITION_BY, "$a", 0, WARNING, "more than 1", NULL },
  { SLUICE_EMIT_COUNT, "0", 0, PROBLEM, "smallest", NULL },
  { SLUICE_EMIT_COUNT, "2147483647", 0, NOTE, NULL, NULL },
  { SLUICE_EMIT_COUNT, "2147483648", 0, PROBLEM, "at most", NULL },
  { SLUICE_EMIT_BYTES, "32MB", 0, PROBLEM, "whole number", NULL },
  { SLUICE_EMIT_INTERVAL_SIZE, "0", 0, PROBLEM, "smallest", NULL },
  { SLUICE_EMIT_INTERVAL_SIZE, "10080", 0, NOTE, NULL, NULL },
  { SLUICE_EMIT_INTERVAL_SIZE, "10081", 0, PROBLEM, "7 days", NULL },
  { SLUICE_EMIT_INTERVAL_UNIT, "minutes", 0, PROBLEM, "ms, second, minute", "minute" },
  { SLUICE_EMIT_DELIMITER, "\\t", 0, NOTE, NULL, NULL },
  { SLUICE_EMIT_DELIMITER, "\"|\"", 0, NOTE, NULL, NULL },
  { SLUICE_EMIT_DELIMITER, "\n", 0, NOTE, NULL, NULL },
  { SLUICE_EMIT_DELIMITER, "a\\", 0, PROBLEM, "backslash", NULL },
  { SLUICE_EMIT_OUTPUT_FORMAT, "canonicalJson", 0, NOTE, NULL, NULL },
  { SLUICE_EMIT_OUTPUT_FORMAT, "basicJson", 0, NOTE, "loses types", NULL },
  { SLUICE_EMIT_OUTPUT_FORMAT, "RelaxedJSON", 0, PROBLEM, "Possible here", "relaxedJson" },
  { SLUICE_EMIT_DATE_FORMAT, "iso8601", 0, PROBLEM, "Possible here", "ISO8601" },
  { SLUICE_EMIT_COMPRESSION, "zip", 0, PROBLEM, "Possible here", "gzip" },
  { SLUICE_EMIT_COMPRESSION, "zstd", 0, PROBLEM, "Possible here", NULL },
};

static void
check_said (const SluiceEmitStage *stage,
            const Said            *expected)
{
  g_autoptr (GPtrArray) findings = sluice_emit_stage_check (stage);
  const SluiceEmitFinding *finding;

  g_test_message ("%s “%s”", sluice_emit_field_get_option (expected->field), expected->value);
  for (guint i = 0; i < findings->len; i++)
    {
      finding = g_ptr_array_index (findings, i);
      g_test_message ("  → %s", finding->sentence);
    }

  g_assert_cmpuint (findings->len, ==, expected->words != NULL ? 1 : 0);
  if (expected->words == NULL)
    return;
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpint (finding->field, ==, expected->field);
  g_assert_cmpint (finding->severity, ==, expected->severity);
  g_assert_nonnull (strstr (finding->sentence, expected->words));
  g_assert_cmpstr (finding->value, ==, expected->proposal);
}

static void
test_said (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      SluiceEmitStage stage = { .values = { BASE }, FALSE, FALSE };

      stage.values[said[i].field] = said[i].value;
      stage.bucket_is_expression = said[i].field == SLUICE_EMIT_BUCKET && said[i].is_expression;
      stage.path_is_expression = said[i].field == SLUICE_EMIT_PATH && said[i].is_expression;
      check_said (&stage, &said[i]);
    }
}

static void
test_together (void)
{
  SluiceEmitStage stage = { .values = { BASE, [SLUICE_EMIT_COMPRESSION] = "gzip",
                              [SLUICE_EMIT_COMPRESSION_LEVEL] = "9",
                              [SLUICE_EMIT_PARALLELISM] = "2",
                              [SLUICE_EMIT_PARTITION_BY] = "{\"$toString\":\"$a\"}",
                              [SLUICE_EMIT_INTERVAL_SIZE] = "7",
                              [SLUICE_EMIT_INTERVAL_UNIT] = "day" } };
  Said expected = { .field = SLUICE_EMIT_COMPRESSION_LEVEL, .severity = PROBLEM };

  check_said (&stage, &expected);

  expected.words = "1 to 9";
  stage.values[SLUICE_EMIT_COMPRESSION_LEVEL] = "10";
  check_said (&stage, &expected);
  stage.values[SLUICE_EMIT_COMPRESSION_LEVEL] = "0";
  check_said (&stage, &expected);
  stage.values[SLUICE_EMIT_COMPRESSION_LEVEL] = "1";
  expected.words = "Only gzip";
  stage.values[SLUICE_EMIT_COMPRESSION] = "snappy";
  check_said (&stage, &expected);
  stage.values[SLUICE_EMIT_COMPRESSION] = NULL;
  check_said (&stage, &expected);

  stage.values[SLUICE_EMIT_COMPRESSION_LEVEL] = NULL;
  stage.values[SLUICE_EMIT_INTERVAL_SIZE] = "8";
  expected = (Said) { .field = SLUICE_EMIT_INTERVAL_SIZE, .severity = PROBLEM, .words = "7 days" };
  check_said (&stage, &expected);
  stage.values[SLUICE_EMIT_INTERVAL_SIZE] = NULL;
  expected.words = "besides the unit";
  check_said (&stage, &expected);
}

static void
test_fields (void)
{
  for (guint i = 0; i < SLUICE_EMIT_N_FIELDS; i++)
    {
      const char * const *choices = sluice_emit_field_get_choices (i);
      const char *normal = sluice_emit_field_get_default (i);

      g_assert_nonnull (sluice_emit_field_get_option (i));
      if (choices != NULL)
        g_assert_true (g_strv_contains (choices, normal));
    }
}

/* Any text in any field, at length. */
static void
test_hostile (void)
{
  static const char * const units[] = {
    "$", "{\"$a\":", "[", "a", "9", "-a", "\\", "\"", "\n", "\xff", "ü", "s3://", ".", "_", NULL,
  };

  for (guint i = 0; units[i] != NULL; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      SluiceEmitStage stage = { .values = { NULL }, i % 2 == 0, i % 2 == 0 };
      g_autoptr (GPtrArray) findings = NULL;
      g_autofree char *json = NULL;
      clock_t before = clock ();

      while (text->len < 30000)
        g_string_append (text, units[i]);
      for (guint field = 0; field < SLUICE_EMIT_N_FIELDS; field++)
        stage.values[field] = text->str;

      findings = sluice_emit_stage_check (&stage);
      json = sluice_emit_stage_to_json (&stage);
      g_assert_cmpuint (findings->len, >=, 3);
      g_assert_nonnull (json);
      g_assert_true (g_getenv ("SLUICE_VALGRIND") || clock () - before < 3 * CLOCKS_PER_SEC);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/emit-stage/written", test_written);
  g_test_add_func ("/emit-stage/pretty", test_pretty);
  g_test_add_func ("/emit-stage/said", test_said);
  g_test_add_func ("/emit-stage/together", test_together);
  g_test_add_func ("/emit-stage/fields", test_fields);
  g_test_add_func ("/emit-stage/hostile", test_hostile);

  return g_test_run ();
}
