/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the operations on AWS roles share. */
#include "sluice-role-run.h"

#include "sluice-atlas-aws-roles.h"
#include "sluice-doubt.h"

static void
run_free (gpointer data)
{
  SluiceRoleRun *run = data;

  g_object_unref (run->client);
  g_free (run->role_id);
  g_free (run->project_id);
  g_free (run->role_arn);
  g_clear_object (&run->seen);
  g_clear_object (&run->usage);
  g_clear_pointer (&run->before, g_hash_table_unref);
  g_clear_pointer (&run->retry, sluice_poller_free);
  sluice_read_back_clear (&run->read_back);
  g_free (run);
}

/**
 * sluice_role_run_of:
 * @operation: an operation sluice_role_run_new() has made
 *
 * Returns: (transfer none): what drives it
 */
SluiceRoleRun *
sluice_role_run_of (SluiceOperation *operation)
{
  return g_object_get_data (G_OBJECT (operation), "run");
}

/**
 * sluice_role_run_cancelled:
 * @run: a run
 *
 * Returns: whether Cancel was pressed in the phase that ends now, even if the answer was faster
 */
gboolean
sluice_role_run_cancelled (SluiceRoleRun *run)
{
  return g_cancellable_is_cancelled (sluice_operation_get_cancellable (run->operation));
}

/**
 * sluice_role_run_find:
 * @run: a run on one role
 * @roles: (element-type SluiceAwsRole): the project's roles
 *
 * Returns: (transfer none) (nullable): the role as it is now
 */
SluiceAwsRole *
sluice_role_run_find (SluiceRoleRun *run,
                      GPtrArray     *roles)
{
  for (guint i = 0; i < roles->len; i++)
    {
      if (g_strcmp0 (sluice_aws_role_get_id (roles->pdata[i]),
                     run->role_id) == 0)
        return roles->pdata[i];
    }
  return NULL;
}

/**
 * sluice_role_run_end:
 * @run: a run; gone afterwards where there is nothing left to look up
 * @state: done, failed or unknown
 * @outcome: what is true
 * @error: (nullable): why; replaces the one noted before
 *
 * Ends the operation.
 */
void
sluice_role_run_end (SluiceRoleRun        *run,
                     SluiceOperationState  state,
                     SluiceOutcome         outcome,
                     const GError         *error)
{
  SluiceOperation *operation = run->operation;

  sluice_operation_end (operation, state, outcome, error);
  if (state != SLUICE_OPERATION_STATE_UNKNOWN)
    sluice_operation_set_check_again (operation, NULL, NULL, NULL);
}

/**
 * sluice_role_run_succeed:
 * @run: a run; gone afterwards
 * @role: (nullable) (transfer none): the role as it is now
 *
 * Ends the operation: what was asked for is so.
 */
void
sluice_role_run_succeed (SluiceRoleRun *run,
                         SluiceAwsRole *role)
{
  if (role != NULL)
    sluice_operation_take_result (run->operation, g_object_ref (role));
  sluice_role_run_end (run, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_ACCEPTED, NULL);
}

static char *
join_before (SluiceRoleRun *run)
{
  g_autofree const char **ids =
    (const char **) g_hash_table_get_keys_as_array (run->before, NULL);

  return g_strjoinv (" ", (char **) ids);
}

/**
 * sluice_role_run_before_write:
 * @run: a run that is about to write
 * @func: sends it; called with the operation and @run
 *
 * Writes down what is asked for, so that it can be judged even after a restart.
 */
void
sluice_role_run_before_write (SluiceRoleRun       *run,
                              SluiceOperationFunc  func)
{
  g_autofree char *before = run->before != NULL ? join_before (run) : NULL;

  sluice_operation_set_wanted (run->operation, "role-id", run->role_id);
  sluice_operation_set_wanted (run->operation, "role", run->role_arn);
  sluice_operation_set_wanted (run->operation, "before", before);
  sluice_operation_before_write (run->operation, func, run);
}

/**
 * sluice_role_run_set_before:
 * @run: a run
 * @ids: (nullable): what sluice_role_run_before_write() has written down of the roles there were
 */
void
sluice_role_run_set_before (SluiceRoleRun *run,
                            const char    *ids)
{
  g_auto (GStrv) parts = g_strsplit (ids != NULL ? ids : "", " ", -1);

  run->before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; parts[i] != NULL; i++)
    g_hash_table_add (run->before, g_strdup (parts[i]));
}

/**
 * sluice_role_run_judge_for:
 * @kind: a kind of operation
 *
 * Returns: (nullable): what tells from the list of roles whether it was done; %NULL for what is
 *   not done to roles
 */
SluiceRoleJudge
sluice_role_run_judge_for (SluiceOperationKind kind)
{
  if (kind == SLUICE_OPERATION_START_SETUP)
    return sluice_role_is_started;
  if (kind == SLUICE_OPERATION_AUTHORIZE_ROLE)
    return sluice_role_is_authorized;
  return kind == SLUICE_OPERATION_DEAUTHORIZE_ROLE ? sluice_role_is_gone : NULL;
}

/* ---- reading back: the answer was lost ------------------------------------------------------- */

