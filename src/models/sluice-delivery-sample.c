/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection a test of delivery reads from: added where it is missing, and removed again if
 * the person chose so.
 */
#include "sluice-delivery-run.h"

#include "sluice-atlas-connections.h"
#include "sluice-doubt.h"

#define NEXT_KEY "next"

static void
is_there (SluiceDeliveryRun *run, SluiceDeliveryThing thing)
{
  SluiceDeliveryNext next = g_object_get_data (G_OBJECT (run->operation), NEXT_KEY);

  run->sample_in_doubt = FALSE;
  sluice_delivery_report_set_sample_is (run->report, thing);
  if (thing == SLUICE_DELIVERY_THING_MADE && run->remove_sample && run->leftovers != NULL)
    sluice_delivery_leftovers_note_sample (run->leftovers, run->processor);
  if (sluice_delivery_run_cancelled (run))
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_CANCELLED, NULL);
  else
    next (run);
}

/* ---- adding it ------------------------------------------------------------------------------- */

static void read_back (SluiceDeliveryRun *run);

static void
waited_to_read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);

  if (sluice_poller_wait_finish (result, NULL))
    read_back (run);
  else
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_CANCELLED, NULL);
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) sample =
    sluice_atlas_get_connection_finish (run->client, result, &error);

  if (sample != NULL)
    is_there (run, SLUICE_DELIVERY_THING_MADE);
  else if (sluice_delivery_run_cancelled (run))
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_CANCELLED, NULL);
  else if (sluice_delivery_is_absence (error) ? !sluice_poller_is_over (run->poller)
                                              : sluice_delivery_run_may_look (run, error))
    sluice_delivery_run_wait (run, error, waited_to_read_back_cb);
  else
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_NOT_CREATED,
                                  sluice_operation_get_error (operation));
}

static void
read_back (SluiceDeliveryRun *run)
{
  sluice_atlas_get_connection_async (run->client, run->project_id, run->instance,
                                     SLUICE_SAMPLE_CONNECTION,
                                     sluice_operation_get_cancellable (run->operation),
                                     read_back_cb, g_object_ref (run->operation));
}

static void
start_reading_back (SluiceDeliveryRun *run, GError *error)
{
  sluice_operation_set_in_doubt (run->operation, error);
  if (sluice_delivery_run_cancelled (run))
    {
      sluice_delivery_run_conclude (run, SLUICE_DELIVERY_CANCELLED, NULL);
      return;
    }
  sluice_delivery_run_pace (run, &run->paces.settle);
  sluice_operation_enter (run->operation, SLUICE_PHASE_READING_BACK);
  read_back (run);
}

/* It was not there before the one POST. If its name was taken then, somebody may have been faster:
 * it is not ours to remove. */
static void
looked_after_refusal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (SluiceConnection) sample =
    sluice_atlas_get_connection_finish (run->client, result, NULL);

  run->sample_in_doubt = FALSE;
  if (g_error_matches (run->refusal, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_NAME_TAKEN))
    is_there (run, sample != NULL ? SLUICE_DELIVERY_THING_KEPT : SLUICE_DELIVERY_THING_NONE);
  else if (sample != NULL)
    is_there (run, SLUICE_DELIVERY_THING_MADE);
  else
    sluice_delivery_run_conclude (run, sluice_delivery_run_cancelled (run)
                                         ? SLUICE_DELIVERY_CANCELLED
                                         : SLUICE_DELIVERY_NOT_CREATED, run->refusal);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) sample =
    sluice_atlas_create_sample_connection_finish (run->client, result, &error);

  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  if (sample != NULL)
    is_there (run, SLUICE_DELIVERY_THING_MADE);
  else if (sluice_doubt_leaves_open (error))
    start_reading_back (run, g_steal_pointer (&error));
  else if (!sluice_delivery_run_doubt (run, error, SLUICE_SAMPLE_CONNECTION,
                                       looked_after_refusal_cb))
    {
      run->sample_in_doubt = FALSE;
      sluice_delivery_run_conclude (run, sluice_delivery_run_cancelled (run)
                                           ? SLUICE_DELIVERY_CANCELLED
                                           : SLUICE_DELIVERY_NOT_CREATED, error);
    }
}

static void
send_sample (SluiceOperation *operation, gpointer user_data)
{
  SluiceDeliveryRun *run = user_data;

  run->sample_in_doubt = TRUE;
  sluice_atlas_create_sample_connection_async (run->client, run->project_id, run->instance,
                                               sluice_operation_get_cancellable (operation),
                                               added_cb, g_object_ref (operation));
}

/**
 * sluice_delivery_run_add_sample:
 * @run: a run; the registry of its instance has no sample_stream_solar
 * @next: called when it has
 *
 * Adds the connection, once.
 */
void
sluice_delivery_run_add_sample (SluiceDeliveryRun  *run,
                                SluiceDeliveryNext  next)
{
  g_object_set_data (G_OBJECT (run->operation), NEXT_KEY, next);
  sluice_operation_enter (run->operation, SLUICE_PHASE_SENDING);
  sluice_operation_before_write (run->operation, send_sample, run);
}

