/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an operation tells of itself. */
#include "sluice-operation-fields.h"

/**
 * sluice_operation_get_kind:
 * @self: an operation
 *
 * Returns: what is done
 */
SluiceOperationKind
sluice_operation_get_kind (SluiceOperation *self)
{
  return self->kind;
}

/**
 * sluice_operation_get_subject:
 * @self: an operation
 *
 * Returns: to what it is done: a connection's name, a public key
 */
const char *
sluice_operation_get_subject (SluiceOperation *self)
{
  return self->subject;
}

/**
 * sluice_operation_get_place:
 * @self: an operation
 *
 * Returns: (nullable): the stream processing instance it is done in
 */
const char *
sluice_operation_get_place (SluiceOperation *self)
{
  return self->place;
}

/**
 * sluice_operation_get_state:
 * @self: an operation
 *
 * Returns: working, done, failed or unknown
 */
SluiceOperationState
sluice_operation_get_state (SluiceOperation *self)
{
  return self->state;
}

/**
 * sluice_operation_get_phase:
 * @self: an operation
 *
 * Returns: what it does just now
 */
SluicePhase
sluice_operation_get_phase (SluiceOperation *self)
{
  return self->phase;
}

/**
 * sluice_operation_get_outcome:
 * @self: an operation
 *
 * Returns: what is true, as far as it is known
 */
SluiceOutcome
sluice_operation_get_outcome (SluiceOperation *self)
{
  return self->outcome;
}

/**
 * sluice_operation_was_in_doubt:
 * @self: an operation
 *
 * Returns: whether the answer to the write was lost on the way
 */
gboolean
sluice_operation_was_in_doubt (SluiceOperation *self)
{
  return self->in_doubt;
}

/**
 * sluice_operation_get_started:
 * @self: an operation
 *
 * Returns: (transfer none): when it began, local time
 */
GDateTime *
sluice_operation_get_started (SluiceOperation *self)
{
  return self->started;
}

/**
 * sluice_operation_get_elapsed:
 * @self: an operation
 *
 * Returns: how long it took, or has taken so far, in microseconds
 */
gint64
sluice_operation_get_elapsed (SluiceOperation *self)
{
  gint64 end = self->ended_us != 0 ? self->ended_us : g_get_monotonic_time ();

  return end - self->started_us;
}

/**
 * sluice_operation_get_tries:
 * @self: an operation
 * @most: (out) (optional): after how many tries Sluice gives up
 *
 * Returns: how often Atlas has been asked to do it; 0 for what is never tried twice
 */
guint
sluice_operation_get_tries (SluiceOperation *self,
                            guint           *most)
{
  if (most != NULL)
    *most = self->most_tries;
  return self->tries;
}

/**
 * sluice_operation_get_error:
 * @self: an operation
 *
 * Returns: (transfer none) (nullable): what went wrong last: SLUICE_ATLAS_ERROR or
 *   SLUICE_KEY_STORE_ERROR
 */
const GError *
sluice_operation_get_error (SluiceOperation *self)
{
  return self->error;
}

/**
 * sluice_operation_get_evidence:
 * @self: an operation
 *
 * Returns: (transfer none) (nullable): the record of the call that decided
 */
SluiceEvidence *
sluice_operation_get_evidence (SluiceOperation *self)
{
  return self->evidence;
}

/**
 * sluice_operation_get_result:
 * @self: an operation
 *
 * Returns: (transfer none) (nullable): what is known about the subject
 */
GObject *
sluice_operation_get_result (SluiceOperation *self)
{
  return self->result;
}
