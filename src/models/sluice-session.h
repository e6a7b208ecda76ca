/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All state of one window: where Sluice talks to, with which key, what is known to be true
 * about what the form holds, and what was done. The form tells the session what was typed; the
 * session checks it with Atlas in one queue, once per change, and tells with ::fact-changed.
 */
#pragma once

#include <gio/gio.h>

#include "sluice-atlas-connections.h"
#include "sluice-checks.h"
#include "sluice-history.h"
#include "sluice-keyring.h"
#include "sluice-operation.h"
#include "sluice-saved-keys.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SESSION (sluice_session_get_type ())
G_DECLARE_FINAL_TYPE (SluiceSession, sluice_session, SLUICE, SESSION, GObject)

/* base_url: checked by sluice_base_url_parse (). store: may be NULL. */
SluiceSession      *sluice_session_new                (const char         *base_url,
                                                       SluiceKeyStore     *store);
const char         *sluice_session_get_base_url       (SluiceSession      *self);
char               *sluice_session_dup_host           (SluiceSession      *self);
void                sluice_session_set_base_url       (SluiceSession      *self,
                                                       const char         *base_url);
void                sluice_session_set_history        (SluiceSession      *self,
                                                       SluiceHistory      *history);
SluiceHistory      *sluice_session_get_history        (SluiceSession      *self);
GListModel         *sluice_session_get_operations     (SluiceSession      *self);
void                sluice_session_add_operation      (SluiceSession      *self,
                                                       SluiceOperation    *operation);

/* The key pair in use: NULL clears. Setting another pair drops the old client and its nonce. */
void                sluice_session_set_key            (SluiceSession      *self,
                                                       SluiceApiKey       *key);
SluiceApiKey       *sluice_session_get_key            (SluiceSession      *self);

/* For the pages beside the form: who asks Atlas (NULL without a key; changes with the key), and
 * the place set last. */
SluiceAtlasClient  *sluice_session_get_client         (SluiceSession      *self);
const char         *sluice_session_get_project_id     (SluiceSession      *self);
const char         *sluice_session_get_instance       (SluiceSession      *self);

/* What the form holds; NULL for whatever is empty or malformed. */
void                sluice_session_set_place          (SluiceSession      *self,
                                                       const char         *project_id,
                                                       const char         *instance);
void                sluice_session_set_name           (SluiceSession      *self,
                                                       const char         *name);
SluiceFactState     sluice_session_get_fact           (SluiceSession      *self,
                                                       SluiceFact          fact,
                                                       GObject           **object,
                                                       const GError      **error);
void                sluice_session_recheck            (SluiceSession      *self);

/* Creates an S3 connection at the place set. Returns the operation, borrowed; NULL while
 * another create is running, or when key or place are not set. */
SluiceOperation    *sluice_session_create_connection  (SluiceSession      *self,
                                                       const SluiceConnectionSpec *spec);
void                sluice_session_tell_denied_create (SluiceSession      *self,
                                                       const char         *name);
SluiceOperation    *sluice_session_get_running_create (SluiceSession      *self);

/* Keyring. load: public_key NULL = any kept for this host; a loaded key becomes the key in use
 * unless another one was set meanwhile. Signal ::keyring-changed. */
void                sluice_session_load_key           (SluiceSession      *self,
                                                       const char         *public_key);
void                sluice_session_decline_key        (SluiceSession      *self);
void                sluice_session_set_remember       (SluiceSession      *self,
                                                       gboolean            remember);
gboolean            sluice_session_get_remember       (SluiceSession      *self);
void                sluice_session_forget_key         (SluiceSession      *self);
SluiceKeyringState  sluice_session_get_keyring_state  (SluiceSession      *self,
                                                       const GError      **error);

/* The keys that are kept. To use one: set its base_url, no key, the place that belongs to it, then
 * load it. */
void                sluice_session_set_saved_keys     (SluiceSession      *self,
                                                       SluiceSavedKeys    *saved_keys);
SluiceSavedKeys    *sluice_session_get_saved_keys     (SluiceSession      *self);
SluiceSavedKey     *sluice_session_get_saved_key      (SluiceSession      *self);
void                sluice_session_check_saved_key    (SluiceSession      *self,
                                                       SluiceSavedKey     *key);
void                sluice_session_forget_saved_key   (SluiceSession      *self,
                                                       SluiceSavedKey     *key);
void                sluice_session_find_kept_keys     (SluiceSession      *self);

void                sluice_session_close              (SluiceSession      *self);

/* Signals:
 *  ::fact-changed (SluiceFact fact)   a fact's state or object changed
 *  ::key-changed                      the key in use was replaced by the keyring's, or dropped
 *  ::keyring-changed
 *  ::kept-keys-found (gboolean locked)   locked: the keyring may hold more behind its lock
 */

G_END_DECLS
