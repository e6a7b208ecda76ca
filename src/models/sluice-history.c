/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queue in front of the file of the history.
 *
 * What is done to the file is done in a worker of GTask, one job at a time. GIO's own asynchronous
 * calls on files are such workers too, but none of them locks a file, and none brings what was
 * appended to the disk, which is what the journal is for. The worker sees its job and the file
 * only, never an object of the main loop.
 */
#include "sluice-history.h"

#include <string.h>

#include "sluice-history-file.h"

/* More than anybody scrolls through. */
#define MAX_ENTRIES 2000

typedef enum { JOB_ADD, JOB_LOAD, JOB_CLEAR } JobKind;

typedef struct
{
  JobKind            kind;
  SluiceHistoryFile *file;  /* NULL: in memory only */
  char              *line;
  gboolean           sync;
} Job;

struct _SluiceHistory
{
  GObject            parent_instance;

  SluiceHistoryFile *file;     /* NULL: in memory only */
  GPtrArray         *lines;    /* texts, where there is no file */
  GQueue             waiting;  /* of GTask */
  gboolean           busy;
  GError            *error;    /* of what was written last */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceHistory, sluice_history, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->file, sluice_history_file_unref);
  g_free (job->line);
  g_free (job);
}

static void
sluice_history_finalize (GObject *object)
{
  SluiceHistory *self = SLUICE_HISTORY (object);

  /* Jobs hold a reference, so none is left here. */
  g_clear_pointer (&self->file, sluice_history_file_unref);
  g_ptr_array_unref (self->lines);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (sluice_history_parent_class)->finalize (object);
}

static void
sluice_history_class_init (SluiceHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_history_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_history_init (SluiceHistory *self)
{
  self->lines = g_ptr_array_new_with_free_func (g_free);
}

/* ---- making entries of lines ----------------------------------------------------------------- */

/* A line that ends an operation need not repeat what was asked for. */
static void
inherit (SluiceHistoryLine *line, SluiceHistoryLine *before)
{
  if (line->wanted == NULL)
    line->wanted = g_steal_pointer (&before->wanted);
}

/* One entry for each operation, by its last line, newest first. */
static GPtrArray *
merge (GPtrArray *lines, SluiceHistoryFile *file)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) later = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) created = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = lines->len; i > 0; i--)
    {
      SluiceHistoryLine *line = lines->pdata[i - 1];
      SluiceHistoryLine *known = g_hash_table_lookup (later, line->id);

      if (known != NULL)
        inherit (known, line);
      else if (entries->len < MAX_ENTRIES)
        {
          gboolean running = file == NULL || sluice_history_file_is_running (file, line->process);

          g_hash_table_insert (later, line->id, line);
          g_ptr_array_add (entries, sluice_history_entry_new (line, running));
          lines->pdata[i - 1] = NULL;
        }
    }
  for (guint i = 0; i < entries->len; i++)
    sluice_history_entry_note_created (entries->pdata[i], created);
  return entries;
}

static GPtrArray *
parse (GPtrArray *texts)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_history_line_free);

  for (guint i = 0; i < texts->len; i++)
    {
      SluiceHistoryLine *line = sluice_history_line_parse (texts->pdata[i],
                                                           strlen (texts->pdata[i]));

      if (line != NULL)
        g_ptr_array_add (lines, line);
    }
  return lines;
}

/* ---- the queue ------------------------------------------------------------------------------- */

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GPtrArray) lines = NULL;
  GPtrArray *entries = NULL;
  GError *error = NULL;
  gboolean done = FALSE;

  if (job->kind == JOB_ADD)
    done = sluice_history_file_append (job->file, job->line, job->sync, &error);
  else if (job->kind == JOB_CLEAR)
    done = sluice_history_file_clear (job->file, &error);
  else
    lines = sluice_history_file_read (job->file, &error);

  if (lines != NULL)
    entries = merge (lines, job->file);
  /* Its locks end with the history, not when the worker comes to clear up. */
  g_clear_pointer (&job->file, sluice_history_file_unref);

  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else if (done)
    g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
  else
    g_task_return_error (task, error);
}

