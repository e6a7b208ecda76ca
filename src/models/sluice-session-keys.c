/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which keys of the session are kept, and which of them is in use. */
#include "sluice-session-private.h"

#include "sluice-base-url.h"
#include "sluice-operation-list.h"

/* ---- what the keyring tells ------------------------------------------------------------------ */

/* The keyring knows hosts only. Those of Atlas and the one in use are known; any other was given
 * on the command line: https, unless it is this computer itself. */
static char *
dup_base_url (SluiceSession *self, const char *host)
{
  const char *known[] = { self->base_url, SLUICE_BASE_URL_COMMERCIAL, SLUICE_BASE_URL_GOVERNMENT };
  g_autofree char *http = g_strconcat ("http://", host, NULL);
  g_autofree char *https = g_strconcat ("https://", host, NULL);
  char *parsed;

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *known_host = sluice_base_url_dup_host (known[i]);

      if (g_str_equal (known_host, host))
        return g_strdup (known[i]);
    }
  parsed = sluice_base_url_parse (http, NULL);
  return parsed != NULL ? parsed : g_steal_pointer (&https);
}

static void
list_key (SluiceSession *self, const char *host, const char *public_key)
{
  g_autofree char *base_url = NULL;

  if (self->saved_keys == NULL)
    return;
  base_url = dup_base_url (self, host);
  sluice_saved_keys_add (self->saved_keys, base_url, public_key);
}

static void
keyring_loaded_cb (SluiceKeyring *keyring, SluiceApiKey *key, SluiceSession *self)
{
  if (self->client != NULL || self->declined)
    {
      /* What is kept is not what is in use, or about to be. */
      if (!sluice_api_key_equal (key, sluice_session_get_key (self)))
        sluice_keyring_reset (keyring);
      return;
    }
  list_key (self, self->host, sluice_api_key_get_public_key (key));
  sluice_session_use_key (self, key);
  sluice_session_tell_key_changed (self);
}

static void
keyring_saved_cb (SluiceKeyring *keyring,
                  const char    *host,
                  const char    *public_key,
                  SluiceSession *self)
{
  list_key (self, host, public_key);
}

static void
keyring_forgotten_cb (SluiceKeyring *keyring,
                      const char    *host,
                      const char    *public_key,
                      const GError  *error,
                      SluiceSession *self)
{
  SluiceSavedKey *saved = self->saved_keys != NULL
                          ? sluice_saved_keys_find (self->saved_keys, host, public_key) : NULL;

  if (error == NULL && self->saved_keys != NULL)
    sluice_saved_keys_remove (self->saved_keys, host, public_key);
  else if (saved != NULL)
    sluice_saved_key_tell_not_forgotten (saved, error);
  sluice_operation_list_add_ended (self->operations, SLUICE_OPERATION_FORGET_KEY, public_key,
                                   error);
}

static void
keyring_changed_cb (SluiceKeyring *keyring, SluiceSession *self)
{
  SluiceApiKey *key = sluice_session_get_key (self);
  const GError *error = NULL;

  if (sluice_keyring_get_state (keyring, &error) == SLUICE_KEYRING_NOT_SAVED && key != NULL)
    sluice_operation_list_add_ended (self->operations, SLUICE_OPERATION_SAVE_KEY,
                                     sluice_api_key_get_public_key (key), error);
  g_signal_emit_by_name (self, "keyring-changed");
}

void
sluice_session_set_up_keys (SluiceSession *self, SluiceKeyStore *store)
{
  g_set_object (&self->store, store);
  self->keyring = sluice_keyring_new (store);
  g_signal_connect (self->keyring, "loaded", G_CALLBACK (keyring_loaded_cb), self);
  g_signal_connect (self->keyring, "saved", G_CALLBACK (keyring_saved_cb), self);
  g_signal_connect (self->keyring, "changed", G_CALLBACK (keyring_changed_cb), self);
  g_signal_connect (self->keyring, "forgotten", G_CALLBACK (keyring_forgotten_cb), self);
}

/* Keeps the key in use, if that is wanted and Atlas has accepted it. */
void
sluice_session_keep_key (SluiceSession *self)
{
  if (self->remember && self->client != NULL &&
      sluice_keyring_get_state (self->keyring, NULL) != SLUICE_KEYRING_KEPT &&
      sluice_session_get_fact (self, SLUICE_FACT_KEY, NULL, NULL) == SLUICE_FACT_STATE_TRUE)
    sluice_keyring_save (self->keyring, self->host, sluice_atlas_client_get_key (self->client));
}

/* ---- the key in use -------------------------------------------------------------------------- */

/**
 * sluice_session_load_key:
 * @self: the session
 * @public_key: (nullable): which key; %NULL for any that is kept for this Atlas
 *
 * Looks into the keyring. A key that is found is used, unless another one is in use by then, or
 * sluice_session_decline_key () was called.
 */
void
sluice_session_load_key (SluiceSession *self,
                         const char    *public_key)
{
  self->declined = FALSE;
  sluice_keyring_load (self->keyring, self->host, public_key);
}

/**
 * sluice_session_decline_key:
 * @self: the session
 *
 * What the keyring is looking for is not wanted any more: a private key is being typed. (It may
 * stand behind its own prompt for minutes.)
 */
