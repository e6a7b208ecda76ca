/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request to Atlas, fenced in. */
#include "sluice-call.h"

#include <string.h>

#include "sluice-evidence-private.h"
#include "sluice-json.h"

/* A page of 500 connections is some 200 kB; nothing Atlas answers comes near this. */
#define MAX_BODY (4 * 1024 * 1024)
#define PIECE (16 * 1024)
/* A challenge's body is read by libsoup without a limit of its own. */
#define MAX_CHALLENGE_BODY (1024 * 1024)
/* Challenge, stale nonce, and one to spare. */
#define MAX_SIGN_IN_ROUNDS 3
#define EXCERPT_LENGTH 300

/* Who ended a call that did not end by itself. */
typedef enum
{
  STOP_NONE,
  STOP_PERSON,
  STOP_DEADLINE,
  STOP_LOST,       /* libsoup was about to send the request again after a lost connection */
  STOP_LOOP,
  STOP_TOO_LARGE,
} Stop;

struct _SluiceCall
{
  /* borrowed: the task owns the call */
  GTask              *task;
  SoupSession        *session;

  /* owned */
  char               *version;
  GBytes             *body;
  SluiceAnswerReader  reader;
  GDestroyNotify      free_result;
  SluiceEvidence     *evidence;
  SoupMessage        *message;
  GCancellable       *inner;
  GSource            *cancel_source;
  GSource            *deadline_source;
  GInputStream       *stream;
  GByteArray         *received;

  Stop                stop;
  guint               sign_ins;
  guint               rounds;
  gboolean            repeated;
};

static void send_message (SluiceCall *call);

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
call_free (gpointer data)
{
  SluiceCall *call = data;

  clear_source (&call->cancel_source);
  clear_source (&call->deadline_source);
  g_clear_object (&call->stream);
  g_clear_object (&call->message);
  g_clear_object (&call->inner);
  g_clear_pointer (&call->received, g_byte_array_unref);
  g_clear_pointer (&call->body, g_bytes_unref);
  g_clear_pointer (&call->evidence, sluice_evidence_unref);
  g_free (call->version);
  g_free (call);
}

/* The end of every call: exactly one of the two is set. */
static void
end (SluiceCall *call, gpointer result, GError *error)
{
  g_autoptr (GTask) task = g_object_ref (call->task);
  SluiceAtlasClient *client = g_task_get_source_object (task);

  clear_source (&call->cancel_source);
  clear_source (&call->deadline_source);
  if (call->message != NULL)
    g_signal_handlers_disconnect_by_data (call->message, call);
  sluice_atlas_client_call_ended (client, call);
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

/* ---- the headers ---------------------------------------------------------------------------- */

/* Either form of Retry-After (RFC 9110, section 10.2.3); -1 for none or nonsense. */
static int
parse_retry_after (const char *text)
{
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64 seconds;

  if (text == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (text, 10, 0, 7 * 24 * 3600, &seconds, NULL))
    return (int) seconds;
  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return -1;
  now = g_date_time_new_now_utc ();
  return (int) CLAMP (g_date_time_difference (date, now) / G_TIME_SPAN_SECOND, 0, 7 * 24 * 3600);
}

static void
read_headers (SluiceCall *call)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (call->message);
  SluiceEvidence *evidence = call->evidence;

  g_clear_pointer (&evidence->content_type, g_free);
  g_clear_pointer (&evidence->error_code, g_free);
  evidence->status = soup_message_get_status (call->message);
  evidence->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  evidence->error_code = g_strdup (soup_message_headers_get_one (headers, "X-Error-Code"));
  evidence->retry_after = parse_retry_after (soup_message_headers_get_one (headers, "Retry-After"));
}

/* ---- what went wrong on the way ---------------------------------------------------------- */

static SluiceAtlasError
code_of_io_error (int code)
{
  switch (code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
      return SLUICE_ATLAS_ERROR_REFUSED;
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return SLUICE_ATLAS_ERROR_UNREACHABLE;
    case G_IO_ERROR_HOST_NOT_FOUND:
      return SLUICE_ATLAS_ERROR_HOST_NOT_FOUND;
    case G_IO_ERROR_TIMED_OUT:
      return SLUICE_ATLAS_ERROR_TIMED_OUT;
    case G_IO_ERROR_CONNECTION_CLOSED:  /* the same value as BROKEN_PIPE */
    case G_IO_ERROR_PARTIAL_INPUT:
    case G_IO_ERROR_NOT_CONNECTED:
      return SLUICE_ATLAS_ERROR_CONNECTION_LOST;
    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return SLUICE_ATLAS_ERROR_PROXY;
    case G_IO_ERROR_CANCELLED:
      return SLUICE_ATLAS_ERROR_CANCELLED;
    default:
      return SLUICE_ATLAS_ERROR_FAILED;
    }
}

