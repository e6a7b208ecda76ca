/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with AWS roles, against the practice Atlas: how often it is asked, and what is said
 * to be true afterwards.
 */
#include "practice-atlas.h"
#include "sluice-atlas-aws-roles.h"
#include "sluice-atlas-connections.h"
#include "sluice-role-operations.h"

#define ARN "arn:aws:iam::123456789012:role/harbour/s3-writer"

static const SluicePollerPace quick = { 5, 10, 300 };
static const SluicePollerPace quick_retry = { 5, 10, 60000 };

typedef struct
{
  PracticeAtlas     *practice;
  SluiceAtlasClient *client;
  SluiceRoleRequest  request;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer scenario)
{
  g_autoptr (SluiceApiKey) key = NULL;

  fixture->practice = practice_atlas_start (scenario, "0");
  key = sluice_api_key_new (fixture->practice->public_key, fixture->practice->private_key);
  fixture->client = sluice_atlas_client_new (fixture->practice->url, key);
  fixture->request = (SluiceRoleRequest) {
    .project_id = fixture->practice->project_id,
    .role_arn = ARN,
    .retry_pace = quick_retry,
    .settle_pace = quick,
  };
}

static void
tear_down (Fixture *fixture, gconstpointer scenario)
{
  g_clear_object (&fixture->request.role);
  g_clear_object (&fixture->request.usage);
  assert_finalized_soon (fixture->client);
  practice_atlas_stop (fixture->practice);
}

static void
wait_end (SluiceOperation *operation)
{
  while (sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_end (SluiceOperation      *operation,
            SluiceOperationState  state,
            SluiceOutcome         outcome)
{
  wait_end (operation);
  g_assert_cmpint (sluice_operation_get_state (operation), ==, state);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, outcome);
}

static guint
count_requests (Fixture *fixture, const char *method)
{
  g_autofree char *log = practice_atlas_log (fixture->practice);
  g_auto (GStrv) lines = g_strsplit (log, "\n", -1);
  guint count = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    count += g_str_has_prefix (lines[i], method) && strstr (lines[i], " signed ") != NULL;
  return count;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer roles)
{
  g_autoptr (GError) error = NULL;

  *(GPtrArray **) roles =
    sluice_atlas_list_aws_roles_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_assert_no_error (error);
}

/* The half finished set-up that the practice Atlas begins with. */
static void
choose_half_finished (Fixture *fixture)
{
  g_autoptr (GPtrArray) roles = NULL;

  sluice_atlas_list_aws_roles_async (fixture->client, fixture->practice->project_id, NULL, listed_cb,
                                     &roles);
  while (roles == NULL)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < roles->len; i++)
    {
      if (!sluice_aws_role_is_authorized (roles->pdata[i]))
        g_set_object (&fixture->request.role, roles->pdata[i]);
    }
  g_assert_nonnull (fixture->request.role);
}

/* ---- starting ---- */

static void
test_start (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation = sluice_setup_operation_start (fixture->client, &fixture->request);
  SluiceAwsRole *role;

  assert_end (operation, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_ACCEPTED);
  g_assert_cmpuint (count_requests (fixture, "POST"), ==, 1);
  g_assert_cmpint (sluice_operation_was_in_doubt (operation), ==, g_strcmp0 (scenario, "") != 0);
  role = SLUICE_AWS_ROLE (sluice_operation_get_result (operation));
  g_assert_false (sluice_aws_role_is_authorized (role));
  g_assert_cmpstr (sluice_aws_role_get_account_arn (role), !=, NULL);
  g_assert_finalize_object (operation);
}

/* Nothing was done, and there is no second POST by itself. */
static void
test_start_not_done (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation = sluice_setup_operation_start (fixture->client, &fixture->request);

  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_NOT_CREATED);
  g_assert_cmpuint (count_requests (fixture, "POST"), <=, 1);
  g_assert_error ((GError *) sluice_operation_get_error (operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_CONNECTION_LOST);
  g_assert_finalize_object (operation);
}

static void
test_start_refused (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation = sluice_setup_operation_start (fixture->client, &fixture->request);

  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_REFUSED);
  g_assert_error ((GError *) sluice_operation_get_error (operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_ROLE_MISSING);
  g_assert_finalize_object (operation);
}

/* ---- authorizing ---- */

