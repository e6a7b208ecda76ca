/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An operation on a connection was refused: whether that is so, and why. */
#include "sluice-connection-run.h"

#include "sluice-atlas-processors.h"
#include "sluice-connection-operations.h"
#include "sluice-doubt.h"

#define USERS_KEY "sluice-users"

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
 * sluice_connection_run_end_refused:
 * @run: a run; gone in the end
 * @error: why nothing was done
 *
 * Ends the operation. Where running stream processors are why, it asks for their names first.
 */
void
sluice_connection_run_end_refused (SluiceConnectionRun *run,
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
 * sluice_connection_run_believe:
 * @run: a run whose PATCH or DELETE was refused; gone in the end
 * @connection: (nullable): what Atlas has
 * @error: the answer
 *
 * Said to be missing, it is so unless it was seen.
 */
void
sluice_connection_run_believe (SluiceConnectionRun *run,
                               SluiceConnection    *connection,
                               const GError        *error)
{
  if (connection == NULL && sluice_doubt_is_absence (error))
    run->missing (run, error);
  else
    sluice_connection_run_end_refused (run, error);
}

/**
 * sluice_connection_run_judge_refused:
 * @run: a run whose one write was refused
 * @connection: (nullable): what Atlas has
 * @error: (nullable): why it could not be read
 * @refusal: (transfer full): the answer
 *
 * Goes on as after a lost answer if it was done all the same, and ends as refused if it was not,
 * or could not be read: then there is no better word than the server's.
 */
void
sluice_connection_run_judge_refused (SluiceConnectionRun *run,
                                     SluiceConnection    *connection,
                                     const GError        *error,
                                     GError              *refusal)
{
  g_autoptr (GError) owned = refusal;

  if (!run->shows_done (run, connection, error))
    {
      run->refused (run, connection, refusal);
      return;
    }
  sluice_operation_set_in_doubt (run->operation, g_steal_pointer (&owned));
  run->judge (run, connection, error);
}

/**
 * sluice_connection_run_refuse:
 * @run: a run whose one write has failed
 * @error: why nothing was done, as it is said
 *
 * Looks once whether that is so, where it may not be, and ends the operation, or goes on with it.
 */
void
sluice_connection_run_refuse (SluiceConnectionRun *run,
                              const GError        *error)
{
  if (!sluice_read_back_doubt (&run->read_back, error))
    run->refused (run, NULL, error);
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
