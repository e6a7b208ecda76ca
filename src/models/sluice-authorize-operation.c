/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Authorizing a role, and no longer authorizing it. */
#include "sluice-arn.h"
#include "sluice-atlas-aws-roles.h"
#include "sluice-role-run.h"

/* IAM spreads a change within seconds, sometimes a minute: 8 tries take about 90 seconds. */
static const SluicePollerPace usual_retry_pace = { 5000, 15000, 3 * 60 * 1000 };

static void try_once (SluiceRoleRun *run);

/**
 * sluice_role_dup_name:
 * @role: a role of a project
 *
 * Returns: (transfer full): what a person calls it: the last name in its ARN, or Atlas's id of a
 *   set-up that is half finished
 */
char *
sluice_role_dup_name (SluiceAwsRole *role)
{
  const char *text = sluice_aws_role_get_arn (role);
  g_autoptr (SluiceArn) arn = text != NULL ? sluice_arn_parse (text) : NULL;
  char *name = arn != NULL ? sluice_arn_dup_role_name (arn) : NULL;

  if (name != NULL)
    return name;
  return g_strdup (text != NULL ? text : sluice_aws_role_get_id (role));
}

static char *
dup_name_of (const SluiceRoleRequest *request)
{
  g_autoptr (SluiceArn) arn = sluice_arn_parse (request->role_arn);
  char *name = arn != NULL ? sluice_arn_dup_role_name (arn) : NULL;

  return name != NULL ? name : g_strdup (request->role_arn);
}

/* ---- authorizing ----------------------------------------------------------------------------- */

gboolean
sluice_role_is_authorized (SluiceRoleRun *run, GPtrArray *roles, SluiceAwsRole **found)
{
  SluiceAwsRole *role = sluice_role_run_find (run, roles);

  if (role == NULL || !sluice_aws_role_is_authorized (role) ||
      g_strcmp0 (sluice_aws_role_get_arn (role), run->role_arn) != 0)
    return FALSE;
  *found = role;
  return TRUE;
}

static void
waited_to_retry_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;

  if (sluice_poller_wait_finish (result, NULL))
    try_once (sluice_role_run_of (operation));
  else
    sluice_role_run_end (sluice_role_run_of (operation), SLUICE_OPERATION_STATE_FAILED,
                         SLUICE_OUTCOME_STOPPED, NULL);
}

/* Atlas could not assume the role: usual for a while, so not yet a failure. */
static void
retry_later (SluiceRoleRun *run, GError *error)
{
  if (sluice_role_run_cancelled (run))
    {
      sluice_role_run_end (run, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_STOPPED, error);
      g_error_free (error);
      return;
    }
  if (run->tries == SLUICE_AUTHORIZE_TRIES || sluice_poller_is_over (run->retry))
    {
      sluice_role_run_fail (run, error);
      return;
    }
  sluice_operation_set_error (run->operation, error);
  sluice_operation_enter (run->operation, SLUICE_PHASE_RETRYING);
  sluice_poller_wait_async (run->retry, 0, sluice_operation_get_cancellable (run->operation),
                            waited_to_retry_cb, g_object_ref (run->operation));
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceRoleRun *run = sluice_role_run_of (operation);
  GError *error = NULL;
  g_autoptr (SluiceAwsRole) role =
    sluice_atlas_authorize_aws_role_finish (run->client, result, &error);

  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  sluice_operation_set_tries (operation, run->tries, SLUICE_AUTHORIZE_TRIES);
  if (role != NULL)
    sluice_role_run_succeed (run, role);
  else if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANNOT_ASSUME_ROLE))
    retry_later (run, error);
  else
    sluice_role_run_fail (run, error);
}

static void
authorize_now (SluiceOperation *operation, gpointer user_data)
{
  SluiceRoleRun *run = user_data;

  sluice_atlas_authorize_aws_role_async (run->client, run->project_id, run->role_id,
                                         run->role_arn,
                                         sluice_operation_get_cancellable (operation), tried_cb,
                                         g_object_ref (operation));
}

