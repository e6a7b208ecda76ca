/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the operations on private links share: what they were asked for, and watching a link until
 * it is as it should be. Only those operations use it.
 */
#pragma once

#include "sluice-link-operations.h"
#include "sluice-read-back.h"

G_BEGIN_DECLS

typedef struct _SluiceLinkRun SluiceLinkRun;

/* Belongs to its operation as long as there is something left to do or to look up: with it goes
 * the client, and with that the private key. */
struct _SluiceLinkRun
{
  SluiceOperation   *operation;  /* borrowed; every pending callback holds a reference */
  SluiceAtlasClient *client;
  char              *project_id;
  char              *region;
  char              *id;         /* NULL until Atlas has given one */
  gboolean           leaving;    /* it is to go, not to become DONE */
  gboolean           seen;       /* Atlas has shown it before, so 404 means that it is gone */
  GHashTable        *before;     /* ids of the links there were, or NULL */
  SluiceReadBack     read_back;
  SluicePollerPace   watch_pace;
  SluicePoller      *watch;
  guint              blind_looks;
  guint              absences;
};

SluiceLinkRun *sluice_link_run_new        (SluiceAtlasClient       *client,
                                           SluiceOperationKind      kind,
                                           const SluiceLinkRequest *request,
                                           SluiceReadBackFunc       read_back);
SluiceLinkRun *sluice_link_run_of         (SluiceOperation         *operation);
gboolean       sluice_link_run_cancelled  (SluiceLinkRun           *run);
void           sluice_link_run_end        (SluiceLinkRun           *run,
                                           SluiceOperationState     state,
                                           SluiceOutcome            outcome,
                                           const GError            *error);
SluicePrivateLink *sluice_link_run_take   (SluiceLinkRun           *run,
                                           SluicePrivateLink       *link,
                                           GAsyncResult            *result,
                                           GError                 **error);
void           sluice_link_run_watch      (SluiceLinkRun           *run);
void           sluice_link_run_settle     (SluiceLinkRun           *run,
                                           SluiceOutcome            otherwise,
                                           const GError            *error);
void           sluice_link_run_lose       (SluiceLinkRun           *run,
                                           GError                  *error);
void           sluice_link_run_fail       (SluiceLinkRun           *run,
                                           GError                  *error);
void           sluice_link_run_refuse     (SluiceLinkRun           *run,
                                           const GError            *error);

/* Runs that have sent nothing yet, in sluice-link-create.c and -delete.c. */
SluiceLinkRun *sluice_link_create_run_new (SluiceAtlasClient       *client,
                                           const SluiceLinkRequest *request);
SluiceLinkRun *sluice_link_delete_run_new (SluiceAtlasClient       *client,
                                           const SluiceLinkRequest *request);

G_END_DECLS
