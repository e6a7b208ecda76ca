/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request to Atlas, fenced in. */
#include "sluice-call.h"

#include <string.h>

#include "sluice-answer.h"
#include "sluice-json.h"
#include "sluice-mask.h"
#include "sluice-message.h"
#include "sluice-transport-error.h"

/* A page of 500 connections is some 200 kB; nothing Atlas answers comes near this. */
#define MAX_BODY (4 * 1024 * 1024)
#define PIECE (16 * 1024)
/* Challenge, stale nonce, and one to spare. */
#define MAX_SIGN_IN_ROUNDS 3

/* Who ended a call that did not end by itself, as the error that it ends with. */
typedef enum
{
  STOP_NONE = -1,
  STOP_PERSON = SLUICE_ATLAS_ERROR_CANCELLED,
  STOP_DEADLINE = SLUICE_ATLAS_ERROR_TIMED_OUT,
  STOP_LOST = SLUICE_ATLAS_ERROR_CONNECTION_LOST,  /* libsoup was about to send it again */
  STOP_LOOP = SLUICE_ATLAS_ERROR_AUTH_LOOP,
  STOP_TOO_LARGE = SLUICE_ATLAS_ERROR_BAD_REPLY,
} Stop;

struct _SluiceCall
{
  /* borrowed: the task owns the call */
  GTask              *task;
  SoupSession        *session;  /* NULL: not started */
  /* owned */
  char               *version;
  GBytes             *body;
  SluiceAnswerReader  reader;
  gboolean            unread;
  GDestroyNotify      free_result;
  SluiceEvidence     *evidence;
  SoupMessage        *message;
  GCancellable       *inner;
  GSource            *cancel_source;
  GSource            *deadline_source;
  GSource            *challenge_source;
  GSource            *stop_source;  /* while a stop waits for libsoup */
  GInputStream       *stream;
  GByteArray         *received;
  Stop                stop;
  guint               deadline_ms;
  gint64              started_us;  /* monotonic; 0: not started */
  gboolean            signed_in;
  guint               rounds;
  gboolean            whole;  /* the body of the answer has come to its end */
};

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
attach (GSource **place, GSource *source, GSourceFunc callback, SluiceCall *call)
{
  clear_source (place);
  *place = source;
  g_source_set_callback (source, callback, call, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
drop_message (SluiceCall *call)
{
  clear_source (&call->challenge_source);
  clear_source (&call->stop_source);
  g_clear_object (&call->stream);
  g_clear_pointer (&call->received, g_byte_array_unref);
  if (call->message != NULL)
    g_signal_handlers_disconnect_by_data (call->message, call);
  g_clear_object (&call->message);
  g_clear_object (&call->inner);
}

static void
call_free (gpointer data)
{
  SluiceCall *call = data;

  clear_source (&call->cancel_source);
  clear_source (&call->deadline_source);
  drop_message (call);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_clear_pointer (&call->evidence, sluice_evidence_unref);
  g_free (call->version);
  g_free (call);
}

/* The end of every call: exactly one of the two is set. The connection is let go of first, so
 * that a call that waits finds it. */
static void
end (SluiceCall *call, gpointer result, GError *error)
{
  g_autoptr (GTask) task = g_object_ref (call->task);
  SluiceApiKey *key = sluice_atlas_client_get_key (g_task_get_source_object (task));

  sluice_mask_evidence (call->evidence, sluice_api_key_get_private_key (key));
  if (error != NULL)
    sluice_mask_text (error->message, sluice_api_key_get_private_key (key));
  if (call->started_us != 0)
    call->evidence->took_us = g_get_monotonic_time () - call->started_us;
  sluice_evidence_log (call->evidence, error);
  clear_source (&call->cancel_source);
  clear_source (&call->deadline_source);
  drop_message (call);
  sluice_atlas_client_call_ended (g_task_get_source_object (task), call);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, call->free_result);
}

static void
end_with_code (SluiceCall *call, SluiceAtlasError code, const char *message)
{
  end (call, NULL, sluice_atlas_error_new (code, call->evidence, message));
}

/* A person and the deadline have the last word, even after a loss. libsoup's own repetition of
 * what was lost is stopped; whether it is repeated is for the exchange to decide. */
static void
stop (SluiceCall *call, Stop why)
{
  if (call->stop != STOP_NONE && call->stop != STOP_LOST)
    return;
  call->stop = why;
  g_cancellable_cancel (call->inner);
}

static gboolean
stop_later_cb (gpointer user_data)
{
  SluiceCall *call = user_data;

  g_cancellable_cancel (call->inner);
  return G_SOURCE_REMOVE;
}

/* For whoever is not called by libsoup itself. Its versions up to 3.6 end a message twice, and free
 * it once too often, if it is cancelled while their queue has not yet been looked through since it
 * was sent; so that comes first. */
static void
stop_later (SluiceCall *call, Stop why)
{
  GSource *source;

  if (call->stop != STOP_NONE && call->stop != STOP_LOST)
    return;
  call->stop = why;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_HIGH_IDLE);
  attach (&call->stop_source, source, stop_later_cb, call);
}