/* Doing it again is harmless, so once is enough for the journal. */
static void
try_once (SluiceRoleRun *run)
{
  if (run->tries++ == 0)
    sluice_role_run_before_write (run, authorize_now);
  else
    authorize_now (run->operation, run);
}

/**
 * sluice_authorize_operation_start:
 * @client: (transfer none): a client, kept until the operation is gone
 * @request: where, which set-up, and the ARN of the role in the customer's account
 *
 * Has Atlas assume the role. While Atlas cannot, it is asked again, at most
 * %SLUICE_AUTHORIZE_TRIES times in all; any other refusal ends it at once. Authorizing a role
 * that is authorized already is harmless.
 *
 * Returns: (transfer full): the operation, at work; its result is the authorized role
 */
SluiceOperation *
sluice_authorize_operation_start (SluiceAtlasClient       *client,
                                  const SluiceRoleRequest *request)
{
  g_autofree char *name = dup_name_of (request);
  SluiceRoleRun *run = sluice_role_run_new (client, SLUICE_OPERATION_AUTHORIZE_ROLE, name, request,
                                            sluice_role_is_authorized);

  run->retry = sluice_poller_new (request->retry_pace.longest_ms ? &request->retry_pace
                                                                 : &usual_retry_pace);
  sluice_operation_enter (run->operation, SLUICE_PHASE_SENDING);
  try_once (run);
  return run->operation;
}

/* ---- deauthorizing --------------------------------------------------------------------------- */

gboolean
sluice_role_is_gone (SluiceRoleRun *run, GPtrArray *roles, SluiceAwsRole **found)
{
  return sluice_role_run_find (run, roles) == NULL;
}

static void
confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceRoleRun *run = sluice_role_run_of (operation);
  g_autoptr (GPtrArray) roles = sluice_atlas_list_aws_roles_finish (run->client, result, NULL);

  if (roles == NULL || sluice_role_run_find (run, roles) == NULL)
    sluice_role_run_succeed (run, NULL);
  else
    sluice_role_run_lose (run, sluice_atlas_error_new (SLUICE_ATLAS_ERROR_BAD_REPLY,
                                                       sluice_operation_get_evidence (operation),
                                                       "The role is still listed"));
}

/* Success is a word without contents: one look whether it is about this role. */
static void
confirm (SluiceRoleRun *run)
{
  GCancellable *cancellable = sluice_operation_get_cancellable (run->operation);

  sluice_atlas_set_hurry (cancellable, TRUE);
  sluice_atlas_list_aws_roles_async (run->client, run->project_id, cancellable, confirmed_cb,
                                     g_object_ref (run->operation));
  sluice_atlas_set_hurry (cancellable, FALSE);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceRoleRun *run = sluice_role_run_of (operation);
  GError *error = NULL;
  gboolean removed = sluice_atlas_deauthorize_aws_role_finish (run->client, result, &error);

  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  if (removed)
    confirm (run);
  else
    sluice_role_run_fail (run, error);
}

static void
remove_now (SluiceOperation *operation, gpointer user_data)
{
  SluiceRoleRun *run = user_data;

  sluice_atlas_deauthorize_aws_role_async (run->client, run->project_id, run->role_id,
                                           sluice_operation_get_cancellable (operation),
                                           removed_cb, g_object_ref (operation));
}

