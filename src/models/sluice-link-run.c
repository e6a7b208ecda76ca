/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the operations on private links share. */
#include "sluice-link-run.h"

#include "sluice-atlas-private-links.h"
#include "sluice-doubt.h"

/* An hour is normal; Terraform looks every 30 seconds and gives up after 60 minutes. */
static const SluicePollerPace usual_watch_pace = { 3000, 30000, 120 * 60 * 1000 };

/* Looks in a row that may fail before Sluice says that it cannot see: in an hour a network may
 * well be gone for some minutes. */
#define MAX_BLIND_LOOKS 20
/* Times in a row that a link was not found before it counts as gone, or as never seen. */
#define MAX_ABSENCES 2
#define MAX_ABSENCES_UNSEEN 5

#define ID_KEY "sluice-link-id"

static void look (SluiceLinkRun *run);

static void
run_free (gpointer data)
{
  SluiceLinkRun *run = data;

  g_object_unref (run->client);
  g_free (run->project_id);
  g_free (run->region);
  g_free (run->id);
  g_clear_pointer (&run->before, g_hash_table_unref);
  g_clear_pointer (&run->watch, sluice_poller_free);
  sluice_read_back_clear (&run->read_back);
  g_free (run);
}

/**
 * sluice_link_run_of:
 * @operation: an operation sluice_link_run_new() has made
 *
 * Returns: (transfer none): what drives it
 */
SluiceLinkRun *
sluice_link_run_of (SluiceOperation *operation)
{
  return g_object_get_data (G_OBJECT (operation), "run");
}

/**
 * sluice_link_run_cancelled:
 * @run: a run
 *
 * Returns: whether Cancel was pressed in the phase that ends now, even if the answer was faster
 */
gboolean
sluice_link_run_cancelled (SluiceLinkRun *run)
{
  return g_cancellable_is_cancelled (sluice_operation_get_cancellable (run->operation));
}

/**
 * sluice_link_run_end:
 * @run: a run; gone afterwards where there is nothing left to look up
 * @state: done, failed or unknown
 * @outcome: what is true
 * @error: (nullable): why; replaces the one noted before
 *
 * Ends the operation.
 */
void
sluice_link_run_end (SluiceLinkRun        *run,
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
 * sluice_link_run_take:
 * @run: a run that has an id
 * @link: (transfer full) (nullable): what a call has returned
 * @result: the call's result
 * @error: where the call's error is
 *
 * An answer about another link says nothing about this one.
 *
 * Returns: (transfer full) (nullable): @link; %NULL with @error set if it is another one
 */
SluicePrivateLink *
sluice_link_run_take (SluiceLinkRun      *run,
                      SluicePrivateLink  *link,
                      GAsyncResult       *result,
                      GError            **error)
{
  if (link == NULL || g_strcmp0 (sluice_private_link_get_id (link), run->id) == 0)
    return link;
  g_propagate_error (error,
                     sluice_atlas_error_new (SLUICE_ATLAS_ERROR_BAD_REPLY,
                                             sluice_atlas_result_get_evidence (result),
                                             "The answer is about another link"));
  g_object_unref (link);
  return NULL;
}

/* ---- watching -------------------------------------------------------------------------------- */

static void
waited_to_look_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceLinkRun *run = sluice_link_run_of (operation);

  if (sluice_poller_wait_finish (result, NULL))
    look (run);
  else
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_STOPPED, NULL);
}

static void
wait_to_look (SluiceLinkRun *run, const GError *error)
{
  SluiceOutcome outcome = run->leaving ? SLUICE_OUTCOME_STILL_THERE : SLUICE_OUTCOME_STILL_PENDING;

  if (sluice_link_run_cancelled (run))
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_STOPPED, NULL);
  else if (sluice_poller_is_over (run->watch))
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_UNKNOWN,
                         error ? SLUICE_OUTCOME_UNWATCHED : outcome, error);
  else
    sluice_poller_wait_async (run->watch, sluice_doubt_asked_wait (error),
                              sluice_operation_get_cancellable (run->operation),
                              waited_to_look_cb, g_object_ref (run->operation));
}

