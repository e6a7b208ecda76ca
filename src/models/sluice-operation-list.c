/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list behind the status pane. */
#include "sluice-operation-list.h"

static gboolean
is_working (SluiceOperation *operation)
{
  return sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING;
}

/**
 * sluice_operation_list_add:
 * @list: a store of SluiceOperation
 * @operation: (transfer none): the newest one
 */
void
sluice_operation_list_add (GListStore      *list,
                           SluiceOperation *operation)
{
  g_list_store_insert (list, 0, operation);
}

/**
 * sluice_operation_list_add_ended:
 * @list: a store of SluiceOperation
 * @kind: what was done
 * @subject: to what
 * @error: (nullable): why it failed; %NULL if it did not
 *
 * Adds something that is told only after the fact.
 */
void
sluice_operation_list_add_ended (GListStore          *list,
                                 SluiceOperationKind  kind,
                                 const char          *subject,
                                 const GError        *error)
{
  g_autoptr (SluiceOperation) operation = sluice_operation_new (kind, subject, NULL);

  sluice_operation_end (operation,
                        error ? SLUICE_OPERATION_STATE_FAILED : SLUICE_OPERATION_STATE_DONE,
                        error ? SLUICE_OUTCOME_REFUSED : SLUICE_OUTCOME_ACCEPTED, error);
  sluice_operation_list_add (list, operation);
}

/**
 * sluice_operation_list_hide_key_checks:
 * @list: a store of SluiceOperation
 * @public_key: (nullable): a key that is about to be checked again
 *
 * Removes earlier checks of the same key, and those still at work: they say nothing any more.
 */
void
sluice_operation_list_hide_key_checks (GListStore *list,
                                       const char *public_key)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (list)); i > 0; i--)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (G_LIST_MODEL (list), i - 1);

      if (sluice_operation_get_kind (operation) == SLUICE_OPERATION_CHECK_KEY &&
          (is_working (operation) ||
           g_strcmp0 (sluice_operation_get_subject (operation), public_key) == 0))
        g_list_store_remove (list, i - 1);
    }
}

static void
drop_key_at_end_cb (SluiceOperation *operation, GParamSpec *pspec, gpointer user_data)
{
  if (!is_working (operation))
    sluice_operation_set_check_again (operation, NULL, NULL, NULL);
}

/**
 * sluice_operation_list_drop_keys:
 * @list: a store of SluiceOperation
 *
 * Lets go of the keys that operations keep in order to check again: at once, or at their end for
 * those at work.
 */
void
sluice_operation_list_drop_keys (GListStore *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_signal_connect (operation, "notify::revision", G_CALLBACK (drop_key_at_end_cb), NULL);
      drop_key_at_end_cb (operation, NULL, NULL);
    }
}

/**
 * sluice_operation_list_cancel:
 * @list: a store of SluiceOperation
 *
 * Cancels whatever is at work.
 */
void
sluice_operation_list_cancel (GListStore *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (G_LIST_MODEL (list), i);

      sluice_operation_cancel (operation);
    }
}
