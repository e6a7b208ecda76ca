/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One key that is kept: which one, what the person calls it, and what was in the form with it.
 * The private half is in the keyring and never comes here. Belongs to SluiceSavedKeys, which is
 * the only one to change it.
 */
#pragma once

#include "sluice-key-store.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_SAVED_KEY_UNCHECKED,
  SLUICE_SAVED_KEY_CHECKING,
  SLUICE_SAVED_KEY_WORKS,
  SLUICE_SAVED_KEY_FAILED,         /* see the error */
  SLUICE_SAVED_KEY_NOT_FORGOTTEN,  /* no check: it should be gone, but is not; see the error */
} SluiceSavedKeyCheck;

#define SLUICE_TYPE_SAVED_KEY (sluice_saved_key_get_type ())
G_DECLARE_FINAL_TYPE (SluiceSavedKey, sluice_saved_key, SLUICE, SAVED_KEY, GObject)

SluiceSavedKey      *sluice_saved_key_new              (const char           *base_url,
                                                        const char           *public_key);
SluiceSavedKey      *sluice_saved_key_new_from_variant (GVariant             *saved);
GVariant            *sluice_saved_key_to_variant       (SluiceSavedKey       *self);

const char          *sluice_saved_key_get_base_url     (SluiceSavedKey       *self);
const char          *sluice_saved_key_get_host         (SluiceSavedKey       *self);
const char          *sluice_saved_key_get_public_key   (SluiceSavedKey       *self);
const char          *sluice_saved_key_get_name         (SluiceSavedKey       *self);
void                 sluice_saved_key_set_name         (SluiceSavedKey       *self,
                                                        const char           *name);
GVariant            *sluice_saved_key_get_drafts       (SluiceSavedKey       *self);
void                 sluice_saved_key_set_drafts       (SluiceSavedKey       *self,
                                                        GVariant             *drafts);

/* Whether Atlas accepts the key, asked with a client of its own: the key in use stays. */
void                 sluice_saved_key_check            (SluiceSavedKey       *self,
                                                        SluiceKeyStore       *store);
SluiceSavedKeyCheck  sluice_saved_key_get_check        (SluiceSavedKey       *self,
                                                        const GError        **error);
void                 sluice_saved_key_tell_not_forgotten (SluiceSavedKey     *self,
                                                        const GError         *error);

/* Signal ::changed: anything of this changed. */

G_END_DECLS
