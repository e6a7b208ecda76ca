/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One remark about a pipeline: place, reason, fix. */
#pragma once

#include <gtk/gtk.h>

#include "sluice-remark.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_REMARK_ROW (sluice_remark_row_get_type ())
G_DECLARE_FINAL_TYPE (SluiceRemarkRow, sluice_remark_row, SLUICE, REMARK_ROW, GtkListBoxRow)

GtkWidget          *sluice_remark_row_new        (SluiceRemark    *remark);
const SluiceRemark *sluice_remark_row_get_remark (SluiceRemarkRow *self);

/* Signal ::fix: the person wants the replacement. */

G_END_DECLS
