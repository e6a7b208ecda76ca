/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A request and, where that does no harm, its repetitions.
 *
 * Reading is repeated at most twice: after 429, 502, 503 and 504, and after the connection was
 * lost. The first repetition after a loss comes at once, since a kept connection may be closed by
 * the server just as it is used again; all others after a wait that grows, is never the same for
 * two clients, and is as long as the server asks for.
 *
 * Writing is never repeated here: not after a loss, since it may have been done, and not after 429
 * either, although that says it was not done. A write is the person's, who may have thought better
 * of it while waiting; they are told how long Atlas asks to wait.
 */
#include "sluice-call.h"

#include "sluice-evidence-private.h"

#define MAX_REPETITIONS 2
/* Nobody sits in front of a spinner for longer than that. */
#define MAX_ASKED_WAIT 60
#define WAIT_KEY "sluice-wait-until"
#define HURRY_KEY "sluice-hurry"

typedef struct
{
  /* borrowed: the task owns the exchange */
  GTask         *task;

  /* owned */
  SluiceRequest  request;     /* with its texts */
  GSource       *timer;
  GSource       *cancelled;
  GSource       *closed;

  gint64         until_us;       /* how long the server has asked to wait; 0: it has not */
  guint          repetitions;
  guint          request_count;  /* of the calls before */
  gint64         left_us;        /* of the time the calls may take together */
  gboolean       hurry;          /* it is not worth waiting for */
} Exchange;

static void start_call (Exchange *exchange, gboolean at_once);

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
stop_waiting (Exchange *exchange)
{
  GCancellable *cancellable = g_task_get_cancellable (exchange->task);

  clear_source (&exchange->timer);
  clear_source (&exchange->cancelled);
  clear_source (&exchange->closed);
  sluice_atlas_client_wait_ended (g_task_get_source_object (exchange->task), &exchange->until_us);
  if (cancellable != NULL)
    g_object_set_data (G_OBJECT (cancellable), WAIT_KEY, NULL);
}

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  g_free (exchange->request.path);
  g_free (exchange->request.body);
  g_free ((char *) exchange->request.version);
  g_free (exchange);
}

/* ---- waiting --------------------------------------------------------------------------------- */

static gboolean
waited_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  stop_waiting (exchange);
  start_call (exchange, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (GTask) task = exchange->task;

  stop_waiting (exchange);
  g_task_return_error (task, sluice_atlas_error_new (
    SLUICE_ATLAS_ERROR_CANCELLED, sluice_atlas_result_get_evidence (G_ASYNC_RESULT (task)),
    "Cancelled while waiting to ask again"));
  return G_SOURCE_REMOVE;
}

static GSource *
attach (GSource *source, GSourceFunc callback, Exchange *exchange)
{
  g_source_set_callback (source, callback, exchange, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

static void
wait_ms (Exchange *exchange, guint ms, gboolean asked)
{
  GCancellable *cancellable = g_task_get_cancellable (exchange->task);
  GCancellable *closing =
    sluice_atlas_client_get_closing (g_task_get_source_object (exchange->task));

  exchange->timer = attach (g_timeout_source_new (ms), waited_cb, exchange);
  exchange->closed = attach (g_cancellable_source_new (closing), G_SOURCE_FUNC (cancelled_cb),
                             exchange);
  exchange->until_us = g_get_monotonic_time () + (gint64) ms * 1000;
  if (asked)
    sluice_atlas_client_wait_begun (g_task_get_source_object (exchange->task),
                                    &exchange->until_us);
  if (cancellable == NULL)
    return;
  exchange->cancelled = attach (g_cancellable_source_new (cancellable),
                                G_SOURCE_FUNC (cancelled_cb), exchange);
  if (asked)
    {
      gint64 *until = g_new (gint64, 1);

      *until = exchange->until_us;
      g_object_set_data_full (G_OBJECT (cancellable), WAIT_KEY, until, g_free);
    }
}

/**
 * sluice_atlas_wait_left:
 * @cancellable: what a request may be cancelled by
 *
 * Returns: for how many more seconds, counting a part of one as one, the request waits since the
 *   server has asked for that; 0 if it does not
 */
guint
sluice_atlas_wait_left (GCancellable *cancellable)
{
  gint64 *until = g_object_get_data (G_OBJECT (cancellable), WAIT_KEY);
  gint64 left = until != NULL ? *until - g_get_monotonic_time () : 0;

  return (guint) (MAX (left + G_USEC_PER_SEC - 1, 0) / G_USEC_PER_SEC);
}

/* ---- repeating ------------------------------------------------------------------------------- */

/**
 * sluice_atlas_set_hurry:
 * @cancellable: what requests may be cancelled by
 * @hurry: whether those that are made from now on are not worth waiting for
 *
 * A question that is asked only to make sure is repeated at once after a loss, and not otherwise.
 */
void
sluice_atlas_set_hurry (GCancellable *cancellable,
                        gboolean      hurry)
{
  g_object_set_data (G_OBJECT (cancellable), HURRY_KEY, GINT_TO_POINTER (hurry));
}

/* Whether it may go well a little later, and will have done no harm. */
static gboolean
may_repeat (Exchange *exchange, const GError *error, SluiceEvidence *evidence)
{
  guint status = sluice_evidence_get_status (evidence);
  guint most = exchange->hurry ? 1 : MAX_REPETITIONS;

  if (exchange->repetitions >= most || exchange->left_us <= 0 ||
      !g_str_equal (exchange->request.method, "GET") ||
      g_cancellable_is_cancelled (g_task_get_cancellable (exchange->task)))
    return FALSE;
  if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CONNECTION_LOST))
    return TRUE;
  return !exchange->hurry &&
         (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_RATE_LIMITED) ||
          g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_UNAVAILABLE)) &&
         (status == 429 || (status >= 502 && status <= 504)) &&
         sluice_evidence_get_retry_after (evidence) <= MAX_ASKED_WAIT;
}

