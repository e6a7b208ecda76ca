/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Creating an S3 connection: one POST, and then nothing but reading. */
#include "sluice-create-operation.h"

#include "sluice-connection-run.h"
#include "sluice-doubt.h"

/* ---- reading back: the answer was lost ------------------------------------------------------- */

/**
 * sluice_connection_run_is_wanted:
 * @run: a run
 * @connection: what Atlas has
 *
 * It counts as ours if it is what was asked for: the name was free before the one POST. Not every
 * answer repeats the test bucket.
 *
 * Returns: whether it is
 */
gboolean
sluice_connection_run_is_wanted (SluiceConnectionRun *run,
                                 SluiceConnection    *connection)
{
  const char *bucket = sluice_connection_get_test_bucket (connection);
  const char *link = sluice_connection_get_private_link_id (connection);

  return sluice_connection_is_s3 (connection) &&
         g_strcmp0 (sluice_connection_get_role_arn (connection), run->role_arn) == 0 &&
         (bucket == NULL || g_strcmp0 (bucket, run->test_bucket) == 0) &&
         g_strcmp0 (link, run->private_link_id) == 0;
}

static gboolean
differs (const char *shown, const char *wanted)
{
  return shown != NULL && g_strcmp0 (shown, wanted) != 0;
}

/**
 * sluice_connection_run_contradiction:
 * @run: a run whose POST was answered
 * @connection: (nullable): what the answer shows; it may leave members out
 * @result: the call's result
 *
 * Returns: (transfer full) (nullable): an error if that is not what was asked for, so that what is
 *   true has to be looked up
 */
GError *
sluice_connection_run_contradiction (SluiceConnectionRun *run,
                                     SluiceConnection    *connection,
                                     GAsyncResult        *result)
{
  if (connection == NULL ||
      (!differs (sluice_connection_get_type_name (connection), "S3") &&
       !differs (sluice_connection_get_role_arn (connection), run->role_arn) &&
       !differs (sluice_connection_get_test_bucket (connection), run->test_bucket) &&
       !differs (sluice_connection_get_private_link_id (connection), run->private_link_id)))
    return NULL;
  return sluice_atlas_error_new (SLUICE_ATLAS_ERROR_BAD_REPLY,
                                 sluice_atlas_result_get_evidence (result),
                                 "The answer shows another connection of this name");
}

/**
 * sluice_connection_run_shows_created:
 * @run: a run that has sent its POST
 * @connection: (nullable): what Atlas has
 * @error: (nullable): why it could not be read
 *
 * The name was free before: what has it now and is all that was asked for has come of this very
 * request, whatever was answered.
 *
 * Returns: whether it was created
 */
gboolean
sluice_connection_run_shows_created (SluiceConnectionRun *run,
                                     SluiceConnection    *connection,
                                     const GError        *error)
{
  return connection != NULL && sluice_connection_run_is_wanted (run, connection);
}

/**
 * sluice_connection_run_judge_created:
 * @run: a run whose POST's answer was lost
 * @connection: (nullable): what Atlas has
 * @error: (nullable): why it could not be read
 *
 * Returns: whether that decides
 */
gboolean
sluice_connection_run_judge_created (SluiceConnectionRun *run,
                                     SluiceConnection    *connection,
                                     const GError        *error)
{
  if (connection == NULL)
    return FALSE;
  if (sluice_connection_run_shows_created (run, connection, error))
    sluice_connection_run_watch (run, connection);
  else
    {
      sluice_operation_take_result (run->operation, g_object_ref (connection));
      sluice_connection_run_say (run, SLUICE_OUTCOME_OTHER_HOLDS, NULL);
    }
  return TRUE;
}

static void
give_up (SluiceConnectionRun *run, SluiceConnection *connection, const GError *error)
{
  if (sluice_doubt_is_absence (error))
    sluice_connection_run_say (run, SLUICE_OUTCOME_NOT_CREATED, run->read_back.lost);
  else
    sluice_connection_run_say (run, SLUICE_OUTCOME_CANNOT_TELL, error);
}

