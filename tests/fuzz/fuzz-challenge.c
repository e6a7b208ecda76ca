/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever stands in WWW-Authenticate, however often and in whatever order: the call ends, the
 * server is asked a bounded number of times, and nothing but a digest is ever told. Each line of the
 * input is one header of that name in one 401; an empty line begins the next 401.
 */
#include <gio/gio.h>
#include <string.h>

#include "sluice-atlas-status.h"

#define DEADLINE_MS 5000
#define MOST_REQUESTS 16
#define SECRET "0f3c1d2e-4b6a-7c8d-9e0f-1a2b3c4d5e6f"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct
{
  GIOStream *stream;
  char       request[4096];
} Line;

static GSocketListener *listener;
static char *address;
static char **answers;
static guint n_requests;
static gboolean is_said;  /* the server names the key itself */

static void
line_free (Line *line)
{
  g_io_stream_close (line->stream, NULL, NULL);
  g_object_unref (line->stream);
  g_free (line);
}

static char *
make_answer (void)
{
  const char *block = answers != NULL && n_requests < g_strv_length (answers)
                      ? answers[n_requests] : NULL;
  g_auto (GStrv) lines = NULL;
  GString *answer;

  if (block == NULL)
    return g_strdup ("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
  answer = g_string_new ("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n");
  lines = g_strsplit (block, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    g_string_append_printf (answer, "WWW-Authenticate: %s\r\n", *line);
  g_string_append (answer, "Content-Length: 2\r\n\r\n{}");
  return g_string_free (answer, FALSE);
}

static void
requested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Line *line = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  g_autofree char *answer = NULL;
  const char *authorization;

  if (n > 0)
    {
      authorization = strstr (line->request, "\r\nAuthorization: ");
      g_assert_true (authorization == NULL ||
                     g_str_has_prefix (authorization, "\r\nAuthorization: Digest "));
      /* A fuzzer that follows comparisons finds the key, and may have the server say it first. */
      g_assert_true (is_said || strstr (line->request, SECRET) == NULL);
      answer = make_answer ();
      g_assert_cmpuint (++n_requests, <, MOST_REQUESTS);
      g_output_stream_write_all (g_io_stream_get_output_stream (line->stream), answer,
                                 strlen (answer), NULL, NULL, NULL);
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
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceKeyInfo) info =
    sluice_atlas_check_key_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  g_assert_true ((info == NULL) == (error != NULL));
  *(gboolean *) user_data = TRUE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strdelimit (g_strndup ((const char *) data, size), "\r", ' ');
  g_auto (GStrv) blocks = g_strsplit (text, "\n\n", MOST_REQUESTS / 2);
  g_auto (GStrv) parts = NULL;
  g_autofree char *bare = NULL;
  g_autoptr (SluiceApiKey) key = sluice_api_key_new ("abcdefgh", SECRET);
  SluiceAtlasClient *client;
  gboolean done = FALSE;

  listen_once ();
  parts = g_strsplit (text, "\\", -1);
  bare = g_strjoinv (NULL, parts);
  is_said = strstr (bare, SECRET) != NULL;
  answers = blocks;
  n_requests = 0;
  client = sluice_atlas_client_new (address, key);
  sluice_atlas_client_set_deadlines (client, DEADLINE_MS, DEADLINE_MS);
  sluice_atlas_client_set_retry (client, 1);
  sluice_atlas_check_key_async (client, NULL, ended_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  answers = NULL;
  g_assert_finalize_object (client);
  while (g_main_context_iteration (NULL, FALSE));
  return 0;
}
