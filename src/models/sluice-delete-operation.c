/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deleting a connection: one DELETE, and then nothing but reading, until it is gone. */
#include "sluice-connection-operations.h"

#include "sluice-connection-run.h"
#include "sluice-doubt.h"

/* ---- reading back: the answer was lost ------------------------------------------------------- */

/**
 * sluice_connection_run_shows_deleted:
 * @run: a run that has sent its DELETE
 * @connection: (nullable): what Atlas has
 * @error: (nullable): why it could not be read
 *
 * Returns: whether what was there before is gone, or going
 */
gboolean
sluice_connection_run_shows_deleted (SluiceConnectionRun *run,
                                     SluiceConnection    *connection,
                                     const GError        *error)
{
  if (connection == NULL)
    return sluice_doubt_is_absence (error);
  return sluice_connection_get_state (connection) == SLUICE_CONNECTION_STATE_DELETING ||
         sluice_connection_run_is_another (run, connection);
}

/**
 * sluice_connection_run_judge_deleted:
 * @run: a run whose DELETE's answer was lost
 * @connection: (nullable): what Atlas has
 * @error: (nullable): why it could not be read
 *
 * Returns: whether that decides
 */
gboolean
sluice_connection_run_judge_deleted (SluiceConnectionRun *run,
                                     SluiceConnection    *connection,
                                     const GError        *error)
{
  if (sluice_doubt_is_absence (error))
    {
      run->gone (run, NULL);
      return TRUE;
    }
  if (connection == NULL)
    return FALSE;
  sluice_operation_take_result (run->operation, g_object_ref (connection));
  if (!sluice_connection_run_shows_deleted (run, connection, error))
    return FALSE;
  sluice_connection_run_leave (run);
  return TRUE;
}

/**
 * sluice_connection_run_keep:
 * @run: a run whose DELETE's answer was lost; gone where there is nothing left to look up
 * @connection: (nullable): what Atlas has, unchanged
 * @error: (nullable): why it could not be read
 *
 * Says that the connection was not deleted, or that this cannot be told.
 */
void
sluice_connection_run_keep (SluiceConnectionRun *run,
                            SluiceConnection    *connection,
                            const GError        *error)
{
  if (connection == NULL)
    sluice_connection_run_say (run, SLUICE_OUTCOME_CANNOT_TELL, error);
  else
    sluice_connection_run_say (run, SLUICE_OUTCOME_NOT_CREATED, run->read_back.lost);
}

/* ---- sending: the one DELETE ----------------------------------------------------------------- */

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceConnectionRun *run = sluice_connection_run_of (operation);
  g_autoptr (GError) error = NULL;

  if (sluice_atlas_delete_connection_finish (run->client, result, &error))
    {
      sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
      sluice_connection_run_leave (run);
      return;
    }
  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  if (sluice_doubt_leaves_open (error))
    sluice_connection_run_lose (run, g_steal_pointer (&error));
  else
    sluice_connection_run_refuse (run, error);
}

static void
send_now (SluiceOperation *operation, gpointer user_data)
{
  SluiceConnectionRun *run = user_data;

  sluice_atlas_delete_connection_async (run->client, run->project_id, run->instance, run->name,
                                        sluice_operation_get_cancellable (operation), sent_cb,
                                        g_object_ref (operation));
}

/**
 * sluice_connection_run_delete:
 * @run: a run whose connection is as the person saw it
 *
 * Sends the one DELETE and waits until the connection is gone.
 */
void
sluice_connection_run_delete (SluiceConnectionRun *run)
{
  sluice_operation_enter (run->operation, SLUICE_PHASE_SENDING);
  sluice_undo_write_down (run);
  sluice_connection_run_before_write (run, send_now);
}

/* ---- the operation --------------------------------------------------------------------------- */

/* error: it was gone before; then nothing tells what it was like. */
static void
gone (SluiceConnectionRun *run, const GError *error)
{
  sluice_undo_remember (run);
  sluice_operation_take_result (run->operation, NULL);
  sluice_connection_run_end (run, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_GONE, error);
}

/**
 * sluice_delete_operation_start:
 * @client: (transfer none): who asks
 * @request: the connection
 *
 * Deletes a connection and waits until it is gone. One DELETE is sent at most: none if the
 * connection is no longer as it was seen, is gone, or is being deleted already. Atlas deletes
 * nothing in AWS.
 *
 * Returns: (transfer full): the operation, at work
 */
SluiceOperation *
sluice_delete_operation_start (SluiceAtlasClient             *client,
                               const SluiceConnectionRequest *request)
{
  const SluiceConnectionSpec spec = { .name = sluice_connection_get_name (request->seen) };
  SluiceConnectionRun *run =
    sluice_connection_run_new (client, SLUICE_OPERATION_DELETE_CONNECTION, request->project_id,
                               request->instance, &spec);
  SluiceOperation *operation = run->operation;

  sluice_connection_run_set_paces (run, &request->watch_pace, &request->settle_pace);
  run->seen = g_object_ref (request->seen);
  run->ends_gone = TRUE;
  run->judge = sluice_connection_run_judge_deleted;
  run->give_up = sluice_connection_run_keep;
  run->shows_done = sluice_connection_run_shows_deleted;
  run->refused = sluice_connection_run_believe;
  run->again = sluice_connection_run_leave;
  run->send = sluice_connection_run_delete;
  run->missing = gone;
  run->gone = gone;
  sluice_connection_run_check (run);
  return operation;
}
