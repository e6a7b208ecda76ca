/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the client has two fences behind each other: each of them holds alone. And the far ends of
 * what an answer may say.
 */
#include "raw-calls.h"
#include "sluice-arn.h"
#include "sluice-call.h"
#include "sluice-create-operation.h"
#include "sluice-json.h"
#include "sluice-transport-error.h"

#include <string.h>

#define BASIC "WWW-Authenticate: Basic realm=\"x\"\r\n"
#define ROLE "arn:aws:iam::123456789012:role/sink"

/* ---- Basic ----------------------------------------------------------------------------------- */

static void
test_no_basic (void)
{
  g_autoptr (SluiceAtlasClient) client = calls_client ("http://127.0.0.1:1");
  SoupSession *session = sluice_atlas_client_get_session (client);

  g_assert_false (soup_session_has_feature (session, SOUP_TYPE_AUTH_BASIC));
  g_assert_false (soup_session_has_feature (session, SOUP_TYPE_CONTENT_DECODER));
  g_assert_true (soup_session_has_feature (session, SOUP_TYPE_AUTH_DIGEST));
}

/* Even a libsoup that speaks Basic is not given the key for it. */
static void
test_no_basic_answer (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  soup_session_add_feature_by_type (sluice_atlas_client_get_session (client),
                                    SOUP_TYPE_AUTH_BASIC);
  raw_push (server, "401 Unauthorized", BASIC, "{}");
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_get (client, SLUICE_ATLAS_ERROR_AUTH_UNSUPPORTED, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 1);
}

/* ---- names ----------------------------------------------------------------------------------- */

static void
test_odd_name (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = NULL;

  raw_push (server, "404 Not Found", NULL, "{}");
  connection = calls_get (client, "a/../b?c#d%2e \u00e4", &outcome, &error);
  g_assert_null (connection);
  g_assert_cmpstr (raw_server_get_request (server, 0)->target, ==,
                   CALLS_REGISTRY "/a%2F..%2Fb%3Fc%23d%252e%20%C3%A4");
}

/* ---- waits ----------------------------------------------------------------------------------- */

typedef struct
{
  const char *header;
  int         seconds;
} Wait;

static const Wait waits[] = {
  { "Retry-After: 7\r\n", 7 },
  { "Retry-After: 0\r\n", 0 },
  { "Retry-After: 604800\r\n", 604800 },
  { "Retry-After: 604801\r\n", 604800 },
  { "Retry-After: 4294967296\r\n", 604800 },
  { "Retry-After: 99999999999999999999999999\r\n", 604800 },
  { "Retry-After: -1\r\n", -1 },
  { "Retry-After: 1.5\r\n", -1 },
  { "Retry-After: soon\r\n", -1 },
  { "Retry-After: \r\n", -1 },
  { "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT\r\n", 0 },
  { "Retry-After: Thu, 31 Dec 2099 23:59:59 GMT\r\n", 604800 },
  { NULL, -1 },
};

/* To a write, since nobody waits for what is never repeated. */
static void
test_wait (gconstpointer data)
{
  const Wait *wait = data;
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_prime (server, client);
  raw_push (server, "429 Too Many Requests", wait->header, "{}");
  raw_assert_create (client, SLUICE_ATLAS_ERROR_RATE_LIMITED, &outcome);
  g_assert_cmpint (sluice_evidence_get_retry_after (outcome.evidence), ==, wait->seconds);
}

/* ---- texts ----------------------------------------------------------------------------------- */

