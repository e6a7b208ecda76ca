/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From entries of the history to operations. There may be very many, so the list gets a few in each
 * turn of the main loop, and only what is answered together is asked about at the same time.
 */
#include "sluice-recovery.h"

#include "sluice-operation-list.h"
#include "sluice-resume.h"

/* An entry, and what stands for it in the list until it can be found out about. */
typedef struct
{
  SluiceRecovery     *recovery;   /* borrowed; NULL when it is gone */
  SluiceHistoryEntry *entry;
  SluiceOperation    *operation;  /* NULL: not in the list yet */
  gboolean            offered;    /* Check Again is */
} Item;

/* How long a turn may take, in microseconds. */
#define TURN_US 8000
/* So many are found out about at the same time, of those that are not answered together. */
#define MAX_SINGLE 4

struct _SluiceRecovery
{
  GObject            parent_instance;

  SluiceHistory     *history;
  GListStore        *operations;
  SluiceAtlasClient *client;      /* NULL without a key */
  char              *host;
  char              *project_id;  /* NULL unless Atlas may be asked about it */
  GPtrArray         *items;       /* of Item, newest first */
  SluiceOperation   *shown;       /* the one below which the next one is added */
  guint              n_single;    /* being found out about on their own */
  guint              turn_id;
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

  g_clear_handle_id (&self->turn_id, g_source_remove);
  g_ptr_array_set_size (self->items, 0);
  g_clear_object (&self->shown);
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

/* ---- the list -------------------------------------------------------------------------------- */

static void
add_below (SluiceRecovery *self, SluiceOperation *operation)
{
  guint position;

  if (self->shown == NULL || !g_list_store_find (self->operations, self->shown, &position))
    g_list_store_insert (self->operations, 0, operation);
  else
    g_list_store_insert (self->operations, position + 1, operation);
  g_set_object (&self->shown, operation);
}

/* What is found out takes the place of what was not known. */
static void
replace (SluiceRecovery *self, SluiceOperation *old, SluiceOperation *operation)
{
  gpointer found = operation;
  guint position;

  if (!g_list_store_find (self->operations, old, &position))
    {
      sluice_operation_list_add (self->operations, operation);
      return;
    }
  g_list_store_splice (self->operations, position, 1, &found, 1);
  if (self->shown == old)
    g_set_object (&self->shown, operation);
}

/* ---- finding out ----------------------------------------------------------------------------- */

static SluiceOperation *
resume (SluiceRecovery *self, Item *item)
{
  g_autoptr (SluiceOperation) operation =
    sluice_resume_start (self->client, item->entry, self->history);

  if (item->operation != NULL)
    replace (self, item->operation, operation);
  else
    add_below (self, operation);
  g_ptr_array_remove (self->items, item);
  return operation;
}

static void
check_again (SluiceOperation *operation, gpointer user_data)
{
  Item *item = user_data;

  if (item->recovery->client != NULL)
    resume (item->recovery, item);
}

static void update (SluiceRecovery *self);

static void
single_changed_cb (SluiceOperation *operation, GParamSpec *pspec, SluiceRecovery *self)
{
  if (sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING)
    return;
  g_signal_handlers_disconnect_by_func (operation, single_changed_cb, self);
  self->n_single--;
  update (self);
}

static void
resume_in_turn (SluiceRecovery *self, Item *item)
{
  gboolean single = !sluice_resume_is_together (item->entry);
  SluiceOperation *operation;

  if (single && self->n_single == MAX_SINGLE)
    return;
  operation = resume (self, item);
  if (!single)
    return;
  self->n_single++;
  g_signal_connect_object (operation, "notify::revision", G_CALLBACK (single_changed_cb), self, 0);
}

/* ---- not known yet --------------------------------------------------------------------------- */

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
  add_below (self, item->operation);
}

static gboolean
is_at (Item *item, const char *host)
{
  return g_strcmp0 (sluice_history_entry_get_host (item->entry), host) == 0;
}

static void
offer (SluiceRecovery *self, Item *item)
{
  gboolean offered = self->client != NULL;

  if (item->offered == offered)
    return;
  item->offered = offered;
  sluice_operation_set_check_again (item->operation, offered ? check_again : NULL, item, NULL);
}

/* Only what took place at the Atlas in use is shown; its key is for no other. */
static void
bring_up_to_date (SluiceRecovery *self, Item *item)
{
  if (!is_at (item, self->host))
    return;
  if (item->operation == NULL)
    show (self, item);
  offer (self, item);
  if (self->client != NULL &&
      g_strcmp0 (sluice_history_entry_get_project_id (item->entry), self->project_id) == 0)
    resume_in_turn (self, item);
}

static gboolean
turn_cb (gpointer user_data)
{
  SluiceRecovery *self = user_data;
  gint64 end = g_get_monotonic_time () + TURN_US;
  guint i = 0;

  while (i < self->items->len && g_get_monotonic_time () < end)
    {
      Item *item = self->items->pdata[i];

      bring_up_to_date (self, item);
      if (i < self->items->len && self->items->pdata[i] == item)
        i++;
    }
  if (i < self->items->len)
    return G_SOURCE_CONTINUE;
  self->turn_id = 0;
  return G_SOURCE_REMOVE;
}

static void
update (SluiceRecovery *self)
{
  if (self->turn_id == 0)
    self->turn_id = g_idle_add (turn_cb, self);
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

/* ---- from outside ---------------------------------------------------------------------------- */

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
