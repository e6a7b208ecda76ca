/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Creating a connection again after it was deleted. */
#include "sluice-undo.h"

#include "sluice-base-url.h"
#include "sluice-connection-run.h"
#include "sluice-create-operation.h"

#define MEMORY_KEY "sluice-undo"
#define SESSION_KEY "sluice-undo-session"

typedef struct
{
  char            *role_arn;
  char            *test_bucket;
  char            *link;         /* NULL: the public network */
  char            *wanted_link;
  gboolean         gone;         /* it was seen to be */
  SluiceOperation *successor;    /* what was started the last time */
} Memory;

static void
memory_free (gpointer data)
{
  Memory *memory = data;

  g_clear_object (&memory->successor);
  g_free (memory->role_arn);
  g_free (memory->test_bucket);
  g_free (memory->link);
  g_free (memory->wanted_link);
  g_free (memory);
}

static Memory *
memory_of (SluiceOperation *operation)
{
  return g_object_get_data (G_OBJECT (operation), MEMORY_KEY);
}

/* A listing may leave out the bucket that the connection itself shows, and the other way round. */
static const char *
bucket_of (SluiceConnectionRun *run)
{
  const char *bucket = run->before ? sluice_connection_get_test_bucket (run->before) : NULL;

  return bucket != NULL ? bucket : sluice_connection_get_test_bucket (run->seen);
}

static Memory *
memory_new (SluiceConnectionRun *run, const char *role_arn, const char *bucket, const char *link)
{
  Memory *memory = g_new0 (Memory, 1);

  memory->role_arn = g_strdup (role_arn);
  memory->test_bucket = g_strdup (bucket);
  memory->link = g_strdup (link);
  memory->wanted_link = g_strdup (run->private_link_id);
  g_object_set_data_full (G_OBJECT (run->operation), MEMORY_KEY, memory, memory_free);
  return memory;
}

/**
 * sluice_undo_remember:
 * @run: a run whose connection is gone
 *
 * Remembers with its operation what the connection was like. One of the past has nothing but what
 * sluice_undo_recall() has found.
 */
void
sluice_undo_remember (SluiceConnectionRun *run)
{
  SluiceConnection *before = run->before ? run->before : run->seen;
  Memory *memory = memory_of (run->operation);

  if (memory == NULL && before != NULL && sluice_connection_is_s3 (before) &&
      sluice_connection_get_role_arn (before) != NULL)
    memory = memory_new (run, sluice_connection_get_role_arn (before), bucket_of (run),
                         sluice_connection_get_private_link_id (before));
  if (memory != NULL)
    memory->gone = TRUE;
}

/**
 * sluice_undo_write_down:
 * @run: a run that is about to delete
 *
 * Has the history keep what the connection is like, for sluice_undo_recall() after a restart.
 */
void
sluice_undo_write_down (SluiceConnectionRun *run)
{
  SluiceConnection *before = run->before ? run->before : run->seen;

  sluice_operation_set_wanted (run->operation, "was-role",
                               sluice_connection_get_role_arn (before));
  sluice_operation_set_wanted (run->operation, "was-bucket", bucket_of (run));
  sluice_operation_set_wanted (run->operation, "was-link",
                               sluice_connection_get_private_link_id (before));
}

/**
 * sluice_undo_recall:
 * @run: a run that finds out what became of @entry
 * @entry: a deletion or a change of network that Sluice was ended in the middle of
 *
 * Remembers what the connection was like, if that was written down.
 */
void
sluice_undo_recall (SluiceConnectionRun *run,
                    SluiceHistoryEntry  *entry)
{
  const char *role_arn = sluice_history_entry_get_wanted (entry, "was-role");

  if (role_arn != NULL)
    memory_new (run, role_arn, sluice_history_entry_get_wanted (entry, "was-bucket"),
                sluice_history_entry_get_wanted (entry, "was-link"));
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/**
 * sluice_undo_offer:
 * @operation: what deletes a connection
 * @session: (transfer none): where it was begun, and where what undoes it will be added
 */
void
sluice_undo_offer (SluiceOperation *operation,
                   SluiceSession   *session)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, session);
  g_object_set_data_full (G_OBJECT (operation), SESSION_KEY, weak, weak_ref_free);
}

static void
past_added_cb (GListModel *operations, guint position, guint removed, guint added,
               SluiceSession *session)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (operations, i);

      if (memory_of (operation) != NULL &&
          g_object_get_data (G_OBJECT (operation), SESSION_KEY) == NULL)
        sluice_undo_offer (operation, session);
    }
}

/**
 * sluice_undo_offer_past:
 * @session: (transfer none): a session
 *
 * From now on, what its list gets that Sluice was ended in the middle of can be undone with it.
 */
void
sluice_undo_offer_past (SluiceSession *session)
{
  g_signal_connect_object (sluice_session_get_operations (session), "items-changed",
                           G_CALLBACK (past_added_cb), session, 0);
}

