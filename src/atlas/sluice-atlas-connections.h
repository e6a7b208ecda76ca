/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection registry of one instance: list (all pages), get, create. */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-connection.h"

G_BEGIN_DECLS

void              sluice_atlas_list_connections_async   (SluiceAtlasClient    *client,
                                                         const char           *project_id,
                                                         const char           *instance,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
GPtrArray        *sluice_atlas_list_connections_finish  (SluiceAtlasClient    *client,
                                                         GAsyncResult         *result,
                                                         GError              **error);

void              sluice_atlas_get_connection_async     (SluiceAtlasClient    *client,
                                                         const char           *project_id,
                                                         const char           *instance,
                                                         const char           *name,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
SluiceConnection *sluice_atlas_get_connection_finish    (SluiceAtlasClient    *client,
                                                         GAsyncResult         *result,
                                                         GError              **error);

void              sluice_atlas_create_connection_async  (SluiceAtlasClient    *client,
                                                         const char           *project_id,
                                                         const char           *instance,
                                                         const char           *name,
                                                         const char           *role_arn,
                                                         const char           *test_bucket,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
SluiceConnection *sluice_atlas_create_connection_finish (SluiceAtlasClient    *client,
                                                         GAsyncResult         *result,
                                                         GError              **error);

G_END_DECLS
