/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking Atlas whether it accepts a key, as an operation of the status pane. */
#include "sluice-key-check.h"

#include "sluice-atlas-status.h"
#include "sluice-operation-list.h"

static void
end (SluiceOperation *operation,
     SluiceKeyInfo   *info,
     SluiceEvidence  *evidence,
     const GError    *error)
{
  SluiceOutcome outcome = SLUICE_OUTCOME_REFUSED;
  SluiceOperationState state = SLUICE_OPERATION_STATE_FAILED;

  sluice_operation_set_evidence (operation, evidence);
  if (info != NULL)
    {
      state = SLUICE_OPERATION_STATE_DONE;
      outcome = SLUICE_OUTCOME_ACCEPTED;
      sluice_operation_take_result (operation, g_object_ref (info));
    }
  else if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED))
    outcome = SLUICE_OUTCOME_CANCELLED;
  else if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_KEY_UNASKED))
    {
      state = SLUICE_OPERATION_STATE_UNKNOWN;
      outcome = SLUICE_OUTCOME_CANNOT_TELL;
    }
  sluice_operation_end (operation, state, outcome, error);
}

/* What was answered without a look at the key proves nothing about it. */
static SluiceKeyInfo *
take_if_asked (SluiceKeyInfo *info, SluiceEvidence *evidence, GError **error)
{
  if (info == NULL || sluice_evidence_get_signed (evidence))
    return info;
  g_object_unref (info);
  g_propagate_error (error, sluice_atlas_error_new (SLUICE_ATLAS_ERROR_KEY_UNASKED, evidence,
                                                    "The server has not asked for the key"));
  return NULL;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  SluiceEvidence *evidence = sluice_atlas_result_get_evidence (result);
  SluiceKeyInfo *info = take_if_asked (
    sluice_atlas_check_key_finish (SLUICE_ATLAS_CLIENT (source), result, &error), evidence, &error);

  end (g_task_get_task_data (task), info, evidence, error);
  if (info != NULL)
    g_task_return_pointer (task, info, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * sluice_key_check_start:
 * @client: (transfer none): who asks; the key is its
 * @operations: (transfer none): a store of SluiceOperation, to show it in, in place of earlier
 *   checks of the same key
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Checks the key once. Cancel is by the operation's cancellable.
 *
 * Returns: (transfer full): the operation, at work
 */
SluiceOperation *
sluice_key_check_start (SluiceAtlasClient   *client,
                        GListStore          *operations,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  const char *public_key = sluice_api_key_get_public_key (sluice_atlas_client_get_key (client));
  SluiceOperation *operation = sluice_operation_new (SLUICE_OPERATION_CHECK_KEY, public_key, NULL);
  GTask *task = g_task_new (client, NULL, callback, user_data);

  g_task_set_source_tag (task, sluice_key_check_start);
  g_task_set_task_data (task, g_object_ref (operation), g_object_unref);
  sluice_atlas_check_key_async (client, sluice_operation_get_cancellable (operation), checked_cb,
                                task);
  sluice_operation_list_hide_key_checks (operations, public_key);
  sluice_operation_list_add (operations, operation);
  return operation;
}

/**
 * sluice_key_check_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR: KEY_UNASKED if the server
 *   answers whomever, else those of sluice_atlas_check_key_finish()
 *
 * Returns: (transfer full) (nullable): what the key may do; %NULL if it is not known to be accepted
 */
SluiceKeyInfo *
sluice_key_check_finish (SluiceAtlasClient  *client,
                         GAsyncResult       *result,
                         GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