static SluiceAtlasError
code_of_transport_error (SluiceCall *call, const GError *error)
{
  switch (call->stop)
    {
    case STOP_PERSON:
      return SLUICE_ATLAS_ERROR_CANCELLED;
    case STOP_DEADLINE:
      return SLUICE_ATLAS_ERROR_TIMED_OUT;
    case STOP_LOST:
      return SLUICE_ATLAS_ERROR_CONNECTION_LOST;
    case STOP_LOOP:
      return SLUICE_ATLAS_ERROR_AUTH_LOOP;
    case STOP_TOO_LARGE:
      return SLUICE_ATLAS_ERROR_BAD_REPLY;
    case STOP_NONE:
    default:
      break;
    }
  if (error->domain == G_RESOLVER_ERROR)
    return SLUICE_ATLAS_ERROR_HOST_NOT_FOUND;
  if (error->domain == G_TLS_ERROR)
    return error->code == G_TLS_ERROR_UNAVAILABLE ? SLUICE_ATLAS_ERROR_TLS_UNAVAILABLE
                                                  : SLUICE_ATLAS_ERROR_TLS;
  if (error->domain == G_IO_ERROR)
    return code_of_io_error (error->code);
  if (error->domain == SOUP_SESSION_ERROR)
    switch (error->code)
      {
      case SOUP_SESSION_ERROR_PARSING:
      case SOUP_SESSION_ERROR_ENCODING:
        return SLUICE_ATLAS_ERROR_BAD_REPLY;
      case SOUP_SESSION_ERROR_TOO_MANY_RESTARTS:
        return SLUICE_ATLAS_ERROR_AUTH_LOOP;
      case SOUP_SESSION_ERROR_TOO_MANY_REDIRECTS:
      case SOUP_SESSION_ERROR_REDIRECT_NO_LOCATION:
      case SOUP_SESSION_ERROR_REDIRECT_BAD_URI:
        return SLUICE_ATLAS_ERROR_REDIRECTED;
      default:
        break;
      }
  return SLUICE_ATLAS_ERROR_FAILED;
}

static void
end_with_transport_error (SluiceCall *call, const GError *error)
{
  SluiceAtlasError code = code_of_transport_error (call, error);

  if (call->stream != NULL)
    read_headers (call);
  call->evidence->tls_errors = soup_message_get_tls_peer_certificate_errors (call->message);

  /* A kept connection may be closed by the server just as it is used again. Reading twice does no
   * harm, writing would: libsoup's own repetition is stopped for both, ours is for GET alone. */
  if (code == SLUICE_ATLAS_ERROR_CONNECTION_LOST && !call->repeated &&
      g_str_equal (call->evidence->method, "GET"))
    {
      call->repeated = TRUE;
      call->stop = STOP_NONE;
      g_clear_object (&call->stream);
      g_clear_pointer (&call->received, g_byte_array_unref);
      g_clear_object (&call->inner);
      call->inner = g_cancellable_new ();
      g_signal_handlers_disconnect_by_data (call->message, call);
      g_clear_object (&call->message);
      send_message (call);
      return;
    }
  end_with_code (call, code, error->message);
}

static void
stop (SluiceCall *call, Stop why)
{
  if (call->stop != STOP_NONE)
    return;
  call->stop = why;
  g_cancellable_cancel (call->inner);
}

/* ---- the answer ---------------------------------------------------------------------------- */

