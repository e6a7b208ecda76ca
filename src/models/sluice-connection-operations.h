/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with a connection that exists, each as an operation that ends by itself:
 *
 *   change the role, test   checking ─▶ sending, once ─▶ watching ─▶ READY or FAILED
 *   delete                  checking ─▶ sending, once ─▶ leaving ─▶ gone
 *   change the network      as delete, then ─▶ creating again, once ─▶ watching ─▶ READY or FAILED
 *
 * Checking compares the connection with what the person saw of it: if it has changed since,
 * nothing is sent. From each write a lost answer leads to reading back, and from there to what
 * is true.
 */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-connection.h"
#include "sluice-operation.h"
#include "sluice-poller.h"

G_BEGIN_DECLS

typedef struct
{
  const char       *project_id;
  const char       *instance;
  SluiceConnection *seen;             /* the connection as the person saw it */
  const char       *role_arn;         /* to change the role */
  const char       *test_bucket;      /* to change the role (NULL or "" for none) and to test */
  const char       *private_link_id;  /* to change the network: NULL or "" for the public one */
  SluicePollerPace  watch_pace;       /* zeros: the usual one */
  SluicePollerPace  settle_pace;      /* between looks for what may still appear */
} SluiceConnectionRequest;

SluiceOperation *sluice_change_operation_start         (SluiceAtlasClient             *client,
                                                        const SluiceConnectionRequest *request);
SluiceOperation *sluice_test_operation_start           (SluiceAtlasClient             *client,
                                                        const SluiceConnectionRequest *request);
SluiceOperation *sluice_delete_operation_start         (SluiceAtlasClient             *client,
                                                        const SluiceConnectionRequest *request);
SluiceOperation *sluice_move_operation_start           (SluiceAtlasClient             *client,
                                                        const SluiceConnectionRequest *request);

/* Afterwards. */
GPtrArray       *sluice_connection_operation_get_users (SluiceOperation               *operation);

G_END_DECLS
