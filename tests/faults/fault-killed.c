/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of an operation whose process is killed at each of its moments: what another one,
 * started later, says of it is compared with what the server holds.
 */
#include "fault-cell.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "fault-child.h"
#include "fault-parts.h"
#include "fault-shim.h"
#include "sluice-history.h"
#include "sluice-operation-private.h"

#define PATIENCE_S 90
/* To stop and to delete a processor, each twice at most. */
#define MOST_CLEANING 4
/* A request that was on its way has long arrived. */
#define LATER "120"
#define AT_ONCE "0"
#define TEN_YEARS_LATER "315360000"
#define TEN_YEARS_BACK "-315360000"

/* Of what is said afterwards; beyond TRUTH_ANY. */
#define SAYS_NOTHING ((Truth) 100)

typedef struct
{
  const char *name;
  FaultAct    act;     /* of the proxy; kills where it cancels */
  const char *event;   /* or: where the process kills itself */
  int         number;
  const char *later;   /* how many seconds pass until the next start */
  Truth       truth;
} Moment;

static const Moment moments[] = {
  { "before the journal", FAULT_PASS, "begun", SHIM_BEFORE, LATER, SAYS_NOTHING },
  { "in the journal", FAULT_PASS, "begun", SHIM_TORN, LATER, SAYS_NOTHING },
  { "after the journal, not sent", FAULT_PASS, "begun", SHIM_AFTER, LATER, TRUTH_NOT_DONE },
  { "sent, not read", FAULT_CANCEL_READ, NULL, 0, LATER, TRUTH_NOT_DONE },
  { "sent, done before the next start", FAULT_CANCEL_PASS, NULL, 0, LATER, TRUTH_DONE },
  { "sent, done after the next start", FAULT_CANCEL_LATE, NULL, 0, AT_ONCE, TRUTH_DONE },
  { "done, not answered", FAULT_CANCEL_DONE, NULL, 0, LATER, TRUTH_DONE },
  { "done, not answered, started at once", FAULT_CANCEL_DONE, NULL, 0, AT_ONCE, TRUTH_DONE },
  { "done, not answered, the clock ahead", FAULT_CANCEL_DONE, NULL, 0, TEN_YEARS_LATER,
    TRUTH_DONE },
  { "done, not answered, the clock back", FAULT_CANCEL_DONE, NULL, 0, TEN_YEARS_BACK, TRUTH_DONE },
  { "sent, not read, the clock ahead", FAULT_CANCEL_READ, NULL, 0, TEN_YEARS_LATER,
    TRUTH_NOT_DONE },
  { "in the answer", FAULT_CANCEL_BODY, NULL, 0, LATER, TRUTH_DONE },
  { "answered", FAULT_CANCEL_ANSWERED, NULL, 0, LATER, TRUTH_DONE },
  { "done, before reading back", FAULT_CLOSE_DONE, CHILD_AT_PHASE, SLUICE_PHASE_READING_BACK, LATER,
    TRUTH_DONE },
  { "not done, before reading back", FAULT_CLOSE_READ, CHILD_AT_PHASE, SLUICE_PHASE_READING_BACK,
    LATER, TRUTH_NOT_DONE },
  { "watching", FAULT_PASS, CHILD_AT_PHASE, SLUICE_PHASE_WATCHING, LATER, TRUTH_DONE },
  { "leaving", FAULT_PASS, CHILD_AT_PHASE, SLUICE_PHASE_LEAVING, LATER, TRUTH_DONE },
  { "creating again", FAULT_PASS, CHILD_AT_PHASE, SLUICE_PHASE_CREATING_AGAIN, LATER, TRUTH_ANY },
  { "before the history", FAULT_PASS, "ended", SHIM_BEFORE, LATER, TRUTH_DONE },
  { "in the history", FAULT_PASS, "ended", SHIM_TORN, LATER, TRUTH_DONE },
  { "after the history", FAULT_PASS, "ended", SHIM_AFTER, LATER, TRUTH_DONE },
};

typedef struct
{
  const Moment *moment;
  guint         number;
} KilledCell;

static guint n_met;
static const char *program;

/* ---- processes ------------------------------------------------------------------------------- */

static void
kill_child (gpointer child)
{
  g_subprocess_send_signal (*(GSubprocess **) child, SIGKILL);
}

static void
line_cb (GObject *source, GAsyncResult *result, gpointer line)
{
  char *text = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL,
                                                     NULL);

  *(char **) line = text != NULL ? text : g_strdup ("");
}

static char *
read_line (GSubprocess *child)
{
  g_autoptr (GDataInputStream) stream =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  char *line = NULL;

  g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, NULL, line_cb, &line);
  while (line == NULL)
    g_main_context_iteration (NULL, TRUE);
  return line;
}

static void
exited_cb (GObject *source, GAsyncResult *result, gpointer exited)
{
  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  *(gboolean *) exited = TRUE;
}

