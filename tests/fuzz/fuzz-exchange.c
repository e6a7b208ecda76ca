/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole HTTP answers, byte for byte, given to the real client by a server on loopback: every call
 * ends, with an object or with an error that carries its evidence. The first byte chooses the
 * operation; the bytes 0x1e part the answers to one request after another.
 */
#include <gio/gio.h>
#include <string.h>

#include "sluice-atlas-connections.h"
#include "sluice-atlas-status.h"

#define PROJECT "64c0ffee0000000000000001"
#define INSTANCE "instance"
#define SEPARATOR 0x1e

/* An answer that promises more than it holds ends with its connection, so this is not reached. */
#define DEADLINE_MS 5000

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct
{
  const guint8 *rest;  /* of the answers */
  gsize         size;
  gboolean      done;
} Exchange;

typedef struct
{
  GIOStream *stream;
  char       request[4096];
} Line;

static GSocketListener *listener;
static char *address;
static Exchange *current;

static void
line_free (Line *line)
{
  g_io_stream_close (line->stream, NULL, NULL);
  g_object_unref (line->stream);
  g_free (line);
}

static void
requested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Line *line = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  const guint8 *end;
  gsize length;

  if (n > 0 && current != NULL)
    {
      g_assert_null (g_strstr_len (line->request, n, "Basic "));
      g_assert_null (g_strstr_len (line->request, n, "private-key"));
      end = memchr (current->rest, SEPARATOR, current->size);
      length = end ? (gsize) (end - current->rest) : current->size;
      g_output_stream_write_all (g_io_stream_get_output_stream (line->stream), current->rest,
                                 length, NULL, NULL, NULL);
      length += end ? 1 : 0;
      current->rest += length;
      current->size -= length;
    }
  line_free (line);
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GSocketConnection *connection = g_socket_listener_accept_finish (listener, result, NULL, NULL);
  Line *line;

  g_socket_listener_accept_async (listener, NULL, accepted_cb, NULL);
  if (connection == NULL)
    return;
  line = g_new0 (Line, 1);
  line->stream = G_IO_STREAM (connection);
  g_input_stream_read_async (g_io_stream_get_input_stream (line->stream), line->request,
                             sizeof line->request - 1, G_PRIORITY_DEFAULT, NULL, requested_cb,
                             line);
}

static void
listen_once (void)
{
  guint16 port;

  if (listener != NULL)
    return;
  /* Nothing of the machine's plays a part. */
  g_setenv ("GIO_MODULE_DIR", "/nonexistent", TRUE);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  listener = g_socket_listener_new ();
  port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_assert_cmpuint (port, !=, 0);
  address = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_socket_listener_accept_async (listener, NULL, accepted_cb, NULL);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SluiceAtlasClient *client = SLUICE_ATLAS_CLIENT (source);
  Exchange *exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) object = NULL;
  g_autoptr (GPtrArray) list = NULL;

  if (g_async_result_is_tagged (result, sluice_atlas_check_key_async))
    object = G_OBJECT (sluice_atlas_check_key_finish (client, result, &error));
  else if (g_async_result_is_tagged (result, sluice_atlas_list_connections_async))
    list = sluice_atlas_list_connections_finish (client, result, &error);
  else if (g_async_result_is_tagged (result, sluice_atlas_get_connection_async))
    object = G_OBJECT (sluice_atlas_get_connection_finish (client, result, &error));
  else
    object = G_OBJECT (sluice_atlas_create_connection_finish (client, result, &error));

  g_assert_nonnull (sluice_atlas_result_get_evidence (result));
  g_assert_true ((error == NULL) == (object != NULL || list != NULL));
  if (error != NULL)
    {
      g_assert_true (error->domain == SLUICE_ATLAS_ERROR);
      g_assert_nonnull (sluice_atlas_error_get_evidence (error));
    }
  exchange->done = TRUE;
}

static void
ask (SluiceAtlasClient *client, guint8 operation, Exchange *exchange)
{
  static const SluiceConnectionSpec spec = {
    .name = "s3sink", .role_arn = "arn:aws:iam::123456789012:role/sink",
  };

  switch (operation % 4)
    {
    case 0:
      sluice_atlas_check_key_async (client, NULL, ended_cb, exchange);
      break;
    case 1:
      sluice_atlas_list_connections_async (client, PROJECT, INSTANCE, NULL, ended_cb, exchange);
      break;
    case 2:
      sluice_atlas_get_connection_async (client, PROJECT, INSTANCE, "s3sink", NULL, ended_cb,
                                         exchange);
      break;
    default:
      sluice_atlas_create_connection_async (client, PROJECT, INSTANCE, &spec, NULL, ended_cb,
                                            exchange);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  Exchange exchange = { .rest = data + 1, .size = size - 1 };
  g_autoptr (SluiceApiKey) key = NULL;
  SluiceAtlasClient *client;

  if (size == 0)
    return 0;
  listen_once ();
  current = &exchange;
  key = sluice_api_key_new ("abcdefgh", "private-key");
  client = sluice_atlas_client_new (address, key);
  sluice_atlas_client_set_deadlines (client, DEADLINE_MS, DEADLINE_MS);
  ask (client, data[0], &exchange);
  while (!exchange.done)
    g_main_context_iteration (NULL, TRUE);
  current = NULL;
  g_assert_finalize_object (client);
  while (g_main_context_iteration (NULL, FALSE));
  return 0;
}
