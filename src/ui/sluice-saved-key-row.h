/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One saved key in a list: its name, which can be edited, whether it is in use, and what can be
 * done with it.
 */
#pragma once

#include <gtk/gtk.h>

#include "sluice-saved-key.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SAVED_KEY_ROW (sluice_saved_key_row_get_type ())
G_DECLARE_FINAL_TYPE (SluiceSavedKeyRow, sluice_saved_key_row, SLUICE, SAVED_KEY_ROW,
                      GtkListBoxRow)

GtkWidget      *sluice_saved_key_row_new     (SluiceSavedKey    *key,
                                              gboolean           in_use);
SluiceSavedKey *sluice_saved_key_row_get_key (SluiceSavedKeyRow *self);

/* Signals:
 *  ::use, ::check, ::forget   the person asked for it
 *  ::rename (const char *)    the new name
 */

G_END_DECLS
