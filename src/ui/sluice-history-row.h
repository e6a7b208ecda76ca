/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the history. */
#pragma once

#include <gtk/gtk.h>

#include "sluice-history-entry.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_HISTORY_ROW (sluice_history_row_get_type ())
G_DECLARE_FINAL_TYPE (SluiceHistoryRow, sluice_history_row, SLUICE, HISTORY_ROW, GtkWidget)

GtkWidget *sluice_history_row_new  (void);
void       sluice_history_row_show (SluiceHistoryRow   *self,
                                    SluiceHistoryEntry *entry);

G_END_DECLS
