/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding out what became of an operation that Sluice was ended in the middle of. Only reads. */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-history.h"
#include "sluice-operation.h"

G_BEGIN_DECLS

gboolean         sluice_resume_can         (SluiceHistoryEntry *entry);
gboolean         sluice_resume_is_together (SluiceHistoryEntry *entry);
SluiceOperation *sluice_resume_start       (SluiceAtlasClient  *client,
                                            SluiceHistoryEntry *entry,
                                            SluiceHistory      *history);

G_END_DECLS
