/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stream processing instances: get one, list a project's. */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-instance.h"

G_BEGIN_DECLS

void            sluice_atlas_get_instance_async  (SluiceAtlasClient    *client,
                                                  const char           *project_id,
                                                  const char           *instance,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
SluiceInstance *sluice_atlas_get_instance_finish (SluiceAtlasClient    *client,
                                                  GAsyncResult         *result,
                                                  GError              **error);

void       sluice_atlas_list_instances_async  (SluiceAtlasClient    *client,
                                               const char           *project_id,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GPtrArray *sluice_atlas_list_instances_finish (SluiceAtlasClient    *client,
                                               GAsyncResult         *result,
                                               GError              **error);

G_END_DECLS
