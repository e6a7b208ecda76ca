/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key check: who does Atlas think we are? (atlas operation getSystemStatus) */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-key-info.h"

G_BEGIN_DECLS

void           sluice_atlas_check_key_async  (SluiceAtlasClient    *client,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
SluiceKeyInfo *sluice_atlas_check_key_finish (SluiceAtlasClient    *client,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
