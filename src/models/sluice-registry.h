/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection registry of one instance as it was read last, so that a name can be judged
 * while it is being typed. Belongs to the checks.
 */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-connection.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_REGISTRY_STATE_UNREAD,
  SLUICE_REGISTRY_STATE_READING,
  SLUICE_REGISTRY_STATE_READ,
  SLUICE_REGISTRY_STATE_UNREADABLE,  /* see the error */
} SluiceRegistryState;

#define SLUICE_TYPE_REGISTRY (sluice_registry_get_type ())
G_DECLARE_FINAL_TYPE (SluiceRegistry, sluice_registry, SLUICE, REGISTRY, GObject)

SluiceRegistry      *sluice_registry_new       (void);
SluiceRegistryState  sluice_registry_get_state (SluiceRegistry     *self,
                                                const GError      **error);
SluiceConnection    *sluice_registry_find      (SluiceRegistry     *self,
                                                const char         *name);
void                 sluice_registry_read      (SluiceRegistry     *self,
                                                SluiceAtlasClient  *client,
                                                const char         *project_id,
                                                const char         *instance);
void                 sluice_registry_note      (SluiceRegistry     *self,
                                                SluiceConnection   *connection);
void                 sluice_registry_forget    (SluiceRegistry     *self);

/* Signal ::changed: the state changed. */

G_END_DECLS
