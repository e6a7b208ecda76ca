/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown against what the client really sends, and what curl would get from the copy. */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>

#include "sluice-atlas-connections.h"
#include "sluice-request-preview.h"

#define ID "5f3c1d2e4b6a7c8d9e0f1a2b"
#define ROLE "arn:aws:iam::123456789012:role/my-role"
#define MEDIA_TYPE "application/vnd.atlas.2023-02-01+json"

/* Enough quotes for everybody. */
#define HOSTILE "';\"$(touch hit)`touch hit`\\\n${HOME} {a,b} [1-3] ? # % .. ü !! &\t"

static SluiceCreateValues
make_values (const char *base_url)
{
  return (SluiceCreateValues) {
    .base_url = base_url,
    .public_key = "zmmrboas",
    .project_id = ID,
    .instance = "Instance0",
    .name = "s3sink",
    .role_arn = ROLE,
  };
}

static void
test_parts (void)
{
  SluiceCreateValues values = make_values ("https://cloud.mongodb.com");
  g_autoptr (SluiceRequestPreview) preview = NULL;
  g_autofree char *text = NULL;

  values.test_bucket = "my-bucket";
  preview = sluice_request_preview_new (&values);
  text = sluice_request_preview_to_text (preview);
  g_assert_cmpstr (preview->method, ==, "POST");
  g_assert_cmpstr (preview->url, ==, "https://cloud.mongodb.com/api/atlas/v2/groups/" ID
                                     "/streams/Instance0/connections");
  g_assert_cmpstr (preview->body, ==, "{\"name\":\"s3sink\",\"type\":\"S3\",\"aws\":{\"roleArn\":\""
                                      ROLE "\",\"testBucket\":\"my-bucket\"}}");
  g_assert_true (g_str_has_prefix (text, "POST https://cloud.mongodb.com/api/atlas/v2/groups/" ID
                                         "/streams/Instance0/connections\n"
                                         "Host: cloud.mongodb.com\n"
                                         "Accept: " MEDIA_TYPE "\n"
                                         "Content-Type: " MEDIA_TYPE "\n"
                                         "Content-Length: 113\n"));
  g_assert_true (g_str_has_suffix (text, "\n"
                                         "Authorization: Digest username=\"zmmrboas\", …\n"
                                         "\n"
                                         "{\"name\":\"s3sink\",\"type\":\"S3\",\"aws\":{\"roleArn\":\""
                                         ROLE "\",\"testBucket\":\"my-bucket\"}}\n"));
}

static void
test_missing (void)
{
  for (guint i = 0; i < 6; i++)
    {
      SluiceCreateValues values = make_values ("https://cloud.mongodb.com");
      const char **fields[] = { &values.base_url, &values.public_key, &values.project_id,
                                &values.instance, &values.name, &values.role_arn };

      *fields[i] = i % 2 == 0 ? NULL : "";
      g_assert_null (sluice_request_preview_new (&values));
    }
}

static void
test_colon (void)
{
  SluiceCreateValues values = make_values ("https://cloud.mongodb.com");

  values.public_key = "zmmr:oas";
  g_assert_null (sluice_request_preview_new (&values));
}

/* A shell reads the copied line and calls a curl that writes down what it got. */
static char **
run_in_shell (const char *command,
              const char *shell)
{
  g_autofree char *folder = g_dir_make_tmp ("sluice-curl-XXXXXX", NULL);
  g_autofree char *curl = g_build_filename (folder, "curl", NULL);
  g_autofree char *hit = g_build_filename (folder, "hit", NULL);
  g_autofree char *path = g_strdup_printf ("%s:%s", folder, g_getenv ("PATH"));
  g_auto (GStrv) env = g_environ_setenv (g_get_environ (), "PATH", path, TRUE);
  const char *argv[] = { shell, "-c", command, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (g_file_set_contents (curl, "#!/bin/sh\nprintf '%s\\001' \"$@\"\n", -1, NULL));
  g_assert_cmpint (g_chmod (curl, 0755), ==, 0);
  g_spawn_sync (folder, (char **) argv, env, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_false (g_file_test (hit, G_FILE_TEST_EXISTS));
  g_unlink (curl);
  g_assert_cmpint (g_rmdir (folder), ==, 0);

  return g_strsplit (output, "\001", -1);
}

static void
check_curl (const SluiceCreateValues *values,
            const char               *shell)
{
  g_autoptr (SluiceRequestPreview) preview = sluice_request_preview_new (values);
  g_autofree char *command = sluice_request_preview_to_curl (preview);
  g_auto (GStrv) arguments = run_in_shell (command, shell);
  const char *expected[] = {
    "--digest", "--user", values->public_key, "--globoff", "--request", "POST",
    "--header", "Accept: " MEDIA_TYPE, "--header", "Content-Type: " MEDIA_TYPE,
    "--data-raw", preview->body, preview->url, "", NULL,
  };

  g_assert_true (g_strv_equal ((const char * const *) arguments, expected));
}

static void
test_curl (gconstpointer shell)
{
  SluiceCreateValues values = make_values ("https://[::1]:8080");

  check_curl (&values, shell);
  values.test_bucket = "my-bucket";
  check_curl (&values, shell);
}

static void
test_curl_hostile (gconstpointer shell)
{
  SluiceCreateValues values = make_values ("http://localhost/" HOSTILE);
  g_autoptr (SluiceRequestPreview) preview = NULL;
  g_autoptr (JsonNode) body = NULL;

  values.public_key = HOSTILE;
  values.project_id = HOSTILE;
  values.instance = HOSTILE;
  values.name = HOSTILE;
  values.role_arn = HOSTILE;
  values.test_bucket = HOSTILE;
  check_curl (&values, shell);

  preview = sluice_request_preview_new (&values);
  body = json_from_string (preview->body, NULL);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (body), "name"), ==,
                   HOSTILE);
}

