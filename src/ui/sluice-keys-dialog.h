/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of saved keys: use another one, add one, check, rename, forget. */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_KEYS_DIALOG (sluice_keys_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SluiceKeysDialog, sluice_keys_dialog, SLUICE, KEYS_DIALOG, AdwWindow)

SluiceKeysDialog *sluice_keys_dialog_present (GtkWidget     *parent,
                                              SluiceSession *session);

/* Signals; the dialog is closed by then:
 *  ::use (SluiceSavedKey *key)   the person turns to this key
 *  ::add                         a key that is to be typed
 */

G_END_DECLS
