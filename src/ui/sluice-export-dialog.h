/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections as text for other tools: to be read, copied and saved. */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_EXPORT_DIALOG (sluice_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SluiceExportDialog, sluice_export_dialog, SLUICE, EXPORT_DIALOG, AdwWindow)

/* entries: of SluiceRegistryEntry. */
void sluice_export_dialog_present (GtkWidget     *parent,
                                   SluiceSession *session,
                                   GPtrArray     *entries);

G_END_DECLS