static gboolean
too_long_cb (gpointer child)
{
  cell_judge (FALSE, "A process does not end");
  g_subprocess_send_signal (child, SIGKILL);
  return G_SOURCE_CONTINUE;
}

static void
wait_for_exit (GSubprocess *child)
{
  guint alarm = g_timeout_add_seconds (PATIENCE_S, too_long_cb, child);
  gboolean exited = FALSE;

  g_subprocess_wait_async (child, NULL, exited_cb, &exited);
  while (!exited)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (alarm);
}

static GSubprocess *
spawn (const char *folder, const char * const *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = child_launcher_new (stage.atlas, folder);
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_launcher_spawnv (launcher, arguments, &error);

  g_assert_no_error (error);
  return child;
}

/* ---- what it does ---------------------------------------------------------------------------- */

/* As the process that performs has told, if it has. */
static gboolean
take_over (const KilledCell *cell, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);

  if (g_strv_length (words) != 3)
    return FALSE;
  stage.number = cell->number;
  stage.name = g_strdup_printf (g_str_equal (stage.operation->name, "import") ? "cell-%u-new"
                                                                              : "cell-%u",
                                cell->number);
  if (!g_str_equal (words[0], "-"))
    role_adopt (&stage, words[0]);
  stage.before = (guint) g_ascii_strtoull (words[1], NULL, 10);
  if (!g_str_equal (words[2], "-"))
    stage.link_id = g_strdup (words[2]);
  return TRUE;
}

static void
perform (const KilledCell *cell, FaultProxy *proxy, GSubprocess **child, const char *folder)
{
  const Moment *moment = cell->moment;
  g_autofree char *number = g_strdup_printf ("%u", cell->number);
  g_autofree char *which = g_strdup_printf ("%d", moment->number);
  g_autofree char *url = fault_proxy_dup_url (proxy);
  const char * const arguments[] = {
    program, stage.operation->name, CHILD_PERFORM, number, url,
    moment->event != NULL ? moment->event : CHILD_AT_PHASE, which, NULL,
  };
  g_autofree char *line = NULL;

  *child = spawn (folder, arguments);
  line = read_line (*child);
  if (take_over (cell, line))
    {
      fault_proxy_arm (proxy);
      g_output_stream_write_all (g_subprocess_get_stdin_pipe (*child), "go\n", 3, NULL, NULL, NULL);
    }
  else
    cell_judge (FALSE, "It is not prepared: “%s”", line);
  wait_for_exit (*child);
  n_met += g_subprocess_get_if_signaled (*child);
}

static void
recover (const Moment *moment, FaultProxy *proxy, const char *folder)
{
  g_autofree char *url = fault_proxy_dup_url (proxy);
  const char * const arguments[] = {
    program, stage.operation->name, CHILD_RECOVER, url, moment->later, NULL,
  };
  g_autoptr (GSubprocess) child = NULL;
  guint n_writes;

  /* What was on its way when the process died has come to its end. */
  while (moment->act != FAULT_CANCEL_LATE && fault_proxy_is_busy (proxy))
    g_main_context_iteration (NULL, TRUE);
  n_writes = fault_proxy_n_writes (proxy);
  child = spawn (folder, arguments);
  wait_for_exit (child);
  cell_judge (g_subprocess_get_if_exited (child) && g_subprocess_get_exit_status (child) == 0,
              "The next process does not come to an end");
  if (moment->act == FAULT_CANCEL_LATE)
    n_writes++;
  if (child_tests_delivery ())
    n_writes += MOST_CLEANING;
  cell_judge (fault_proxy_n_writes (proxy) <= n_writes, "The next process writes");
}

/* ---- what is said ---------------------------------------------------------------------------- */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer entries)
{
  *(GPtrArray **) entries = sluice_history_load_finish (result, NULL);
  g_assert_nonnull (*(GPtrArray **) entries);
}

static GPtrArray *
read_history (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "sluice", "history.jsonl", NULL);
  g_autoptr (SluiceHistory) history = sluice_history_new (path);
  GPtrArray *entries = NULL;

  sluice_history_load_async (history, loaded_cb, &entries);
  while (entries == NULL)
    g_main_context_iteration (NULL, TRUE);
  return entries;
}

static Truth
truth_for (const Moment *moment)
{
  const StageOperation *operation = stage.operation;

  if (stage_looks_first (&stage) || operation->leaves_no_trace || operation->n_writes > 1)
    return TRUTH_ANY;
  if (operation->shows_only_done && moment->truth == TRUTH_NOT_DONE)
    return TRUTH_UNKNOWN;
  return moment->truth;
}

