/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What importing a text would do to a registry, case by case; and what was exported changes nothing
 * where it came from.
 */
#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>

#include "sluice-connection-export.h"
#include "sluice-import-plan.h"
#include "sluice-objects-private.h"

#define ROLE "arn:aws:iam::123456789012:role/s3-writer"
#define OTHER "arn:aws:iam::123456789012:role/other"
#define LINK "64c0ffee0000000000000abc"
#define S3(name, role, more) "{\"name\":\"" name "\",\"type\":\"S3\",\"aws\":{\"roleArn\":\"" role \
                             "\"}" more "}"
#define WITH_BUCKET(bucket) "{\"name\":\"a\",\"type\":\"S3\",\"aws\":{\"roleArn\":\"" ROLE \
                            "\",\"testBucket\":\"" bucket "\"}}"
#define BEHIND(id) ",\"networking\":{\"access\":{\"type\":\"PRIVATE_LINK\",\"connectionId\":\"" id \
                   "\"}}"
#define PUBLIC ",\"networking\":{\"access\":{\"type\":\"PUBLIC\"}}"

static GPtrArray *
read_registry (const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  GPtrArray *present = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *array;

  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  array = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (present, sluice_connection_new_from_json (json_array_get_element (array, i)));
  return present;
}

static GPtrArray *
plan (const char *present_json,
      const char *text)
{
  g_autoptr (GPtrArray) present = read_registry (present_json);
  g_autoptr (SluiceConnectionImport) import = sluice_connection_import_read (text, strlen (text));

  return sluice_import_plan_new (import, present);
}

/* + created, ~ changed, = left alone, x cannot */
static const struct { const char *present, *text, *actions, *reason; } table[] = {
  { "[]", S3 ("a", ROLE, ""), "+", NULL },
  { "[]", S3 ("a", ROLE, BEHIND (LINK)), "+", NULL },
  { "[]", S3 ("a", ROLE, BEHIND ("nope")), "x", "24 digits" },
  { "[]", S3 ("a", ROLE, BEHIND (LINK "0")), "x", "24 digits" },
  { "[]", S3 ("a.b*c", ROLE, ""), "+", NULL },
  { "[]", S3 ("a b", ROLE, ""), "x", "space" },
  { "[]", S3 (" a", ROLE, ""), "x", "white space" },
  { "[]", S3 ("%2F", ROLE, ""), "x", "%" },
  { "[]", S3 ("a", "arn:aws:iam::123456789012:root", ""), "x", "" },
  { "[]", S3 ("a", "nonsense", ""), "x", "" },
  { "[]", WITH_BUCKET ("My_Bucket"), "x", "" },
  { "[]", "[" S3 ("a", ROLE, "") "," S3 ("a", OTHER, "") "]", "+x", NULL },
  { "[]", "{\"name\":\"k\",\"type\":\"Kafka\"}", "x", "S3 connections only" },
  { "[]", "[]", "", NULL },
  { "[" S3 ("a", ROLE, "") "]", S3 ("a", ROLE, ""), "=", NULL },
  { "[" S3 ("a", ROLE, PUBLIC) "]", S3 ("a", ROLE, ""), "=", NULL },
  { "[" S3 ("a", ROLE, "") "]", S3 ("a", ROLE, PUBLIC), "=", NULL },
  { "[" S3 ("a", "odd", "") "]", S3 ("a", "odd", ""), "=", NULL },
  { "[" S3 ("a", ROLE, "") "]", S3 ("a", OTHER, ""), "~", NULL },
  { "[" S3 ("a", ROLE, "") "]", S3 ("a", "odd", ""), "x", "" },
  { "[" S3 ("a", ROLE, "") "]", S3 ("a", ROLE, BEHIND (LINK)), "x", "network" },
  { "[" S3 ("a", ROLE, BEHIND (LINK)) "]", S3 ("a", ROLE, BEHIND (LINK)), "=", NULL },
  { "[" S3 ("a", ROLE, BEHIND (LINK)) "]", S3 ("a", ROLE, ""), "x", "network" },
  { "[" WITH_BUCKET ("one") "]", WITH_BUCKET ("one"), "=", NULL },
  { "[" WITH_BUCKET ("one") "]", WITH_BUCKET ("two"), "~", NULL },
  { "[" WITH_BUCKET ("one") "]", WITH_BUCKET ("s3://one"), "=", NULL },
  { "[" S3 ("a", ROLE, "") "]", WITH_BUCKET ("two"), "=", NULL },
  { "[" WITH_BUCKET ("one") "]", S3 ("a", ROLE, ""), "=", NULL },
  { "[" S3 ("a", ROLE, ",\"state\":\"DELETING\"") "]", S3 ("a", ROLE, ""), "x", "deleted" },
  { "[{\"name\":\"a\",\"type\":\"Kafka\"}]", S3 ("a", ROLE, ""), "x", "Kafka" },
  { "[" S3 ("a", ROLE, "") "," S3 ("b", ROLE, "") "]",
    "[" S3 ("b", OTHER, "") "," S3 ("c", ROLE, "") "," S3 ("a", ROLE, "") "]", "~+=", NULL },
};

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GPtrArray) steps = plan (table[i].present, table[i].text);
      g_autofree char *actions = g_strnfill (steps->len, ' ');
      const char *reason = NULL;

      for (guint j = 0; j < steps->len; j++)
        {
          const SluiceImportValues *values = sluice_import_step_get_values (steps->pdata[j]);

          actions[j] = "+~=x"[values->action];
          g_assert_true ((values->action == SLUICE_IMPORT_CANNOT) == (values->reason != NULL));
          reason = values->reason != NULL ? values->reason : reason;
        }
      g_test_message ("%s into %s: %s", table[i].text, table[i].present, reason);
      g_assert_cmpstr (actions, ==, table[i].actions);
      if (table[i].reason != NULL)
        g_assert_nonnull (strstr (reason, table[i].reason));
    }
}

