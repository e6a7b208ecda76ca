/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Atlas client against the practice Atlas, a program of its own. */
#include "atlas-calls.h"

#include <string.h>

/* Of all tests, as it takes a moment to start. */
static Practice *practice;

static void
assert_log (const char *expected)
{
  g_autofree char *log = practice_dup_log (practice);
  g_autoptr (GString) wanted = g_string_new (expected);

  g_string_replace (wanted, "REGISTRY",
                    "/api/atlas/v2/groups/PROJECT/streams/INSTANCE/connections", 0);
  g_string_replace (wanted, "PROJECT", practice->project, 0);
  g_string_replace (wanted, "INSTANCE", practice->instance, 0);
  g_assert_cmpstr (log, ==, wanted->str);
}

static SluiceAtlasClient *
start (const char *scenarios)
{
  practice_renew (practice, scenarios);
  return practice_client (practice);
}

static void
check_key (SluiceAtlasClient *client)
{
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceKeyInfo) info = calls_check_key (client, &outcome, &error);

  g_assert_no_error (error);
  g_assert_nonnull (info);
}

/* In the usual case Create is one request: one round trip, signed, on the connection that the key
 * check has left. */
static void
test_warm_create (void)
{
  g_autoptr (SluiceAtlasClient) client = start (NULL);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceKeyInfo) info = calls_check_key (client, &outcome, &error);
  g_autoptr (SluiceConnection) connection = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (sluice_key_info_get_public_key (info), ==, practice->public_key);
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 2);
  g_assert_true (sluice_atlas_client_is_proven (client));

  connection = calls_create (client, "s3sink", &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_connection_get_name (connection), ==, "s3sink");
  g_assert_cmpstr (sluice_connection_get_role_arn (connection), ==, CALLS_ROLE);
  g_assert_true (sluice_connection_is_s3 (connection));
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, 1);
  g_assert_cmpuint (sluice_evidence_get_status (outcome.evidence), ==, 200);
  assert_log ("GET /api/atlas/v2 unsigned 0 401 check-key\n"
              "GET /api/atlas/v2 signed 0 200 check-key\n"
              "POST REGISTRY signed 85 200 create-connection\n");
}

static void
log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer text)
{
  g_string_append_printf (text, "%s\n", message);
}

/* Whoever asks to be told gets a line for each call, and never the key. */
static void
test_told (void)
{
  g_autoptr (SluiceAtlasClient) client = start ("role-missing@create-connection*1");
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  guint id = g_log_set_handler ("sluice", G_LOG_LEVEL_DEBUG, log_cb, text);

  check_key (client);
  g_assert_null (calls_create (client, "s3sink", &outcome, &error));
  g_log_remove_handler ("sluice", id);
  g_assert_true (g_str_has_prefix (text->str, "GET /api/atlas/v2: status 200, requests 2, "));
  g_assert_nonnull (strstr (text->str, "/connections: status 401 USER_UNAUTHORIZED, requests "));
  g_assert_null (strstr (text->str, practice->private_key));
  g_assert_null (strstr (text->str, "Digest"));
}

static void
test_operations (void)
{
  g_autoptr (SluiceAtlasClient) client = start (NULL);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceProject) project = NULL;
  g_autoptr (SluiceInstance) instance = NULL;
  g_autoptr (SluiceConnection) connection = NULL;
  g_autoptr (GPtrArray) list = NULL;

  sluice_atlas_get_project_async (client, practice->project, NULL, outcome_cb, &outcome);
  outcome_wait (&outcome);
  project = sluice_atlas_get_project_finish (client, outcome.result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_project_get_id (project), ==, practice->project);
  g_assert_nonnull (sluice_project_get_name (project));

  outcome_clear (&outcome);
  sluice_atlas_get_instance_async (client, practice->project, practice->instance, NULL,
                                   outcome_cb, &outcome);
  outcome_wait (&outcome);
  instance = sluice_atlas_get_instance_finish (client, outcome.result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sluice_instance_get_name (instance), ==, practice->instance);
  g_assert_cmpstr (sluice_instance_get_provider (instance), ==, "AWS");

  list = calls_list (client, &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, >=, 4);

  connection = calls_get (client, "solar-archive", &outcome, &error);
  g_assert_no_error (error);
  g_assert_true (sluice_connection_is_s3 (connection));
  g_assert_cmpint (sluice_connection_get_state (connection), ==, SLUICE_CONNECTION_STATE_READY);
  g_assert_cmpstr (sluice_connection_get_network_type (connection), ==, "PUBLIC");
  g_assert_cmpstr (sluice_connection_get_test_bucket (connection), ==, "solar-archive-bucket");
}

