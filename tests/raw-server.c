/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scripted server. */
#include "raw-server.h"

#include <string.h>
#include <sys/socket.h>

#define TRICKLE_MS 20
#define FLOOD_LIMIT (64 * 1024 * 1024)

typedef struct
{
  RawAfter  after;
  GBytes   *bytes;
} Step;

struct _RawServer
{
  GSocketService  *service;
  GTlsCertificate *certificate;
  GCancellable    *cancellable;
  guint            port;
  gboolean         is_tls;
  gboolean         is_mute;
  GQueue           script;       /* of Step */
  GPtrArray       *requests;     /* of RawRequest */
  GPtrArray       *connections;  /* of Connection, those that are open */
  guint            n_connections;
  guint64          n_sent;
  char            *protocol;
};

typedef struct
{
  RawServer         *server;
  guint              number;
  GSocketConnection *socket;
  GIOStream         *stream;
  GCancellable      *cancellable;
  GString           *received;
  guint8             buffer[16 * 1024];
  Step              *step;
  gsize              position;
  guint              timer;
} Connection;

static void receive (Connection *connection);
static void start_tls (Connection *connection);
static void flood (Connection *connection);

static void
step_free (gpointer data)
{
  Step *step = data;

  g_bytes_unref (step->bytes);
  g_free (step);
}

static void
request_free (gpointer data)
{
  RawRequest *request = data;

  g_free (request->head);
  g_free (request->method);
  g_free (request->target);
  g_bytes_unref (request->body);
  g_free (request);
}

/* Not while an operation is pending on the stream. */
static void
drop (Connection *connection, gboolean reset)
{
  GSocket *socket = g_socket_connection_get_socket (connection->socket);
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  g_clear_handle_id (&connection->timer, g_source_remove);
  if (reset)
    {
      setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
      g_socket_close (socket, NULL);
    }
  g_io_stream_close (connection->stream, NULL, NULL);
  g_ptr_array_remove_fast (connection->server->connections, connection);
  g_clear_pointer (&connection->step, step_free);
  g_object_unref (connection->stream);
  g_object_unref (connection->socket);
  g_string_free (connection->received, TRUE);
  g_free (connection);
}

static gboolean
trickle_cb (gpointer user_data)
{
  Connection *connection = user_data;
  gsize length;
  const char *bytes = g_bytes_get_data (connection->step->bytes, &length);
  GOutputStream *output = g_io_stream_get_output_stream (connection->stream);

  if (connection->position < length &&
      g_output_stream_write (output, bytes + connection->position, 1, NULL, NULL) == 1)
    {
      connection->position++;
      return G_SOURCE_CONTINUE;
    }
  connection->timer = 0;
  drop (connection, FALSE);
  return G_SOURCE_REMOVE;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Connection *connection = user_data;
  gsize written;
  gboolean sent = g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, &written,
                                                    NULL);
  const RawAfter after = connection->step->after;

  connection->server->n_sent += written;
  if (after != RAW_FLOOD)
    g_clear_pointer (&connection->step, step_free);
  if (!sent || after == RAW_CLOSE)
    drop (connection, FALSE);
  else if (after == RAW_RESET)
    drop (connection, TRUE);
  else if (after == RAW_FLOOD)
    flood (connection);
  else if (after == RAW_TLS)
    start_tls (connection);
  else
    receive (connection);
}

static void
flood (Connection *connection)
{
  static char block[64 * 1024];
  gsize length;
  const char *bytes = g_bytes_get_data (connection->step->bytes, &length);

  if (connection->server->n_sent > FLOOD_LIMIT)
    {
      drop (connection, FALSE);
      return;
    }
  g_assert_cmpuint (length, >=, RAW_FLOOD_PIECE);
  for (gsize i = 0; i < sizeof block; i += RAW_FLOOD_PIECE)
    memcpy (block + i, bytes + length - RAW_FLOOD_PIECE, RAW_FLOOD_PIECE);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (connection->stream), block,
                                   sizeof block, G_PRIORITY_DEFAULT,
                                   connection->server->cancellable, sent_cb, connection);
}

