/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Polite waiting. */
#include "sluice-poller.h"

struct _SluicePoller
{
  SluicePollerPace pace;
  guint            next_ms;
  gint64           started_us;
};

/**
 * sluice_poller_new:
 * @pace: the first and the longest wait and the limit, in milliseconds
 *
 * Returns: (transfer full): a poller whose limit runs from now on
 */
SluicePoller *
sluice_poller_new (const SluicePollerPace *pace)
{
  SluicePoller *self = g_new0 (SluicePoller, 1);

  self->pace = *pace;
  self->next_ms = pace->first_ms;
  self->started_us = g_get_monotonic_time ();
  return self;
}

/**
 * sluice_poller_free:
 * @self: (transfer full): a poller; a pending wait goes on by itself
 */
void
sluice_poller_free (SluicePoller *self)
{
  g_free (self);
}

static gint64
get_remaining_ms (SluicePoller *self)
{
  gint64 passed_ms = (g_get_monotonic_time () - self->started_us) / 1000;

  return MAX (self->pace.limit_ms - passed_ms, 0);
}

/**
 * sluice_poller_is_over:
 * @self: a poller
 *
 * Returns: whether the limit is reached
 */
gboolean
sluice_poller_is_over (SluicePoller *self)
{
  return get_remaining_ms (self) == 0;
}

static gboolean
waited_cb (gpointer user_data)
{
  GTask *task = user_data;

  /* Also called when cancelled: the task knows that by itself. */
  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

/**
 * sluice_poller_wait_async:
 * @self: a poller
 * @at_least_ms: a wait the server asked for, in milliseconds; 0 if none
 * @cancellable: (nullable): ends the wait with %G_IO_ERROR_CANCELLED
 * @callback: called after the wait
 * @user_data: for @callback
 *
 * Waits once, and no longer than the limit leaves unless the server asked for it; the next wait
 * will be half as long again, up to the longest.
 */
void
sluice_poller_wait_async (SluicePoller        *self,
                          guint                at_least_ms,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  guint wait_ms = (guint) MIN ((gint64) self->next_ms, get_remaining_ms (self));
  g_autoptr (GSource) timer = g_timeout_source_new (MAX (wait_ms, at_least_ms));

  g_task_set_source_tag (task, sluice_poller_wait_async);
  self->next_ms = MIN (self->next_ms + self->next_ms / 2, self->pace.longest_ms);
  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancel = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancel);
      g_source_add_child_source (timer, cancel);
    }
  g_source_set_callback (timer, waited_cb, task, g_object_unref);
  g_source_attach (timer, g_main_context_get_thread_default ());
}

/**
 * sluice_poller_wait_finish:
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE after the wait, %FALSE if it was cancelled
 */
gboolean
sluice_poller_wait_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
