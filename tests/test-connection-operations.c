/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing, testing, moving and deleting once, and only once: each outcome is brought about by a
 * real exchange and compared with what the server holds and with the requests it got.
 */
#include "connection-fixture.h"

#include "sluice-processor.h"

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
  { "delete/lost-answer-slowly", DELETE, "lost-answer@delete-connection", "0.4", DONE,
    SLUICE_OUTCOME_GONE, "csrl-", "nothing", { 0, 1, 0 }, TRUE },
  { "delete/lost-request", DELETE, "lost-request@delete-connection", "0", FAILED,
    SLUICE_OUTCOME_NOT_CREATED, "csr-", AS_IT_WAS, { 0, 1, 0 }, TRUE },
  { "delete/500-done", DELETE, "server-error-done@delete-connection", "0", DONE,
    SLUICE_OUTCOME_GONE, "csr-", "nothing", { 0, 1, 0 }, TRUE },
  { "delete/500-not-done", DELETE, "error-500-UNEXPECTED_ERROR@delete-connection", "0", FAILED,
    SLUICE_OUTCOME_NOT_CREATED, "csr-", AS_IT_WAS, { 0, 1, 0 }, TRUE },
  /* What the body would have said does not matter: the status was there. */
  { "delete/cut-off", DELETE, "cut-off@delete-connection", "0", DONE, SLUICE_OUTCOME_GONE, "csl-",
    "nothing", { 0, 1, 0 }, FALSE },

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

/* ---- changed meanwhile ----------------------------------------------------------------------- */

static void
test_changed_before (gconstpointer data)
{
  ConnectionFixture fixture;
  SluiceConnection *now;

  connection_set_up (&fixture, "0");
  connection_others_change (&fixture);
  connection_start (&fixture, GPOINTER_TO_INT (data));
  connection_wait_for_end (&fixture);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.operation), ==,
                   SLUICE_OUTCOME_CHANGED_BEFORE);
  now = SLUICE_CONNECTION (sluice_operation_get_result (fixture.operation));
  g_assert_cmpstr (sluice_connection_get_role_arn (now), ==, OTHER_ROLE);
  connection_assert_writes (&fixture, 1, 0, 0);
  connection_assert_held (&fixture, "READY somebody-elses no-bucket public");
  connection_tear_down (&fixture);
}

/* Of the same name and the same look, but another one. */
static void
test_replaced_before (void)
{
  ConnectionFixture fixture;

  connection_set_up (&fixture, "0");
  connection_others_delete (&fixture);
  connection_others_create (&fixture);
  connection_start (&fixture, DELETE);
  connection_wait_for_end (&fixture);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.operation), ==,
                   SLUICE_OUTCOME_CHANGED_BEFORE);
  connection_assert_writes (&fixture, 0, 1, 1);
  connection_tear_down (&fixture);
}

static void
test_gone_before (gconstpointer data)
{
  SluiceOperationKind kind = GPOINTER_TO_INT (data);
  ConnectionFixture fixture;

  connection_set_up (&fixture, "0");
  connection_others_delete (&fixture);
  connection_start (&fixture, kind);
  connection_wait_for_end (&fixture);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.operation), ==, SLUICE_OUTCOME_GONE);
  g_assert_cmpint (sluice_operation_get_state (fixture.operation), ==,
                   kind == DELETE ? DONE : FAILED);
  connection_assert_writes (&fixture, 0, 1, 0);
  connection_tear_down (&fixture);
}

/* Somebody is deleting it: no second DELETE, but waiting until it is gone. */
static void
test_leaving_before (void)
{
  ConnectionFixture fixture;

  connection_set_up (&fixture, "0.4");
  connection_start (&fixture, DELETE);
  fixture.act_in = SLUICE_PHASE_LEAVING;
  while (sluice_operation_get_phase (fixture.operation) != SLUICE_PHASE_LEAVING)
    g_main_context_iteration (NULL, TRUE);
  sluice_operation_cancel (fixture.operation);
  connection_wait_for_end (&fixture);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.operation), ==,
                   SLUICE_OUTCOME_STILL_THERE);
  connection_start (&fixture, DELETE);
  connection_wait_for_end (&fixture);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.operation), ==, SLUICE_OUTCOME_GONE);
  g_assert_cmpstr (fixture.phases->str, ==, "cl-");
  connection_assert_writes (&fixture, 0, 1, 0);
  connection_tear_down (&fixture);
}

