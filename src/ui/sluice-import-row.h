/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection of an import: what will be done with it, and how far that is. */
#pragma once

#include <gtk/gtk.h>

#include "sluice-import-step.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_IMPORT_ROW (sluice_import_row_get_type ())
G_DECLARE_FINAL_TYPE (SluiceImportRow, sluice_import_row, SLUICE, IMPORT_ROW, GtkListBoxRow)

GtkWidget *sluice_import_row_new (SluiceImportStep *step);

G_END_DECLS
