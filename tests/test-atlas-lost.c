/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers that are lost: what is repeated, and what is known then. */
#include "raw-calls.h"

#define SLOW "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n{\"name\":"

static void
assert_unknown (const Outcome *outcome)
{
  g_assert_true (sluice_evidence_get_sent (outcome->evidence));
  g_assert_cmpuint (sluice_evidence_get_status (outcome->evidence), ==, 0);
}

/* The server reads the request on a connection that was in use and is gone. */
static void
test_post_lost (gconstpointer after)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_prime (server, client);
  raw_server_push (server, GPOINTER_TO_INT (after), NULL);
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, SLUICE_ATLAS_ERROR_CONNECTION_LOST, &outcome);
  assert_unknown (&outcome);
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 1);
  g_assert_cmpuint (raw_server_count (server), ==, 3);
}

/* Somebody on the way closes connections as they are used again: the person's next try has one of
 * its own. */
static void
test_next_post (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_prime (server, client);
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, RAW_FINE, &outcome);
  g_assert_cmpuint (raw_server_n_connections (server), ==, 1);

  raw_server_push (server, RAW_CLOSE, NULL);
  raw_assert_create (client, SLUICE_ATLAS_ERROR_CONNECTION_LOST, &outcome);
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_get (client, RAW_FINE, &outcome);
  g_assert_cmpuint (raw_server_n_connections (server), ==, 2);
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, RAW_FINE, &outcome);
  g_assert_cmpuint (raw_server_n_connections (server), ==, 3);
}

/* The same after the round of signing in: that one was refused, this one may have been done. */
static void
test_unprimed_post_lost (gconstpointer after)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_server_push (server, RAW_KEEP, raw_challenge ("first", "false"));
  raw_server_push (server, GPOINTER_TO_INT (after), NULL);
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, SLUICE_ATLAS_ERROR_CONNECTION_LOST, &outcome);
  assert_unknown (&outcome);
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 2);
  g_assert_cmpuint (raw_server_count (server), ==, 2);
}

/* The very first request ever, and its answer. */
static void
test_first_post_lost (gconstpointer after)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_server_push (server, GPOINTER_TO_INT (after), NULL);
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, SLUICE_ATLAS_ERROR_CONNECTION_LOST, &outcome);
  assert_unknown (&outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 1);
}

static void
test_get_lost (gconstpointer after)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_prime (server, client);
  raw_server_push (server, GPOINTER_TO_INT (after), NULL);
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_get (client, RAW_FINE, &outcome);
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 2);
  g_assert_cmpuint (raw_server_count (server), ==, 4);
  g_assert_cmpuint (raw_server_n_connections (server), ==, 2);

  /* Twice, and not for ever. */
  for (guint i = 0; i < 5; i++)
    raw_server_push (server, GPOINTER_TO_INT (after), NULL);
  raw_assert_get (client, SLUICE_ATLAS_ERROR_CONNECTION_LOST, &outcome);
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 3);
  g_assert_cmpuint (raw_server_count (server), ==, 7);
}

/* What was lost is asked for again before all that waits; the next is on its way by then. */
static void
test_order (void)
{
  static const char * const names[] = { "first", "second", "third" };
  static const char * const order[] = { "first", "second", "first", "third" };
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  Outcome outcomes[G_N_ELEMENTS (names)] = { { NULL } };

  raw_prime (server, client);
  raw_server_push (server, RAW_CLOSE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      raw_push (server, "200 OK", NULL, RAW_CONNECTION);
      sluice_atlas_get_connection_async (client, CALLS_PROJECT, CALLS_INSTANCE, names[i], NULL,
                                         outcome_cb, &outcomes[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (SluiceConnection) connection = NULL;

      outcome_wait (&outcomes[i]);
      connection = sluice_atlas_get_connection_finish (client, outcomes[i].result, NULL);
      g_assert_nonnull (connection);
      outcome_clear (&outcomes[i]);
    }
  g_assert_cmpuint (raw_server_count (server), ==, 2 + G_N_ELEMENTS (order));
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    g_assert_true (g_str_has_suffix (raw_server_get_request (server, 2 + i)->target, order[i]));
}

/* A repetition that has to sign in anew. */
static void
test_get_lost_and_challenged (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_server_push (server, RAW_KEEP, raw_challenge ("first", "false"));
  raw_server_push (server, RAW_CLOSE, NULL);
  raw_server_push (server, RAW_KEEP, raw_challenge ("second", "false"));
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_get (client, RAW_FINE, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 4);
}

/* Cut off after the headers: 2xx says nothing without its body. */
static void
test_cut_answer (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_server_push (server, RAW_CLOSE, g_strdup (SLOW));
  raw_assert_create (client, SLUICE_ATLAS_ERROR_CONNECTION_LOST, &outcome);
  g_assert_true (sluice_evidence_get_sent (outcome.evidence));
  g_assert_cmpuint (sluice_evidence_get_status (outcome.evidence), ==, 200);
  g_assert_cmpuint (raw_server_count (server), ==, 1);

  raw_server_push (server, RAW_CLOSE, g_strdup (SLOW));
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_get (client, RAW_FINE, &outcome);
  g_assert_cmpuint (sluice_evidence_get_status (outcome.evidence), ==, 200);
}

/* libsoup 3.2 does not tell this end from a proper one. */
static void
test_cut_chunks (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = NULL;

  raw_server_push (server, RAW_CLOSE, g_strdup ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked"
                                                "\r\n\r\n8\r\n{\"name\":\r\n"));
  connection = calls_create (client, "s3sink", &outcome, &error);
  g_assert_null (connection);
  g_assert_true (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_BAD_REPLY) ||
                 g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CONNECTION_LOST));
  g_assert_true (sluice_evidence_get_sent (outcome.evidence));
  g_assert_cmpuint (raw_server_count (server), ==, 1);
}

