/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A proxy that spoils one request, or all from one on. */
#include "fault-line.h"

#include <string.h>
#include <sys/socket.h>

/* The next process has looked once by then. */
#define LATE_MS 700

void
fault_line_free (Line *line, gboolean reset)
{
  GSocket *socket = g_socket_connection_get_socket (line->socket);
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  g_clear_handle_id (&line->timer, g_source_remove);
  if (reset)
    {
      setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
      g_socket_close (socket, NULL);
    }
  g_io_stream_close (line->stream, NULL, NULL);
  line->proxy->n_open--;
  g_clear_object (&line->server);
  g_object_unref (line->stream);
  g_object_unref (line->socket);
  g_string_free (line->received, TRUE);
  g_string_free (line->request, TRUE);
  g_string_free (line->answer, TRUE);
  g_free (line);
}

/* Until the client hangs up or the test ends. */
static void
silence_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Line *line = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n <= 0)
    fault_line_free (line, FALSE);
  else
    g_input_stream_read_async (G_INPUT_STREAM (source), line->buffer, sizeof line->buffer,
                               G_PRIORITY_DEFAULT, line->proxy->cancellable, silence_cb, line);
}

/* That the client may wait as long as it likes. */
void
fault_line_tell (Line *line)
{
  if (line->proxy->plan.silent != NULL)
    line->proxy->plan.silent ();
}

void
fault_line_be_silent (Line *line)
{
  fault_line_tell (line);
  g_input_stream_read_async (g_io_stream_get_input_stream (line->stream), line->buffer,
                             sizeof line->buffer, G_PRIORITY_DEFAULT, line->proxy->cancellable,
                             silence_cb, line);
}

/* ---- the server ------------------------------------------------------------------------------ */

static void
server_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Line *line = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n > 0)
    {
      g_string_append_len (line->answer, (const char *) line->buffer, n);
      g_input_stream_read_async (G_INPUT_STREAM (source), line->buffer, sizeof line->buffer,
                                 G_PRIORITY_DEFAULT, line->proxy->cancellable, server_read_cb,
                                 line);
      return;
    }
  g_clear_object (&line->server);
  if (n < 0 || line->answer->len == 0)
    {
      fault_line_free (line, TRUE);
      return;
    }
  if (line->is_write && !g_str_has_prefix (line->answer->str, "HTTP/1.1 401 "))
    line->proxy->n_writes++;
  fault_line_answer (line);
}

static void
server_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Line *line = user_data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    fault_line_free (line, TRUE);
  else
    g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (line->server)),
                               line->buffer, sizeof line->buffer, G_PRIORITY_DEFAULT,
                               line->proxy->cancellable, server_read_cb, line);
}

static void
server_reached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Line *line = user_data;

  line->server = g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (source), result, NULL);
  if (line->server == NULL)
    fault_line_free (line, TRUE);
  else
    g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (line->server)),
                                     line->request->str, line->request->len, G_PRIORITY_DEFAULT,
                                     line->proxy->cancellable, server_written_cb, line);
}

static void
pass_on (Line *line)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  char *nonce = strstr (line->request->str, " nonce=\"");
  gsize end_of_first = strcspn (line->request->str, "\r");

  if (line->act == FAULT_SPOILT_NONCE && nonce != NULL)
    nonce[strlen (" nonce=\"")] ^= 1;
  g_string_insert (line->request, end_of_first, "\r\nConnection: close");
  g_string_truncate (line->answer, 0);
  g_socket_client_connect_to_host_async (client, "127.0.0.1", line->proxy->server_port,
                                         line->proxy->cancellable, server_reached_cb, line);
}

static gboolean
late_cb (gpointer user_data)
{
  Line *line = user_data;

  line->timer = 0;
  pass_on (line);
  return G_SOURCE_REMOVE;
}

/* ---- the client ------------------------------------------------------------------------------ */

static gboolean
is_meant (FaultProxy *self, const char *request)
{
  const FaultPlan *plan = &self->plan;
  gsize length = strlen (plan->method);
  gsize line = strcspn (request, "\r");
  gboolean fits = (strncmp (request, plan->method, length) == 0 && request[length] == ' ' &&
                   (plan->path == NULL ||
                    g_strstr_len (request, (gssize) line, plan->path) != NULL)) ||
                  (self->met && plan->ever);

  return self->armed && fits && (!self->met || plan->ever) &&
         (plan->any_round || strstr (request, "\r\nAuthorization: ") != NULL);
}

static void
handle (Line *line)
{
  FaultProxy *self = line->proxy;
  const char *authorization = strstr (line->request->str, "\r\nAuthorization: ");

  line->is_write = authorization != NULL && !g_str_has_prefix (line->request->str, "GET ");
  if (authorization != NULL && !g_str_has_prefix (authorization, "\r\nAuthorization: Digest "))
    self->n_betrayals++;
  if (strstr (line->request->str, "/elsewhere") != NULL)
    self->n_betrayals++;
  line->act = is_meant (self, line->request->str) ? self->plan.act : FAULT_PASS;
  if (line->act == FAULT_PASS)
    {
      pass_on (line);
      return;
    }
  self->met = TRUE;
  switch ((int) line->act)
    {
    case FAULT_RESET_READ:
      fault_line_free (line, TRUE);
      break;
    case FAULT_CLOSE_READ:
      fault_line_free (line, FALSE);
      break;
    case FAULT_CANCEL_READ:
      self->plan.cancel (self->plan.cancel_data);
      fault_line_be_silent (line);
      break;
    case FAULT_SLEEP_RESET_READ:
      self->plan.cancel (self->plan.cancel_data);
      fault_line_free (line, TRUE);
      break;
    case FAULT_CANCEL_PASS:
      self->plan.cancel (self->plan.cancel_data);
      pass_on (line);
      break;
    case FAULT_CANCEL_LATE:
      self->plan.cancel (self->plan.cancel_data);
      line->timer = g_timeout_add (LATE_MS, late_cb, line);
      break;
    case FAULT_SILENT_READ:
      fault_line_be_silent (line);
      break;
    case FAULT_ANSWER_READ:
      g_string_truncate (line->answer, 0);
      g_string_append_len (line->answer, self->plan.answer, self->plan.answer_length);
      fault_line_send (line);
      break;
    default:
      pass_on (line);
    }
}

