/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window that tests whether data flows through an S3 connection: asks where to write, says
 * what will be made and what that costs, and shows what happens. The test goes on if the window is
 * closed; the status pane shows it too.
 */
#pragma once

#include <adwaita.h>

#include "sluice-registry-entry.h"
#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_DELIVERY_DIALOG (sluice_delivery_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SluiceDeliveryDialog, sluice_delivery_dialog, SLUICE, DELIVERY_DIALOG,
                      AdwWindow)

void sluice_delivery_dialog_present (GtkWidget           *parent,
                                     SluiceSession       *session,
                                     const char          *project_id,
                                     SluiceRegistryEntry *entry);

G_END_DECLS