static void
end_without_answer (SluiceCall *call, const GError *error)
{
  SluiceAtlasError code = call->stop != STOP_NONE ? (SluiceAtlasError) call->stop
                                                  : sluice_atlas_error_from_transport (error);

  if (call->stream != NULL)
    sluice_answer_note_headers (call->evidence, call->message);
  call->evidence->tls_errors = soup_message_get_tls_peer_certificate_errors (call->message);
  end_with_code (call, code, error->message);
}

/* ---- the answer ---------------------------------------------------------------------------- */

/* libsoup hears of a challenge with its last byte. Since 3.6 it hands on one that was cut off. */
static gboolean
is_cut_challenge (SluiceCall *call)
{
  return soup_message_get_status (call->message) == SOUP_STATUS_UNAUTHORIZED && !call->whole &&
         !sluice_message_is_signed (call->message) &&
         sluice_message_asks_for_digest (call->message);
}

/* The key is known to be good once Atlas has said anything about the request itself. A page of
 * some gateway on the way says nothing about the key. */
static void
note_proof (SluiceCall *call, SluiceAtlasError code)
{
  const SluiceEvidence *evidence = call->evidence;

  if (sluice_message_is_signed (call->message) && evidence->status < 500 &&
      code != SLUICE_ATLAS_ERROR_KEY_REFUSED &&
      (SOUP_STATUS_IS_SUCCESSFUL (evidence->status) || evidence->error_code != NULL))
    sluice_atlas_client_call_proved (g_task_get_source_object (call->task));
}

static void
end_with_success (SluiceCall *call, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  gpointer result = call->unread ? g_bytes_ref (bytes)
                                 : sluice_answer_read (bytes, call->reader, &error);

  if (result != NULL)
    {
      note_proof (call, SLUICE_ATLAS_ERROR_FAILED);
      end (call, result, NULL);
      return;
    }
  sluice_answer_note_excerpt (call->evidence, bytes);
  end_with_code (call, SLUICE_ATLAS_ERROR_BAD_REPLY,
                 error ? error->message : "The answer has an unexpected shape");
}

static void
end_with_refusal (SluiceCall *call, GBytes *bytes)
{
  SluiceEvidence *evidence = call->evidence;
  g_autoptr (JsonNode) root = sluice_json_parse (bytes, NULL);
  g_autofree char *message = NULL;
  SluiceAtlasError code;

  if (root != NULL)
    sluice_answer_note_error (evidence, root);
  else
    sluice_answer_note_excerpt (evidence, bytes);
  code = sluice_atlas_error_from_status (evidence->status, evidence->error_code);
  if (evidence->status == SOUP_STATUS_UNAUTHORIZED && !sluice_message_is_signed (call->message))
    code = SLUICE_ATLAS_ERROR_AUTH_UNSUPPORTED;
  note_proof (call, code);
  message = evidence->detail ? g_strdup (evidence->detail)
                             : g_strdup_printf ("HTTP status %u", evidence->status);
  end_with_code (call, code, message);
}

static void
end_with_answer (SluiceCall *call)
{
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&call->received));

  sluice_answer_note_headers (call->evidence, call->message);
  if (SOUP_STATUS_IS_SUCCESSFUL (call->evidence->status))
    end_with_success (call, bytes);
  else
    end_with_refusal (call, bytes);
}

