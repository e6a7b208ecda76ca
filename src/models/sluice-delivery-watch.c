/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The middle of a test of delivery: starting the processor, and watching what it does. */
#include "sluice-delivery-run.h"

#include "sluice-doubt.h"

/* Of the longest wait for what may still appear: a minute, which is as long as starting takes. */
#define START_WAITS 3

static void look (SluiceDeliveryRun *run);

static void
waited_to_look_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);

  if (sluice_poller_wait_finish (result, NULL))
    look (run);
  else
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_CANCELLED, NULL);
}

/* What a processor that ran as long as a test lasts has shown. */
static SluiceDeliveryVerdict
judge_in_the_end (SluiceDeliveryRun *run)
{
  if (run->written_us != 0)
    return SLUICE_DELIVERY_WRITTEN;
  if (!run->seen_running)
    return SLUICE_DELIVERY_NEVER_RAN;
  if (sluice_delivery_report_get_written (run->report) < 0)
    return SLUICE_DELIVERY_UNCOUNTED;
  return SLUICE_DELIVERY_NOTHING_WRITTEN;
}

/* Documents may be counted before they are on their way: it counts only if the processor still
 * runs a little later. */
static gboolean
is_confirmed (SluiceDeliveryRun *run)
{
  gint64 now = g_get_monotonic_time ();

  if (sluice_delivery_report_get_written (run->report) <= 0)
    return FALSE;
  if (run->written_us == 0)
    run->written_us = now;
  return now - run->written_us >= (gint64) run->paces.confirm_ms * 1000;
}

/* Its answer was lost, and nothing has come of it. */
static gboolean
was_never_started (SluiceDeliveryRun *run, SluiceProcessorState state)
{
  gint64 waited = g_get_monotonic_time () - run->start_lost_us;

  return run->start_lost != NULL && state == SLUICE_PROCESSOR_STATE_CREATED &&
         waited >= (gint64) run->paces.settle.limit_ms * START_WAITS * 1000;
}

/* Returns SLUICE_DELIVERY_OPEN as long as there is something to wait for. */
static SluiceDeliveryVerdict
judge (SluiceDeliveryRun *run, SluiceProcessor *processor)
{
  SluiceProcessorState state = sluice_processor_get_state (processor);

  if (state == SLUICE_PROCESSOR_STATE_FAILED)
    return SLUICE_DELIVERY_FAILED;
  if (sluice_delivery_run_cancelled (run))
    return SLUICE_DELIVERY_CANCELLED;
  if (state == SLUICE_PROCESSOR_STATE_STARTED)
    {
      run->seen_running = TRUE;
      if (is_confirmed (run))
        return SLUICE_DELIVERY_WRITTEN;
    }
  if (run->seen_running &&
      (state == SLUICE_PROCESSOR_STATE_STOPPING || state == SLUICE_PROCESSOR_STATE_STOPPED ||
       state == SLUICE_PROCESSOR_STATE_DROPPED))
    return SLUICE_DELIVERY_STOPPED_BY_OTHERS;
  if (was_never_started (run, state))
    return SLUICE_DELIVERY_NOT_STARTED;
  return sluice_poller_is_over (run->poller) ? judge_in_the_end (run) : SLUICE_DELIVERY_OPEN;
}

static void
cannot_see (SluiceDeliveryRun *run, const GError *error)
{
  if (sluice_delivery_run_cancelled (run))
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_CANCELLED, NULL);
  else if (sluice_delivery_is_absence (error))
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_STOPPED_BY_OTHERS, NULL);
  else if (sluice_delivery_run_may_look (run, error))
    sluice_delivery_run_wait (run, error, waited_to_look_cb);
  else
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_UNSEEN, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceProcessor) processor =
    sluice_atlas_get_processor_finish (run->client, result, &error);
  SluiceDeliveryVerdict verdict;

  if (processor == NULL)
    {
      cannot_see (run, error);
      return;
    }
  run->blind_looks = 0;
  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  sluice_delivery_report_note_processor (run->report, processor);
  verdict = judge (run, processor);
  sluice_delivery_run_tell (run);
  if (verdict == SLUICE_DELIVERY_OPEN)
    sluice_delivery_run_wait (run, NULL, waited_to_look_cb);
  else
    sluice_delivery_run_conclude (run, verdict, verdict == SLUICE_DELIVERY_NOT_STARTED
                                                  ? run->start_lost : NULL);
}

static void
look (SluiceDeliveryRun *run)
{
  sluice_atlas_get_processor_async (run->client, run->project_id, run->instance, run->processor,
                                    sluice_operation_get_cancellable (run->operation), looked_cb,
                                    g_object_ref (run->operation));
}

static void
watch (SluiceDeliveryRun *run)
{
  if (sluice_delivery_run_cancelled (run))
    {
      sluice_delivery_run_conclude (run, SLUICE_DELIVERY_CANCELLED, NULL);
      return;
    }
  sluice_delivery_run_pace (run, &run->paces.watch);
  sluice_operation_enter (run->operation, SLUICE_PHASE_RUNNING);
  look (run);
}

/* Whether it runs although Atlas has said no. */
static void
looked_after_refusal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (SluiceProcessor) processor =
    sluice_atlas_get_processor_finish (run->client, result, NULL);

  if (processor != NULL && sluice_processor_is_busy (processor))
    watch (run);
  else
    sluice_delivery_run_conclude (run, sluice_delivery_run_cancelled (run)
                                         ? SLUICE_DELIVERY_CANCELLED
                                         : SLUICE_DELIVERY_NOT_STARTED, run->refusal);
}

/* A lost answer needs no reading back of its own: watching reads the state anyway. */
static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (GError) error = NULL;
  gboolean accepted = sluice_atlas_start_processor_finish (run->client, result, &error);

  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  if (!accepted && sluice_doubt_leaves_open (error))
    {
      run->start_lost = g_steal_pointer (&error);
      run->start_lost_us = g_get_monotonic_time ();
    }
  if (accepted || run->start_lost != NULL)
    watch (run);
  else if (sluice_delivery_run_cancelled (run))
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_CANCELLED, NULL);
  else if (!sluice_delivery_run_doubt (run, error, NULL, looked_after_refusal_cb))
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_NOT_STARTED, error);
}

static void
send_start (SluiceOperation *operation, gpointer user_data)
{
  SluiceDeliveryRun *run = user_data;

  sluice_atlas_start_processor_async (run->client, run->project_id, run->instance, run->processor,
                                      sluice_operation_get_cancellable (operation), started_cb,
                                      g_object_ref (operation));
}

/**
 * sluice_delivery_run_launch:
 * @run: a run whose processor has been created
 *
 * Starts the processor once and watches it until documents were written, it failed, somebody
 * stopped it, or the test has lasted long enough.
 */
void
sluice_delivery_run_launch (SluiceDeliveryRun *run)
{
  sluice_delivery_run_tell (run);
  sluice_operation_enter (run->operation, SLUICE_PHASE_SENDING);
  sluice_operation_before_write (run->operation, send_start, run);
}
