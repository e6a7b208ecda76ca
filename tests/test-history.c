/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history keeps what it was given, in order, whatever happens to its file and its writers. */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "practice-atlas.h"
#include "sluice-history-file.h"
#include "sluice-history.h"

static const char *own_path;

typedef struct
{
  char *directory;
  char *path;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->directory = g_dir_make_tmp ("history-XXXXXX", NULL);
  place->path = g_build_filename (place->directory, "below", "history.jsonl", NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  static const char * const names[] = { "history.jsonl", "history.jsonl.lock", "history.jsonl.new" };
  g_autofree char *below = g_path_get_dirname (place->path);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (below, names[i], NULL);

      g_remove (path);
    }
  g_rmdir (below);
  g_assert_cmpint (g_rmdir (place->directory), ==, 0);
  g_free (place->directory);
  g_free (place->path);
}

/* ---- driving a history ----------------------------------------------------------------------- */

static SluiceHistoryLine *
create_line (const char *id, const char *event, const char *outcome)
{
  SluiceHistoryLine *line = sluice_history_line_new ();

  line->time = g_strdup ("2026-01-02T03:04:05Z");
  line->id = g_strdup (id);
  line->event = g_strdup (event);
  line->kind = g_strdup ("create-connection");
  line->subject = g_strdup_printf ("sink-%s", id);
  line->state = g_strdup (outcome != NULL ? "done" : "working");
  line->outcome = g_strdup (outcome != NULL ? outcome : "none");
  return line;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static gboolean
finish (GAsyncResult **result, GError **error)
{
  g_autoptr (GAsyncResult) owned = NULL;

  wait_until (is_set, result);
  owned = *result;
  return sluice_history_finish (owned, error);
}

static gboolean
add (SluiceHistory *history, const char *id, const char *event, const char *outcome)
{
  g_autoptr (SluiceHistoryLine) line = create_line (id, event, outcome);
  GAsyncResult *result = NULL;

  sluice_history_add_async (history, line, TRUE, done_cb, &result);
  return finish (&result, NULL);
}

static GPtrArray *
load (SluiceHistory *history)
{
  GAsyncResult *result = NULL;
  GPtrArray *entries;

  sluice_history_load_async (history, done_cb, &result);
  wait_until (is_set, &result);
  entries = sluice_history_load_finish (result, NULL);
  g_object_unref (result);
  return entries;
}

/* The ids from the newest to the oldest, with ? behind those of whose outcome nobody knows. */
static char *
load_ids (SluiceHistory *history)
{
  g_autoptr (GPtrArray) entries = load (history);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    g_string_append_printf (ids, "%s%s ", sluice_history_entry_get_id (entries->pdata[i]),
                            sluice_history_entry_is_interrupted (entries->pdata[i]) ? "?" : "");
  return g_string_free (ids, FALSE);
}

static void
assert_ids (SluiceHistory *history, const char *expected)
{
  g_autofree char *ids = load_ids (history);

  g_assert_cmpstr (ids, ==, expected);
}

/* What another Sluice, that has ended since, finds there. */
static void
assert_later (Place *place, const char *expected)
{
  g_autoptr (SluiceHistory) later = sluice_history_new (place->path);

  assert_ids (later, expected);
}

/* Whatever somebody has put there. */
static void
put (Place *place, const char *text, gssize length, gboolean append)
{
  int fd = open (place->path, O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC), 0600);
  gsize n = length < 0 ? strlen (text) : (gsize) length;

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, text, n), ==, (gssize) n);
  close (fd);
}

/* ---- tests ----------------------------------------------------------------------------------- */

