/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connections of an instance, or of a whole project: found, looked at, chosen among. */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CONNECTIONS_PAGE (sluice_connections_page_get_type ())
G_DECLARE_FINAL_TYPE (SluiceConnectionsPage, sluice_connections_page, SLUICE, CONNECTIONS_PAGE,
                      GtkWidget)

/* To be called once. */
void sluice_connections_page_set_up       (SluiceConnectionsPage *self,
                                           SluiceSession         *session);
void sluice_connections_page_focus_search (SluiceConnectionsPage *self);
void sluice_connections_page_refresh      (SluiceConnectionsPage *self);

G_END_DECLS
