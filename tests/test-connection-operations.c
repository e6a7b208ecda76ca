/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing, testing, moving and deleting once, and only once: each outcome is brought about by a
 * real exchange and compared with what the server holds and with the requests it got.
 */
#include "connection-fixture.h"

/* ---- one exchange, one outcome --------------------------------------------------------------- */

typedef struct
{
  const char           *path;
  SluiceOperationKind   kind;
  const char           *scenarios;
  const char           *ready_after;
  SluiceOperationState  state;
  SluiceOutcome         outcome;
  const char           *phases;  /* see the fixture */
  const char           *held;
  guint                 writes[3];  /* PATCH, DELETE, POST, signed */
  gboolean              in_doubt;
} Case;

#define CHANGE SLUICE_OPERATION_CHANGE_ROLE
#define TEST SLUICE_OPERATION_TEST_CONNECTION
#define MOVE SLUICE_OPERATION_MOVE_CONNECTION
#define DELETE SLUICE_OPERATION_DELETE_CONNECTION
#define DONE SLUICE_OPERATION_STATE_DONE
#define FAILED SLUICE_OPERATION_STATE_FAILED
#define UNKNOWN SLUICE_OPERATION_STATE_UNKNOWN

#define AS_IT_WAS "READY first my-bucket public"
#define CHANGED "READY second my-bucket public"
#define MOVED "READY first my-bucket private"

