/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Creating once, and only once: each outcome is brought about by a real exchange and compared
 * with what the server holds and with the requests it got.
 */
#include "create-fixture.h"

#include "sluice-atlas-connections.h"
#include "sluice-atlas-status.h"

/* ---- one exchange, one outcome --------------------------------------------------------------- */

typedef struct
{
  const char    *path;
  const char    *scenarios;
  const char    *ready_after;
  SluiceOutcome  outcome;
  const char    *phases;     /* entered: checking, sending, reading back, watching, - the end */
  const char    *held;
  guint          n_posts;    /* signed ones */
  gboolean       in_doubt;
  int            error;
} Case;

#define NO_ERROR -1
#define ANY_ERROR -2  /* differs between versions of libsoup */

static const Case cases[] = {
  { "ready/at-once", "", "0", SLUICE_OUTCOME_READY, "cs-", "READY", 1, FALSE, NO_ERROR },
  { "ready/later", "", "0.3", SLUICE_OUTCOME_READY, "csw-", "READY", 1, FALSE, NO_ERROR },
  { "ready/state-absent", "no-state", "0", SLUICE_OUTCOME_READY, "csw-", "READY", 1, FALSE,
    NO_ERROR },
  { "ready/not-found-once", "not-found-once", "0.3", SLUICE_OUTCOME_READY, "csw-", "READY", 1,
    FALSE, NO_ERROR },
  { "ready/state-unheard-of", "unknown-state", "0", SLUICE_OUTCOME_READY, "csw-", "READY", 1,
    FALSE, NO_ERROR },
  { "ready/bucket-not-echoed", "lost-answer,bucket-not-echoed", "0", SLUICE_OUTCOME_READY,
    "csr-", "READY", 1, TRUE, SLUICE_ATLAS_ERROR_CONNECTION_LOST },
  { "failed", "fails", "0", SLUICE_OUTCOME_CREATED_FAILED, "csw-", "FAILED", 1, FALSE, NO_ERROR },
  { "refused/role-missing", "role-missing", "0", SLUICE_OUTCOME_REFUSED, "cs-", "nothing", 1,
    FALSE, SLUICE_ATLAS_ERROR_ROLE_MISSING },
  { "refused/cannot-assume-role", "cannot-assume-role", "0", SLUICE_OUTCOME_REFUSED, "cs-",
    "nothing", 1, FALSE, SLUICE_ATLAS_ERROR_CANNOT_ASSUME_ROLE },
  { "refused/rate-limited", "rate-limited@create-connection", "0", SLUICE_OUTCOME_REFUSED, "cs-",
    "nothing", 1, FALSE, SLUICE_ATLAS_ERROR_RATE_LIMITED },
  { "refused/although-done", "denied-done", "0", SLUICE_OUTCOME_READY, "cs-", "READY", 1, TRUE,
    SLUICE_ATLAS_ERROR_FORBIDDEN },
  { "refused/although-done-slowly", "denied-done", "1", SLUICE_OUTCOME_READY, "csw-", "READY", 1,
    TRUE, SLUICE_ATLAS_ERROR_FORBIDDEN },
  { "refused/before-sending", "error-503-SERVICE_UNAVAILABLE@get-connection", "0",
    SLUICE_OUTCOME_REFUSED, "c-", "nothing", 0, FALSE, SLUICE_ATLAS_ERROR_UNAVAILABLE },
  { "ready/after-two-errors", "error-503-SERVICE_UNAVAILABLE@get-connection*2", "0",
    SLUICE_OUTCOME_READY, "cs-", "READY", 1, FALSE, NO_ERROR },
  { "may-not-read", "error-401-USER_UNAUTHORIZED@get-connection*1", "0", SLUICE_OUTCOME_READY,
    "cs-", "READY", 1, FALSE, NO_ERROR },
  { "nonce/stale", "stale-once@create-connection", "0", SLUICE_OUTCOME_READY, "cs-", "READY", 2,
    FALSE, NO_ERROR },
  { "nonce/new", "new-nonce@create-connection", "0", SLUICE_OUTCOME_READY, "cs-", "READY", 2,
    FALSE, NO_ERROR },
  { "lost/answer", "lost-answer", "0", SLUICE_OUTCOME_READY, "csr-", "READY", 1, TRUE,
    SLUICE_ATLAS_ERROR_CONNECTION_LOST },
  { "lost/answer-still-pending", "lost-answer", "1", SLUICE_OUTCOME_READY, "csrw-", "READY", 1,
    TRUE, SLUICE_ATLAS_ERROR_CONNECTION_LOST },
  { "lost/answer-then-not-found", "lost-answer,not-found-once", "0", SLUICE_OUTCOME_READY, "csr-",
    "READY", 1, TRUE, SLUICE_ATLAS_ERROR_CONNECTION_LOST },
  { "lost/answer-then-error", "lost-answer,error-503-SERVICE_UNAVAILABLE@get-connection*3", "0",
    SLUICE_OUTCOME_REFUSED, "c-", "nothing", 0, FALSE, SLUICE_ATLAS_ERROR_UNAVAILABLE },
  { "lost/answer-then-failed", "lost-answer,fails", "0", SLUICE_OUTCOME_CREATED_FAILED, "csrw-",
    "FAILED", 1, TRUE, SLUICE_ATLAS_ERROR_CONNECTION_LOST },
  { "lost/request", "lost-request", "0", SLUICE_OUTCOME_NOT_CREATED, "csr-", "nothing", 1, TRUE,
    SLUICE_ATLAS_ERROR_CONNECTION_LOST },
  { "lost/500-done", "server-error-done", "0", SLUICE_OUTCOME_READY, "csr-", "READY", 1, TRUE,
    SLUICE_ATLAS_ERROR_SERVER },
  { "lost/500-not-done", "error-500-UNEXPECTED_ERROR@create-connection", "0",
    SLUICE_OUTCOME_NOT_CREATED, "csr-", "nothing", 1, TRUE, SLUICE_ATLAS_ERROR_SERVER },
  { "lost/503-page", "html-503@create-connection", "0", SLUICE_OUTCOME_NOT_CREATED, "csr-",
    "nothing", 1, TRUE, SLUICE_ATLAS_ERROR_UNAVAILABLE },
  { "lost/truncated", "truncated@create-connection", "0", SLUICE_OUTCOME_READY, "csr-", "READY", 1,
    TRUE, SLUICE_ATLAS_ERROR_BAD_REPLY },
  { "lost/cut-off", "cut-off@create-connection", "0", SLUICE_OUTCOME_READY, "csr-", "READY", 1,
    TRUE, ANY_ERROR },
  { "lost/bad-json", "bad-json@create-connection", "0", SLUICE_OUTCOME_READY, "csr-", "READY", 1,
    TRUE, SLUICE_ATLAS_ERROR_BAD_REPLY },
  { "lost/deep-json", "deep-json@create-connection", "0", SLUICE_OUTCOME_READY, "csr-", "READY", 1,
    TRUE, SLUICE_ATLAS_ERROR_BAD_REPLY },
  { "lost/other-name", "other-name", "0", SLUICE_OUTCOME_READY, "csr-", "READY", 1, TRUE,
    SLUICE_ATLAS_ERROR_BAD_REPLY },
  { "lost/empty-body", "empty-body@create-connection", "0", SLUICE_OUTCOME_READY, "csr-", "READY",
    1, TRUE, SLUICE_ATLAS_ERROR_BAD_REPLY },
};