static void
test_kept (Place *place, gconstpointer data)
{
  SluiceHistory *history = sluice_history_new (place->path);
  struct stat info;

  assert_ids (history, "");
  g_assert_true (add (history, "a", "begun", NULL));
  g_assert_true (add (history, "b", "ended", "ready"));
  g_assert_true (add (history, "a", "ended", "ready"));
  assert_ids (history, "a b ");
  g_assert_cmpint (g_stat (place->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_finalize_object (history);
  assert_later (place, "a b ");
}

/* Who begins and does not end is at work, until it is gone. */
static void
test_interrupted (Place *place, gconstpointer data)
{
  SluiceHistory *history = sluice_history_new (place->path);

  g_assert_true (add (history, "a", "begun", NULL));
  g_assert_true (add (history, "b", "ended", "cannot-tell"));
  g_assert_true (add (history, "c", "ended", "stopped"));
  assert_ids (history, "c b a ");
  assert_later (place, "c b a ");
  g_assert_finalize_object (history);
  assert_later (place, "c b? a? ");

  history = sluice_history_new (place->path);
  g_assert_true (add (history, "a", "ended", "ready"));
  g_assert_finalize_object (history);
  assert_later (place, "a c b? ");
}

static void
test_damaged (Place *place, gconstpointer data)
{
  static const char nul[] = "{\"id\":\"x\0\",\"event\":\"ended\",\"kind\":\"k\"}\n";
  g_autoptr (SluiceHistory) history = sluice_history_new (place->path);
  g_autofree char *deep = g_strnfill (200000, '[');

  g_assert_true (add (history, "a", "ended", "ready"));
  put (place, "{\"id\":\"torn\",\"event\":\"end", -1, TRUE);
  assert_ids (history, "a ");
  g_assert_true (add (history, "b", "ended", "ready"));
  assert_ids (history, "b a ");
  put (place, nul, sizeof nul - 1, TRUE);
  put (place, "\n\n[]\n\"text\"\n<html>\n\xff\xfe\n{}\n{\"id\":7,\"event\":[],\"kind\":{}}\n", -1, TRUE);
  put (place, deep, -1, TRUE);
  put (place, "\n{\"id\":\"n\",\"event\":\"ended\",\"kind\":\"of-the-future\",\"more\":[1]}\n", -1, TRUE);
  g_assert_true (add (history, "c", "ended", "ready"));
  assert_ids (history, "c n b a ");
}

static void
test_hostile (Place *place, gconstpointer data)
{
  g_autoptr (SluiceHistory) history = sluice_history_new (place->path);
  g_autofree char *below = g_path_get_dirname (place->path);
  struct stat info;

  /* Ten gigabytes of nothing, then a line. */
  g_assert_cmpint (g_mkdir (below, 0700), ==, 0);
  put (place, "", 0, FALSE);
  g_assert_cmpint (truncate (place->path, G_GINT64_CONSTANT (10) << 30), ==, 0);
  assert_ids (history, "");
  g_assert_true (add (history, "a", "ended", "ready"));
  assert_ids (history, "a ");
  g_assert_cmpint (g_stat (place->path, &info), ==, 0);
  g_assert_cmpint (info.st_size, <, 1000);

  /* No file at all. */
  g_remove (place->path);
  g_assert_cmpint (mkfifo (place->path, 0600), ==, 0);
  g_assert_false (add (history, "b", "ended", "ready"));
  g_assert_nonnull (sluice_history_get_error (history));
  g_remove (place->path);
  g_assert_cmpint (g_mkdir (place->path, 0700), ==, 0);
  g_assert_false (add (history, "c", "ended", "ready"));
  g_rmdir (place->path);
  g_assert_true (add (history, "d", "ended", "ready"));
  g_assert_null (sluice_history_get_error (history));
  assert_ids (history, "d ");
}

static void
test_bounded (Place *place, gconstpointer data)
{
  g_autoptr (SluiceHistory) history = sluice_history_new (place->path);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *kept = NULL;
  struct stat info;

  g_assert_true (add (history, "open", "begun", NULL));
  for (guint i = 0; text->len < 1024 * 1024; i++)
    g_string_append_printf (text, "{\"event\":\"ended\",\"id\":\"%06u\",\"kind\":\"create-connection\","
                            "\"state\":\"done\",\"outcome\":\"ready\"}\n", i);
  put (place, text->str, -1, TRUE);
  g_assert_true (add (history, "last", "ended", "ready"));
  g_assert_cmpint (g_stat (place->path, &info), ==, 0);
  g_assert_cmpint (info.st_size, <=, 512 * 1024 + 1000);
  g_assert_cmpint (info.st_size, >, 500 * 1024);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  entries = load (history);
  g_assert_cmpuint (entries->len, ==, 2000);
  g_assert_cmpstr (sluice_history_entry_get_id (entries->pdata[0]), ==, "last");
  g_assert_true (g_file_get_contents (place->path, &kept, NULL, NULL));
  g_assert_nonnull (strstr (kept, "\"id\":\"open\""));
}

static void
test_cleared (Place *place, gconstpointer data)
{
  g_autoptr (SluiceHistory) history = sluice_history_new (place->path);
  GAsyncResult *result = NULL;

  sluice_history_clear_async (history, done_cb, &result);
  g_assert_true (finish (&result, NULL));
  g_assert_true (add (history, "a", "begun", NULL));
  g_assert_true (add (history, "b", "begun", NULL));
  g_assert_true (add (history, "b", "ended", "ready"));
  result = NULL;
  sluice_history_clear_async (history, done_cb, &result);
  g_assert_true (finish (&result, NULL));
  assert_ids (history, "a ");
}

static void
test_in_memory (Place *place, gconstpointer data)
{
  g_autoptr (SluiceHistory) history = sluice_history_new (NULL);

  g_assert_false (sluice_history_is_kept (history));
  g_assert_true (add (history, "a", "begun", NULL));
  g_assert_true (add (history, "b", "ended", "ready"));
  assert_ids (history, "b a ");
}

static void
test_unwritable (Place *place, gconstpointer data)
{
  g_autoptr (SluiceHistory) history = sluice_history_new ("/proc/nowhere/history.jsonl");
  g_autoptr (GPtrArray) entries = NULL;

  g_assert_false (add (history, "a", "begun", NULL));
  g_assert_nonnull (sluice_history_get_error (history));
  entries = load (history);
  g_assert_cmpuint (entries->len, ==, 0);
}

/* ---- other processes ------------------------------------------------------------------------- */

static GSubprocess *
start_writer (Place *place, const char *name, const char *count)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, own_path,
                                         "--write", place->path, name, count, NULL);

  g_assert_no_error (error);
  return child;
}

