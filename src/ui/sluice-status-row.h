/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry of the status pane: shows one operation and offers its next steps. Its accessible
 * name is the headline.
 */
#pragma once

#include <gtk/gtk.h>

#include "sluice-operation.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_STATUS_ROW (sluice_status_row_get_type ())
G_DECLARE_FINAL_TYPE (SluiceStatusRow, sluice_status_row, SLUICE, STATUS_ROW, GtkListBoxRow)

GtkWidget       *sluice_status_row_new           (SluiceOperation *operation);
SluiceOperation *sluice_status_row_get_operation (SluiceStatusRow *self);
const char      *sluice_status_row_get_headline  (SluiceStatusRow *self);
void             sluice_status_row_tick          (SluiceStatusRow *self);

G_END_DECLS