static char **
read_texts (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *text = sluice_json_as_text (json_array_get_element (array, i));

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

static char **
read_violations (JsonObject *error)
{
  JsonArray *fields = sluice_json_get_array (sluice_json_get_object (error, "badRequestDetail"),
                                             "fields");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = sluice_json_as_object (json_array_get_element (fields, i));
      const char *name = sluice_json_get_string (field, "field");
      const char *why = sluice_json_get_string (field, "description");
      g_autofree char *text = g_strdup_printf ("%s: %s", name ? name : "?", why ? why : "?");

      if (name != NULL || why != NULL)
        g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

static void
read_error_body (SluiceEvidence *evidence, JsonNode *root)
{
  JsonObject *json = sluice_json_as_object (root);
  const char *error_code = sluice_json_get_string (json, "errorCode");

  if (error_code != NULL)
    {
      g_free (evidence->error_code);
      evidence->error_code = g_strdup (error_code);
    }
  evidence->reason = g_strdup (sluice_json_get_string (json, "reason"));
  evidence->detail = g_strdup (sluice_json_get_string (json, "detail"));
  evidence->parameters = read_texts (sluice_json_get_array (json, "parameters"));
  evidence->violations = read_violations (json);
}

static char *
make_excerpt (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_utf8_make_valid (data, MIN (length, EXCERPT_LENGTH));

  for (char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  return g_strdup (g_strstrip (text));
}

static gboolean
was_signed (SluiceCall *call)
{
  return soup_message_headers_get_one (soup_message_get_request_headers (call->message),
                                       "Authorization") != NULL;
}

static void
end_with_answer (SluiceCall *call)
{
  SluiceEvidence *evidence = call->evidence;
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&call->received));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  gpointer result = NULL;

  read_headers (call);
  if (was_signed (call) && evidence->status != SOUP_STATUS_UNAUTHORIZED)
    sluice_atlas_client_call_proved (g_task_get_source_object (call->task));
  if (g_bytes_get_size (bytes) > 0)
    root = sluice_json_parse (bytes, &error);

  if (SOUP_STATUS_IS_SUCCESSFUL (evidence->status) && call->reader == NULL)
    {
      end (call, GINT_TO_POINTER (TRUE), NULL);
      return;
    }
  if (SOUP_STATUS_IS_SUCCESSFUL (evidence->status))
    {
      result = root != NULL ? call->reader (root) : NULL;
      if (result != NULL)
        {
          end (call, result, NULL);
          return;
        }
      evidence->excerpt = make_excerpt (bytes);
      end_with_code (call, SLUICE_ATLAS_ERROR_BAD_REPLY,
                     error ? error->message : "The answer has an unexpected shape");
      return;
    }

  if (root != NULL)
    read_error_body (evidence, root);
  else
    evidence->excerpt = make_excerpt (bytes);
  if (evidence->status == SOUP_STATUS_UNAUTHORIZED && !was_signed (call))
    end_with_code (call, SLUICE_ATLAS_ERROR_AUTH_UNSUPPORTED, "No usable Digest challenge");
  else
    end_with_code (call, sluice_atlas_error_from_status (evidence->status, evidence->error_code),
                   evidence->detail ? evidence->detail
                                    : soup_message_get_reason_phrase (call->message));
}

static void
piece_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SluiceCall *call = user_data;
  g_autoptr (GTask) alive = g_object_ref (call->task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                               &error);
  gsize length;
  const void *data;

  /* The status of a refusal tells the outcome even if its body was cut off. */
  if (piece == NULL && SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (call->message)))
    {
      end_with_transport_error (call, error);
      return;
    }
  data = piece != NULL ? g_bytes_get_data (piece, &length) : NULL;
  if (piece == NULL || length == 0)
    {
      end_with_answer (call);
      return;
    }
  if (call->received->len + length > MAX_BODY)
    {
      read_headers (call);
      stop (call, STOP_TOO_LARGE);
      end_with_code (call, SLUICE_ATLAS_ERROR_BAD_REPLY, "The answer is too large");
      return;
    }
  g_byte_array_append (call->received, data, length);
  g_input_stream_read_bytes_async (call->stream, PIECE, G_PRIORITY_DEFAULT, call->inner,
                                   piece_read_cb, call);
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
      end_with_transport_error (call, error);
      return;
    }
  call->received = g_byte_array_new ();
  g_input_stream_read_bytes_async (call->stream, PIECE, G_PRIORITY_DEFAULT, call->inner,
                                   piece_read_cb, call);
}

/* ---- the fence around libsoup --------------------------------------------------------------- */

/* HTTP/2 is refused where it would be agreed on: in libsoup 3.2 to 3.7 a call over it can neither
 * be cancelled while waiting nor does it notice a connection that dies in the middle of a body. */
static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  SluiceCall         *call)
{
  static const char * const http1[] = { "http/1.1", NULL };

  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING && G_IS_TLS_CONNECTION (connection))
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection), http1);
}

static void
starting_cb (SoupMessage *message, SluiceCall *call)
{
  call->evidence->request_count++;
  call->evidence->sent = TRUE;
}

static void
got_headers_cb (SoupMessage *message, SluiceCall *call)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  call->evidence->status = soup_message_get_status (message);
  if (call->evidence->status == SOUP_STATUS_UNAUTHORIZED &&
      soup_message_headers_get_content_length (headers) > MAX_CHALLENGE_BODY)
    stop (call, STOP_TOO_LARGE);
}

/* The digest of the key goes to the API's own host (redirects are off) and nowhere else: not to a
 * proxy, not in any other scheme. It is given once per call: to be asked again means that the key
 * was refused. A key that has worked before gets a second try, as a new nonce without stale=true
 * looks just like a refusal. */
