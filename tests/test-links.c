/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with private links, against the practice Atlas: how often it is asked, and what is
 * said to be true afterwards.
 */
#include <string.h>

#include "practice-atlas.h"
#include "sluice-atlas-connections.h"
#include "sluice-atlas-private-links.h"
#include "sluice-link-operations.h"

#define REGION "eu-central-1"
#define LINKS "/privateLinkConnections"

static const SluicePollerPace quick = { 5, 10, 60000 };
static const SluicePollerPace quick_settle = { 5, 10, 300 };

typedef struct
{
  PracticeAtlas     *practice;
  SluiceAtlasClient *client;
  SluiceLinkRequest  request;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer scenario)
{
  g_autoptr (SluiceApiKey) key = NULL;

  fixture->practice = practice_atlas_start (scenario, "0");
  key = sluice_api_key_new (fixture->practice->public_key, fixture->practice->private_key);
  fixture->client = sluice_atlas_client_new (fixture->practice->url, key);
  fixture->request = (SluiceLinkRequest) {
    .project_id = fixture->practice->project_id,
    .region = REGION,
    .watch_pace = quick,
    .settle_pace = quick_settle,
  };
}

static void
tear_down (Fixture *fixture, gconstpointer scenario)
{
  g_clear_object (&fixture->request.link);
  assert_finalized_soon (fixture->client);
  practice_atlas_stop (fixture->practice);
}

static void
assert_end (SluiceOperation *operation, SluiceOperationState state, SluiceOutcome outcome)
{
  while (sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, outcome);
  g_assert_cmpint (sluice_operation_get_state (operation), ==, state);
}

static guint
count_requests (Fixture *fixture, const char *method)
{
  g_autofree char *log = practice_atlas_log (fixture->practice);
  g_auto (GStrv) lines = g_strsplit (log, "\n", -1);
  guint count = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    count += g_str_has_prefix (lines[i], method) && strstr (lines[i], " signed ") != NULL &&
             strstr (lines[i], LINKS) != NULL;
  return count;
}

static SluicePrivateLink *
result_of (SluiceOperation *operation)
{
  return SLUICE_PRIVATE_LINK (sluice_operation_get_result (operation));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer links)
{
  g_autoptr (GError) error = NULL;

  *(GPtrArray **) links =
    sluice_atlas_list_private_links_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_assert_no_error (error);
}

/* The link that the practice Atlas begins with. */
static void
take_present (Fixture *fixture)
{
  g_autoptr (GPtrArray) links = NULL;

  sluice_atlas_list_private_links_async (fixture->client, fixture->practice->project_id, NULL,
                                         listed_cb, &links);
  while (links == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (links->len, ==, 1);
  g_set_object (&fixture->request.link, links->pdata[0]);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer connection)
{
  g_autoptr (GError) error = NULL;

  *(SluiceConnection **) connection =
    sluice_atlas_create_connection_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_assert_no_error (error);
}

static void
use_present (Fixture *fixture)
{
  const SluiceConnectionSpec spec = {
    .name = "behind", .role_arn = "arn:aws:iam::123456789012:role/x",
    .private_link_id = sluice_private_link_get_id (fixture->request.link),
  };
  g_autoptr (SluiceConnection) connection = NULL;

  sluice_atlas_create_connection_async (fixture->client, fixture->practice->project_id,
                                        fixture->practice->instance, &spec, NULL, connected_cb,
                                        &connection);
  while (connection == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* ---- creating ---- */

static void
test_create (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation = sluice_link_create_start (fixture->client, &fixture->request);

  g_assert_cmpstr (sluice_operation_get_subject (operation), ==, REGION);
  g_assert_cmpstr (sluice_operation_get_project_id (operation), ==, fixture->practice->project_id);
  assert_end (operation, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_READY);
  g_assert_cmpuint (count_requests (fixture, "POST"), ==, 1);
  g_assert_cmpint (sluice_operation_was_in_doubt (operation), ==, g_strcmp0 (scenario, "") != 0);
  g_assert_true (sluice_private_link_is_done (result_of (operation)));
  g_assert_true (sluice_private_link_is_s3 (result_of (operation)));
  g_assert_cmpstr (sluice_private_link_get_region (result_of (operation)), ==, REGION);
  g_assert_cmpstr (sluice_link_operation_get_link (operation), ==,
                   sluice_private_link_get_id (result_of (operation)));
  g_assert_finalize_object (operation);
}

static void
test_create_fails (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation = sluice_link_create_start (fixture->client, &fixture->request);

  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_CREATED_FAILED);
  g_assert_nonnull (sluice_private_link_get_error_message (result_of (operation)));
  g_assert_finalize_object (operation);
}

/* Nothing was done, and there is no second POST by itself. */
static void
test_create_not_done (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation = sluice_link_create_start (fixture->client, &fixture->request);

  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_NOT_CREATED);
  g_assert_cmpuint (count_requests (fixture, "POST"), ==, 1);
  g_assert_cmpuint (count_requests (fixture, "GET"), >=, 2);
  g_assert_finalize_object (operation);
}

/* Another one in the region would only cost money. */
static void
test_create_there (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation;

  fixture->request.region = "us-east-1";
  operation = sluice_link_create_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_NAME_TAKEN);
  g_assert_true (sluice_private_link_is_done (result_of (operation)));
  g_assert_cmpuint (count_requests (fixture, "POST"), ==, 0);
  g_assert_finalize_object (operation);
}

