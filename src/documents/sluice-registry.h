/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names and types of an instance's connections, to look pipelines up in. Where the registry is
 * not known, use NULL instead of an empty one.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SluiceRegistry SluiceRegistry;

SluiceRegistry *sluice_registry_new          (void);
void            sluice_registry_free         (SluiceRegistry       *registry);
void            sluice_registry_add          (SluiceRegistry       *registry,
                                              const char           *name,
                                              const char           *type);
const char     *sluice_registry_lookup       (const SluiceRegistry *registry,
                                              const char           *name);
const char     *sluice_registry_find_similar (const SluiceRegistry *registry,
                                              const char           *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceRegistry, sluice_registry_free)

G_END_DECLS