/* The other step of an import: the connection that was prepared gets another role. */
static gboolean
is_changed (void)
{
  g_autofree char *name = g_steal_pointer (&stage.name);
  g_autoptr (SluiceConnection) connection = NULL;

  stage.name = g_strndup (name, strlen (name) - strlen ("-new"));
  connection = stage_ask_connection (&stage);
  g_free (stage.name);
  stage.name = g_steal_pointer (&name);
  return g_strcmp0 (sluice_connection_get_role_arn (connection), STAGE_OTHER_ROLE) == 0;
}

static void
judge_entry (SluiceHistoryEntry *entry, Truth truth)
{
  SluiceOperationState state = sluice_history_entry_get_state (entry);
  SluiceOperationKind kind;
  gboolean done;
  Said said;

  cell_judge (sluice_history_entry_get_kind (entry, &kind), "A kind is not known");
  /* What a test of delivery has left behind is another list's affair. */
  if (kind == SLUICE_OPERATION_TEST_DELIVERY)
    return;
  g_clear_object (&stage.write);
  stage.write = sluice_operation_new (kind, sluice_history_entry_get_subject (entry), NULL);
  sluice_operation_end (stage.write, state, sluice_history_entry_get_outcome (entry), NULL);
  said = said_by (&stage);
  done = g_str_equal (stage.operation->name, "import") && kind == SLUICE_OPERATION_CHANGE_ROLE
         ? is_changed () : stage.operation->is_done (&stage);
  cell_judge (said_is_true (said, done) && said_is_expected (said, done, truth),
              "The next process says “%s” (outcome %d); it %s done", said_names[said],
              (int) sluice_history_entry_get_outcome (entry), done ? "is" : "is not");
  cell_judge (!sluice_history_entry_is_interrupted (entry) || said == SAID_UNKNOWN,
              "It is left open");
  if (kind == SLUICE_OPERATION_MOVE_CONNECTION)
    cell_judge (move_is_honest (&stage), "It is not as it is said");
}

static void
judge_history (const Moment *moment, FaultProxy *proxy, const char *folder)
{
  g_autoptr (GPtrArray) entries = read_history (folder);

  for (guint i = 0; i < entries->len; i++)
    judge_entry (entries->pdata[i], truth_for (moment));
  if (entries->len == 0)
    {
      cell_judge (fault_proxy_n_writes (proxy) == 0, "It has written, and says nothing");
      cell_judge (truth_for (moment) == SAYS_NOTHING || truth_for (moment) == TRUTH_ANY,
                  "Nothing is said");
    }
}

/* What was made for a test of delivery is removed, or will be at the start after that. */
static void
judge_leftovers (const Moment *moment, FaultProxy *proxy, const char *folder)
{
  g_autoptr (GSettings) settings = child_open_settings (folder);
  g_autoptr (GVariant) entries = NULL;

  /* What comes so late that nobody looks any more. */
  while (fault_proxy_is_busy (proxy))
    g_main_context_iteration (NULL, TRUE);
  entries = g_settings_get_value (settings, "delivery-leftovers");
  if (!child_has_processor ())
    return;
  cell_judge (moment->act == FAULT_CANCEL_LATE && g_variant_n_children (entries) > 0,
              "A processor is left, and %s", g_variant_n_children (entries) > 0 ? "known"
                                                                             : "forgotten");
  child_remove_processors ();
}

/* ---- cells ----------------------------------------------------------------------------------- */

/* With whatever was being written. */
static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_remove (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
run_killed (gconstpointer data)
{
  const KilledCell *cell = data;
  g_autoptr (GSubprocess) child = NULL;
  const FaultPlan plan = {
    .act = healed ? FAULT_PASS : cell->moment->act,
    .method = stage.operation->method,
    .path = stage.operation->path,
    .cancel = kill_child,
    .cancel_data = &child,
  };
  FaultProxy *proxy = fault_proxy_new (cell_server_port (), &plan, NULL);
  g_autofree char *folder = g_dir_make_tmp ("sluice-killed-XXXXXX", NULL);

  perform (cell, proxy, &child, folder);
  recover (cell->moment, proxy, folder);
  if (stage.name != NULL)
    judge_history (cell->moment, proxy, folder);
  if (child_tests_delivery ())
    judge_leftovers (cell->moment, proxy, folder);
  remove_folder (folder);
  cell_end (proxy, FALSE);
}

/**
 * killed_add:
 * @self: this program
 *
 * Adds a cell for each moment at which a process that performs the operation may be killed.
 */
void
killed_add (const char *self)
{
  static guint number = 2000;

  program = self;
  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      KilledCell *cell = g_new0 (KilledCell, 1);
      g_autofree char *slug = g_strdelimit (g_strdup (moments[i].name), " ,", '-');
      g_autofree char *path = g_strdup_printf ("/faults/%s/killed/%s", stage.operation->name, slug);

      *cell = (KilledCell) { &moments[i], ++number };
      g_test_add_data_func_full (path, cell, run_killed, g_free);
    }
}

guint
killed_n_met (void)
{
  return n_met;
}