/* No look has shown it; error: why the last one failed, or NULL. */
static void
give_up (SluiceRoleRun *run, const GError *error)
{
  GError *lost = run->read_back.lost;
  gboolean stopped = g_error_matches (lost, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED);

  if (error != NULL)
    sluice_role_run_end (run, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_CANNOT_TELL, error);
  else
    sluice_role_run_end (run, SLUICE_OPERATION_STATE_FAILED,
                         stopped ? SLUICE_OUTCOME_STOPPED : SLUICE_OUTCOME_NOT_CREATED, lost);
}

static void
refuse (SluiceRoleRun *run, const GError *error)
{
  sluice_role_run_end (run, SLUICE_OPERATION_STATE_FAILED,
                       g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED)
                         ? SLUICE_OUTCOME_CANCELLED : SLUICE_OUTCOME_REFUSED,
                       error);
}

/* What is said to be missing needs no deauthorizing, unless it is seen. */
static gboolean
is_gone_before (SluiceRoleRun *run, GPtrArray *roles, const GError *refusal)
{
  return sluice_operation_get_kind (run->operation) == SLUICE_OPERATION_DEAUTHORIZE_ROLE &&
         g_error_matches (refusal, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_AWS_ROLE_NOT_FOUND) &&
         (roles == NULL || sluice_role_run_find (run, roles) == NULL);
}

static void
judge_refused (SluiceRoleRun *run, GPtrArray *roles, GError *refusal)
{
  g_autoptr (GError) owned = refusal;
  SluiceAwsRole *found = NULL;

  if (is_gone_before (run, roles, refusal))
    sluice_role_run_succeed (run, NULL);
  else if (roles != NULL && run->judge (run, roles, &found))
    {
      sluice_operation_set_in_doubt (run->operation, g_steal_pointer (&owned));
      sluice_role_run_succeed (run, found);
    }
  else
    refuse (run, refusal);
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceRoleRun *run = sluice_role_run_of (operation);
  GError *refusal = sluice_read_back_end_doubt (&run->read_back);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) roles = sluice_atlas_list_aws_roles_finish (run->client, result, &error);
  SluiceAwsRole *found = NULL;

  if (refusal != NULL)
    judge_refused (run, roles, refusal);
  else if (roles != NULL && run->judge (run, roles, &found))
    sluice_role_run_succeed (run, found);
  else if (!sluice_read_back_wait (&run->read_back, error,
                                   error == NULL || sluice_doubt_may_pass (error)))
    give_up (run, error);
}

static void
read_back (gpointer user_data)
{
  SluiceRoleRun *run = user_data;

  sluice_atlas_list_aws_roles_async (run->client, run->project_id,
                                     sluice_operation_get_cancellable (run->operation),
                                     read_back_cb, g_object_ref (run->operation));
}

static void
check_again (SluiceOperation *operation, gpointer user_data)
{
  SluiceRoleRun *run = user_data;

  sluice_read_back_start (&run->read_back);
}

/**
 * sluice_role_run_lose:
 * @run: a run whose one write has failed with an error that leaves open what is true
 * @error: (transfer full): how
 *
 * Reads the list of roles until it shows what was asked for, or has had the time to.
 */
void
sluice_role_run_lose (SluiceRoleRun *run,
                      GError        *error)
{
  sluice_read_back_lose (&run->read_back, error);
}

/**
 * sluice_role_run_fail:
 * @run: a run whose one write has failed
 * @error: (transfer full): how
 *
 * Reads back if the error leaves open what is true. A refusal is looked at once, where it may have
 * come after it was done; then the operation and the run end.
 */
void
sluice_role_run_fail (SluiceRoleRun *run,
                      GError        *error)
{
  g_autoptr (GError) owned = error;

  if (sluice_doubt_leaves_open (error))
    sluice_role_run_lose (run, g_steal_pointer (&owned));
  else if (!sluice_read_back_doubt (&run->read_back, error))
    refuse (run, error);
}

/**
 * sluice_role_run_new:
 * @client: (transfer none): a client, kept until the operation is gone
 * @kind: what is done
 * @subject: (nullable): the role's name
 * @request: what was asked for
 * @judge: tells from the list of roles whether it is so
 *
 * Returns: (transfer none): a run with a new operation, whose one reference is the caller's
 */
SluiceRoleRun *
sluice_role_run_new (SluiceAtlasClient       *client,
                     SluiceOperationKind      kind,
                     const char              *subject,
                     const SluiceRoleRequest *request,
                     SluiceRoleJudge          judge)
{
  SluiceRoleRun *run = g_new0 (SluiceRoleRun, 1);

  run->operation = sluice_operation_new (kind, subject, NULL);
  run->client = g_object_ref (client);
  run->project_id = g_strdup (request->project_id);
  run->role_id = g_strdup (request->role != NULL ? sluice_aws_role_get_id (request->role)
                                                 : request->role_id);
  run->role_arn = g_strdup (request->role_arn);
  run->judge = judge;
  sluice_read_back_init (&run->read_back, run->operation, read_back, run);
  sluice_read_back_set_pace (&run->read_back, &request->settle_pace);
  g_object_set_data (G_OBJECT (run->operation), "run", run);
  sluice_operation_set_project (run->operation, client, request->project_id);
  sluice_operation_set_check_again (run->operation, check_again, run, run_free);
  return run;
}
