/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sluice-practice: something that looks like MongoDB Atlas, on this computer only. */
#include "practice-keys.h"
#include "practice-server.h"

#include <glib-unix.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct
{
  int       port;
  int       latency_ms;
  int       projects;
  int       roles;
  int       connections;
  int       instances;
  double    ready_after;
  char    **scenarios;
  char    **keys;
  char     *log_path;
  gboolean  no_auth;
  gboolean  until_stdin_closes;
  gboolean  list_scenarios;
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->scenarios);
  g_strfreev (options->keys);
  g_free (options->log_path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (Options   *options,
               int       *argc,
               char    ***argv,
               GError   **error)
{
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &options->port, "Port on 127.0.0.1 (any free one)", "N" },
    { "scenario", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->scenarios,
      "What goes wrong: NAME[@OPERATION][*COUNT], several with commas", "NAME" },
    { "key", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->keys,
      "A further key: PUBLIC:PRIVATE:ROLE@PROJECT,ROLE,…[:ADDRESS,…]", "KEY" },
    { "list-scenarios", 0, 0, G_OPTION_ARG_NONE, &options->list_scenarios,
      "Print the names and end", NULL },
    { "ready-after", 0, 0, G_OPTION_ARG_DOUBLE, &options->ready_after,
      "How long an S3 connection is PENDING (3)", "SECONDS" },
    { "latency", 0, 0, G_OPTION_ARG_INT, &options->latency_ms, "Delay of every answer (0)", "MS" },
    { "projects", 0, 0, G_OPTION_ARG_INT, &options->projects,
      "Add so many projects (0)", "N" },
    { "roles", 0, 0, G_OPTION_ARG_INT, &options->roles,
      "Add so many AWS roles to the first project (0)", "N" },
    { "connections", 0, 0, G_OPTION_ARG_INT, &options->connections,
      "Have so many connections in the first instance, instead of a few", "N" },
    { "instances", 0, 0, G_OPTION_ARG_INT, &options->instances,
      "Add so many instances to the first project (0)", "N" },
    { "log", 0, 0, G_OPTION_ARG_FILENAME, &options->log_path,
      "Append a line for each request", "FILE" },
    { "no-auth", 0, 0, G_OPTION_ARG_NONE, &options->no_auth,
      "Ask nobody for the key: a server in front has done it", NULL },
    { "until-stdin-closes", 0, 0, G_OPTION_ARG_NONE, &options->until_stdin_closes,
      "Also end at the end of standard input", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, "Looks like MongoDB Atlas, on this computer only. Prints "
                                "URL, public key, private key,\nproject id and instance, then runs "
                                "until interrupted.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc > 1 || options->port < 0 || options->port > 65535 || options->latency_ms < 0
      || options->projects < 0 || options->roles < 0 || options->connections < -1
      || options->instances < 0 || !(options->ready_after >= 0))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "An argument is not understood: see --help");
      return FALSE;
    }
  return TRUE;
}

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
on_stdin (int          fd,
          GIOCondition condition,
          gpointer     user_data)
{
  char ignored[256];

  if (read (fd, ignored, sizeof ignored) > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
run (const Options  *options,
     PracticeServer *server)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_unix_signal_add (SIGINT, on_signal, loop);
  g_unix_signal_add (SIGTERM, on_signal, loop);
  if (options->until_stdin_closes)
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, on_stdin, loop);
  printf ("%s %s %s %s %s\n", practice_server_get_url (server), PRACTICE_PUBLIC_KEY,
          PRACTICE_PRIVATE_KEY, PRACTICE_PROJECT_ID, PRACTICE_INSTANCE);
  fflush (stdout);
  g_main_loop_run (loop);
}

static gboolean
serve (const Options  *options,
       GError        **error)
{
  g_autoptr (PracticeState) state = practice_state_new (options->ready_after);
  PracticeLog *log = NULL;
  PracticeServer *server = NULL;

  practice_examples_add (state);
  practice_examples_add_many (state, (guint) options->projects, (guint) options->roles);
  practice_examples_fill_registry (state, options->connections, (guint) options->instances);
  for (guint i = 0; options->scenarios != NULL && options->scenarios[i] != NULL; i++)
    if (!practice_scenarios_switch_on (state->scenarios, options->scenarios[i], error))
      return FALSE;
  for (guint i = 0; options->keys != NULL && options->keys[i] != NULL; i++)
    {
      PracticeKey *key = practice_key_new (options->keys[i], error);

      if (key == NULL)
        return FALSE;
      g_ptr_array_add (state->keys, key);
    }
  log = practice_log_new (options->log_path, error);
  if (log == NULL)
    return FALSE;
  server = practice_server_new (state, log, (guint) options->port, error);
  if (server != NULL)
    {
      practice_server_set_latency (server, (guint) options->latency_ms);
      practice_server_set_open (server, options->no_auth);
      run (options, server);
      practice_server_free (server);
    }
  practice_log_free (log);
  return server != NULL;
}

int
main (int    argc,
      char **argv)
{
  g_auto (Options) options = { .connections = -1, .ready_after = 3 };
  g_autoptr (GError) error = NULL;

  if (!parse_options (&options, &argc, &argv, &error))
    {
      fprintf (stderr, "sluice-practice: %s\n", error->message);
      return 2;
    }
  if (options.list_scenarios)
    {
      g_autofree char *help = practice_scenarios_dup_help ();

      fputs (help, stdout);
      return EXIT_SUCCESS;
    }
  if (!serve (&options, &error))
    {
      fprintf (stderr, "sluice-practice: %s\n", error->message);
      return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT) ? 2 : EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