/* Another feature of Atlas has begun to use it. */
static gboolean
has_new_feature (SluiceAwsRole *seen, SluiceAwsRole *now)
{
  const char * const *before = sluice_aws_role_get_features (seen);
  const char * const *features = sluice_aws_role_get_features (now);

  for (guint i = 0; features != NULL && features[i] != NULL; i++)
    if (before == NULL || !g_strv_contains (before, features[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_changed (SluiceAwsRole *seen, SluiceAwsRole *now)
{
  return sluice_aws_role_is_authorized (seen) != sluice_aws_role_is_authorized (now) ||
         g_strcmp0 (sluice_aws_role_get_arn (seen), sluice_aws_role_get_arn (now)) != 0 ||
         has_new_feature (seen, now);
}

static void
remove_once (SluiceRoleRun *run)
{
  sluice_operation_enter (run->operation, SLUICE_PHASE_SENDING);
  sluice_role_run_before_write (run, remove_now);
}

static void
end_as_changed (SluiceRoleRun *run)
{
  sluice_role_run_end (run, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_CHANGED_BEFORE, NULL);
}

/* A connection that was made since then would stop working unseen. */
static void
usage_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceRoleRun *run = sluice_role_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceRoleUsage) usage = sluice_role_usage_load_finish (run->client, result, &error);
  gboolean cancelled = sluice_role_run_cancelled (run);

  if (usage == NULL || cancelled)
    sluice_role_run_end (run, SLUICE_OPERATION_STATE_FAILED,
                         cancelled ? SLUICE_OUTCOME_CANCELLED : SLUICE_OUTCOME_REFUSED, error);
  else if (!sluice_role_usage_has_grown (usage, run->usage, sluice_aws_role_get_arn (run->seen)))
    remove_once (run);
  else if (sluice_role_usage_get_error (usage) != NULL)
    sluice_role_run_end (run, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_REFUSED,
                         sluice_role_usage_get_error (usage));
  else
    end_as_changed (run);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceRoleRun *run = sluice_role_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) roles = sluice_atlas_list_aws_roles_finish (run->client, result, &error);
  SluiceAwsRole *now = roles != NULL ? sluice_role_run_find (run, roles) : NULL;
  gboolean cancelled = sluice_role_run_cancelled (run);

  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  if (roles == NULL || cancelled)
    sluice_role_run_end (run, SLUICE_OPERATION_STATE_FAILED,
                         cancelled ? SLUICE_OUTCOME_CANCELLED : SLUICE_OUTCOME_REFUSED, error);
  else if (now != NULL && has_changed (run->seen, now))
    {
      sluice_operation_take_result (operation, g_object_ref (now));
      end_as_changed (run);
    }
  else if (run->usage != NULL && sluice_aws_role_get_arn (run->seen) != NULL)
    sluice_role_usage_load_async (run->client, run->project_id,
                                  sluice_operation_get_cancellable (operation), usage_cb,
                                  g_object_ref (operation));
  else
    /* Whether one that is not listed is really gone, Atlas says when it is asked to remove it. */
    remove_once (run);
}

/**
 * sluice_deauthorize_operation_start:
 * @client: (transfer none): a client, kept until the operation is gone
 * @request: where, and which role, as the person has seen it
 *
 * Removes a role from the project, authorized or half finished. The roles are listed first, and the
 * connections if the person has seen them: none is removed that was authorized, or came into use,
 * after that. Then one DELETE is sent, and the list of roles tells whether it is gone. Nothing in
 * AWS changes.
 *
 * Returns: (transfer full): the operation, at work
 */
SluiceOperation *
sluice_deauthorize_operation_start (SluiceAtlasClient       *client,
                                    const SluiceRoleRequest *request)
{
  g_autofree char *name = sluice_role_dup_name (request->role);
  SluiceRoleRun *run = sluice_role_run_new (client, SLUICE_OPERATION_DEAUTHORIZE_ROLE, name,
                                            request, sluice_role_is_gone);

  run->seen = g_object_ref (request->role);
  g_set_object (&run->usage, request->usage);
  sluice_operation_enter (run->operation, SLUICE_PHASE_CHECKING);
  sluice_atlas_list_aws_roles_async (client, run->project_id,
                                     sluice_operation_get_cancellable (run->operation), looked_cb,
                                     g_object_ref (run->operation));
  return run->operation;
}