static void
piece_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SluiceCall *call = user_data;
  g_autoptr (GTask) alive = g_object_ref (call->task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                               &error);
  gsize length = piece ? g_bytes_get_size (piece) : 0;

  if (length == 0 && error == NULL && is_cut_challenge (call))
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "The challenge was cut off");

  /* The status of a refusal tells the outcome even if its body was cut off. */
  if (error != NULL && (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (call->message)) ||
                        is_cut_challenge (call)))
    end_without_answer (call, error);
  else if (length == 0)
    end_with_answer (call);
  else if (call->received->len + length > MAX_BODY)
    {
      sluice_answer_note_headers (call->evidence, call->message);
      stop (call, STOP_TOO_LARGE);
      end_with_code (call, SLUICE_ATLAS_ERROR_BAD_REPLY, "The answer is too large");
    }
  else
    {
      g_byte_array_append (call->received, g_bytes_get_data (piece, NULL), (guint) length);
      g_input_stream_read_bytes_async (call->stream, PIECE, G_PRIORITY_DEFAULT, call->inner,
                                       piece_read_cb, call);
    }
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SluiceCall *call = user_data;
  g_autoptr (GTask) alive = g_object_ref (call->task);
  g_autoptr (GError) error = NULL;

  call->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (call->stream == NULL)
    {
      end_without_answer (call, error);
      return;
    }
  call->received = g_byte_array_new ();
  g_input_stream_read_bytes_async (call->stream, PIECE, G_PRIORITY_DEFAULT, call->inner,
                                   piece_read_cb, call);
}

/* ---- the fence around libsoup --------------------------------------------------------------- */

/* libsoup also tells of a round that it does not write a byte of, as it was stopped before. */
static void
starting_cb (SoupMessage *message, SluiceCall *call)
{
  if (call->stop != STOP_NONE)
    {
      g_cancellable_cancel (call->inner);
      return;
    }
  call->evidence->request_count++;
  call->evidence->sent = TRUE;
  call->evidence->status = 0;  /* of this round, nothing is known yet */
}

static gboolean
challenge_too_large_cb (gpointer user_data)
{
  stop (user_data, STOP_TOO_LARGE);
  return G_SOURCE_REMOVE;
}

static void
got_headers_cb (SoupMessage *message, SluiceCall *call)
{
  call->whole = FALSE;
  call->evidence->status = soup_message_get_status (message);
  if (call->evidence->status != SOUP_STATUS_UNAUTHORIZED)
    return;
  call->evidence->sent = FALSE;  /* what was answered with 401 had no effect */
  attach (&call->challenge_source, sluice_message_watch_new (message, MAX_BODY),
          challenge_too_large_cb, call);
}

/* A missing role is a 401 too. Where it comes without a challenge libsoup would send the request,
 * signed as before, time and again: it is kept from hearing of it. */
static void
got_body_cb (SoupMessage *message, SluiceCall *call)
{
  call->whole = TRUE;
  if (soup_message_get_status (message) == SOUP_STATUS_UNAUTHORIZED &&
      sluice_message_is_signed (message) && !sluice_message_asks_for_digest (message))
    g_signal_stop_emission_by_name (message, "got-body");
}

/* The digest of the key goes to the API's own host (redirects are off) and nowhere else: not to a
 * proxy, not in any other scheme. It is given once per call: to be asked again means that the key
 * was refused. That covers a new nonce too, whether it comes with stale=true, which libsoup
 * answers by itself, or without, which is a call's first question if the nonce was in use. */
static gboolean
authenticate_cb (SoupMessage *message, SoupAuth *auth, gboolean retrying, SluiceCall *call)
{
  SluiceApiKey *key = sluice_atlas_client_get_key (g_task_get_source_object (call->task));

  if (soup_auth_is_for_proxy (auth) || call->signed_in ||
      g_ascii_strcasecmp (soup_auth_get_scheme_name (auth), "Digest") != 0)
    return FALSE;

  call->signed_in = TRUE;
  soup_auth_authenticate (auth, sluice_api_key_get_public_key (key),
                          sluice_api_key_get_private_key (key));
  return TRUE;
}

/* Told before libsoup sends the message once more: with status 401 to sign it, else because the
 * connection was lost. */