/* ---- sending: the one POST ------------------------------------------------------------------- */

/* Without a result, only Atlas's word is known, and not by what the name is taken. */
static void
refused (SluiceConnectionRun *run, SluiceConnection *holder, const GError *error)
{
  if (!g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_NAME_TAKEN))
    {
      sluice_connection_run_end_refused (run, error);
      return;
    }
  if (holder != NULL)
    sluice_operation_take_result (run->operation, g_object_ref (holder));
  sluice_connection_run_say (run, SLUICE_OUTCOME_NAME_TAKEN, error);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
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
send_now (SluiceOperation *operation, gpointer user_data)
{
  SluiceConnectionRun *run = user_data;
  const SluiceConnectionSpec spec = sluice_connection_run_get_spec (run);

  sluice_atlas_create_connection_async (run->client, run->project_id, run->instance, &spec,
                                        sluice_operation_get_cancellable (operation), sent_cb,
                                        g_object_ref (operation));
}

static void
send_once (SluiceConnectionRun *run)
{
  sluice_operation_enter (run->operation, SLUICE_PHASE_SENDING);
  if (sluice_connection_run_cancelled (run))
    sluice_connection_run_say (run, SLUICE_OUTCOME_CANCELLED, NULL);
  else
    sluice_connection_run_before_write (run, send_now);
}

/* ---- checking: is the name free? ------------------------------------------------------------- */

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceConnectionRun *run = sluice_connection_run_of (operation);
  g_autoptr (GError) error = NULL;
  SluiceConnection *holder = sluice_connection_run_take (
    run, sluice_atlas_get_connection_finish (run->client, result, &error), result, &error);

  if (holder != NULL)
    {
      sluice_operation_take_result (operation, holder);
      sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
      sluice_connection_run_say (run, SLUICE_OUTCOME_NAME_TAKEN, NULL);
    }
  else if (sluice_connection_run_cancelled (run))
    sluice_connection_run_say (run, SLUICE_OUTCOME_CANCELLED, error);
  /* Writing may be allowed where reading is not; Atlas has the last word. */
  else if (sluice_doubt_is_absence (error) ||
           g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_ROLE_MISSING) ||
           g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_FORBIDDEN))
    send_once (run);
  else
    sluice_connection_run_say (run, SLUICE_OUTCOME_REFUSED, error);
}

/**
 * sluice_create_operation_start:
 * @client: (transfer none): who asks
 * @request: what to create
 *
 * Creates an S3 connection and follows it until it is READY or FAILED. Exactly one POST is sent:
 * none if the name turns out to be taken or Atlas cannot be reached before, never a second one
 * by itself. If the answer is lost, the connection is looked for by its name and compared; see
 * %SluiceOutcome for all that can be true in the end. The client is let go of as soon as there is
 * nothing left to look up.
 *
 * Returns: (transfer full): the operation, at work
 */
SluiceOperation *
sluice_create_operation_start (SluiceAtlasClient         *client,
                               const SluiceCreateRequest *request)
{
  const SluiceConnectionSpec spec = {
    .name = request->name,
    .role_arn = request->role_arn,
    .test_bucket = request->test_bucket,
    .private_link_id = request->private_link_id,
  };
  SluiceConnectionRun *run =
    sluice_connection_run_new (client, SLUICE_OPERATION_CREATE_CONNECTION, request->project_id,
                               request->instance, &spec);
  SluiceOperation *operation = run->operation;

  sluice_connection_run_set_paces (run, &request->watch_pace, &request->settle_pace);
  run->judge = sluice_connection_run_judge_created;
  run->give_up = give_up;
  run->shows_done = sluice_connection_run_shows_created;
  run->refused = refused;
  if (request->name_is_free)
    send_once (run);
  else
    {
      sluice_operation_enter (operation, SLUICE_PHASE_CHECKING);
      sluice_connection_run_read (run, checked_cb);
    }
  return operation;
}
