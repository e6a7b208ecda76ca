/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading is repeated, at most twice, where that may help; writing never. A server that asks for
 * time gets it, up to a limit, and anybody may stop waiting.
 */
#include "raw-calls.h"

#define LIMITED "429 Too Many Requests"
#define LIMITED_BODY "{\"errorCode\":\"RATE_LIMITED\"}"

typedef struct
{
  const char *status;
  const char *body;
  int         code;
  guint       requests;
} Answer;

static const Answer answers[] = {
  { LIMITED, LIMITED_BODY, SLUICE_ATLAS_ERROR_RATE_LIMITED, 3 },
  { "502 Bad Gateway", "<html>", SLUICE_ATLAS_ERROR_UNAVAILABLE, 3 },
  { "503 Service Unavailable", "{}", SLUICE_ATLAS_ERROR_UNAVAILABLE, 3 },
  { "504 Gateway Timeout", "", SLUICE_ATLAS_ERROR_UNAVAILABLE, 3 },
  { "500 Internal Server Error", "{\"errorCode\":\"UNEXPECTED_ERROR\"}", SLUICE_ATLAS_ERROR_SERVER,
    1 },
  { "404 Not Found", "{\"errorCode\":\"GROUP_NOT_FOUND\"}", SLUICE_ATLAS_ERROR_PROJECT_NOT_FOUND,
    1 },
  { "403 Forbidden", "{}", SLUICE_ATLAS_ERROR_FORBIDDEN, 1 },
  { "408 Request Timeout", "{}", SLUICE_ATLAS_ERROR_TIMED_OUT, 1 },
};

/* For ever. */
static void
test_given_up (gconstpointer data)
{
  const Answer *answer = data;
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_prime (server, client);
  for (guint i = 0; i < 5; i++)
    raw_push (server, answer->status, NULL, answer->body);
  raw_assert_get (client, answer->code, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 2 + answer->requests);
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, answer->requests);
}

/* The same answer to a write, which a person sees at once. */
static void
test_write (gconstpointer data)
{
  const Answer *answer = data;
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_prime (server, client);
  raw_push (server, answer->status, "Retry-After: 1\r\n", answer->body);
  raw_assert_create (client, answer->code, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 3);
}

static void
test_helped (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  gint64 start;

  raw_prime (server, client);
  sluice_atlas_client_set_retry (client, 100);
  raw_push (server, "503 Service Unavailable", NULL, "{}");
  raw_push (server, "502 Bad Gateway", NULL, "{}");
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  start = g_get_monotonic_time ();
  raw_assert_get (client, RAW_FINE, &outcome);
  /* 100 and 200, each a quarter less or more. */
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 220 * 1000);
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 3);
}

static gboolean
has_requests (RawServer *server, guint n)
{
  return raw_server_count (server) >= n;
}

/* The second wait is longer than the first can ever be. */
static void
test_growing (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = NULL;
  gint64 second;

  raw_prime (server, client);
  sluice_atlas_client_set_retry (client, 200);
  raw_push (server, "503 Service Unavailable", NULL, "{}");
  raw_push (server, "503 Service Unavailable", NULL, "{}");
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  sluice_atlas_get_connection_async (client, CALLS_PROJECT, CALLS_INSTANCE, "s3sink", NULL,
                                     outcome_cb, &outcome);
  while (!has_requests (server, 4))
    g_main_context_iteration (NULL, TRUE);
  second = g_get_monotonic_time ();
  outcome_wait (&outcome);
  g_assert_cmpint (g_get_monotonic_time () - second, >=, 290 * 1000);
  connection = sluice_atlas_get_connection_finish (client, outcome.result, &error);
  g_assert_no_error (error);
}

static void
start_get (SluiceAtlasClient *client, GCancellable *cancellable, Outcome *outcome)
{
  sluice_atlas_get_connection_async (client, CALLS_PROJECT, CALLS_INSTANCE, "s3sink", cancellable,
                                     outcome_cb, outcome);
}

static void
assert_get_ends (SluiceAtlasClient *client, Outcome *outcome, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = NULL;

  outcome_wait (outcome);
  connection = sluice_atlas_get_connection_finish (client, outcome->result, &error);
  if (code == RAW_FINE)
    g_assert_no_error (error);
  else
    g_assert_error (error, SLUICE_ATLAS_ERROR, code);
}

