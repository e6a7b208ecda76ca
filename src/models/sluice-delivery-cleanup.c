/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of a test of delivery: removing what it has made, and saying what is true then.
 *
 * Look, and do what is missing: stop it if it runs, delete it if it does not. The name is the
 * test's own, so that doing either twice harms nobody; still each is repeated only after a look
 * has shown that it did not come about, and twice at most.
 */
#include "sluice-delivery-run.h"

#include "sluice-doubt.h"

#define MAX_STOPS 2
#define MAX_DELETES 2
/* Looks at a processor that goes on running before stopping it counts as not done. */
#define PATIENT_LOOKS 4

static void look (SluiceDeliveryRun *run);

static void
note_error (SluiceDeliveryRun *run, const GError *error)
{
  if (error == NULL)
    return;
  g_clear_error (&run->clean_error);
  run->clean_error = g_error_copy (error);
}

static void
removed (SluiceDeliveryRun *run)
{
  gboolean made =
    sluice_delivery_report_get_processor_is (run->report) != SLUICE_DELIVERY_THING_NONE;

  sluice_delivery_report_set_processor_is (run->report, made ? SLUICE_DELIVERY_THING_REMOVED
                                                             : SLUICE_DELIVERY_THING_NONE);
  run->may_exist = FALSE;
  g_clear_error (&run->clean_error);
  sluice_delivery_run_drop_sample (run);
}

/* As long as the processor is there, the connection it reads from has to stay too. */
static void
leave (SluiceDeliveryRun *run, const GError *error)
{
  SluiceDeliveryThing sample = sluice_delivery_report_get_sample_is (run->report);

  note_error (run, error);
  sluice_delivery_report_set_processor_is (run->report, SLUICE_DELIVERY_THING_LEFT);
  if (sample == SLUICE_DELIVERY_THING_MADE)
    sluice_delivery_report_set_sample_is (run->report, run->remove_sample
                                                         ? SLUICE_DELIVERY_THING_LEFT
                                                         : SLUICE_DELIVERY_THING_KEPT);
  sluice_delivery_run_finish (run);
}

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);

  if (!sluice_poller_wait_finish (result, NULL))
    run->hurry = TRUE;
  look (run);
}

static gboolean
may_wait (SluiceDeliveryRun *run)
{
  return !run->hurry && !sluice_poller_is_over (run->poller);
}

/* Whether deleting it may succeed a little later. The status of "it still runs" is not known. */
static gboolean
may_pass (const GError *error)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);
  guint status = evidence != NULL ? sluice_evidence_get_status (evidence) : 0;

  return sluice_doubt_leaves_open (error) || status == 400 || status == 409 || status == 429;
}

/* Nothing cancels these calls but a client that is closed, with which nothing can be done. */
static gboolean
is_closed (const GError *error)
{
  return g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED);
}

/* ---- what is done ---------------------------------------------------------------------------- */

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (GError) error = NULL;
  gboolean accepted = sluice_atlas_delete_processor_finish (run->client, result, &error);

  if (accepted)
    removed (run);
  else if (sluice_delivery_is_absence (error))
    look (run);
  else if (may_wait (run) && may_pass (error) && !is_closed (error))
    {
      note_error (run, error);
      sluice_delivery_run_wait (run, error, waited_cb);
    }
  else if (sluice_doubt_deserves_look (error))
    {
      note_error (run, error);
      run->deletes = MAX_DELETES;
      look (run);
    }
  else
    leave (run, error);
}

static void
send_deletion (SluiceOperation *operation, gpointer user_data)
{
  SluiceDeliveryRun *run = user_data;

  run->deletes++;
  sluice_atlas_delete_processor_async (run->client, run->project_id, run->instance,
                                       run->processor, NULL, deleted_cb,
                                       g_object_ref (operation));
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (GError) error = NULL;
  gboolean accepted = sluice_atlas_stop_processor_finish (run->client, result, &error);

  if (!accepted)
    note_error (run, error);
  /* Only what may still come about is waited for; a refusal is followed by the other write. */
  if (!accepted && !sluice_doubt_leaves_open (error))
    run->looks_since_stop = PATIENT_LOOKS;
  look (run);
}

static void
send_stop (SluiceOperation *operation, gpointer user_data)
{
  SluiceDeliveryRun *run = user_data;

  run->stops++;
  run->looks_since_stop = 0;
  sluice_atlas_stop_processor_async (run->client, run->project_id, run->instance, run->processor,
                                     NULL, stopped_cb, g_object_ref (operation));
}

static void
stop (SluiceDeliveryRun *run)
{
  sluice_operation_before_write (run->operation, send_stop, run);
}

static void
delete (SluiceDeliveryRun *run)
{
  if (run->deletes < MAX_DELETES)
    sluice_operation_before_write (run->operation, send_deletion, run);
  else
    leave (run, NULL);
}

/* ---- what is seen ---------------------------------------------------------------------------- */

