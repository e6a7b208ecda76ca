/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One signed-in line to Atlas: session, key, queue. */
#include "sluice-atlas-client.h"

#include <stdarg.h>

#include "sluice-call.h"
#include "sluice-config.h"

/* Silence of a socket, and how long an unused connection is kept: shorter than servers do. */
#define SOCKET_TIMEOUT 30
#define IDLE_TIMEOUT 30
#define READ_DEADLINE_MS (30 * 1000)
#define WRITE_DEADLINE_MS (60 * 1000)
#define RETRY_MS 1000
#define EVIDENCE_KEY "sluice-evidence"

struct _SluiceAtlasClient
{
  GObject       parent_instance;

  /* owned */
  char         *base_url;
  SluiceApiKey *key;
  SoupSession  *session;
  GQueue        waiting;  /* of GTask */
  GTask        *active;
  GHashTable   *waits;    /* of const gint64 *, which belong to exchanges */

  GCancellable *closing;

  gboolean      proven;
  gboolean      wary;
  gboolean      closed;
  guint         read_ms;
  guint         write_ms;
  guint         retry_ms;
};

enum { WAIT_BEGUN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceAtlasClient, sluice_atlas_client, G_TYPE_OBJECT)

static void
forget_digest (SluiceAtlasClient *self)
{
  SoupSessionFeature *manager = soup_session_get_feature (self->session, SOUP_TYPE_AUTH_MANAGER);

  soup_auth_manager_clear_cached_credentials (SOUP_AUTH_MANAGER (manager));
}

static void
sluice_atlas_client_dispose (GObject *object)
{
  SluiceAtlasClient *self = SLUICE_ATLAS_CLIENT (object);

  /* Tasks hold a reference to the client, so none is left here. */
  if (self->session != NULL)
    forget_digest (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->key, sluice_api_key_unref);
  g_clear_object (&self->closing);
  G_OBJECT_CLASS (sluice_atlas_client_parent_class)->dispose (object);
}

static void
sluice_atlas_client_finalize (GObject *object)
{
  SluiceAtlasClient *self = SLUICE_ATLAS_CLIENT (object);

  g_free (self->base_url);
  g_hash_table_unref (self->waits);
  G_OBJECT_CLASS (sluice_atlas_client_parent_class)->finalize (object);
}

