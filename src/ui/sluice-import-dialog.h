/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections into a registry, out of JSON that is pasted, dropped or opened. */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_IMPORT_DIALOG (sluice_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SluiceImportDialog, sluice_import_dialog, SLUICE, IMPORT_DIALOG, AdwWindow)

/* text: what to begin with; NULL: nothing yet. */
void sluice_import_dialog_present      (GtkWidget     *parent,
                                        SluiceSession *session,
                                        const char    *text);
/* From now on a file that is dropped onto the widget opens the dialog. */
void sluice_import_dialog_accept_drops (GtkWidget     *widget,
                                        SluiceSession *session);

G_END_DECLS
