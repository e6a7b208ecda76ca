/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with a project's AWS roles, each as an operation that ends by itself:
 *
 *   start a set-up   checking ─▶ sending, once ─▶ started
 *   authorize        sending ◀─▶ retrying, while AWS spreads the change ─▶ authorized, or given up
 *   deauthorize      checking ─▶ sending, once ─▶ gone
 *
 * From each "sending" a lost answer leads to reading back, and from there to what is true.
 */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-aws-role.h"
#include "sluice-operation.h"
#include "sluice-poller.h"
#include "sluice-role-usage.h"

G_BEGIN_DECLS

typedef struct
{
  const char       *project_id;
  SluiceAwsRole    *role;         /* NULL where a set-up is started */
  SluiceRoleUsage  *usage;        /* who uses it, as the person has seen it; NULL: not known */
  const char       *role_id;      /* Atlas's id of it, where the role itself is not at hand */
  const char       *role_arn;     /* to authorize */
  SluicePollerPace  retry_pace;   /* zeros: the usual one */
  SluicePollerPace  settle_pace;  /* between looks for what may still appear; zeros: usual */
} SluiceRoleRequest;

/* How often Atlas is asked to assume a role before Sluice gives up. */
#define SLUICE_AUTHORIZE_TRIES 8

SluiceOperation *sluice_setup_operation_start       (SluiceAtlasClient       *client,
                                                     const SluiceRoleRequest *request);
SluiceOperation *sluice_authorize_operation_start   (SluiceAtlasClient       *client,
                                                     const SluiceRoleRequest *request);
SluiceOperation *sluice_deauthorize_operation_start (SluiceAtlasClient       *client,
                                                     const SluiceRoleRequest *request);
char            *sluice_role_dup_name               (SluiceAwsRole           *role);

G_END_DECLS
