/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Performing an operation until the end, whichever that is, and finding out about it afterwards. */
#include "fault-child.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sluice-config.h"
#include "fault-cell.h"
#include "fault-shim.h"
#include "sluice-atlas-processors.h"
#include "sluice-base-url.h"
#include "sluice-operation-private.h"
#include "sluice-recovery.h"

/* What was not there yet is looked for as long as a request may have been on its way. */
#define RECOVERY_S 75

static const char * const names[] = {
  "SLUICE_FAULT_URL", "SLUICE_FAULT_PUBLIC", "SLUICE_FAULT_PRIVATE", "SLUICE_FAULT_PROJECT",
  "SLUICE_FAULT_INSTANCE", "SLUICE_FAULT_LOG",
};

/**
 * child_launcher_new:
 * @atlas: where the process finds its server
 * @data_folder: where it keeps its history
 *
 * Returns: (transfer full): what starts it
 */
GSubprocessLauncher *
child_launcher_new (PracticeAtlas *atlas,
                    const char    *data_folder)
{
  GSubprocessLauncher *launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  const char * const values[] = {
    atlas->url, atlas->public_key, atlas->private_key, atlas->project_id, atlas->instance,
    atlas->log_path,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_subprocess_launcher_setenv (launcher, names[i], values[i], TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", data_folder, TRUE);
  return launcher;
}

static void
find_atlas (void)
{
  stage.atlas = g_new0 (PracticeAtlas, 1);
  stage.atlas->url = g_strdup (g_getenv (names[0]));
  stage.atlas->public_key = g_strdup (g_getenv (names[1]));
  stage.atlas->private_key = g_strdup (g_getenv (names[2]));
  stage.atlas->project_id = g_strdup (g_getenv (names[3]));
  stage.atlas->instance = g_strdup (g_getenv (names[4]));
  stage.atlas->log_path = g_strdup (g_getenv (names[5]));
}

static SluiceHistory *
open_history (void)
{
  g_autofree char *path = sluice_history_dup_default_path ();

  return sluice_history_new (path);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer loaded)
{
  g_autoptr (GPtrArray) entries = sluice_history_load_finish (result, NULL);

  *(gboolean *) loaded = TRUE;
}

/* Until all that was given to it before is written, and read. */
static void
settle (SluiceHistory *history)
{
  gboolean loaded = FALSE;

  sluice_history_load_async (history, loaded_cb, &loaded);
  while (!loaded)
    g_main_context_iteration (NULL, TRUE);
}

/* ---- tests of delivery ----------------------------------------------------------------------- */

#define LOOKS "^GET \\S+/processor/sluiceTest"

gboolean
child_tests_delivery (void)
{
  return g_str_has_prefix (stage.operation->name, "deliver-");
}

GSettings *
child_open_settings (const char *data_folder)
{
  g_autofree char *path = g_build_filename (data_folder, "settings", NULL);
  g_autoptr (GSettingsBackend) backend = g_keyfile_settings_backend_new (path, "/", NULL);

  return g_settings_new_with_backend (SLUICE_APP_ID, backend);
}

/* As the window does it. */
static SluiceSession *
open_session (const char *url)
{
  g_autoptr (GSettings) settings = NULL;
  SluiceSession *session;

  if (!child_tests_delivery ())
    return NULL;
  settings = child_open_settings (g_getenv ("XDG_DATA_HOME"));
  session = sluice_session_new (url, NULL);
  stage.leftovers = sluice_delivery_leftovers_attach (session, settings);
  return session;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer listed)
{
  *(GPtrArray **) listed =
    sluice_atlas_list_processors_finish (SLUICE_ATLAS_CLIENT (source), result, NULL);
}

static GPtrArray *
list_processors (void)
{
  GPtrArray *processors = NULL;

  sluice_atlas_list_processors_async (stage.other, stage.atlas->project_id, stage.atlas->instance,
                                      NULL, listed_cb, &processors);
  while (processors == NULL)
    g_main_context_iteration (NULL, TRUE);
  return processors;
}

/* Whether the server has a processor of a test. */
gboolean
child_has_processor (void)
{
  g_autoptr (GPtrArray) processors = list_processors ();

  for (guint i = 0; i < processors->len; i++)
    if (sluice_delivery_leftovers_is_name (sluice_processor_get_name (processors->pdata[i])))
      return TRUE;
  return FALSE;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer n_pending)
{
  sluice_atlas_delete_processor_finish (SLUICE_ATLAS_CLIENT (source), result, NULL);
  --*(guint *) n_pending;
}

/* So that the next cell finds none. */
void
child_remove_processors (void)
{
  g_autoptr (GPtrArray) processors = list_processors ();
  guint n_pending = 0;

  for (guint i = 0; i < processors->len; i++)
    {
      const char *name = sluice_processor_get_name (processors->pdata[i]);

      if (!sluice_delivery_leftovers_is_name (name))
        continue;
      n_pending++;
      sluice_atlas_delete_processor_async (stage.other, stage.atlas->project_id,
                                           stage.atlas->instance, name, NULL, ended_cb,
                                           &n_pending);
    }
  while (n_pending > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Until it has looked for what was left, and that is gone. */
static gboolean
clean_up (SluiceSession *session, gint64 end)
{
  g_autoptr (SluiceApiKey) key =
    sluice_api_key_new (stage.atlas->public_key, stage.atlas->private_key);
  g_autoptr (GSettings) settings = child_open_settings (g_getenv ("XDG_DATA_HOME"));
  g_autoptr (GVariant) entries = g_settings_get_value (settings, "delivery-leftovers");
  guint n_looks = practice_atlas_count (stage.atlas, LOOKS);
  gboolean cleaned = g_variant_n_children (entries) == 0;

  sluice_session_set_key (session, key);
  sluice_session_set_place (session, stage.atlas->project_id, NULL);
  while (!cleaned && shim_really_us () < end)
    {
      g_main_context_iteration (NULL, TRUE);
      cleaned = practice_atlas_count (stage.atlas, LOOKS) > n_looks && !child_has_processor ();
    }
  return cleaned;
}

/* ---- performing ------------------------------------------------------------------------------ */

static SluicePhase fatal_phase;

static void
phase_cb (SluiceOperation *operation)
{
  if (fatal_phase != SLUICE_PHASE_NONE && sluice_operation_get_phase (operation) == fatal_phase)
    kill (getpid (), SIGKILL);
}

/* "begun" or "ended" and the moment, or "phase" and its number. */
static void
plan_end (const char *event, int number)
{
  if (g_str_equal (event, CHILD_AT_PHASE))
    fatal_phase = (SluicePhase) number;
  else
    shim_kill_at (event, (ShimMoment) number);
}

/* What the one that looks on has to know in order to judge. */
static void
tell (void)
{
  const char *role = stage.role != NULL ? sluice_aws_role_get_id (stage.role) : "-";

  printf ("%s %u %s\n", role, stage.before, stage.link_id != NULL ? stage.link_id : "-");
  fflush (stdout);
}

/**
 * child_perform:
 * @operation: of the table
 * @arguments: the cell's number, the proxy's address, and where to end: an event or "phase", and
 *   its number
 *
 * Prepares the cell, tells of it, waits for a line, and performs the operation.
 *
 * Returns: the exit status, if it comes so far
 */
int
child_perform (const char  *operation,
               char       **arguments)
{
  SluiceHistory *history = open_history ();
  char go[8];

  stage.operation = stage_find (operation);
  find_atlas ();
  stage.other = cell_new_client (stage.atlas->url);
  cell_prepare ((guint) atoi (arguments[0]));
  stage.client = cell_new_client (arguments[1]);
  sluice_operation_keep_history (stage.client, history);
  open_session (arguments[1]);
  cell_prime ();
  tell ();
  if (fgets (go, sizeof go, stdin) == NULL)
    return 1;
  plan_end (arguments[2], atoi (arguments[3]));
  stage_begin (&stage);
  if (stage.write != NULL)
    {
      g_signal_connect (stage.write, "notify::revision", G_CALLBACK (phase_cb), NULL);
      phase_cb (stage.write);
    }
  if (!cell_wait_for_end ())
    return 1;
  settle (history);
  return 0;
}

/* ---- finding out ----------------------------------------------------------------------------- */

static gboolean
are_over (GListModel *operations)
{
  for (guint i = 0; i < g_list_model_get_n_items (operations); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (operations, i);

      if (sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING)
        return FALSE;
    }
  return TRUE;
}

/* What is not known can be asked for again. */
static gboolean
can_go_on (GListModel *operations)
{
  for (guint i = 0; i < g_list_model_get_n_items (operations); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (operations, i);

      if (sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_UNKNOWN &&
          !sluice_operation_can_check_again (operation))
        return FALSE;
    }
  return TRUE;
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/**
 * child_recover:
 * @operation: of the table
 * @arguments: the proxy's address, and by how many seconds the clock has gone on since
 *
 * Does what Sluice does when it is started: finds out about all that was left open.
 *
 * Returns: the exit status: 0 if everything has come to an end
 */
int
child_recover (const char  *operation,
               char       **arguments)
{
  SluiceHistory *history = open_history ();
  g_autoptr (GListStore) operations = g_list_store_new (SLUICE_TYPE_OPERATION);
  g_autoptr (SluiceRecovery) recovery = sluice_recovery_new (history, operations);
  g_autofree char *host = sluice_base_url_dup_host (arguments[0]);
  gint64 end = g_get_monotonic_time () + RECOVERY_S * G_USEC_PER_SEC;

  shim_set_clock (atoi (arguments[1]));
  find_atlas ();
  stage.operation = stage_find (operation);
  stage.other = cell_new_client (stage.atlas->url);
  stage.client = cell_new_client (arguments[0]);
  sluice_operation_keep_history (stage.client, history);
  sluice_recovery_use_client (recovery, host, stage.client);
  sluice_recovery_use_project (recovery, stage.atlas->project_id);
  settle (history);
  /* It begins in turns of the main loop. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_timeout_add (100, tick_cb, NULL);
  while (!are_over (G_LIST_MODEL (operations)) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  settle (history);
  if (child_tests_delivery () && !clean_up (open_session (arguments[0]), end))
    return 1;
  return are_over (G_LIST_MODEL (operations)) && can_go_on (G_LIST_MODEL (operations)) ? 0 : 1;
}
