/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first half of a test of delivery: checking, and creating the processor. */
#include "sluice-delivery-run.h"

#include <string.h>

#include "sluice-atlas-connections.h"
#include "sluice-base-url.h"
#include "sluice-doubt.h"

/* The processor writes so often, in seconds: soon enough for a test, seldom enough to cost next
 * to nothing. */
#define WRITE_SECONDS 5
#define MAX_TRIES 6

static void create_processor (SluiceDeliveryRun *run);

/* ---- creating the processor ------------------------------------------------------------------ */

/* A connection that was created a moment ago is not known everywhere yet; the text says so. */
static gboolean
is_not_known_yet (const GError *error)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);
  const char * const *said = evidence != NULL ? sluice_evidence_get_parameters (evidence) : NULL;
  const char *detail = evidence != NULL ? sluice_evidence_get_detail (evidence) : NULL;
  g_autofree char *parameters = said != NULL ? g_strjoinv (" ", (char **) said) : NULL;
  g_autofree char *text = g_strjoin (" ", detail != NULL ? detail : "", parameters, NULL);
  g_autofree char *small = g_ascii_strdown (text, -1);

  return g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_PROCESSOR) &&
         strstr (small, "connection") != NULL &&
         (strstr (small, "not exist") != NULL || strstr (small, "not found") != NULL);
}

static void
created (SluiceDeliveryRun *run)
{
  run->may_appear = FALSE;
  sluice_delivery_report_set_processor_is (run->report, SLUICE_DELIVERY_THING_MADE);
  if (sluice_delivery_run_cancelled (run))
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_CANCELLED, NULL);
  else
    sluice_delivery_run_launch (run);
}

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
  g_autoptr (SluiceProcessor) processor =
    sluice_atlas_get_processor_finish (run->client, result, &error);

  if (processor != NULL)
    created (run);
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
  sluice_atlas_get_processor_async (run->client, run->project_id, run->instance, run->processor,
                                    sluice_operation_get_cancellable (run->operation),
                                    read_back_cb, g_object_ref (run->operation));
}

static void
start_reading_back (SluiceDeliveryRun *run, GError *error)
{
  run->may_appear = TRUE;
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

static void
waited_to_retry_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);

  if (sluice_poller_wait_finish (result, NULL))
    create_processor (run);
  else
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_CANCELLED, NULL);
}

/* One that is there although Atlas has said no is the test's own: nobody else makes processors of
 * this name. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (SluiceProcessor) processor =
    sluice_atlas_get_processor_finish (run->client, result, NULL);

  run->may_exist = processor != NULL;
  if (processor != NULL)
    created (run);
  else
    sluice_delivery_run_conclude (run, sluice_delivery_run_cancelled (run)
                                         ? SLUICE_DELIVERY_CANCELLED
                                         : SLUICE_DELIVERY_NOT_CREATED, run->refusal);
}

/* Atlas has said no, so that nothing exists, unless a look shows something else. */
static void
refused (SluiceDeliveryRun *run, const GError *error)
{
  run->may_exist = FALSE;
  if (sluice_delivery_run_cancelled (run))
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_CANCELLED, NULL);
  else if (is_not_known_yet (error) && run->tries < MAX_TRIES &&
           !sluice_poller_is_over (run->poller))
    {
      sluice_operation_set_error (run->operation, g_error_copy (error));
      sluice_operation_set_tries (run->operation, run->tries, MAX_TRIES);
      sluice_operation_enter (run->operation, SLUICE_PHASE_RETRYING);
      sluice_delivery_run_wait (run, error, waited_to_retry_cb);
    }
  else if (!sluice_delivery_run_doubt (run, error, NULL, looked_cb))
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_NOT_CREATED, error);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceProcessor) processor =
    sluice_atlas_create_processor_finish (run->client, result, &error);

  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  /* Nobody else makes processors of this name: a try that seemed to be refused has made it. */
  if (processor != NULL ||
      g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_NAME_TAKEN))
    created (run);
  else if (sluice_doubt_leaves_open (error))
    start_reading_back (run, g_steal_pointer (&error));
  else
    refused (run, error);
}

static void
send_creation (SluiceOperation *operation, gpointer user_data)
{
  SluiceDeliveryRun *run = user_data;
  SluiceProcessorSpec spec = {
    .name = run->processor,
    .source = SLUICE_SAMPLE_CONNECTION,
    .connection = run->connection,
    .bucket = run->bucket,
    .path = run->path,
    .region = run->region,
    .seconds = WRITE_SECONDS,
  };

  run->may_exist = TRUE;
  run->tries++;
  sluice_atlas_create_processor_async (run->client, run->project_id, run->instance, &spec,
                                       sluice_operation_get_cancellable (operation), created_cb,
                                       g_object_ref (operation));
}