static void
test_surrogates (void)
{
  static const char * const bad[] = {
    "{\"a\":\"\\ud800\\u0041\"}", "{\"a\":\"\\ud800\\ud800\"}", "{\"a\":\"\\udc00\\ud800\"}",
    "{\"a\":\"\\udbff\\udbff\\udfff\"}", "{\"a\":\"\\ud83dxxxxxx\"}", "{\"a\":\"\\ud83d\\",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (bad[i], strlen (bad[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (sluice_json_parse (bytes, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    }
}

static void
test_account (void)
{
  static const char * const accounts[] = {
    "12345678901", "1234567890123", "12345678901x", "123456789012x", "x123456789012", "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_autofree char *text = g_strdup_printf ("arn:aws:iam::%s:role/sink", accounts[i]);
      g_autoptr (SluiceArn) arn = sluice_arn_parse (text);

      g_assert_nonnull (arn);
      g_assert_false (sluice_arn_is_usable_role (arn));
    }
}

/* ---- a lost answer, and then something that is not Atlas ------------------------------------- */

static void
assert_cannot_tell (const char *status, const char *body)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  const SluiceCreateRequest request = {
    .project_id = CALLS_PROJECT, .instance = CALLS_INSTANCE, .name = "s3sink", .role_arn = ROLE,
    .name_is_free = TRUE, .watch_pace = { 5, 10, 100 }, .settle_pace = { 5, 10, 50 },
  };
  g_autoptr (SluiceOperation) operation = NULL;

  raw_prime (server, client);
  raw_server_push (server, RAW_CLOSE, NULL);
  for (guint i = 0; i < 50; i++)
    raw_push (server, status, "Content-Type: text/html\r\n", body);
  operation = sluice_create_operation_start (client, &request);
  while (sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_CANNOT_TELL);
  g_assert_true (sluice_operation_can_check_again (operation));
}

static void
test_page_of_absence (void)
{
  assert_cannot_tell ("404 Not Found", "<html>Not here</html>");
}

static void
test_list_without_entries (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  g_auto (Outcome) partly = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;

  raw_prime (server, client);
  raw_push (server, "200 OK", NULL, "{\"results\":[{\"name\":null},{\"name\":17}]}");
  g_assert_null (calls_list (client, &outcome, &error));
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_BAD_REPLY);
  g_clear_error (&error);
  raw_push (server, "200 OK", NULL, "{\"results\":[{\"name\":null}," RAW_CONNECTION "]}");
  list = calls_list (client, &partly, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
}

/* ---- what libraries report ------------------------------------------------------------------- */

#define IS(error_domain, number, name) \
  { error_domain, number, SLUICE_ATLAS_ERROR_##name }

static void
test_transport (void)
{
  const struct
  {
    GQuark           domain;
    int              number;
    SluiceAtlasError code;
  } rows[] = {
    IS (G_IO_ERROR, G_IO_ERROR_CANCELLED, CANCELLED),
    IS (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, REFUSED),
    IS (G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, UNREACHABLE),
    IS (G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, UNREACHABLE),
    IS (G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND, HOST_NOT_FOUND),
    IS (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, TIMED_OUT),
    IS (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, CONNECTION_LOST),
    IS (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, CONNECTION_LOST),
    IS (G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED, CONNECTION_LOST),
    IS (G_IO_ERROR, G_IO_ERROR_PROXY_FAILED, PROXY),
    IS (G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED, PROXY),
    IS (G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH, PROXY),
    IS (G_IO_ERROR, G_IO_ERROR_PROXY_NOT_ALLOWED, PROXY),
    IS (G_IO_ERROR, G_IO_ERROR_NO_SPACE, FAILED),
    IS (G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, HOST_NOT_FOUND),
    IS (G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, HOST_NOT_FOUND),
    IS (G_TLS_ERROR, G_TLS_ERROR_UNAVAILABLE, TLS_UNAVAILABLE),
    IS (G_TLS_ERROR, G_TLS_ERROR_EOF, CONNECTION_LOST),
    IS (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, TLS),
    IS (G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, TLS),
    IS (SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING, BAD_REPLY),
    IS (SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING, BAD_REPLY),
    IS (SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_TOO_MANY_RESTARTS, AUTH_LOOP),
    IS (SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_TOO_MANY_REDIRECTS, REDIRECTED),
    IS (SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_REDIRECT_NO_LOCATION, REDIRECTED),
    IS (SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_REDIRECT_BAD_URI, REDIRECTED),
    IS (G_FILE_ERROR, G_FILE_ERROR_IO, FAILED),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (rows[i].domain, rows[i].number, "x");

      g_assert_cmpint (sluice_atlas_error_from_transport (error), ==, rows[i].code);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edges/no-basic", test_no_basic);
  g_test_add_func ("/edges/no-basic/answer", test_no_basic_answer);
  g_test_add_func ("/edges/odd-name", test_odd_name);
  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autofree char *path = g_strdup_printf ("/edges/wait/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &waits[i], test_wait);
    }
  g_test_add_func ("/edges/transport", test_transport);
  g_test_add_func ("/edges/surrogates", test_surrogates);
  g_test_add_func ("/edges/account", test_account);
  g_test_add_func ("/edges/page-of-absence", test_page_of_absence);
  g_test_add_func ("/edges/list-without-entries", test_list_without_entries);
  return g_test_run ();
}
