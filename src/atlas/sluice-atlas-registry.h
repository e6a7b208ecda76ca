/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A connection registry of any size, told of page by page. */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-connection.h"

G_BEGIN_DECLS

/* The connections from first on are new; the others were told of before. */
typedef void (*SluiceRegistryPage) (GPtrArray *connections,
                                    guint      first,
                                    gpointer   user_data);

void       sluice_atlas_read_registry_async  (SluiceAtlasClient    *client,
                                              const char           *project_id,
                                              const char           *instance,
                                              GCancellable         *cancellable,
                                              SluiceRegistryPage    page,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray *sluice_atlas_read_registry_finish (SluiceAtlasClient    *client,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