static void
wait_until_waiting (GCancellable *cancellable)
{
  while (sluice_atlas_wait_left (cancellable) == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* As long as the server says, which can be seen; another request does not wait for it. */
static void
test_asked (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) outcome = { NULL };
  g_auto (Outcome) other = { NULL };
  gint64 start = g_get_monotonic_time ();

  raw_prime (server, client);
  raw_push (server, LIMITED, "Retry-After: 2\r\n", LIMITED_BODY);
  g_assert_cmpuint (sluice_atlas_wait_left (cancellable), ==, 0);
  start_get (client, cancellable, &outcome);
  wait_until_waiting (cancellable);
  g_assert_cmpuint (sluice_atlas_wait_left (cancellable), >=, 1);
  g_assert_cmpuint (sluice_atlas_wait_left (cancellable), <=, 2);
  g_assert_cmpuint (sluice_atlas_client_get_wait (client), >=, 1);
  g_assert_cmpuint (sluice_atlas_client_get_wait (client), <=, 2);

  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, RAW_FINE, &other);
  g_assert_false (outcome.done);

  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  assert_get_ends (client, &outcome, RAW_FINE);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 2 * G_USEC_PER_SEC);
  g_assert_cmpuint (sluice_atlas_wait_left (cancellable), ==, 0);
  g_assert_cmpuint (sluice_atlas_client_get_wait (client), ==, 0);
}

/* Longer than anybody sits in front of a spinner: the time is in the error. */
static void
test_asked_too_much (gconstpointer asked)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_autofree char *header = g_strdup_printf ("Retry-After: %s\r\n", (const char *) asked);
  g_auto (Outcome) outcome = { NULL };

  raw_prime (server, client);
  raw_push (server, LIMITED, header, LIMITED_BODY);
  raw_assert_get (client, SLUICE_ATLAS_ERROR_RATE_LIMITED, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 3);
  g_assert_cmpint (sluice_evidence_get_retry_after (outcome.evidence), >, 60);
}

static void
test_stopped (gconstpointer closes)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) outcome = { NULL };
  gint64 start = g_get_monotonic_time ();

  raw_prime (server, client);
  raw_push (server, LIMITED, "Retry-After: 60\r\n", LIMITED_BODY);
  start_get (client, cancellable, &outcome);
  wait_until_waiting (cancellable);
  g_assert_cmpuint (sluice_atlas_wait_left (cancellable), >=, 50);
  if (GPOINTER_TO_INT (closes))
    sluice_atlas_client_close (client);
  else
    g_cancellable_cancel (cancellable);
  g_assert_cmpuint (sluice_atlas_client_get_wait (client), >=, 50);
  assert_get_ends (client, &outcome, SLUICE_ATLAS_ERROR_CANCELLED);
  g_assert_cmpuint (sluice_atlas_client_get_wait (client), ==, 0);
  g_assert_cmpuint (sluice_atlas_wait_left (cancellable), ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  g_assert_cmpuint (raw_server_count (server), ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *number = g_strndup (answers[i].status, 3);
      g_autofree char *read = g_strdup_printf ("/atlas/retry/given-up/%s", number);
      g_autofree char *write = g_strdup_printf ("/atlas/retry/write/%s", number);

      g_test_add_data_func (read, &answers[i], test_given_up);
      g_test_add_data_func (write, &answers[i], test_write);
    }
  g_test_add_func ("/atlas/retry/helped", test_helped);
  g_test_add_func ("/atlas/retry/growing", test_growing);
  g_test_add_func ("/atlas/retry/asked", test_asked);
  g_test_add_data_func ("/atlas/retry/asked-too-much", "61", test_asked_too_much);
  g_test_add_data_func ("/atlas/retry/asked-absurdly", "99999999999999999999", test_asked_too_much);
  g_test_add_data_func ("/atlas/retry/cancelled", GINT_TO_POINTER (FALSE), test_stopped);
  g_test_add_data_func ("/atlas/retry/closed", GINT_TO_POINTER (TRUE), test_stopped);
  return g_test_run ();
}