static void
test_case (gconstpointer data)
{
  const Case *expected = data;
  CreateFixture fixture;
  const GError *error;

  create_set_up (&fixture, expected->scenarios, expected->ready_after);
  /* What will show is waited for as long as it takes. */
  if (expected->outcome == SLUICE_OUTCOME_READY)
    fixture.settle_pace.limit_ms = 20 * 1000;
  create_start (&fixture, FALSE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, expected->outcome);
  g_assert_cmpstr (fixture.phases->str, ==, expected->phases);
  g_assert_cmpint (sluice_operation_was_in_doubt (fixture.operation), ==, expected->in_doubt);
  error = sluice_operation_get_error (fixture.operation);
  if (expected->error == NO_ERROR)
    g_assert_no_error (error);
  else if (expected->error == ANY_ERROR)
    g_assert_nonnull (error);
  else
    g_assert_error (error, SLUICE_ATLAS_ERROR, expected->error);
  create_assert_posts (&fixture, expected->n_posts);
  create_assert_held (&fixture, expected->held);
  create_tear_down (&fixture);
}

/* ---- few requests ---------------------------------------------------------------------------- */

static void
checked_key_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CreateFixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceKeyInfo) info = sluice_atlas_check_key_finish (SLUICE_ATLAS_CLIENT (source),
                                                                  result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (info);
  fixture->n_pending--;
}

static void
warm_up (CreateFixture *fixture)
{
  fixture->n_pending++;
  sluice_atlas_check_key_async (fixture->client, NULL, checked_key_cb, fixture);
  wait_until (create_has_nothing_pending, fixture);
}

