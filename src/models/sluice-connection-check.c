/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at a connection right before it is changed: nothing is overwritten that the person has
 * not seen.
 */
#include "sluice-connection-run.h"

#include "sluice-doubt.h"

static const char *
get_network (SluiceConnection *connection)
{
  const char *type = sluice_connection_get_network_type (connection);

  return type != NULL ? type : "PUBLIC";
}

/**
 * sluice_connection_has_changed:
 * @seen: a connection as the person saw it
 * @now: the same one as it is now
 *
 * A state that goes its way from PENDING to READY is no change, nor is a member that this answer
 * leaves out: there is nothing then that could be overwritten.
 *
 * Returns: whether somebody has changed it meanwhile
 */
gboolean
sluice_connection_has_changed (SluiceConnection *seen,
                               SluiceConnection *now)
{
  const char *seen_id = sluice_connection_get_id (seen);
  const char *id = sluice_connection_get_id (now);
  const char *bucket = sluice_connection_get_test_bucket (now);

  return (seen_id != NULL && id != NULL && !g_str_equal (seen_id, id)) ||
         g_strcmp0 (sluice_connection_get_type_name (seen),
                    sluice_connection_get_type_name (now)) != 0 ||
         g_strcmp0 (sluice_connection_get_role_arn (seen),
                    sluice_connection_get_role_arn (now)) != 0 ||
         (bucket != NULL && g_strcmp0 (sluice_connection_get_test_bucket (seen), bucket) != 0) ||
         g_ascii_strcasecmp (get_network (seen), get_network (now)) != 0 ||
         g_strcmp0 (sluice_connection_get_private_link_id (seen),
                    sluice_connection_get_private_link_id (now)) != 0;
}

static gboolean
is_leaving (SluiceConnection *connection)
{
  return sluice_connection_get_state (connection) == SLUICE_CONNECTION_STATE_DELETING;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceConnectionRun *run = sluice_connection_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) now = sluice_connection_run_take (
    run, sluice_atlas_get_connection_finish (run->client, result, &error), result, &error);

  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  if (now != NULL)
    {
      g_set_object (&run->before, now);
      sluice_operation_take_result (operation, g_object_ref (now));
    }
  if (sluice_connection_run_cancelled (run))
    sluice_connection_run_say (run, SLUICE_OUTCOME_CANCELLED, error);
  else if (sluice_doubt_is_absence (error))
    run->missing (run, error);
  else if (now == NULL)
    sluice_connection_run_say (run, SLUICE_OUTCOME_REFUSED, error);
  else if (sluice_connection_has_changed (run->seen, now) ||
           (is_leaving (now) && !run->ends_gone))
    sluice_connection_run_say (run, SLUICE_OUTCOME_CHANGED_BEFORE, NULL);
  else if (is_leaving (now))
    sluice_connection_run_leave (run);
  else
    run->send (run);
}

/**
 * sluice_connection_run_check:
 * @run: a run on a connection that the person has seen
 *
 * Reads the connection. Its send() is called if it is still as it was seen; one that is being
 * deleted already needs no other deletion.
 */
void
sluice_connection_run_check (SluiceConnectionRun *run)
{
  sluice_operation_enter (run->operation, SLUICE_PHASE_CHECKING);
  sluice_connection_run_read (run, checked_cb);
}
