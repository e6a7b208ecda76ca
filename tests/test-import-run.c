/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing into a practice Atlas: what fails stops nothing else, nothing is written twice, and
 * cancelling stops between two connections. Also the command and the script for curl, run.
 */
#include <locale.h>
#include <string.h>

#include "practice-atlas.h"
#include "sluice-atlas-connections.h"
#include "sluice-connection-export.h"
#include "sluice-import-plan.h"
#include "sluice-import-run.h"

#define ROLE "arn:aws:iam::123456789012:role/atlas-stream-sink"
#define S3(name) "{\"name\":\"" name "\",\"type\":\"S3\",\"aws\":{\"roleArn\":\"" ROLE "\"}}"
#define BEHIND_NOTHING "{\"name\":\"c\",\"type\":\"S3\",\"aws\":{\"roleArn\":\"" ROLE "\"}," \
                       "\"networking\":{\"access\":{\"type\":\"PRIVATE_LINK\",\"connectionId\":" \
                       "\"64c0ffee0000000000000fff\"}}}"
#define POSTS "^POST .* signed "
#define PATCHES "^PATCH .* signed "

typedef struct
{
  PracticeAtlas     *atlas;
  SluiceAtlasClient *client;
  GPtrArray         *present;
  GPtrArray         *steps;
  SluiceImportRun   *run;
  guint              n_operations;
} Fixture;

static void
set_up (Fixture    *fixture,
        const char *scenarios,
        const char *ready_after)
{
  g_autoptr (SluiceApiKey) key = NULL;

  fixture->atlas = practice_atlas_start (scenarios, ready_after);
  key = sluice_api_key_new (fixture->atlas->public_key, fixture->atlas->private_key);
  fixture->client = sluice_atlas_client_new (fixture->atlas->url, key);
}

static void
tear_down (Fixture *fixture)
{
  if (fixture->run != NULL)
    g_assert_finalize_object (fixture->run);
  g_clear_pointer (&fixture->steps, g_ptr_array_unref);
  g_clear_pointer (&fixture->present, g_ptr_array_unref);
  assert_finalized_soon (fixture->client);
  practice_atlas_stop (fixture->atlas);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  fixture->present = sluice_atlas_list_connections_finish (fixture->client, result, &error);
  g_assert_no_error (error);
}

static gboolean
has_listed (gpointer data)
{
  return ((Fixture *) data)->present != NULL;
}

static void
list (Fixture *fixture)
{
  g_clear_pointer (&fixture->present, g_ptr_array_unref);
  sluice_atlas_list_connections_async (fixture->client, fixture->atlas->project_id,
                                       fixture->atlas->instance, NULL, listed_cb, fixture);
  wait_until (has_listed, fixture);
}

static gboolean
holds (Fixture    *fixture,
       const char *name)
{
  list (fixture);
  for (guint i = 0; i < fixture->present->len; i++)
    if (g_str_equal (sluice_connection_get_name (fixture->present->pdata[i]), name))
      return TRUE;
  return FALSE;
}

static void
operation_cb (Fixture *fixture)
{
  fixture->n_operations++;
}

static void
start (Fixture    *fixture,
       const char *text)
{
  g_autoptr (SluiceConnectionImport) import = sluice_connection_import_read (text, strlen (text));
  SluiceImportRequest request = {
    .project_id = fixture->atlas->project_id,
    .instance = fixture->atlas->instance,
    .watch_pace = { 50, 100, 20000 },
    .settle_pace = { 50, 100, 2000 },
  };

  if (fixture->run != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->run));
  g_clear_pointer (&fixture->steps, g_ptr_array_unref);
  list (fixture);
  fixture->steps = sluice_import_plan_new (import, fixture->present);
  request.steps = fixture->steps;
  fixture->run = sluice_import_run_new (fixture->client, &request);
  g_signal_connect_swapped (fixture->run, "operation", G_CALLBACK (operation_cb), fixture);
  g_assert_false (sluice_import_run_is_running (fixture->run));
  sluice_import_run_start (fixture->run);
}

static gboolean
has_ended (gpointer data)
{
  return !sluice_import_run_is_running (((Fixture *) data)->run);
}

/* w waiting, . working, p being prepared, + done, - failed, ? unknown, 0 not started */
static char *
progress (Fixture *fixture)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < fixture->steps->len; i++)
    g_string_append_c (text,
                       "w.p+-?0"[sluice_import_step_get_progress (fixture->steps->pdata[i])]);
  return g_string_free (text, FALSE);
}

