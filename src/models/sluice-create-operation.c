/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Creating an S3 connection: one POST, and then nothing but reading. */
#include "sluice-create-operation.h"

#include "sluice-atlas-connections.h"
#include "sluice-operation-private.h"

/* Preparing takes seconds for a public connection and up to an hour behind a private link;
 * Terraform's limit for it is 40 minutes. */
static const SluicePollerPace usual_watch_pace = { 2000, 15000, 40 * 60 * 1000 };
/* A connection may be missing for a moment after it was created. */
static const SluicePollerPace usual_settle_pace = { 1000, 4000, 8000 };

/* Looks in a row that may fail while watching before Sluice says that it cannot see. */
#define MAX_BLIND_LOOKS 5

/* Belongs to its operation as long as there is something left to do or to look up: with it goes
 * the client, and with that the private key. */
typedef struct
{
  SluiceOperation   *operation;  /* borrowed; every pending callback holds a reference */
  SluiceAtlasClient *client;
  char              *project_id;
  char              *instance;
  char              *name;
  char              *role_arn;
  char              *test_bucket;
  char              *private_link_id;
  SluicePollerPace   watch_pace;
  SluicePollerPace   settle_pace;
  SluicePoller      *watch;
  SluicePoller      *settle;
  guint              blind_looks;
  GError            *lost;       /* why the answer was lost */
} Run;

static void look (Run *run);
static void watch (Run *run, SluiceConnection *connection);

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->client);
  g_free (run->project_id);
  g_free (run->instance);
  g_free (run->name);
  g_free (run->role_arn);
  g_free (run->test_bucket);
  g_free (run->private_link_id);
  g_clear_pointer (&run->watch, sluice_poller_free);
  g_clear_pointer (&run->settle, sluice_poller_free);
  g_clear_error (&run->lost);
  g_free (run);
}

static Run *
run_of (SluiceOperation *operation)
{
  return g_object_get_data (G_OBJECT (operation), "run");
}

/* Says what is true now. Where that leaves nothing to look up, the run is gone afterwards. */
static void
end (SluiceOperation *operation, SluiceOutcome outcome, const GError *error)
{
  SluiceOperationState state = SLUICE_OPERATION_STATE_FAILED;

  if (outcome == SLUICE_OUTCOME_READY)
    state = SLUICE_OPERATION_STATE_DONE;
  else if (outcome == SLUICE_OUTCOME_STOPPED || outcome == SLUICE_OUTCOME_STILL_PENDING ||
           outcome == SLUICE_OUTCOME_UNWATCHED || outcome == SLUICE_OUTCOME_CANNOT_TELL)
    state = SLUICE_OPERATION_STATE_UNKNOWN;
  sluice_operation_end (operation, state, outcome, error);
  if (state != SLUICE_OPERATION_STATE_UNKNOWN)
    sluice_operation_set_check_again (operation, NULL, NULL, NULL);
}

static void
restart_poller (SluicePoller **poller, const SluicePollerPace *pace)
{
  g_clear_pointer (poller, sluice_poller_free);
  *poller = sluice_poller_new (pace);
}

/* Atlas says that there is no such connection. A web page with status 404 is not Atlas. */
static gboolean
is_absence (const GError *error)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);
  const char *excerpt = evidence ? sluice_evidence_get_excerpt (evidence) : NULL;

  if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_NOT_FOUND))
    return excerpt == NULL || *excerpt == '\0';
  return g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CONNECTION_NOT_FOUND);
}

/* Cancel was pressed in the phase that ends now, even if the answer was faster. */
static gboolean
is_cancelled (SluiceOperation *operation)
{
  return g_cancellable_is_cancelled (sluice_operation_get_cancellable (operation));
}

/* Takes what a call returned. An answer about another connection says nothing about this one. */
static SluiceConnection *
take_answer (Run *run, SluiceConnection *connection, GAsyncResult *result, GError **error)
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

/* Whether a look that failed may succeed a little later. */
static gboolean
may_pass (const GError *error)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);
  guint status = evidence ? sluice_evidence_get_status (evidence) : 0;

  return is_absence (error) || status < 300 || status == 408 || status == 429 || status >= 500;
}

/* The wait the server asked for, in milliseconds; 0 for none. */
static guint
asked_wait (const GError *error)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);

  return CLAMP (evidence ? sluice_evidence_get_retry_after (evidence) : 0, 0, 300) * 1000;
}

/* ---- watching: it exists, but is not READY yet ----------------------------------------------- */

static void
waited_to_look_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;

  if (sluice_poller_wait_finish (result, NULL))
    look (run_of (operation));
  else
    end (operation, SLUICE_OUTCOME_STOPPED, NULL);
}