/* A server that writes down the first request. */
typedef struct
{
  SoupServer *server;
  GMainLoop  *loop;
  char       *base_url;
  GString    *request;   /* the headers that matter, sorted, and the body */
} Wire;

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char * const *) a, *(char * const *) b);
}

static void
asked_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Wire *wire = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *uri = g_uri_to_string (soup_server_message_get_uri (message));
  SoupMessageHeadersIter iterator;
  const char *name;
  const char *value;

  soup_message_headers_iter_init (&iterator, headers);
  while (soup_message_headers_iter_next (&iterator, &name, &value))
    g_ptr_array_add (lines, g_strdup_printf ("%s: %s", name, value));
  g_ptr_array_sort (lines, compare_lines);

  g_string_append_printf (wire->request, "%s %s\n", soup_server_message_get_method (message), uri);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (wire->request, "%s\n", (char *) g_ptr_array_index (lines, i));
  g_string_append_len (wire->request, body->data, body->length);

  soup_server_message_set_status (message, 400, NULL);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Wire *wire = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_null (sluice_atlas_create_connection_finish (SLUICE_ATLAS_CLIENT (source), result,
                                                        &error));
  g_assert_nonnull (error);
  g_main_loop_quit (wire->loop);
}

static char *
describe (const SluiceRequestPreview *preview)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; preview->headers[i] != NULL; i++)
    {
      if (!g_str_has_prefix (preview->headers[i], "Authorization: "))
        g_ptr_array_add (lines, preview->headers[i]);
    }
  g_ptr_array_sort (lines, compare_lines);

  g_string_append_printf (text, "%s %s\n", preview->method, preview->url);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (char *) g_ptr_array_index (lines, i));
  g_string_append (text, preview->body);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
check_wire (const char *name,
            const char *test_bucket,
            const char *private_link_id)
{
  Wire wire = { .loop = g_main_loop_new (NULL, FALSE), .request = g_string_new (NULL) };
  SluiceConnectionSpec spec = {
    .name = name, .test_bucket = test_bucket, .private_link_id = private_link_id
  };
  SluiceCreateValues values;
  g_autoptr (SluiceRequestPreview) preview = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;
  SluiceApiKey *key = sluice_api_key_new ("zmmrboas", "0f3c1d2e-4b6a-7c8d-9e0f-1a2b3c4d5e6f");
  SluiceAtlasClient *client;

  wire.server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (wire.server, NULL, asked_cb, &wire, NULL);
  soup_server_listen_local (wire.server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (wire.server);
  wire.base_url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  values = make_values (wire.base_url);
  values.name = name;
  values.test_bucket = test_bucket;
  values.private_link_id = private_link_id;
  values.instance = "In/st..ance 0";
  preview = sluice_request_preview_new (&values);
  expected = describe (preview);

  client = sluice_atlas_client_new (wire.base_url, key);
  spec.role_arn = values.role_arn;
  sluice_atlas_create_connection_async (client, values.project_id, values.instance, &spec, NULL,
                                        answered_cb, &wire);
  g_main_loop_run (wire.loop);
  g_assert_cmpstr (wire.request->str, ==, expected);

  g_object_unref (client);
  sluice_api_key_unref (key);
  soup_server_disconnect (wire.server);
  g_object_unref (wire.server);
  g_main_loop_unref (wire.loop);
  g_string_free (wire.request, TRUE);
  g_free (wire.base_url);
}

static void
test_wire (void)
{
  check_wire ("s3sink", NULL, NULL);
  check_wire ("s3sink", "my-bucket", "");
  check_wire ("s3sink", NULL, "64c0ffee0000000000001001");
  check_wire ("\"\\/\b\f\n\r\t\x01\x7fü€😀 ", "", "\"\\");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/request-preview/parts", test_parts);
  g_test_add_func ("/request-preview/missing", test_missing);
  g_test_add_func ("/request-preview/colon", test_colon);
  g_test_add_data_func ("/request-preview/curl/bash", "bash", test_curl);
  g_test_add_data_func ("/request-preview/curl/sh", "sh", test_curl);
  g_test_add_data_func ("/request-preview/curl-hostile/bash", "bash", test_curl_hostile);
  g_test_add_data_func ("/request-preview/curl-hostile/sh", "sh", test_curl_hostile);
  g_test_add_func ("/request-preview/wire", test_wire);

  return g_test_run ();
}
