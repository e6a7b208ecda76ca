/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting until a connection that is being deleted is gone. */
#include "sluice-connection-run.h"

#include "sluice-doubt.h"

/* Looks in a row that may fail before Sluice says that it cannot see. */
#define MAX_BLIND_LOOKS 5
/* Looks in a row that may show a connection which is not being deleted, although Atlas has
 * accepted that: about two minutes. */
#define MAX_IDLE_LOOKS 12

static void look (SluiceConnectionRun *run);

static void
end_stopped (SluiceConnectionRun *run)
{
  g_autoptr (GError) error = sluice_atlas_error_new (SLUICE_ATLAS_ERROR_CANCELLED, NULL,
                                                     "Stopped before it was gone");

  sluice_connection_run_say (run, SLUICE_OUTCOME_STILL_THERE, error);
}

static void
waited_to_look_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceConnectionRun *run = sluice_connection_run_of (operation);

  if (sluice_poller_wait_finish (result, NULL))
    look (run);
  else
    end_stopped (run);
}

static void
wait_to_look (SluiceConnectionRun *run, const GError *error)
{
  if (sluice_poller_is_over (run->watch))
    sluice_connection_run_say (run, SLUICE_OUTCOME_STILL_THERE, error);
  else
    sluice_poller_wait_async (run->watch, sluice_doubt_asked_wait (error),
                              sluice_operation_get_cancellable (run->operation),
                              waited_to_look_cb, g_object_ref (run->operation));
}

/**
 * sluice_connection_run_is_another:
 * @run: a run that deletes
 * @connection: what has the name now
 *
 * Returns: whether somebody has already created another one of this name: then the one that was
 *   to go is gone
 */
gboolean
sluice_connection_run_is_another (SluiceConnectionRun *run, SluiceConnection *connection)
{
  const char *old = run->before ? sluice_connection_get_id (run->before) : NULL;
  const char *now = sluice_connection_get_id (connection);

  return old != NULL && now != NULL && !g_str_equal (old, now);
}

static void
saw (SluiceConnectionRun *run, SluiceConnection *connection)
{
  gboolean leaving = sluice_connection_get_state (connection) == SLUICE_CONNECTION_STATE_DELETING;

  run->blind_looks = 0;
  run->idle_looks = leaving ? 0 : run->idle_looks + 1;
  sluice_operation_take_result (run->operation, g_object_ref (connection));
  if (sluice_connection_run_is_another (run, connection))
    sluice_connection_run_end (run, run->ends_gone ? SLUICE_OPERATION_STATE_DONE
                                                   : SLUICE_OPERATION_STATE_FAILED,
                               SLUICE_OUTCOME_OTHER_HOLDS, NULL);
  else if (sluice_connection_run_cancelled (run))
    end_stopped (run);
  else if (run->idle_looks >= MAX_IDLE_LOOKS)
    sluice_connection_run_say (run, SLUICE_OUTCOME_STILL_THERE, NULL);
  else
    wait_to_look (run, NULL);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceConnectionRun *run = sluice_connection_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = sluice_connection_run_take (
    run, sluice_atlas_get_connection_finish (run->client, result, &error), result, &error);

  if (connection != NULL)
    saw (run, connection);
  else if (sluice_doubt_is_absence (error))
    run->gone (run, NULL);
  else if (sluice_connection_run_cancelled (run))
    end_stopped (run);
  else if (++run->blind_looks < MAX_BLIND_LOOKS && sluice_doubt_may_appear (error))
    wait_to_look (run, error);
  else
    sluice_connection_run_say (run, SLUICE_OUTCOME_STILL_THERE, error);
}

static void
look (SluiceConnectionRun *run)
{
  sluice_connection_run_read (run, looked_cb);
}

/**
 * sluice_connection_run_leave:
 * @run: a run whose connection Atlas is deleting
 *
 * Looks until the connection is gone, which its gone() is told; or says that it is still there,
 * with the error that says why Sluice no longer looks, if there is one.
 */
void
sluice_connection_run_leave (SluiceConnectionRun *run)
{
  g_clear_pointer (&run->watch, sluice_poller_free);
  run->watch = sluice_poller_new (&run->watch_pace);
  run->blind_looks = 0;
  run->idle_looks = 0;
  sluice_operation_enter (run->operation, SLUICE_PHASE_LEAVING);
  look (run);
}
