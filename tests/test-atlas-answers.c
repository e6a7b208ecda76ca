/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the Atlas client asks, byte for byte, and what it makes of what no proper server answers. */
#include "raw-calls.h"

#include <string.h>

static void
assert_request (RawServer *server, const char *method, const char *target, const char *version)
{
  const RawRequest *request = raw_server_get_request (server, raw_server_count (server) - 1);
  g_autofree char *accept = raw_request_dup_header (request, "Accept");
  g_autofree char *encoding = raw_request_dup_header (request, "Accept-Encoding");
  g_autofree char *agent = raw_request_dup_header (request, "User-Agent");
  g_autofree char *type = g_strdup_printf ("application/vnd.atlas.%s+json", version);

  g_assert_cmpstr (request->method, ==, method);
  g_assert_cmpstr (request->target, ==, target);
  g_assert_cmpstr (accept, ==, type);
  g_assert_cmpstr (encoding, ==, NULL);
  g_assert_true (g_str_has_prefix (agent, "Sluice/"));
}

static void
test_requests (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (SluiceProject) project = NULL;
  g_autoptr (SluiceInstance) instance = NULL;
  g_autoptr (GPtrArray) list = NULL;

  raw_prime (server, client);
  assert_request (server, "GET", "/api/atlas/v2", "2023-01-01");

  raw_push (server, "200 OK", NULL, "{\"id\":\"x\",\"name\":\"Project\"}");
  sluice_atlas_get_project_async (client, CALLS_PROJECT, NULL, outcome_cb, &outcome);
  outcome_wait (&outcome);
  project = sluice_atlas_get_project_finish (client, outcome.result, NULL);
  g_assert_cmpstr (sluice_project_get_name (project), ==, "Project");
  assert_request (server, "GET", "/api/atlas/v2/groups/" CALLS_PROJECT, "2023-01-01");

  outcome_clear (&outcome);
  raw_push (server, "200 OK", NULL, "{\"_id\":\"x\",\"name\":\"instance\"}");
  sluice_atlas_get_instance_async (client, CALLS_PROJECT, CALLS_INSTANCE, NULL, outcome_cb,
                                   &outcome);
  outcome_wait (&outcome);
  instance = sluice_atlas_get_instance_finish (client, outcome.result, NULL);
  g_assert_cmpstr (sluice_instance_get_id (instance), ==, "x");
  assert_request (server, "GET", "/api/atlas/v2/groups/" CALLS_PROJECT "/streams/" CALLS_INSTANCE,
                  "2023-02-01");

  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_get (client, RAW_FINE, &outcome);
  assert_request (server, "GET", CALLS_REGISTRY "/s3sink", "2023-02-01");
  g_assert_cmpstr (sluice_evidence_get_path (outcome.evidence), ==, CALLS_REGISTRY "/s3sink");
  g_assert_cmpstr (sluice_evidence_get_method (outcome.evidence), ==, "GET");

  raw_push (server, "200 OK", NULL, "{\"results\":[" RAW_CONNECTION "],\"totalCount\":1}");
  list = calls_list (client, &outcome, NULL);
  g_assert_cmpuint (list->len, ==, 1);
  assert_request (server, "GET", CALLS_REGISTRY "?itemsPerPage=500&pageNum=1", "2023-02-01");

  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, RAW_FINE, &outcome);
  assert_request (server, "POST", CALLS_REGISTRY, "2023-02-01");
  g_assert_cmpuint (raw_server_n_connections (server), ==, 1);
}

static void
test_test_bucket (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (SluiceConnection) connection = NULL;
  const SluiceConnectionSpec spec = {
    .name = "a\"b", .role_arn = CALLS_ROLE, .test_bucket = "bucket",
  };
  g_autofree char *body = NULL;
  const RawRequest *request;

  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  sluice_atlas_create_connection_async (client, CALLS_PROJECT, CALLS_INSTANCE, &spec, NULL,
                                        outcome_cb, &outcome);
  outcome_wait (&outcome);
  connection = sluice_atlas_create_connection_finish (client, outcome.result, NULL);
  g_assert_nonnull (connection);
  request = raw_server_get_request (server, 0);
  body = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
  g_assert_cmpstr (body, ==, "{\"name\":\"a\\\"b\",\"type\":\"S3\",\"aws\":{\"roleArn\":\""
                   CALLS_ROLE "\",\"testBucket\":\"bucket\"}}");
}

