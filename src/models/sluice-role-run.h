/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the operations on AWS roles share: what they were asked for, and finding out what is true
 * after an answer was lost. Only those operations use it.
 */
#pragma once

#include "sluice-read-back.h"
#include "sluice-role-operations.h"

G_BEGIN_DECLS

typedef struct _SluiceRoleRun SluiceRoleRun;

/* Whether the list of roles shows what was asked for; found: the role, where there is one. */
typedef gboolean (*SluiceRoleJudge) (SluiceRoleRun   *run,
                                     GPtrArray       *roles,
                                     SluiceAwsRole  **found);

/* Belongs to its operation as long as there is something left to do or to look up: with it goes
 * the client, and with that the private key. */
struct _SluiceRoleRun
{
  SluiceOperation   *operation;  /* borrowed; every pending callback holds a reference */
  SluiceAtlasClient *client;
  char              *project_id;
  char              *role_id;    /* Atlas's id, or NULL */
  char              *role_arn;
  SluiceAwsRole     *seen;       /* as the person saw it, or NULL */
  SluiceRoleUsage   *usage;      /* … and who used it, or NULL */
  GHashTable        *before;     /* ids of the roles there were, or NULL */
  SluiceRoleJudge    judge;
  SluiceReadBack     read_back;
  SluicePoller      *retry;
  guint              tries;
};

SluiceRoleRun *sluice_role_run_new       (SluiceAtlasClient       *client,
                                          SluiceOperationKind      kind,
                                          const char              *subject,
                                          const SluiceRoleRequest *request,
                                          SluiceRoleJudge          judge);
SluiceRoleRun *sluice_role_run_of        (SluiceOperation         *operation);
gboolean       sluice_role_run_cancelled (SluiceRoleRun           *run);
SluiceAwsRole *sluice_role_run_find      (SluiceRoleRun           *run,
                                          GPtrArray               *roles);
void           sluice_role_run_end       (SluiceRoleRun           *run,
                                          SluiceOperationState     state,
                                          SluiceOutcome            outcome,
                                          const GError            *error);
void           sluice_role_run_succeed   (SluiceRoleRun           *run,
                                          SluiceAwsRole           *role);
void           sluice_role_run_before_write (SluiceRoleRun        *run,
                                          SluiceOperationFunc      func);
void           sluice_role_run_lose      (SluiceRoleRun           *run,
                                          GError                  *error);
void           sluice_role_run_fail      (SluiceRoleRun           *run,
                                          GError                  *error);

/* For finding out after a restart: of setting up, authorizing, deauthorizing. */
SluiceRoleJudge sluice_role_run_judge_for (SluiceOperationKind     kind);
void           sluice_role_run_set_before (SluiceRoleRun          *run,
                                          const char              *ids);
gboolean       sluice_role_is_started    (SluiceRoleRun           *run,
                                          GPtrArray               *roles,
                                          SluiceAwsRole          **found);
gboolean       sluice_role_is_authorized (SluiceRoleRun           *run,
                                          GPtrArray               *roles,
                                          SluiceAwsRole          **found);
gboolean       sluice_role_is_gone       (SluiceRoleRun           *run,
                                          GPtrArray               *roles,
                                          SluiceAwsRole          **found);

G_END_DECLS
