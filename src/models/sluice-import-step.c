/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection of an import. */
#include "sluice-import-step.h"

#include "sluice-atlas-error.h"

/* Times that Atlas may say of one connection that there were too many requests, and how long to
 * wait where it does not say. */
#define MAX_TURNED_AWAY 5
#define USUAL_WAIT_S 10
#define MAX_WAIT_S 300

struct _SluiceImportStep
{
  GObject               parent_instance;

  SluiceImportValues    values;     /* owned */
  SluiceImportProgress  progress;
  SluiceOperation      *operation;
  gulong                handler;
  guint                 n_turned_away;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceImportStep, sluice_import_step, G_TYPE_OBJECT)

static void
sluice_import_step_dispose (GObject *object)
{
  SluiceImportStep *self = SLUICE_IMPORT_STEP (object);

  g_clear_signal_handler (&self->handler, self->operation);
  g_clear_object (&self->operation);
  g_clear_object (&self->values.present);
  G_OBJECT_CLASS (sluice_import_step_parent_class)->dispose (object);
}

static void
sluice_import_step_finalize (GObject *object)
{
  SluiceImportStep *self = SLUICE_IMPORT_STEP (object);

  g_free ((char *) self->values.name);
  g_free ((char *) self->values.role_arn);
  g_free ((char *) self->values.test_bucket);
  g_free ((char *) self->values.private_link_id);
  g_free ((char *) self->values.reason);
  G_OBJECT_CLASS (sluice_import_step_parent_class)->finalize (object);
}

static void
sluice_import_step_class_init (SluiceImportStepClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_import_step_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_import_step_finalize;

  signals[CHANGED] = g_signal_new ("changed", SLUICE_TYPE_IMPORT_STEP, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_import_step_init (SluiceImportStep *self)
{
}

/**
 * sluice_import_step_new:
 * @values: what is settled
 *
 * Returns: (transfer full): a step that waits
 */
SluiceImportStep *
sluice_import_step_new (const SluiceImportValues *values)
{
  SluiceImportStep *self = g_object_new (SLUICE_TYPE_IMPORT_STEP, NULL);

  self->values = *values;
  self->values.name = g_strdup (values->name);
  self->values.role_arn = g_strdup (values->role_arn);
  self->values.test_bucket = g_strdup (values->test_bucket);
  self->values.private_link_id = g_strdup (values->private_link_id);
  self->values.reason = g_strdup (values->reason);
  if (values->present != NULL)
    g_object_ref (values->present);
  return self;
}

/**
 * sluice_import_step_get_values:
 * @self: a step
 *
 * Returns: (transfer none): what is settled
 */
const SluiceImportValues *
sluice_import_step_get_values (SluiceImportStep *self)
{
  return &self->values;
}

/**
 * sluice_import_step_get_progress:
 * @self: a step
 *
 * Returns: how far it is; one that has nothing to do waits for ever
 */
SluiceImportProgress
sluice_import_step_get_progress (SluiceImportStep *self)
{
  return self->progress;
}

/**
 * sluice_import_step_get_operation:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): what does it
 */
SluiceOperation *
sluice_import_step_get_operation (SluiceImportStep *self)
{
  return self->operation;
}

/**
 * sluice_import_step_is_work:
 * @self: a step
 *
 * Returns: whether something is to be sent to Atlas for it
 */
gboolean
sluice_import_step_is_work (SluiceImportStep *self)
{
  return self->values.action == SLUICE_IMPORT_CREATE ||
         self->values.action == SLUICE_IMPORT_CHANGE;
}

static SluiceImportProgress
progress_of (SluiceOperation *operation)
{
  switch (sluice_operation_get_state (operation))
    {
    case SLUICE_OPERATION_STATE_DONE:
      return SLUICE_IMPORT_DONE;
    case SLUICE_OPERATION_STATE_FAILED:
      return SLUICE_IMPORT_FAILED;
    case SLUICE_OPERATION_STATE_UNKNOWN:
      return SLUICE_IMPORT_UNKNOWN;
    case SLUICE_OPERATION_STATE_WORKING:
    default:
      return sluice_operation_get_phase (operation) == SLUICE_PHASE_WATCHING
               ? SLUICE_IMPORT_PREPARING : SLUICE_IMPORT_WORKING;
    }
}

static void
operation_changed_cb (SluiceImportStep *self)
{
  self->progress = progress_of (self->operation);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sluice_import_step_set_operation:
 * @self: a step without one
 * @operation: (transfer none): what does it; from now on it tells the progress
 */
void
sluice_import_step_set_operation (SluiceImportStep *self,
                                  SluiceOperation  *operation)
{
  g_return_if_fail (self->operation == NULL);

  self->operation = g_object_ref (operation);
  self->handler = g_signal_connect_swapped (operation, "notify::revision",
                                            G_CALLBACK (operation_changed_cb), self);
  operation_changed_cb (self);
}

/**
 * sluice_import_step_put_back:
 * @self: a step whose operation has changed
 * @wait_s: (out): how long to wait before it is tried again, in seconds
 *
 * Has it wait for its turn again if Atlas has only said that there were too many requests: then
 * nothing was done.
 *
 * Returns: whether it waits again
 */
gboolean
sluice_import_step_put_back (SluiceImportStep *self,
                             guint            *wait_s)
{
  const GError *error =
    self->operation != NULL ? sluice_operation_get_error (self->operation) : NULL;
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);
  int asked = evidence != NULL ? sluice_evidence_get_retry_after (evidence) : 0;

  if (self->progress != SLUICE_IMPORT_FAILED || self->n_turned_away >= MAX_TURNED_AWAY ||
      !g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_RATE_LIMITED))
    return FALSE;
  *wait_s = asked > 0 ? MIN (asked, MAX_WAIT_S) : USUAL_WAIT_S << self->n_turned_away;
  self->n_turned_away++;
  g_clear_signal_handler (&self->handler, self->operation);
  g_clear_object (&self->operation);
  self->progress = SLUICE_IMPORT_WAITING;
  return TRUE;
}

/**
 * sluice_import_step_give_up:
 * @self: a step
 *
 * Ends it if it still waits for its turn.
 */
void
sluice_import_step_give_up (SluiceImportStep *self)
{
  if (!sluice_import_step_is_work (self) || self->progress != SLUICE_IMPORT_WAITING)
    return;
  self->progress = SLUICE_IMPORT_NOT_STARTED;
  g_signal_emit (self, signals[CHANGED], 0);
}