/* Where success is all there is to tell, not everybody's success is Atlas's. */
static void
test_success (void)
{
  static const struct { const char *status, *body; gboolean done; } answers[] = {
    { "202 Accepted", "{}", TRUE },
    { "202 Accepted", "", TRUE },
    { "204 No Content", "", TRUE },
    { "200 OK", "<html><body>Sign in to Hotel Wi-Fi</body></html>", FALSE },
    { "200 OK", "{\"error\":403,\"errorCode\":\"ACCESS_FORBIDDEN\"}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
      g_autoptr (SluiceAtlasClient) client = raw_client (server);
      g_auto (Outcome) outcome = { NULL };
      g_autoptr (GError) error = NULL;
      gboolean done;

      raw_push (server, answers[i].status, NULL, answers[i].body);
      sluice_atlas_delete_connection_async (client, CALLS_PROJECT, CALLS_INSTANCE, "s3sink", NULL,
                                            outcome_cb, &outcome);
      outcome_wait (&outcome);
      done = sluice_atlas_delete_connection_finish (client, outcome.result, &error);
      g_test_message ("%s: %s", answers[i].status, answers[i].body);
      g_assert_cmpint (done, ==, answers[i].done);
      if (!done)
        g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_BAD_REPLY);
    }
}

/* What a server says is noted as far as anybody could read it. */
static void
test_long_words (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  g_autofree char *words = g_strnfill (100 * 1000, 'w');
  g_autoptr (GString) body = g_string_new (NULL);

  g_string_printf (body, "{\"errorCode\":\"X\",\"detail\":\"%s\",\"parameters\":[0", words);
  for (guint i = 1; i < 500; i++)
    g_string_append_printf (body, ",%u", i);
  g_string_append (body, "],\"badRequestDetail\":{\"fields\":[{\"field\":\"x\"}");
  for (guint i = 1; i < 500; i++)
    g_string_append_printf (body, ",{\"field\":\"%u\"}", i);
  g_string_append (body, "]}}");
  raw_push (server, "400 Bad Request", NULL, body->str);
  raw_assert_create (client, SLUICE_ATLAS_ERROR_INVALID, &outcome);
  g_assert_cmpuint (strlen (sluice_evidence_get_detail (outcome.evidence)), <=, 4096);
  g_assert_cmpuint (g_strv_length ((char **) sluice_evidence_get_parameters (outcome.evidence)), <=,
                    32);
  g_assert_cmpuint (g_strv_length ((char **) sluice_evidence_get_violations (outcome.evidence)), <=,
                    32);
}

/* A refusal in a success is no project. */
static void
test_refusal_in_success (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceProject) project = NULL;

  raw_push (server, "200 OK", NULL, "{\"error\":404,\"errorCode\":\"GROUP_NOT_FOUND\"}");
  sluice_atlas_get_project_async (client, CALLS_PROJECT, NULL, outcome_cb, &outcome);
  outcome_wait (&outcome);
  project = sluice_atlas_get_project_finish (client, outcome.result, &error);
  g_assert_null (project);
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_BAD_REPLY);
}

/* No name breaks out of its place in the path. */
static void
test_hostile_names (void)
{
  static const char * const names[][2] = {
    { "a b", "a%20b" }, { "a/b", "a%2Fb" }, { "...", "..." },
    { "../../x", "..%2F..%2Fx" }, { "a?b=c&d", "a%3Fb%3Dc%26d" }, { "a#b", "a%23b" },
    { "100%", "100%25" }, { "%2e%2e", "%252e%252e" }, { "a\r\nHost: x", "a%0D%0AHost%3A%20x" },
    { "größe", "gr%C3%B6%C3%9Fe" }, { "a;b:c@d", "a%3Bb%3Ac%40d" }, { "\xff", "%FF" },
    { "a_b-c.d~e", "a_b-c.d~e" },
  };
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);

  raw_prime (server, client);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Outcome) outcome = { NULL };
      g_autofree char *target = g_strconcat (CALLS_REGISTRY "/", names[i][1], NULL);
      g_autofree char *part = g_strdup_printf ("uri=\"%s\"", target);
      g_autofree char *authorization = NULL;
      g_autoptr (SluiceConnection) connection = NULL;
      const RawRequest *request;

      raw_push (server, "200 OK", NULL, RAW_CONNECTION);
      connection = calls_get (client, names[i][0], &outcome, NULL);
      g_assert_nonnull (connection);
      request = raw_server_get_request (server, raw_server_count (server) - 1);
      g_assert_cmpstr (request->target, ==, target);
      authorization = raw_request_dup_header (request, "Authorization");
      g_assert_nonnull (strstr (authorization, part));
    }
}

