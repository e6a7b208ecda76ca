/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first group of the form: which Atlas, and the key pair. The only place in ui/ a private
 * key passes through: once Atlas has accepted it, its text is taken out of the field and a dummy
 * stands for it.
 */
#pragma once

#include <adwaita.h>

#include "sluice-field.h"
#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_KEY_GROUP (sluice_key_group_get_type ())
G_DECLARE_FINAL_TYPE (SluiceKeyGroup, sluice_key_group, SLUICE, KEY_GROUP, AdwPreferencesGroup)

void         sluice_key_group_set_up        (SluiceKeyGroup *self,
                                             SluiceSession  *session,
                                             GSettings      *settings,
                                             gboolean        practice);
void         sluice_key_group_load          (SluiceKeyGroup *self);
void         sluice_key_group_set_practice  (SluiceKeyGroup *self,
                                             const char     *public_key,
                                             const char     *private_key);
void         sluice_key_group_clear         (SluiceKeyGroup *self);
void         sluice_key_group_settle        (SluiceKeyGroup *self);
SluiceField *sluice_key_group_find_problem  (SluiceKeyGroup *self);
SluiceField *sluice_key_group_find_empty    (SluiceKeyGroup *self);

/* Signal ::activated: Enter was pressed in a field. */

G_END_DECLS
