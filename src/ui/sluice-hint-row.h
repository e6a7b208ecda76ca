/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row that holds a hint below an entry row. A list that finds nothing to focus in its next row
 * lets the keyboard focus leave, so this one hands it on to the row behind.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_HINT_ROW (sluice_hint_row_get_type ())
G_DECLARE_FINAL_TYPE (SluiceHintRow, sluice_hint_row, SLUICE, HINT_ROW, AdwPreferencesRow)

G_END_DECLS
