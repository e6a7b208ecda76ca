/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operations of the Atlas client run to their end. */
#include "atlas-calls.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

static const char *project = CALLS_PROJECT;
static const char *instance = CALLS_INSTANCE;

void
outcome_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Outcome *outcome = data;

  g_assert_false (outcome->done);
  outcome->done = TRUE;
  outcome->result = g_object_ref (result);
  outcome->evidence = sluice_atlas_result_get_evidence (result);
  g_assert_nonnull (outcome->evidence);
}

void
outcome_wait (Outcome *outcome)
{
  while (!outcome->done)
    g_main_context_iteration (NULL, TRUE);
}

void
outcome_clear (Outcome *outcome)
{
  g_clear_object (&outcome->result);
  outcome->evidence = NULL;
  outcome->done = FALSE;
}

/**
 * calls_client:
 * @url: where to
 *
 * Returns: (transfer full): a client with a key that is as good as any
 */
SluiceAtlasClient *
calls_client (const char *url)
{
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (CALLS_PUBLIC_KEY, CALLS_PRIVATE_KEY);
  SluiceAtlasClient *client = sluice_atlas_client_new (url, key);

  sluice_atlas_client_set_retry (client, 10);
  return client;
}

SluiceKeyInfo *
calls_check_key (SluiceAtlasClient  *client,
                 Outcome            *outcome,
                 GError            **error)
{
  outcome_clear (outcome);
  sluice_atlas_check_key_async (client, NULL, outcome_cb, outcome);
  outcome_wait (outcome);
  return sluice_atlas_check_key_finish (client, outcome->result, error);
}

SluiceConnection *
calls_get (SluiceAtlasClient  *client,
           const char         *name,
           Outcome            *outcome,
           GError            **error)
{
  outcome_clear (outcome);
  sluice_atlas_get_connection_async (client, project, instance, name, NULL, outcome_cb, outcome);
  outcome_wait (outcome);
  return sluice_atlas_get_connection_finish (client, outcome->result, error);
}

void
calls_start_create (SluiceAtlasClient *client,
                    const char        *name,
                    GCancellable      *cancellable,
                    Outcome           *outcome)
{
  const SluiceConnectionSpec spec = { .name = name, .role_arn = CALLS_ROLE };

  outcome_clear (outcome);
  sluice_atlas_create_connection_async (client, project, instance, &spec, cancellable, outcome_cb,
                                        outcome);
}

SluiceConnection *
calls_create (SluiceAtlasClient  *client,
              const char         *name,
              Outcome            *outcome,
              GError            **error)
{
  calls_start_create (client, name, NULL, outcome);
  outcome_wait (outcome);
  return sluice_atlas_create_connection_finish (client, outcome->result, error);
}

GPtrArray *
calls_list (SluiceAtlasClient  *client,
            Outcome            *outcome,
            GError            **error)
{
  outcome_clear (outcome);
  sluice_atlas_list_connections_async (client, project, instance, NULL, outcome_cb, outcome);
  outcome_wait (outcome);
  return sluice_atlas_list_connections_finish (client, outcome->result, error);
}

static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static char *
read_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) stream =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (stream, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

/**
 * practice_start:
 * @argument: (nullable): of the program, besides those a test always needs
 *
 * Starts the program that SLUICE_PRACTICE_PROGRAM names and points calls_* at its project and
 * instance.
 *
 * Returns: (transfer full): the running program
 */
Practice *
practice_start (const char *argument)
{
  Practice *self = g_new0 (Practice, 1);
  const char *program = g_getenv ("SLUICE_PRACTICE_PROGRAM");
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  const char *inherited = g_getenv ("ASAN_OPTIONS");
  /* With less the leaks of libsoup's server could not be told from ours. */
  g_autofree char *sanitizer = g_strconcat (inherited ? inherited : "",
                                            ":fast_unwind_on_malloc=0", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;

  self->folder = g_dir_make_tmp ("sluice-XXXXXX", &error);
  g_assert_no_error (error);
  self->log = g_build_filename (self->folder, "log", NULL);
  g_assert_nonnull (program);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", sanitizer, TRUE);
  self->process = g_subprocess_launcher_spawn (launcher, &error, program, "--until-stdin-closes",
                                               "--log", self->log, argument, NULL);
  g_assert_no_error (error);
  line = read_line (self->process);
  words = g_strsplit (line, " ", -1);
  g_assert_cmpuint (g_strv_length (words), ==, 5);
  self->url = g_strdup (words[0]);
  self->public_key = g_strdup (words[1]);
  self->private_key = g_strdup (words[2]);
  project = self->project = g_strdup (words[3]);
  instance = self->instance = g_strdup (words[4]);
  return self;
}

static void
control (Practice *practice, const char *method, const char *scenarios)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *uri = g_strconcat (practice->url, "/practice/scenario",
                                      scenarios ? "?name=" : NULL, scenarios, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = soup_session_send_and_read (session, message, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
}

/**
 * practice_dup_log:
 * @practice: a running program
 *
 * Returns: (transfer full): what it was asked since practice_renew(), a line per request:
 *   method, path, kind of signature, length of the body, status, operation
 */
char *
practice_dup_log (Practice *practice)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (practice->log, &text, NULL, NULL))
    return g_strdup ("");
  g_assert_cmpuint (strlen (text), >=, practice->log_start);
  return g_strdup (text + practice->log_start);
}

/**
 * practice_renew:
 * @practice: a running program
 * @scenarios: (nullable): what goes wrong from now on
 *
 * Ends all scenarios before and forgets the log. What was created stays.
 */
void
practice_renew (Practice   *practice,
                const char *scenarios)
{
  g_autofree char *log = NULL;

  control (practice, "DELETE", NULL);
  if (scenarios != NULL)
    control (practice, "POST", scenarios);
  practice->log_start = 0;
  log = practice_dup_log (practice);
  practice->log_start = strlen (log);
}

/**
 * practice_end:
 * @practice: (transfer full): a running program
 *
 * Ends it by closing its standard input, which is what Sluice does.
 */
void
practice_end (Practice *practice)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (practice->process), NULL, NULL);
  g_subprocess_wait_check (practice->process, NULL, &error);
  g_assert_no_error (error);
  project = CALLS_PROJECT;
  instance = CALLS_INSTANCE;
  g_remove (practice->log);
  g_rmdir (practice->folder);
  g_object_unref (practice->process);
  g_free (practice->folder);
  g_free (practice->log);
  g_free (practice->url);
  g_free (practice->public_key);
  g_free (practice->private_key);
  g_free (practice->project);
  g_free (practice->instance);
  g_free (practice);
}

/**
 * practice_client:
 * @practice: a running program
 *
 * Returns: (transfer full): a client with its key
 */
SluiceAtlasClient *
practice_client (Practice *practice)
{
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (practice->public_key, practice->private_key);

  return sluice_atlas_client_new (practice->url, key);
}
