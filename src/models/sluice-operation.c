/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the status pane shows of one thing Sluice does. */
#include "sluice-operation-fields.h"

typedef enum { PROP_REVISION = 1 } SluiceOperationProperty;
static GParamSpec *properties[PROP_REVISION + 1];

G_DEFINE_FINAL_TYPE (SluiceOperation, sluice_operation, G_TYPE_OBJECT)

static void
changed (SluiceOperation *self)
{
  self->revision++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVISION]);
}

static void
sluice_operation_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SluiceOperation *self = SLUICE_OPERATION (object);

  switch ((SluiceOperationProperty) prop_id)
    {
    case PROP_REVISION:
      g_value_set_uint (value, self->revision);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
replace_check_again (SluiceOperation     *self,
                     SluiceOperationFunc  func,
                     gpointer             user_data,
                     GDestroyNotify       destroy)
{
  gpointer old_data = self->check_again_data;
  GDestroyNotify old_destroy = self->check_again_destroy;

  self->check_again = func;
  self->check_again_data = user_data;
  self->check_again_destroy = destroy;
  if (old_destroy != NULL)
    old_destroy (old_data);
}

static void
sluice_operation_dispose (GObject *object)
{
  SluiceOperation *self = SLUICE_OPERATION (object);

  replace_check_again (self, NULL, NULL, NULL);
  g_clear_object (&self->result);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (sluice_operation_parent_class)->dispose (object);
}

static void
sluice_operation_finalize (GObject *object)
{
  SluiceOperation *self = SLUICE_OPERATION (object);

  g_free (self->subject);
  g_free (self->place);
  g_date_time_unref (self->started);
  g_clear_error (&self->error);
  g_clear_pointer (&self->evidence, sluice_evidence_unref);
  G_OBJECT_CLASS (sluice_operation_parent_class)->finalize (object);
}

static void
sluice_operation_class_init (SluiceOperationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sluice_operation_get_property;
  object_class->dispose = sluice_operation_dispose;
  object_class->finalize = sluice_operation_finalize;

  /**
   * SluiceOperation:revision:
   *
   * Grows with each change of anything the getters tell.
   */
  properties[PROP_REVISION] = g_param_spec_uint ("revision", NULL, NULL, 0, G_MAXUINT, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_operation_init (SluiceOperation *self)
{
  self->started = g_date_time_new_now_local ();
  self->started_us = g_get_monotonic_time ();
  self->cancellable = g_cancellable_new ();
}

/**
 * sluice_operation_new:
 * @kind: what is being done
 * @subject: to what: see %SluiceOperationKind
 * @place: (nullable): where: the instance's name
 *
 * Returns: (transfer full): an operation that has just begun
 */
SluiceOperation *
sluice_operation_new (SluiceOperationKind  kind,
                      const char          *subject,
                      const char          *place)
{
  SluiceOperation *self = g_object_new (SLUICE_TYPE_OPERATION, NULL);

  self->kind = kind;
  self->subject = g_strdup (subject);
  self->place = g_strdup (place);
  return self;
}

/**
 * sluice_operation_set_started:
 * @self: an operation that stands for one of the past
 * @started: (nullable): when that was begun; %NULL if it is not known
 */
void
sluice_operation_set_started (SluiceOperation *self,
                              GDateTime       *started)
{
  if (started == NULL)
    return;
  g_date_time_unref (self->started);
  self->started = g_date_time_to_local (started);
}

/**
 * sluice_operation_get_cancellable:
 * @self: an operation
 *
 * Returns: (transfer none): what the present phase is to be cancelled by; a new one after
 *   sluice_operation_enter()
 */
GCancellable *
sluice_operation_get_cancellable (SluiceOperation *self)
{
  return self->cancellable;
}

/**
 * sluice_operation_set_check_again:
 * @self: an operation
 * @func: (nullable): finds out what is true now
 * @user_data: for @func
 * @destroy: (nullable): frees @user_data
 */
void
sluice_operation_set_check_again (SluiceOperation     *self,
                                  SluiceOperationFunc  func,
                                  gpointer             user_data,
                                  GDestroyNotify       destroy)
{
  gboolean before = sluice_operation_can_check_again (self);

  replace_check_again (self, func, user_data, destroy);
  if (sluice_operation_can_check_again (self) != before)
    changed (self);
}

/**
 * sluice_operation_set_error:
 * @self: an operation
 * @error: (transfer full): what went wrong
 *
 * Notes an error, and its evidence, while the operation goes on.
 */
void
sluice_operation_set_error (SluiceOperation *self,
                            GError          *error)
{
  g_clear_error (&self->error);
  self->error = error;
  sluice_operation_set_evidence (self, sluice_atlas_error_get_evidence (error));
}

/**
 * sluice_operation_set_in_doubt:
 * @self: an operation
 * @error: (transfer full): why the answer to the write was lost
 *
 * Notes that the answer to the one write was lost; this stays true whatever is found later.
 */
void
sluice_operation_set_in_doubt (SluiceOperation *self,
                               GError          *error)
{
  sluice_operation_set_error (self, error);
  self->in_doubt = TRUE;
}

/**
 * sluice_operation_enter:
 * @self: an operation
 * @phase: what it does now
 *
 * Goes on working. A Cancel that came before counted for the phase before, and the time between
 * an end and this does not count as spent.
 */
void
sluice_operation_enter (SluiceOperation *self,
                        SluicePhase      phase)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
    }
  if (self->ended_us != 0)
    self->started_us += g_get_monotonic_time () - self->ended_us;
  self->state = SLUICE_OPERATION_STATE_WORKING;
  self->outcome = SLUICE_OUTCOME_NONE;
  self->phase = phase;
  self->ended_us = 0;
  changed (self);
}

/**
 * sluice_operation_set_tries:
 * @self: an operation
 * @tries: how often Atlas has been asked to do it
 * @most: after how many tries Sluice gives up
 *
 * Notes a try; the next sluice_operation_enter() or sluice_operation_end() tells of it.
 */
void
sluice_operation_set_tries (SluiceOperation *self,
                            guint            tries,
                            guint            most)
{
  self->tries = tries;
  self->most_tries = most;
}

/**
 * sluice_operation_take_result:
 * @self: an operation
 * @result: (transfer full) (nullable): a GObject: what is known about the subject now
 */
void
sluice_operation_take_result (SluiceOperation *self,
                              gpointer         result)
{
  g_clear_object (&self->result);
  self->result = result;
  changed (self);
}

/**
 * sluice_operation_set_evidence:
 * @self: an operation
 * @evidence: (nullable): the record to show under Details; %NULL leaves the one there is
 */
void
sluice_operation_set_evidence (SluiceOperation *self,
                               SluiceEvidence  *evidence)
{
  if (evidence == NULL || evidence == self->evidence)
    return;
  g_clear_pointer (&self->evidence, sluice_evidence_unref);
  self->evidence = sluice_evidence_ref (evidence);
}

/**
 * sluice_operation_end:
 * @self: an operation
 * @state: any but %SLUICE_OPERATION_STATE_WORKING
 * @outcome: what is true
 * @error: (nullable): why; replaces the one noted before
 */
void
sluice_operation_end (SluiceOperation      *self,
                      SluiceOperationState  state,
                      SluiceOutcome         outcome,
                      const GError         *error)
{
  if (error != NULL)
    sluice_operation_set_error (self, g_error_copy (error));
  self->state = state;
  self->outcome = outcome;
  self->phase = SLUICE_PHASE_NONE;
  self->ended_us = g_get_monotonic_time ();
  changed (self);
}

/**
 * sluice_operation_can_cancel:
 * @self: an operation
 *
 * Returns: whether there is anything to stop
 */
gboolean
sluice_operation_can_cancel (SluiceOperation *self)
{
  return self->state == SLUICE_OPERATION_STATE_WORKING &&
         !g_cancellable_is_cancelled (self->cancellable);
}

/**
 * sluice_operation_cancel:
 * @self: an operation
 *
 * Stops what it does now. That never undoes anything: a request that may have reached Atlas is
 * looked up afterwards, and a connection that is being prepared goes on being prepared.
 */
void
sluice_operation_cancel (SluiceOperation *self)
{
  if (!sluice_operation_can_cancel (self))
    return;
  g_cancellable_cancel (self->cancellable);
  changed (self);
}

/**
 * sluice_operation_can_check_again:
 * @self: an operation
 *
 * Returns: whether sluice_operation_check_again() would find out more
 */
gboolean
sluice_operation_can_check_again (SluiceOperation *self)
{
  return self->state == SLUICE_OPERATION_STATE_UNKNOWN && self->check_again != NULL;
}

/**
 * sluice_operation_check_again:
 * @self: an operation
 *
 * Asks Atlas what is true now. Only reads, apart from a test of delivery, which then removes what
 * it has left behind.
 */
void
sluice_operation_check_again (SluiceOperation *self)
{
  if (sluice_operation_can_check_again (self))
    self->check_again (self, self->check_again_data);
}
