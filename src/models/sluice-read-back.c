/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking for what became of a write whose answer was lost, or is not to be believed unseen. */
#include "sluice-read-back.h"

#include "sluice-doubt.h"

/* Neither is a change there as soon as it was made, nor a server back as soon as it has dropped
 * a connection. */
static const SluicePollerPace usual_pace = { 1000, 4000, 8000 };
/* Where only the waiting has ended, Atlas itself may be at work for a while. */
static const SluicePollerPace patient_pace = { 1000, 8000, 60 * 1000 };

/**
 * sluice_read_back_init:
 * @self: part of what drives @operation
 * @operation: (transfer none): what is done; not kept
 * @look: looks once; what it finds leads @operation on, or to sluice_read_back_wait()
 * @run: for @look
 */
void
sluice_read_back_init (SluiceReadBack     *self,
                       SluiceOperation    *operation,
                       SluiceReadBackFunc  look,
                       gpointer            run)
{
  *self = (SluiceReadBack) {
    .operation = operation,
    .look = look,
    .run = run,
    .pace = usual_pace,
    .is_usual = TRUE,
  };
}

/**
 * sluice_read_back_set_pace:
 * @self: a part
 * @pace: how often to look for what may still appear; zeros: as usual
 */
void
sluice_read_back_set_pace (SluiceReadBack         *self,
                           const SluicePollerPace *pace)
{
  if (pace->longest_ms == 0)
    return;
  self->pace = *pace;
  self->is_usual = FALSE;
}

/**
 * sluice_read_back_clear:
 * @self: a part that waits for nothing
 */
void
sluice_read_back_clear (SluiceReadBack *self)
{
  g_clear_pointer (&self->poller, sluice_poller_free);
  g_clear_error (&self->lost);
  g_clear_error (&self->refused);
}

/* Whether somebody has only stopped to wait for Atlas: the person, Sluice, or a gateway between. */
static gboolean
may_be_at_work (const GError *error)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);
  guint status = evidence != NULL ? sluice_evidence_get_status (evidence) : 0;

  return status == 502 || status == 504 ||
         g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_TIMED_OUT) ||
         g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED);
}

/**
 * sluice_read_back_lose:
 * @self: a part
 * @error: (transfer full): why the one write has failed, which leaves open what is true
 *
 * Notes that the answer was lost, and begins to look.
 */
void
sluice_read_back_lose (SluiceReadBack *self,
                       GError         *error)
{
  g_clear_error (&self->lost);
  self->lost = g_error_copy (error);
  if (self->is_usual)
    self->pace = may_be_at_work (error) ? patient_pace : usual_pace;
  sluice_operation_set_in_doubt (self->operation, error);
  sluice_read_back_start (self);
}

/**
 * sluice_read_back_start:
 * @self: a part whose answer was lost earlier
 *
 * Begins to look, with all the time there is for it.
 */
void
sluice_read_back_start (SluiceReadBack *self)
{
  g_clear_pointer (&self->poller, sluice_poller_free);
  self->poller = sluice_poller_new (&self->pace);
  sluice_operation_enter (self->operation, SLUICE_PHASE_READING_BACK);
  self->look (self->run);
}

/**
 * sluice_read_back_doubt:
 * @self: a part
 * @error: why the one write was refused
 *
 * Looks once, without waiting for anything, if the refusal can have come after it was done. Then
 * the look has to ask sluice_read_back_end_doubt() for it.
 *
 * Returns: whether it looks
 */
gboolean
sluice_read_back_doubt (SluiceReadBack *self,
                        const GError   *error)
{
  GCancellable *cancellable = sluice_operation_get_cancellable (self->operation);

  if (!sluice_doubt_deserves_look (error))
    return FALSE;
  g_clear_error (&self->refused);
  self->refused = g_error_copy (error);
  sluice_atlas_set_hurry (cancellable, TRUE);
  self->look (self->run);
  sluice_atlas_set_hurry (cancellable, FALSE);
  return TRUE;
}

/**
 * sluice_read_back_end_doubt:
 * @self: a part whose look has ended
 *
 * Returns: (transfer full) (nullable): the refusal that was to be confirmed; %NULL if the look was
 *   for something else
 */
GError *
sluice_read_back_end_doubt (SluiceReadBack *self)
{
  return g_steal_pointer (&self->refused);
}

static void
end_cancelled (SluiceReadBack *self)
{
  g_autoptr (GError) error = sluice_atlas_error_new (SLUICE_ATLAS_ERROR_CANCELLED, NULL,
                                                     "Cancelled before the last look");

  sluice_operation_end (self->operation, SLUICE_OPERATION_STATE_UNKNOWN,
                        SLUICE_OUTCOME_CANNOT_TELL, error);
}

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SluiceReadBack *self = user_data;
  g_autoptr (SluiceOperation) operation = self->operation;  /* held since the waiting began */

  if (sluice_poller_wait_finish (result, NULL))
    self->look (self->run);
  else
    end_cancelled (self);
}

/**
 * sluice_read_back_wait:
 * @self: a part, after a look that has decided nothing
 * @error: (nullable): why the look has failed; %NULL if it has not
 * @may_change: whether a later look may show something else
 *
 * Looks again a little later, or, after Cancel, ends the operation: then nobody can tell. A server
 * that asks for a longer wait than people would sit through is not asked again by itself.
 *
 * Returns: whether one of them is so; %FALSE: this look was the last
 */
gboolean
sluice_read_back_wait (SluiceReadBack *self,
                       const GError   *error,
                       gboolean        may_change)
{
  GCancellable *cancellable = sluice_operation_get_cancellable (self->operation);
  guint asked = sluice_doubt_asked_wait (error);

  if (g_cancellable_is_cancelled (cancellable))
    {
      end_cancelled (self);
      return TRUE;
    }
  if (!may_change || asked > self->pace.longest_ms || sluice_poller_is_over (self->poller))
    return FALSE;
  g_object_ref (self->operation);
  sluice_poller_wait_async (self->poller, asked, cancellable, waited_cb, self);
  return TRUE;
}
