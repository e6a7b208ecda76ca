/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The interface's entry points: each hands on to the store behind it. */
#include "sluice-key-store.h"

G_DEFINE_QUARK (sluice-key-store-error-quark, sluice_key_store_error)

G_DEFINE_INTERFACE (SluiceKeyStore, sluice_key_store, G_TYPE_OBJECT)

static void
sluice_key_store_default_init (SluiceKeyStoreInterface *iface)
{
}

/**
 * sluice_key_store_load_async:
 * @self: a store
 * @host: the host the key is for
 * @public_key: (nullable): which key, or NULL for the one kept last for this host
 * @callback: called once, as late as a keyring prompt is answered
 * @user_data: for @callback
 *
 * Looks for a key that was saved. A locked keyring is asked to open only if a key is kept in it.
 */
void
sluice_key_store_load_async (SluiceKeyStore      *self,
                             const char          *host,
                             const char          *public_key,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (SLUICE_IS_KEY_STORE (self));
  g_return_if_fail (host != NULL);

  SLUICE_KEY_STORE_GET_IFACE (self)->load_async (self, host, public_key, callback, user_data);
}

/**
 * sluice_key_store_load_finish:
 * @self: a store
 * @result: what the callback got
 * @error: a SLUICE_KEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the key pair, or NULL with @error set
 */
SluiceApiKey *
sluice_key_store_load_finish (SluiceKeyStore  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (SLUICE_IS_KEY_STORE (self), NULL);

  return SLUICE_KEY_STORE_GET_IFACE (self)->load_finish (self, result, error);
}

/**
 * sluice_key_store_save_async:
 * @self: a store
 * @host: the host the key is for
 * @key: the key pair; the store holds a reference until the callback
 * @callback: called once, as late as a keyring prompt is answered
 * @user_data: for @callback
 *
 * Keeps a key, in place of one with the same host and public key.
 */
void
sluice_key_store_save_async (SluiceKeyStore      *self,
                             const char          *host,
                             SluiceApiKey        *key,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (SLUICE_IS_KEY_STORE (self));
  g_return_if_fail (host != NULL && key != NULL);

  SLUICE_KEY_STORE_GET_IFACE (self)->save_async (self, host, key, callback, user_data);
}

/**
 * sluice_key_store_save_finish:
 * @self: a store
 * @result: what the callback got
 * @error: a SLUICE_KEY_STORE_ERROR
 *
 * Returns: whether the key is kept now
 */
gboolean
sluice_key_store_save_finish (SluiceKeyStore  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  g_return_val_if_fail (SLUICE_IS_KEY_STORE (self), FALSE);

  return SLUICE_KEY_STORE_GET_IFACE (self)->save_finish (self, result, error);
}

/**
 * sluice_key_store_forget_async:
 * @self: a store
 * @host: the host the key is for
 * @public_key: which key
 * @callback: called once, as late as a keyring prompt is answered
 * @user_data: for @callback
 *
 * Removes a key and looks again whether it is gone. A key that was never kept is gone too.
 */
void
sluice_key_store_forget_async (SluiceKeyStore      *self,
                               const char          *host,
                               const char          *public_key,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (SLUICE_IS_KEY_STORE (self));
  g_return_if_fail (host != NULL && public_key != NULL);

  SLUICE_KEY_STORE_GET_IFACE (self)->forget_async (self, host, public_key, callback, user_data);
}

/**
 * sluice_key_store_forget_finish:
 * @self: a store
 * @result: what the callback got
 * @error: a SLUICE_KEY_STORE_ERROR
 *
 * Returns: whether nothing is kept for that key any more
 */
gboolean
sluice_key_store_forget_finish (SluiceKeyStore  *self,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_return_val_if_fail (SLUICE_IS_KEY_STORE (self), FALSE);

  return SLUICE_KEY_STORE_GET_IFACE (self)->forget_finish (self, result, error);
}

/**
 * sluice_key_store_list_async:
 * @self: a store
 * @callback: called once
 * @user_data: for @callback
 *
 * Finds out which keys are kept. Never opens a prompt, and reads no private key.
 */
void
sluice_key_store_list_async (SluiceKeyStore      *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (SLUICE_IS_KEY_STORE (self));

  SLUICE_KEY_STORE_GET_IFACE (self)->list_async (self, callback, user_data);
}

/**
 * sluice_key_store_list_finish:
 * @self: a store
 * @result: what the callback got
 * @locked: (out) (optional): whether there are more keys behind a lock
 * @error: a SLUICE_KEY_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type SluiceKeptKey): the keys that can be seen
 */
GPtrArray *
sluice_key_store_list_finish (SluiceKeyStore  *self,
                              GAsyncResult    *result,
                              gboolean        *locked,
                              GError         **error)
{
  g_return_val_if_fail (SLUICE_IS_KEY_STORE (self), NULL);

  if (locked != NULL)
    *locked = FALSE;
  return SLUICE_KEY_STORE_GET_IFACE (self)->list_finish (self, result, locked, error);
}

void
sluice_kept_key_free (SluiceKeptKey *self)
{
  g_free (self->host);
  g_free (self->public_key);
  g_free (self);
}
