/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking Atlas whether it accepts a key, as an operation of the status pane. */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-key-info.h"
#include "sluice-operation.h"

G_BEGIN_DECLS

SluiceOperation *sluice_key_check_start  (SluiceAtlasClient    *client,
                                          GListStore           *operations,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
SluiceKeyInfo   *sluice_key_check_finish (SluiceAtlasClient    *client,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
