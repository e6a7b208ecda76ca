/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anything but a whole answer needs the connection itself, which libsoup hands over. */
#include "practice-delivery.h"

#define TRICKLE_MS 200

typedef struct
{
  SoupServerMessage *message;
  PracticeDelivery   delivery;
  gboolean           finished;
} Delayed;

typedef struct
{
  GIOStream *stream;
  GBytes    *bytes;
  gsize      sent;
  char       input[256];
} Stray;

static void
stray_free (Stray *stray)
{
  g_io_stream_close (stray->stream, NULL, NULL);
  g_object_unref (stray->stream);
  g_bytes_unref (stray->bytes);
  g_free (stray);
}

static gboolean
on_trickle (gpointer user_data)
{
  Stray *stray = user_data;
  gsize length = 0;
  const char *data = g_bytes_get_data (stray->bytes, &length);
  GOutputStream *output = g_io_stream_get_output_stream (stray->stream);

  if (stray->sent < length
      && g_output_stream_write_all (output, data + stray->sent, 1, NULL, NULL, NULL))
    {
      stray->sent++;
      return G_SOURCE_CONTINUE;
    }
  stray_free (stray);
  return G_SOURCE_REMOVE;
}

static void
on_silent_read (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Stray *stray = user_data;

  if (g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL) <= 0)
    stray_free (stray);
  else
    g_input_stream_read_async (G_INPUT_STREAM (source), stray->input, sizeof stray->input,
                               G_PRIORITY_DEFAULT, NULL, on_silent_read, stray);
}

static char *
dup_head (SoupServerMessage *message,
          gsize              length)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const guint status = soup_server_message_get_status (message);

  return g_strdup_printf ("HTTP/1.1 %u %s\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT
                          "\r\nConnection: close\r\n\r\n", status, soup_status_get_phrase (status),
                          soup_message_headers_get_one (headers, "Content-Type"), length);
}

static void
spoil (SoupServerMessage *message,
       PracticeDelivery   delivery)
{
  g_autoptr (GBytes) body =
    soup_message_body_flatten (soup_server_message_get_response_body (message));
  const gsize length = g_bytes_get_size (body);
  g_autofree char *head = dup_head (message, length);
  GString *text = g_string_new (head);
  Stray *stray = g_new0 (Stray, 1);

  g_string_append_len (text, g_bytes_get_data (body, NULL),
                       (gssize) (delivery == PRACTICE_DELIVERY_CUT ? length / 2 : length));
  stray->bytes = g_string_free_to_bytes (text);
  stray->stream = soup_server_message_steal_connection (message);
  if (delivery == PRACTICE_DELIVERY_SILENT)
    {
      g_input_stream_read_async (g_io_stream_get_input_stream (stray->stream), stray->input,
                                 sizeof stray->input, G_PRIORITY_DEFAULT, NULL, on_silent_read,
                                 stray);
      return;
    }
  if (delivery == PRACTICE_DELIVERY_TRICKLE)
    {
      g_timeout_add (TRICKLE_MS, on_trickle, stray);
      return;
    }
  if (delivery == PRACTICE_DELIVERY_CUT)
    g_output_stream_write_all (g_io_stream_get_output_stream (stray->stream),
                               g_bytes_get_data (stray->bytes, NULL),
                               g_bytes_get_size (stray->bytes), NULL, NULL, NULL);
  stray_free (stray);
}

static void
on_finished (SoupServerMessage *message,
             Delayed           *delayed)
{
  delayed->finished = TRUE;
}

static gboolean
on_due (gpointer user_data)
{
  Delayed *delayed = user_data;

  g_signal_handlers_disconnect_by_data (delayed->message, delayed);
  if (!delayed->finished)
    {
      if (delayed->delivery == PRACTICE_DELIVERY_WHOLE)
        soup_server_message_unpause (delayed->message);
      else
        spoil (delayed->message, delayed->delivery);
    }
  g_object_unref (delayed->message);
  g_free (delayed);
  return G_SOURCE_REMOVE;
}

/**
 * practice_deliver:
 * @message: with status, headers and body of the answer set
 * @delivery: how it arrives
 * @delay_ms: how much later
 */
void
practice_deliver (SoupServerMessage *message,
                  PracticeDelivery   delivery,
                  guint              delay_ms)
{
  Delayed *delayed = NULL;

  if (delivery == PRACTICE_DELIVERY_WHOLE && delay_ms == 0)
    return;
  delayed = g_new0 (Delayed, 1);
  delayed->message = g_object_ref (message);
  delayed->delivery = delivery;
  soup_server_message_pause (message);
  g_signal_connect (message, "finished", G_CALLBACK (on_finished), delayed);
  g_timeout_add (delay_ms, on_due, delayed);
}
