/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Creating an S3 connection, once and only once, and following it until it is READY.
 *
 *   checking ─▶ sending ─▶ watching ─▶ READY or FAILED
 *                  │           ▲
 *                  └▶ reading back (the answer was lost)
 */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-operation.h"
#include "sluice-poller.h"

G_BEGIN_DECLS

typedef struct
{
  const char       *project_id;
  const char       *instance;
  const char       *name;
  const char       *role_arn;
  const char       *test_bucket;    /* NULL or "" for none */
  const char       *private_link_id; /* NULL or "" for the public network */
  gboolean          name_is_free;   /* seen in the registry a moment ago */
  SluicePollerPace  watch_pace;     /* zeros: the usual one */
  SluicePollerPace  settle_pace;    /* between looks for what may still appear */
} SluiceCreateRequest;

SluiceOperation *sluice_create_operation_start (SluiceAtlasClient         *client,
                                                const SluiceCreateRequest *request);

G_END_DECLS
