/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in to somebody else's Digest: Apache's mod_auth_digest, the practice Atlas behind it. */
#include "apache.h"
#include "atlas-calls.h"

#include <string.h>

#define LONG 300

typedef struct
{
  Practice          *practice;
  Apache            *apache;
  SluiceAtlasClient *client;
} Fixture;

static void
set_up (Fixture *fixture, const char *scheme, const char *private_key, guint nonce_lifetime)
{
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (CALLS_PUBLIC_KEY, private_key);

  fixture->practice = practice_start ("--no-auth");
  fixture->apache = apache_start (scheme, fixture->practice->url, CALLS_PUBLIC_KEY,
                                  CALLS_PRIVATE_KEY, nonce_lifetime);
  fixture->client = sluice_atlas_client_new (apache_get_url (fixture->apache), key);
}

static void
fixture_clear (Fixture *fixture)
{
  g_clear_object (&fixture->client);
  g_clear_pointer (&fixture->apache, apache_end);
  g_clear_pointer (&fixture->practice, practice_end);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
assert_apache_log (Fixture *fixture, guint n_lines, const char *expected)
{
  g_autofree char *log = apache_wait_log (fixture->apache, n_lines);

  g_assert_cmpstr (log, ==, expected);
}

/* What came through, whoever had signed it. */
static void
assert_created (Fixture *fixture, guint n_posts)
{
  g_autofree char *log = practice_dup_log (fixture->practice);
  guint n = 0;

  for (const char *p = log; (p = strstr (p, "POST ")) != NULL; p++, n++)
    g_assert_nonnull (strstr (p, "/connections unsigned 85 200 create-connection\n"));
  g_assert_cmpuint (n, ==, n_posts);
}

static void
test_key_check_and_create (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceKeyInfo) info = NULL;
  g_autoptr (SluiceConnection) connection = NULL;
  g_autoptr (GPtrArray) list = NULL;

  set_up (&fixture, "Digest", CALLS_PRIVATE_KEY, LONG);
  info = calls_check_key (fixture.client, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 2);
  connection = calls_create (fixture.client, "s3sink", &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_connection_get_name (connection), ==, "s3sink");
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 1);
  list = calls_list (fixture.client, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 5);
  assert_created (&fixture, 1);
  assert_apache_log (&fixture, 4,
                     "GET 401 - 0\nGET 200 zmmrboas 1\nPOST 200 zmmrboas 2\nGET 200 zmmrboas 3\n");
}

/* A POST that comes first is challenged, and has to arrive with its body the second time. */
static void
test_unprimed_create (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = NULL;

  set_up (&fixture, "Digest", CALLS_PRIVATE_KEY, LONG);
  connection = calls_create (fixture.client, "s3sink", &outcome, &error);
  g_assert_no_error (error);
  g_assert_nonnull (connection);
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 2);
  assert_created (&fixture, 1);
  assert_apache_log (&fixture, 2, "POST 401 - 0\nPOST 200 zmmrboas 1\n");
}

static void
test_stale_nonce (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceKeyInfo) info = NULL;
  g_autoptr (SluiceConnection) connection = NULL;
  gint64 expired;

  set_up (&fixture, "Digest", CALLS_PRIVATE_KEY, 1);
  info = calls_check_key (fixture.client, &outcome, &error);
  g_assert_no_error (error);
  for (expired = g_get_monotonic_time () + 1100 * 1000; g_get_monotonic_time () < expired;)
    g_usleep (10000);
  connection = calls_create (fixture.client, "s3sink", &outcome, &error);
  g_assert_no_error (error);
  g_assert_nonnull (connection);
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 2);
  assert_created (&fixture, 1);
}

static void
test_wrong_key (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = NULL;

  set_up (&fixture, "Digest", "wrong", LONG);
  connection = calls_create (fixture.client, "s3sink", &outcome, &error);
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_KEY_REFUSED);
  g_assert_null (connection);
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 2);
  g_assert_false (sluice_evidence_get_sent (outcome.evidence));
  assert_created (&fixture, 0);
}

/* Apache compares the signed address with the one that was asked for. */
static void
test_hostile_names (void)
{
  static const char * const names[] = { "a b", "a/b", "a%2fb", "a?b=c&d", "größe", "a;b:c@d'" };
  g_auto (Fixture) fixture = { NULL };

  set_up (&fixture, "Digest", CALLS_PRIVATE_KEY, LONG);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Outcome) outcome = { NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (SluiceConnection) connection =
        calls_get (fixture.client, names[i], &outcome, &error);

      g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CONNECTION_NOT_FOUND);
      g_assert_null (connection);
      g_assert_cmpstr (sluice_evidence_get_parameters (outcome.evidence)[0], ==, names[i]);
    }
}

static void
test_basic (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = NULL;

  set_up (&fixture, "Basic", CALLS_PRIVATE_KEY, LONG);
  connection = calls_create (fixture.client, "s3sink", &outcome, &error);
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_AUTH_UNSUPPORTED);
  g_assert_null (connection);
  assert_created (&fixture, 0);
  assert_apache_log (&fixture, 1, "POST 401 - 0\n");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atlas/apache/key-check-and-create", test_key_check_and_create);
  g_test_add_func ("/atlas/apache/unprimed-create", test_unprimed_create);
  g_test_add_func ("/atlas/apache/stale-nonce", test_stale_nonce);
  g_test_add_func ("/atlas/apache/wrong-key", test_wrong_key);
  g_test_add_func ("/atlas/apache/hostile-names", test_hostile_names);
  g_test_add_func ("/atlas/apache/basic", test_basic);
  return g_test_run ();
}
