/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection to Atlas's own stream of invented solar data: what anybody can read from. */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-connection.h"

G_BEGIN_DECLS

/* Its name decides which data it gives. */
#define SLUICE_SAMPLE_CONNECTION "sample_stream_solar"

void              sluice_atlas_create_sample_connection_async  (SluiceAtlasClient    *client,
                                                                const char           *project_id,
                                                                const char           *instance,
                                                                GCancellable         *cancellable,
                                                                GAsyncReadyCallback   callback,
                                                                gpointer              user_data);
SluiceConnection *sluice_atlas_create_sample_connection_finish (SluiceAtlasClient    *client,
                                                                GAsyncResult         *result,
                                                                GError              **error);

G_END_DECLS