static void
repeat (Exchange *exchange, const GError *error, SluiceEvidence *evidence)
{
  guint first = sluice_atlas_client_get_retry_ms (g_task_get_source_object (exchange->task));
  guint own = (first << exchange->repetitions) * g_random_double_range (0.75, 1.25);
  int asked = sluice_evidence_get_retry_after (evidence);

  exchange->request_count += sluice_evidence_get_request_count (evidence);
  if (exchange->repetitions++ == 0 &&
      g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CONNECTION_LOST))
    start_call (exchange, TRUE);
  else
    wait_ms (exchange, MAX ((guint) MAX (asked, 0) * 1000, own), asked > 0);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  SluiceEvidence *evidence = sluice_atlas_result_get_evidence (result);
  GError *error = NULL;
  gpointer value = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GTask) task = NULL;

  sluice_atlas_result_set_evidence (G_ASYNC_RESULT (exchange->task), evidence);
  exchange->left_us -= evidence->took_us;
  if (error != NULL && may_repeat (exchange, error, evidence))
    {
      repeat (exchange, error, evidence);
      g_error_free (error);
      return;
    }
  if (!g_str_equal (exchange->request.method, "GET") &&
      g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CONNECTION_LOST))
    sluice_atlas_client_write_lost (SLUICE_ATLAS_CLIENT (source));
  evidence->request_count += exchange->request_count;
  task = exchange->task;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, exchange->request.free_result);
}

/* at_once: before all that waits, where a call of this exchange was under way just now. */
static void
start_call (Exchange *exchange, gboolean at_once)
{
  SluiceRequest request = exchange->request;

  request.path = g_strdup (exchange->request.path);
  request.body = g_strdup (exchange->request.body);
  sluice_atlas_client_queue (g_task_get_source_object (exchange->task), &request,
                             (guint) (exchange->left_us / 1000), at_once,
                             g_task_get_cancellable (exchange->task), called_cb, exchange);
}

/* ---- from outside ---------------------------------------------------------------------------- */

/**
 * sluice_atlas_client_send:
 * @self: the client
 * @request: what to send; its path and body are taken over
 * @source_tag: the operation's public function
 * @cancellable: (nullable): ends it with %SLUICE_ATLAS_ERROR_CANCELLED
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Sends a request, and again if it only reads and may go well then. The evidence is that of the
 * last call, with the requests of all counted.
 */
void
sluice_atlas_client_send (SluiceAtlasClient   *self,
                          const SluiceRequest *request,
                          gpointer             source_tag,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (exchange->task, source_tag);
  /* What Atlas answered must not be lost because of a late Cancel; the call reports that itself. */
  g_task_set_check_cancellable (exchange->task, FALSE);
  g_task_set_task_data (exchange->task, exchange, exchange_free);
  exchange->request = *request;
  exchange->request.version = g_strdup (request->version);
  exchange->hurry = cancellable != NULL &&
                    g_object_get_data (G_OBJECT (cancellable), HURRY_KEY) != NULL;
  exchange->left_us =
    (gint64) sluice_atlas_client_get_deadline (self, g_str_equal (request->method, "GET")) * 1000;
  start_call (exchange, FALSE);
}

/**
 * sluice_atlas_client_send_finish:
 * @self: the client
 * @result: what the callback was given
 * @source_tag: the operation's public function
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (nullable): what the request's reader has made of the answer
 */
gpointer
sluice_atlas_client_send_finish (SluiceAtlasClient  *self,
                                 GAsyncResult       *result,
                                 gpointer            source_tag,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, source_tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