static const Case cases[] = {
  { "change/ready", CHANGE, "", "0", DONE, SLUICE_OUTCOME_READY, "cs-", CHANGED, { 1, 0, 0 },
    FALSE },
  { "change/state-absent", CHANGE, "patch-without-state", "0", DONE, SLUICE_OUTCOME_READY, "csw-",
    CHANGED, { 1, 0, 0 }, FALSE },
  { "change/in-use", CHANGE, "in-use", "0", FAILED, SLUICE_OUTCOME_REFUSED, "cs-", AS_IT_WAS,
    { 1, 0, 0 }, FALSE },
  { "change/cannot-look-first", CHANGE, "error-503-SERVICE_UNAVAILABLE@get-connection", "0",
    FAILED, SLUICE_OUTCOME_REFUSED, "c-", AS_IT_WAS, { 0, 0, 0 }, FALSE },
  { "change/may-not-look-first", CHANGE, "error-401-USER_UNAUTHORIZED@get-connection", "0",
    FAILED, SLUICE_OUTCOME_REFUSED, "c-", AS_IT_WAS, { 0, 0, 0 }, FALSE },
  { "change/rate-limited", CHANGE, "rate-limited@update-connection", "0", FAILED,
    SLUICE_OUTCOME_REFUSED, "cs-", AS_IT_WAS, { 1, 0, 0 }, FALSE },
  { "change/lost-answer", CHANGE, "lost-answer@update-connection", "0", DONE,
    SLUICE_OUTCOME_READY, "csr-", CHANGED, { 1, 0, 0 }, TRUE },
  { "change/lost-request", CHANGE, "lost-request@update-connection", "0", FAILED,
    SLUICE_OUTCOME_NOT_CREATED, "csr-", AS_IT_WAS, { 1, 0, 0 }, TRUE },
  { "change/500-done", CHANGE, "server-error-done@update-connection", "0", DONE,
    SLUICE_OUTCOME_READY, "csr-", CHANGED, { 1, 0, 0 }, TRUE },
  { "change/500-not-done", CHANGE, "error-500-UNEXPECTED_ERROR@update-connection", "0", FAILED,
    SLUICE_OUTCOME_NOT_CREATED, "csr-", AS_IT_WAS, { 1, 0, 0 }, TRUE },
  { "change/403-done", CHANGE, "denied-done@update-connection", "0", DONE, SLUICE_OUTCOME_READY,
    "cs-", CHANGED, { 1, 0, 0 }, TRUE },
  { "change/404-not-done", CHANGE,
    "error-404-STREAM_CONNECTION_NOT_FOUND_FOR_NAME@update-connection", "0", FAILED,
    SLUICE_OUTCOME_REFUSED, "cs-", AS_IT_WAS, { 1, 0, 0 }, FALSE },
  { "change/truncated", CHANGE, "truncated@update-connection", "0", DONE, SLUICE_OUTCOME_READY,
    "csr-", CHANGED, { 1, 0, 0 }, TRUE },
  { "change/empty", CHANGE, "empty-body@update-connection", "0", DONE, SLUICE_OUTCOME_READY,
    "csr-", CHANGED, { 1, 0, 0 }, TRUE },
  { "change/nonce", CHANGE, "stale-once@update-connection", "0", DONE, SLUICE_OUTCOME_READY, "cs-",
    CHANGED, { 2, 0, 0 }, FALSE },

  { "test/ready", TEST, "", "0", DONE, SLUICE_OUTCOME_READY, "cs-", AS_IT_WAS, { 1, 0, 0 },
    FALSE },
  { "test/in-use", TEST, "in-use", "0", FAILED, SLUICE_OUTCOME_REFUSED, "cs-", AS_IT_WAS,
    { 1, 0, 0 }, FALSE },
  { "test/lost-answer", TEST, "lost-answer@update-connection", "0", UNKNOWN,
    SLUICE_OUTCOME_CANNOT_TELL, "csr-", AS_IT_WAS, { 1, 0, 0 }, TRUE },

  { "delete/at-once", DELETE, "", "0", DONE, SLUICE_OUTCOME_GONE, "csl-", "nothing", { 0, 1, 0 },
    FALSE },
  { "delete/slowly", DELETE, "", "0.4", DONE, SLUICE_OUTCOME_GONE, "csl-", "nothing",
    { 0, 1, 0 }, FALSE },
  { "delete/in-use", DELETE, "in-use", "0", FAILED, SLUICE_OUTCOME_REFUSED, "cs-", AS_IT_WAS,
    { 0, 1, 0 }, FALSE },
  { "delete/role-missing", DELETE, "role-missing@delete-connection", "0", FAILED,
    SLUICE_OUTCOME_REFUSED, "cs-", AS_IT_WAS, { 0, 1, 0 }, FALSE },
  { "delete/cannot-look-first", DELETE, "error-503-SERVICE_UNAVAILABLE@get-connection", "0",
    FAILED, SLUICE_OUTCOME_REFUSED, "c-", AS_IT_WAS, { 0, 0, 0 }, FALSE },
  { "delete/lost-answer", DELETE, "lost-answer@delete-connection", "0", DONE, SLUICE_OUTCOME_GONE,
    "csr-", "nothing", { 0, 1, 0 }, TRUE },
  { "delete/lost-answer-slowly", DELETE, "lost-answer@delete-connection", "1", DONE,
    SLUICE_OUTCOME_GONE, "csrl-", "nothing", { 0, 1, 0 }, TRUE },
  { "delete/lost-request", DELETE, "lost-request@delete-connection", "0", FAILED,
    SLUICE_OUTCOME_NOT_CREATED, "csr-", AS_IT_WAS, { 0, 1, 0 }, TRUE },
  { "delete/500-done", DELETE, "server-error-done@delete-connection", "0", DONE,
    SLUICE_OUTCOME_GONE, "csr-", "nothing", { 0, 1, 0 }, TRUE },
  { "delete/500-not-done", DELETE, "error-500-UNEXPECTED_ERROR@delete-connection", "0", FAILED,
    SLUICE_OUTCOME_NOT_CREATED, "csr-", AS_IT_WAS, { 0, 1, 0 }, TRUE },
  { "delete/403-done", DELETE, "denied-done@delete-connection", "0", DONE, SLUICE_OUTCOME_GONE,
    "cs-", "nothing", { 0, 1, 0 }, TRUE },
  { "delete/403-done-slowly", DELETE, "denied-done@delete-connection", "1", DONE,
    SLUICE_OUTCOME_GONE, "csl-", "nothing", { 0, 1, 0 }, TRUE },
  { "delete/404-not-done", DELETE,
    "error-404-STREAM_CONNECTION_NOT_FOUND_FOR_NAME@delete-connection", "0", FAILED,
    SLUICE_OUTCOME_REFUSED, "cs-", AS_IT_WAS, { 0, 1, 0 }, FALSE },
  /* A success of which a part is missing is none to be sure of. */
  { "delete/cut-off", DELETE, "cut-off@delete-connection", "0", DONE, SLUICE_OUTCOME_GONE, "csr-",
    "nothing", { 0, 1, 0 }, TRUE },

  { "move/ready", MOVE, "", "0", DONE, SLUICE_OUTCOME_READY, "cslaw-", MOVED, { 0, 1, 1 },
    FALSE },
  { "move/in-use", MOVE, "in-use", "0", FAILED, SLUICE_OUTCOME_REFUSED, "cs-", AS_IT_WAS,
    { 0, 1, 0 }, FALSE },
  { "move/delete-lost-request", MOVE, "lost-request@delete-connection", "0", FAILED,
    SLUICE_OUTCOME_NOT_CREATED, "csr-", AS_IT_WAS, { 0, 1, 0 }, TRUE },
  { "move/delete-lost-answer", MOVE, "lost-answer@delete-connection", "0", DONE,
    SLUICE_OUTCOME_READY, "csraw-", MOVED, { 0, 1, 1 }, TRUE },
  { "move/create-refused", MOVE, "role-missing@create-connection", "0", FAILED,
    SLUICE_OUTCOME_NOT_RECREATED, "csla-", "nothing", { 0, 1, 1 }, FALSE },
  { "move/create-lost-request", MOVE, "lost-request@create-connection", "0", FAILED,
    SLUICE_OUTCOME_NOT_RECREATED, "cslar-", "nothing", { 0, 1, 1 }, TRUE },
  { "move/create-lost-answer", MOVE, "lost-answer@create-connection", "0", DONE,
    SLUICE_OUTCOME_READY, "cslarw-", MOVED, { 0, 1, 1 }, TRUE },
  { "move/create-500-done", MOVE, "server-error-done@create-connection", "0", DONE,
    SLUICE_OUTCOME_READY, "cslarw-", MOVED, { 0, 1, 1 }, TRUE },
  { "move/delete-403-done", MOVE, "denied-done@delete-connection", "0", DONE,
    SLUICE_OUTCOME_READY, "csaw-", MOVED, { 0, 1, 1 }, TRUE },
  { "move/create-403-done", MOVE, "denied-done@create-connection", "0", DONE,
    SLUICE_OUTCOME_READY, "cslaw-", MOVED, { 0, 1, 1 }, TRUE },
  { "move/create-fails-later", MOVE, "fails@create-connection", "0", FAILED,
    SLUICE_OUTCOME_CREATED_FAILED, "cslaw-", "FAILED first my-bucket private", { 0, 1, 1 },
    FALSE },
};

static void
test_case (gconstpointer data)
{
  const Case *expected = data;
  ConnectionFixture fixture;

  connection_set_up (&fixture, expected->ready_after);
  if (*expected->scenarios != '\0')
    practice_atlas_switch (fixture.atlas, expected->scenarios, TRUE);
  connection_start (&fixture, expected->kind);
  connection_wait_for_end (&fixture);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.operation), ==, expected->outcome);
  g_assert_cmpint (sluice_operation_get_state (fixture.operation), ==, expected->state);
  g_assert_cmpstr (fixture.phases->str, ==, expected->phases);
  g_assert_cmpint (sluice_operation_was_in_doubt (fixture.operation), ==, expected->in_doubt);
  g_assert_cmpint (sluice_operation_can_check_again (fixture.operation), ==,
                   expected->state == UNKNOWN);
  connection_assert_writes (&fixture, expected->writes[0], expected->writes[1],
                            expected->writes[2]);
  connection_assert_held (&fixture, expected->held);
  connection_tear_down (&fixture);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/connection-operations/%s", cases[i].path);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  status = g_test_run ();
  connection_stop_servers ();
  return status;
}
