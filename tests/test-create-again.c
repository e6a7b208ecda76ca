/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person does while a connection is being created: cancel, and check again. */
#include "create-fixture.h"

#include "sluice-atlas-connections.h"

/* ---- the person cancels ---------------------------------------------------------------------- */

static void
cancel (CreateFixture *fixture)
{
  g_assert_true (sluice_operation_can_cancel (fixture->operation));
  sluice_operation_cancel (fixture->operation);
  g_assert_false (sluice_operation_can_cancel (fixture->operation));
  sluice_operation_cancel (fixture->operation);
}

static void
test_cancel_checking (void)
{
  CreateFixture fixture;

  create_set_up (&fixture, "silent@get-connection", "0");
  create_start (&fixture, FALSE);
  wait_until (create_has_get, &fixture);
  cancel (&fixture);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_CANCELLED);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, ANY_POST), ==, 0);
  create_assert_held (&fixture, "nothing");
  create_tear_down (&fixture);
}

/* Between the look and the request. */
static void
test_cancel_before_sending (void)
{
  CreateFixture fixture;

  create_set_up (&fixture, "", "0");
  fixture.act_in = SLUICE_PHASE_SENDING;
  fixture.act = cancel;
  create_start (&fixture, FALSE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_CANCELLED);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, ANY_POST), ==, 0);
  create_assert_held (&fixture, "nothing");
  create_tear_down (&fixture);
}

static void
silent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CreateFixture *fixture = user_data;
  g_autoptr (SluiceConnection) connection =
    sluice_atlas_get_connection_finish (SLUICE_ATLAS_CLIENT (source), result, NULL);

  g_assert_null (connection);
  fixture->n_pending--;
}

/* The request still stands in the queue behind another one. */
static void
test_cancel_queued (void)
{
  CreateFixture fixture;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  create_set_up (&fixture, "silent@get-connection", "0");
  fixture.n_pending++;
  sluice_atlas_get_connection_async (fixture.client, fixture.atlas->project_id,
                                     fixture.atlas->instance, "other", cancellable, silent_cb,
                                     &fixture);
  create_start (&fixture, TRUE);
  wait_until (create_has_get, &fixture);
  cancel (&fixture);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_CANCELLED);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, ANY_POST), ==, 0);
  g_cancellable_cancel (cancellable);
  wait_until (create_has_nothing_pending, &fixture);
  create_assert_held (&fixture, "nothing");
  create_tear_down (&fixture);
}

static void
test_cancel_sending (void)
{
  CreateFixture fixture;

  create_set_up (&fixture, "silent", "0");
  create_start (&fixture, FALSE);
  wait_until (create_has_post, &fixture);
  cancel (&fixture);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_READY);
  g_assert_cmpstr (fixture.phases->str, ==, "csr-");
  g_assert_true (sluice_operation_was_in_doubt (fixture.operation));
  create_assert_posts (&fixture, 1);
  create_assert_held (&fixture, "READY");
  create_tear_down (&fixture);
}

static void
test_cancel_reading_back (void)
{
  CreateFixture fixture;

  create_set_up (&fixture, "lost-answer,silent@get-connection", "0");
  create_start (&fixture, TRUE);
  wait_until (create_has_get, &fixture);
  g_assert_cmpint (sluice_operation_get_phase (fixture.operation), ==, SLUICE_PHASE_READING_BACK);
  cancel (&fixture);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_CANNOT_TELL);
  g_assert_error (sluice_operation_get_error (fixture.operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_CANCELLED);
  practice_atlas_switch (fixture.atlas, "all", FALSE);
  sluice_operation_check_again (fixture.operation);
  g_assert_true (sluice_operation_can_cancel (fixture.operation));
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_READY);
  g_assert_true (sluice_operation_was_in_doubt (fixture.operation));
  create_assert_posts (&fixture, 1);
  create_assert_held (&fixture, "READY");
  create_tear_down (&fixture);
}