/* These mean a step in the path however they are encoded. */
static void
test_no_address (gconstpointer name)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = calls_get (client, name, &outcome, &error);

  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_UNADDRESSABLE);
  g_assert_null (connection);
  g_assert_false (sluice_evidence_get_sent (outcome.evidence));
  g_assert_cmpuint (raw_server_n_connections (server), ==, 0);
}

typedef struct
{
  const char *name;
  const char *status;
  const char *body;
  const char *excerpt;  /* how it begins */
} Unreadable;

static const Unreadable unreadable[] = {
  { "empty", "200 OK", "", "" },
  { "no-content", "204 No Content", "", "" },
  { "html", "200 OK", "<!DOCTYPE html>\n<title>Sign in</title>", "<!DOCTYPE html> <title>" },
  { "null", "200 OK", "null", "null" },
  { "number", "200 OK", "42", "42" },
  { "list", "200 OK", "[" RAW_CONNECTION "]", "[{" },
  { "no-name", "200 OK", "{\"type\":\"S3\"}", "{" },
  { "name-is-number", "200 OK", "{\"name\":7}", "{" },
  { "name-is-not-utf8", "200 OK", "{\"name\":\"\\377\"}", "{" },
  { "bad-utf8", "200 OK", "{\"name\":\"\xff\xfe\"}", "{\"name\":\"\xef\xbf\xbd" },
  { "truncated", "200 OK", "{\"name\":\"s3sink\",\"ty", "{" },
  { "comment", "200 OK", "{/* [ */\"name\":\"s3sink\"}", "{" },
  { "single-quotes", "200 OK", "{'name':'s3sink'}", "{" },
  { "two-values", "200 OK", RAW_CONNECTION RAW_CONNECTION, "{" },
};

static void
test_unreadable (gconstpointer data)
{
  const Unreadable *answer = data;
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  const char *excerpt;

  raw_push (server, answer->status, NULL, answer->body);
  raw_assert_create (client, SLUICE_ATLAS_ERROR_BAD_REPLY, &outcome);
  excerpt = sluice_evidence_get_excerpt (outcome.evidence);
  g_assert_true (g_str_has_prefix (excerpt, answer->excerpt));
  g_assert_true (g_utf8_validate (excerpt, -1, NULL));
  g_assert_true (sluice_evidence_get_sent (outcome.evidence));
  g_assert_cmpuint (sluice_evidence_get_status (outcome.evidence), ==,
                    g_ascii_strtoull (answer->status, NULL, 10));
  g_assert_cmpuint (raw_server_count (server), ==, 1);

  /* The connection is as good as before. */
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_get (client, RAW_FINE, &outcome);
  g_assert_cmpuint (raw_server_n_connections (server), ==, 1);
}

static void
assert_bad_bytes (const char *bytes, gsize length)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_server_push_n (server, length, bytes);
  raw_assert_create (client, SLUICE_ATLAS_ERROR_BAD_REPLY, &outcome);
  g_assert_true (g_utf8_validate (sluice_evidence_get_excerpt (outcome.evidence), -1, NULL));
}

static void
test_nul (void)
{
  static const char bytes[] = "HTTP/1.1 200 OK\r\nContent-Length: 19\r\n\r\n"
                              "{\"name\":\"s3si\0nk\" }";

  assert_bad_bytes (bytes, sizeof bytes - 1);
}

