/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys kept until the program ends: practice mode and tests. */
#pragma once

#include "sluice-key-store.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_MEMORY_STORE (sluice_memory_store_get_type ())
G_DECLARE_FINAL_TYPE (SluiceMemoryStore, sluice_memory_store, SLUICE, MEMORY_STORE, GObject)

SluiceKeyStore *sluice_memory_store_new (void);

G_END_DECLS
