/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of a test of delivery share. */
#include "sluice-delivery-run.h"

#include <string.h>

#include "sluice-atlas-connections.h"
#include "sluice-doubt.h"

/* Replication of a new connection took seconds where it was seen. */
static const SluicePollerPace usual_retry_pace = { 3000, 8000, 60 * 1000 };
/* A creation that was answered with a timeout may end well a little later. */
static const SluicePollerPace usual_settle_pace = { 1000, 4000, 20 * 1000 };
/* Starting takes up to a minute, and the first objects some seconds more. */
static const SluicePollerPace usual_watch_pace = { 2000, 5000, 5 * 60 * 1000 };
static const SluicePollerPace usual_clean_pace = { 1000, 4000, 60 * 1000 };
/* Longer than the interval at which the test's processor writes. */
#define USUAL_CONFIRM_MS 7000

static void
run_free (gpointer data)
{
  SluiceDeliveryRun *run = data;

  g_object_unref (run->client);
  g_clear_object (&run->leftovers);
  g_object_unref (run->report);
  g_free (run->project_id);
  g_free (run->instance);
  g_free (run->connection);
  g_free (run->processor);
  g_free (run->bucket);
  g_free (run->path);
  g_free (run->region);
  g_clear_pointer (&run->poller, sluice_poller_free);
  g_clear_error (&run->start_lost);
  g_clear_error (&run->refusal);
  g_clear_error (&run->error);
  g_clear_error (&run->clean_error);
  g_free (run);
}

/* Check Again on what was left behind: tries once more to remove it. That is safe however often it
 * is done, since nothing else bears this name. */
static void
check_again (SluiceOperation *operation, gpointer user_data)
{
  sluice_delivery_run_clean_up (user_data);
}

static void
fill_in_paces (SluiceDeliveryPaces *paces)
{
  if (paces->retry.longest_ms == 0)
    paces->retry = usual_retry_pace;
  if (paces->settle.longest_ms == 0)
    paces->settle = usual_settle_pace;
  if (paces->watch.longest_ms == 0)
    paces->watch = usual_watch_pace;
  if (paces->clean.longest_ms == 0)
    paces->clean = usual_clean_pace;
  if (paces->confirm_ms == 0)
    paces->confirm_ms = USUAL_CONFIRM_MS;
}

/**
 * sluice_delivery_run_new:
 * @client: (transfer none): a client, kept until nothing is left to do
 * @leftover: where the test takes place, and the name of its processor
 * @leftovers: (nullable) (transfer none): remembers it
 * @paces: (nullable): how fast
 *
 * Returns: (transfer none): a run with a new operation, whose one reference is the caller's; the
 *   report, without a bucket, is made by the caller
 */
SluiceDeliveryRun *
sluice_delivery_run_new (SluiceAtlasClient            *client,
                         const SluiceDeliveryLeftover *leftover,
                         SluiceDeliveryLeftovers      *leftovers,
                         const SluiceDeliveryPaces    *paces)
{
  SluiceDeliveryRun *run = g_new0 (SluiceDeliveryRun, 1);

  run->operation = sluice_operation_new (SLUICE_OPERATION_TEST_DELIVERY, leftover->connection,
                                         leftover->instance);
  sluice_operation_set_project (run->operation, client, leftover->project_id);
  sluice_operation_set_wanted (run->operation, "processor", leftover->processor);
  run->client = g_object_ref (client);
  if (leftovers != NULL)
    run->leftovers = g_object_ref (leftovers);
  run->project_id = g_strdup (leftover->project_id);
  run->instance = g_strdup (leftover->instance);
  run->connection = g_strdup (leftover->connection);
  run->processor = g_strdup (leftover->processor);
  run->remove_sample = leftover->sample;
  if (paces != NULL)
    run->paces = *paces;
  fill_in_paces (&run->paces);
  g_object_set_data (G_OBJECT (run->operation), "run", run);
  sluice_operation_set_check_again (run->operation, check_again, run, run_free);
  return run;
}

/**
 * sluice_delivery_run_of:
 * @operation: an operation sluice_delivery_run_new() has made
 *
 * Returns: (transfer none): what drives it
 */
SluiceDeliveryRun *
sluice_delivery_run_of (SluiceOperation *operation)
{
  return g_object_get_data (G_OBJECT (operation), "run");
}

/**
 * sluice_delivery_run_cancelled:
 * @run: a run
 *
 * Returns: whether Cancel was pressed in the phase that ends now, even if the answer was faster
 */
gboolean
sluice_delivery_run_cancelled (SluiceDeliveryRun *run)
{
  return g_cancellable_is_cancelled (sluice_operation_get_cancellable (run->operation));
}

/**
 * sluice_delivery_run_pace:
 * @run: a run
 * @pace: how to wait from now on
 */