static void
create_processor (SluiceDeliveryRun *run)
{
  sluice_operation_enter (run->operation, SLUICE_PHASE_SENDING);
  sluice_operation_before_write (run->operation, send_creation, run);
}

static void
create_first (SluiceDeliveryRun *run)
{
  sluice_delivery_run_pace (run, &run->paces.retry);
  create_processor (run);
}

/* ---- checking -------------------------------------------------------------------------------- */

static void
checked_sample_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) sample =
    sluice_atlas_get_connection_finish (run->client, result, &error);

  if (sluice_delivery_run_cancelled (run))
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_CANCELLED, NULL);
  else if (sample != NULL)
    create_first (run);
  else if (sluice_delivery_is_absence (error) && run->may_add_sample)
    sluice_delivery_run_add_sample (run, create_first);
  else
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_NOT_CREATED, error);
}

static void
check_sample (SluiceDeliveryRun *run)
{
  sluice_atlas_get_connection_async (run->client, run->project_id, run->instance,
                                     SLUICE_SAMPLE_CONNECTION,
                                     sluice_operation_get_cancellable (run->operation),
                                     checked_sample_cb, g_object_ref (run->operation));
}

/* A state that is left out or unknown is no reason not to try. */
static gboolean
is_usable (SluiceConnection *connection)
{
  SluiceConnectionState state = sluice_connection_get_state (connection);

  return sluice_connection_is_s3 (connection) && state != SLUICE_CONNECTION_STATE_PENDING &&
         state != SLUICE_CONNECTION_STATE_FAILED && state != SLUICE_CONNECTION_STATE_DELETING;
}

static void
checked_connection_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceDeliveryRun *run = sluice_delivery_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection =
    sluice_atlas_get_connection_finish (run->client, result, &error);

  if (sluice_delivery_run_cancelled (run))
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_CANCELLED, NULL);
  else if (connection == NULL)
    sluice_delivery_run_conclude (run, SLUICE_DELIVERY_NOT_CREATED, error);
  else if (!is_usable (connection))
    {
      sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
      sluice_delivery_run_conclude (run, SLUICE_DELIVERY_NOT_READY, NULL);
    }
  else
    check_sample (run);
}

/**
 * sluice_delivery_operation_start:
 * @client: (transfer none): who asks
 * @request: what to test
 *
 * Tests whether data can flow through an S3 connection. Everything is created at most once;
 * creating is tried again only after Atlas has refused it because it does not know the connection
 * yet. The processor's name is remembered before anything is sent and forgotten when it is gone.
 * Cancel, in whatever phase, goes on to remove what was made.
 *
 * Returns: (transfer full): the operation, at work
 */
SluiceOperation *
sluice_delivery_operation_start (SluiceAtlasClient           *client,
                                 const SluiceDeliveryRequest *request)
{
  g_autofree char *processor = sluice_delivery_leftovers_make_name ();
  g_autofree char *host = sluice_base_url_dup_host (sluice_atlas_client_get_base_url (client));
  SluiceDeliveryLeftover leftover = {
    .host = host,
    .project_id = request->project_id,
    .instance = request->instance,
    .connection = request->connection,
    .processor = processor,
  };
  SluiceDeliveryRun *run = sluice_delivery_run_new (client, &leftover, request->leftovers,
                                                    &request->paces);

  run->bucket = g_strdup (request->bucket);
  run->region = g_strdup (request->region);
  run->path = g_strconcat (SLUICE_DELIVERY_PATH, processor, "/", NULL);
  run->may_add_sample = request->may_add_sample;
  run->remove_sample = request->remove_sample;
  run->report = sluice_delivery_report_new (processor, run->bucket, run->path);
  if (run->leftovers != NULL)
    sluice_delivery_leftovers_remember (run->leftovers, &leftover);
  sluice_delivery_run_tell (run);
  sluice_operation_enter (run->operation, SLUICE_PHASE_CHECKING);
  sluice_atlas_get_connection_async (client, run->project_id, run->instance, run->connection,
                                     sluice_operation_get_cancellable (run->operation),
                                     checked_connection_cb, g_object_ref (run->operation));
  return run->operation;
}