/* ---- who is in the way ----------------------------------------------------------------------- */

static void
test_users (void)
{
  ConnectionFixture fixture;
  GPtrArray *users;

  connection_set_up (&fixture, "0");
  g_clear_object (&fixture.seen);
  fixture.seen = connection_read (&fixture, "solar-archive");
  connection_start (&fixture, DELETE);
  connection_wait_for_end (&fixture);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.operation), ==, SLUICE_OUTCOME_REFUSED);
  g_assert_error (sluice_operation_get_error (fixture.operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_IN_USE);
  users = sluice_connection_operation_get_users (fixture.operation);
  g_assert_nonnull (users);
  g_assert_cmpuint (users->len, ==, 1);
  g_assert_cmpstr (sluice_processor_get_name (users->pdata[0]), ==, "archiveSolar");
  connection_tear_down (&fixture);
}

/* Who it is cannot be read: refused all the same. */
static void
test_users_unread (void)
{
  ConnectionFixture fixture;

  connection_set_up (&fixture, "0");
  practice_atlas_switch (fixture.atlas, "in-use,error-403-FORBIDDEN@list-processors", TRUE);
  connection_start (&fixture, CHANGE);
  connection_wait_for_end (&fixture);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.operation), ==, SLUICE_OUTCOME_REFUSED);
  g_assert_null (sluice_connection_operation_get_users (fixture.operation));
  connection_tear_down (&fixture);
}

/* ---- longer than Sluice waits, and Check Again ----------------------------------------------- */

static void
test_still_there (gconstpointer data)
{
  SluiceOperationKind kind = GPOINTER_TO_INT (data);
  ConnectionFixture fixture;

  connection_set_up (&fixture, "0.8");
  fixture.watch_pace.limit_ms = 200;
  connection_start (&fixture, kind);
  connection_wait_for_end (&fixture);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.operation), ==,
                   SLUICE_OUTCOME_STILL_THERE);
  g_assert_no_error (sluice_operation_get_error (fixture.operation));
  while (sluice_operation_get_outcome (fixture.operation) == SLUICE_OUTCOME_STILL_THERE)
    connection_check_again (&fixture);
  /* Check Again only reads: a move is not gone on with unasked. */
  g_assert_cmpint (sluice_operation_get_outcome (fixture.operation), ==,
                   kind == DELETE ? SLUICE_OUTCOME_GONE : SLUICE_OUTCOME_NOT_RECREATED);
  connection_assert_writes (&fixture, 0, 1, 0);
  connection_assert_held (&fixture, "nothing");
  connection_tear_down (&fixture);
}

/* The answer is lost, and so is every look at what became of it. */
static void
test_cannot_tell (gconstpointer data)
{
  SluiceOperationKind kind = GPOINTER_TO_INT (data);
  ConnectionFixture fixture;

  connection_set_up (&fixture, "0");
  practice_atlas_switch (fixture.atlas, "lost-answer@update-connection,"
                         "lost-answer@delete-connection", TRUE);
  connection_start (&fixture, kind);
  while (sluice_operation_get_phase (fixture.operation) != SLUICE_PHASE_SENDING)
    g_main_context_iteration (NULL, TRUE);
  practice_atlas_switch (fixture.atlas, "error-503-SERVICE_UNAVAILABLE@get-connection", TRUE);
  connection_wait_for_end (&fixture);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.operation), ==,
                   SLUICE_OUTCOME_CANNOT_TELL);
  practice_atlas_switch (fixture.atlas, "all", FALSE);
  connection_check_again (&fixture);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.operation), ==,
                   kind == CHANGE ? SLUICE_OUTCOME_READY
                   : kind == DELETE ? SLUICE_OUTCOME_GONE : SLUICE_OUTCOME_NOT_RECREATED);
  connection_assert_writes (&fixture, kind == CHANGE, kind != CHANGE, 0);
  connection_tear_down (&fixture);
}