/* Writes lines as fast as it can; says so after the first. */
static int
write_lines (char **argv)
{
  g_autoptr (SluiceHistoryFile) file = sluice_history_file_new (argv[2]);
  guint64 count = g_ascii_strtoull (argv[4], NULL, 10);

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  for (guint64 i = 0; i < count; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%u", argv[3], (guint) i);
      g_autoptr (SluiceHistoryLine) line = create_line (id, "begun", NULL);
      g_autofree char *text = NULL;

      line->process = g_strdup (sluice_history_file_get_process (file));
      text = sluice_history_line_print (line);
      if (!sluice_history_file_append (file, text, FALSE, NULL))
        return 1;
      if (i == 0 && write (STDOUT_FILENO, "\n", 1) != 1)
        return 1;
    }
  return 0;
}

static void
wait_for_first (GSubprocess *child)
{
  g_autoptr (GError) error = NULL;
  char byte;

  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (child), &byte, 1, NULL,
                                        &error), ==, 1);
  g_assert_no_error (error);
}

static void
test_two_writers (Place *place, gconstpointer data)
{
  g_autoptr (GSubprocess) first = start_writer (place, "x", "400");
  g_autoptr (GSubprocess) second = start_writer (place, "y", "400");
  g_autoptr (SluiceHistory) history = sluice_history_new (place->path);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) entries = NULL;

  wait_for_first (first);
  wait_for_first (second);
  for (guint i = 0; i < 20; i++)
    g_assert_true (add (history, "mine", "ended", "ready"));
  g_assert_true (g_subprocess_wait_check (first, NULL, NULL));
  g_assert_true (g_subprocess_wait_check (second, NULL, NULL));
  entries = load (history);
  for (guint i = 0; i < entries->len; i++)
    g_hash_table_add (ids, (gpointer) sluice_history_entry_get_id (entries->pdata[i]));
  g_assert_cmpuint (g_hash_table_size (ids), ==, 801);
}

