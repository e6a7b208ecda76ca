/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fence around libsoup's way of signing in: what leaves, where to, and how often. */
#include "raw-calls.h"
#include "sluice-call.h"

#define BASIC "WWW-Authenticate: Basic realm=\"MMS Public API\"\r\n"
#define DIGEST \
  "WWW-Authenticate: Digest realm=\"MMS Public API\", nonce=\"first\", qop=\"auth\"\r\n"
#define SHA256 \
  "WWW-Authenticate: Digest realm=\"MMS Public API\", nonce=\"first\", qop=\"auth\", " \
  "algorithm=SHA-256\r\n"
#define NOBODY "{\"error\":401,\"errorCode\":\"UNEXPECTED_ERROR\"}"

static void
assert_no_basic (RawServer *server)
{
  for (guint i = 0; i < raw_server_count (server); i++)
    g_assert_null (strstr (raw_server_get_request (server, i)->head, "Basic"));
}

static void
assert_unsigned (RawServer *server, guint n)
{
  const RawRequest *request = raw_server_get_request (server, n);
  g_autofree char *authorization = raw_request_dup_header (request, "Authorization");
  g_autofree char *proxy = raw_request_dup_header (request, "Proxy-Authorization");

  g_assert_cmpstr (authorization, ==, NULL);
  g_assert_cmpstr (proxy, ==, NULL);
}

static void
assert_signed (RawServer *server, guint n, const char *nonce)
{
  const RawRequest *request = raw_server_get_request (server, n);
  g_autofree char *authorization = raw_request_dup_header (request, "Authorization");
  g_autofree char *nonce_part = g_strdup_printf (" nonce=\"%s\"", nonce);
  g_autofree char *uri_part = g_strdup_printf (" uri=\"%s\"", request->target);

  g_assert_nonnull (authorization);
  g_assert_true (g_str_has_prefix (authorization, "Digest username=\"" CALLS_PUBLIC_KEY "\""));
  g_assert_nonnull (strstr (authorization, nonce_part));
  g_assert_nonnull (strstr (authorization, uri_part));
  g_assert_null (strstr (request->head, CALLS_PRIVATE_KEY));
}

static void
assert_has_body (RawServer *server, guint n)
{
  const RawRequest *request = raw_server_get_request (server, n);
  g_autofree char *type = raw_request_dup_header (request, "Content-Type");
  g_autofree char *body = g_strndup (g_bytes_get_data (request->body, NULL),
                                     g_bytes_get_size (request->body));

  g_assert_cmpstr (request->method, ==, "POST");
  g_assert_cmpstr (type, ==, "application/vnd.atlas.2023-02-01+json");
  g_assert_cmpstr (body, ==, "{\"name\":\"s3sink\",\"type\":\"S3\",\"aws\":{\"roleArn\":\""
                   CALLS_ROLE "\"}}");
}

static void
test_basic_only (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_push (server, "401 Unauthorized", BASIC, NOBODY);
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_get (client, SLUICE_ATLAS_ERROR_AUTH_UNSUPPORTED, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 1);
  assert_unsigned (server, 0);
}

static void
test_basic_beside_digest (gconstpointer headers)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_push (server, "401 Unauthorized", headers, NOBODY);
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_get (client, RAW_FINE, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 2);
  assert_signed (server, 1, "first");

  /* Even a server that has been signed in to before does not get it. */
  raw_push (server, "401 Unauthorized", BASIC, NOBODY);
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_get (client, SLUICE_ATLAS_ERROR_KEY_REFUSED, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 3);
  assert_no_basic (server);
}

static void
test_sha256_only (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_push (server, "401 Unauthorized", SHA256, NOBODY);
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, SLUICE_ATLAS_ERROR_AUTH_UNSUPPORTED, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 1);
  g_assert_false (sluice_evidence_get_sent (outcome.evidence));
}

static void
use_proxy (SluiceAtlasClient *client, RawServer *proxy)
{
  g_autofree char *url = raw_server_dup_url (proxy);
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (url, NULL);

  g_object_set (sluice_atlas_client_get_session (client), "proxy-resolver", resolver, NULL);
}

static void
test_proxy (gconstpointer headers)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (RawServer) proxy = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  use_proxy (client, proxy);
  raw_push (proxy, "407 Proxy Authentication Required", headers, "{}");
  raw_push (proxy, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, SLUICE_ATLAS_ERROR_PROXY, &outcome);
  g_assert_cmpuint (raw_server_count (proxy), ==, 1);
  assert_unsigned (proxy, 0);
  g_assert_cmpuint (raw_server_n_connections (server), ==, 0);
}