/* It runs, starts or stops. */
static void
end_running (SluiceDeliveryRun *run, SluiceProcessor *processor)
{
  gboolean stopping = sluice_processor_get_state (processor) == SLUICE_PROCESSOR_STATE_STOPPING;
  gboolean patient = run->stops > 0 && ++run->looks_since_stop < PATIENT_LOOKS;

  if (run->stops == 0 && !stopping)
    stop (run);
  else if (may_wait (run) && (stopping || patient))
    sluice_delivery_run_wait (run, NULL, waited_cb);
  else if (run->stops < MAX_STOPS && may_wait (run))
    stop (run);
  else
    delete (run);  /* Atlas may do both at once */
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceProcessor) processor =
    sluice_atlas_get_processor_finish (run->client, result, &error);

  if (processor == NULL)
    {
      if (is_closed (error))
        leave (run, error);
      else if (sluice_delivery_is_absence (error) && !(run->may_appear && may_wait (run)))
        removed (run);
      else if (sluice_delivery_is_absence (error) || sluice_delivery_run_may_look (run, error))
        sluice_delivery_run_wait (run, error, waited_cb);
      else
        leave (run, error);
      return;
    }
  run->blind_looks = 0;
  run->may_appear = FALSE;
  sluice_delivery_report_note_processor (run->report, processor);
  sluice_delivery_report_set_processor_is (run->report, SLUICE_DELIVERY_THING_MADE);
  sluice_delivery_run_tell (run);
  if (sluice_processor_get_state (processor) == SLUICE_PROCESSOR_STATE_DROPPED)
    removed (run);
  else if (sluice_processor_is_busy (processor))
    end_running (run, processor);
  else
    delete (run);
}

static void
look (SluiceDeliveryRun *run)
{
  sluice_atlas_get_processor_async (run->client, run->project_id, run->instance, run->processor,
                                    NULL, looked_cb, g_object_ref (run->operation));
}

/**
 * sluice_delivery_run_clean_up:
 * @run: a run that may have made something
 *
 * Removes it and ends the operation. Cancel only ends the waiting in between.
 */
void
sluice_delivery_run_clean_up (SluiceDeliveryRun *run)
{
  run->stops = 0;
  run->deletes = 0;
  run->looks_since_stop = 0;
  run->hurry = FALSE;
  g_clear_error (&run->clean_error);
  sluice_delivery_run_pace (run, run->may_appear ? &run->paces.settle : &run->paces.clean);
  sluice_delivery_run_tell (run);
  sluice_operation_enter (run->operation, SLUICE_PHASE_CLEANING_UP);
  if (run->may_exist)
    look (run);
  else
    sluice_delivery_run_drop_sample (run);
}

/* ---- the end --------------------------------------------------------------------------------- */

static void
end (SluiceDeliveryRun *run)
{
  SluiceOperationState state = SLUICE_OPERATION_STATE_FAILED;
  SluiceOutcome outcome = SLUICE_OUTCOME_NOT_DELIVERED;

  switch ((int) sluice_delivery_report_get_verdict (run->report))
    {
    case SLUICE_DELIVERY_WRITTEN:
      state = SLUICE_OPERATION_STATE_DONE;
      outcome = SLUICE_OUTCOME_DELIVERED;
      break;
    case SLUICE_DELIVERY_INTERRUPTED:
      state = SLUICE_OPERATION_STATE_DONE;
      outcome = SLUICE_OUTCOME_GONE;
      break;
    case SLUICE_DELIVERY_CANCELLED:
      outcome = SLUICE_OUTCOME_CANCELLED;
      break;
    case SLUICE_DELIVERY_NOT_READY:
      outcome = SLUICE_OUTCOME_CHANGED_BEFORE;
      break;
    case SLUICE_DELIVERY_NOT_CREATED:
      outcome = SLUICE_OUTCOME_REFUSED;
      break;
    default:
      break;
    }
  sluice_operation_end (run->operation, state, outcome, run->error);
  sluice_operation_set_check_again (run->operation, NULL, NULL, NULL);
}

/**
 * sluice_delivery_run_finish:
 * @run: a run that has removed what it could; gone afterwards, unless something is left
 *
 * Ends the operation. The processor is forgotten only if it cannot turn up any more.
 */
void
sluice_delivery_run_finish (SluiceDeliveryRun *run)
{
  gboolean left =
    sluice_delivery_report_get_processor_is (run->report) == SLUICE_DELIVERY_THING_LEFT ||
    sluice_delivery_report_get_sample_is (run->report) == SLUICE_DELIVERY_THING_LEFT;

  if (run->leftovers != NULL && !left && !run->may_appear)
    sluice_delivery_leftovers_forget (run->leftovers, run->processor);
  sluice_delivery_run_tell (run);
  if (left)
    sluice_operation_end (run->operation, SLUICE_OPERATION_STATE_UNKNOWN,
                          SLUICE_OUTCOME_LEFT_BEHIND, run->clean_error);
  else
    end (run);
}

/**
 * sluice_delivery_operation_clean_up:
 * @client: (transfer none): who asks
 * @leftover: what a test was interrupted with
 * @leftovers: (nullable): forgets it when it is gone
 * @paces: (nullable): how fast
 *
 * Removes what an earlier test has made, and nothing else: the processor is found by its exact
 * name.
 *
 * Returns: (transfer full): the operation, at work
 */
SluiceOperation *
sluice_delivery_operation_clean_up (SluiceAtlasClient            *client,
                                    const SluiceDeliveryLeftover *leftover,
                                    SluiceDeliveryLeftovers      *leftovers,
                                    const SluiceDeliveryPaces    *paces)
{
  SluiceDeliveryRun *run = sluice_delivery_run_new (client, leftover, leftovers, paces);

  run->report = sluice_delivery_report_new (leftover->processor, NULL, NULL);
  run->may_exist = TRUE;
  sluice_delivery_report_set_verdict (run->report, SLUICE_DELIVERY_INTERRUPTED);
  if (leftover->sample)
    sluice_delivery_report_set_sample_is (run->report, SLUICE_DELIVERY_THING_MADE);
  sluice_delivery_run_clean_up (run);
  return run->operation;
}