static void
test_garbage (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_server_push (server, RAW_CLOSE, g_strdup ("SSH-2.0-OpenSSH_9.2\r\n\r\n"));
  raw_assert_create (client, SLUICE_ATLAS_ERROR_BAD_REPLY, &outcome);
  assert_unknown (&outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 1);
}

/* A refusal is one, even if its reasons were cut off. */
static void
test_cut_refusal (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_server_push (server, RAW_CLOSE,
                   g_strdup ("HTTP/1.1 409 Conflict\r\nContent-Length: 500\r\n"
                             "X-Error-Code: STREAM_CONNECTION_NAME_ALREADY_EXISTS\r\n\r\n{\"err"));
  raw_assert_create (client, SLUICE_ATLAS_ERROR_NAME_TAKEN, &outcome);
  g_assert_cmpuint (sluice_evidence_get_status (outcome.evidence), ==, 409);
}

static void
test_cut_challenge (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_server_push (server, RAW_CLOSE,
                   g_strdup ("HTTP/1.1 401 Unauthorized\r\nContent-Length: 500\r\n"
                             "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\n"
                             "\r\n{\"err"));
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, SLUICE_ATLAS_ERROR_CONNECTION_LOST, &outcome);
  g_assert_false (sluice_evidence_get_sent (outcome.evidence));
}

static void
test_refused (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autofree char *url = raw_server_dup_url (server);
  g_autoptr (SluiceAtlasClient) client = calls_client (url);
  g_auto (Outcome) outcome = { NULL };

  g_clear_pointer (&server, raw_server_free);
  raw_assert_create (client, SLUICE_ATLAS_ERROR_REFUSED, &outcome);
  g_assert_false (sluice_evidence_get_sent (outcome.evidence));
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 0);
}

/* The answer of a name server that knows of no such name, without asking one. */
typedef GResolver EmptyResolver;
typedef GResolverClass EmptyResolverClass;

static GType empty_resolver_get_type (void);
G_DEFINE_TYPE (EmptyResolver, empty_resolver, G_TYPE_RESOLVER)

static void
look_up_async (GResolver                *resolver,
               const char               *name,
               GResolverNameLookupFlags  flags,
               GCancellable             *cancellable,
               GAsyncReadyCallback       callback,
               gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "No %s", name);
}

static GList *
look_up_finish (GResolver     *resolver,
                GAsyncResult  *result,
                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
empty_resolver_class_init (EmptyResolverClass *klass)
{
  klass->lookup_by_name_with_flags_async = look_up_async;
  klass->lookup_by_name_with_flags_finish = look_up_finish;
}

static void
empty_resolver_init (EmptyResolver *self)
{
}

static void
test_no_such_host (void)
{
  g_autoptr (GResolver) usual = g_resolver_get_default ();
  g_autoptr (GResolver) empty = g_object_new (empty_resolver_get_type (), NULL);
  g_autoptr (SluiceAtlasClient) client = calls_client ("https://nowhere.invalid");
  g_auto (Outcome) outcome = { NULL };

  g_resolver_set_default (empty);
  raw_assert_create (client, SLUICE_ATLAS_ERROR_HOST_NOT_FOUND, &outcome);
  g_resolver_set_default (usual);
  g_assert_false (sluice_evidence_get_sent (outcome.evidence));
}

static void
add_lost (const char *name, GTestDataFunc function)
{
  g_autofree char *closed = g_strdup_printf ("/atlas/lost/%s/closed", name);
  g_autofree char *reset = g_strdup_printf ("/atlas/lost/%s/reset", name);

  g_test_add_data_func (closed, GINT_TO_POINTER (RAW_CLOSE), function);
  g_test_add_data_func (reset, GINT_TO_POINTER (RAW_RESET), function);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_lost ("post", test_post_lost);
  add_lost ("unprimed-post", test_unprimed_post_lost);
  add_lost ("first-post", test_first_post_lost);
  add_lost ("get", test_get_lost);
  g_test_add_func ("/atlas/lost/next-post", test_next_post);
  g_test_add_func ("/atlas/lost/order", test_order);
  g_test_add_func ("/atlas/lost/get-and-challenged", test_get_lost_and_challenged);
  g_test_add_func ("/atlas/lost/cut-answer", test_cut_answer);
  g_test_add_func ("/atlas/lost/cut-chunks", test_cut_chunks);
  g_test_add_func ("/atlas/lost/cut-refusal", test_cut_refusal);
  g_test_add_func ("/atlas/lost/cut-challenge", test_cut_challenge);
  g_test_add_func ("/atlas/lost/garbage", test_garbage);
  g_test_add_func ("/atlas/lost/refused", test_refused);
  g_test_add_func ("/atlas/lost/no-such-host", test_no_such_host);
  return g_test_run ();
}
