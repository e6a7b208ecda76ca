/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys in the system keyring, through libsecret's simple async API. */
#pragma once

#include "sluice-key-store.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SECRET_STORE (sluice_secret_store_get_type ())
G_DECLARE_FINAL_TYPE (SluiceSecretStore, sluice_secret_store, SLUICE, SECRET_STORE, GObject)

SluiceKeyStore *sluice_secret_store_new (void);

G_END_DECLS
