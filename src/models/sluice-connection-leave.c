/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why an operation on a connection was refused, and waiting until a connection that is being
 * deleted is gone.
 */
#include "sluice-connection-run.h"

#include "sluice-atlas-processors.h"
#include "sluice-connection-operations.h"
#include "sluice-doubt.h"

/* Looks in a row that may fail before Sluice says that it cannot see. */
#define MAX_BLIND_LOOKS 5
/* Looks in a row that may show a connection which is not being deleted, although Atlas has
 * accepted that: about two minutes. */
#define MAX_IDLE_LOOKS 12

#define USERS_KEY "sluice-users"

/* ---- refused --------------------------------------------------------------------------------- */

static void
users_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceConnectionRun *run = sluice_connection_run_of (operation);
  g_autoptr (GPtrArray) processors =
    sluice_atlas_list_processors_finish (run->client, result, NULL);
  GPtrArray *users = NULL;

  if (processors != NULL)
    {
      users = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = 0; i < processors->len; i++)
        if (sluice_processor_is_busy (processors->pdata[i]) &&
            sluice_processor_uses (processors->pdata[i], run->name))
          g_ptr_array_add (users, g_object_ref (processors->pdata[i]));
      g_object_set_data_full (G_OBJECT (operation), USERS_KEY, users,
                              (GDestroyNotify) g_ptr_array_unref);
    }
  sluice_connection_run_say (run, SLUICE_OUTCOME_REFUSED, NULL);
}

/**
 * sluice_connection_run_refuse:
 * @run: a run; gone in the end
 * @error: why nothing was done
 *
 * Ends the operation. Where running stream processors are why, it asks for their names first.
 */
void
sluice_connection_run_refuse (SluiceConnectionRun *run,
                              const GError        *error)
{
  if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED))
    sluice_connection_run_say (run, SLUICE_OUTCOME_CANCELLED, error);
  else if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_IN_USE))
    {
      sluice_operation_set_error (run->operation, g_error_copy (error));
      sluice_atlas_list_processors_async (run->client, run->project_id, run->instance,
                                          sluice_operation_get_cancellable (run->operation),
                                          users_read_cb, g_object_ref (run->operation));
    }
  else
    sluice_connection_run_say (run, SLUICE_OUTCOME_REFUSED, error);
}

/**
 * sluice_connection_operation_get_users:
 * @operation: an operation on a connection
 *
 * Returns: (transfer none) (element-type SluiceProcessor) (nullable): the running stream
 *   processors that Atlas has refused it for; %NULL where there is nothing to tell or they could
 *   not be read
 */
GPtrArray *
sluice_connection_operation_get_users (SluiceOperation *operation)
{
  return g_object_get_data (G_OBJECT (operation), USERS_KEY);
}

/* ---- leaving: Atlas deletes it --------------------------------------------------------------- */

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
