/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps what is typed in the settings with each key stroke, so that neither closing nor a crash
 * loses it. Private keys never come here.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void sluice_drafts_bind            (GSettings   *settings,
                                    const char  *key,
                                    AdwEntryRow *row);
void sluice_drafts_bind_public_key (GSettings   *settings,
                                    AdwEntryRow *row);

G_END_DECLS
