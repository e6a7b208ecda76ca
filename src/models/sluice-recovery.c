/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From entries of the history to operations. */
#include "sluice-recovery.h"

#include "sluice-operation-list.h"
#include "sluice-resume.h"

/* An entry, and what stands for it in the list until it can be found out about. */
typedef struct
{
  SluiceRecovery     *recovery;   /* borrowed; NULL when it is gone */
  SluiceHistoryEntry *entry;
  SluiceOperation    *operation;  /* NULL: not in the list yet */
} Item;

struct _SluiceRecovery
{
  GObject            parent_instance;

  SluiceHistory     *history;
  GListStore        *operations;
  SluiceAtlasClient *client;      /* NULL without a key */
  char              *host;
  char              *project_id;  /* NULL unless Atlas may be asked about it */
  GPtrArray         *items;       /* of Item, newest first */
};

G_DEFINE_FINAL_TYPE (SluiceRecovery, sluice_recovery, G_TYPE_OBJECT)

static void
item_free (gpointer data)
{
  Item *item = data;

  if (item->operation != NULL)
    sluice_operation_set_check_again (item->operation, NULL, NULL, NULL);
  g_clear_object (&item->operation);
  g_object_unref (item->entry);
  g_free (item);
}

static void
sluice_recovery_dispose (GObject *object)
{
  SluiceRecovery *self = SLUICE_RECOVERY (object);

  g_ptr_array_set_size (self->items, 0);
  g_clear_object (&self->client);
  g_clear_object (&self->operations);
  g_clear_object (&self->history);
  G_OBJECT_CLASS (sluice_recovery_parent_class)->dispose (object);
}

static void
sluice_recovery_finalize (GObject *object)
{
  SluiceRecovery *self = SLUICE_RECOVERY (object);

  g_ptr_array_unref (self->items);
  g_free (self->host);
  g_free (self->project_id);
  G_OBJECT_CLASS (sluice_recovery_parent_class)->finalize (object);
}

static void
sluice_recovery_class_init (SluiceRecoveryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_recovery_dispose;
  object_class->finalize = sluice_recovery_finalize;
}

static void
sluice_recovery_init (SluiceRecovery *self)
{
  self->items = g_ptr_array_new_with_free_func (item_free);
}

/* ---- finding out --------------------------------------------------------------------------------- */

/* What is found out takes the place of what was not known. */
static void
resume (SluiceRecovery *self, Item *item)
{
  g_autoptr (SluiceOperation) operation =
    sluice_resume_start (self->client, item->entry, self->history);
  gpointer found = operation;
  guint position;

  if (item->operation != NULL &&
      g_list_store_find (self->operations, item->operation, &position))
    g_list_store_splice (self->operations, position, 1, &found, 1);
  else
    sluice_operation_list_add (self->operations, operation);
  g_ptr_array_remove (self->items, item);
}

static void
check_again (SluiceOperation *operation, gpointer user_data)
{
  Item *item = user_data;

  if (item->recovery->client != NULL)
    resume (item->recovery, item);
}

/* ---- not known yet ------------------------------------------------------------------------------- */

static void
show (SluiceRecovery *self, Item *item)
{
  SluiceOperationKind kind;

  sluice_history_entry_get_kind (item->entry, &kind);
  item->operation = sluice_operation_new (kind, sluice_history_entry_get_subject (item->entry),
                                          sluice_history_entry_get_instance (item->entry));
  sluice_operation_set_past (item->operation, item->entry, NULL);
  sluice_operation_set_started (item->operation, sluice_history_entry_get_time (item->entry));
  sluice_operation_set_in_doubt (item->operation,
                                 g_error_copy (sluice_history_entry_get_error (item->entry)));
  sluice_operation_end (item->operation, SLUICE_OPERATION_STATE_UNKNOWN,
                        SLUICE_OUTCOME_CANNOT_TELL, NULL);
  sluice_operation_list_add (self->operations, item->operation);
}

static gboolean
is_at (Item *item, const char *host)
{
  return g_strcmp0 (sluice_history_entry_get_host (item->entry), host) == 0;
}

/* Only what took place at the Atlas in use is shown; its key is for no other. */
static void
update (SluiceRecovery *self)
{
  for (guint i = self->items->len; i > 0; i--)
    {
      Item *item = self->items->pdata[i - 1];

      if (!is_at (item, self->host))
        continue;
      if (item->operation == NULL)
        show (self, item);
      if (self->client != NULL &&
          g_strcmp0 (sluice_history_entry_get_project_id (item->entry), self->project_id) == 0)
        resume (self, item);
      else
        sluice_operation_set_check_again (item->operation,
                                          self->client != NULL ? check_again : NULL, item, NULL);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceRecovery) self = user_data;
  g_autoptr (GPtrArray) entries = sluice_history_load_finish (result, NULL);

  for (guint i = 0; entries != NULL && self->history != NULL && i < entries->len; i++)
    {
      Item *item;

      if (!sluice_resume_can (entries->pdata[i]))
        continue;
      item = g_new0 (Item, 1);
      item->recovery = self;
      item->entry = g_object_ref (entries->pdata[i]);
      g_ptr_array_add (self->items, item);
    }
  if (self->history != NULL)
    update (self);
}

/* ---- from outside -------------------------------------------------------------------------------- */

/**
 * sluice_recovery_new:
 * @history: (transfer none): what tells of it
 * @operations: (transfer none): where it is shown, newest first
 *
 * Reads the history.
 *
 * Returns: (transfer full): a recovery that has no client yet
 */
SluiceRecovery *
sluice_recovery_new (SluiceHistory *history,
                     GListStore    *operations)
{
  SluiceRecovery *self = g_object_new (SLUICE_TYPE_RECOVERY, NULL);

  self->history = g_object_ref (history);
  self->operations = g_object_ref (operations);
  sluice_history_load_async (history, loaded_cb, g_object_ref (self));
  return self;
}

/**
 * sluice_recovery_use_client:
 * @self: a recovery
 * @host: the host of the Atlas in use
 * @client: (nullable) (transfer none): who asks it
 *
 * From now on Check Again asks through @client. What belongs to another host waits for it.
 */
void
sluice_recovery_use_client (SluiceRecovery    *self,
                            const char        *host,
                            SluiceAtlasClient *client)
{
  g_free (self->host);
  self->host = g_strdup (host);
  g_set_object (&self->client, client);
  g_clear_pointer (&self->project_id, g_free);
  update (self);
}

/**
 * sluice_recovery_use_project:
 * @self: a recovery
 * @project_id: (nullable): a project the key in use has access to
 *
 * Finds out about everything that took place in the project.
 */
void
sluice_recovery_use_project (SluiceRecovery *self,
                             const char     *project_id)
{
  if (g_strcmp0 (project_id, self->project_id) == 0)
    return;
  g_free (self->project_id);
  self->project_id = g_strdup (project_id);
  update (self);
}
