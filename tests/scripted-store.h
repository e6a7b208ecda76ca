/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key store that answers when the test tells it to, in any order, as a keyring with prompts
 * may. It keeps nothing; what it was asked is written down.
 */
#pragma once

#include "sluice-key-store.h"

G_BEGIN_DECLS

#define SCRIPTED_TYPE_STORE (scripted_store_get_type ())
G_DECLARE_FINAL_TYPE (ScriptedStore, scripted_store, SCRIPTED, STORE, GObject)

SluiceKeyStore *scripted_store_new       (void);
const char     *scripted_store_get_asked (ScriptedStore  *self);
void            scripted_store_answer    (ScriptedStore  *self,
                                          guint           n,
                                          SluiceApiKey   *key);
void            scripted_store_refuse    (ScriptedStore  *self,
                                          guint           n,
                                          int             code);

G_END_DECLS
