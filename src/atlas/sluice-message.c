/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests as Atlas wants them, and as libsoup is safe with them. */
#include "sluice-message.h"

#include <string.h>

typedef struct
{
  GSource      source;
  SoupMessage *message;
  guint64      limit;
} Watch;

static gboolean
watch_prepare (GSource *source, int *timeout)
{
  Watch *watch = (Watch *) source;
  SoupMessageMetrics *metrics = soup_message_get_metrics (watch->message);

  *timeout = -1;
  return soup_message_metrics_get_response_body_bytes_received (metrics) > watch->limit;
}

static gboolean
watch_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static void
watch_finalize (GSource *source)
{
  g_object_unref (((Watch *) source)->message);
}

/* HTTP/2 is refused where it would be agreed on: in libsoup 3.2 to 3.7 a call over it can neither
 * be cancelled while waiting nor does it notice a connection that dies in the middle of a body. */
static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  gpointer            user_data)
{
  static const char * const http1[] = { "http/1.1", NULL };

  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING && G_IS_TLS_CONNECTION (connection))
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (connection), http1);
}

/* libsoup takes "." and ".." for steps in the path however they are encoded, and so may anybody
 * on the way: things of that name cannot be asked for. */
static gboolean
is_as_built (SoupMessage *message, const char *path)
{
  GUri *uri = soup_message_get_uri (message);
  const char *query = g_uri_get_query (uri);
  g_autofree char *target = g_strconcat (g_uri_get_path (uri), query ? "?" : NULL, query, NULL);

  return g_str_has_suffix (target, path);
}

/**
 * sluice_message_new:
 * @method: the HTTP method
 * @base_url: an address sluice_base_url_parse() has returned
 * @path: path and query, percent-encoded
 * @version: date of the operation's media type
 * @body: (nullable): JSON
 * @wary: whether a write takes no connection that is open already, as they have proved not to last
 *
 * Makes a message that is not redirected, stays with HTTP/1.1 and may use a connection that is
 * open already. IDEMPOTENT means only the last: by default libsoup opens a new connection for
 * each POST; with it, it was not seen to send one again.
 *
 * Returns: (transfer full) (nullable): the message; %NULL if libsoup would send it elsewhere or
 *   nowhere
 */
SoupMessage *
sluice_message_new (const char *method,
                    const char *base_url,
                    const char *path,
                    const char *version,
                    GBytes     *body,
                    gboolean    wary)
{
  g_autofree char *uri = g_strconcat (base_url, path, NULL);
  g_autofree char *type = g_strdup_printf ("application/vnd.atlas.%s+json", version);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *headers;

  if (message == NULL || !is_as_built (message, path))
    return NULL;
  headers = soup_message_get_request_headers (message);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT |
                                   SOUP_MESSAGE_COLLECT_METRICS);
  if (wary && !g_str_equal (method, "GET"))
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  soup_message_headers_replace (headers, "Accept", type);
  if (body != NULL)
    {
      soup_message_headers_set_content_type (headers, type, NULL);
      soup_message_set_request_body_from_bytes (message, NULL, body);
    }
  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), NULL);
  return g_steal_pointer (&message);
}

/**
 * sluice_message_is_signed:
 * @message: a message
 *
 * Returns: whether it goes, or went, with an answer to a challenge
 */
gboolean
sluice_message_is_signed (SoupMessage *message)
{
  return soup_message_headers_get_one (soup_message_get_request_headers (message),
                                       "Authorization") != NULL;
}

/**
 * sluice_message_asks_for_digest:
 * @message: a message whose answer's headers have come
 *
 * Returns: whether there is a challenge for Digest among them, of whatever algorithm
 */
gboolean
sluice_message_asks_for_digest (SoupMessage *message)
{
  const char *challenges =
    soup_message_headers_get_list (soup_message_get_response_headers (message),
                                   "WWW-Authenticate");
  g_autofree char *lower = challenges ? g_ascii_strdown (challenges, -1) : NULL;

  return lower != NULL && strstr (lower, "digest") != NULL;
}

/**
 * sluice_message_watch_new:
 * @message: a message of sluice_message_new()
 * @limit: in bytes
 *
 * Makes a source that fires when more than @limit bytes of an answer's body have come. The body
 * of a challenge is read by libsoup itself, all of it and into memory; the count is looked at
 * whenever the main loop turns, which it does for each piece.
 *
 * Returns: (transfer full): a source that is not attached yet
 */
GSource *
sluice_message_watch_new (SoupMessage *message,
                          guint64      limit)
{
  static GSourceFuncs functions =
    { .prepare = watch_prepare, .dispatch = watch_dispatch, .finalize = watch_finalize };
  GSource *source = g_source_new (&functions, sizeof (Watch));
  Watch *watch = (Watch *) source;

  watch->message = g_object_ref (message);
  watch->limit = limit;
  return source;
}
