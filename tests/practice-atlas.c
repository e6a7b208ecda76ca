/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts and steers the practice program. */
#include "practice-atlas.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

/* Far longer than anything takes, on a machine that is busy with other tests too. */
#define PATIENCE_SECONDS 60

static void
die_with_test (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
launch (PracticeAtlas *self, const char *port, const char *scenarios, const char *ready_after)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  const char *program = g_getenv ("SLUICE_PRACTICE_PROGRAM");
  const char *inherited = g_getenv ("ASAN_OPTIONS");
  g_autofree char *sanitizer = g_strconcat (inherited ? inherited : "",
                                            ":fast_unwind_on_malloc=0", NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_nonnull (program);
  g_subprocess_launcher_set_child_setup (launcher, die_with_test, NULL, NULL);
  /* With less the leaks of libsoup's server could not be told from ours. */
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", sanitizer, TRUE);
  self->process = g_subprocess_launcher_spawn (launcher, &error, program, "--until-stdin-closes",
                                               "--log", self->log_path, "--port", port,
                                               "--ready-after", ready_after,
                                               *scenarios ? "--scenario" : NULL, scenarios, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  words = g_strsplit (line, " ", 5);
  g_assert_cmpuint (g_strv_length (words), ==, 5);
  g_free (self->url);
  g_free (self->public_key);
  g_free (self->private_key);
  g_free (self->project_id);
  g_free (self->instance);
  self->url = g_strdup (words[0]);
  self->public_key = g_strdup (words[1]);
  self->private_key = g_strdup (words[2]);
  self->project_id = g_strdup (words[3]);
  self->instance = g_strdup (words[4]);
}

/**
 * practice_atlas_start:
 * @scenarios: what goes wrong, with commas; "" for nothing
 * @ready_after: seconds until a new connection is READY
 *
 * Returns: (transfer full): a server that answers already
 */
PracticeAtlas *
practice_atlas_start (const char *scenarios,
                      const char *ready_after)
{
  PracticeAtlas *self = g_new0 (PracticeAtlas, 1);
  int fd = g_file_open_tmp ("practice-XXXXXX.log", &self->log_path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  launch (self, "0", scenarios, ready_after);
  return self;
}

/* Nothing is asked of a server that is gone, whatever it was doing. */
void
practice_atlas_kill (PracticeAtlas *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&self->process);
}

/* The same address, but a registry as it was in the beginning. */
void
practice_atlas_restart (PracticeAtlas *self,
                        const char    *scenarios)
{
  g_autofree char *port = g_strdup (strrchr (self->url, ':') + 1);

  g_assert_null (self->process);
  launch (self, port, scenarios, "0");
}

void
practice_atlas_stop (PracticeAtlas *self)
{
  g_autoptr (GError) error = NULL;

  if (self->process != NULL)
    {
      g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, &error);
      g_assert_no_error (error);
      g_subprocess_wait_check (self->process, NULL, &error);
      g_assert_no_error (error);
      g_clear_object (&self->process);
    }
  g_unlink (self->log_path);
  g_free (self->log_path);
  g_free (self->url);
  g_free (self->public_key);
  g_free (self->private_key);
  g_free (self->project_id);
  g_free (self->instance);
  g_free (self);
}

void
practice_atlas_switch (PracticeAtlas *self,
                       const char    *scenarios,
                       gboolean       on)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_uri (client, self->url, 80, NULL, &error);
  g_autofree char *name = g_uri_escape_string (scenarios, NULL, FALSE);
  g_autofree char *request =
    g_strdup_printf ("POST /practice/scenario?name=%s&on=%s HTTP/1.1\r\nHost: localhost\r\n"
                     "Content-Length: 0\r\nConnection: close\r\n\r\n", name,
                     on ? "true" : "false");
  char answer[13] = "";

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                             strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);
  g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)), answer, 12,
                           NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==, "HTTP/1.1 200");
}

/**
 * practice_atlas_log:
 * @self: a server
 *
 * Returns: (transfer full): "METHOD TARGET signed|unsigned|… LENGTH STATUS OPERATION" for each
 *   request so far
 */
char *
practice_atlas_log (PracticeAtlas *self)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (self->log_path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/**
 * practice_atlas_count:
 * @self: a server
 * @pattern: a regular expression
 *
 * Returns: how many lines of the log match
 */
guint
practice_atlas_count (PracticeAtlas *self,
                      const char    *pattern)
{
  g_autofree char *text = practice_atlas_log (self);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint count = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && g_regex_match_simple (pattern, lines[i], 0, 0))
      count++;
  return count;
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
wait_until (WaitCondition condition,
            gpointer      data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
  guint tick = g_timeout_add (20, tick_cb, NULL);

  while (!condition (data))
    {
      if (g_get_monotonic_time () > end)
        g_error ("Waited in vain");
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
}

static gboolean
is_past (gpointer data)
{
  return g_get_monotonic_time () >= *(gint64 *) data;
}

/* For seeing that something does not happen. */
void
wait_ms (guint ms)
{
  gint64 end = g_get_monotonic_time () + (gint64) ms * 1000;

  wait_until (is_past, &end);
}

static gboolean
is_alone (gpointer object)
{
  return G_OBJECT (object)->ref_count == 1;
}

/* For what requests hold that were given up and have yet to hear of it. */
void
assert_finalized_soon (gpointer object)
{
  wait_until (is_alone, object);
  g_assert_finalize_object (object);
}

static gboolean
is_removed (gpointer folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  return g_rmdir (folder) == 0;
}

/* The last line of a history may come after the session that wrote it is gone. */
void
remove_folder_soon (const char *folder)
{
  wait_until (is_removed, (gpointer) folder);
}