static void
answer (Connection *connection)
{
  gsize length;
  const char *bytes;

  connection->step = g_queue_pop_head (&connection->server->script);
  if (connection->step == NULL)
    {
      receive (connection);
      return;
    }
  bytes = g_bytes_get_data (connection->step->bytes, &length);
  connection->position = 0;
  if (connection->step->after == RAW_TRICKLE)
    connection->timer = g_timeout_add (TRICKLE_MS, trickle_cb, connection);
  else
    g_output_stream_write_all_async (g_io_stream_get_output_stream (connection->stream),
                                     bytes, length, G_PRIORITY_DEFAULT,
                                     connection->server->cancellable, sent_cb, connection);
}

/* Takes one whole request off what was received. */
static gboolean
take_request (Connection *connection)
{
  GString *received = connection->received;
  const char *blank = strstr (received->str, "\r\n\r\n");
  RawRequest *request;
  g_autofree char *length_text = NULL;
  g_auto (GStrv) words = NULL;
  gsize head, length;

  if (blank == NULL)
    return FALSE;
  head = blank + 4 - received->str;
  request = g_new0 (RawRequest, 1);
  request->connection = connection->number;
  request->head = g_strndup (received->str, head);
  length_text = raw_request_dup_header (request, "Content-Length");
  length = length_text ? g_ascii_strtoull (length_text, NULL, 10) : 0;
  if (received->len < head + length)
    {
      g_free (request->head);
      g_free (request);
      return FALSE;
    }
  words = g_strsplit (request->head, " ", 3);
  request->method = g_strdup (words[0]);
  request->target = g_strdup (words[1]);
  request->body = g_bytes_new (received->str + head, length);
  g_string_erase (received, 0, head + length);
  g_ptr_array_add (connection->server->requests, request);
  return TRUE;
}

static void
received_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Connection *connection = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n <= 0)
    {
      drop (connection, FALSE);
      return;
    }
  g_string_append_len (connection->received, (const char *) connection->buffer, n);
  if (take_request (connection))
    answer (connection);
  else
    receive (connection);
}

static void
receive (Connection *connection)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (connection->stream),
                             connection->buffer, sizeof connection->buffer, G_PRIORITY_DEFAULT,
                             connection->server->cancellable, received_cb, connection);
}

static void
shook_hands_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Connection *connection = user_data;

  if (!g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, NULL))
    {
      drop (connection, FALSE);
      return;
    }
  g_free (connection->server->protocol);
  connection->server->protocol =
    g_strdup (g_tls_connection_get_negotiated_protocol (G_TLS_CONNECTION (source)));
  receive (connection);
}

static void
start_tls (Connection *connection)
{
  static const char * const protocols[] = { "h2", "http/1.1", NULL };
  g_autoptr (GIOStream) below = connection->stream;
  g_autoptr (GError) error = NULL;

  connection->stream = g_tls_server_connection_new (below, connection->server->certificate,
                                                    &error);
  g_assert_no_error (error);
  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection->stream),
                                             (const char **) protocols);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (connection->stream), G_PRIORITY_DEFAULT,
                                    connection->server->cancellable, shook_hands_cb, connection);
}

static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *socket,
             GObject           *source,
             RawServer         *self)
{
  Connection *connection = g_new0 (Connection, 1);

  connection->server = self;
  connection->number = ++self->n_connections;
  connection->socket = g_object_ref (socket);
  connection->stream = G_IO_STREAM (g_object_ref (socket));
  connection->received = g_string_new (NULL);
  g_ptr_array_add (self->connections, connection);
  if (self->is_mute)
    return TRUE;
  if (self->is_tls)
    start_tls (connection);
  else
    receive (connection);
  return TRUE;
}