/* In the pause between two looks. */
static void
test_cancel_settling (void)
{
  CreateFixture fixture;

  create_set_up (&fixture, "lost-request", "0");
  fixture.settle_pace = (SluicePollerPace) { 60 * 1000, 60 * 1000, 120 * 1000 };
  create_start (&fixture, TRUE);
  wait_until (create_has_get, &fixture);
  wait_ms (50);
  cancel (&fixture);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_CANNOT_TELL);
  g_assert_error (sluice_operation_get_error (fixture.operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_CANCELLED);
  sluice_operation_check_again (fixture.operation);
  wait_ms (50);
  cancel (&fixture);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_CANNOT_TELL);
  create_assert_posts (&fixture, 1);
  create_tear_down (&fixture);
}

static void
test_cancel_watching (void)
{
  CreateFixture fixture;

  create_set_up (&fixture, "", "1");
  create_start (&fixture, FALSE);
  create_wait_for_phase (&fixture, SLUICE_PHASE_WATCHING);
  cancel (&fixture);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_STOPPED);
  g_assert_no_error (sluice_operation_get_error (fixture.operation));
  g_assert_nonnull (sluice_operation_get_result (fixture.operation));
  sluice_operation_check_again (fixture.operation);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_READY);
  create_assert_posts (&fixture, 1);
  create_assert_held (&fixture, "READY");
  create_tear_down (&fixture);
}

/* ---- watching in vain, and checking again ---------------------------------------------------- */

static void
test_still_pending (void)
{
  CreateFixture fixture;

  create_set_up (&fixture, "pending-forever", "0");
  fixture.watch_pace.limit_ms = 150;
  create_start (&fixture, FALSE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_STILL_PENDING);
  g_assert_no_error (sluice_operation_get_error (fixture.operation));
  sluice_operation_check_again (fixture.operation);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_STILL_PENDING);
  create_assert_posts (&fixture, 1);
  create_assert_held (&fixture, "PENDING");
  create_tear_down (&fixture);
}

static void
test_unwatched (gconstpointer data)
{
  const char *scenario = data;
  gboolean may_pass = g_str_has_prefix (scenario, "error-5");
  CreateFixture fixture;

  create_set_up (&fixture, scenario, "0.2");
  create_start (&fixture, TRUE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_UNWATCHED);
  g_assert_cmpint (sluice_operation_get_error (fixture.operation)->code, ==,
                   may_pass ? SLUICE_ATLAS_ERROR_SERVER : SLUICE_ATLAS_ERROR_ADDRESS_NOT_LISTED);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, GET_ONE), ==, may_pass ? 5 : 1);
  practice_atlas_switch (fixture.atlas, "all", FALSE);
  sluice_operation_check_again (fixture.operation);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_READY);
  create_assert_posts (&fixture, 1);
  create_assert_held (&fixture, "READY");
  create_tear_down (&fixture);
}

/* An answer without a state says nothing, so that the first look does not wait. */
static void
test_state_absent (void)
{
  CreateFixture fixture;

  create_set_up (&fixture, "no-state", "0");
  fixture.watch_pace = (SluicePollerPace) { 600 * 1000, 600 * 1000, 3600 * 1000 };
  create_start (&fixture, TRUE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_READY);
  create_assert_posts (&fixture, 1);
  create_tear_down (&fixture);
}

/* A server that asks for time gets it. */
static void
test_rate_limited_watching (void)
{
  CreateFixture fixture;

  create_set_up (&fixture, "rate-limited@get-connection", "0.2");
  create_start (&fixture, TRUE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_READY);
  g_assert_cmpint (sluice_operation_get_elapsed (fixture.operation), >=, 2 * G_USEC_PER_SEC);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, GET_ONE), ==, 2);
  create_assert_posts (&fixture, 1);
  create_tear_down (&fixture);
}

