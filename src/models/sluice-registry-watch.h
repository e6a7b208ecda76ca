/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watches the rows of a registry that change by themselves, PENDING and DELETING, until they have
 * settled. Asks nothing where there is none of them.
 */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-registry-rows.h"

G_BEGIN_DECLS

typedef struct
{
  /* Whether something else watches this one already. */
  gboolean (*is_watched) (SluiceRegistryEntry *entry,
                          gpointer             user_data);
  /* What it is now: NULL once it is gone. */
  void     (*seen)       (SluiceRegistryEntry *entry,
                          SluiceConnection    *connection,
                          gpointer             user_data);
} SluiceRegistryWatcher;

typedef struct _SluiceRegistryWatch SluiceRegistryWatch;

SluiceRegistryWatch *sluice_registry_watch_new    (SluiceAtlasClient           *client,
                                                   const char                  *project_id,
                                                   SluiceRegistryRows          *rows,
                                                   const SluiceRegistryWatcher *watcher,
                                                   gpointer                     user_data);
void                 sluice_registry_watch_stop   (SluiceRegistryWatch         *self);
void                 sluice_registry_watch_wake   (SluiceRegistryWatch         *self);

/* For tests: milliseconds until the first look and between later ones. */
void                 sluice_registry_watch_set_pace (guint first_ms,
                                                     guint longest_ms);

G_END_DECLS
