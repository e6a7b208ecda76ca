/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice of which Atlas to talk to. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_ATLAS_ROW (sluice_atlas_row_get_type ())
G_DECLARE_FINAL_TYPE (SluiceAtlasRow, sluice_atlas_row, SLUICE, ATLAS_ROW, AdwComboRow)

char       *sluice_atlas_row_dup_saved_url (GSettings      *settings);
char       *sluice_atlas_row_dup_name      (const char     *url);
void        sluice_atlas_row_set_up        (SluiceAtlasRow *self,
                                            GSettings      *settings,
                                            const char     *current);
void        sluice_atlas_row_set_url       (SluiceAtlasRow *self,
                                            const char     *url);
const char *sluice_atlas_row_get_url       (SluiceAtlasRow *self);

/* Signal ::chosen: the person chose another one; it has been saved unless it is the extra one. */

G_END_DECLS
