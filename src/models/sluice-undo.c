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
  SluiceConnection *before;
  char             *test_bucket;
  char             *wanted_link;  /* NULL: the public network */
  SluiceOperation  *successor;    /* what was started the last time */
} Memory;

static void
memory_free (gpointer data)
{
  Memory *memory = data;

  g_clear_object (&memory->successor);
  g_object_unref (memory->before);
  g_free (memory->test_bucket);
  g_free (memory->wanted_link);
  g_free (memory);
}

static Memory *
memory_of (SluiceOperation *operation)
{
  return g_object_get_data (G_OBJECT (operation), MEMORY_KEY);
}

/**
 * sluice_undo_remember:
 * @run: a run whose connection is gone
 *
 * Remembers with its operation what the connection was like.
 */
void
sluice_undo_remember (SluiceConnectionRun *run)
{
  SluiceConnection *before = run->before ? run->before : run->seen;
  const char *bucket = sluice_connection_get_test_bucket (before);
  Memory *memory = NULL;

  if (!sluice_connection_is_s3 (before) || sluice_connection_get_role_arn (before) == NULL)
    return;
  memory = g_new0 (Memory, 1);
  memory->before = g_object_ref (before);
  memory->test_bucket = g_strdup (bucket ? bucket
                                         : sluice_connection_get_test_bucket (run->seen));
  memory->wanted_link = g_strdup (run->private_link_id);
  g_object_set_data_full (G_OBJECT (run->operation), MEMORY_KEY, memory, memory_free);
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

  if (memory == NULL || g_object_get_data (G_OBJECT (operation), SESSION_KEY) == NULL ||
      !may_start (memory))
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
    .role_arn = sluice_connection_get_role_arn (memory->before),
    .test_bucket = memory->test_bucket,
    .private_link_id = way == SLUICE_UNDO_FINISH
                         ? memory->wanted_link
                         : sluice_connection_get_private_link_id (memory->before),
  };
  successor = sluice_create_operation_start (client, &request);
  sluice_session_add_operation (session, successor);
  follow (operation, memory, successor);
  return memory->successor;
}
