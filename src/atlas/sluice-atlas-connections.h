/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection registry of one instance: list (all pages), get, create, change, delete. */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-connection.h"

G_BEGIN_DECLS

/* What an S3 connection is made of. */
typedef struct
{
  const char *name;
  const char *role_arn;
  const char *test_bucket;      /* NULL or "" for none */
  const char *private_link_id;  /* NULL or "" for the public network */
} SluiceConnectionSpec;

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

void              sluice_atlas_create_connection_async  (SluiceAtlasClient           *client,
                                                         const char                  *project_id,
                                                         const char                  *instance,
                                                         const SluiceConnectionSpec  *spec,
                                                         GCancellable                *cancellable,
                                                         GAsyncReadyCallback          callback,
                                                         gpointer                     user_data);
SluiceConnection *sluice_atlas_create_connection_finish (SluiceAtlasClient           *client,
                                                         GAsyncResult                *result,
                                                         GError                     **error);

void              sluice_atlas_update_connection_async  (SluiceAtlasClient           *client,
                                                         const char                  *project_id,
                                                         const char                  *instance,
                                                         const SluiceConnectionSpec  *spec,
                                                         GCancellable                *cancellable,
                                                         GAsyncReadyCallback          callback,
                                                         gpointer                     user_data);
SluiceConnection *sluice_atlas_update_connection_finish (SluiceAtlasClient           *client,
                                                         GAsyncResult                *result,
                                                         GError                     **error);

void              sluice_atlas_delete_connection_async  (SluiceAtlasClient           *client,
                                                         const char                  *project_id,
                                                         const char                  *instance,
                                                         const char                  *name,
                                                         GCancellable                *cancellable,
                                                         GAsyncReadyCallback          callback,
                                                         gpointer                     user_data);
gboolean          sluice_atlas_delete_connection_finish (SluiceAtlasClient           *client,
                                                         GAsyncResult                *result,
                                                         GError                     **error);

G_END_DECLS
