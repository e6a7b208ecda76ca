/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done to the session's list of operations, newest first, as a whole. */
#pragma once

#include "sluice-operation-private.h"

G_BEGIN_DECLS

void sluice_operation_list_add             (GListStore          *list,
                                            SluiceOperation     *operation);
void sluice_operation_list_add_ended       (GListStore          *list,
                                            SluiceOperationKind  kind,
                                            const char          *subject,
                                            const GError        *error);
void sluice_operation_list_hide_key_checks (GListStore          *list,
                                            const char          *public_key);
void sluice_operation_list_drop_keys       (GListStore          *list);
void sluice_operation_list_cancel          (GListStore          *list);

G_END_DECLS