static void
work_in_memory (SluiceHistory *self, GTask *task)
{
  Job *job = g_task_get_task_data (task);
  g_autoptr (GPtrArray) lines = NULL;

  if (job->kind == JOB_ADD)
    {
      if (self->lines->len == 2 * MAX_ENTRIES)
        g_ptr_array_remove_range (self->lines, 0, MAX_ENTRIES);
      g_ptr_array_add (self->lines, g_steal_pointer (&job->line));
    }
  else if (job->kind == JOB_CLEAR)
    g_ptr_array_set_size (self->lines, 0);
  else
    {
      lines = parse (self->lines);
      g_task_return_pointer (task, merge (lines, NULL), (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
}

static void pump (SluiceHistory *self);

/* Between the worker and who has asked. */
static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) asked = user_data;
  SluiceHistory *self = g_task_get_source_object (asked);
  Job *job = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  gpointer value = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean changes = job->kind != JOB_LOAD;

  self->busy = FALSE;
  pump (self);
  if (changes)
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
    }
  if (error != NULL)
    g_task_return_error (asked, error);
  else
    g_task_return_pointer (asked, value, changes ? NULL : (GDestroyNotify) g_ptr_array_unref);
  if (changes)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* The worker's task has no source: the last reference to it may be dropped in the worker. */
static void
pump (SluiceHistory *self)
{
  g_autoptr (GTask) inner = NULL;
  GTask *asked;

  if (self->busy || g_queue_is_empty (&self->waiting))
    return;
  self->busy = TRUE;
  asked = g_queue_pop_head (&self->waiting);
  inner = g_task_new (NULL, NULL, worked_cb, asked);
  g_task_set_source_tag (inner, pump);
  g_task_set_task_data (inner, g_object_steal_data (G_OBJECT (asked), "job"), job_free);
  if (self->file != NULL)
    g_task_run_in_thread (inner, work);
  else
    work_in_memory (self, inner);
}

static void
enqueue (SluiceHistory       *self,
         JobKind              kind,
         char                *line,
         gboolean             sync,
         GAsyncReadyCallback  callback,
         gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, enqueue);
  job->kind = kind;
  job->file = self->file != NULL ? sluice_history_file_ref (self->file) : NULL;
  job->line = line;
  job->sync = sync;
  g_object_set_data_full (G_OBJECT (task), "job", job, job_free);
  g_queue_push_tail (&self->waiting, task);
  pump (self);
}

/* ---- from outside ---------------------------------------------------------------------------- */

/**
 * sluice_history_new:
 * @path: (nullable): the file; %NULL to keep nothing on disk
 *
 * Returns: (transfer full): a history that has not touched its file yet
 */
SluiceHistory *
sluice_history_new (const char *path)
{
  SluiceHistory *self = g_object_new (SLUICE_TYPE_HISTORY, NULL);

  if (path != NULL)
    self->file = sluice_history_file_new (path);
  return self;
}

/**
 * sluice_history_dup_default_path:
 *
 * Returns: (transfer full): where a person's history is kept: below XDG_DATA_HOME
 */
char *
sluice_history_dup_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "sluice", "history.jsonl", NULL);
}

/**
 * sluice_history_is_kept:
 * @self: a history
 *
 * Returns: whether it is written to disk
 */
gboolean
sluice_history_is_kept (SluiceHistory *self)
{
  return self->file != NULL;
}

/**
 * sluice_history_get_error:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): why what was written last is not in the file
 */
const GError *
sluice_history_get_error (SluiceHistory *self)
{
  return self->error;
}

/**
 * sluice_history_add_async:
 * @self: a history
 * @line: (transfer none): what to add; gets this process's number
 * @sync: whether it has to be on disk before @callback is called
 * @callback: (nullable): called when it is there, or could not be added
 * @user_data: for @callback
 *
 * Adds a line behind all those given before.
 */
void
sluice_history_add_async (SluiceHistory       *self,
                          SluiceHistoryLine   *line,
                          gboolean             sync,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  if (self->file != NULL)
    {
      g_free (line->process);
      line->process = g_strdup (sluice_history_file_get_process (self->file));
    }
  enqueue (self, JOB_ADD, sluice_history_line_print (line), sync, callback, user_data);
}

/**
 * sluice_history_load_async:
 * @self: a history
 * @callback: called with the entries
 * @user_data: for @callback
 *
 * Reads what there is, after all that was given before has been written.
 */
void
sluice_history_load_async (SluiceHistory       *self,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  enqueue (self, JOB_LOAD, NULL, FALSE, callback, user_data);
}

/**
 * sluice_history_load_finish:
 * @result: what the callback was given
 * @error: return location for an error of domain %G_IO_ERROR
 *
 * Returns: (transfer full) (element-type SluiceHistoryEntry) (nullable): one entry for each
 *   operation, newest first, 2,000 at most
 */
GPtrArray *
sluice_history_load_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sluice_history_clear_async:
 * @self: a history
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Removes everything but writes whose outcome is not known.
 */
void
sluice_history_clear_async (SluiceHistory       *self,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  enqueue (self, JOB_CLEAR, NULL, FALSE, callback, user_data);
}

/**
 * sluice_history_finish:
 * @result: what the callback of adding or clearing was given
 * @error: return location for an error of domain %G_IO_ERROR
 *
 * Returns: whether it was done
 */
gboolean
sluice_history_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