static void
test_authorize (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation;
  guint most = 0;

  choose_half_finished (fixture);
  operation = sluice_authorize_operation_start (fixture->client, &fixture->request);
  g_assert_cmpstr (sluice_operation_get_subject (operation), ==, "s3-writer");
  assert_end (operation, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_ACCEPTED);
  g_assert_true (sluice_aws_role_is_authorized (
    SLUICE_AWS_ROLE (sluice_operation_get_result (operation))));
  g_assert_cmpuint (count_requests (fixture, "PATCH"), ==,
                    g_strcmp0 (scenario, "cannot-assume-role") == 0 ? 3 : 1);
  g_assert_cmpuint (sluice_operation_get_tries (operation, &most), ==,
                    count_requests (fixture, "PATCH"));
  g_assert_cmpuint (most, ==, SLUICE_AUTHORIZE_TRIES);
  g_assert_finalize_object (operation);
}

static void
test_authorize_never (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation;

  choose_half_finished (fixture);
  operation = sluice_authorize_operation_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_REFUSED);
  g_assert_cmpuint (count_requests (fixture, "PATCH"), ==, SLUICE_AUTHORIZE_TRIES);
  g_assert_error ((GError *) sluice_operation_get_error (operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_CANNOT_ASSUME_ROLE);
  g_assert_finalize_object (operation);
}

static void
test_authorize_stopped (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation;

  choose_half_finished (fixture);
  fixture->request.retry_pace = (SluicePollerPace) { 60000, 60000, 120000 };
  operation = sluice_authorize_operation_start (fixture->client, &fixture->request);
  while (sluice_operation_get_phase (operation) != SLUICE_PHASE_RETRYING)
    g_main_context_iteration (NULL, TRUE);
  sluice_operation_cancel (operation);
  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_STOPPED);
  g_assert_cmpuint (count_requests (fixture, "PATCH"), ==, 1);
  g_assert_false (sluice_operation_can_cancel (operation));
  g_assert_finalize_object (operation);
}

/* ---- deauthorizing ---- */

static void
test_deauthorize (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation;

  choose_half_finished (fixture);
  operation = sluice_deauthorize_operation_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_ACCEPTED);
  g_assert_cmpuint (count_requests (fixture, "DELETE"), ==, 1);
  g_object_unref (operation);

  /* Gone already is gone, too. */
  operation = sluice_deauthorize_operation_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_ACCEPTED);
  g_assert_finalize_object (operation);
}

static void
usage_loaded_cb (GObject *source, GAsyncResult *result, gpointer usage)
{
  g_autoptr (GError) error = NULL;

  *(SluiceRoleUsage **) usage =
    sluice_role_usage_load_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_assert_no_error (error);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer connection)
{
  g_autoptr (GError) error = NULL;

  *(SluiceConnection **) connection =
    sluice_atlas_create_connection_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_assert_no_error (error);
}

static void
use_role (Fixture *fixture)
{
  const SluiceConnectionSpec spec = { .name = "meanwhile", .role_arn = ARN };
  g_autoptr (SluiceConnection) connection = NULL;

  sluice_atlas_create_connection_async (fixture->client, fixture->practice->project_id,
                                        fixture->practice->instance, &spec, NULL, created_cb,
                                        &connection);
  while (connection == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
look_for_uses (Fixture *fixture)
{
  g_clear_object (&fixture->request.usage);
  sluice_role_usage_load_async (fixture->client, fixture->practice->project_id, NULL,
                                usage_loaded_cb, &fixture->request.usage);
  while (fixture->request.usage == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* A connection has begun to use it since the person was told that none does. */
static void
test_deauthorize_used (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation;

  choose_half_finished (fixture);
  operation = sluice_authorize_operation_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_ACCEPTED);
  g_set_object (&fixture->request.role, SLUICE_AWS_ROLE (sluice_operation_get_result (operation)));
  g_object_unref (operation);
  look_for_uses (fixture);
  use_role (fixture);
  operation = sluice_deauthorize_operation_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_CHANGED_BEFORE);
  g_object_unref (operation);

  /* What can no longer be read may hold more. */
  look_for_uses (fixture);
  practice_atlas_switch (fixture->practice, "error-403-FORBIDDEN@list-connections*0", TRUE);
  operation = sluice_deauthorize_operation_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_REFUSED);
  g_object_unref (operation);
  g_assert_cmpuint (count_requests (fixture, "DELETE"), ==, 0);
  practice_atlas_switch (fixture->practice, "error-403-FORBIDDEN@list-connections*0", FALSE);

  /* Told of it, the person may still want that. */
  operation = sluice_deauthorize_operation_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_ACCEPTED);
  g_assert_cmpuint (count_requests (fixture, "DELETE"), ==, 1);
  g_assert_finalize_object (operation);
}

/* Atlas says that it is removed, of which the list of roles knows nothing. */
static void
test_deauthorize_believed (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation;

  choose_half_finished (fixture);
  operation = sluice_deauthorize_operation_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_NOT_CREATED);
  g_assert_cmpuint (count_requests (fixture, "DELETE"), ==, 1);
  g_assert_finalize_object (operation);
}

