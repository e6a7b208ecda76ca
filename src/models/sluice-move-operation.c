/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving a connection to another network, which Atlas does not do in place: one DELETE, and when
 * it is gone one POST. Whatever fails on the way, what exists then is said.
 */
#include "sluice-connection-operations.h"

#include "sluice-connection-run.h"
#include "sluice-doubt.h"

/* ---- the second half: creating it again ------------------------------------------------------ */

static void
give_up_creating (SluiceConnectionRun *run, SluiceConnection *connection, const GError *error)
{
  if (sluice_doubt_is_absence (error))
    sluice_connection_run_say (run, SLUICE_OUTCOME_NOT_RECREATED, run->read_back.lost);
  else
    sluice_connection_run_say (run, SLUICE_OUTCOME_CANNOT_TELL, error);
}

/* The name stays with what is leaving for a moment. */
static void
refused_again (SluiceConnectionRun *run, SluiceConnection *holder, const GError *error)
{
  gboolean leaving =
    holder == NULL || sluice_connection_get_state (holder) == SLUICE_CONNECTION_STATE_DELETING;

  if (!leaving)
    sluice_operation_take_result (run->operation, g_object_ref (holder));
  sluice_connection_run_say (run, leaving ? SLUICE_OUTCOME_NOT_RECREATED
                                          : SLUICE_OUTCOME_OTHER_HOLDS, error);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceConnectionRun *run = sluice_connection_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = sluice_connection_run_take (
    run, sluice_atlas_create_connection_finish (run->client, result, &error), result, &error);

  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  if (connection != NULL)
    error = sluice_connection_run_contradiction (run, connection, result);
  if (error == NULL)
    sluice_connection_run_watch (run, connection);
  else if (sluice_doubt_leaves_open (error))
    sluice_connection_run_lose (run, g_steal_pointer (&error));
  else
    sluice_connection_run_refuse (run, error);
}

static void
create_now (SluiceOperation *operation, gpointer user_data)
{
  SluiceConnectionRun *run = user_data;
  const SluiceConnectionSpec spec = sluice_connection_run_get_spec (run);

  sluice_atlas_create_connection_async (run->client, run->project_id, run->instance, &spec,
                                        sluice_operation_get_cancellable (operation), created_cb,
                                        g_object_ref (operation));
}

/* Check Again only reads: then the person decides how to go on. */
static void
gone (SluiceConnectionRun *run, const GError *error)
{
  g_autoptr (GError) stopped = NULL;

  sluice_undo_remember (run);
  sluice_operation_take_result (run->operation, NULL);
  run->judge = sluice_connection_run_judge_created;
  run->give_up = give_up_creating;
  run->shows_done = sluice_connection_run_shows_created;
  run->refused = refused_again;
  run->again = sluice_connection_run_watch_again;
  if (run->only_reads)
    sluice_connection_run_say (run, SLUICE_OUTCOME_NOT_RECREATED, NULL);
  else if (sluice_connection_run_cancelled (run))
    {
      stopped = sluice_atlas_error_new (SLUICE_ATLAS_ERROR_CANCELLED, NULL,
                                        "Stopped before it was created again");
      sluice_connection_run_say (run, SLUICE_OUTCOME_NOT_RECREATED, stopped);
    }
  else
    {
      sluice_operation_enter (run->operation, SLUICE_PHASE_CREATING_AGAIN);
      sluice_connection_run_before_write (run, create_now);
    }
}

/* ---- the first half: deleting it ------------------------------------------------------------- */

/* What is created again is what was there, not what a listing has shown of it. */
static void
send_once (SluiceConnectionRun *run)
{
  const char *bucket = sluice_connection_get_test_bucket (run->before);

  run->role_arn = g_strdup (sluice_connection_get_role_arn (run->before));
  run->test_bucket = g_strdup (bucket != NULL ? bucket
                                              : sluice_connection_get_test_bucket (run->seen));
  sluice_connection_run_delete (run);
}

static void
missing (SluiceConnectionRun *run, const GError *error)
{
  sluice_operation_take_result (run->operation, NULL);
  sluice_connection_run_end (run, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_GONE, error);
}

/**
 * sluice_move_operation_start:
 * @client: (transfer none): who asks
 * @request: an S3 connection, and the private link it is to write through, or none
 *
 * Deletes a connection, waits until it is gone, creates it again in another network, and follows
 * it until it is READY or FAILED. One DELETE and one POST are sent at most. As long as the
 * operation's result is there, so was the connection when Sluice looked last;
 * %SLUICE_OUTCOME_NOT_RECREATED says that it is gone and was not created again: sluice_undo_start()
 * can finish it, or bring back what there was.
 *
 * Returns: (transfer full): the operation, at work
 */
SluiceOperation *
sluice_move_operation_start (SluiceAtlasClient             *client,
                             const SluiceConnectionRequest *request)
{
  const SluiceConnectionSpec spec = {
    .name = sluice_connection_get_name (request->seen),
    .private_link_id = request->private_link_id,
  };
  SluiceConnectionRun *run =
    sluice_connection_run_new (client, SLUICE_OPERATION_MOVE_CONNECTION, request->project_id,
                               request->instance, &spec);
  SluiceOperation *operation = run->operation;

  sluice_connection_run_set_paces (run, &request->watch_pace, &request->settle_pace);
  run->seen = g_object_ref (request->seen);
  run->judge = sluice_connection_run_judge_deleted;
  run->give_up = sluice_connection_run_keep;
  run->shows_done = sluice_connection_run_shows_deleted;
  run->refused = sluice_connection_run_believe;
  run->again = sluice_connection_run_leave;
  run->send = send_once;
  run->missing = missing;
  run->gone = gone;
  sluice_connection_run_check (run);
  return operation;
}
