/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an operation takes place, and what has to be so before it may change anything there. */
#include "sluice-operation-private.h"

#include "sluice-base-url.h"

#define ORIGIN_KEY "sluice-origin"
#define HISTORY_KEY "sluice-history"

/* A disk that takes longer does not keep a person waiting: it is written while the request is on
 * its way, and should Sluice be ended within that time, nobody will know of it. */
#define MAX_WAIT_MS 1000

typedef struct
{
  SluiceOperation *operation;  /* borrowed: it owns this */
  char            *project_id;
  char            *host;
  GHashTable      *wanted;
  SluiceHistory   *history;    /* NULL: none is kept */
  char            *id;         /* in the history */
  SluiceEvidence  *write;      /* of the last call that was not just reading */
  gboolean         told;       /* the history has its end */
} Origin;

static void
origin_free (gpointer data)
{
  Origin *origin = data;

  g_free (origin->project_id);
  g_free (origin->host);
  g_hash_table_unref (origin->wanted);
  g_clear_object (&origin->history);
  g_free (origin->id);
  g_clear_pointer (&origin->write, sluice_evidence_unref);
  g_free (origin);
}

static Origin *
origin_of (SluiceOperation *self)
{
  return g_object_get_data (G_OBJECT (self), ORIGIN_KEY);
}

/* ---- the history ----------------------------------------------------------------------------- */

/**
 * sluice_operation_keep_history:
 * @client: a client
 * @history: (transfer none): where operations that use @client are kept from now on
 */
void
sluice_operation_keep_history (SluiceAtlasClient *client,
                               SluiceHistory     *history)
{
  g_object_set_data_full (G_OBJECT (client), HISTORY_KEY, g_object_ref (history), g_object_unref);
}

/* What decided, in the eyes of a person: the write, however much was read after it. */
static void
note_write (Origin *origin)
{
  SluiceEvidence *evidence = sluice_operation_get_evidence (origin->operation);

  if (evidence == NULL || evidence == origin->write ||
      g_str_equal (sluice_evidence_get_method (evidence), "GET"))
    return;
  g_clear_pointer (&origin->write, sluice_evidence_unref);
  origin->write = sluice_evidence_ref (evidence);
}

static void
add_line (Origin *origin, gboolean sync, GAsyncReadyCallback callback, gpointer user_data)
{
  SluiceEvidence *evidence = origin->write;
  g_autoptr (SluiceHistoryLine) line = NULL;

  if (evidence == NULL && !sync)
    evidence = sluice_operation_get_evidence (origin->operation);
  line = sluice_history_line_new_for (origin->operation, origin->id, evidence);
  line->wanted = g_hash_table_ref (origin->wanted);
  sluice_history_add_async (origin->history, line, sync, callback, user_data);
}

static void
changed_cb (SluiceOperation *operation, GParamSpec *pspec, gpointer user_data)
{
  Origin *origin = user_data;

  note_write (origin);
  if (sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING)
    origin->told = FALSE;
  else if (!origin->told && origin->history != NULL)
    {
      origin->told = TRUE;
      add_line (origin, FALSE, NULL, NULL);
    }
}

/* ---- where it takes place -------------------------------------------------------------------- */

static void
set_origin (SluiceOperation *self,
            const char      *host,
            const char      *project_id,
            SluiceHistory   *history,
            const char      *id)
{
  Origin *origin = g_new0 (Origin, 1);
  Origin *old = origin_of (self);

  if (old != NULL)
    g_signal_handlers_disconnect_by_data (self, old);
  origin->operation = self;
  origin->project_id = g_strdup (project_id);
  origin->host = g_strdup (host);
  origin->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  origin->history = history != NULL ? g_object_ref (history) : NULL;
  origin->id = id != NULL ? g_strdup (id) : g_uuid_string_random ();
  g_object_set_data_full (G_OBJECT (self), ORIGIN_KEY, origin, origin_free);
  g_signal_connect (self, "notify::revision", G_CALLBACK (changed_cb), origin);
}

/**
 * sluice_operation_set_project:
 * @self: an operation that has not sent anything yet
 * @client: (transfer none): who asks Atlas for it
 * @project_id: where it takes place
 *
 * Notes where it takes place. Each operation that may write calls this once, first of all; its end
 * is kept in the history from then on.
 */
void
sluice_operation_set_project (SluiceOperation   *self,
                              SluiceAtlasClient *client,
                              const char        *project_id)
{
  g_autofree char *host = sluice_base_url_dup_host (sluice_atlas_client_get_base_url (client));

  set_origin (self, host, project_id, g_object_get_data (G_OBJECT (client), HISTORY_KEY), NULL);
}