void
sluice_delivery_run_pace (SluiceDeliveryRun      *run,
                          const SluicePollerPace *pace)
{
  g_clear_pointer (&run->poller, sluice_poller_free);
  run->poller = sluice_poller_new (pace);
  run->blind_looks = 0;
}

/**
 * sluice_delivery_run_wait:
 * @run: a run
 * @error: (nullable): an error whose server may have asked to wait
 * @callback: called after the wait, with a reference to the operation to let go of
 */
void
sluice_delivery_run_wait (SluiceDeliveryRun   *run,
                          const GError        *error,
                          GAsyncReadyCallback  callback)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);
  int asked = evidence != NULL ? sluice_evidence_get_retry_after (evidence) : 0;

  sluice_poller_wait_async (run->poller, (guint) CLAMP (asked, 0, 300) * 1000,
                            sluice_operation_get_cancellable (run->operation), callback,
                            g_object_ref (run->operation));
}

/**
 * sluice_delivery_run_may_look:
 * @run: a run
 * @error: why a look has failed
 *
 * Returns: whether another look a little later may succeed, and there is time for it
 */
gboolean
sluice_delivery_run_may_look (SluiceDeliveryRun *run,
                              const GError      *error)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);
  guint status = evidence != NULL ? sluice_evidence_get_status (evidence) : 0;
  gboolean may_pass = status < 300 || status == 408 || status == 429 || status >= 500;

  return may_pass && ++run->blind_looks < SLUICE_DELIVERY_BLIND_LOOKS && !run->hurry &&
         !sluice_poller_is_over (run->poller);
}

/**
 * sluice_delivery_run_doubt:
 * @run: a run one of whose writes was refused
 * @refusal: the answer; is noted
 * @connection: (nullable): a connection to look at; %NULL: at the processor
 * @callback: called after the look, with a reference to the operation to let go of
 *
 * Looks once, without waiting for anything, if the refusal can have come after it was done.
 *
 * Returns: whether it looks
 */
gboolean
sluice_delivery_run_doubt (SluiceDeliveryRun   *run,
                           const GError        *refusal,
                           const char          *connection,
                           GAsyncReadyCallback  callback)
{
  GCancellable *cancellable = sluice_operation_get_cancellable (run->operation);

  if (!sluice_doubt_deserves_look (refusal) || sluice_delivery_run_cancelled (run))
    return FALSE;
  g_clear_error (&run->refusal);
  run->refusal = g_error_copy (refusal);
  sluice_atlas_set_hurry (cancellable, TRUE);
  if (connection != NULL)
    sluice_atlas_get_connection_async (run->client, run->project_id, run->instance, connection,
                                       cancellable, callback, g_object_ref (run->operation));
  else
    sluice_atlas_get_processor_async (run->client, run->project_id, run->instance, run->processor,
                                      cancellable, callback, g_object_ref (run->operation));
  sluice_atlas_set_hurry (cancellable, FALSE);
  return TRUE;
}

/**
 * sluice_delivery_run_tell:
 * @run: a run whose report has changed
 *
 * Tells of it with the operation's notify::revision.
 */
void
sluice_delivery_run_tell (SluiceDeliveryRun *run)
{
  sluice_operation_take_result (run->operation, g_object_ref (run->report));
}

/**
 * sluice_delivery_run_conclude:
 * @run: a run
 * @verdict: what came of the test
 * @error: (nullable): why
 *
 * Ends the test itself and goes on to remove what it has made.
 */
void
sluice_delivery_run_conclude (SluiceDeliveryRun     *run,
                              SluiceDeliveryVerdict  verdict,
                              const GError          *error)
{
  sluice_delivery_report_set_verdict (run->report, verdict);
  if (error != NULL)
    run->error = g_error_copy (error);
  if (!run->may_exist && !run->sample_in_doubt &&
      sluice_delivery_report_get_sample_is (run->report) == SLUICE_DELIVERY_THING_NONE)
    sluice_delivery_run_finish (run);
  else
    sluice_delivery_run_clean_up (run);
}

/**
 * sluice_delivery_is_absence:
 * @error: (nullable): why something could not be read
 *
 * Returns: whether Atlas says that there is no such thing. A web page with status 404 is not
 *   Atlas; neither says an instance that is not found anything about what is in it
 */
gboolean
sluice_delivery_is_absence (const GError *error)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);
  const char *code = evidence != NULL ? sluice_evidence_get_error_code (evidence) : NULL;

  /* The status of a processor that is not found was 400 until June 2026. */
  if (code != NULL && strstr (code, "PROCESSOR") != NULL && strstr (code, "NOT_FOUND") != NULL)
    return TRUE;
  return sluice_doubt_is_absence (error);
}
