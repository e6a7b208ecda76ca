/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the operations on connections share. */
#include "sluice-connection-run.h"

#include "sluice-atlas-gathering.h"
#include "sluice-doubt.h"

/* Preparing takes seconds for a public connection and up to an hour behind a private link;
 * Terraform's limit for it, and for deleting, is 40 minutes. */
static const SluicePollerPace usual_watch_pace = { 2000, 15000, 40 * 60 * 1000 };

/* Looks in a row that may fail while watching before Sluice says that it cannot see. */
#define MAX_BLIND_LOOKS 5

static void look (SluiceConnectionRun *run);

static void
run_free (gpointer data)
{
  SluiceConnectionRun *run = data;

  g_object_unref (run->client);
  g_free (run->project_id);
  g_free (run->instance);
  g_free (run->name);
  g_free (run->role_arn);
  g_free (run->test_bucket);
  g_free (run->private_link_id);
  g_clear_object (&run->seen);
  g_clear_object (&run->before);
  g_clear_pointer (&run->watch, sluice_poller_free);
  sluice_read_back_clear (&run->read_back);
  g_free (run);
}

/**
 * sluice_connection_run_of:
 * @operation: an operation sluice_connection_run_new() has made
 *
 * Returns: (transfer none): what drives it
 */
SluiceConnectionRun *
sluice_connection_run_of (SluiceOperation *operation)
{
  return g_object_get_data (G_OBJECT (operation), "run");
}

/**
 * sluice_connection_run_get_spec:
 * @run: a run
 *
 * Returns: what was asked for; its strings belong to @run
 */
SluiceConnectionSpec
sluice_connection_run_get_spec (SluiceConnectionRun *run)
{
  return (SluiceConnectionSpec) {
    .name = run->name,
    .role_arn = run->role_arn,
    .test_bucket = run->test_bucket,
    .private_link_id = run->private_link_id,
  };
}

/**
 * sluice_connection_run_cancelled:
 * @run: a run
 *
 * Returns: whether Cancel was pressed in the phase that ends now, even if the answer was faster
 */
gboolean
sluice_connection_run_cancelled (SluiceConnectionRun *run)
{
  return g_cancellable_is_cancelled (sluice_operation_get_cancellable (run->operation));
}

/**
 * sluice_connection_run_take:
 * @run: a run
 * @connection: (transfer full) (nullable): what a call has returned
 * @result: the call's result
 * @error: where the call's error is
 *
 * An answer about another connection says nothing about this one.
 *
 * Returns: (transfer full) (nullable): @connection; %NULL with @error set if it is another one
 */
SluiceConnection *
sluice_connection_run_take (SluiceConnectionRun  *run,
                            SluiceConnection     *connection,
                            GAsyncResult         *result,
                            GError              **error)
{
  if (connection == NULL || g_str_equal (sluice_connection_get_name (connection), run->name))
    return connection;
  g_propagate_error (error,
                     sluice_atlas_error_new (SLUICE_ATLAS_ERROR_BAD_REPLY,
                                             sluice_atlas_result_get_evidence (result),
                                             "The answer is about another connection"));
  g_object_unref (connection);
  return NULL;
}

/**
 * sluice_connection_run_read:
 * @run: a run
 * @callback: called when the connection was read, with a reference to the operation as its data
 */
void
sluice_connection_run_read (SluiceConnectionRun *run,
                            GAsyncReadyCallback  callback)
{
  GCancellable *cancellable = sluice_operation_get_cancellable (run->operation);

  if (run->together)
    sluice_atlas_gather_connection_async (run->client, run->project_id, run->instance, run->name,
                                          cancellable, callback, g_object_ref (run->operation));
  else
    sluice_atlas_get_connection_async (run->client, run->project_id, run->instance, run->name,
                                       cancellable, callback, g_object_ref (run->operation));
}

/**
 * sluice_connection_run_end:
 * @run: a run; gone afterwards where there is nothing left to look up
 * @state: done, failed or unknown
 * @outcome: what is true
 * @error: (nullable): why; replaces the one noted before
 *
 * Ends the operation.
 */
void
sluice_connection_run_end (SluiceConnectionRun  *run,
                           SluiceOperationState  state,
                           SluiceOutcome         outcome,
                           const GError         *error)
{
  SluiceOperation *operation = run->operation;

  sluice_operation_end (operation, state, outcome, error);
  if (state != SLUICE_OPERATION_STATE_UNKNOWN)
    sluice_operation_set_check_again (operation, NULL, NULL, NULL);
}

