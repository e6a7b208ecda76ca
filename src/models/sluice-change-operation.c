/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Giving an S3 connection another role, and having Atlas test its role: one PATCH, and then
 * nothing but reading.
 */
#include "sluice-connection-operations.h"

#include "sluice-connection-run.h"
#include "sluice-doubt.h"

/* ---- reading back: the answer was lost ------------------------------------------------------- */

/* Whether what was asked for can be told from what was there before, and is there now. */
static gboolean
is_done (SluiceConnectionRun *run, SluiceConnection *connection)
{
  const char *old_bucket = sluice_connection_get_test_bucket (run->before);
  const char *bucket = sluice_connection_get_test_bucket (connection);
  gboolean was_pending =
    sluice_connection_get_state (run->before) == SLUICE_CONNECTION_STATE_PENDING;
  gboolean pending = sluice_connection_get_state (connection) == SLUICE_CONNECTION_STATE_PENDING;

  if (g_strcmp0 (sluice_connection_get_role_arn (connection), run->role_arn) != 0)
    return FALSE;
  if (g_strcmp0 (sluice_connection_get_role_arn (run->before), run->role_arn) != 0)
    return TRUE;
  /* The same role once more: the bucket tells, or that it is being prepared anew. */
  if (bucket != NULL && g_strcmp0 (bucket, old_bucket) != 0)
    return g_strcmp0 (bucket, run->test_bucket) == 0;
  return pending && !was_pending;
}

static gboolean
shows_done (SluiceConnectionRun *run, SluiceConnection *connection, const GError *error)
{
  return connection != NULL && is_done (run, connection);
}

/* Whether it looks the same before and after. */
static gboolean
leaves_no_trace (SluiceConnectionRun *run, SluiceConnection *connection)
{
  const char *bucket = sluice_connection_get_test_bucket (connection);

  return g_strcmp0 (sluice_connection_get_role_arn (run->before), run->role_arn) == 0 &&
         (bucket == NULL || g_strcmp0 (bucket, run->test_bucket) == 0);
}

static gboolean
judge (SluiceConnectionRun *run, SluiceConnection *connection, const GError *error)
{
  if (connection == NULL)
    return FALSE;
  if (is_done (run, connection))
    {
      sluice_connection_run_watch (run, connection);
      return TRUE;
    }
  sluice_operation_take_result (run->operation, g_object_ref (connection));
  if (!sluice_connection_has_changed (run->before, connection))
    return FALSE;
  sluice_connection_run_say (run, SLUICE_OUTCOME_OTHER_HOLDS, NULL);
  return TRUE;
}

static void
give_up (SluiceConnectionRun *run, SluiceConnection *connection, const GError *error)
{
  if (sluice_doubt_is_absence (error))
    {
      sluice_operation_take_result (run->operation, NULL);
      sluice_connection_run_end (run, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_GONE, error);
    }
  else if (connection == NULL)
    sluice_connection_run_say (run, SLUICE_OUTCOME_CANNOT_TELL, error);
  else if (leaves_no_trace (run, connection))
    sluice_connection_run_say (run, SLUICE_OUTCOME_CANNOT_TELL, run->read_back.lost);
  else
    sluice_connection_run_say (run, SLUICE_OUTCOME_NOT_CREATED, run->read_back.lost);
}

/* ---- sending: the one PATCH ------------------------------------------------------------------ */

/* An answer that shows another role is none to this request. */
static GError *
contradiction_new (SluiceConnectionRun *run, SluiceConnection *connection, GAsyncResult *result)
{
  const char *role = sluice_connection_get_role_arn (connection);

  if (role == NULL || g_strcmp0 (role, run->role_arn) == 0)
    return NULL;
  return sluice_atlas_error_new (SLUICE_ATLAS_ERROR_BAD_REPLY,
                                 sluice_atlas_result_get_evidence (result),
                                 "The answer shows another role");
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceConnectionRun *run = sluice_connection_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = sluice_connection_run_take (
    run, sluice_atlas_update_connection_finish (run->client, result, &error), result, &error);

  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  if (connection != NULL)
    error = contradiction_new (run, connection, result);
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

  sluice_atlas_update_connection_async (run->client, run->project_id, run->instance, &spec,
                                        sluice_operation_get_cancellable (operation), sent_cb,
                                        g_object_ref (operation));
}

static void
send_once (SluiceConnectionRun *run)
{
  sluice_operation_enter (run->operation, SLUICE_PHASE_SENDING);
  sluice_connection_run_before_write (run, send_now);
}

static void
missing (SluiceConnectionRun *run, const GError *error)
{
  sluice_operation_take_result (run->operation, NULL);
  sluice_connection_run_end (run, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_GONE, error);
}

static SluiceOperation *
start (SluiceAtlasClient             *client,
       SluiceOperationKind            kind,
       const SluiceConnectionRequest *request,
       const char                    *role_arn)
{
  const SluiceConnectionSpec spec = {
    .name = sluice_connection_get_name (request->seen),
    .role_arn = role_arn,
    .test_bucket = request->test_bucket,
  };
  SluiceConnectionRun *run = sluice_connection_run_new (client, kind, request->project_id,
                                                        request->instance, &spec);
  SluiceOperation *operation = run->operation;

  sluice_connection_run_set_paces (run, &request->watch_pace, &request->settle_pace);
  run->seen = g_object_ref (request->seen);
  run->judge = judge;
  run->give_up = give_up;
  run->shows_done = shows_done;
  run->refused = sluice_connection_run_believe;
  run->send = send_once;
  run->missing = missing;
  sluice_connection_run_check (run);
  return operation;
}

/**
 * sluice_change_operation_start:
 * @client: (transfer none): who asks
 * @request: the connection, its new role, and perhaps a bucket to check the role with
 *
 * Gives an S3 connection another role and follows it until it is READY or FAILED. One PATCH is
 * sent at most: none if the connection is no longer as it was seen.
 *
 * Returns: (transfer full): the operation, at work
 */
SluiceOperation *
sluice_change_operation_start (SluiceAtlasClient             *client,
                               const SluiceConnectionRequest *request)
{
  return start (client, SLUICE_OPERATION_CHANGE_ROLE, request, request->role_arn);
}

/**
 * sluice_test_operation_start:
 * @client: (transfer none): who asks
 * @request: the connection, and the bucket to check its role with
 *
 * Has Atlas check the role of an S3 connection: the same change with the role it has. If the
 * answer is lost, that may leave no trace that would tell whether it was done.
 *
 * Returns: (transfer full): the operation, at work
 */
SluiceOperation *
sluice_test_operation_start (SluiceAtlasClient             *client,
                             const SluiceConnectionRequest *request)
{
  return start (client, SLUICE_OPERATION_TEST_CONNECTION, request,
                sluice_connection_get_role_arn (request->seen));
}
