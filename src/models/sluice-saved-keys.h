/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys that are kept, as a GListModel of SluiceSavedKey that is written to the settings with
 * each change. Keys of two hosts are two keys, whatever their public halves. All windows that
 * share their settings share one list.
 */
#pragma once

#include "sluice-saved-key.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SAVED_KEYS (sluice_saved_keys_get_type ())
G_DECLARE_FINAL_TYPE (SluiceSavedKeys, sluice_saved_keys, SLUICE, SAVED_KEYS, GObject)

SluiceSavedKeys *sluice_saved_keys_get_for     (GSettings        *settings);
SluiceSavedKey  *sluice_saved_keys_find        (SluiceSavedKeys  *self,
                                                const char       *host,
                                                const char       *public_key);
SluiceSavedKey  *sluice_saved_keys_add         (SluiceSavedKeys  *self,
                                                const char       *base_url,
                                                const char       *public_key);
void             sluice_saved_keys_rename      (SluiceSavedKeys  *self,
                                                SluiceSavedKey   *key,
                                                const char       *name);
void             sluice_saved_keys_keep_drafts (SluiceSavedKeys  *self,
                                                SluiceSavedKey   *key,
                                                GVariant         *drafts);
void             sluice_saved_keys_remove      (SluiceSavedKeys  *self,
                                                const char       *host,
                                                const char       *public_key);

G_END_DECLS