static void
test_create_refused (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation = sluice_link_create_start (fixture->client, &fixture->request);

  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_REFUSED);
  g_assert_cmpuint (count_requests (fixture, "POST"), <=, 1);
  g_assert_finalize_object (operation);
}

static void
test_create_taken_meanwhile (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation = sluice_link_create_start (fixture->client, &fixture->request);

  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_NAME_TAKEN);
  g_assert_cmpuint (count_requests (fixture, "POST"), ==, 1);
  g_assert_finalize_object (operation);
}

static void
cancel_last_look_cb (SluiceOperation *operation, GParamSpec *pspec, Fixture *fixture)
{
  if (sluice_operation_get_phase (operation) == SLUICE_PHASE_READING_BACK)
    {
      g_signal_handlers_disconnect_by_data (operation, fixture);
      sluice_operation_cancel (operation);
    }
}

static void
test_create_cancelled_in_doubt (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation = sluice_link_create_start (fixture->client, &fixture->request);

  g_signal_connect (operation, "notify::revision", G_CALLBACK (cancel_last_look_cb), fixture);
  assert_end (operation, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_CANNOT_TELL);
  sluice_operation_check_again (operation);
  assert_end (operation, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_READY);
  g_assert_cmpuint (count_requests (fixture, "POST"), ==, 1);
  g_assert_finalize_object (operation);
}

/* Stopping to watch changes nothing in Atlas, and another operation goes on watching. */
static void
test_stop_and_resume (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation = sluice_link_create_start (fixture->client, &fixture->request);
  SluiceOperation *resumed;

  while (sluice_operation_get_phase (operation) != SLUICE_PHASE_WATCHING ||
         sluice_operation_get_result (operation) == NULL ||
         sluice_private_link_get_state (result_of (operation)) != SLUICE_PRIVATE_LINK_PREPARING)
    g_main_context_iteration (NULL, TRUE);
  sluice_operation_cancel (operation);
  assert_end (operation, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_STOPPED);
  g_assert_true (sluice_operation_can_check_again (operation));

  g_set_object (&fixture->request.link, result_of (operation));
  resumed = sluice_link_watch_start (fixture->client, &fixture->request);
  g_assert_cmpint (sluice_operation_get_kind (resumed), ==, SLUICE_OPERATION_CREATE_LINK);
  g_assert_cmpstr (sluice_operation_get_subject (resumed), ==, REGION);
  g_assert_cmpint (sluice_operation_get_phase (resumed), ==, SLUICE_PHASE_WATCHING);
  sluice_operation_cancel (resumed);
  assert_end (resumed, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_STOPPED);
  g_assert_cmpuint (count_requests (fixture, "POST"), ==, 1);
  g_assert_cmpuint (count_requests (fixture, "DELETE"), ==, 0);
  g_assert_finalize_object (operation);
  g_assert_finalize_object (resumed);
}

static void
test_still_pending (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation;

  fixture->request.watch_pace.limit_ms = 50;
  operation = sluice_link_create_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_STILL_PENDING);
  g_assert_finalize_object (operation);
}

/* ---- deleting ---- */