static gsize
body_length (const GString *request)
{
  const char *length = strstr (request->str, "\r\nContent-Length: ");

  return length && length < request->str + fault_head_length (request)
         ? g_ascii_strtoull (length + strlen ("\r\nContent-Length: "), NULL, 10) : 0;
}

static void
received_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Line *line = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  gsize whole;

  if (n <= 0)
    {
      fault_line_free (line, FALSE);
      return;
    }
  g_string_append_len (line->received, (const char *) line->buffer, n);
  whole = fault_head_length (line->received);
  if (whole > 0 && line->proxy->plan.act == FAULT_RESET_UNREAD &&
      is_meant (line->proxy, line->received->str))
    {
      line->proxy->met = TRUE;
      fault_line_free (line, TRUE);
      return;
    }
  whole += whole > 0 ? body_length (line->received) : 0;
  if (whole == 0 || line->received->len < whole)
    {
      fault_line_receive (line);
      return;
    }
  g_string_truncate (line->request, 0);
  g_string_append_len (line->request, line->received->str, whole);
  g_string_erase (line->received, 0, whole);
  handle (line);
}

void
fault_line_receive (Line *line)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (line->stream), line->buffer,
                             sizeof line->buffer, G_PRIORITY_DEFAULT, line->proxy->cancellable,
                             received_cb, line);
}

static void
shook_hands_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Line *line = user_data;

  if (!g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, NULL))
    fault_line_free (line, FALSE);
  else
    fault_line_receive (line);
}

static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *socket,
             GObject           *source,
             FaultProxy        *self)
{
  Line *line = g_new0 (Line, 1);

  line->proxy = self;
  line->socket = g_object_ref (socket);
  line->received = g_string_new (NULL);
  line->request = g_string_new (NULL);
  line->answer = g_string_new (NULL);
  self->n_open++;
  if (self->certificate == NULL)
    {
      line->stream = G_IO_STREAM (g_object_ref (socket));
      fault_line_receive (line);
      return TRUE;
    }
  line->stream = g_tls_server_connection_new (G_IO_STREAM (socket), self->certificate, NULL);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (line->stream), G_PRIORITY_DEFAULT,
                                    self->cancellable, shook_hands_cb, line);
  return TRUE;
}

/* ---- the proxy ------------------------------------------------------------------------------- */

/**
 * fault_proxy_new:
 * @server_port: of the server on 127.0.0.1
 * @plan: what happens to which request; its answer is taken over
 * @certificate: (nullable): to speak TLS with
 *
 * Returns: (transfer full): a proxy on a free port of 127.0.0.1
 */
FaultProxy *
fault_proxy_new (guint            server_port,
                 const FaultPlan *plan,
                 GTlsCertificate *certificate)
{
  FaultProxy *self = g_new0 (FaultProxy, 1);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  self->service = g_socket_service_new ();
  self->cancellable = g_cancellable_new ();
  self->server_port = server_port;
  self->plan = *plan;
  g_set_object (&self->certificate, certificate);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  g_socket_service_start (self->service);
  return self;
}

/**
 * fault_proxy_free:
 * @self: (transfer full): a proxy
 *
 * Lets go of whoever is still connected.
 */
void
fault_proxy_free (FaultProxy *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->cancellable);
  while (self->n_open > 0)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (self->service);
  g_object_unref (self->cancellable);
  g_clear_object (&self->certificate);
  g_free (self->plan.answer);
  g_free (self);
}

/* From now on, the plan counts. */
void
fault_proxy_arm (FaultProxy *self)
{
  self->armed = TRUE;
}

char *
fault_proxy_dup_url (FaultProxy *self)
{
  return g_strdup_printf ("%s://127.0.0.1:%u", self->certificate ? "https" : "http", self->port);
}

/* Whether the request that the fault is for has come. */
gboolean
fault_proxy_was_met (FaultProxy *self)
{
  return self->met;
}

/* Whether anybody is still connected, on either side. */
gboolean
fault_proxy_is_busy (FaultProxy *self)
{
  return self->n_open > 0;
}

/* Signed writes that have reached the server and were not turned back to sign again. */
guint
fault_proxy_n_writes (FaultProxy *self)
{
  return self->n_writes;
}

/* Requests that told more than a digest, or went where an answer had sent them. */
guint
fault_proxy_n_betrayals (FaultProxy *self)
{
  return self->n_betrayals;
}

/* The most of one answer that the client has let in. */
guint64
fault_proxy_n_flooded (FaultProxy *self)
{
  return self->n_flooded;
}

/* Values in the largest answer that was put into another shape. */
guint
fault_proxy_n_members (FaultProxy *self)
{
  return self->n_members;
}
