/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the keyring holds of the key in use, and what can be done about it. */
#pragma once

#include <gtk/gtk.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_KEYRING_LINE (sluice_keyring_line_get_type ())
G_DECLARE_FINAL_TYPE (SluiceKeyringLine, sluice_keyring_line, SLUICE, KEYRING_LINE, GtkWidget)

void sluice_keyring_line_set_session (SluiceKeyringLine *self,
                                      SluiceSession     *session);

/* Signal ::unlock: the person wants the kept key to be loaded. */

G_END_DECLS
