/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with a project's private links, each as an operation that ends by itself:
 *
 *   create   checking ─▶ sending, once ─▶ watching ─▶ DONE or FAILED
 *   delete   checking ─▶ sending, once ─▶ leaving ─▶ gone
 *   watch    watching or leaving, without sending anything
 *
 * From each "sending" a lost answer leads to reading back, and from there to what is true.
 */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-operation.h"
#include "sluice-poller.h"
#include "sluice-private-link.h"

G_BEGIN_DECLS

typedef struct
{
  const char        *project_id;
  const char        *region;       /* to create: AWS's name */
  SluicePrivateLink *link;         /* to delete, to watch */
  const char        *id;           /* of the link, where that itself is not at hand */
  SluicePollerPace   watch_pace;   /* zeros: the usual one */
  SluicePollerPace   settle_pace;  /* between looks for what may still appear; zeros: usual */
} SluiceLinkRequest;

SluiceOperation *sluice_link_create_start       (SluiceAtlasClient       *client,
                                                 const SluiceLinkRequest *request);
SluiceOperation *sluice_link_delete_start       (SluiceAtlasClient       *client,
                                                 const SluiceLinkRequest *request);
SluiceOperation *sluice_link_watch_start        (SluiceAtlasClient       *client,
                                                 const SluiceLinkRequest *request);
const char      *sluice_link_operation_get_link (SluiceOperation         *operation);

G_END_DECLS