/* Killed in the middle of writing, again and again: not a line that was there is lost. */
static void
test_killed_writer (Place *place, gconstpointer data)
{
  g_autoptr (SluiceHistory) history = sluice_history_new (place->path);
  guint before = 0;

  for (guint round = 0; round < 5; round++)
    {
      g_autofree char *name = g_strdup_printf ("r%u", round);
      g_autofree char *mine = g_strdup_printf ("mine-%u", round);
      g_autoptr (GSubprocess) child = start_writer (place, name, "1000000");
      g_autoptr (GPtrArray) running = NULL;
      g_autoptr (GPtrArray) entries = NULL;

      wait_for_first (child);
      running = load (history);
      g_assert_cmpuint (running->len, >, before);
      g_assert_false (sluice_history_entry_is_interrupted (running->pdata[0]));
      g_subprocess_force_exit (child);
      g_assert_true (g_subprocess_wait (child, NULL, NULL));
      g_assert_true (add (history, mine, "ended", "ready"));
      entries = load (history);
      g_assert_cmpuint (entries->len, >=, MIN (running->len + 1, 2000));
      g_assert_cmpstr (sluice_history_entry_get_id (entries->pdata[0]), ==, mine);
      g_assert_true (sluice_history_entry_is_interrupted (entries->pdata[1]));
      before = entries->len < 2000 ? entries->len : 1999;
    }
}

/* What is said of a deletion stays true when there is such a connection again. */
static void
test_created_again (Place *place, gconstpointer data)
{
  static const struct { const char *kind, *subject, *outcome; gboolean again; } done[] = {
    { "delete-connection", "a", "gone", TRUE },
    { "create-connection", "a", "ready", FALSE },
    { "delete-connection", "b", "gone", FALSE },
    { "create-connection", "b", "refused", FALSE },
    { "create-connection", "c", "ready", TRUE },
    { "move-connection", "c", "not-recreated", TRUE },
    { "create-connection", "c", "stopped", FALSE },
  };
  g_autoptr (SluiceHistory) history = sluice_history_new (place->path);
  g_autoptr (GPtrArray) entries = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (done); i++)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GSIZE_FORMAT, i);
      g_autoptr (SluiceHistoryLine) line = create_line (id, "ended", done[i].outcome);
      GAsyncResult *result = NULL;

      g_free (line->kind);
      line->kind = g_strdup (done[i].kind);
      g_free (line->subject);
      line->subject = g_strdup (done[i].subject);
      sluice_history_add_async (history, line, FALSE, done_cb, &result);
      g_assert_true (finish (&result, NULL));
    }
  entries = load (history);
  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (done));
  for (gsize i = 0; i < G_N_ELEMENTS (done); i++)
    g_assert_cmpint (sluice_history_entry_was_created_again (
                       entries->pdata[entries->len - 1 - i]), ==, done[i].again);
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--write"))
    return write_lines (argv);

  own_path = argv[0];
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add ("/history/" path, Place, NULL, set_up, test, tear_down)
  ADD ("created-again", test_created_again);
  ADD ("kept", test_kept);
  ADD ("interrupted", test_interrupted);
  ADD ("damaged", test_damaged);
  ADD ("hostile", test_hostile);
  ADD ("bounded", test_bounded);
  ADD ("cleared", test_cleared);
  ADD ("in-memory", test_in_memory);
  ADD ("unwritable", test_unwritable);
  ADD ("two-writers", test_two_writers);
  ADD ("killed-writer", test_killed_writer);
  return g_test_run ();
}
