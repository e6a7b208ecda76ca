/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTTP in and out: challenge, redirect, headers, and a line in the log. */
#include "practice-server.h"

#include "practice-control.h"
#include "practice-delivery.h"
#include "practice-digest.h"
#include "practice-keys.h"

#define UNAUTHORIZED \
  "{\n  \"detail\" : \"You are not authorized for this resource.\",\n  \"error\" : 401,\n" \
  "  \"errorCode\" : \"UNEXPECTED_ERROR\",\n  \"reason\" : \"Unauthorized\"\n}"

struct _PracticeServer
{
  SoupServer     *server;
  PracticeState  *state;      /* borrowed */
  PracticeLog    *log;        /* borrowed */
  PracticeDigest *digest;
  char           *url;
  guint           port;
  guint           other_port;  /* where the redirect scenario leads */
  guint           latency_ms;
  guint           spent;       /* requests counted against the rate limit */
  gboolean        is_open;     /* needs no key */
  gboolean        key_worked;
};

static const char *
get_header (SoupServerMessage *message,
            const char        *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (message), name);
}

static void
set_header (SoupServerMessage *message,
            const char        *name,
            const char        *value)
{
  soup_message_headers_append (soup_server_message_get_response_headers (message), name, value);
}

static guint
listen_on (PracticeServer  *self,
           guint            port,
           GError         **error)
{
  GSList *uris = NULL;
  GSList *last = NULL;
  guint found = 0;

  if (!soup_server_listen_local (self->server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return 0;
  uris = soup_server_get_uris (self->server);
  for (last = uris; last != NULL; last = last->next)
    if ((guint) g_uri_get_port (last->data) != self->port)
      found = (guint) g_uri_get_port (last->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return found;
}

static gboolean
is_on (PracticeServer *self,
       PracticeFault   fault,
       const char     *operation)
{
  return practice_scenarios_take (self->state->scenarios, fault, operation);
}

static void
challenge (PracticeServer    *self,
           SoupServerMessage *message,
           gboolean           stale,
           const char        *operation)
{
  g_autofree char *digest = practice_digest_dup_challenge (self->digest, stale);
  const gboolean basic = is_on (self, PRACTICE_FAULT_BASIC_ONLY, operation);

  practice_respond (message, 401, "application/json", UNAUTHORIZED);
  if (basic || is_on (self, PRACTICE_FAULT_BASIC_TOO, operation))
    set_header (message, "WWW-Authenticate", "Basic realm=\"MMS Public API\"");
  if (basic)
    return;
  if (is_on (self, PRACTICE_FAULT_SHA256_ONLY, operation))
    {
      char *algorithm = strstr (digest, "algorithm=MD5");
      g_autofree char *other = g_strdup_printf ("%.*salgorithm=SHA-256%s",
                                                (int) (algorithm - digest), digest,
                                                algorithm + strlen ("algorithm=MD5"));

      set_header (message, "WWW-Authenticate", other);
      return;
    }
  set_header (message, "WWW-Authenticate", digest);
}

static void
use_key (PracticeState *state,
         const char    *public_key)
{
  state->key = NULL;
  for (guint i = 0; i < state->keys->len; i++)
    if (g_strcmp0 (practice_key_get_public_key (state->keys->pdata[i]), public_key) == 0)
      state->key = state->keys->pdata[i];
}

/* Answers with a challenge itself if the answer is no. */
static gboolean
is_signed (PracticeServer    *self,
           SoupServerMessage *message,
           const char        *target,
           const char        *operation)
{
  g_autofree char *user = NULL;
  PracticeDigestVerdict verdict =
    practice_digest_check (self->digest, soup_server_message_get_method (message), target,
                           get_header (message, "Authorization"), &user);

  if (verdict == PRACTICE_DIGEST_FINE
      && (is_on (self, PRACTICE_FAULT_BASIC_ONLY, operation)
          || is_on (self, PRACTICE_FAULT_SHA256_ONLY, operation)
          || (self->key_worked && is_on (self, PRACTICE_FAULT_WRONG_KEY_LATER, operation))))
    verdict = PRACTICE_DIGEST_REFUSED;
  if (verdict == PRACTICE_DIGEST_FINE
      && (is_on (self, PRACTICE_FAULT_STALE_FOREVER, operation)
          || is_on (self, PRACTICE_FAULT_STALE_ONCE, operation)))
    verdict = PRACTICE_DIGEST_STALE;
  if (verdict == PRACTICE_DIGEST_FINE && self->key_worked
      && is_on (self, PRACTICE_FAULT_NEW_NONCE, operation))
    {
      practice_digest_forget (self->digest);
      verdict = PRACTICE_DIGEST_REFUSED;
    }

  if (verdict == PRACTICE_DIGEST_FINE)
    {
      self->key_worked = TRUE;
      use_key (self->state, user);
      return TRUE;
    }
  challenge (self, message, verdict == PRACTICE_DIGEST_STALE, operation);
  return FALSE;
}

static gboolean
redirect (PracticeServer    *self,
          SoupServerMessage *message,
          const char        *target,
          const char        *operation)
{
  const gboolean get = g_str_equal (soup_server_message_get_method (message), "GET");
  g_autofree char *location = NULL;

  if (!is_on (self, PRACTICE_FAULT_REDIRECT, operation))
    return FALSE;
  if (self->other_port == 0)
    self->other_port = listen_on (self, 0, NULL);
  location = g_strdup_printf ("http://127.0.0.1:%u%s", self->other_port, target);
  practice_respond (message, get ? 302 : 307, "text/plain", "");
  set_header (message, "Location", location);
  return TRUE;
}

/* The numbers only fall: no learner should be locked out by pressing a button often. */
static void
set_rate_headers (PracticeServer    *self,
                  SoupServerMessage *message,
                  guint              capacity)
{
  g_autofree char *limit = g_strdup_printf ("%u", capacity);
  g_autofree char *remaining = NULL;

  self->spent++;
  remaining = g_strdup_printf ("%u", self->spent < capacity ? capacity - self->spent : 1);
  set_header (message, "RateLimit-Limit", limit);
  set_header (message, "RateLimit-Remaining", remaining);
}

static void
answer_api (PracticeServer     *self,
            SoupServerMessage  *message,
            const PracticeCall *call,
            PracticeDelivery   *delivery,
            guint              *delay_ms)
{
  PracticeAnswer answer = { NULL, NULL, 0 };
  g_autoptr (PracticeReply) reply = practice_dispatch (self->state, call, &answer);

  practice_respond (message, reply->status, answer.content_type, answer.body);
  if (answer.capacity > 0)
    set_rate_headers (self, message, answer.capacity);
  if (reply->error_code != NULL)
    set_header (message, "X-Error-Code", reply->error_code);
  if (reply->retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", reply->retry_after);

      set_header (message, "Retry-After", seconds);
    }
  *delivery = reply->delivery;
  *delay_ms += reply->delay_ms;
  g_free (answer.body);
  g_free (answer.content_type);
}

static gboolean
is_other_port (PracticeServer    *self,
               SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_local_address (message);

  return G_IS_INET_SOCKET_ADDRESS (address)
         && g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)) != self->port;
}

static void
answer_call (PracticeServer     *self,
             SoupServerMessage  *message,
             const PracticeCall *call,
             const char         *target)
{
  const char *operation = practice_dispatch_name (call);
  PracticeDelivery delivery = PRACTICE_DELIVERY_WHOLE;
  guint delay_ms = self->latency_ms;

  if (is_other_port (self, message))
    {
      operation = "elsewhere";
      practice_respond (message, 200, "application/json", "{}");
    }
  else if (!g_str_has_prefix (call->path, "/api/"))
    practice_respond (message, 404, "text/plain", "Atlas is at " PRACTICE_API_PATH ".\n");
  else if (!redirect (self, message, target, operation)
           && (self->is_open || is_signed (self, message, target, operation)))
    answer_api (self, message, call, &delivery, &delay_ms);

  practice_log_add (self->log, call->method, target, get_header (message, "Authorization"),
                    call->length,
                    delivery == PRACTICE_DELIVERY_CLOSED || delivery == PRACTICE_DELIVERY_SILENT
                    ? 0 : soup_server_message_get_status (message), operation);
  practice_deliver (message, delivery, delay_ms);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  PracticeServer *self = user_data;
  GUri *uri = soup_server_message_get_uri (message);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *whole = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) body = soup_message_body_flatten (whole);
  g_autofree char *target = NULL;
  PracticeCall call = {
    .method = soup_server_message_get_method (message),
    .path = g_uri_get_path (uri),
    .query = g_uri_get_query (uri),
    .accept = soup_message_headers_get_list (headers, "Accept"),
    .content_type = soup_message_headers_get_one (headers, "Content-Type"),
    .body = g_bytes_get_data (body, NULL),
    .length = g_bytes_get_size (body),
  };

  target = call.query != NULL ? g_strconcat (call.path, "?", call.query, NULL)
                              : g_strdup (call.path);
  if (g_str_has_prefix (call.path, "/practice/"))
    practice_control (self->state, self->log, message, &call);
  else
    answer_call (self, message, &call, target);
}