static void
assert_progress (Fixture    *fixture,
                 const char *expected)
{
  g_autofree char *found = progress (fixture);

  g_assert_cmpstr (found, ==, expected);
}

/* Five: one is there already as another type, one is refused by Atlas. */
static void
test_five (void)
{
  Fixture fixture = { NULL };
  SluiceImportCounts counts;

  set_up (&fixture, "", "0");
  start (&fixture, "[" S3 ("a") "," S3 ("orders") "," BEHIND_NOTHING "," S3 ("d") "," S3 ("e") "]");
  g_assert_true (sluice_import_run_is_running (fixture.run));
  wait_until (has_ended, &fixture);
  assert_progress (&fixture, "+w-++");
  sluice_import_run_count (fixture.run, &counts);
  g_assert_cmpuint (counts.n_work, ==, 4);
  g_assert_cmpuint (counts.n_ended, ==, 4);
  g_assert_cmpuint (counts.n_done, ==, 3);
  g_assert_cmpuint (counts.n_failed, ==, 1);
  g_assert_cmpuint (fixture.n_operations, ==, 4);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, POSTS), ==, 4);
  g_assert_true (holds (&fixture, "e"));
  tear_down (&fixture);
}

/* Brought again there is nothing to do; with another role there is. */
static void
test_again (void)
{
  Fixture fixture = { NULL };

  set_up (&fixture, "", "0");
  start (&fixture, S3 ("a"));
  wait_until (has_ended, &fixture);
  start (&fixture, S3 ("a"));
  g_assert_false (sluice_import_run_is_running (fixture.run));
  assert_progress (&fixture, "w");
  start (&fixture, "{\"name\":\"a\",\"type\":\"S3\",\"aws\":{\"roleArn\":\"" ROLE "-2\"}}");
  wait_until (has_ended, &fixture);
  assert_progress (&fixture, "+");
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, POSTS), ==, 1);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, PATCHES), ==, 1);
  tear_down (&fixture);
}

/* An answer is lost: it is looked up, not sent again. */
static void
test_lost (void)
{
  Fixture fixture = { NULL };

  set_up (&fixture, "lost-answer*1", "0");
  start (&fixture, "[" S3 ("a") "," S3 ("b") "]");
  wait_until (has_ended, &fixture);
  assert_progress (&fixture, "++");
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, POSTS), ==, 2);
  tear_down (&fixture);
}

static gboolean
has_paused (gpointer data)
{
  SluiceImportCounts counts;

  sluice_import_run_count (((Fixture *) data)->run, &counts);
  return counts.wait_s > 0;
}

/* Too many requests: nothing was done, so the same one is sent again when Atlas wants it. */
static void
test_turned_away (void)
{
  Fixture fixture = { NULL };

  set_up (&fixture, "rate-limited@create-connection*1", "0");
  start (&fixture, "[" S3 ("a") "," S3 ("b") "]");
  wait_until (has_paused, &fixture);
  assert_progress (&fixture, "ww");
  g_assert_true (sluice_import_run_is_running (fixture.run));
  g_assert_true (sluice_import_run_can_cancel (fixture.run));
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, POSTS), ==, 1);
  wait_until (has_ended, &fixture);
  assert_progress (&fixture, "++");
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, POSTS), ==, 3);
  tear_down (&fixture);
}

/* Cancelled while it waits, nothing more is sent. */
static void
test_turned_away_cancel (void)
{
  Fixture fixture = { NULL };

  set_up (&fixture, "rate-limited@create-connection*1", "0");
  start (&fixture, "[" S3 ("a") "," S3 ("b") "]");
  wait_until (has_paused, &fixture);
  sluice_import_run_cancel (fixture.run);
  g_assert_false (sluice_import_run_is_running (fixture.run));
  assert_progress (&fixture, "00");
  g_assert_false (holds (&fixture, "a"));
  tear_down (&fixture);
}

static gboolean
is_second_working (gpointer data)
{
  g_autofree char *found = progress (data);

  return found[1] == '.';
}