static void
test_warm (void)
{
  CreateFixture fixture;
  guint before;

  create_set_up (&fixture, "", "0");
  warm_up (&fixture);
  before = practice_atlas_count (fixture.atlas, "");
  create_start (&fixture, TRUE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_READY);
  g_assert_cmpstr (fixture.phases->str, ==, "s-");
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, ""), ==, before + 1);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, SIGNED_POST), ==, 1);
  g_assert_cmpuint (sluice_evidence_get_request_count (
                      sluice_operation_get_evidence (fixture.operation)), ==, 1);
  g_assert_cmpstr (sluice_connection_get_role_arn (
                     SLUICE_CONNECTION (sluice_operation_get_result (fixture.operation))), ==,
                   ROLE);
  create_assert_held (&fixture, "READY");
  create_tear_down (&fixture);
}

static void
test_cold (void)
{
  CreateFixture fixture;

  create_set_up (&fixture, "", "0");
  create_start (&fixture, TRUE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_READY);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, ""), ==, 2);
  create_assert_posts (&fixture, 1);
  create_assert_held (&fixture, "READY");
  create_tear_down (&fixture);
}

/* The challenge before it must not pass for Atlas's answer. */
static void
test_cold_lost_answer (void)
{
  CreateFixture fixture;

  create_set_up (&fixture, "lost-answer", "0");
  create_start (&fixture, TRUE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_READY);
  g_assert_true (sluice_operation_was_in_doubt (fixture.operation));
  create_assert_posts (&fixture, 1);
  create_assert_held (&fixture, "READY");
  create_tear_down (&fixture);
}

