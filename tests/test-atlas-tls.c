/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Atlas client over TLS: HTTP/1.1 only, and nothing said to a server that cannot be trusted. */
#include "raw-calls.h"
#include "sluice-call.h"

static GTlsCertificate *
load (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".pem", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("SLUICE_CERTIFICATES"), file, NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  return certificate;
}

/* To the test's own authority, as the system has none that signs for a test. */
static void
trust (SluiceAtlasClient *client)
{
  g_autofree char *path = g_build_filename (g_getenv ("SLUICE_CERTIFICATES"), "authority.pem",
                                            NULL);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (absolute, &error);

  g_assert_no_error (error);
  g_object_set (sluice_atlas_client_get_session (client), "tls-database", database, NULL);
}

/* The server would rather speak HTTP/2. */
static void
test_http1 (void)
{
  g_autoptr (GTlsCertificate) certificate = load ("good");
  g_autoptr (RawServer) server = raw_server_new (certificate, TRUE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  trust (client);
  raw_prime (server, client);
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, RAW_FINE, &outcome);
  g_assert_cmpstr (raw_server_get_protocol (server), ==, "http/1.1");
  g_assert_cmpuint (raw_server_n_connections (server), ==, 1);
  g_assert_cmpuint (sluice_evidence_get_tls_errors (outcome.evidence), ==, 0);
}

static void
test_http1_through_proxy (void)
{
  g_autoptr (GTlsCertificate) certificate = load ("good");
  g_autoptr (RawServer) proxy = raw_server_new (certificate, FALSE);
  g_autofree char *proxy_url = raw_server_dup_url (proxy);
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (proxy_url, NULL);
  g_autoptr (SluiceAtlasClient) client = calls_client ("https://127.0.0.1:1");
  g_auto (Outcome) outcome = { NULL };

  trust (client);
  g_object_set (sluice_atlas_client_get_session (client), "proxy-resolver", resolver, NULL);
  raw_server_push (proxy, RAW_TLS, g_strdup ("HTTP/1.1 200 Connected\r\n\r\n"));
  raw_server_push (proxy, RAW_KEEP, raw_challenge ("first", "false"));
  raw_push (proxy, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, RAW_FINE, &outcome);
  g_assert_cmpstr (raw_server_get_request (proxy, 0)->method, ==, "CONNECT");
  g_assert_cmpstr (raw_server_get_request (proxy, 2)->method, ==, "POST");
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 2);
  g_assert_cmpstr (raw_server_get_protocol (proxy), ==, "http/1.1");
}

typedef struct
{
  const char           *name;
  gboolean              trusting;
  GTlsCertificateFlags  flags;
} Untrusted;

static const Untrusted untrusted[] = {
  { "good", FALSE, G_TLS_CERTIFICATE_UNKNOWN_CA },
  { "self_signed", TRUE, G_TLS_CERTIFICATE_UNKNOWN_CA },
  { "wrong_host", TRUE, G_TLS_CERTIFICATE_BAD_IDENTITY },
  { "wrong_host", FALSE, G_TLS_CERTIFICATE_BAD_IDENTITY | G_TLS_CERTIFICATE_UNKNOWN_CA },
  { "expired", TRUE, G_TLS_CERTIFICATE_EXPIRED },
  { "not_yet", TRUE, G_TLS_CERTIFICATE_NOT_ACTIVATED },
};

static void
test_untrusted (gconstpointer data)
{
  const Untrusted *wrong = data;
  g_autoptr (GTlsCertificate) certificate = load (wrong->name);
  g_autoptr (RawServer) server = raw_server_new (certificate, TRUE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  if (wrong->trusting)
    trust (client);
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, SLUICE_ATLAS_ERROR_TLS, &outcome);
  g_assert_cmpuint (sluice_evidence_get_tls_errors (outcome.evidence), ==, wrong->flags);
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 0);
  g_assert_false (sluice_evidence_get_sent (outcome.evidence));
  raw_wait_all_closed (server);
  g_assert_cmpuint (raw_server_count (server), ==, 0);
}

/* A server that speaks no TLS at all where TLS is asked for. */
static void
test_plain_server (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u", raw_server_get_port (server));
  g_autoptr (SluiceAtlasClient) client = calls_client (url);
  g_auto (Outcome) outcome = { NULL };

  sluice_atlas_client_set_deadlines (client, 500, 500);
  raw_assert_create (client, SLUICE_ATLAS_ERROR_TIMED_OUT, &outcome);
  g_assert_false (sluice_evidence_get_sent (outcome.evidence));
}

/* Cancelled in the middle of the handshake. */
static void
test_cancel_while_connecting (void)
{
  g_autoptr (GTlsCertificate) certificate = load ("good");
  g_autoptr (RawServer) server = raw_server_new (certificate, TRUE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = NULL;

  raw_server_set_mute (server);
  calls_start_create (client, "s3sink", cancellable, &outcome);
  while (raw_server_n_connections (server) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (outcome.done);
  g_cancellable_cancel (cancellable);
  outcome_wait (&outcome);
  connection = sluice_atlas_create_connection_finish (client, outcome.result, &error);
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED);
  g_assert_false (sluice_evidence_get_sent (outcome.evidence));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atlas/tls/http1", test_http1);
  g_test_add_func ("/atlas/tls/http1-through-proxy", test_http1_through_proxy);
  for (gsize i = 0; i < G_N_ELEMENTS (untrusted); i++)
    {
      g_autofree char *path = g_strdup_printf ("/atlas/tls/untrusted/%s-%s", untrusted[i].name,
                                               untrusted[i].trusting ? "known" : "unknown");

      g_test_add_data_func (path, &untrusted[i], test_untrusted);
    }
  g_test_add_func ("/atlas/tls/plain-server", test_plain_server);
  g_test_add_func ("/atlas/tls/cancel-while-connecting", test_cancel_while_connecting);
  return g_test_run ();
}
