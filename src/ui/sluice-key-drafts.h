/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which saved key the drafts in the settings belong to, and turning them over to another. What a
 * person types for one key is there again when they come back to it. Owned by the key group.
 */
#pragma once

#include <gtk/gtk.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_KEY_DRAFTS (sluice_key_drafts_get_type ())
G_DECLARE_FINAL_TYPE (SluiceKeyDrafts, sluice_key_drafts, SLUICE, KEY_DRAFTS, GObject)

/* widget: somewhere in the window whose drafts these are. */
SluiceKeyDrafts *sluice_key_drafts_new   (GtkWidget       *widget,
                                          SluiceSession   *session,
                                          GSettings       *settings);
/* The key in the form is about to be another one; public_key: the one that is still there. */
void             sluice_key_drafts_part  (SluiceKeyDrafts *self,
                                          const char      *public_key);
/* The form holds this key now, and what is in it is meant for the key. */
void             sluice_key_drafts_adopt (SluiceKeyDrafts *self,
                                          SluiceSavedKey  *key);
/* The form turns to this key: back to what was in it with the key. chosen: the person said so;
 * then nothing of another saved key stays, even if there is nothing to go back to. */
void             sluice_key_drafts_turn  (SluiceKeyDrafts *self,
                                          SluiceSavedKey  *key,
                                          gboolean         chosen);
/* No saved key is in the form now: back to what was in it with none. */
void             sluice_key_drafts_clear (SluiceKeyDrafts *self);

G_END_DECLS