/**
 * sluice_operation_set_past:
 * @self: an operation that stands for one of the past
 * @entry: what the history has of it
 * @history: (transfer none): the history
 *
 * Notes where it took place. What is found out about it is added to the same entry.
 */
void
sluice_operation_set_past (SluiceOperation    *self,
                           SluiceHistoryEntry *entry,
                           SluiceHistory      *history)
{
  set_origin (self, sluice_history_entry_get_host (entry),
              sluice_history_entry_get_project_id (entry), history,
              sluice_history_entry_get_id (entry));
}

/**
 * sluice_operation_set_wanted:
 * @self: an operation after sluice_operation_set_project()
 * @name: a short name, such as "role"
 * @value: (nullable): no secret; %NULL or "" for nothing
 *
 * Notes a part of what was asked for that Sluice needs in order to judge, after it was ended in
 * the middle, whether it has come about.
 */
void
sluice_operation_set_wanted (SluiceOperation *self,
                             const char      *name,
                             const char      *value)
{
  if (value != NULL && *value != '\0')
    g_hash_table_insert (origin_of (self)->wanted, g_strdup (name), g_strdup (value));
}

/**
 * sluice_operation_get_project_id:
 * @self: an operation
 *
 * Returns: (nullable): the project it takes place in
 */
const char *
sluice_operation_get_project_id (SluiceOperation *self)
{
  Origin *origin = origin_of (self);

  return origin != NULL ? origin->project_id : NULL;
}

/**
 * sluice_operation_get_host:
 * @self: an operation
 *
 * Returns: (nullable): the host of the Atlas it takes place at
 */
const char *
sluice_operation_get_host (SluiceOperation *self)
{
  Origin *origin = origin_of (self);

  return origin != NULL ? origin->host : NULL;
}

/**
 * sluice_operation_get_wait:
 * @self: an operation
 *
 * Returns: for how many more seconds it waits since Atlas has asked for that; 0 if it does not
 */
guint
sluice_operation_get_wait (SluiceOperation *self)
{
  return sluice_atlas_wait_left (sluice_operation_get_cancellable (self));
}

/* ---- before it may change anything ----------------------------------------------------------- */

/* Shared by who comes first and who comes second: the disk and the clock. */
typedef struct
{
  SluiceOperation     *operation;
  SluiceOperationFunc  func;
  gpointer             user_data;
  GSource             *clock;
} Writing;

static void
go_on (Writing *writing)
{
  g_autoptr (SluiceOperation) operation = g_steal_pointer (&writing->operation);

  g_source_destroy (writing->clock);
  g_clear_pointer (&writing->clock, g_source_unref);
  writing->func (operation, writing->user_data);
}

static gboolean
too_slow_cb (gpointer user_data)
{
  go_on (user_data);
  return G_SOURCE_REMOVE;
}

/* Whether it is on disk or could not be written: the history says so. */
static void
journaled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Writing *writing = user_data;

  sluice_history_finish (result, NULL);
  if (writing->operation != NULL)
    go_on (writing);
  g_free (writing);
}

/**
 * sluice_operation_before_write:
 * @self: an operation that is about to send a POST, PATCH or DELETE
 * @func: sends it; called with @self and @user_data, perhaps at once
 * @user_data: for @func; must live as long as @self works
 *
 * Calls @func as soon as it is on disk that something is about to be sent, or after a second, or
 * when that cannot be written: keeping a journal never keeps anybody from working. It is called in
 * any case and exactly once, after Cancel too: a call with a cancelled cancellable ends before
 * anything is sent.
 */
void
sluice_operation_before_write (SluiceOperation     *self,
                               SluiceOperationFunc  func,
                               gpointer             user_data)
{
  Origin *origin = origin_of (self);
  Writing *writing;

  if (origin == NULL || origin->history == NULL || !sluice_history_is_kept (origin->history))
    {
      func (self, user_data);
      return;
    }
  writing = g_new0 (Writing, 1);
  writing->operation = g_object_ref (self);
  writing->func = func;
  writing->user_data = user_data;
  writing->clock = g_timeout_source_new (MAX_WAIT_MS);
  g_source_set_callback (writing->clock, too_slow_cb, writing, NULL);
  g_source_attach (writing->clock, g_main_context_get_thread_default ());
  add_line (origin, TRUE, journaled_cb, writing);
}