/* Somebody has authorized the half finished set-up that is about to be removed. */
static void
test_deauthorize_changed (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation;

  choose_half_finished (fixture);
  operation = sluice_authorize_operation_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_ACCEPTED);
  g_object_unref (operation);
  operation = sluice_deauthorize_operation_start (fixture->client, &fixture->request);
  g_assert_cmpint (sluice_operation_get_phase (operation), ==, SLUICE_PHASE_CHECKING);
  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_CHANGED_BEFORE);
  g_assert_cmpuint (count_requests (fixture, "DELETE"), ==, 0);

  /* As it is now, it is removed. */
  g_set_object (&fixture->request.role, SLUICE_AWS_ROLE (sluice_operation_get_result (operation)));
  g_assert_finalize_object (operation);
  operation = sluice_deauthorize_operation_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_ACCEPTED);
  g_assert_cmpuint (count_requests (fixture, "DELETE"), ==, 1);
  g_object_unref (operation);
}

static void
test_deauthorize_unseen (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation;

  choose_half_finished (fixture);
  practice_atlas_switch (fixture->practice, "error-403-FORBIDDEN@list-roles*0", TRUE);
  operation = sluice_deauthorize_operation_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_REFUSED);
  g_object_unref (operation);
  practice_atlas_switch (fixture->practice, "error-403-FORBIDDEN", FALSE);
  operation = sluice_deauthorize_operation_start (fixture->client, &fixture->request);
  sluice_operation_cancel (operation);
  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_CANCELLED);
  g_object_unref (operation);
  g_assert_cmpuint (count_requests (fixture, "DELETE"), ==, 0);
}

static void
go_dark_cb (SluiceOperation *operation, GParamSpec *pspec, Fixture *fixture)
{
  if (sluice_operation_get_phase (operation) != SLUICE_PHASE_SENDING)
    return;
  g_signal_handlers_disconnect_by_data (operation, fixture);
  practice_atlas_switch (fixture->practice, "html-503@list-roles*0", TRUE);
}

/* The answer is lost, and so is every answer about what became of it. */
static void
test_cannot_tell (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation;

  choose_half_finished (fixture);
  operation = sluice_deauthorize_operation_start (fixture->client, &fixture->request);
  g_signal_connect (operation, "notify::revision", G_CALLBACK (go_dark_cb), fixture);
  assert_end (operation, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_CANNOT_TELL);
  g_assert_true (sluice_operation_can_check_again (operation));
  practice_atlas_switch (fixture->practice, "html-503", FALSE);
  sluice_operation_check_again (operation);
  g_assert_cmpint (sluice_operation_get_phase (operation), ==, SLUICE_PHASE_READING_BACK);
  assert_end (operation, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_ACCEPTED);
  g_assert_cmpuint (count_requests (fixture, "DELETE"), ==, 1);
  g_assert_finalize_object (operation);
}

#define TEST(path, scenario, function) \
  g_test_add ("/aws-access/" path, Fixture, scenario, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("start", "", test_start);
  TEST ("start/lost-answer", "lost-answer@create-role*1", test_start);
  TEST ("start/server-error-done", "server-error-done@create-role*1", test_start);
  TEST ("start/denied-done", "denied-done@create-role*1", test_start);
  TEST ("start/lost-request", "lost-request@create-role", test_start_not_done);
  TEST ("start/role-missing", "role-missing@create-role", test_start_refused);
  TEST ("authorize", "", test_authorize);
  TEST ("authorize/third-try", "cannot-assume-role", test_authorize);
  TEST ("authorize/denied-done", "denied-done@authorize-role*1", test_authorize);
  TEST ("authorize/lost-answer", "lost-answer@authorize-role*1", test_authorize);
  TEST ("authorize/never", "cannot-assume-role@authorize-role*0", test_authorize_never);
  TEST ("authorize/stopped", "cannot-assume-role@authorize-role*0", test_authorize_stopped);
  TEST ("deauthorize", "", test_deauthorize);
  TEST ("deauthorize/lost-answer", "lost-answer@deauthorize-role*1", test_deauthorize);
  TEST ("deauthorize/denied-done", "denied-done@deauthorize-role*1", test_deauthorize);
  TEST ("deauthorize/success-not-done", "false-success@deauthorize-role*1",
        test_deauthorize_believed);
  TEST ("deauthorize/used", "", test_deauthorize_used);
  TEST ("deauthorize/changed", "", test_deauthorize_changed);
  TEST ("deauthorize/unseen", "", test_deauthorize_unseen);
  TEST ("deauthorize/cannot-tell", "lost-answer@deauthorize-role", test_cannot_tell);
  return g_test_run ();
}
