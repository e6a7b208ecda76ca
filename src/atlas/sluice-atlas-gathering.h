/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections that many ask for at the same time, as after a start: one listing of their registry
 * answers them all, and whoever asks for something else meanwhile does not wait behind them.
 */
#pragma once

#include "sluice-atlas-client.h"

G_BEGIN_DECLS

/* To be finished with sluice_atlas_get_connection_finish (). */
void sluice_atlas_gather_connection_async (SluiceAtlasClient   *client,
                                           const char          *project_id,
                                           const char          *instance,
                                           const char          *name,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);

G_END_DECLS
