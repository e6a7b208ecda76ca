/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What importing one connection means for a registry: what will be done, why, and how far it is.
 * All but the progress is settled when it is made.
 */
#pragma once

#include "sluice-connection.h"
#include "sluice-operation.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_IMPORT_CREATE,
  SLUICE_IMPORT_CHANGE,  /* another role or test bucket: see the connection that is present */
  SLUICE_IMPORT_LEAVE,   /* is there already, the same */
  SLUICE_IMPORT_CANNOT,  /* see the reason */
} SluiceImportAction;

typedef enum
{
  SLUICE_IMPORT_WAITING,
  SLUICE_IMPORT_WORKING,
  SLUICE_IMPORT_PREPARING,    /* it is in the registry, but not READY yet */
  SLUICE_IMPORT_DONE,
  SLUICE_IMPORT_FAILED,       /* see the operation */
  SLUICE_IMPORT_UNKNOWN,      /* the same: what is true is not known */
  SLUICE_IMPORT_NOT_STARTED,  /* the import was cancelled before */
} SluiceImportProgress;

/* To make one; everything is copied. */
typedef struct
{
  SluiceImportAction  action;
  guint               line;             /* where the text has it */
  const char         *name;             /* NULL where it has none */
  const char         *role_arn;
  const char         *test_bucket;      /* NULL for none */
  const char         *private_link_id;  /* NULL: over the internet */
  const char         *reason;           /* translated; NULL for none */
  SluiceConnection   *present;          /* what has the name now; NULL: nothing */
} SluiceImportValues;

#define SLUICE_TYPE_IMPORT_STEP (sluice_import_step_get_type ())
G_DECLARE_FINAL_TYPE (SluiceImportStep, sluice_import_step, SLUICE, IMPORT_STEP, GObject)

SluiceImportStep         *sluice_import_step_new           (const SluiceImportValues *values);
const SluiceImportValues *sluice_import_step_get_values    (SluiceImportStep         *self);
SluiceImportProgress      sluice_import_step_get_progress  (SluiceImportStep         *self);
SluiceOperation          *sluice_import_step_get_operation (SluiceImportStep         *self);

/* For the run. */
gboolean                  sluice_import_step_is_work       (SluiceImportStep         *self);
void                      sluice_import_step_set_operation (SluiceImportStep         *self,
                                                            SluiceOperation          *operation);
gboolean                  sluice_import_step_put_back      (SluiceImportStep         *self,
                                                            guint                    *wait_s);
void                      sluice_import_step_give_up       (SluiceImportStep         *self);

/* Signal ::changed: the progress, or what its operation tells. */

G_END_DECLS
