/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Sluice was ended in the middle of the last time, as entries of the status pane: not known at
 * first, and found out about as soon as the project and a key for it are in use.
 */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-history.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_RECOVERY (sluice_recovery_get_type ())
G_DECLARE_FINAL_TYPE (SluiceRecovery, sluice_recovery, SLUICE, RECOVERY, GObject)

SluiceRecovery *sluice_recovery_new        (SluiceHistory     *history,
                                            GListStore        *operations);
void            sluice_recovery_use_client (SluiceRecovery    *self,
                                            const char        *host,
                                            SluiceAtlasClient *client);
void            sluice_recovery_use_project (SluiceRecovery   *self,
                                            const char        *project_id);

G_END_DECLS