/**
 * raw_server_new:
 * @certificate: (nullable): for TLS, where HTTP/2 is what the server likes best
 * @tls_at_once: whether each connection starts with TLS
 *
 * Returns: (transfer full): a server on a free port of 127.0.0.1
 */
RawServer *
raw_server_new (GTlsCertificate *certificate,
                gboolean         tls_at_once)
{
  RawServer *self = g_new0 (RawServer, 1);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  self->service = g_socket_service_new ();
  self->cancellable = g_cancellable_new ();
  self->is_tls = tls_at_once;
  g_set_object (&self->certificate, certificate);
  self->requests = g_ptr_array_new_with_free_func (request_free);
  self->connections = g_ptr_array_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  g_socket_service_start (self->service);
  return self;
}

/**
 * raw_server_free:
 * @self: (transfer full): a server
 *
 * Stops listening and closes what is open.
 */
void
raw_server_free (RawServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->cancellable);
  for (guint i = 0; self->is_mute && i < self->connections->len;)
    drop (self->connections->pdata[i], FALSE);
  for (guint i = 0; i < self->connections->len; i++)
    {
      Connection *connection = self->connections->pdata[i];

      if (connection->timer != 0)
        {
          drop (connection, FALSE);
          i--;
        }
    }
  while (self->connections->len > 0)
    g_main_context_iteration (NULL, TRUE);
  g_queue_clear_full (&self->script, step_free);
  g_ptr_array_unref (self->connections);
  g_ptr_array_unref (self->requests);
  g_object_unref (self->service);
  g_object_unref (self->cancellable);
  g_clear_object (&self->certificate);
  g_free (self->protocol);
  g_free (self);
}

char *
raw_server_dup_url (RawServer *self)
{
  return g_strdup_printf ("%s://127.0.0.1:%u", self->is_tls ? "https" : "http", self->port);
}

guint
raw_server_get_port (RawServer *self)
{
  return self->port;
}

/**
 * raw_server_set_mute:
 * @self: a server
 *
 * Lets it accept connections from now on and do nothing with them.
 */
void
raw_server_set_mute (RawServer *self)
{
  self->is_mute = TRUE;
}

static void
push (RawServer *self, RawAfter after, GBytes *bytes)
{
  Step *step = g_new0 (Step, 1);

  step->after = after;
  step->bytes = bytes;
  g_queue_push_tail (&self->script, step);
}

/**
 * raw_server_push:
 * @self: a server
 * @after: what follows the answer
 * @bytes: (transfer full) (nullable): the answer
 *
 * Adds a step to the script.
 */
void
raw_server_push (RawServer *self,
                 RawAfter   after,
                 char      *bytes)
{
  push (self, after, bytes ? g_bytes_new_take (bytes, strlen (bytes)) : g_bytes_new (NULL, 0));
}

/**
 * raw_server_push_n:
 * @self: a server
 * @length: in bytes
 * @bytes: an answer that may hold anything
 *
 * Adds a step after which the connection is kept.
 */
void
raw_server_push_n (RawServer  *self,
                   gsize       length,
                   const char *bytes)
{
  push (self, RAW_KEEP, g_bytes_new (bytes, length));
}

guint
raw_server_count (RawServer *self)
{
  return self->requests->len;
}

const RawRequest *
raw_server_get_request (RawServer *self,
                        guint      n)
{
  g_assert_cmpuint (n, <, self->requests->len);
  return self->requests->pdata[n];
}

guint
raw_server_n_connections (RawServer *self)
{
  return self->n_connections;
}

guint
raw_server_n_open (RawServer *self)
{
  return self->connections->len;
}

guint64
raw_server_n_sent (RawServer *self)
{
  return self->n_sent;
}

/**
 * raw_server_get_protocol:
 * @self: a server
 *
 * Returns: (nullable): what the last connection has agreed on by ALPN
 */
const char *
raw_server_get_protocol (RawServer *self)
{
  return self->protocol;
}
