/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Learning from operations. */
#include "sluice-registry-news.h"

struct _SluiceRegistryNews
{
  GListModel         *operations;
  GHashTable         *told_of;    /* operation to what was told of it last: its result, or itself
                                   * once its subject is gone */
  SluiceRegistryTold  told;
  gpointer            user_data;
};

/* Whether the subject is a connection, and the result what is known of it. */
static gboolean
is_about_connection (SluiceOperation *operation)
{
  switch ((int) sluice_operation_get_kind (operation))
    {
    case SLUICE_OPERATION_CREATE_CONNECTION:
    case SLUICE_OPERATION_CHANGE_ROLE:
    case SLUICE_OPERATION_TEST_CONNECTION:
    case SLUICE_OPERATION_MOVE_CONNECTION:
    case SLUICE_OPERATION_DELETE_CONNECTION:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_gone (SluiceOperation *operation)
{
  SluiceOutcome outcome = sluice_operation_get_outcome (operation);

  return outcome == SLUICE_OUTCOME_GONE || outcome == SLUICE_OUTCOME_NOT_RECREATED ||
         sluice_operation_get_phase (operation) == SLUICE_PHASE_CREATING_AGAIN;
}

/* Each thing once: an operation also tells of steps that change nothing here, and what it knew
 * long ago must not come back. */
static void
tell (SluiceRegistryNews *self, SluiceOperation *operation)
{
  gboolean gone = is_gone (operation);
  GObject *result = gone ? G_OBJECT (operation) : sluice_operation_get_result (operation);
  SluiceConnection *news = SLUICE_IS_CONNECTION (result) ? SLUICE_CONNECTION (result) : NULL;

  if ((!gone && news == NULL) || g_hash_table_lookup (self->told_of, operation) == result)
    return;
  g_hash_table_insert (self->told_of, g_object_ref (operation), g_object_ref (result));
  /* Atlas leaves the state out of some answers; the operation looks for it by itself. */
  if (news != NULL &&
      sluice_connection_get_state (news) == SLUICE_CONNECTION_STATE_ABSENT &&
      sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING)
    return;
  self->told (sluice_operation_get_project_id (operation),
              sluice_operation_get_place (operation),
              news != NULL ? sluice_connection_get_name (news)
                           : sluice_operation_get_subject (operation),
              news, self->user_data);
}

static void
changed_cb (SluiceOperation *operation, GParamSpec *pspec, SluiceRegistryNews *self)
{
  tell (self, operation);
}

static void
follow (SluiceRegistryNews *self, SluiceOperation *operation)
{
  GObject *result = sluice_operation_get_result (operation);

  if (!is_about_connection (operation) || g_hash_table_contains (self->told_of, operation))
    return;
  /* What was known before somebody began to listen is in the listing. */
  g_hash_table_insert (self->told_of, g_object_ref (operation),
                       result != NULL ? g_object_ref (result) : NULL);
  g_signal_connect (operation, "notify::revision", G_CALLBACK (changed_cb), self);
}

static void
added_cb (GListModel *operations, guint position, guint removed, guint added,
          SluiceRegistryNews *self)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (operations, i);

      follow (self, operation);
    }
}

static void
unref_if_any (gpointer object)
{
  if (object != NULL)
    g_object_unref (object);
}

/**
 * sluice_registry_news_new:
 * @operations: a list of #SluiceOperation that grows
 * @told: what is called with the news
 * @user_data: for @told
 *
 * Returns: (transfer full): somebody who listens
 */
SluiceRegistryNews *
sluice_registry_news_new (GListModel         *operations,
                          SluiceRegistryTold  told,
                          gpointer            user_data)
{
  SluiceRegistryNews *self = g_new0 (SluiceRegistryNews, 1);

  self->operations = g_object_ref (operations);
  self->told_of = g_hash_table_new_full (NULL, NULL, g_object_unref, unref_if_any);
  self->told = told;
  self->user_data = user_data;
  g_signal_connect (operations, "items-changed", G_CALLBACK (added_cb), self);
  added_cb (operations, 0, 0, g_list_model_get_n_items (operations), self);
  return self;
}

/**
 * sluice_registry_news_free:
 * @self: (transfer full): somebody who listens
 */
void
sluice_registry_news_free (SluiceRegistryNews *self)
{
  GHashTableIter iter;
  gpointer operation;

  g_signal_handlers_disconnect_by_data (self->operations, self);
  g_hash_table_iter_init (&iter, self->told_of);
  while (g_hash_table_iter_next (&iter, &operation, NULL))
    g_signal_handlers_disconnect_by_data (operation, self);
  g_hash_table_unref (self->told_of);
  g_object_unref (self->operations);
  g_free (self);
}

/**
 * sluice_registry_news_is_at_work:
 * @self: somebody who listens
 * @project_id: a project
 * @instance: an instance's name
 * @name: a connection's name
 *
 * Returns: whether an operation works on that connection, and so tells what becomes of it
 */
gboolean
sluice_registry_news_is_at_work (SluiceRegistryNews *self,
                                 const char         *project_id,
                                 const char         *instance,
                                 const char         *name)
{
  GHashTableIter iter;
  gpointer operation;

  g_hash_table_iter_init (&iter, self->told_of);
  while (g_hash_table_iter_next (&iter, &operation, NULL))
    if (sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING &&
        g_strcmp0 (sluice_operation_get_subject (operation), name) == 0 &&
        g_strcmp0 (sluice_operation_get_place (operation), instance) == 0 &&
        g_strcmp0 (sluice_operation_get_project_id (operation), project_id) == 0)
      return TRUE;
  return FALSE;
}