static void
test_cancel (void)
{
  Fixture fixture = { NULL };

  set_up (&fixture, "", "0");
  start (&fixture, "[" S3 ("a") "," S3 ("b") "," S3 ("c") "," S3 ("d") "]");
  wait_until (is_second_working, &fixture);
  g_assert_true (sluice_import_run_can_cancel (fixture.run));
  sluice_import_run_cancel (fixture.run);
  g_assert_false (sluice_import_run_can_cancel (fixture.run));
  g_assert_true (sluice_import_run_is_running (fixture.run));
  wait_until (has_ended, &fixture);
  g_assert_true (holds (&fixture, "b"));
  g_assert_false (holds (&fixture, "c"));
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, POSTS), ==, 2);
  g_assert_cmpint (sluice_import_step_get_progress (fixture.steps->pdata[3]), ==,
                   SLUICE_IMPORT_NOT_STARTED);
  tear_down (&fixture);
}

static gboolean
are_eight_preparing (gpointer data)
{
  g_autofree char *found = progress (data);

  return strspn (found, "p") == 8;
}

static gboolean
is_none_under_way (gpointer data)
{
  g_autofree char *found = progress (data);

  return strpbrk (found, "pw.") == NULL;
}

/* Those that take long do not hold up the others, up to a number of them. */
static void
test_preparing (void)
{
  Fixture fixture = { NULL };
  GString *text = g_string_new ("[");

  for (guint i = 0; i < 10; i++)
    g_string_append_printf (text, "%s{\"name\":\"c%u\",\"type\":\"S3\",\"aws\":{\"roleArn\":\""
                            ROLE "\"}}", i > 0 ? "," : "", i);
  g_string_append_c (text, ']');
  set_up (&fixture, "pending-forever", "0");
  start (&fixture, text->str);
  wait_until (are_eight_preparing, &fixture);
  wait_ms (200);
  assert_progress (&fixture, "ppppppppww");
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, POSTS), ==, 8);
  sluice_import_run_cancel (fixture.run);
  g_assert_false (sluice_import_run_is_running (fixture.run));
  for (guint i = 0; i < 8; i++)
    sluice_operation_cancel (sluice_import_step_get_operation (fixture.steps->pdata[i]));
  wait_until (is_none_under_way, &fixture);
  assert_progress (&fixture, "????????00");
  g_string_free (text, TRUE);
  tear_down (&fixture);
}

/* ---- the exports, run ---- */

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, NULL, NULL,
                                                       &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static void
run_curl (Fixture *fixture,
          guint    n)
{
  SluiceExportConnection connections[] = {
    { fixture->atlas->instance, n == 1 ? "one" : "first", ROLE, "my-bucket", NULL },
    { fixture->atlas->instance, "second", ROLE, NULL, NULL },
  };
  SluiceExport export = { fixture->atlas->url, fixture->atlas->public_key,
                          fixture->atlas->project_id, connections, n };
  g_autofree char *text = sluice_connection_export (&export, SLUICE_EXPORT_CURL);
  g_autofree char *line = g_strconcat (fixture->atlas->private_key, "\n", NULL);
  g_autoptr (GSubprocess) shell = NULL;
  gboolean done = FALSE;

  g_assert_null (strstr (text, fixture->atlas->private_key));
  /* Without a terminal curl and the script take the key from the pipe. */
  shell = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                            G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                            "setsid", "sh", "-c", text, NULL);
  g_subprocess_communicate_utf8_async (shell, line, NULL, ran_cb, &done);
  wait_until (is_set, &done);
  g_assert_cmpint (g_subprocess_get_exit_status (shell), ==, 0);
}

static void
test_curl (void)
{
  Fixture fixture = { NULL };

  set_up (&fixture, "", "0");
  run_curl (&fixture, 1);
  g_assert_true (holds (&fixture, "one"));
  run_curl (&fixture, 2);
  g_assert_true (holds (&fixture, "first"));
  g_assert_true (holds (&fixture, "second"));
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, POSTS), ==, 3);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/import-run/five", test_five);
  g_test_add_func ("/import-run/again", test_again);
  g_test_add_func ("/import-run/lost", test_lost);
  g_test_add_func ("/import-run/turned-away", test_turned_away);
  g_test_add_func ("/import-run/turned-away/cancel", test_turned_away_cancel);
  g_test_add_func ("/import-run/cancel", test_cancel);
  g_test_add_func ("/import-run/preparing", test_preparing);
  g_test_add_func ("/import-run/curl", test_curl);

  return g_test_run ();
}
