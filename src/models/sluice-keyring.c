/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state machine around the key store. */
#include "sluice-keyring.h"

enum { CHANGED, LOADED, SAVED, FORGOTTEN, N_SIGNALS };
static guint signals[N_SIGNALS];

struct _SluiceKeyring
{
  GObject             parent_instance;

  SluiceKeyStore     *store;  /* NULL: nothing is ever kept */
  SluiceKeyringState  state;
  GError             *error;
  guint               generation;
  GQueue              waiting;  /* of Question */
  gboolean            writing;
};

/* One question to the store. */
typedef struct _Question Question;

struct _Question
{
  SluiceKeyring *keyring;  /* a reference: the store may answer late */
  guint          generation;
  char          *host;
  char          *public_key;
  SluiceApiKey  *key;  /* to save */
  void         (*start) (Question *question);
};

G_DEFINE_FINAL_TYPE (SluiceKeyring, sluice_keyring, G_TYPE_OBJECT)

static void
sluice_keyring_dispose (GObject *object)
{
  SluiceKeyring *self = SLUICE_KEYRING (object);

  g_clear_object (&self->store);
  G_OBJECT_CLASS (sluice_keyring_parent_class)->dispose (object);
}

static void
sluice_keyring_finalize (GObject *object)
{
  SluiceKeyring *self = SLUICE_KEYRING (object);

  g_clear_error (&self->error);
  G_OBJECT_CLASS (sluice_keyring_parent_class)->finalize (object);
}

