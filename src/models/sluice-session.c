/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of one window. */
#include "sluice-session-private.h"

#include "sluice-base-url.h"
#include "sluice-create-operation.h"
#include "sluice-operation-list.h"
#include "sluice-undo.h"

enum { FACT_CHANGED, KEY_CHANGED, KEYRING_CHANGED, KEPT_KEYS_FOUND, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceSession, sluice_session, G_TYPE_OBJECT)

static void
fact_changed_cb (SluiceChecks *checks, int fact, SluiceSession *self)
{
  if (fact == SLUICE_FACT_KEY)
    sluice_session_keep_key (self);
  if (fact == SLUICE_FACT_PROJECT && self->recovery != NULL &&
      sluice_session_get_fact (self, fact, NULL, NULL) == SLUICE_FACT_STATE_TRUE)
    sluice_recovery_use_project (self->recovery, self->project_id);
  g_signal_emit (self, signals[FACT_CHANGED], 0, fact);
}

/* A create that is at work keeps the client it began with. */
void
sluice_session_use_key (SluiceSession *self, SluiceApiKey *key)
{
  g_clear_object (&self->client);
  if (key != NULL)
    {
      self->client = sluice_atlas_client_new (self->base_url, key);
      sluice_operation_keep_history (self->client, self->history);
    }
  if (self->recovery != NULL)
    sluice_recovery_use_client (self->recovery, self->host, self->client);
  sluice_checks_set_client (self->checks, self->client);
}

void
sluice_session_tell_key_changed (SluiceSession *self)
{
  g_signal_emit (self, signals[KEY_CHANGED], 0);
}

static void
sluice_session_dispose (GObject *object)
{
  SluiceSession *self = SLUICE_SESSION (object);

  if (self->keyring != NULL)
    g_signal_handlers_disconnect_by_data (self->keyring, self);
  if (self->checks != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->checks, self);
      sluice_checks_stop (self->checks);
    }
  if (self->creating != NULL)
    g_signal_handlers_disconnect_by_data (self->creating, self);
  g_clear_object (&self->keyring);
  g_clear_object (&self->store);
  g_clear_object (&self->saved_keys);
  g_clear_object (&self->checks);
  g_clear_object (&self->client);
  g_clear_object (&self->creating);
  g_clear_object (&self->operations);
  g_clear_object (&self->recovery);
  g_clear_object (&self->history);
  G_OBJECT_CLASS (sluice_session_parent_class)->dispose (object);
}

static void
sluice_session_finalize (GObject *object)
{
  SluiceSession *self = SLUICE_SESSION (object);

  g_free (self->base_url);
  g_free (self->host);
  g_free (self->doubtful);
  g_free (self->project_id);
  g_free (self->instance);
  g_free (self->name);
  G_OBJECT_CLASS (sluice_session_parent_class)->finalize (object);
}