static void
test_delete (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation;

  take_present (fixture);
  operation = sluice_link_delete_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_GONE);
  g_assert_cmpuint (count_requests (fixture, "DELETE"), ==, 1);
  g_assert_cmpint (sluice_operation_was_in_doubt (operation), ==, g_strcmp0 (scenario, "") != 0);
  g_assert_finalize_object (operation);

  /* Gone already is gone, too; and so it is for whoever still watches it. */
  operation = sluice_link_delete_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_GONE);
  g_object_unref (operation);
  operation = sluice_link_watch_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_GONE);
  g_assert_finalize_object (operation);
}

static void
test_delete_unseen (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation;

  take_present (fixture);
  practice_atlas_switch (fixture->practice, "error-403-FORBIDDEN@get-link*0", TRUE);
  operation = sluice_link_delete_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_REFUSED);
  g_object_unref (operation);
  practice_atlas_switch (fixture->practice, "error-403-FORBIDDEN", FALSE);
  operation = sluice_link_delete_start (fixture->client, &fixture->request);
  sluice_operation_cancel (operation);
  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_CANCELLED);
  g_object_unref (operation);
  g_assert_cmpuint (count_requests (fixture, "DELETE"), ==, 0);
}

static void
test_delete_in_use (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation;

  take_present (fixture);
  use_present (fixture);
  operation = sluice_link_delete_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_REFUSED);
  g_assert_true (sluice_atlas_error_is_link_in_use (sluice_operation_get_error (operation)));
  g_assert_finalize_object (operation);
}

static void
test_delete_not_done (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation;

  take_present (fixture);
  operation = sluice_link_delete_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_STILL_THERE);
  g_assert_cmpuint (count_requests (fixture, "DELETE"), ==, 1);
  g_assert_finalize_object (operation);
}

static void
test_delete_slow (Fixture *fixture, gconstpointer scenario)
{
  SluiceOperation *operation;

  take_present (fixture);
  fixture->request.watch_pace.limit_ms = 50;
  operation = sluice_link_delete_start (fixture->client, &fixture->request);
  assert_end (operation, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_STILL_THERE);
  g_assert_cmpint (sluice_private_link_get_state (result_of (operation)), ==,
                   SLUICE_PRIVATE_LINK_LEAVING);
  g_set_object (&fixture->request.link, result_of (operation));
  g_object_unref (operation);

  /* Another start finds it so, and waits until it is gone. */
  operation = sluice_link_watch_start (fixture->client, &fixture->request);
  g_assert_cmpint (sluice_operation_get_kind (operation), ==, SLUICE_OPERATION_DELETE_LINK);
  g_assert_cmpint (sluice_operation_get_phase (operation), ==, SLUICE_PHASE_LEAVING);
  assert_end (operation, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_STILL_THERE);
  g_assert_cmpuint (count_requests (fixture, "DELETE"), ==, 1);
  g_assert_finalize_object (operation);
}

#define TEST(path, scenario, function) \
  g_test_add ("/links/" path, Fixture, scenario, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("create", "", test_create);
  TEST ("create/lost-answer", "lost-answer@create-link*1", test_create);
  TEST ("create/server-error-done", "server-error-done@create-link*1", test_create);
  TEST ("create/denied-done", "denied-done@create-link*1", test_create);
  TEST ("create/fails", "fails@create-link", test_create_fails);
  TEST ("create/lost-request", "lost-request@create-link*1", test_create_not_done);
  TEST ("create/there", "", test_create_there);
  TEST ("create/taken-meanwhile", "error-400-STREAM_PRIVATE_LINK_ALREADY_EXISTS@create-link",
        test_create_taken_meanwhile);
  TEST ("create/role-missing", "role-missing@create-link", test_create_refused);
  TEST ("create/list-refused", "role-missing@list-links", test_create_refused);
  TEST ("create/cancelled-in-doubt", "lost-answer@create-link*1", test_create_cancelled_in_doubt);
  TEST ("create/stopped", "pending-forever@create-link", test_stop_and_resume);
  TEST ("create/still-pending", "pending-forever@create-link", test_still_pending);
  TEST ("delete", "", test_delete);
  TEST ("delete/lost-answer", "lost-answer@delete-link*1", test_delete);
  TEST ("delete/denied-done", "denied-done@delete-link*1", test_delete);
  TEST ("delete/unseen", "", test_delete_unseen);
  TEST ("delete/in-use", "", test_delete_in_use);
  TEST ("delete/lost-request", "lost-request@delete-link*1", test_delete_not_done);
  TEST ("delete/slow", "pending-forever@delete-link", test_delete_slow);
  return g_test_run ();
}
