/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is exported, read by those it is for: JSON by a reader of its own, the script by a shell with
 * an “atlas” of our own that keeps what it was given. (curl is run against a practice Atlas.)
 */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>

#include "sluice-connection-export.h"

#define ROLE "arn:aws:iam::123456789012:role/s3-writer"
#define PROJECT "5f3c1d2e4b6a7c8d9e0f1a2b"
#define LINK "64c0ffee0000000000000abc"
/* What a shell, Terraform or JSON could stumble over. */
#define HOSTILE "';\"$(touch hit)`touch hit`\\${HOME} %{if} = \xe2\x80\xae # <b>"

static const char fake_atlas[] =
  "#!/bin/sh\n"
  "printf '%s\\n' \"$@\" >>args\n"
  "n=$(cat count 2>/dev/null || echo 0); n=$((n + 1)); echo $n >count\n"
  "cp \"$5\" $n.json; [ $n != 2 ]\n";

static const SluiceExportConnection connections[] = {
  { "Instance0", "plain", ROLE, "my-bucket", NULL },
  { "Instance0", HOSTILE, ROLE, NULL, LINK },
  { "Instance0", "other", NULL, NULL, NULL },
  { "Instance1", "plain", ROLE, NULL, NULL },
  { "Instance1", "1st", ROLE, NULL, NULL },
  { "Instance1", "x-" PROJECT "-y", ROLE, NULL, NULL },
};

static char *
export_text (SluiceExportFormat format,
             guint              n)
{
  SluiceExport export = { "https://cloud.mongodb.com", "zmmrboas", PROJECT, connections, n };

  return sluice_connection_export (&export, format);
}

static const char *
get_name (JsonNode *node)
{
  return json_object_get_string_member (json_node_get_object (node), "name");
}

/* One is an object, as the Atlas CLI takes it; all others are a list. */
static void
test_json (void)
{
  g_autofree char *one = export_text (SLUICE_EXPORT_JSON, 1);
  g_autofree char *many = export_text (SLUICE_EXPORT_JSON, G_N_ELEMENTS (connections));
  g_autofree char *none = export_text (SLUICE_EXPORT_JSON, 0);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *array;

  g_assert_cmpstr (one, ==, "{\n  \"name\": \"plain\",\n  \"type\": \"S3\",\n  \"aws\": {\n"
                            "    \"roleArn\": \"" ROLE "\",\n    \"testBucket\": \"my-bucket\"\n"
                            "  }\n}\n");
  g_assert_cmpstr (none, ==, "[]\n");
  g_assert_true (json_parser_load_from_data (parser, many, -1, NULL));
  array = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (array), ==, 5);
  g_assert_cmpstr (get_name (json_array_get_element (array, 1)), ==, HOSTILE);
}

static char *
read_in (const char *folder,
         const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpint (g_unlink (path), ==, 0);
  return text;
}

/* Each is created from a file of its own, also after one that failed; the end tells of that. */
static void
test_atlas_cli (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sluice-export-XXXXXX", NULL);
  g_autofree char *atlas = g_build_filename (folder, "atlas", NULL);
  g_autofree char *script = export_text (SLUICE_EXPORT_ATLAS_CLI, 4);
  g_autofree char *path = g_strconcat (folder, ":", g_getenv ("PATH"), NULL);
  const char *argv[] = { "sh", "-c", script, NULL };
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "PATH", path, TRUE);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *args = NULL;
  g_autofree char *hostile = NULL;
  int status;

  g_assert_true (g_file_set_contents (atlas, fake_atlas, -1, NULL));
  g_assert_cmpint (g_chmod (atlas, 0700), ==, 0);
  g_assert_true (g_spawn_sync (folder, (char **) argv, environment, G_SPAWN_SEARCH_PATH, NULL,
                               NULL, NULL, NULL, &status, NULL));
  g_assert_false (g_spawn_check_wait_status (status, NULL));
  args = read_in (folder, "args");
  g_assert_true (g_str_has_prefix (args, "streams\nconnections\ncreate\n--file\n"));
  g_assert_nonnull (strstr (args, ".json\n--instance\nInstance0\n--projectId\n" PROJECT "\n"));
  g_assert_nonnull (strstr (args, ".json\n--instance\nInstance1\n--projectId\n" PROJECT "\n"));
  hostile = read_in (folder, "2.json");
  g_assert_true (json_parser_load_from_data (parser, hostile, -1, NULL));
  g_assert_cmpstr (get_name (json_parser_get_root (parser)), ==, HOSTILE);
  g_free (read_in (folder, "1.json"));
  g_free (read_in (folder, "3.json"));
  g_free (read_in (folder, "count"));
  g_assert_cmpint (g_unlink (atlas), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);     /* nothing else was made, such as “hit” */
}

static void
test_terraform (void)
{
  g_autofree char *text = export_text (SLUICE_EXPORT_TERRAFORM, G_N_ELEMENTS (connections));

  g_assert_nonnull (strstr (text, "\nimport {\n"
                                  "  to = mongodbatlas_stream_connection.plain\n"
                                  "  id = \"Instance0-" PROJECT "-plain\"\n}\n"));
  g_assert_nonnull (strstr (text, "# The provider has no test bucket; Atlas was given "
                                  "\"my-bucket\".\n"
                                  "resource \"mongodbatlas_stream_connection\" \"plain\" {\n"
                                  "  project_id      = \"" PROJECT "\"\n"
                                  "  workspace_name  = \"Instance0\"\n"
                                  "  connection_name = \"plain\"\n"
                                  "  type            = \"S3\"\n"
                                  "  aws = {\n    role_arn = \"" ROLE "\"\n  }\n}\n"));
  g_assert_nonnull (strstr (text, "mongodbatlas_stream_connection.plain_2\n"));
  g_assert_nonnull (strstr (text, "mongodbatlas_stream_connection.connection_1st\n"));
  g_assert_nonnull (strstr (text, "      type          = \"PRIVATE_LINK\"\n"
                                  "      connection_id = \"" LINK "\"\n"));
  g_assert_nonnull (strstr (text, "$${HOME} %%{if}"));
  /* Its ID would be taken apart elsewhere. */
  g_assert_nonnull (strstr (text, "# Left out, since the provider cannot import this name: \"x-"
                                  PROJECT "-y\"\n"));
  g_assert_null (strstr (text, "\"other\""));
}

static void
test_names (void)
{
  static const struct
  {
    guint               first, n;
    SluiceExportFormat  format;
    const char         *name;
  } names[] = {
    { 0, 1, SLUICE_EXPORT_JSON, "plain.json" },
    { 0, 1, SLUICE_EXPORT_TERRAFORM, "plain.tf" },
    { 0, 2, SLUICE_EXPORT_CURL, "connections.sh" },
    { 1, 1, SLUICE_EXPORT_ATLAS_CLI, "connections.sh" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      SluiceExport export = { "https://cloud.mongodb.com", NULL, PROJECT,
                              connections + names[i].first, names[i].n };
      g_autofree char *name = sluice_connection_export_dup_name (&export, names[i].format);

      g_assert_cmpstr (name, ==, names[i].name);
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/connection-export/json", test_json);
  g_test_add_func ("/connection-export/atlas-cli", test_atlas_cli);
  g_test_add_func ("/connection-export/terraform", test_terraform);
  g_test_add_func ("/connection-export/names", test_names);

  return g_test_run ();
}