/**
 * sluice_connection_run_say:
 * @run: a run; gone afterwards where there is nothing left to look up
 * @outcome: what is true
 * @error: (nullable): why; replaces the one noted before
 *
 * Ends the operation in the state that goes with @outcome.
 */
void
sluice_connection_run_say (SluiceConnectionRun *run,
                           SluiceOutcome        outcome,
                           const GError        *error)
{
  SluiceOperationState state = SLUICE_OPERATION_STATE_FAILED;

  if (outcome == SLUICE_OUTCOME_READY)
    state = SLUICE_OPERATION_STATE_DONE;
  else if (outcome == SLUICE_OUTCOME_STOPPED || outcome == SLUICE_OUTCOME_STILL_PENDING ||
           outcome == SLUICE_OUTCOME_UNWATCHED || outcome == SLUICE_OUTCOME_CANNOT_TELL ||
           outcome == SLUICE_OUTCOME_STILL_THERE)
    state = SLUICE_OPERATION_STATE_UNKNOWN;
  sluice_connection_run_end (run, state, outcome, error);
}

/* ---- watching: it exists, but is not READY yet ----------------------------------------------- */

static void
waited_to_look_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceConnectionRun *run = sluice_connection_run_of (operation);

  if (sluice_poller_wait_finish (result, NULL))
    look (run);
  else
    sluice_connection_run_say (run, SLUICE_OUTCOME_STOPPED, NULL);
}

static void
wait_to_look (SluiceConnectionRun *run, const GError *error)
{
  if (sluice_poller_is_over (run->watch))
    sluice_connection_run_say (run, error ? SLUICE_OUTCOME_UNWATCHED
                                          : SLUICE_OUTCOME_STILL_PENDING, error);
  else
    sluice_poller_wait_async (run->watch, sluice_doubt_asked_wait (error),
                              sluice_operation_get_cancellable (run->operation),
                              waited_to_look_cb, g_object_ref (run->operation));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceConnectionRun *run = sluice_connection_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = sluice_connection_run_take (
    run, sluice_atlas_get_connection_finish (run->client, result, &error), result, &error);

  if (connection != NULL)
    {
      run->blind_looks = 0;
      sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
      sluice_connection_run_watch (run, connection);
    }
  else if (sluice_connection_run_cancelled (run))
    sluice_connection_run_say (run, SLUICE_OUTCOME_STOPPED, NULL);
  else if (++run->blind_looks < MAX_BLIND_LOOKS && sluice_doubt_may_appear (error))
    wait_to_look (run, error);
  else
    sluice_connection_run_say (run, SLUICE_OUTCOME_UNWATCHED, error);
}

static void
look (SluiceConnectionRun *run)
{
  sluice_connection_run_read (run, looked_cb);
}

static void
start_watching (SluiceConnectionRun *run)
{
  g_clear_pointer (&run->watch, sluice_poller_free);
  run->watch = sluice_poller_new (&run->watch_pace);
  run->blind_looks = 0;
  sluice_operation_enter (run->operation, SLUICE_PHASE_WATCHING);
}

/**
 * sluice_connection_run_watch:
 * @run: a run whose write is known to be done
 * @connection: (transfer none): what it has brought about, as Atlas describes it
 *
 * Watches the connection until it is READY or FAILED, and ends the operation.
 */
void
sluice_connection_run_watch (SluiceConnectionRun *run,
                             SluiceConnection    *connection)
{
  SluiceOperation *operation = run->operation;
  SluiceConnectionState state = sluice_connection_get_state (connection);

  sluice_operation_take_result (operation, g_object_ref (connection));
  if (state == SLUICE_CONNECTION_STATE_READY)
    sluice_connection_run_say (run, SLUICE_OUTCOME_READY, NULL);
  else if (state == SLUICE_CONNECTION_STATE_FAILED)
    sluice_connection_run_say (run, SLUICE_OUTCOME_CREATED_FAILED, NULL);
  else if (sluice_connection_run_cancelled (run))
    sluice_connection_run_say (run, SLUICE_OUTCOME_STOPPED, NULL);
  else if (sluice_operation_get_phase (operation) == SLUICE_PHASE_WATCHING)
    wait_to_look (run, NULL);
  else
    {
      start_watching (run);
      /* Some answers leave the state out: ask at once. */
      if (state == SLUICE_CONNECTION_STATE_ABSENT)
        look (run);
      else
        wait_to_look (run, NULL);
    }
}

/**
 * sluice_connection_run_watch_again:
 * @run: a run that has stopped watching
 */
void
sluice_connection_run_watch_again (SluiceConnectionRun *run)
{
  start_watching (run);
  look (run);
}

