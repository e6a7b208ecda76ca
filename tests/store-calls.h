/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls of a key store that wait for the answer, for tests of whatever store. */
#pragma once

#include "sluice-key-store.h"

G_BEGIN_DECLS

void          store_answered_cb       (GObject              *source,
                                       GAsyncResult         *result,
                                       gpointer              user_data);
void          store_wait_for          (GAsyncResult        **answer);
SluiceApiKey *store_load              (SluiceKeyStore       *store,
                                       const char           *host,
                                       const char           *public_key,
                                       GError              **error);
gboolean      store_save              (SluiceKeyStore       *store,
                                       const char           *host,
                                       const char           *public_key,
                                       const char           *private_key,
                                       GError              **error);
gboolean      store_forget            (SluiceKeyStore       *store,
                                       const char           *host,
                                       const char           *public_key,
                                       GError              **error);
void          store_assert_lists      (SluiceKeyStore       *store,
                                       const char           *keys,
                                       gboolean              locked);
void          store_assert_saves      (SluiceKeyStore       *store,
                                       const char           *host,
                                       const char           *public_key,
                                       const char           *private_key);
void          store_assert_forgets    (SluiceKeyStore       *store,
                                       const char           *host,
                                       const char           *public_key);
void          store_assert_keeps      (SluiceKeyStore       *store,
                                       const char           *host,
                                       const char           *asked,
                                       const char           *public_key,
                                       const char           *private_key);
void          store_assert_not_loaded (SluiceKeyStore       *store,
                                       const char           *host,
                                       const char           *public_key,
                                       SluiceKeyStoreError   code);
void          store_assert_all_fail   (SluiceKeyStore       *store,
                                       const char           *host,
                                       const char           *public_key,
                                       SluiceKeyStoreError   code);

G_END_DECLS