/**
 * practice_server_new:
 * @state: all that exists; outlives the server
 * @log: where requests are written down; outlives the server
 * @port: a port on 127.0.0.1, or 0 for any free one
 * @error: says why the port cannot be used
 *
 * Returns: (transfer full) (nullable): a server that answers from now on
 */
PracticeServer *
practice_server_new (PracticeState  *state,
                     PracticeLog    *log,
                     guint           port,
                     GError        **error)
{
  PracticeServer *self = g_new0 (PracticeServer, 1);

  self->state = state;
  self->log = log;
  self->digest = practice_digest_new (PRACTICE_PUBLIC_KEY, PRACTICE_PRIVATE_KEY);
  for (guint i = 0; i < state->keys->len; i++)
    practice_digest_add (self->digest, practice_key_get_public_key (state->keys->pdata[i]),
                         practice_key_get_private_key (state->keys->pdata[i]));
  /* Raw paths: the signature covers the target as it was sent. */
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  self->port = listen_on (self, port, error);
  if (self->port == 0)
    {
      practice_server_free (self);
      return NULL;
    }
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  return self;
}

void
practice_server_free (PracticeServer *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  practice_digest_free (self->digest);
  g_free (self->url);
  g_free (self);
}

/**
 * practice_server_get_url:
 * @self: the server
 *
 * Returns: (transfer none): scheme, host and port
 */
const char *
practice_server_get_url (PracticeServer *self)
{
  return self->url;
}

/**
 * practice_server_set_latency:
 * @self: the server
 * @milliseconds: how much later every answer comes
 */
void
practice_server_set_latency (PracticeServer *self,
                             guint           milliseconds)
{
  self->latency_ms = milliseconds;
}

/**
 * practice_server_set_open:
 * @self: the server
 * @is_open: whether everybody is let in, because a server in front has asked for the key
 */
void
practice_server_set_open (PracticeServer *self,
                          gboolean        is_open)
{
  self->is_open = is_open;
}