static gboolean
authenticate_cb (SoupMessage *message, SoupAuth *auth, gboolean retrying, SluiceCall *call)
{
  SluiceAtlasClient *client = g_task_get_source_object (call->task);
  SluiceApiKey *key = sluice_atlas_client_get_key (client);

  if (soup_auth_is_for_proxy (auth) ||
      g_ascii_strcasecmp (soup_auth_get_scheme_name (auth), "Digest") != 0 ||
      call->sign_ins >= (sluice_atlas_client_is_proven (client) ? 2 : 1))
    return FALSE;

  call->sign_ins++;
  soup_auth_authenticate (auth, sluice_api_key_get_public_key (key),
                          sluice_api_key_get_private_key (key));
  return TRUE;
}

/* Told before libsoup sends the message once more: with status 401 to sign it, else because the
 * connection was lost. */
static void
restarted_cb (SoupMessage *message, SluiceCall *call)
{
  if (soup_message_get_status (message) != SOUP_STATUS_UNAUTHORIZED)
    {
      stop (call, STOP_LOST);
      return;
    }
  if (++call->rounds > MAX_SIGN_IN_ROUNDS)
    {
      call->evidence->status = SOUP_STATUS_UNAUTHORIZED;
      stop (call, STOP_LOOP);
      return;
    }
  call->evidence->sent = FALSE;  /* what was answered with 401 had no effect */
  /* libsoup would send it again with an empty body. */
  if (call->body != NULL)
    soup_message_set_request_body_from_bytes (message, NULL, call->body);
}

static SoupMessage *
make_message (SluiceCall *call)
{
  SluiceAtlasClient *client = g_task_get_source_object (call->task);
  g_autofree char *uri = g_strconcat (sluice_atlas_client_get_base_url (client),
                                      call->evidence->path, NULL);
  g_autofree char *type = g_strdup_printf ("application/vnd.atlas.%s+json", call->version);
  SoupMessage *message = soup_message_new (call->evidence->method, uri);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept", type);
  if (call->body != NULL)
    {
      soup_message_headers_set_content_type (soup_message_get_request_headers (message), type,
                                             NULL);
      soup_message_set_request_body_from_bytes (message, NULL, call->body);
    }
  return message;
}

static void
send_message (SluiceCall *call)
{
  SoupMessage *message = call->message = make_message (call);

  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), call);
  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), call);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), call);
  g_signal_connect (message, "authenticate", G_CALLBACK (authenticate_cb), call);
  g_signal_connect (message, "restarted", G_CALLBACK (restarted_cb), call);
  soup_session_send_async (call->session, message, G_PRIORITY_DEFAULT, call->inner,
                           answered_cb, call);
}

static gboolean
deadline_cb (gpointer user_data)
{
  stop (user_data, STOP_DEADLINE);
  return G_SOURCE_REMOVE;
}

static gboolean
person_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  sluice_call_stop (user_data);
  return G_SOURCE_REMOVE;
}

static GSource *
attach (GSource *source, GSourceFunc callback, gpointer data)
{
  g_source_set_callback (source, callback, data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

/**
 * sluice_call_new:
 * @task: (transfer none): what to return the outcome to; its source object is the client. The
 *   task owns the call from here on
 * @request: what to send; its path and body are taken over
 *
 * Returns: (transfer none): a call that waits to be started and can be stopped already
 */
SluiceCall *
sluice_call_new (GTask               *task,
                 const SluiceRequest *request)
{
  SluiceCall *call = g_new0 (SluiceCall, 1);
  g_autofree char *path = request->path;
  GCancellable *cancellable = g_task_get_cancellable (task);

  call->task = task;
  call->version = g_strdup (request->version);
  call->reader = request->reader;
  call->free_result = request->free_result;
  call->evidence = sluice_evidence_new (request->method, path);
  if (request->body != NULL)
    call->body = g_bytes_new_take (request->body, strlen (request->body));
  call->inner = g_cancellable_new ();
  if (cancellable != NULL)
    call->cancel_source = attach (g_cancellable_source_new (cancellable),
                                  G_SOURCE_FUNC (person_cancelled_cb), call);

  g_task_set_task_data (task, call, call_free);
  sluice_atlas_result_set_evidence (G_ASYNC_RESULT (task), call->evidence);
  return call;
}

/**
 * sluice_call_start:
 * @call: a call that was not started yet
 * @session: (transfer none): outlives the call
 * @deadline_ms: how long the call may take from now on, in milliseconds. The socket's own time
 *   limit is one of silence, which a byte now and then defeats
 */
void
sluice_call_start (SluiceCall  *call,
                   SoupSession *session,
                   guint        deadline_ms)
{
  call->session = session;
  call->deadline_source = attach (g_timeout_source_new (deadline_ms), deadline_cb, call);
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
  stop (call, STOP_PERSON);
  if (call->session == NULL)
    end_with_code (call, SLUICE_ATLAS_ERROR_CANCELLED, "Cancelled before it was sent");
}
