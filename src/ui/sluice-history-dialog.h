/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window with what was done with Sluice: a list to search, and each entry with its request. */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_HISTORY_DIALOG (sluice_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SluiceHistoryDialog, sluice_history_dialog, SLUICE, HISTORY_DIALOG, AdwWindow)

void sluice_history_dialog_present (GtkWidget     *parent,
                                    SluiceSession *session,
                                    const char    *instance,
                                    const char    *connection);

G_END_DECLS
