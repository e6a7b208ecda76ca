/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing, moving and deleting while others do the same, while stream processors are in the way,
 * when Atlas takes longer than Sluice waits, and when the person stops it.
 */
#include "connection-fixture.h"

#include "sluice-import-run.h"
#include "sluice-processor.h"

#define CHANGE SLUICE_OPERATION_CHANGE_ROLE
#define MOVE SLUICE_OPERATION_MOVE_CONNECTION
#define DELETE SLUICE_OPERATION_DELETE_CONNECTION
#define DONE SLUICE_OPERATION_STATE_DONE
#define FAILED SLUICE_OPERATION_STATE_FAILED

/* For what has to be seen while it is being deleted; in seconds. */
#define LASTING "1"
#define AS_IT_WAS "READY first my-bucket public"

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

/* As the list showed it when the import was looked through. */
static void
test_import_changed_before (void)
{
  ConnectionFixture fixture;
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SluiceImportRun) run = NULL;
  SluiceImportRequest request;
  SluiceImportValues values = {
    .action = SLUICE_IMPORT_CHANGE, .name = NAME, .role_arn = NEW_ROLE,
  };

  connection_set_up (&fixture, "0");
  values.present = fixture.seen;
  g_ptr_array_add (steps, sluice_import_step_new (&values));
  request = (SluiceImportRequest) {
    .project_id = fixture.atlas->project_id, .instance = fixture.atlas->instance, .steps = steps,
  };
  run = sluice_import_run_new (fixture.client, &request);
  connection_others_change (&fixture);
  sluice_import_run_start (run);
  while (sluice_import_run_is_running (run))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sluice_operation_get_outcome (sluice_import_step_get_operation (steps->pdata[0])),
                   ==, SLUICE_OUTCOME_CHANGED_BEFORE);
  connection_assert_held (&fixture, "READY somebody-elses no-bucket public");
  g_clear_object (&run);
  g_ptr_array_set_size (steps, 0);
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

  connection_set_up (&fixture, LASTING);
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

  connection_set_up (&fixture, LASTING);
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

  connection_set_up (&fixture, LASTING);
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
      g_autofree char *full = g_strdup_printf ("/connection-meanwhile/%s/%s", path,
                                               kinds[i].name);

      g_test_add_data_func (full, GINT_TO_POINTER (kinds[i].kind), func);
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  add_for_kinds ("changed-before", test_changed_before, FALSE);
  add_for_kinds ("gone-before", test_gone_before, FALSE);
  add_for_kinds ("cancelled", test_cancelled, FALSE);
  add_for_kinds ("cannot-tell", test_cannot_tell, FALSE);
  add_for_kinds ("still-there", test_still_there, TRUE);
  g_test_add_func ("/connection-meanwhile/changed-before/import", test_import_changed_before);
  g_test_add_func ("/connection-meanwhile/replaced-before", test_replaced_before);
  g_test_add_func ("/connection-meanwhile/leaving-before", test_leaving_before);
  g_test_add_func ("/connection-meanwhile/users", test_users);
  g_test_add_func ("/connection-meanwhile/users-unread", test_users_unread);
  g_test_add_func ("/connection-meanwhile/move-stopped", test_move_stopped);
  g_test_add_func ("/connection-meanwhile/move-overtaken", test_move_overtaken);
  status = g_test_run ();
  connection_stop_servers ();
  return status;
}