static void
wait_to_look (Run *run, const GError *error)
{
  if (sluice_poller_is_over (run->watch))
    end (run->operation, error ? SLUICE_OUTCOME_UNWATCHED : SLUICE_OUTCOME_STILL_PENDING, error);
  else
    sluice_poller_wait_async (run->watch, asked_wait (error),
                              sluice_operation_get_cancellable (run->operation),
                              waited_to_look_cb, g_object_ref (run->operation));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  Run *run = run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection =
    take_answer (run, sluice_atlas_get_connection_finish (run->client, result, &error), result,
                 &error);

  if (connection != NULL)
    {
      run->blind_looks = 0;
      sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
      watch (run, connection);
    }
  else if (is_cancelled (operation))
    end (operation, SLUICE_OUTCOME_STOPPED, NULL);
  else if (++run->blind_looks < MAX_BLIND_LOOKS && may_pass (error))
    wait_to_look (run, error);
  else
    end (operation, SLUICE_OUTCOME_UNWATCHED, error);
}

static void
look (Run *run)
{
  sluice_atlas_get_connection_async (run->client, run->project_id, run->instance, run->name,
                                     sluice_operation_get_cancellable (run->operation),
                                     looked_cb, g_object_ref (run->operation));
}

static void
start_watching (Run *run)
{
  restart_poller (&run->watch, &run->watch_pace);
  run->blind_looks = 0;
  sluice_operation_enter (run->operation, SLUICE_PHASE_WATCHING);
}

static void
watch (Run *run, SluiceConnection *connection)
{
  SluiceOperation *operation = run->operation;
  SluiceConnectionState state = sluice_connection_get_state (connection);

  sluice_operation_take_result (operation, g_object_ref (connection));
  if (state == SLUICE_CONNECTION_STATE_READY)
    end (operation, SLUICE_OUTCOME_READY, NULL);
  else if (state == SLUICE_CONNECTION_STATE_FAILED)
    end (operation, SLUICE_OUTCOME_CREATED_FAILED, NULL);
  else if (is_cancelled (operation))
    end (operation, SLUICE_OUTCOME_STOPPED, NULL);
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

/* ---- reading back: the answer was lost ------------------------------------------------------- */

static void read_back (Run *run);

/* It counts as ours if it is what was asked for: the name was free before the one POST. Not every
 * answer repeats the test bucket. */
static gboolean
is_wanted (Run *run, SluiceConnection *connection)
{
  const char *bucket = sluice_connection_get_test_bucket (connection);
  const char *link = sluice_connection_get_private_link_id (connection);

  return sluice_connection_is_s3 (connection) &&
         g_strcmp0 (sluice_connection_get_role_arn (connection), run->role_arn) == 0 &&
         (bucket == NULL || g_strcmp0 (bucket, run->test_bucket) == 0) &&
         g_strcmp0 (link, run->private_link_id) == 0;
}

static void
end_without_looking (SluiceOperation *operation)
{
  g_autoptr (GError) error = sluice_atlas_error_new (SLUICE_ATLAS_ERROR_CANCELLED, NULL,
                                                     "Cancelled before the last look");

  end (operation, SLUICE_OUTCOME_CANNOT_TELL, error);
}

static void
waited_to_settle_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;

  if (sluice_poller_wait_finish (result, NULL))
    read_back (run_of (operation));
  else
    end_without_looking (operation);
}

/* Neither is a connection there as soon as it was created, nor a server back as soon as it has
 * dropped a connection. */
static void
wait_to_settle (Run *run, const GError *error)
{
  guint asked = asked_wait (error);

  if (is_cancelled (run->operation))
    end_without_looking (run->operation);
  else if (may_pass (error) && asked <= run->settle_pace.longest_ms &&
           !sluice_poller_is_over (run->settle))
    sluice_poller_wait_async (run->settle, asked,
                              sluice_operation_get_cancellable (run->operation),
                              waited_to_settle_cb, g_object_ref (run->operation));
  else if (is_absence (error))
    end (run->operation, SLUICE_OUTCOME_NOT_CREATED, run->lost);
  else
    end (run->operation, SLUICE_OUTCOME_CANNOT_TELL, error);
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  Run *run = run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection =
    take_answer (run, sluice_atlas_get_connection_finish (run->client, result, &error), result,
                 &error);

  if (connection == NULL)
    {
      wait_to_settle (run, error);
      return;
    }
  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  if (is_wanted (run, connection))
    watch (run, connection);
  else
    {
      sluice_operation_take_result (operation, g_steal_pointer (&connection));
      end (operation, SLUICE_OUTCOME_OTHER_HOLDS, NULL);
    }
}

static void
read_back (Run *run)
{
  sluice_atlas_get_connection_async (run->client, run->project_id, run->instance, run->name,
                                     sluice_operation_get_cancellable (run->operation),
                                     read_back_cb, g_object_ref (run->operation));
}

static void
start_reading_back (Run *run)
{
  restart_poller (&run->settle, &run->settle_pace);
  sluice_operation_enter (run->operation, SLUICE_PHASE_READING_BACK);
  read_back (run);
}

