/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The private links of the form's project: seen, created, watched and deleted. */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_LINKS_DIALOG (sluice_links_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SluiceLinksDialog, sluice_links_dialog, SLUICE, LINKS_DIALOG, AdwWindow)

void sluice_links_dialog_present (GtkWidget     *parent,
                                  SluiceSession *session);

G_END_DECLS