static void
test_tunnel (gconstpointer headers)
{
  g_autoptr (RawServer) proxy = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = calls_client ("https://cloud.example");
  g_auto (Outcome) outcome = { NULL };

  use_proxy (client, proxy);
  raw_push (proxy, "407 Proxy Authentication Required", headers, "{}");
  raw_push (proxy, "407 Proxy Authentication Required", headers, "{}");
  raw_assert_create (client, SLUICE_ATLAS_ERROR_PROXY, &outcome);
  g_assert_cmpuint (raw_server_count (proxy), ==, 1);
  g_assert_cmpstr (raw_server_get_request (proxy, 0)->method, ==, "CONNECT");
  assert_unsigned (proxy, 0);
  g_assert_false (sluice_evidence_get_sent (outcome.evidence));
}

static void
test_redirect (gconstpointer status)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (RawServer) other = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_autofree char *url = raw_server_dup_url (other);
  g_autofree char *location = g_strdup_printf ("Location: %s/api/atlas/v2\r\n", url);
  g_auto (Outcome) outcome = { NULL };

  raw_prime (server, client);
  raw_push (server, status, location, "{}");
  raw_assert_get (client, SLUICE_ATLAS_ERROR_REDIRECTED, &outcome);
  raw_push (server, status, location, "{}");
  raw_assert_create (client, SLUICE_ATLAS_ERROR_REDIRECTED, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 4);
  g_assert_cmpuint (raw_server_n_connections (other), ==, 0);

  /* Nor to another place on the same host. */
  raw_push (server, status, "Location: /elsewhere\r\n", "{}");
  raw_assert_get (client, SLUICE_ATLAS_ERROR_REDIRECTED, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 5);
}

static void
test_unprimed_post (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_server_push (server, RAW_KEEP, raw_challenge ("first", "false"));
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, RAW_FINE, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 2);
  g_assert_cmpuint (raw_server_n_connections (server), ==, 1);
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 2);
  assert_unsigned (server, 0);
  assert_signed (server, 1, "first");
  assert_has_body (server, 0);
  assert_has_body (server, 1);
}

static void
test_stale (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_prime (server, client);
  raw_server_push (server, RAW_KEEP, raw_challenge ("second", "true"));
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, RAW_FINE, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 4);
  assert_signed (server, 2, "first");
  assert_has_body (server, 2);
  assert_signed (server, 3, "second");
  assert_has_body (server, 3);
}

/* Without stale=true a new nonce looks like a refusal. */
static void
test_new_nonce (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_prime (server, client);
  raw_server_push (server, RAW_KEEP, raw_challenge ("second", "false"));
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, RAW_FINE, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 4);
  assert_signed (server, 3, "second");
  assert_has_body (server, 3);
}

static void
test_stale_forever (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *nonce = g_strdup_printf ("number%u", i);

      raw_server_push (server, RAW_KEEP, raw_challenge (nonce, i == 0 ? "false" : "true"));
    }
  raw_assert_create (client, SLUICE_ATLAS_ERROR_AUTH_LOOP, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 4);
  g_assert_cmpuint (sluice_evidence_get_status (outcome.evidence), ==, 401);
  g_assert_false (sluice_evidence_get_sent (outcome.evidence));
}

static void
test_wrong_key (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_server_push (server, RAW_KEEP, raw_challenge ("first", "false"));
  raw_server_push (server, RAW_KEEP, raw_challenge ("second", "false"));
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, SLUICE_ATLAS_ERROR_KEY_REFUSED, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 2);
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 2);
  g_assert_cmpuint (sluice_evidence_get_status (outcome.evidence), ==, 401);
  g_assert_cmpstr (sluice_evidence_get_error_code (outcome.evidence), ==, "UNEXPECTED_ERROR");
  g_assert_cmpstr (sluice_evidence_get_detail (outcome.evidence), ==,
                   "You are not authorized for this resource.");
  g_assert_false (sluice_evidence_get_sent (outcome.evidence));
  g_assert_false (sluice_atlas_client_is_proven (client));
}

static void
test_revoked_key (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_prime (server, client);
  g_assert_true (sluice_atlas_client_is_proven (client));
  raw_server_push (server, RAW_KEEP, raw_challenge ("second", "false"));
  raw_server_push (server, RAW_KEEP, raw_challenge ("third", "false"));
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, SLUICE_ATLAS_ERROR_KEY_REFUSED, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 4);
  g_assert_false (sluice_evidence_get_sent (outcome.evidence));
  g_assert_true (sluice_atlas_client_is_proven (client));
}