static void
test_wrong_key (void)
{
  g_autoptr (SluiceAtlasClient) usual = start (NULL);
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (practice->public_key, "wrong");
  g_autoptr (SluiceAtlasClient) client = sluice_atlas_client_new (practice->url, key);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceKeyInfo) info = calls_check_key (client, &outcome, &error);

  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_KEY_REFUSED);
  g_assert_null (info);
  g_assert_cmpstr (sluice_evidence_get_error_code (outcome.evidence), ==, "UNEXPECTED_ERROR");
  g_assert_false (sluice_atlas_client_is_proven (client));
  assert_log ("GET /api/atlas/v2 unsigned 0 401 check-key\n"
              "GET /api/atlas/v2 signed 0 401 check-key\n");
}

/* The practice Atlas takes a nonce count that does not grow for a stale nonce. */
static void
test_queue (void)
{
  g_autoptr (SluiceAtlasClient) client = start (NULL);
  g_auto (Outcome) first = { NULL }, second = { NULL }, third = { NULL };

  sluice_atlas_check_key_async (client, NULL, outcome_cb, &first);
  calls_start_create (client, "queued", NULL, &second);
  sluice_atlas_get_connection_async (client, practice->project, practice->instance, "queued", NULL,
                                     outcome_cb, &third);
  outcome_wait (&third);
  g_assert_true (first.done);
  g_assert_true (second.done);
  assert_log ("GET /api/atlas/v2 unsigned 0 401 check-key\n"
              "GET /api/atlas/v2 signed 0 200 check-key\n"
              "POST REGISTRY signed 85 200 create-connection\n"
              "GET REGISTRY/queued signed 0 200 get-connection\n");
  g_object_unref (sluice_atlas_check_key_finish (client, first.result, NULL));
  g_object_unref (sluice_atlas_create_connection_finish (client, second.result, NULL));
  g_object_unref (sluice_atlas_get_connection_finish (client, third.result, NULL));
}

typedef struct
{
  const char *scenario;
  int         code;      /* of a create after a key check; -1: it succeeds */
  guint       requests;  /* that the create takes */
  gboolean    sent;
} Fault;

static const Fault faults[] = {
  { "stale-once@create-connection", -1, 2, TRUE },
  { "new-nonce@create-connection", -1, 2, TRUE },
  { "basic-too", -1, 1, TRUE },
  { "no-state", -1, 1, TRUE },
  { "private-link", -1, 1, TRUE },
  { "wrong-key-later@create-connection", SLUICE_ATLAS_ERROR_KEY_REFUSED, 2, FALSE },
  { "stale-forever@create-connection", SLUICE_ATLAS_ERROR_AUTH_LOOP, 4, FALSE },
  { "redirect@create-connection", SLUICE_ATLAS_ERROR_REDIRECTED, 1, TRUE },
  { "address-not-listed@create-connection", SLUICE_ATLAS_ERROR_ADDRESS_NOT_LISTED, 1, TRUE },
  { "role-missing", SLUICE_ATLAS_ERROR_ROLE_MISSING, 1, FALSE },
  { "cannot-assume-role@create-connection", SLUICE_ATLAS_ERROR_CANNOT_ASSUME_ROLE, 1, TRUE },
  { "error-402-NO_PAYMENT_INFORMATION_FOUND@create-connection", SLUICE_ATLAS_ERROR_BILLING, 1,
    TRUE },
  { "error-418-SOMETHING_NEW@create-connection", SLUICE_ATLAS_ERROR_FAILED, 1, TRUE },
  { "rate-limited@create-connection", SLUICE_ATLAS_ERROR_RATE_LIMITED, 1, TRUE },
  { "html-503@create-connection", SLUICE_ATLAS_ERROR_UNAVAILABLE, 1, TRUE },
  { "server-error-done", SLUICE_ATLAS_ERROR_SERVER, 1, TRUE },
  { "lost-request", SLUICE_ATLAS_ERROR_CONNECTION_LOST, 1, TRUE },
  { "lost-answer", SLUICE_ATLAS_ERROR_CONNECTION_LOST, 1, TRUE },
  { "silent", SLUICE_ATLAS_ERROR_TIMED_OUT, 1, TRUE },
  { "slow@create-connection", SLUICE_ATLAS_ERROR_TIMED_OUT, 1, TRUE },
  { "trickle@create-connection", SLUICE_ATLAS_ERROR_TIMED_OUT, 1, TRUE },
  { "truncated@create-connection", SLUICE_ATLAS_ERROR_BAD_REPLY, 1, TRUE },
  { "bad-json@create-connection", SLUICE_ATLAS_ERROR_BAD_REPLY, 1, TRUE },
  { "deep-json@create-connection", SLUICE_ATLAS_ERROR_BAD_REPLY, 1, TRUE },
  { "empty-body@create-connection", SLUICE_ATLAS_ERROR_BAD_REPLY, 1, TRUE },
};

