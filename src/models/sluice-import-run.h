/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing: what has to be sent to Atlas, one connection after another, each once. One that fails
 * stops nothing else; one that Atlas turns away for too many requests is tried again later. The
 * next begins as soon as the one before is in the registry, whether it is READY or not.
 */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-import-step.h"
#include "sluice-poller.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_work;      /* connections to create or change */
  guint n_ended;     /* of them, whatever came of it */
  guint n_done;
  guint n_preparing;
  guint n_failed;    /* with those of which it is not known */
  guint wait_s;      /* Atlas has asked to wait so many seconds; 0: it goes on */
} SluiceImportCounts;

typedef struct
{
  const char       *project_id;
  const char       *instance;
  GPtrArray        *steps;        /* of SluiceImportStep */
  SluicePollerPace  watch_pace;   /* zeros: the usual ones */
  SluicePollerPace  settle_pace;
} SluiceImportRequest;

#define SLUICE_TYPE_IMPORT_RUN (sluice_import_run_get_type ())
G_DECLARE_FINAL_TYPE (SluiceImportRun, sluice_import_run, SLUICE, IMPORT_RUN, GObject)

SluiceImportRun *sluice_import_run_new        (SluiceAtlasClient         *client,
                                               const SluiceImportRequest *request);
void             sluice_import_run_start      (SluiceImportRun           *self);
void             sluice_import_run_cancel     (SluiceImportRun           *self);
gboolean         sluice_import_run_is_running (SluiceImportRun           *self);
gboolean         sluice_import_run_can_cancel (SluiceImportRun           *self);
void             sluice_import_run_count      (SluiceImportRun           *self,
                                               SluiceImportCounts        *counts);

/* Signals:
 *  ::operation (SluiceOperation *operation)   has been begun
 *  ::changed                                  the counts, or whether it runs
 */

G_END_DECLS