static void
judge (SluiceLinkRun *run, SluicePrivateLink *link)
{
  SluicePrivateLinkState state = sluice_private_link_get_state (link);

  if (state == SLUICE_PRIVATE_LINK_GONE)
    sluice_link_run_end (run, run->leaving ? SLUICE_OPERATION_STATE_DONE
                                           : SLUICE_OPERATION_STATE_FAILED,
                         SLUICE_OUTCOME_GONE, NULL);
  else if (state == SLUICE_PRIVATE_LINK_DONE && !run->leaving)
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_READY, NULL);
  else if (state == SLUICE_PRIVATE_LINK_FAILED && !run->leaving)
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_CREATED_FAILED, NULL);
  else
    wait_to_look (run, NULL);
}

/* It was there before, so it was deleted; or it is not there yet. */
static void
miss (SluiceLinkRun *run, const GError *error)
{
  run->absences++;
  if (run->leaving)
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_GONE, NULL);
  else if (run->seen && run->absences >= MAX_ABSENCES)
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_GONE, NULL);
  else if (!run->seen && run->absences >= MAX_ABSENCES_UNSEEN)
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_UNWATCHED, error);
  else
    wait_to_look (run, NULL);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceLinkRun *run = sluice_link_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluicePrivateLink) link = sluice_link_run_take (
    run, sluice_atlas_get_private_link_finish (run->client, result, &error), result, &error);

  if (link != NULL)
    {
      run->seen = TRUE;
      run->blind_looks = run->absences = 0;
      sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
      sluice_operation_take_result (operation, g_object_ref (link));
      judge (run, link);
    }
  else if (sluice_doubt_is_absence (error))
    miss (run, error);
  else if (sluice_link_run_cancelled (run))
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_STOPPED, NULL);
  else if (++run->blind_looks < MAX_BLIND_LOOKS && sluice_doubt_may_pass (error))
    wait_to_look (run, error);
  else
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_UNWATCHED, error);
}

static void
look (SluiceLinkRun *run)
{
  sluice_atlas_get_private_link_async (run->client, run->project_id, run->id,
                                       sluice_operation_get_cancellable (run->operation),
                                       looked_cb, g_object_ref (run->operation));
}

/**
 * sluice_link_run_watch:
 * @run: a run that has an id
 *
 * Looks at the link at once, then again and again until it is DONE, FAILED or gone. Only reads.
 */
void
sluice_link_run_watch (SluiceLinkRun *run)
{
  g_object_set_data_full (G_OBJECT (run->operation), ID_KEY, g_strdup (run->id), g_free);
  g_clear_pointer (&run->watch, sluice_poller_free);
  run->watch = sluice_poller_new (&run->watch_pace);
  run->blind_looks = run->absences = 0;
  sluice_operation_enter (run->operation,
                          run->leaving ? SLUICE_PHASE_LEAVING : SLUICE_PHASE_WATCHING);
  look (run);
}

/* ---- reading back: the answer was lost ------------------------------------------------------- */

/**
 * sluice_link_run_settle:
 * @run: a run whose request was lost, after a look that did not show its effect
 * @otherwise: what is true if no look does
 * @error: (nullable): why the look failed; %NULL if it did not
 *
 * Looks again a little later, or ends the operation.
 */
void
sluice_link_run_settle (SluiceLinkRun *run,
                        SluiceOutcome  otherwise,
                        const GError  *error)
{
  if (sluice_read_back_wait (&run->read_back, error,
                             error == NULL || sluice_doubt_may_pass (error)))
    return;
  if (error != NULL)
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_CANNOT_TELL, error);
  else
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_FAILED, otherwise, run->read_back.lost);
}

static void
check_again (SluiceOperation *operation, gpointer user_data)
{
  SluiceLinkRun *run = user_data;

  if (sluice_operation_get_outcome (operation) == SLUICE_OUTCOME_CANNOT_TELL)
    sluice_read_back_start (&run->read_back);
  else
    sluice_link_run_watch (run);
}

/**
 * sluice_link_run_lose:
 * @run: a run whose one write has failed with an error that leaves open what is true
 * @error: (transfer full): how
 *
 * Reads until that shows what was asked for, or has had the time to.
 */
void
sluice_link_run_lose (SluiceLinkRun *run,
                      GError        *error)
{
  sluice_read_back_lose (&run->read_back, error);
}

/**
 * sluice_link_run_refuse:
 * @run: a run; gone afterwards
 * @error: why nothing was done
 *
 * Ends the operation.
 */
