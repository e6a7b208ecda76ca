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
  SLUICE_INVENTORY_UNREAD,
  SLUICE_INVENTORY_READING,
  SLUICE_INVENTORY_READ,
  SLUICE_INVENTORY_UNREADABLE,  /* see the error */
} SluiceInventoryState;

#define SLUICE_TYPE_INVENTORY (sluice_inventory_get_type ())
G_DECLARE_FINAL_TYPE (SluiceInventory, sluice_inventory, SLUICE, INVENTORY, GObject)

SluiceInventory      *sluice_inventory_new       (void);
SluiceInventoryState  sluice_inventory_get_state (SluiceInventory    *self,
                                                  const GError      **error);
SluiceConnection     *sluice_inventory_find      (SluiceInventory    *self,
                                                  const char         *name);
void                  sluice_inventory_read      (SluiceInventory    *self,
                                                  SluiceAtlasClient  *client,
                                                  const char         *project_id,
                                                  const char         *instance);
void                  sluice_inventory_note      (SluiceInventory    *self,
                                                  SluiceConnection   *connection);
void                  sluice_inventory_forget    (SluiceInventory    *self);

/* Signal ::changed: the state changed. */

G_END_DECLS