static void
sluice_atlas_client_class_init (SluiceAtlasClientClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_atlas_client_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_atlas_client_finalize;

  signals[WAIT_BEGUN] = g_signal_new ("wait-begun", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_atlas_client_init (SluiceAtlasClient *self)
{
  self->read_ms = READ_DEADLINE_MS;
  self->write_ms = WRITE_DEADLINE_MS;
  self->retry_ms = RETRY_MS;
  self->closing = g_cancellable_new ();
  self->waits = g_hash_table_new (NULL, NULL);
  self->session = soup_session_new_with_options ("timeout", SOCKET_TIMEOUT,
                                                 "idle-timeout", IDLE_TIMEOUT,
                                                 "user-agent", "Sluice/" SLUICE_VERSION,
                                                 NULL);
  /* Basic would send the private key itself, and libsoup speaks it unasked. A decoder would let a
   * small answer grow beyond the limit on its size. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_BASIC);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
}

static void
pump (SluiceAtlasClient *self)
{
  if (self->active != NULL || g_queue_is_empty (&self->waiting))
    return;
  self->active = g_queue_pop_head (&self->waiting);
  sluice_call_start (g_task_get_task_data (self->active), self->session);
}

/**
 * sluice_atlas_client_get_session:
 * @self: the client
 *
 * Returns: (transfer none): what it sends with
 */
SoupSession *
sluice_atlas_client_get_session (SluiceAtlasClient *self)
{
  return self->session;
}

void
sluice_atlas_client_call_proved (SluiceAtlasClient *self)
{
  self->proven = TRUE;
}

/**
 * sluice_atlas_client_wait_begun:
 * @self: the client
 * @until_us: until when the server has asked to wait, by the monotonic clock; must stay where it is
 *   until sluice_atlas_client_wait_ended()
 */
void
sluice_atlas_client_wait_begun (SluiceAtlasClient *self,
                                const gint64      *until_us)
{
  g_hash_table_add (self->waits, (gpointer) until_us);
  g_signal_emit (self, signals[WAIT_BEGUN], 0);
}

/**
 * sluice_atlas_client_wait_ended:
 * @self: the client
 * @until_us: what sluice_atlas_client_wait_begun() was given, or not
 */
void
sluice_atlas_client_wait_ended (SluiceAtlasClient *self,
                                const gint64      *until_us)
{
  g_hash_table_remove (self->waits, until_us);
}

/**
 * sluice_atlas_client_get_wait:
 * @self: the client
 *
 * Returns: for how many more seconds, counting a part of one as one, a request waits since the
 *   server has asked for that, the longest if there are several; 0 if none does
 */
guint
sluice_atlas_client_get_wait (SluiceAtlasClient *self)
{
  GHashTableIter iter;
  gpointer until_us;
  gint64 left = 0;

  g_hash_table_iter_init (&iter, self->waits);
  while (g_hash_table_iter_next (&iter, &until_us, NULL))
    left = MAX (left, *(const gint64 *) until_us - g_get_monotonic_time ());
  return (guint) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

/**
 * sluice_atlas_client_write_lost:
 * @self: the client
 *
 * Somebody on the way may close connections just as they are used again, and say nothing of it.
 * What is read is repeated then; a write is not, so from now on each takes a connection of its own.
 */
void
sluice_atlas_client_write_lost (SluiceAtlasClient *self)
{
  self->wary = TRUE;
}

/**
 * sluice_atlas_client_is_wary:
 * @self: the client
 *
 * Returns: whether writes are to take no connection that is open already
 */
gboolean
sluice_atlas_client_is_wary (SluiceAtlasClient *self)
{
  return self->wary;
}

void
sluice_atlas_client_call_ended (SluiceAtlasClient *self,
                                SluiceCall        *call)
{
  g_autoptr (GTask) ended = NULL;

  if (self->active != NULL && g_task_get_task_data (self->active) == call)
    ended = g_steal_pointer (&self->active);
  for (GList *l = self->waiting.head; ended == NULL && l != NULL; l = l->next)
    if (g_task_get_task_data (l->data) == call)
      {
        ended = l->data;
        g_queue_delete_link (&self->waiting, l);
        break;
      }
  pump (self);
}

/**
 * sluice_atlas_client_queue:
 * @self: the client
 * @request: what to send, once; its path and body are taken over
 * @deadline_ms: how long it may take from its start on, in milliseconds
 * @at_once: whether it goes before all that wait
 * @cancellable: (nullable): ends the call with %SLUICE_ATLAS_ERROR_CANCELLED
 * @callback: called with a GTask when the call has ended
 * @user_data: for @callback
 *
 * Queues a call. Signed requests are sent one after another: a server that checks the nonce count
 * strictly takes parallel ones for a replay.
 */
void
sluice_atlas_client_queue (SluiceAtlasClient   *self,
                           const SluiceRequest *request,
                           guint                deadline_ms,
                           gboolean             at_once,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  SluiceCall *call;

  g_task_set_source_tag (task, sluice_atlas_client_queue);
  g_task_set_check_cancellable (task, FALSE);
  call = sluice_call_new (task, request, deadline_ms);
  if (at_once)
    g_queue_push_head (&self->waiting, task);
  else
    g_queue_push_tail (&self->waiting, task);
  if (self->closed)
    sluice_call_stop (call);
  else
    pump (self);
}

/**
 * sluice_atlas_client_get_deadline:
 * @self: the client
 * @reads: whether for a GET
 *
 * Returns: how long a request may take, in milliseconds
 */
guint
sluice_atlas_client_get_deadline (SluiceAtlasClient *self,
                                  gboolean           reads)
{
  return reads ? self->read_ms : self->write_ms;
}

/**
 * sluice_atlas_client_get_retry_ms:
 * @self: the client
 *
 * Returns: about how long to wait before a request is repeated for the first time
 */
guint
sluice_atlas_client_get_retry_ms (SluiceAtlasClient *self)
{
  return self->retry_ms;
}

/**
 * sluice_atlas_client_get_closing:
 * @self: the client
 *
 * Returns: (transfer none): cancelled when the client is closed
 */
GCancellable *
sluice_atlas_client_get_closing (SluiceAtlasClient *self)
{
  return self->closing;
}

/**
 * sluice_atlas_client_build_path:
 * @first: the first segment
 * @...: further segments, and %NULL
 *
 * Returns: (transfer full): "/api/atlas/v2" and the segments, each percent-encoded so that no
 *   name can break out of its place (RFC 3986, section 3.3). A call with a segment "." or ".."
 *   fails before anything is sent
 */
char *
sluice_atlas_client_build_path (const char *first,
                                ...)
{
  GString *path = g_string_new ("/api/atlas/v2");
  const char *segment = first;
  va_list segments;

  va_start (segments, first);
  for (; segment != NULL; segment = va_arg (segments, const char *))
    {
      g_string_append_c (path, '/');
      g_string_append_uri_escaped (path, segment, NULL, FALSE);
    }
  va_end (segments);
  return g_string_free (path, FALSE);
}

void
sluice_atlas_result_set_evidence (GAsyncResult   *result,
                                  SluiceEvidence *evidence)
{
  g_object_set_data_full (G_OBJECT (result), EVIDENCE_KEY, sluice_evidence_ref (evidence),
                          (GDestroyNotify) sluice_evidence_unref);
}

/**
 * sluice_atlas_result_get_evidence:
 * @result: what the callback of any operation of the client was given
 *
 * Returns: (transfer none) (nullable): the record of the call, of the last one where an operation
 *   takes several
 */
SluiceEvidence *
sluice_atlas_result_get_evidence (GAsyncResult *result)
{
  return g_object_get_data (G_OBJECT (result), EVIDENCE_KEY);
}

/**
 * sluice_atlas_client_new:
 * @base_url: an address sluice_base_url_parse() has returned
 * @key: (transfer none): the pair to sign in with
 *
 * Returns: (transfer full): a client that has not sent anything yet
 */
SluiceAtlasClient *
sluice_atlas_client_new (const char   *base_url,
                         SluiceApiKey *key)
{
  SluiceAtlasClient *self = g_object_new (SLUICE_TYPE_ATLAS_CLIENT, NULL);

  self->base_url = g_strdup (base_url);
  self->key = sluice_api_key_ref (key);
  return self;
}

/**
 * sluice_atlas_client_get_base_url:
 * @self: the client
 *
 * Returns: the address everything is sent to
 */
const char *
sluice_atlas_client_get_base_url (SluiceAtlasClient *self)
{
  return self->base_url;
}

/**
 * sluice_atlas_client_get_key:
 * @self: the client
 *
 * Returns: (transfer none): the pair it signs in with
 */
SluiceApiKey *
sluice_atlas_client_get_key (SluiceAtlasClient *self)
{
  return self->key;
}

/**
 * sluice_atlas_client_is_proven:
 * @self: the client
 *
 * Returns: whether Atlas has accepted a signed request of this client before
 */
gboolean
sluice_atlas_client_is_proven (SluiceAtlasClient *self)
{
  return self->proven;
}

/**
 * sluice_atlas_client_set_deadlines:
 * @self: the client
 * @read_ms: how long one GET may take, in milliseconds; at first 30 s
 * @write_ms: how long any other request may take; at first 60 s
 *
 * Sets the deadlines of requests made from now on.
 */
void
sluice_atlas_client_set_deadlines (SluiceAtlasClient *self,
                                   guint              read_ms,
                                   guint              write_ms)
{
  self->read_ms = read_ms;
  self->write_ms = write_ms;
}

/**
 * sluice_atlas_client_set_retry:
 * @self: the client
 * @retry_ms: about how long to wait before a GET is repeated for the first time, in milliseconds;
 *   at first 1 s. The wait before the second time is twice as long
 */
void
sluice_atlas_client_set_retry (SluiceAtlasClient *self,
                               guint              retry_ms)
{
  self->retry_ms = retry_ms;
}

/**
 * sluice_atlas_client_close:
 * @self: the client
 *
 * Ends whatever is waiting or under way with %SLUICE_ATLAS_ERROR_CANCELLED and forgets nonce and
 * digest. Their callbacks still come; what they ask for, or anybody later, is cancelled as well.
 */
void
sluice_atlas_client_close (SluiceAtlasClient *self)
{
  g_autoptr (SluiceAtlasClient) alive = g_object_ref (self);

  self->closed = TRUE;
  g_cancellable_cancel (self->closing);
  while (!g_queue_is_empty (&self->waiting))
    sluice_call_stop (g_task_get_task_data (g_queue_peek_tail (&self->waiting)));
  if (self->active != NULL)
    sluice_call_stop (g_task_get_task_data (self->active));
  forget_digest (self);
}