static void
check_again (SluiceOperation *operation, gpointer user_data)
{
  Run *run = user_data;

  if (sluice_operation_get_outcome (operation) == SLUICE_OUTCOME_CANNOT_TELL)
    {
      start_reading_back (run);
      return;
    }
  start_watching (run);
  look (run);
}

/* ---- sending: the one POST ------------------------------------------------------------------- */

/* Whether the error leaves open that Atlas has created it: the request may have arrived, and
 * Atlas did not say no. */
static gboolean
leaves_open (const GError *error)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);
  guint status;

  if (evidence == NULL || !sluice_evidence_get_sent (evidence))
    return FALSE;
  status = sluice_evidence_get_status (evidence);
  return !(status >= 300 && status < 500) || status == 408;
}

static void
holder_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceConnection *holder =
    sluice_atlas_get_connection_finish (run_of (operation)->client, result, NULL);

  if (holder != NULL)
    sluice_operation_take_result (operation, holder);
  end (operation, SLUICE_OUTCOME_NAME_TAKEN, NULL);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  Run *run = run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection =
    take_answer (run, sluice_atlas_create_connection_finish (run->client, result, &error), result,
                 &error);

  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  if (connection != NULL)
    watch (run, connection);
  else if (leaves_open (error))
    {
      run->lost = g_error_copy (error);
      sluice_operation_set_in_doubt (operation, g_steal_pointer (&error));
      start_reading_back (run);
    }
  else if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_NAME_TAKEN))
    {
      sluice_operation_set_error (operation, g_steal_pointer (&error));
      sluice_atlas_get_connection_async (run->client, run->project_id, run->instance, run->name,
                                         sluice_operation_get_cancellable (operation),
                                         holder_read_cb, g_object_ref (operation));
    }
  else if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED))
    end (operation, SLUICE_OUTCOME_CANCELLED, error);
  else
    end (operation, SLUICE_OUTCOME_REFUSED, error);
}

static void
send_once (Run *run)
{
  SluiceOperation *operation = run->operation;
  const SluiceConnectionSpec spec = {
    .name = run->name,
    .role_arn = run->role_arn,
    .test_bucket = run->test_bucket,
    .private_link_id = run->private_link_id,
  };

  sluice_operation_enter (operation, SLUICE_PHASE_SENDING);
  if (is_cancelled (operation))
    {
      end (operation, SLUICE_OUTCOME_CANCELLED, NULL);
      return;
    }
  sluice_atlas_create_connection_async (run->client, run->project_id, run->instance, &spec,
                                        sluice_operation_get_cancellable (operation),
                                        sent_cb, g_object_ref (operation));
}

/* ---- checking: is the name free? ------------------------------------------------------------- */

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  Run *run = run_of (operation);
  g_autoptr (GError) error = NULL;
  SluiceConnection *holder =
    take_answer (run, sluice_atlas_get_connection_finish (run->client, result, &error), result,
                 &error);

  if (holder != NULL)
    {
      sluice_operation_take_result (operation, holder);
      sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
      end (operation, SLUICE_OUTCOME_NAME_TAKEN, NULL);
    }
  else if (is_cancelled (operation))
    end (operation, SLUICE_OUTCOME_CANCELLED, error);
  /* Writing may be allowed where reading is not; Atlas has the last word. */
  else if (is_absence (error) ||
           g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_ROLE_MISSING) ||
           g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_FORBIDDEN))
    send_once (run);
  else
    end (operation, SLUICE_OUTCOME_REFUSED, error);
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
  SluiceOperation *operation = sluice_operation_new (SLUICE_OPERATION_CREATE_CONNECTION,
                                                     request->name, request->instance);
  Run *run = g_new0 (Run, 1);

  run->operation = operation;
  run->client = g_object_ref (client);
  run->project_id = g_strdup (request->project_id);
  run->instance = g_strdup (request->instance);
  run->name = g_strdup (request->name);
  run->role_arn = g_strdup (request->role_arn);
  run->test_bucket = g_strdup (request->test_bucket);
  run->private_link_id = request->private_link_id && *request->private_link_id
                           ? g_strdup (request->private_link_id) : NULL;
  run->watch_pace = request->watch_pace.longest_ms ? request->watch_pace : usual_watch_pace;
  run->settle_pace = request->settle_pace.longest_ms ? request->settle_pace : usual_settle_pace;
  g_object_set_data (G_OBJECT (operation), "run", run);
  sluice_operation_set_check_again (operation, check_again, run, run_free);

  if (request->name_is_free)
    {
      send_once (run);
      return operation;
    }
  sluice_operation_enter (operation, SLUICE_PHASE_CHECKING);
  sluice_atlas_get_connection_async (client, run->project_id, run->instance, run->name,
                                     sluice_operation_get_cancellable (operation),
                                     checked_cb, g_object_ref (operation));
  return operation;
}
