/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a test of delivery does, and what came of it: sentences, counters, what to do next. */
#pragma once

#include <adwaita.h>

#include "sluice-operation.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_DELIVERY_PROGRESS (sluice_delivery_progress_get_type ())
G_DECLARE_FINAL_TYPE (SluiceDeliveryProgress, sluice_delivery_progress, SLUICE, DELIVERY_PROGRESS,
                      GtkBox)

/* operation: of kind TEST_DELIVERY; NULL: no longer shows any. */
void sluice_delivery_progress_follow (SluiceDeliveryProgress *self,
                                      SluiceOperation        *operation);

G_END_DECLS
