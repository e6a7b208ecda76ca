/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The practice Atlas as a child process. */

#include "sluice-practice-process.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"

/* The words of the one line it prints once it listens. */
enum { URL, PUBLIC_KEY, PRIVATE_KEY, PROJECT_ID, INSTANCE, N_WORDS };

struct _SluicePracticeProcess
{
  GObject            parent_instance;

  GSubprocess       *process;
  GDataInputStream  *output;
  GCancellable      *waiting;
  char             **words;
};

enum { ENDED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluicePracticeProcess, sluice_practice_process, G_TYPE_OBJECT)

static void
sluice_practice_process_dispose (GObject *object)
{
  sluice_practice_process_stop (SLUICE_PRACTICE_PROCESS (object));

  G_OBJECT_CLASS (sluice_practice_process_parent_class)->dispose (object);
}

static void
sluice_practice_process_finalize (GObject *object)
{
  g_strfreev (SLUICE_PRACTICE_PROCESS (object)->words);

  G_OBJECT_CLASS (sluice_practice_process_parent_class)->finalize (object);
}

static void
sluice_practice_process_class_init (SluicePracticeProcessClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_practice_process_dispose;
  object_class->finalize = sluice_practice_process_finalize;

  signals[ENDED] = g_signal_new ("ended", SLUICE_TYPE_PRACTICE_PROCESS, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_practice_process_init (SluicePracticeProcess *self)
{
  self->waiting = g_cancellable_new ();
}

SluicePracticeProcess *
sluice_practice_process_new (void)
{
  return g_object_new (SLUICE_TYPE_PRACTICE_PROCESS, NULL);
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  SluicePracticeProcess *self = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;                                          /* self may be gone */

  if (self->words != NULL)
    g_signal_emit (self, signals[ENDED], 0);
}

static void
line_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SluicePracticeProcess *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;

  line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source), result, NULL,
                                                    &error);
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  words = line != NULL ? g_strsplit (line, " ", -1) : NULL;
  if (words == NULL || g_strv_length (words) != N_WORDS)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                               _("it ended without saying where it listens"));
      return;
    }
  self->words = g_steal_pointer (&words);
  g_task_return_boolean (task, TRUE);
}

void
sluice_practice_process_start_async (SluicePracticeProcess *self,
                                     GCancellable          *cancellable,
                                     GAsyncReadyCallback    callback,
                                     gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *program = g_getenv ("SLUICE_PRACTICE_PROGRAM");
  GError *error = NULL;

  g_task_set_source_tag (task, sluice_practice_process_start_async);
  if (program == NULL)
    program = SLUICE_LIBEXECDIR "/sluice-practice";

  /* It ends when its standard input closes, so it cannot outlive us even if we are killed. */
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error, program, "--until-stdin-closes", NULL);
  if (self->process == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_subprocess_wait_async (self->process, self->waiting, ended_cb, self);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, cancellable,
                                       line_read_cb, g_steal_pointer (&task));
}

gboolean
sluice_practice_process_start_finish (SluicePracticeProcess  *self,
                                      GAsyncResult           *result,
                                      GError                **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sluice_practice_process_stop (SluicePracticeProcess *self)
{
  g_return_if_fail (SLUICE_IS_PRACTICE_PROCESS (self));

  if (self->waiting != NULL)
    g_cancellable_cancel (self->waiting);
  g_clear_object (&self->waiting);
  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  g_clear_object (&self->output);
  g_clear_object (&self->process);
}

static const char *
get_word (SluicePracticeProcess *self,
          int                    position)
{
  return self->words != NULL ? self->words[position] : NULL;
}

const char *
sluice_practice_process_get_url (SluicePracticeProcess *self)
{
  return get_word (self, URL);
}

const char *
sluice_practice_process_get_public_key (SluicePracticeProcess *self)
{
  return get_word (self, PUBLIC_KEY);
}

const char *
sluice_practice_process_get_private_key (SluicePracticeProcess *self)
{
  return get_word (self, PRIVATE_KEY);
}

const char *
sluice_practice_process_get_project_id (SluicePracticeProcess *self)
{
  return get_word (self, PROJECT_ID);
}

const char *
sluice_practice_process_get_instance (SluicePracticeProcess *self)
{
  return get_word (self, INSTANCE);
}