void
sluice_link_run_refuse (SluiceLinkRun *run,
                        const GError  *error)
{
  sluice_link_run_end (run, SLUICE_OPERATION_STATE_FAILED,
                       g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED)
                         ? SLUICE_OUTCOME_CANCELLED : SLUICE_OUTCOME_REFUSED,
                       error);
}

/**
 * sluice_link_run_fail:
 * @run: a run whose one write has failed
 * @error: (transfer full): how
 *
 * Reads back if the error leaves open what is true. A refusal is looked at once, where it may have
 * come after it was done; then the operation and the run end.
 */
void
sluice_link_run_fail (SluiceLinkRun *run,
                      GError        *error)
{
  g_autoptr (GError) owned = error;

  if (sluice_doubt_leaves_open (error))
    sluice_link_run_lose (run, g_steal_pointer (&owned));
  else if (!sluice_read_back_doubt (&run->read_back, error))
    sluice_link_run_refuse (run, error);
}

/* ---- life ------------------------------------------------------------------------------------ */

/**
 * sluice_link_run_new:
 * @client: (transfer none): a client, kept until there is nothing left to look up
 * @kind: what is done
 * @request: what was asked for
 * @read_back: (nullable): looks once for what became of the run, in case an answer is lost; %NULL
 *   for a run that sends nothing
 *
 * Returns: (transfer none): a run with a new operation, whose one reference is the caller's
 */
SluiceLinkRun *
sluice_link_run_new (SluiceAtlasClient       *client,
                     SluiceOperationKind      kind,
                     const SluiceLinkRequest *request,
                     SluiceReadBackFunc       read_back)
{
  SluiceLinkRun *run = g_new0 (SluiceLinkRun, 1);
  SluicePrivateLink *link = request->link;

  run->client = g_object_ref (client);
  run->project_id = g_strdup (request->project_id);
  run->id = link != NULL ? g_strdup (sluice_private_link_get_id (link)) : g_strdup (request->id);
  run->region = g_strdup (link != NULL ? sluice_private_link_get_region (link) : request->region);
  run->seen = link != NULL;
  run->watch_pace = request->watch_pace.longest_ms ? request->watch_pace : usual_watch_pace;
  run->operation = sluice_operation_new (kind, run->region != NULL ? run->region : run->id, NULL);
  sluice_read_back_init (&run->read_back, run->operation, read_back, run);
  sluice_read_back_set_pace (&run->read_back, &request->settle_pace);
  sluice_operation_set_project (run->operation, client, run->project_id);
  if (run->id != NULL)
    g_object_set_data_full (G_OBJECT (run->operation), ID_KEY, g_strdup (run->id), g_free);
  if (link != NULL)
    sluice_operation_take_result (run->operation, g_object_ref (link));
  g_object_set_data (G_OBJECT (run->operation), "run", run);
  sluice_operation_set_check_again (run->operation, check_again, run, run_free);
  return run;
}

/**
 * sluice_link_operation_get_link:
 * @operation: any operation
 *
 * Returns: (nullable): the id of the private link it is about, as soon as it is known
 */
const char *
sluice_link_operation_get_link (SluiceOperation *operation)
{
  return g_object_get_data (G_OBJECT (operation), ID_KEY);
}

/**
 * sluice_link_watch_start:
 * @client: (transfer none): a client, kept until there is nothing left to look up
 * @request: which link
 *
 * Watches a link that was begun earlier, by whomever: one that is going until it is gone, any
 * other until it is DONE or FAILED. Nothing is sent but reads.
 *
 * Returns: (transfer full): the operation, at work
 */
SluiceOperation *
sluice_link_watch_start (SluiceAtlasClient       *client,
                         const SluiceLinkRequest *request)
{
  SluicePrivateLinkState state = sluice_private_link_get_state (request->link);
  gboolean leaving = state == SLUICE_PRIVATE_LINK_LEAVING || state == SLUICE_PRIVATE_LINK_GONE;
  SluiceLinkRun *run = sluice_link_run_new (client, leaving ? SLUICE_OPERATION_DELETE_LINK
                                                            : SLUICE_OPERATION_CREATE_LINK,
                                            request, NULL);
  SluiceOperation *operation = run->operation;

  run->leaving = leaving;
  sluice_link_run_watch (run);
  return operation;
}
