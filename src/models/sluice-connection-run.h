/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the operations on connections share: what they were asked for, watching a connection
 * until it is READY, and finding out what is true after an answer was lost. Only those operations
 * use it.
 */
#pragma once

#include "sluice-atlas-connections.h"
#include "sluice-history-entry.h"
#include "sluice-read-back.h"

G_BEGIN_DECLS

typedef struct _SluiceConnectionRun SluiceConnectionRun;

/* Reading back has seen this, or (connection is NULL) has met the error. TRUE: that decides, and
 * the operation has been led on. FALSE: a later look may still show something else. */
typedef gboolean (*SluiceConnectionJudge) (SluiceConnectionRun *run,
                                           SluiceConnection    *connection,
                                           const GError        *error);
/* Whether that shows that what was asked for was done, and not by somebody else. */
typedef gboolean (*SluiceConnectionProof) (SluiceConnectionRun *run,
                                           SluiceConnection    *connection,
                                           const GError        *error);
/* No look has decided: what the last one has shown. */
typedef void     (*SluiceConnectionGiveUp) (SluiceConnectionRun *run,
                                            SluiceConnection    *connection,
                                            const GError        *error);

/* In the journal, for the bucket of a connection that had none: no bucket is called so. */
#define SLUICE_CONNECTION_NO_BUCKET "-"

/* Belongs to its operation as long as there is something left to do or to look up: with it goes
 * the client, and with that the private key. */
struct _SluiceConnectionRun
{
  SluiceOperation        *operation;  /* borrowed; every pending callback holds a reference */
  SluiceAtlasClient      *client;
  char                   *project_id;
  char                   *instance;
  char                   *name;
  char                   *role_arn;         /* as asked for; what does not apply is NULL */
  char                   *test_bucket;
  char                   *private_link_id;
  SluiceConnection       *seen;       /* as the person saw it */
  SluiceConnection       *before;     /* as it was right before the write */
  SluicePollerPace        watch_pace;
  SluicePoller           *watch;
  SluiceReadBack          read_back;
  guint                   blind_looks;
  guint                   idle_looks;
  gboolean                only_reads; /* since Check Again */
  gboolean                ends_gone;  /* what was asked for is that it is gone */
  gboolean                together;   /* others are asked about at the same time */
  gboolean                new_bucket; /* after a restart: the bucket shows that it was done */
  SluiceConnectionJudge   judge;
  SluiceConnectionGiveUp  give_up;
  SluiceConnectionProof   shows_done;  /* of what writes, not only reads, as is refused */
  SluiceConnectionGiveUp  refused;     /* it was, as far as a look could tell */
  void                  (*send)    (SluiceConnectionRun *run);  /* it is as the person saw it */
  void                  (*missing) (SluiceConnectionRun *run,   /* there is nothing to change */
                                    const GError        *error);
  void                  (*again)   (SluiceConnectionRun *run);  /* Check Again, answer known */
  void                  (*gone)    (SluiceConnectionRun *run,   /* a deletion was seen done */
                                    const GError        *error);
};

SluiceConnectionRun *sluice_connection_run_new        (SluiceAtlasClient           *client,
                                                       SluiceOperationKind          kind,
                                                       const char                  *project_id,
                                                       const char                  *instance,
                                                       const SluiceConnectionSpec  *spec);
SluiceConnectionRun *sluice_connection_run_of         (SluiceOperation             *operation);
void                 sluice_connection_run_set_paces  (SluiceConnectionRun         *run,
                                                       const SluicePollerPace      *watch,
                                                       const SluicePollerPace      *settle);
SluiceConnectionSpec sluice_connection_run_get_spec   (SluiceConnectionRun         *run);
gboolean             sluice_connection_run_cancelled  (SluiceConnectionRun         *run);
SluiceConnection    *sluice_connection_run_take       (SluiceConnectionRun         *run,
                                                       SluiceConnection            *connection,
                                                       GAsyncResult                *result,
                                                       GError                     **error);
void                 sluice_connection_run_read       (SluiceConnectionRun         *run,
                                                       GAsyncReadyCallback          callback);
void                 sluice_connection_run_end        (SluiceConnectionRun         *run,
                                                       SluiceOperationState         state,
                                                       SluiceOutcome                outcome,
                                                       const GError                *error);
void                 sluice_connection_run_say        (SluiceConnectionRun         *run,
                                                       SluiceOutcome                outcome,
                                                       const GError                *error);
void                 sluice_connection_run_before_write (SluiceConnectionRun       *run,
                                                       SluiceOperationFunc          func);
void                 sluice_connection_run_watch      (SluiceConnectionRun         *run,
                                                       SluiceConnection            *connection);
void                 sluice_connection_run_watch_again (SluiceConnectionRun        *run);
void                 sluice_connection_run_leave      (SluiceConnectionRun         *run);
void                 sluice_connection_run_lose       (SluiceConnectionRun         *run,
                                                       GError                      *error);
void                 sluice_connection_run_refuse     (SluiceConnectionRun         *run,
                                                       const GError                *error);
void                 sluice_connection_run_judge_refused (SluiceConnectionRun      *run,
                                                       SluiceConnection            *connection,
                                                       const GError                *error,
                                                       GError                      *refusal);
void                 sluice_connection_run_believe    (SluiceConnectionRun         *run,
                                                       SluiceConnection            *connection,
                                                       const GError                *error);
void                 sluice_connection_run_end_refused (SluiceConnectionRun        *run,
                                                       const GError                *error);

gboolean             sluice_connection_run_is_another (SluiceConnectionRun         *run,
                                                       SluiceConnection            *connection);
void                 sluice_connection_run_check      (SluiceConnectionRun         *run);
gboolean             sluice_connection_has_changed    (SluiceConnection            *seen,
                                                       SluiceConnection            *now);

/* Of deleting, for what also creates again. */
void                 sluice_connection_run_delete     (SluiceConnectionRun         *run);
gboolean             sluice_connection_run_shows_deleted (SluiceConnectionRun      *run,
                                                       SluiceConnection            *connection,
                                                       const GError                *error);
gboolean             sluice_connection_run_judge_deleted (SluiceConnectionRun      *run,
                                                       SluiceConnection            *connection,
                                                       const GError                *error);
void                 sluice_connection_run_keep       (SluiceConnectionRun         *run,
                                                       SluiceConnection            *connection,
                                                       const GError                *error);

/* Of creating, for what creates again. */
GError              *sluice_connection_run_contradiction (SluiceConnectionRun      *run,
                                                       SluiceConnection            *connection,
                                                       GAsyncResult                *result);
gboolean             sluice_connection_run_is_wanted  (SluiceConnectionRun         *run,
                                                       SluiceConnection            *connection);
gboolean             sluice_connection_run_shows_created (SluiceConnectionRun      *run,
                                                       SluiceConnection            *connection,
                                                       const GError                *error);
gboolean             sluice_connection_run_judge_created (SluiceConnectionRun      *run,
                                                       SluiceConnection            *connection,
                                                       const GError                *error);

/* What there was, and what there should be instead: see sluice-undo.h. */
void                 sluice_undo_remember             (SluiceConnectionRun         *run);
void                 sluice_undo_write_down           (SluiceConnectionRun         *run);
void                 sluice_undo_recall               (SluiceConnectionRun         *run,
                                                       SluiceHistoryEntry          *entry);

G_END_DECLS