/* Nobody has asked for it, and unpacked it could be of any size. */
static void
test_gzip (void)
{
  static const char bytes[] =
    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 57\r\n\r\n"
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xab\x56\xca\x4b\xcc\x4d\x55\xb2\x52\x2a\x36\x2e\xce"
    "\xcc\xcb\x56\xd2\x51\x2a\xa9\x2c\x00\x0b\x04\x1b\x2b\xe9\x28\x15\x97\x24\x96\x00\xd9\x41\xae"
    "\x8e\x2e\x91\x4a\xb5\x00\x00\x00\x00\x00\x00";

  assert_bad_bytes (bytes, sizeof bytes - 1);
}

static void
test_deep (void)
{
  g_autofree char *brackets = g_strnfill (200000, '[');

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
      g_autoptr (SluiceAtlasClient) client = raw_client (server);
      g_auto (Outcome) outcome = { NULL };

      raw_push (server, i == 0 ? "200 OK" : "409 Conflict", NULL, brackets);
      raw_assert_create (client, i == 0 ? SLUICE_ATLAS_ERROR_BAD_REPLY
                                        : SLUICE_ATLAS_ERROR_CONFLICT, &outcome);
    }
}

/* A piece is a whole chunk, so that the same bytes do for all kinds of bodies. */
static char *
make_flood (const char *head)
{
  g_autofree char *filler = g_strnfill (RAW_FLOOD_PIECE - 7, '[');

  return g_strconcat (head, "\r\n3f9\r\n", filler, "\r\n", NULL);
}

static void
test_flood (gconstpointer head)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_server_push (server, RAW_FLOOD, make_flood (head));
  raw_assert_create (client, SLUICE_ATLAS_ERROR_BAD_REPLY, &outcome);
  raw_wait_all_closed (server);
  /* The limit is 4 MiB; the rest stays in the buffers of the sockets. */
  g_assert_cmpuint (raw_server_n_sent (server), >, 4 * 1024 * 1024);
  g_assert_cmpuint (raw_server_n_sent (server), <, 16 * 1024 * 1024);
  g_assert_cmpuint (raw_server_count (server), ==, 1);
  g_assert_cmpuint (sluice_evidence_get_status (outcome.evidence), ==,
                    g_ascii_strtoull (strchr (head, ' '), NULL, 10));

  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_get (client, RAW_FINE, &outcome);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atlas/answers/requests", test_requests);
  g_test_add_func ("/atlas/answers/test-bucket", test_test_bucket);
  g_test_add_func ("/atlas/answers/success", test_success);
  g_test_add_func ("/atlas/answers/long-words", test_long_words);
  g_test_add_func ("/atlas/answers/refusal-in-success", test_refusal_in_success);
  g_test_add_func ("/atlas/answers/hostile-names", test_hostile_names);
  g_test_add_data_func ("/atlas/answers/no-address/one-dot", ".", test_no_address);
  g_test_add_data_func ("/atlas/answers/no-address/two-dots", "..", test_no_address);
  for (gsize i = 0; i < G_N_ELEMENTS (unreadable); i++)
    {
      g_autofree char *path = g_strconcat ("/atlas/answers/unreadable/", unreadable[i].name, NULL);

      g_test_add_data_func (path, &unreadable[i], test_unreadable);
    }
  g_test_add_func ("/atlas/answers/nul", test_nul);
  g_test_add_func ("/atlas/answers/gzip", test_gzip);
  g_test_add_func ("/atlas/answers/deep", test_deep);
  g_test_add_data_func ("/atlas/answers/flood/length",
                        "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n", test_flood);
  g_test_add_data_func ("/atlas/answers/flood/chunked",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n", test_flood);
  g_test_add_data_func ("/atlas/answers/flood/until-close",
                        "HTTP/1.1 200 OK\r\nConnection: close\r\n", test_flood);
  g_test_add_data_func ("/atlas/answers/flood/error",
                        "HTTP/1.1 500 Oops\r\nTransfer-Encoding: chunked\r\n", test_flood);
  g_test_add_data_func ("/atlas/answers/flood/challenge",
                        "HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\n"
                        "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\n",
                        test_flood);
  return g_test_run ();
}