/* ---- in the middle of a move ----------------------------------------------------------------- */

static void
stop (ConnectionFixture *fixture)
{
  sluice_operation_cancel (fixture->operation);
}

static void
test_move_stopped (void)
{
  ConnectionFixture fixture;

  connection_set_up (&fixture, "0.3");
  fixture.act_in = SLUICE_PHASE_LEAVING;
  fixture.act = stop;
  connection_start (&fixture, MOVE);
  connection_wait_for_end (&fixture);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.operation), ==,
                   SLUICE_OUTCOME_STILL_THERE);
  connection_assert_writes (&fixture, 0, 1, 0);
  connection_tear_down (&fixture);
}

/* Cancelled before anything is sent. */
static void
test_cancelled (gconstpointer data)
{
  ConnectionFixture fixture;

  connection_set_up (&fixture, "0");
  fixture.act_in = SLUICE_PHASE_CHECKING;
  fixture.act = stop;
  connection_start (&fixture, GPOINTER_TO_INT (data));
  connection_wait_for_end (&fixture);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.operation), ==,
                   SLUICE_OUTCOME_CANCELLED);
  connection_assert_writes (&fixture, 0, 0, 0);
  connection_assert_held (&fixture, AS_IT_WAS);
  connection_tear_down (&fixture);
}

static void
test_move_overtaken (void)
{
  ConnectionFixture fixture;

  connection_set_up (&fixture, "0");
  practice_atlas_switch (fixture.atlas, "error-409-STREAM_CONNECTION_NAME_ALREADY_EXISTS"
                         "@create-connection*1", TRUE);
  connection_start (&fixture, MOVE);
  connection_wait_for_end (&fixture);
  /* The name was taken for a moment by what was still being deleted. */
  g_assert_cmpint (sluice_operation_get_outcome (fixture.operation), ==,
                   SLUICE_OUTCOME_NOT_RECREATED);
  connection_assert_writes (&fixture, 0, 1, 1);
  connection_tear_down (&fixture);
}

static void
add_for_kinds (const char *path, GTestDataFunc func, gboolean only_deleting)
{
  static const struct { SluiceOperationKind kind; const char *name; } kinds[] = {
    { DELETE, "delete" }, { MOVE, "move" }, { CHANGE, "change" },
  };

  for (gsize i = 0; i < (only_deleting ? 2 : G_N_ELEMENTS (kinds)); i++)
    {
      g_autofree char *full = g_strdup_printf ("/connection-operations/%s/%s", path,
                                               kinds[i].name);

      g_test_add_data_func (full, GINT_TO_POINTER (kinds[i].kind), func);
    }
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
  add_for_kinds ("changed-before", test_changed_before, FALSE);
  add_for_kinds ("gone-before", test_gone_before, FALSE);
  add_for_kinds ("cancelled", test_cancelled, FALSE);
  add_for_kinds ("cannot-tell", test_cannot_tell, FALSE);
  add_for_kinds ("still-there", test_still_there, TRUE);
  g_test_add_func ("/connection-operations/replaced-before", test_replaced_before);
  g_test_add_func ("/connection-operations/leaving-before", test_leaving_before);
  g_test_add_func ("/connection-operations/users", test_users);
  g_test_add_func ("/connection-operations/users-unread", test_users_unread);
  g_test_add_func ("/connection-operations/move-stopped", test_move_stopped);
  g_test_add_func ("/connection-operations/move-overtaken", test_move_overtaken);
  status = g_test_run ();
  connection_stop_servers ();
  return status;
}