static guint
count_posts (void)
{
  g_autofree char *log = practice_dup_log (practice);
  guint n = 0;

  g_assert_null (strstr (log, " basic "));
  for (const char *p = log; (p = strstr (p, "POST ")) != NULL; p++)
    n++;
  return n;
}

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autoptr (SluiceAtlasClient) client = start (fault->scenario);
  g_autofree char *name = g_strdup_printf ("fault-%" G_GSIZE_FORMAT, (gsize) (fault - faults));
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = NULL;

  check_key (client);
  if (fault->code == SLUICE_ATLAS_ERROR_TIMED_OUT)
    sluice_atlas_client_set_deadlines (client, 1500, 1500);
  connection = calls_create (client, name, &outcome, &error);
  if (fault->code == -1)
    g_assert_no_error (error);
  else
    g_assert_error (error, SLUICE_ATLAS_ERROR, fault->code);
  g_assert_true ((connection != NULL) == (error == NULL));
  g_assert_cmpuint (sluice_evidence_get_request_count (outcome.evidence), ==, fault->requests);
  g_assert_cmpuint (count_posts (), ==, fault->requests);
  g_assert_true (sluice_evidence_get_sent (outcome.evidence) == fault->sent);
}

static void
test_unsupported (gconstpointer scenario)
{
  g_autoptr (SluiceAtlasClient) client = start (scenario);
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceKeyInfo) info = calls_check_key (client, &outcome, &error);

  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_AUTH_UNSUPPORTED);
  g_assert_null (info);
  assert_log ("GET /api/atlas/v2 unsigned 0 401 check-key\n");
}

/* The total is too high, which takes a look at a fourth. */
static void
test_three_pages (void)
{
  g_autoptr (SluiceAtlasClient) client = start ("three-pages");
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = calls_list (client, &outcome, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, >, 1000);
  assert_log ("GET REGISTRY?itemsPerPage=500&pageNum=1 unsigned 0 401 list-connections\n"
              "GET REGISTRY?itemsPerPage=500&pageNum=1 signed 0 200 list-connections\n"
              "GET REGISTRY?itemsPerPage=500&pageNum=2 signed 0 200 list-connections\n"
              "GET REGISTRY?itemsPerPage=500&pageNum=3 signed 0 200 list-connections\n"
              "GET REGISTRY?itemsPerPage=500&pageNum=4 signed 0 200 list-connections\n");
}

int
main (int    argc,
      char **argv)
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atlas/client/warm-create", test_warm_create);
  g_test_add_func ("/atlas/client/told", test_told);
  g_test_add_func ("/atlas/client/operations", test_operations);
  g_test_add_func ("/atlas/client/wrong-key", test_wrong_key);
  g_test_add_func ("/atlas/client/queue", test_queue);
  g_test_add_func ("/atlas/client/three-pages", test_three_pages);
  g_test_add_data_func ("/atlas/client/basic-only", "basic-only", test_unsupported);
  g_test_add_data_func ("/atlas/client/sha256-only", "sha256-only", test_unsupported);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/atlas/client/fault/", faults[i].scenario, NULL);

      g_test_add_data_func (path, &faults[i], test_fault);
    }
  practice = practice_start (NULL);
  failed = g_test_run ();
  practice_end (practice);
  return failed;
}
