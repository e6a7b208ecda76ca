/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What importing a text into a registry would do, before anything is done. Pure. */
#pragma once

#include "sluice-connection-import.h"
#include "sluice-import-step.h"

G_BEGIN_DECLS

GPtrArray *sluice_import_plan_new (const SluiceConnectionImport *import,
                                   GPtrArray                    *present);

G_END_DECLS
