/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers that are late or no longer wanted: when the wait for them ends, and what is known then. */
#include "raw-calls.h"

#define SLOW "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{\"name\":"

typedef struct
{
  const char *name;
  const char *bytes;
  RawAfter    after;
} Late;

static const Late late[] = {
  { "silence", NULL, RAW_KEEP },
  { "silent-body", SLOW, RAW_KEEP },
  { "trickle", SLOW "                                                                        "
               "                                                                             ",
    RAW_TRICKLE },
};

/* A byte now and then keeps a socket from timing out; the call's own deadline it does not. */
static void
test_deadline (gconstpointer data)
{
  const Late *answer = data;
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  gint64 start;

  raw_prime (server, client);
  sluice_atlas_client_set_deadlines (client, 300, 500);
  for (int i = 0; i < 2; i++)
    {
      raw_server_push (server, answer->after, g_strdup (answer->bytes));
      start = g_get_monotonic_time ();
      if (i == 0)
        raw_assert_create (client, SLUICE_ATLAS_ERROR_TIMED_OUT, &outcome);
      else
        raw_assert_get (client, SLUICE_ATLAS_ERROR_TIMED_OUT, &outcome);
      g_assert_cmpint (g_get_monotonic_time () - start, >=, (i == 0 ? 450 : 250) * 1000);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_TIME_SPAN_SECOND);
      g_assert_true (sluice_evidence_get_sent (outcome.evidence));
    }
  g_assert_cmpuint (raw_server_count (server), ==, 4);

  /* The next one is not held up; on a busy machine it may take longer than those. */
  sluice_atlas_client_set_deadlines (client, 20 * 1000, 20 * 1000);
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_get (client, RAW_FINE, &outcome);
}

static void
wait_for_received (RawServer *server, guint n, const char *bytes)
{
  raw_wait_requests (server, n);
  /* Until the client has nothing more to do: it has read what there was. */
  for (int i = 0; bytes != NULL && i < 1000; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      if (raw_server_n_sent (server) >= strlen (bytes))
        break;
      g_usleep (1000);
    }
}

static void
test_cancel (gconstpointer data)
{
  const Late *answer = data;
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = NULL;

  raw_prime (server, client);
  raw_server_push (server, answer->after, g_strdup (answer->bytes));
  calls_start_create (client, "s3sink", cancellable, &outcome);
  wait_for_received (server, 3, answer->after == RAW_KEEP ? answer->bytes : NULL);
  g_assert_false (outcome.done);
  g_cancellable_cancel (cancellable);
  outcome_wait (&outcome);
  connection = sluice_atlas_create_connection_finish (client, outcome.result, &error);
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED);
  g_assert_true (sluice_evidence_get_sent (outcome.evidence));
  raw_wait_all_closed (server);

  /* It stays with the one request. */
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_get (client, RAW_FINE, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 4);
}

/* On a warm connection it would be gone at once. */
static void
test_cancelled_before (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = NULL;

  raw_prime (server, client);
  g_cancellable_cancel (cancellable);
  calls_start_create (client, "s3sink", cancellable, &outcome);
  outcome_wait (&outcome);
  connection = sluice_atlas_create_connection_finish (client, outcome.result, &error);
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED);
  g_assert_false (sluice_evidence_get_sent (outcome.evidence));
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_get (client, RAW_FINE, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 3);
}

static void
test_cancel_in_queue (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) first = { NULL }, second = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = NULL;

  raw_prime (server, client);
  calls_start_create (client, "first", NULL, &first);
  calls_start_create (client, "second", cancellable, &second);
  raw_wait_requests (server, 3);
  g_cancellable_cancel (cancellable);
  outcome_wait (&second);
  g_assert_false (first.done);
  connection = sluice_atlas_create_connection_finish (client, second.result, &error);
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED);
  g_assert_false (sluice_evidence_get_sent (second.evidence));
  sluice_atlas_client_close (client);
  outcome_wait (&first);
  g_assert_cmpuint (raw_server_count (server), ==, 3);
}

static void
create_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  calls_start_create (SLUICE_ATLAS_CLIENT (source), "again", NULL, user_data);
}

/* Whoever closes a client is done with it: nothing that waits is sent, nor what callbacks add. */
static void
test_close (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) first = { NULL }, second = { NULL }, again = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = NULL;

  raw_prime (server, client);
  calls_start_create (client, "first", NULL, &first);
  calls_start_create (client, "second", NULL, &second);
  sluice_atlas_check_key_async (client, NULL, create_again_cb, &again);
  raw_wait_requests (server, 3);
  sluice_atlas_client_close (client);
  outcome_wait (&first);
  outcome_wait (&second);
  outcome_wait (&again);
  connection = sluice_atlas_create_connection_finish (client, again.result, &error);
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED);
  g_assert_true (sluice_evidence_get_sent (first.evidence));
  g_assert_false (sluice_evidence_get_sent (second.evidence));
  g_assert_false (sluice_evidence_get_sent (again.evidence));
  raw_wait_all_closed (server);
  g_assert_cmpuint (raw_server_count (server), ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (late); i++)
    {
      g_autofree char *deadline = g_strconcat ("/atlas/late/deadline/", late[i].name, NULL);
      g_autofree char *cancel = g_strconcat ("/atlas/late/cancel/", late[i].name, NULL);

      g_test_add_data_func (deadline, &late[i], test_deadline);
      g_test_add_data_func (cancel, &late[i], test_cancel);
    }
  g_test_add_func ("/atlas/late/cancelled-before", test_cancelled_before);
  g_test_add_func ("/atlas/late/cancel-in-queue", test_cancel_in_queue);
  g_test_add_func ("/atlas/late/close", test_close);
  return g_test_run ();
}