static void
test_wrong_key (void)
{
  CreateFixture fixture;
  g_autoptr (SluiceApiKey) key = NULL;

  create_set_up (&fixture, "", "0");
  key = sluice_api_key_new (fixture.atlas->public_key, "00000000-0000-0000-0000-000000000000");
  g_object_unref (fixture.client);
  fixture.client = sluice_atlas_client_new (fixture.atlas->url, key);
  create_start (&fixture, FALSE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_REFUSED);
  g_assert_error (sluice_operation_get_error (fixture.operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_KEY_REFUSED);
  create_assert_posts (&fixture, 0);
  create_start (&fixture, TRUE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_REFUSED);
  g_assert_error (sluice_operation_get_error (fixture.operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_KEY_REFUSED);
  create_assert_posts (&fixture, 1);
  create_tear_down (&fixture);
}

/* A refusal costs one look, and no waiting; one of the key itself costs none. */
static void
test_refused_looks_once (void)
{
  static const struct { const char *scenarios; guint n_looks; } refusals[] = {
    { "error-403-ACCESS_FORBIDDEN@create-connection", 1 },
    { "error-403-ACCESS_FORBIDDEN@create-connection,rate-limited@get-connection", 1 },
    { "error-403-ACCESS_FORBIDDEN@create-connection,html-503@get-connection", 1 },
    { "error-400-VALIDATION_ERROR@create-connection,error-403-ACCESS_FORBIDDEN@get-connection", 1 },
    { "error-409-STREAM_CONNECTION_NAME_ALREADY_EXISTS@create-connection", 1 },
    { "error-401-UNAUTHORIZED@create-connection", 0 },
    { "error-407-X@create-connection", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      CreateFixture fixture;

      create_set_up (&fixture, refusals[i].scenarios, "0");
      create_start (&fixture, TRUE);
      create_wait_for_end (&fixture);
      create_assert_outcome (&fixture, i == 4 ? SLUICE_OUTCOME_NAME_TAKEN : SLUICE_OUTCOME_REFUSED);
      g_assert_cmpstr (fixture.phases->str, ==, "s-");
      g_assert_false (sluice_operation_was_in_doubt (fixture.operation));
      g_assert_cmpuint (practice_atlas_count (fixture.atlas, "^GET \\S+/connections/\\S+ signed"),
                        ==, refusals[i].n_looks);
      create_assert_posts (&fixture, 1);
      create_tear_down (&fixture);
    }
}

static void
test_nobody_there (void)
{
  CreateFixture fixture;

  create_set_up (&fixture, "", "0");
  practice_atlas_kill (fixture.atlas);
  create_start (&fixture, TRUE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_REFUSED);
  g_assert_error (sluice_operation_get_error (fixture.operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_REFUSED);
  g_assert_false (sluice_operation_was_in_doubt (fixture.operation));
  create_tear_down (&fixture);
}

/* Where nothing is left to look up, the key goes with the client. */
static void
test_lets_go_of_client (void)
{
  CreateFixture fixture;
  SluiceAtlasClient *client;

  create_set_up (&fixture, "", "0");
  create_start (&fixture, FALSE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_READY);
  client = g_object_ref (fixture.client);
  g_object_unref (fixture.client);
  g_assert_cmpuint (G_OBJECT (client)->ref_count, ==, 1);
  fixture.client = client;
  create_tear_down (&fixture);
}

/* ---- somebody else has the name -------------------------------------------------------------- */

static void
test_taken_before (void)
{
  CreateFixture fixture;
  GObject *holder;

  create_set_up (&fixture, "", "0");
  create_start_as (&fixture, OTHER_ROLE, NULL, FALSE);
  create_wait_for_end (&fixture);
  create_assert_posts (&fixture, 1);
  create_start (&fixture, FALSE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_NAME_TAKEN);
  g_assert_cmpstr (fixture.phases->str, ==, "c-");
  holder = sluice_operation_get_result (fixture.operation);
  g_assert_cmpstr (sluice_connection_get_role_arn (SLUICE_CONNECTION (holder)), ==, OTHER_ROLE);
  create_assert_posts (&fixture, 1);
  create_tear_down (&fixture);
}

static void
test_taken_meanwhile (void)
{
  CreateFixture fixture;
  GObject *holder;

  create_set_up (&fixture, "", "0");
  create_start_as (&fixture, OTHER_ROLE, NULL, FALSE);
  create_wait_for_end (&fixture);
  create_start (&fixture, TRUE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_NAME_TAKEN);
  g_assert_error (sluice_operation_get_error (fixture.operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_NAME_TAKEN);
  holder = sluice_operation_get_result (fixture.operation);
  g_assert_cmpstr (sluice_connection_get_role_arn (SLUICE_CONNECTION (holder)), ==, OTHER_ROLE);
  g_assert_false (sluice_operation_was_in_doubt (fixture.operation));
  create_assert_posts (&fixture, 2);
  create_tear_down (&fixture);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CreateFixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection =
    sluice_atlas_create_connection_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  g_assert_no_error (error);
  fixture->n_pending--;
}

static void
create_by_somebody (CreateFixture *fixture, const char *role, const char *bucket)
{
  g_autoptr (SluiceAtlasClient) client =
    sluice_atlas_client_new (fixture->atlas->url, sluice_atlas_client_get_key (fixture->client));
  const SluiceConnectionSpec spec = { .name = NAME, .role_arn = role, .test_bucket = bucket };

  fixture->n_pending++;
  sluice_atlas_create_connection_async (client, fixture->atlas->project_id,
                                        fixture->atlas->instance, &spec, NULL, created_cb,
                                        fixture);
}

static void
take_with_other_role (CreateFixture *fixture)
{
  create_by_somebody (fixture, OTHER_ROLE, BUCKET);
}

static void
take_with_other_bucket (CreateFixture *fixture)
{
  create_by_somebody (fixture, ROLE, "another-bucket");
}

static void
test_taken_in_doubt (gconstpointer data)
{
  CreateFixture fixture;

  create_set_up (&fixture, "lost-request*1", "0");
  fixture.settle_pace.limit_ms = 20 * 1000;
  fixture.act_in = SLUICE_PHASE_READING_BACK;
  fixture.act = (void (*) (CreateFixture *)) data;
  create_start (&fixture, FALSE);
  create_wait_for_end (&fixture);
  wait_until (create_has_nothing_pending, &fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_OTHER_HOLDS);
  g_assert_true (sluice_operation_was_in_doubt (fixture.operation));
  g_assert_nonnull (sluice_operation_get_result (fixture.operation));
  create_assert_posts (&fixture, 2);  /* ours and theirs */
  create_tear_down (&fixture);
}

static void
add_tests (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/create-operation/", cases[i].path, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/create-operation/requests/warm", test_warm);
  g_test_add_func ("/create-operation/requests/cold", test_cold);
  g_test_add_func ("/create-operation/requests/cold-lost-answer", test_cold_lost_answer);
  g_test_add_func ("/create-operation/refused/wrong-key", test_wrong_key);
  g_test_add_func ("/create-operation/refused/looks-once", test_refused_looks_once);
  g_test_add_func ("/create-operation/refused/nobody-there", test_nobody_there);
  g_test_add_func ("/create-operation/lets-go-of-client", test_lets_go_of_client);
  g_test_add_func ("/create-operation/taken/before", test_taken_before);
  g_test_add_func ("/create-operation/taken/meanwhile", test_taken_meanwhile);
  g_test_add_data_func ("/create-operation/taken/other-role", take_with_other_role,
                        test_taken_in_doubt);
  g_test_add_data_func ("/create-operation/taken/other-bucket", take_with_other_bucket,
                        test_taken_in_doubt);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_tests ();
  return g_test_run ();
}
