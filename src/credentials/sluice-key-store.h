/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where API keys are kept between starts. Keys are told apart by host and public key. Every
 * call is async, never blocks the main loop, and may stay pending as long as a keyring prompt
 * is open; libsecret 0.20 does not survive cancelling one, so there is no GCancellable here:
 * callers ignore late answers.
 */
#pragma once

#include <gio/gio.h>

#include "sluice-api-key.h"

G_BEGIN_DECLS

#define SLUICE_KEY_STORE_ERROR (sluice_key_store_error_quark ())

typedef enum
{
  SLUICE_KEY_STORE_ERROR_NOT_FOUND,    /* nothing is kept for that key */
  SLUICE_KEY_STORE_ERROR_LOCKED,       /* something is kept, but the keyring stays locked */
  SLUICE_KEY_STORE_ERROR_DISMISSED,    /* the person closed the keyring's prompt */
  SLUICE_KEY_STORE_ERROR_UNAVAILABLE,  /* no keyring service answers on this desktop */
  SLUICE_KEY_STORE_ERROR_DAMAGED,      /* the keyring file cannot be read */
  SLUICE_KEY_STORE_ERROR_STILL_THERE,  /* asked to forget, but it could not be removed */
  SLUICE_KEY_STORE_ERROR_FAILED,
} SluiceKeyStoreError;

GQuark sluice_key_store_error_quark (void);

/* That a key is kept, without the private half. */
typedef struct
{
  char *host;
  char *public_key;
} SluiceKeptKey;

void sluice_kept_key_free (SluiceKeptKey *self);

#define SLUICE_TYPE_KEY_STORE (sluice_key_store_get_type ())
G_DECLARE_INTERFACE (SluiceKeyStore, sluice_key_store, SLUICE, KEY_STORE, GObject)

struct _SluiceKeyStoreInterface
{
  GTypeInterface g_iface;

  void          (*load_async)    (SluiceKeyStore       *self,
                                  const char           *host,
                                  const char           *public_key,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
  SluiceApiKey *(*load_finish)   (SluiceKeyStore       *self,
                                  GAsyncResult         *result,
                                  GError              **error);
  void          (*save_async)    (SluiceKeyStore       *self,
                                  const char           *host,
                                  SluiceApiKey         *key,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
  gboolean      (*save_finish)   (SluiceKeyStore       *self,
                                  GAsyncResult         *result,
                                  GError              **error);
  void          (*forget_async)  (SluiceKeyStore       *self,
                                  const char           *host,
                                  const char           *public_key,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
  gboolean      (*forget_finish) (SluiceKeyStore       *self,
                                  GAsyncResult         *result,
                                  GError              **error);
  void          (*list_async)    (SluiceKeyStore       *self,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
  GPtrArray    *(*list_finish)   (SluiceKeyStore       *self,
                                  GAsyncResult         *result,
                                  gboolean             *locked,
                                  GError              **error);
};

/* host: as sluice_base_url_dup_host () gives it. public_key: NULL in load means "any key kept
 * for this host". load gives a new reference or SLUICE_KEY_STORE_ERROR_*. forget succeeds only
 * after a second search has found nothing. list gives the SluiceKeptKey of all that can be seen
 * without unlocking anything; locked: whether there are some that cannot. */
void          sluice_key_store_load_async    (SluiceKeyStore *self, const char *host,
                                              const char *public_key,
                                              GAsyncReadyCallback callback, gpointer user_data);
SluiceApiKey *sluice_key_store_load_finish   (SluiceKeyStore *self, GAsyncResult *result,
                                              GError **error);
void          sluice_key_store_save_async    (SluiceKeyStore *self, const char *host,
                                              SluiceApiKey *key,
                                              GAsyncReadyCallback callback, gpointer user_data);
gboolean      sluice_key_store_save_finish   (SluiceKeyStore *self, GAsyncResult *result,
                                              GError **error);
void          sluice_key_store_forget_async  (SluiceKeyStore *self, const char *host,
                                              const char *public_key,
                                              GAsyncReadyCallback callback, gpointer user_data);
gboolean      sluice_key_store_forget_finish (SluiceKeyStore *self, GAsyncResult *result,
                                              GError **error);
void          sluice_key_store_list_async    (SluiceKeyStore *self, GAsyncReadyCallback callback,
                                              gpointer user_data);
GPtrArray    *sluice_key_store_list_finish   (SluiceKeyStore *self, GAsyncResult *result,
                                              gboolean *locked, GError **error);

G_END_DECLS