static void
sluice_session_class_init (SluiceSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = sluice_session_dispose;
  object_class->finalize = sluice_session_finalize;

  signals[FACT_CHANGED] = g_signal_new ("fact-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[KEY_CHANGED] = g_signal_new ("key-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
  signals[KEYRING_CHANGED] = g_signal_new ("keyring-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
  signals[KEPT_KEYS_FOUND] = g_signal_new ("kept-keys-found", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
sluice_session_init (SluiceSession *self)
{
  self->history = sluice_history_new (NULL);
  self->operations = g_list_store_new (SLUICE_TYPE_OPERATION);
  self->checks = sluice_checks_new (self->operations);
  self->remember = TRUE;
  g_signal_connect (self->checks, "fact-changed", G_CALLBACK (fact_changed_cb), self);
}

/* ---- what the page asks for ------------------------------------------------------------------ */

/**
 * sluice_session_new:
 * @base_url: an address sluice_base_url_parse() has returned
 * @store: (nullable) (transfer none): where keys are kept; %NULL keeps none
 *
 * Returns: (transfer full): a session without a key
 */
SluiceSession *
sluice_session_new (const char     *base_url,
                    SluiceKeyStore *store)
{
  SluiceSession *self = g_object_new (SLUICE_TYPE_SESSION, NULL);

  self->base_url = g_strdup (base_url);
  self->host = sluice_base_url_dup_host (base_url);
  sluice_session_set_up_keys (self, store);
  return self;
}

/**
 * sluice_session_get_base_url:
 * @self: the session
 *
 * Returns: the address everything is sent to
 */
const char *
sluice_session_get_base_url (SluiceSession *self)
{
  return self->base_url;
}

/**
 * sluice_session_dup_host:
 * @self: the session
 *
 * Returns: (transfer full): what the keyring calls the Atlas in use
 */
char *
sluice_session_dup_host (SluiceSession *self)
{
  return g_strdup (self->host);
}

/**
 * sluice_session_set_base_url:
 * @self: the session
 * @base_url: an address sluice_base_url_parse() has returned
 *
 * Turns to another Atlas. The key in use is dropped: it is never shown to another host.
 */
void
sluice_session_set_base_url (SluiceSession *self,
                             const char    *base_url)
{
  if (g_str_equal (base_url, self->base_url))
    return;
  g_free (self->base_url);
  g_free (self->host);
  self->base_url = g_strdup (base_url);
  self->host = sluice_base_url_dup_host (base_url);
  sluice_keyring_reset (self->keyring);  /* a key that is still being loaded is for the old one */
  sluice_session_use_key (self, NULL);
  sluice_session_tell_key_changed (self);
}

/**
 * sluice_session_set_history:
 * @self: a session without a key
 * @history: (transfer none): where what is done is kept; at first it is forgotten with the session
 *
 * What Sluice was ended in the middle of before is added to the operations.
 */
void
sluice_session_set_history (SluiceSession *self,
                            SluiceHistory *history)
{
  g_return_if_fail (self->client == NULL);

  g_set_object (&self->history, history);
  g_clear_object (&self->recovery);
  if (!sluice_history_is_kept (history))
    return;
  sluice_undo_offer_past (self);
  self->recovery = sluice_recovery_new (history, self->operations);
  sluice_recovery_use_client (self->recovery, self->host, NULL);
}

/**
 * sluice_session_get_history:
 * @self: the session
 *
 * Returns: (transfer none): where what is done is kept
 */
SluiceHistory *
sluice_session_get_history (SluiceSession *self)
{
  return self->history;
}

/**
 * sluice_session_get_operations:
 * @self: the session
 *
 * Returns: (transfer none): a list of SluiceOperation, the newest first
 */
GListModel *
sluice_session_get_operations (SluiceSession *self)
{
  return G_LIST_MODEL (self->operations);
}

/**
 * sluice_session_add_operation:
 * @self: the session
 * @operation: (transfer none): what has been begun elsewhere
 *
 * Adds it to the list of operations. The session cancels it when it is closed.
 */
void
sluice_session_add_operation (SluiceSession   *self,
                              SluiceOperation *operation)
{
  sluice_operation_list_add (self->operations, operation);
}

/**
 * sluice_session_set_key:
 * @self: the session
 * @key: (nullable) (transfer none): the pair to use from now on
 *
 * Uses another key pair and checks it with Atlas. The same pair again changes nothing.
 */
void
sluice_session_set_key (SluiceSession *self,
                        SluiceApiKey  *key)
{
  if (sluice_api_key_equal (key, sluice_session_get_key (self)))
    return;
  sluice_keyring_reset (self->keyring);
  sluice_session_use_key (self, key);
}

/**
 * sluice_session_get_key:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): the pair in use
 */
SluiceApiKey *
sluice_session_get_key (SluiceSession *self)
{
  return self->client ? sluice_atlas_client_get_key (self->client) : NULL;
}

/**
 * sluice_session_get_client:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): who asks Atlas with the key in use; hold a reference while
 *   asking, for another key brings another client
 */
SluiceAtlasClient *
sluice_session_get_client (SluiceSession *self)
{
  return self->client;
}

/**
 * sluice_session_get_project_id:
 * @self: the session
 *
 * Returns: (nullable): the project the form names
 */
const char *
sluice_session_get_project_id (SluiceSession *self)
{
  return self->project_id;
}

/**
 * sluice_session_get_instance:
 * @self: the session
 *
 * Returns: (nullable): the stream processing instance the form names
 */
const char *
sluice_session_get_instance (SluiceSession *self)
{
  return self->instance;
}

/**
 * sluice_session_set_place:
 * @self: the session
 * @project_id: (nullable): a well-formed project id
 * @instance: (nullable): a well-formed instance name
 */
void
sluice_session_set_place (SluiceSession *self,
                          const char    *project_id,
                          const char    *instance)
{
  g_autofree char *old_project_id = self->project_id;
  g_autofree char *old_instance = self->instance;

  self->project_id = g_strdup (project_id);
  self->instance = g_strdup (instance);
  sluice_checks_set_place (self->checks, project_id, instance);
}

/**
 * sluice_session_set_name:
 * @self: the session
 * @name: (nullable): a well-formed name for a new connection
 */
void
sluice_session_set_name (SluiceSession *self,
                         const char    *name)
{
  g_autofree char *old_name = self->name;

  self->name = g_strdup (name);
  sluice_checks_set_name (self->checks, name);
}

/**
 * sluice_session_get_fact:
 * @self: the session
 * @fact: which
 * @object: (out) (optional) (transfer none): what Atlas says of it
 * @error: (out) (optional) (transfer none): why it is not so, or cannot be told
 *
 * Returns: its state
 */
SluiceFactState
sluice_session_get_fact (SluiceSession  *self,
                         SluiceFact      fact,
                         GObject       **object,
                         const GError  **error)
{
  return sluice_checks_get_fact (self->checks, fact, object, error);
}

/**
 * sluice_session_recheck:
 * @self: the session
 *
 * Checks key, place and name with Atlas again.
 */
void
sluice_session_recheck (SluiceSession *self)
{
  sluice_checks_recheck (self->checks);
}

static void
create_changed_cb (SluiceOperation *operation, GParamSpec *pspec, SluiceSession *self)
{
  GObject *result = sluice_operation_get_result (operation);
  SluiceOutcome outcome = sluice_operation_get_outcome (operation);
  const char *project_id = sluice_operation_get_project_id (operation);
  gboolean others = outcome == SLUICE_OUTCOME_NAME_TAKEN || outcome == SLUICE_OUTCOME_OTHER_HOLDS;

  if (sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING)
    return;
  if (self->creating == operation)
    g_clear_object (&self->creating);
  if (g_strcmp0 (project_id, self->project_id) != 0 ||
      g_strcmp0 (sluice_operation_get_place (operation), self->instance) != 0)
    return;
  if (result != NULL)
    sluice_checks_note_connection (self->checks, SLUICE_CONNECTION (result), !others);
  else if (sluice_operation_was_in_doubt (operation))
    {
      g_free (self->doubtful);
      self->doubtful = g_strdup (sluice_operation_get_subject (operation));
    }
}

/**
 * sluice_session_create_connection:
 * @self: the session
 * @spec: the connection, with a well-formed name
 *
 * Creates an S3 connection at the place set before. See sluice_create_operation_start().
 *
 * Returns: (transfer none) (nullable): the operation; %NULL while another create is at work, or
 *   without key or place
 */
SluiceOperation *
sluice_session_create_connection (SluiceSession              *self,
                                  const SluiceConnectionSpec *spec)
{
  gboolean seen_free = g_strcmp0 (spec->name, self->name) == 0 &&
                       g_strcmp0 (spec->name, self->doubtful) != 0 &&
                       sluice_session_get_fact (self, SLUICE_FACT_NAME, NULL, NULL) ==
                         SLUICE_FACT_STATE_TRUE;
  SluiceCreateRequest request = {
    .project_id = self->project_id,
    .instance = self->instance,
    .name = spec->name,
    .role_arn = spec->role_arn,
    .test_bucket = spec->test_bucket,
    .private_link_id = spec->private_link_id,
    .name_is_free = seen_free,
  };

  if (self->creating != NULL || self->client == NULL || self->project_id == NULL ||
      self->instance == NULL)
    return NULL;
  self->creating = sluice_create_operation_start (self->client, &request);
  g_signal_connect_object (self->creating, "notify::revision", G_CALLBACK (create_changed_cb),
                           self, 0);
  sluice_operation_list_add (self->operations, self->creating);
  return self->creating;
}

/**
 * sluice_session_tell_denied_create:
 * @self: the session
 * @name: the name of a connection that should have been created
 *
 * Adds to the operations that it was not created, and nothing sent for it, since Atlas has denied
 * the project or the instance. Without such a denial nothing is added.
 */
void
sluice_session_tell_denied_create (SluiceSession *self,
                                   const char    *name)
{
  static const SluiceFact places[] = { SLUICE_FACT_PROJECT, SLUICE_FACT_INSTANCE };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const GError *error = NULL;

      if (sluice_session_get_fact (self, places[i], NULL, &error) == SLUICE_FACT_STATE_FALSE &&
          error != NULL)
        {
          sluice_operation_list_add_ended (self->operations, SLUICE_OPERATION_CREATE_CONNECTION,
                                           name, error);
          return;
        }
    }
}

/**
 * sluice_session_get_running_create:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): the create that is at work
 */
SluiceOperation *
sluice_session_get_running_create (SluiceSession *self)
{
  return self->creating;
}

/**
 * sluice_session_close:
 * @self: the session
 *
 * Ends everything under way, as the window is closing. A create that was sent goes on at Atlas.
 */
void
sluice_session_close (SluiceSession *self)
{
  sluice_checks_stop (self->checks);
  sluice_operation_list_cancel (self->operations);
  if (self->client != NULL)
    sluice_atlas_client_close (self->client);
}