static void
sluice_keyring_class_init (SluiceKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = sluice_keyring_dispose;
  object_class->finalize = sluice_keyring_finalize;

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[LOADED] = g_signal_new ("loaded", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, SLUICE_TYPE_API_KEY);
  signals[SAVED] = g_signal_new ("saved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[FORGOTTEN] = g_signal_new ("forgotten", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
sluice_keyring_init (SluiceKeyring *self)
{
}

static void
set_state (SluiceKeyring *self, SluiceKeyringState state, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
question_free (Question *question)
{
  g_object_unref (question->keyring);
  g_free (question->host);
  g_free (question->public_key);
  g_clear_pointer (&question->key, sluice_api_key_unref);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static gboolean
is_late (Question *question)
{
  return question->generation != question->keyring->generation;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  SluiceKeyring *self = question->keyring;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceApiKey) key = sluice_key_store_load_finish (SLUICE_KEY_STORE (source), result,
                                                               &error);

  if (is_late (question))
    return;
  if (key != NULL)
    {
      set_state (self, SLUICE_KEYRING_KEPT, NULL);
      g_signal_emit (self, signals[LOADED], 0, key);
    }
  else if (g_error_matches (error, SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_NOT_FOUND))
    set_state (self, SLUICE_KEYRING_NONE, NULL);
  else if (g_error_matches (error, SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_LOCKED))
    set_state (self, SLUICE_KEYRING_LOCKED, g_steal_pointer (&error));
  else
    set_state (self, SLUICE_KEYRING_NOT_LOADED, g_steal_pointer (&error));
}

/* Writes run one after another, and what is asked after a write waits for it: a key that is saved
 * or loaded while it is still being forgotten would be lost, or found again. A load keeps nobody
 * waiting, since it may stand behind a prompt for long. */
static void
start_next (SluiceKeyring *self)
{
  while (!self->writing && !g_queue_is_empty (&self->waiting))
    {
      Question *question = g_queue_pop_head (&self->waiting);

      question->start (question);
    }
}

static void
end_write (SluiceKeyring *self)
{
  self->writing = FALSE;
  start_next (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  GError *error = NULL;
  gboolean saved = sluice_key_store_save_finish (SLUICE_KEY_STORE (source), result, &error);

  if (saved)
    g_signal_emit (question->keyring, signals[SAVED], 0, question->host, question->public_key);
  end_write (question->keyring);
  if (is_late (question))
    g_clear_error (&error);
  else
    set_state (question->keyring, saved ? SLUICE_KEYRING_KEPT : SLUICE_KEYRING_NOT_SAVED, error);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  gboolean gone = sluice_key_store_forget_finish (SLUICE_KEY_STORE (source), result, &error);

  end_write (question->keyring);
  if (!is_late (question))
    set_state (question->keyring, gone ? SLUICE_KEYRING_NONE : SLUICE_KEYRING_NOT_FORGOTTEN,
               error ? g_error_copy (error) : NULL);
  g_signal_emit (question->keyring, signals[FORGOTTEN], 0, question->host, question->public_key,
                 error);
}

static void
start_load (Question *question)
{
  sluice_key_store_load_async (question->keyring->store, question->host, question->public_key,
                               loaded_cb, question);
}

static void
start_save (Question *question)
{
  question->keyring->writing = TRUE;
  sluice_key_store_save_async (question->keyring->store, question->host, question->key, saved_cb,
                               question);
}

static void
start_forget (Question *question)
{
  question->keyring->writing = TRUE;
  sluice_key_store_forget_async (question->keyring->store, question->host, question->public_key,
                                 forgotten_cb, question);
}

static void
enqueue (SluiceKeyring *self,
         void         (*start) (Question *question),
         const char    *host,
         const char    *public_key,
         SluiceApiKey  *key,
         guint          generation)
{
  Question *question = g_new0 (Question, 1);

  question->keyring = g_object_ref (self);
  question->generation = generation;
  question->host = g_strdup (host);
  question->public_key = g_strdup (public_key);
  question->key = key ? sluice_api_key_ref (key) : NULL;
  question->start = start;
  g_queue_push_tail (&self->waiting, question);
}

static void
ask (SluiceKeyring *self,
     void         (*start) (Question *question),
     const char    *host,
     const char    *public_key,
     SluiceApiKey  *key)
{
  enqueue (self, start, host, public_key, key, ++self->generation);
  set_state (self, SLUICE_KEYRING_BUSY, NULL);
  start_next (self);
}

/**
 * sluice_keyring_new:
 * @store: (nullable): where keys are kept; %NULL keeps none, as in practice mode
 *
 * Returns: (transfer full): a keyring nobody has asked yet
 */
SluiceKeyring *
sluice_keyring_new (SluiceKeyStore *store)
{
  SluiceKeyring *self = g_object_new (SLUICE_TYPE_KEYRING, NULL);

  self->store = store ? g_object_ref (store) : NULL;
  return self;
}

/**
 * sluice_keyring_get_state:
 * @self: the keyring
 * @error: (out) (optional) (transfer none): why, where the state is one of failure
 *
 * Returns: the state
 */
SluiceKeyringState
sluice_keyring_get_state (SluiceKeyring  *self,
                          const GError  **error)
{
  if (error != NULL)
    *error = self->error;
  return self->state;
}

/**
 * sluice_keyring_load:
 * @self: the keyring
 * @host: see sluice_base_url_dup_host()
 * @public_key: (nullable): which key; %NULL for any that is kept for @host
 *
 * Looks for a key; ::loaded tells when there is one. May open the desktop's unlock prompt.
 */
void
sluice_keyring_load (SluiceKeyring *self,
                     const char    *host,
                     const char    *public_key)
{
  if (self->store != NULL)
    ask (self, start_load, host, public_key, NULL);
}

/**
 * sluice_keyring_save:
 * @self: the keyring
 * @host: see sluice_base_url_dup_host()
 * @key: what to keep
 */
void
sluice_keyring_save (SluiceKeyring *self,
                     const char    *host,
                     SluiceApiKey  *key)
{
  if (self->store != NULL)
    ask (self, start_save, host, sluice_api_key_get_public_key (key), key);
}

/**
 * sluice_keyring_forget:
 * @self: the keyring
 * @host: see sluice_base_url_dup_host()
 * @public_key: which key
 *
 * Removes a key and makes sure that it is gone; ::forgotten tells, late or not. Without a store
 * nothing was ever kept, and it tells at once.
 */
void
sluice_keyring_forget (SluiceKeyring *self,
                       const char    *host,
                       const char    *public_key)
{
  if (self->store != NULL)
    ask (self, start_forget, host, public_key, NULL);
  else
    g_signal_emit (self, signals[FORGOTTEN], 0, host, public_key, NULL);
}

/**
 * sluice_keyring_forget_other:
 * @self: the keyring
 * @host: see sluice_base_url_dup_host()
 * @public_key: which key; not the one in use
 *
 * As sluice_keyring_forget(), but the state, which is about the key in use, stays as it is.
 */
void
sluice_keyring_forget_other (SluiceKeyring *self,
                             const char    *host,
                             const char    *public_key)
{
  if (self->store == NULL)
    return;
  /* No generation is ever this one again: late from the start. */
  enqueue (self, start_forget, host, public_key, NULL, self->generation - 1);
  start_next (self);
}

/**
 * sluice_keyring_reset:
 * @self: the keyring
 *
 * Ignores what the store may still answer: another key is in use now.
 */
void
sluice_keyring_reset (SluiceKeyring *self)
{
  self->generation++;
  if (self->state != SLUICE_KEYRING_NONE)
    set_state (self, SLUICE_KEYRING_NONE, NULL);
}
