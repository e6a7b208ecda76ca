/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the key in use is kept, and what came of trying: the keyring as the form sees it. Late
 * answers of the store are ignored once something else was asked for.
 */
#pragma once

#include "sluice-key-store.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_KEYRING_NONE,         /* not asked yet, or nothing kept */
  SLUICE_KEYRING_BUSY,         /* waiting for the keyring, perhaps behind its prompt */
  SLUICE_KEYRING_KEPT,         /* the key in use is in the keyring */
  SLUICE_KEYRING_LOCKED,       /* something is kept, the keyring is locked */
  SLUICE_KEYRING_NOT_SAVED,    /* saving failed: see the error; the key serves this session only */
  SLUICE_KEYRING_NOT_LOADED,   /* loading failed otherwise: see the error */
  SLUICE_KEYRING_NOT_FORGOTTEN,
} SluiceKeyringState;

#define SLUICE_TYPE_KEYRING (sluice_keyring_get_type ())
G_DECLARE_FINAL_TYPE (SluiceKeyring, sluice_keyring, SLUICE, KEYRING, GObject)

SluiceKeyring      *sluice_keyring_new       (SluiceKeyStore  *store);
SluiceKeyringState  sluice_keyring_get_state (SluiceKeyring   *self,
                                              const GError   **error);
void                sluice_keyring_load      (SluiceKeyring   *self,
                                              const char      *host,
                                              const char      *public_key);
void                sluice_keyring_save      (SluiceKeyring   *self,
                                              const char      *host,
                                              SluiceApiKey    *key);
void                sluice_keyring_forget    (SluiceKeyring   *self,
                                              const char      *host,
                                              const char      *public_key);
void                sluice_keyring_forget_other (SluiceKeyring *self,
                                              const char      *host,
                                              const char      *public_key);
void                sluice_keyring_reset     (SluiceKeyring   *self);

/* Signals:
 *  ::changed                        the state changed
 *  ::loaded (SluiceApiKey *key)           a key was found
 *  ::saved (host, public_key)             a key is kept now
 *  ::forgotten (host, public_key, error)  a key is gone, or error says why it is not
 */

G_END_DECLS