static void
restarted_cb (SoupMessage *message, SluiceCall *call)
{
  clear_source (&call->challenge_source);
  if (soup_message_get_status (message) != SOUP_STATUS_UNAUTHORIZED)
    stop (call, STOP_LOST);
  else if (++call->rounds > MAX_SIGN_IN_ROUNDS)
    stop (call, STOP_LOOP);
  else if (call->body != NULL)
    /* libsoup would send it again with an empty body. */
    soup_message_set_request_body_from_bytes (message, NULL, call->body);
}

static void
send_message (SluiceCall *call)
{
  SluiceAtlasClient *client = g_task_get_source_object (call->task);
  SoupMessage *message = sluice_message_new (call->evidence->method,
                                             sluice_atlas_client_get_base_url (client),
                                             call->evidence->path, call->version, call->body,
                                             sluice_atlas_client_is_wary (client));

  call->message = message;
  if (message == NULL)
    {
      end_with_code (call, SLUICE_ATLAS_ERROR_UNADDRESSABLE, "There is no address for this");
      return;
    }
  call->inner = g_cancellable_new ();
  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), call);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), call);
  g_signal_connect (message, "got-body", G_CALLBACK (got_body_cb), call);
  g_signal_connect (message, "authenticate", G_CALLBACK (authenticate_cb), call);
  g_signal_connect (message, "restarted", G_CALLBACK (restarted_cb), call);
  soup_session_send_async (call->session, message, G_PRIORITY_DEFAULT, call->inner,
                           answered_cb, call);
}

/* ---- from outside ---------------------------------------------------------------------------- */

static gboolean
deadline_cb (gpointer user_data)
{
  stop_later (user_data, STOP_DEADLINE);
  return G_SOURCE_REMOVE;
}

static gboolean
person_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  sluice_call_stop (user_data);
  return G_SOURCE_REMOVE;
}

/**
 * sluice_call_new:
 * @task: (transfer none): what to return the outcome to; its source object is the client. The
 *   task owns the call from here on
 * @request: what to send; its path and body are taken over
 * @deadline_ms: how long the call may take from its start on, in milliseconds. The socket's own
 *   time limit is one of silence, which a byte now and then defeats
 *
 * Returns: (transfer none): a call that waits to be started and can be stopped already
 */
SluiceCall *
sluice_call_new (GTask               *task,
                 const SluiceRequest *request,
                 guint                deadline_ms)
{
  SluiceCall *call = g_new0 (SluiceCall, 1);
  g_autofree char *path = request->path;
  GCancellable *cancellable = g_task_get_cancellable (task);

  call->task = task;
  call->stop = STOP_NONE;
  call->version = g_strdup (request->version);
  call->reader = request->reader;
  call->unread = request->unread;
  call->free_result = request->free_result;
  call->evidence = sluice_evidence_new (request->method, path);
  call->deadline_ms = deadline_ms;
  if (request->body != NULL)
    call->body = g_bytes_new_take (request->body, strlen (request->body));
  if (cancellable != NULL)
    attach (&call->cancel_source, g_cancellable_source_new (cancellable),
            G_SOURCE_FUNC (person_cancelled_cb), call);

  g_task_set_task_data (task, call, call_free);
  sluice_atlas_result_set_evidence (G_ASYNC_RESULT (task), call->evidence);
  return call;
}

/**
 * sluice_call_start:
 * @call: a call that was not started yet
 * @session: (transfer none): outlives the call
 */
void
sluice_call_start (SluiceCall  *call,
                   SoupSession *session)
{
  /* A warm connection would carry it away before the cancellation is noticed. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (call->task)))
    {
      sluice_call_stop (call);
      return;
    }
  call->session = session;
  call->started_us = g_get_monotonic_time ();
  attach (&call->deadline_source, g_timeout_source_new (call->deadline_ms), deadline_cb, call);
  send_message (call);
}

/**
 * sluice_call_stop:
 * @call: a call that has not ended
 *
 * Ends the call on the person's behalf: at once if it was not started, otherwise as soon as
 * libsoup has let go of the connection.
 */
void
sluice_call_stop (SluiceCall *call)
{
  if (call->session != NULL)
    stop_later (call, STOP_PERSON);
  else
    end_with_code (call, SLUICE_ATLAS_ERROR_CANCELLED, "Cancelled before it was sent");
}
