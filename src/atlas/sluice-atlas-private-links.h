/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private links of a project's stream processing: list, read, create, delete. */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-private-link.h"

G_BEGIN_DECLS

void               sluice_atlas_list_private_links_async   (SluiceAtlasClient    *client,
                                                            const char           *project_id,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
GPtrArray         *sluice_atlas_list_private_links_finish  (SluiceAtlasClient    *client,
                                                            GAsyncResult         *result,
                                                            GError              **error);
void               sluice_atlas_get_private_link_async     (SluiceAtlasClient    *client,
                                                            const char           *project_id,
                                                            const char           *id,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
SluicePrivateLink *sluice_atlas_get_private_link_finish    (SluiceAtlasClient    *client,
                                                            GAsyncResult         *result,
                                                            GError              **error);
void               sluice_atlas_create_private_link_async  (SluiceAtlasClient    *client,
                                                            const char           *project_id,
                                                            const char           *region,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
SluicePrivateLink *sluice_atlas_create_private_link_finish (SluiceAtlasClient    *client,
                                                            GAsyncResult         *result,
                                                            GError              **error);
void               sluice_atlas_delete_private_link_async  (SluiceAtlasClient    *client,
                                                            const char           *project_id,
                                                            const char           *id,
                                                            GCancellable         *cancellable,
                                                            GAsyncReadyCallback   callback,
                                                            gpointer              user_data);
gboolean           sluice_atlas_delete_private_link_finish (SluiceAtlasClient    *client,
                                                            GAsyncResult         *result,
                                                            GError              **error);

gboolean           sluice_atlas_error_is_link_in_use       (const GError         *error);
gboolean           sluice_atlas_error_is_link_there        (const GError         *error);

G_END_DECLS
