/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projects: get one, list those the key can see. */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-project.h"

G_BEGIN_DECLS

void           sluice_atlas_get_project_async  (SluiceAtlasClient    *client,
                                               const char           *project_id,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
SluiceProject *sluice_atlas_get_project_finish (SluiceAtlasClient    *client,
                                                GAsyncResult         *result,
                                                GError              **error);

void       sluice_atlas_list_projects_async  (SluiceAtlasClient    *client,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray *sluice_atlas_list_projects_finish (SluiceAtlasClient    *client,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
