/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of one operation as a shape, a colour and a word for screen readers. */
#pragma once

#include <gtk/gtk.h>

#include "sluice-operation.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_STATUS_ICON (sluice_status_icon_get_type ())
G_DECLARE_FINAL_TYPE (SluiceStatusIcon, sluice_status_icon, SLUICE, STATUS_ICON, GtkWidget)

void sluice_status_icon_set_state     (SluiceStatusIcon     *self,
                                       SluiceOperationState  state);
void sluice_status_icon_set_operation (SluiceStatusIcon     *self,
                                       SluiceOperationKind   kind,
                                       SluiceOperationState  state);

G_END_DECLS