/* ---- removing it ----------------------------------------------------------------------------- */

static void
dropped (SluiceDeliveryRun *run, SluiceDeliveryThing thing, const GError *error)
{
  run->sample_in_doubt = FALSE;
  sluice_delivery_report_set_sample_is (run->report, thing);
  if (thing == SLUICE_DELIVERY_THING_LEFT && error != NULL && run->clean_error == NULL)
    run->clean_error = g_error_copy (error);
  sluice_delivery_run_finish (run);
}

static void
read_after_deletion_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) sample =
    sluice_atlas_get_connection_finish (run->client, result, &error);
  gboolean gone = sample != NULL
    ? sluice_connection_get_state (sample) == SLUICE_CONNECTION_STATE_DELETING
    : sluice_delivery_is_absence (error);

  if (gone || (sample == NULL && sluice_delivery_is_absence (run->refusal)))
    dropped (run, SLUICE_DELIVERY_THING_REMOVED, NULL);
  else if (g_error_matches (run->refusal, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_IN_USE))
    dropped (run, SLUICE_DELIVERY_THING_KEPT, NULL);
  else
    dropped (run, SLUICE_DELIVERY_THING_LEFT, run->refusal != NULL ? run->refusal : error);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (GError) error = NULL;
  gboolean accepted = sluice_atlas_delete_connection_finish (run->client, result, &error);

  g_clear_error (&run->refusal);
  if (sluice_doubt_deserves_look (error))
    run->refusal = g_error_copy (error);
  if (accepted)
    dropped (run, SLUICE_DELIVERY_THING_REMOVED, NULL);
  else if (run->refusal != NULL || sluice_doubt_leaves_open (error))
    sluice_atlas_get_connection_async (run->client, run->project_id, run->instance,
                                       SLUICE_SAMPLE_CONNECTION, NULL, read_after_deletion_cb,
                                       g_object_ref (operation));
  else
    dropped (run, SLUICE_DELIVERY_THING_LEFT, error);
}

static void
send_deletion (SluiceOperation *operation, gpointer user_data)
{
  SluiceDeliveryRun *run = user_data;

  sluice_atlas_delete_connection_async (run->client, run->project_id, run->instance,
                                        SLUICE_SAMPLE_CONNECTION, NULL, deleted_cb,
                                        g_object_ref (operation));
}

/* Somebody may have found it and read from it meanwhile. */
static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) processors =
    sluice_atlas_list_processors_finish (run->client, result, &error);

  for (guint i = 0; processors != NULL && i < processors->len; i++)
    if (sluice_processor_uses (processors->pdata[i], SLUICE_SAMPLE_CONNECTION) &&
        g_strcmp0 (sluice_processor_get_name (processors->pdata[i]), run->processor) != 0)
      {
        dropped (run, SLUICE_DELIVERY_THING_KEPT, NULL);
        return;
      }
  if (processors != NULL)
    sluice_operation_before_write (operation, send_deletion, run);
  else
    dropped (run, SLUICE_DELIVERY_THING_LEFT, error);
}

static void
list (SluiceDeliveryRun *run)
{
  sluice_atlas_list_processors_async (run->client, run->project_id, run->instance, NULL,
                                      listed_cb, g_object_ref (run->operation));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) sample =
    sluice_atlas_get_connection_finish (run->client, result, &error);

  if (sample != NULL && run->remove_sample)
    list (run);
  else if (sample != NULL)
    dropped (run, SLUICE_DELIVERY_THING_KEPT, NULL);
  else if (sluice_delivery_is_absence (error))
    dropped (run, run->sample_in_doubt ? SLUICE_DELIVERY_THING_NONE
                                       : SLUICE_DELIVERY_THING_REMOVED, NULL);
  else
    dropped (run, SLUICE_DELIVERY_THING_LEFT, error);
}

/**
 * sluice_delivery_run_drop_sample:
 * @run: a run whose processor is gone
 *
 * Removes the sample connection if the test has added it, the person wants that, and nobody else
 * reads from it by now; then finishes. What is there is read first, so that nothing is sent for
 * what is gone.
 */
void
sluice_delivery_run_drop_sample (SluiceDeliveryRun *run)
{
  SluiceDeliveryThing thing = sluice_delivery_report_get_sample_is (run->report);
  gboolean ours = thing == SLUICE_DELIVERY_THING_MADE || thing == SLUICE_DELIVERY_THING_LEFT;

  if (!ours && !run->sample_in_doubt)
    sluice_delivery_run_finish (run);
  else if (ours && !run->remove_sample)
    dropped (run, SLUICE_DELIVERY_THING_KEPT, NULL);
  else
    sluice_atlas_get_connection_async (run->client, run->project_id, run->instance,
                                       SLUICE_SAMPLE_CONNECTION, NULL, looked_cb,
                                       g_object_ref (run->operation));
}
