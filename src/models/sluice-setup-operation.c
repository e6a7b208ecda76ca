/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting a set-up of AWS access: one POST, between two looks at what there is. */
#include "sluice-atlas-aws-roles.h"
#include "sluice-role-run.h"

/* A half finished set-up that was not there before the one POST. Should somebody else have begun
 * one in the same second, either of the two serves as well. */
gboolean
sluice_role_is_started (SluiceRoleRun *run, GPtrArray *roles, SluiceAwsRole **found)
{
  for (guint i = 0; i < roles->len && *found == NULL; i++)
    {
      SluiceAwsRole *role = roles->pdata[i];

      if (!sluice_aws_role_is_authorized (role) &&
          !g_hash_table_contains (run->before, sluice_aws_role_get_id (role)))
        *found = role;
    }
  return *found != NULL;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceRoleRun *run = sluice_role_run_of (operation);
  GError *error = NULL;
  g_autoptr (SluiceAwsRole) role =
    sluice_atlas_create_aws_role_finish (run->client, result, &error);

  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  if (role != NULL)
    sluice_role_run_succeed (run, role);
  else
    sluice_role_run_fail (run, error);
}

static void
send_now (SluiceOperation *operation, gpointer user_data)
{
  SluiceRoleRun *run = user_data;

  sluice_atlas_create_aws_role_async (run->client, run->project_id,
                                      sluice_operation_get_cancellable (operation), sent_cb,
                                      g_object_ref (operation));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceRoleRun *run = sluice_role_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) roles = sluice_atlas_list_aws_roles_finish (run->client, result, &error);

  if (roles == NULL || sluice_role_run_cancelled (run))
    {
      sluice_role_run_end (run, SLUICE_OPERATION_STATE_FAILED,
                           sluice_role_run_cancelled (run) ? SLUICE_OUTCOME_CANCELLED
                                                           : SLUICE_OUTCOME_REFUSED, error);
      return;
    }
  for (guint i = 0; i < roles->len; i++)
    g_hash_table_add (run->before, g_strdup (sluice_aws_role_get_id (roles->pdata[i])));
  sluice_operation_enter (operation, SLUICE_PHASE_SENDING);
  sluice_role_run_before_write (run, send_now);
}

/**
 * sluice_setup_operation_start:
 * @client: (transfer none): a client, kept until the operation is gone
 * @request: where
 *
 * Starts a set-up of AWS access. The project's roles are listed first; then exactly one POST is
 * sent. If its answer is lost, the roles are listed again and compared; there is never a second
 * POST by itself.
 *
 * Returns: (transfer full): the operation, at work; its result is the half finished set-up
 */
SluiceOperation *
sluice_setup_operation_start (SluiceAtlasClient       *client,
                              const SluiceRoleRequest *request)
{
  SluiceRoleRun *run = sluice_role_run_new (client, SLUICE_OPERATION_START_SETUP, NULL, request,
                                            sluice_role_is_started);

  run->before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sluice_operation_enter (run->operation, SLUICE_PHASE_CHECKING);
  sluice_atlas_list_aws_roles_async (client, run->project_id,
                                     sluice_operation_get_cancellable (run->operation), listed_cb,
                                     g_object_ref (run->operation));
  return run->operation;
}
