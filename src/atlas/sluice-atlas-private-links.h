/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private links of a project's stream processing: list. */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-private-link.h"

G_BEGIN_DECLS

void       sluice_atlas_list_private_links_async  (SluiceAtlasClient    *client,
                                                   const char           *project_id,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
GPtrArray *sluice_atlas_list_private_links_finish (SluiceAtlasClient    *client,
                                                   GAsyncResult         *result,
                                                   GError              **error);

G_END_DECLS