static void
test_deadline (void)
{
  CreateFixture fixture;

  create_set_up (&fixture, "silent", "0");
  sluice_atlas_client_set_deadlines (fixture.client, 20 * 1000, 1000);
  create_start (&fixture, FALSE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_READY);
  g_assert_error (sluice_operation_get_error (fixture.operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_TIMED_OUT);
  g_assert_true (sluice_operation_was_in_doubt (fixture.operation));
  create_assert_posts (&fixture, 1);
  create_assert_held (&fixture, "READY");
  create_tear_down (&fixture);
}

/* Reading back is patient for a while, then gives up, and can be resumed. */
static void
test_reading_back_fails (void)
{
  CreateFixture fixture;
  gint64 elapsed, begun;

  create_set_up (&fixture, "lost-answer,error-503-SERVICE_UNAVAILABLE@get-connection", "0");
  fixture.settle_pace.limit_ms = 1500;  /* for a few looks, also on a busy machine */
  create_start (&fixture, TRUE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_CANNOT_TELL);
  g_assert_error (sluice_operation_get_error (fixture.operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_UNAVAILABLE);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, GET_ONE), >, 2);
  elapsed = sluice_operation_get_elapsed (fixture.operation);
  wait_ms (200);
  g_assert_cmpint (sluice_operation_get_elapsed (fixture.operation), ==, elapsed);
  practice_atlas_switch (fixture.atlas, "all", FALSE);
  practice_atlas_switch (fixture.atlas, "error-503-SERVICE_UNAVAILABLE@get-connection*1", TRUE);
  begun = g_get_monotonic_time ();
  sluice_operation_check_again (fixture.operation);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_READY);
  g_assert_cmpint (sluice_operation_get_elapsed (fixture.operation), <=,
                   elapsed + g_get_monotonic_time () - begun);
  create_assert_posts (&fixture, 1);
  create_assert_held (&fixture, "READY");
  create_tear_down (&fixture);
}

static void
kill_server (CreateFixture *fixture)
{
  practice_atlas_kill (fixture->atlas);
}

static void
test_server_gone (void)
{
  CreateFixture fixture;

  create_set_up (&fixture, "lost-request", "0");
  fixture.act_in = SLUICE_PHASE_READING_BACK;
  fixture.act = kill_server;
  create_start (&fixture, FALSE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_CANNOT_TELL);
  g_assert_error (sluice_operation_get_error (fixture.operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_REFUSED);
  sluice_operation_check_again (fixture.operation);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_CANNOT_TELL);

  practice_atlas_restart (fixture.atlas, "");
  sluice_operation_check_again (fixture.operation);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_NOT_CREATED);
  /* Why the answer was lost, not why looking for it had failed. */
  g_assert_error (sluice_operation_get_error (fixture.operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_CONNECTION_LOST);
  create_assert_posts (&fixture, 1);
  create_assert_held (&fixture, "nothing");
  create_tear_down (&fixture);
}

static void
test_server_gone_watching (void)
{
  CreateFixture fixture;

  create_set_up (&fixture, "pending-forever", "0");
  fixture.act_in = SLUICE_PHASE_WATCHING;
  fixture.act = kill_server;
  create_start (&fixture, FALSE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_UNWATCHED);
  g_assert_error (sluice_operation_get_error (fixture.operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_REFUSED);
  g_assert_nonnull (sluice_operation_get_result (fixture.operation));
  create_tear_down (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/create-again/cancel/checking", test_cancel_checking);
  g_test_add_func ("/create-again/cancel/before-sending", test_cancel_before_sending);
  g_test_add_func ("/create-again/cancel/queued", test_cancel_queued);
  g_test_add_func ("/create-again/cancel/sending", test_cancel_sending);
  g_test_add_func ("/create-again/cancel/reading-back", test_cancel_reading_back);
  g_test_add_func ("/create-again/cancel/settling", test_cancel_settling);
  g_test_add_func ("/create-again/cancel/watching", test_cancel_watching);
  g_test_add_func ("/create-again/still-pending", test_still_pending);
  g_test_add_data_func ("/create-again/unwatched/server-error",
                        "error-500-UNEXPECTED_ERROR@get-connection", test_unwatched);
  g_test_add_data_func ("/create-again/unwatched/address-not-listed",
                        "address-not-listed@get-connection", test_unwatched);
  g_test_add_func ("/create-again/state-absent", test_state_absent);
  g_test_add_func ("/create-again/rate-limited-watching", test_rate_limited_watching);
  g_test_add_func ("/create-again/deadline", test_deadline);
  g_test_add_func ("/create-again/reading-back-fails", test_reading_back_fails);
  g_test_add_func ("/create-again/server-gone", test_server_gone);
  g_test_add_func ("/create-again/server-gone-watching", test_server_gone_watching);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_tests ();
  return g_test_run ();
}