void
sluice_session_decline_key (SluiceSession *self)
{
  self->declined = TRUE;
}

/**
 * sluice_session_set_remember:
 * @self: the session
 * @remember: whether keys that Atlas accepts are kept in the keyring; at first they are
 *
 * Switching it on keeps the key in use, switching it off removes it.
 */
void
sluice_session_set_remember (SluiceSession *self,
                             gboolean       remember)
{
  SluiceApiKey *key = sluice_session_get_key (self);

  if (self->remember == !!remember)
    return;
  self->remember = !!remember;
  if (remember)
    sluice_session_keep_key (self);
  else if (key != NULL && sluice_keyring_get_state (self->keyring, NULL) != SLUICE_KEYRING_NONE)
    sluice_keyring_forget (self->keyring, self->host, sluice_api_key_get_public_key (key));
}

/**
 * sluice_session_get_remember:
 * @self: the session
 *
 * Returns: whether keys that Atlas accepts are kept
 */
gboolean
sluice_session_get_remember (SluiceSession *self)
{
  return self->remember;
}

/**
 * sluice_session_forget_key:
 * @self: the session
 *
 * Removes the key in use from the keyring and from memory. An operation tells what came of it.
 * A create that is at work keeps the key until it ends; nothing can be checked again afterwards.
 */
void
sluice_session_forget_key (SluiceSession *self)
{
  g_autofree char *public_key = NULL;

  if (self->client == NULL)
    return;
  public_key = g_strdup (sluice_api_key_get_public_key (sluice_session_get_key (self)));
  sluice_session_use_key (self, NULL);
  sluice_operation_list_drop_keys (self->operations);
  sluice_session_tell_key_changed (self);
  sluice_keyring_forget (self->keyring, self->host, public_key);
}

/**
 * sluice_session_get_keyring_state:
 * @self: the session
 * @error: (out) (optional) (transfer none): why, where the state is one of failure
 *
 * Returns: what is known about keeping the key
 */
SluiceKeyringState
sluice_session_get_keyring_state (SluiceSession  *self,
                                  const GError  **error)
{
  return sluice_keyring_get_state (self->keyring, error);
}

/* ---- the keys that are kept ------------------------------------------------------------------ */

/**
 * sluice_session_set_saved_keys:
 * @self: the session
 * @saved_keys: (transfer none): where it is told which keys are kept; at first nowhere
 */
void
sluice_session_set_saved_keys (SluiceSession   *self,
                               SluiceSavedKeys *saved_keys)
{
  g_set_object (&self->saved_keys, saved_keys);
}

/**
 * sluice_session_get_saved_keys:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): the keys that are kept
 */
SluiceSavedKeys *
sluice_session_get_saved_keys (SluiceSession *self)
{
  return self->saved_keys;
}

/**
 * sluice_session_get_saved_key:
 * @self: the session
 *
 * Returns: (transfer none) (nullable): the kept key that is in use
 */
SluiceSavedKey *
sluice_session_get_saved_key (SluiceSession *self)
{
  SluiceApiKey *key = sluice_session_get_key (self);

  if (self->saved_keys == NULL || key == NULL)
    return NULL;
  return sluice_saved_keys_find (self->saved_keys, self->host,
                                 sluice_api_key_get_public_key (key));
}

/**
 * sluice_session_check_saved_key:
 * @self: the session
 * @key: a kept key
 *
 * See sluice_saved_key_check(). The key in use stays in use.
 */
void
sluice_session_check_saved_key (SluiceSession  *self,
                                SluiceSavedKey *key)
{
  if (self->store != NULL)
    sluice_saved_key_check (key, self->store);
}

/**
 * sluice_session_forget_saved_key:
 * @self: the session
 * @key: a kept key
 *
 * Removes it from the keyring, and then from the list. An operation tells what came of it.
 */
void
sluice_session_forget_saved_key (SluiceSession  *self,
                                 SluiceSavedKey *key)
{
  if (key == sluice_session_get_saved_key (self))
    {
      sluice_session_forget_key (self);
      return;
    }
  sluice_operation_list_drop_keys (self->operations);
  sluice_keyring_forget_other (self->keyring, sluice_saved_key_get_host (key),
                               sluice_saved_key_get_public_key (key));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceSession) self = user_data;
  gboolean locked = FALSE;
  g_autoptr (GPtrArray) keys = sluice_key_store_list_finish (SLUICE_KEY_STORE (source), result,
                                                             &locked, NULL);

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      const SluiceKeptKey *key = keys->pdata[i];

      list_key (self, key->host, key->public_key);
    }
  g_signal_emit_by_name (self, "kept-keys-found", locked);
}

/**
 * sluice_session_find_kept_keys:
 * @self: the session
 *
 * Looks which keys are in the keyring, those kept by earlier versions among them, and lists them.
 * Opens no prompt. ::kept-keys-found tells the end.
 */
void
sluice_session_find_kept_keys (SluiceSession *self)
{
  if (self->store != NULL && self->saved_keys != NULL)
    sluice_key_store_list_async (self->store, listed_cb, g_object_ref (self));
}