/* What is sent is what was understood, and what was there before is known. */
static void
test_values (void)
{
  g_autoptr (GPtrArray) steps = plan ("[" S3 ("a", ROLE, "") "]",
                                      "[" S3 ("a", " " OTHER "\\n", "") "]");
  const SluiceImportValues *values = sluice_import_step_get_values (steps->pdata[0]);

  g_assert_cmpint (values->action, ==, SLUICE_IMPORT_CHANGE);
  g_assert_cmpstr (values->role_arn, ==, OTHER);
  g_assert_cmpstr (sluice_connection_get_role_arn (values->present), ==, ROLE);
  g_assert_true (sluice_import_step_is_work (steps->pdata[0]));
  g_assert_cmpint (sluice_import_step_get_progress (steps->pdata[0]), ==, SLUICE_IMPORT_WAITING);
}

static SluiceExportConnection
to_export (SluiceConnection *connection)
{
  return (SluiceExportConnection) {
    .instance = "Instance0",
    .name = sluice_connection_get_name (connection),
    .role_arn = sluice_connection_get_role_arn (connection),
    .test_bucket = sluice_connection_get_test_bucket (connection),
    .private_link_id = sluice_connection_get_private_link_id (connection),
  };
}

/* Out of the registry and back into it, whatever the names are. */
static void
test_round_trip (void)
{
  static const char registry[] =
    "[" S3 ("plain", ROLE, PUBLIC) "," S3 ("it's \\\"50\\\" %2F $(id) ${x} \\n\\u202e", ROLE, "")
    "," S3 ("linked", "odd role", BEHIND (LINK)) "," WITH_BUCKET ("Odd Bucket") "]";
  g_autoptr (GPtrArray) present = read_registry (registry);
  SluiceExportConnection connections[4];
  SluiceExport export = { "https://cloud.mongodb.com", NULL, LINK, connections, 4 };
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) steps = NULL;

  for (guint i = 0; i < 4; i++)
    connections[i] = to_export (present->pdata[i]);
  text = sluice_connection_export (&export, SLUICE_EXPORT_JSON);
  steps = plan (registry, text);
  g_assert_cmpuint (steps->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (sluice_import_step_get_values (steps->pdata[i])->action, ==,
                     SLUICE_IMPORT_LEAVE);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import-plan/table", test_table);
  g_test_add_func ("/import-plan/values", test_values);
  g_test_add_func ("/import-plan/round-trip", test_round_trip);

  return g_test_run ();
}