/**
 * sluice_undo_is_between:
 * @operation: any operation
 *
 * Returns: whether it deletes a connection in order to create it again, and has seen it gone
 */
gboolean
sluice_undo_is_between (SluiceOperation *operation)
{
  Memory *memory = memory_of (operation);

  return memory != NULL && memory->gone && sluice_operation_get_result (operation) == NULL &&
         sluice_operation_get_kind (operation) == SLUICE_OPERATION_MOVE_CONNECTION;
}

/**
 * sluice_undo_is_known:
 * @operation: any operation
 *
 * Returns: whether it is known what the connection was like, and where to create it again
 */
gboolean
sluice_undo_is_known (SluiceOperation *operation)
{
  return memory_of (operation) != NULL &&
         g_object_get_data (G_OBJECT (operation), SESSION_KEY) != NULL;
}

/**
 * sluice_undo_is_done:
 * @operation: any operation
 *
 * Returns: whether what it has deleted was created again by sluice_undo_start()
 */
gboolean
sluice_undo_is_done (SluiceOperation *operation)
{
  Memory *memory = memory_of (operation);

  return memory != NULL && memory->successor != NULL &&
         sluice_operation_get_state (memory->successor) == SLUICE_OPERATION_STATE_DONE;
}

/* It may be tried again only if the last time has certainly created nothing. */
static gboolean
may_start (Memory *memory)
{
  SluiceOutcome outcome;

  if (memory->successor == NULL)
    return TRUE;
  outcome = sluice_operation_get_outcome (memory->successor);
  return sluice_operation_get_state (memory->successor) == SLUICE_OPERATION_STATE_FAILED &&
         outcome != SLUICE_OUTCOME_CREATED_FAILED;
}

/**
 * sluice_undo_is_offered:
 * @operation: any operation
 * @way: how
 *
 * Returns: whether sluice_undo_start() has something to create
 */
gboolean
sluice_undo_is_offered (SluiceOperation *operation,
                        SluiceUndoWay    way)
{
  Memory *memory = memory_of (operation);
  SluiceOutcome outcome = sluice_operation_get_outcome (operation);

  if (!sluice_undo_is_known (operation) || !may_start (memory))
    return FALSE;
  return outcome == SLUICE_OUTCOME_NOT_RECREATED ||
         (outcome == SLUICE_OUTCOME_GONE && way == SLUICE_UNDO_AS_IT_WAS);
}

/* Whoever shows the operation is told when the offer comes and goes. */
static void
tell_again (SluiceOperation *operation)
{
  GObject *result = sluice_operation_get_result (operation);

  sluice_operation_take_result (operation, result ? g_object_ref (result) : NULL);
}

static void
successor_changed_cb (SluiceOperation *operation, GParamSpec *pspec, SluiceOperation *successor)
{
  if (sluice_operation_get_state (successor) != SLUICE_OPERATION_STATE_WORKING)
    tell_again (operation);
}

static void
follow (SluiceOperation *operation, Memory *memory, SluiceOperation *successor)
{
  g_set_object (&memory->successor, successor);
  g_signal_connect_object (successor, "notify::revision", G_CALLBACK (successor_changed_cb),
                           operation, G_CONNECT_SWAPPED);
  tell_again (operation);
}

/**
 * sluice_undo_start:
 * @operation: what has deleted a connection
 * @way: how it is to be created again
 *
 * Begins to create the connection with the key in use, and adds that to the session.
 *
 * Returns: (transfer none) (nullable): the operation; %NULL if nothing is offered, or the session
 *   has no key for this Atlas any more
 */
SluiceOperation *
sluice_undo_start (SluiceOperation *operation,
                   SluiceUndoWay    way)
{
  Memory *memory = memory_of (operation);
  GWeakRef *weak = g_object_get_data (G_OBJECT (operation), SESSION_KEY);
  g_autoptr (SluiceSession) session = weak != NULL ? g_weak_ref_get (weak) : NULL;
  SluiceAtlasClient *client = session != NULL ? sluice_session_get_client (session) : NULL;
  g_autoptr (SluiceOperation) successor = NULL;
  g_autofree char *host = NULL;
  SluiceCreateRequest request;

  if (client == NULL || !sluice_undo_is_offered (operation, way))
    return NULL;
  host = sluice_base_url_dup_host (sluice_atlas_client_get_base_url (client));
  if (g_strcmp0 (host, sluice_operation_get_host (operation)) != 0)
    return NULL;
  request = (SluiceCreateRequest) {
    .project_id = sluice_operation_get_project_id (operation),
    .instance = sluice_operation_get_place (operation),
    .name = sluice_operation_get_subject (operation),
    .role_arn = memory->role_arn,
    .test_bucket = memory->test_bucket,
    .private_link_id = way == SLUICE_UNDO_FINISH ? memory->wanted_link : memory->link,
  };
  successor = sluice_create_operation_start (client, &request);
  sluice_session_add_operation (session, successor);
  follow (operation, memory, successor);
  return memory->successor;
}