/* The key is right, its role is not: the same status, another errorCode, and maybe a challenge. */
static void
test_role_missing (gconstpointer headers)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_server_push (server, RAW_KEEP, raw_challenge ("first", "false"));
  for (guint i = 0; i < 10; i++)
    raw_push (server, "401 Unauthorized", headers, "{\"errorCode\":\"USER_UNAUTHORIZED\"}");
  raw_assert_create (client, SLUICE_ATLAS_ERROR_ROLE_MISSING, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, 2);
  g_assert_false (sluice_evidence_get_sent (outcome.evidence));
  g_assert_true (sluice_atlas_client_is_proven (client));
}

static void
test_role_missing_warm (gconstpointer headers)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_prime (server, client);
  raw_push (server, "401 Unauthorized", headers, "{\"errorCode\":\"USER_UNAUTHORIZED\"}");
  if (headers != NULL)  /* it could as well be a new nonce */
    raw_push (server, "401 Unauthorized", headers, "{\"errorCode\":\"USER_UNAUTHORIZED\"}");
  raw_assert_create (client, SLUICE_ATLAS_ERROR_ROLE_MISSING, &outcome);
  g_assert_cmpuint (raw_server_count (server), ==, headers != NULL ? 4 : 3);

  /* The nonce is as good as before, as far as anybody has said. */
  raw_push (server, "200 OK", NULL, RAW_CONNECTION);
  raw_assert_create (client, RAW_FINE, &outcome);
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 1);
}

/* Who answers for a gateway on the way says nothing about the key. */
static void
test_gateway_proves_nothing (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_auto (Outcome) outcome = { NULL };

  raw_server_push (server, RAW_KEEP, raw_challenge ("first", "false"));
  raw_push (server, "403 Forbidden", NULL, "<html>");
  raw_assert_get (client, SLUICE_ATLAS_ERROR_FORBIDDEN, &outcome);
  g_assert_false (sluice_atlas_client_is_proven (client));
}

int
main (int    argc,
      char **argv)
{
  static const char * const schemes[] = { "Digest", "Basic" };
  static const char * const statuses[] = { "301 Moved Permanently", "302 Found", "303 See Other",
                                           "307 Temporary Redirect", "308 Permanent Redirect" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atlas/fence/basic-only", test_basic_only);
  g_test_add_data_func ("/atlas/fence/basic-then-digest", BASIC DIGEST, test_basic_beside_digest);
  g_test_add_data_func ("/atlas/fence/digest-then-basic", DIGEST BASIC, test_basic_beside_digest);
  g_test_add_func ("/atlas/fence/sha256-only", test_sha256_only);
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      char *header = g_strdup_printf ("Proxy-Authenticate: %s realm=\"proxy\", nonce=\"first\", "
                                      "qop=\"auth\"\r\n", schemes[i]);
      g_autofree char *proxy = g_strconcat ("/atlas/fence/proxy/", schemes[i], NULL);
      g_autofree char *tunnel = g_strconcat ("/atlas/fence/tunnel/", schemes[i], NULL);

      g_test_add_data_func (proxy, header, test_proxy);
      g_test_add_data_func_full (tunnel, header, test_tunnel, g_free);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/atlas/fence/redirect/%.3s", statuses[i]);

      g_test_add_data_func (path, statuses[i], test_redirect);
    }
  g_test_add_func ("/atlas/fence/unprimed-post", test_unprimed_post);
  g_test_add_func ("/atlas/fence/stale", test_stale);
  g_test_add_func ("/atlas/fence/new-nonce", test_new_nonce);
  g_test_add_func ("/atlas/fence/stale-forever", test_stale_forever);
  g_test_add_func ("/atlas/fence/wrong-key", test_wrong_key);
  g_test_add_func ("/atlas/fence/revoked-key", test_revoked_key);
  g_test_add_data_func ("/atlas/fence/role-missing/bare", NULL, test_role_missing);
  g_test_add_data_func ("/atlas/fence/role-missing/challenge", DIGEST, test_role_missing);
  g_test_add_data_func ("/atlas/fence/role-missing/warm-bare", NULL, test_role_missing_warm);
  g_test_add_data_func ("/atlas/fence/role-missing/warm-challenge", DIGEST,
                        test_role_missing_warm);
  g_test_add_func ("/atlas/fence/gateway-proves-nothing", test_gateway_proves_nothing);
  return g_test_run ();
}