/**
 * sluice_connection_run_before_write:
 * @run: a run that is about to write
 * @func: sends it; called with the operation and @run
 *
 * Writes down what is asked for, so that it can be judged even after a restart.
 */
void
sluice_connection_run_before_write (SluiceConnectionRun *run,
                                    SluiceOperationFunc  func)
{
  const char *before = run->before != NULL ? sluice_connection_get_test_bucket (run->before) : NULL;

  sluice_operation_set_wanted (run->operation, "role", run->role_arn);
  sluice_operation_set_wanted (run->operation, "bucket", run->test_bucket);
  sluice_operation_set_wanted (run->operation, "link", run->private_link_id);
  if (run->before != NULL)
    sluice_operation_set_wanted (run->operation, "bucket-before",
                                 before != NULL ? before : SLUICE_CONNECTION_NO_BUCKET);
  sluice_operation_before_write (run->operation, func, run);
}

/* ---- reading back: the answer was lost ------------------------------------------------------- */

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceConnectionRun *run = sluice_connection_run_of (operation);
  GError *refusal = sluice_read_back_end_doubt (&run->read_back);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = sluice_connection_run_take (
    run, sluice_atlas_get_connection_finish (run->client, result, &error), result, &error);

  if (refusal != NULL)
    {
      sluice_connection_run_judge_refused (run, connection, error, refusal);
      return;
    }
  if (connection != NULL)
    sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  if (!run->judge (run, connection, error) &&
      !sluice_read_back_wait (&run->read_back, error,
                              error == NULL || sluice_doubt_may_appear (error)))
    run->give_up (run, connection, error);
}

static void
read_back (gpointer run)
{
  sluice_connection_run_read (run, read_back_cb);
}

/**
 * sluice_connection_run_lose:
 * @run: a run whose one write has failed with an error that leaves open what is true
 * @error: (transfer full): how
 *
 * Reads the connection until its judge or its giving up has told what is true.
 */
void
sluice_connection_run_lose (SluiceConnectionRun *run,
                            GError              *error)
{
  sluice_read_back_lose (&run->read_back, error);
}

static void
check_again (SluiceOperation *operation, gpointer user_data)
{
  SluiceConnectionRun *run = user_data;

  run->only_reads = TRUE;
  if (sluice_operation_get_outcome (operation) == SLUICE_OUTCOME_CANNOT_TELL)
    sluice_read_back_start (&run->read_back);
  else
    run->again (run);
}

/* ---- the run --------------------------------------------------------------------------------- */

static char *
dup_filled (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/**
 * sluice_connection_run_new:
 * @client: (transfer none): a client, kept until there is nothing left to look up
 * @kind: what is done
 * @project_id: the project's id
 * @instance: the instance's name
 * @spec: what is asked for; its name is the connection's
 *
 * Returns: (transfer none): a run with a new operation, whose one reference is the caller's; its
 *   judge, its giving up and what it does again are to be set
 */
SluiceConnectionRun *
sluice_connection_run_new (SluiceAtlasClient          *client,
                           SluiceOperationKind         kind,
                           const char                 *project_id,
                           const char                 *instance,
                           const SluiceConnectionSpec *spec)
{
  SluiceConnectionRun *run = g_new0 (SluiceConnectionRun, 1);

  run->operation = sluice_operation_new (kind, spec->name, instance);
  run->client = g_object_ref (client);
  run->project_id = g_strdup (project_id);
  run->instance = g_strdup (instance);
  run->name = g_strdup (spec->name);
  run->role_arn = dup_filled (spec->role_arn);
  run->test_bucket = dup_filled (spec->test_bucket);
  run->private_link_id = dup_filled (spec->private_link_id);
  run->watch_pace = usual_watch_pace;
  sluice_read_back_init (&run->read_back, run->operation, read_back, run);
  run->again = sluice_connection_run_watch_again;
  g_object_set_data (G_OBJECT (run->operation), "run", run);
  sluice_operation_set_project (run->operation, client, project_id);
  sluice_operation_set_check_again (run->operation, check_again, run, run_free);
  return run;
}

/**
 * sluice_connection_run_set_paces:
 * @run: a run
 * @watch: how often to look at what is changing; zeros: as usual
 * @settle: how often to look for what may still appear; zeros: as usual
 */
void
sluice_connection_run_set_paces (SluiceConnectionRun    *run,
                                 const SluicePollerPace *watch,
                                 const SluicePollerPace *settle)
{
  if (watch->longest_ms > 0)
    run->watch_pace = *watch;
  sluice_read_back_set_pace (&run->read_back, settle);
}
