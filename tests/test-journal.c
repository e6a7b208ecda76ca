/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is about to be sent is on disk first, keeps nobody waiting for long, and is found out about
 * after Sluice was killed in the middle of it.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "create-fixture.h"
#include "sluice-create-operation.h"
#include "sluice-history.h"
#include "sluice-operation-private.h"
#include "sluice-session.h"

static const char *own_path;

typedef struct
{
  CreateFixture  create;
  char          *directory;
  char          *path;
  SluiceHistory *history;
  SluiceSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer scenarios)
{
  create_set_up (&fixture->create, scenarios, "0");
  fixture->directory = g_dir_make_tmp ("journal-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "history.jsonl", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->session != NULL)
    g_assert_finalize_object (fixture->session);
  create_tear_down (&fixture->create);
  g_clear_object (&fixture->history);
  remove_folder_soon (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->directory);
}

static void
keep_history (Fixture *fixture)
{
  fixture->history = sluice_history_new (fixture->path);
  sluice_operation_keep_history (fixture->create.client, fixture->history);
}

/* How many lines of the file hold a text. */
static guint
count_lines (Fixture *fixture, const char *needle)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!g_file_get_contents (fixture->path, &text, NULL, NULL))
    return 0;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    n += strstr (lines[i], needle) != NULL;
  return n;
}

static gboolean
has_ended (gpointer data)
{
  return count_lines (data, "\"event\":\"ended\"") > 0;
}

/* ---- before and after a write ---------------------------------------------------------------- */

static void
test_written (Fixture *fixture, gconstpointer data)
{
  keep_history (fixture);
  create_start (&fixture->create, TRUE);
  g_assert_cmpuint (practice_atlas_count (fixture->create.atlas, ANY_POST), ==, 0);
  wait_until (create_has_post, &fixture->create);
  g_assert_cmpuint (count_lines (fixture, "\"event\":\"begun\""), ==, 1);
  create_wait_for_end (&fixture->create);
  create_assert_outcome (&fixture->create, SLUICE_OUTCOME_READY);
  create_assert_posts (&fixture->create, 1);
  wait_until (has_ended, fixture);
  g_assert_cmpuint (count_lines (fixture, "\"outcome\":\"ready\""), ==, 1);
  g_assert_cmpuint (count_lines (fixture, "\"method\":\"POST\""), ==, 1);
  g_assert_cmpuint (count_lines (fixture, "\"role\":\"" ROLE "\""), ==, 2);
  g_assert_cmpuint (count_lines (fixture, fixture->create.atlas->private_key), ==, 0);
}

/* Somebody else sits on the file: a second later it is sent nevertheless. */
static void
test_slow_disk (Fixture *fixture, gconstpointer data)
{
  struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1 };
  g_autofree char *locks = g_strconcat (fixture->path, ".lock", NULL);
  int fd = open (locks, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  gint64 began = g_get_monotonic_time ();

  g_assert_cmpint (fcntl (fd, F_OFD_SETLK, &all), ==, 0);
  keep_history (fixture);
  create_start (&fixture->create, TRUE);
  wait_until (create_has_post, &fixture->create);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, G_USEC_PER_SEC * 9 / 10);
  create_wait_for_end (&fixture->create);
  create_assert_outcome (&fixture->create, SLUICE_OUTCOME_READY);
  create_assert_posts (&fixture->create, 1);
  g_assert_cmpuint (count_lines (fixture, "begun"), ==, 0);
  close (fd);
  wait_until (has_ended, fixture);
  g_assert_cmpuint (count_lines (fixture, "begun"), ==, 1);
}

static void
test_no_disk (Fixture *fixture, gconstpointer data)
{
  fixture->history = sluice_history_new ("/proc/nowhere/history.jsonl");
  sluice_operation_keep_history (fixture->create.client, fixture->history);
  create_start (&fixture->create, TRUE);
  create_wait_for_end (&fixture->create);
  create_assert_outcome (&fixture->create, SLUICE_OUTCOME_READY);
  create_assert_posts (&fixture->create, 1);
  g_assert_nonnull (sluice_history_get_error (fixture->history));
}

/* Cancelled while the disk is waited for: nothing leaves. */
static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  keep_history (fixture);
  create_start (&fixture->create, TRUE);
  sluice_operation_cancel (fixture->create.operation);
  create_wait_for_end (&fixture->create);
  create_assert_outcome (&fixture->create, SLUICE_OUTCOME_CANCELLED);
  create_assert_posts (&fixture->create, 0);
}

/* ---- after a kill ---------------------------------------------------------------------------- */

/* The child: begins to create and waits for whatever may come. */
static int
create_in_child (char **argv)
{
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (argv[3], argv[4]);
  g_autoptr (SluiceAtlasClient) client = sluice_atlas_client_new (argv[2], key);
  g_autoptr (SluiceHistory) history = sluice_history_new (argv[7]);
  g_autoptr (SluiceOperation) operation = NULL;
  SluiceCreateRequest request = {
    .project_id = argv[5], .instance = argv[6], .name = NAME, .role_arn = ROLE,
    .test_bucket = BUCKET, .name_is_free = TRUE,
  };

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  sluice_operation_keep_history (client, history);
  operation = sluice_create_operation_start (client, &request);
  while (sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING)
    g_main_context_iteration (NULL, TRUE);
  return 1;
}

static void
kill_while_creating (Fixture *fixture)
{
  PracticeAtlas *atlas = fixture->create.atlas;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, own_path, "--create", atlas->url,
                      atlas->public_key, atlas->private_key, atlas->project_id, atlas->instance,
                      fixture->path, NULL);

  g_assert_no_error (error);
  wait_until (create_has_post, &fixture->create);
  g_subprocess_force_exit (child);
  g_assert_true (g_subprocess_wait (child, NULL, NULL));
}

static SluiceOperation *
get_newest (Fixture *fixture)
{
  g_autoptr (SluiceOperation) operation =
    g_list_model_get_item (sluice_session_get_operations (fixture->session), 0);

  return operation;
}

static gboolean
has_operation (gpointer data)
{
  return get_newest (data) != NULL;
}

static gboolean
is_found_out (gpointer data)
{
  GListModel *operations = sluice_session_get_operations (((Fixture *) data)->session);

  for (guint i = 0; i < g_list_model_get_n_items (operations); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (operations, i);

      if (sluice_operation_get_kind (operation) == SLUICE_OPERATION_CREATE_CONNECTION)
        return sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_DONE ||
               sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_FAILED;
    }
  return FALSE;
}

static void
start_anew (Fixture *fixture)
{
  SluiceOperation *operation;

  fixture->session = sluice_session_new (fixture->create.atlas->url, NULL);
  fixture->history = sluice_history_new (fixture->path);
  sluice_session_set_history (fixture->session, fixture->history);
  wait_until (has_operation, fixture);
  operation = get_newest (fixture);
  g_assert_cmpint (sluice_operation_get_kind (operation), ==, SLUICE_OPERATION_CREATE_CONNECTION);
  g_assert_cmpstr (sluice_operation_get_subject (operation), ==, NAME);
  g_assert_cmpint (sluice_operation_get_state (operation), ==, SLUICE_OPERATION_STATE_UNKNOWN);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_CANNOT_TELL);
  g_assert_true (g_error_matches (sluice_operation_get_error (operation), SLUICE_ATLAS_ERROR,
                                  SLUICE_ATLAS_ERROR_INTERRUPTED));
  g_assert_false (sluice_operation_can_check_again (operation));
}

static void
fill_form (Fixture *fixture)
{
  PracticeAtlas *atlas = fixture->create.atlas;
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (atlas->public_key, atlas->private_key);

  sluice_session_set_key (fixture->session, key);
  g_assert_true (sluice_operation_can_check_again (get_newest (fixture)) ||
                 g_list_model_get_n_items (sluice_session_get_operations (fixture->session)) > 1);
  sluice_session_set_place (fixture->session, atlas->project_id, atlas->instance);
  wait_until (is_found_out, fixture);
}

/* What the newest entry says when nobody is left who knows more. */
static void
assert_told (Fixture *fixture, SluiceOutcome outcome)
{
  GListModel *operations = sluice_session_get_operations (fixture->session);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (operations); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (operations, i);

      if (sluice_operation_get_kind (operation) != SLUICE_OPERATION_CREATE_CONNECTION)
        continue;
      n++;
      g_assert_cmpint (sluice_operation_get_outcome (operation), ==, outcome);
      g_assert_true (sluice_operation_was_in_doubt (operation));
    }
  g_assert_cmpuint (n, ==, 1);
}

static void
test_killed_done (Fixture *fixture, gconstpointer data)
{
  kill_while_creating (fixture);
  start_anew (fixture);
  fill_form (fixture);
  assert_told (fixture, SLUICE_OUTCOME_READY);
  create_assert_posts (&fixture->create, 1);
  wait_until (has_ended, fixture);
  g_clear_object (&fixture->session);
  g_clear_object (&fixture->history);

  /* Known now: the next start tells of nothing. */
  fixture->session = sluice_session_new (fixture->create.atlas->url, NULL);
  fixture->history = sluice_history_new (fixture->path);
  sluice_session_set_history (fixture->session, fixture->history);
  wait_ms (200);
  g_assert_false (has_operation (fixture));
}

/* Begun long ago, so that what is not there now will not come. */
static void
test_killed_undone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  char *time;

  kill_while_creating (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  time = strstr (text, "\"time\":\"20");
  g_assert_nonnull (time);
  memcpy (time + strlen ("\"time\":\""), "2020", 4);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  start_anew (fixture);
  fill_form (fixture);
  assert_told (fixture, SLUICE_OUTCOME_NOT_CREATED);
  create_assert_posts (&fixture->create, 1);
}

#define READ "^GET [^ ]*/connections/" NAME " "

static gboolean
knows_key (gpointer data)
{
  SluiceFactState state =
    sluice_session_get_fact (((Fixture *) data)->session, SLUICE_FACT_KEY, NULL, NULL);

  return state != SLUICE_FACT_STATE_NONE && state != SLUICE_FACT_STATE_CHECKING;
}

/* The key of another project is not asked with unless the person wants that. */
static void
test_other_project (Fixture *fixture, gconstpointer data)
{
  PracticeAtlas *atlas = fixture->create.atlas;
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (atlas->public_key, atlas->private_key);
  guint before;

  kill_while_creating (fixture);
  start_anew (fixture);
  before = practice_atlas_count (atlas, READ);
  sluice_session_set_key (fixture->session, key);
  sluice_session_set_place (fixture->session, "64c0ffee0000000000000002", NULL);
  wait_until (knows_key, fixture);
  wait_ms (200);
  g_assert_cmpuint (practice_atlas_count (atlas, READ), ==, before);
  g_assert_false (is_found_out (fixture));
  sluice_session_set_place (fixture->session, atlas->project_id, atlas->instance);
  wait_until (is_found_out, fixture);
}

/* Another Atlas gets neither the question nor the key. */
static void
test_other_host (Fixture *fixture, gconstpointer data)
{
  kill_while_creating (fixture);
  fixture->session = sluice_session_new ("https://cloud.mongodb.com", NULL);
  fixture->history = sluice_history_new (fixture->path);
  sluice_session_set_history (fixture->session, fixture->history);
  wait_ms (200);
  g_assert_false (has_operation (fixture));
  sluice_session_set_base_url (fixture->session, fixture->create.atlas->url);
  wait_until (has_operation, fixture);
}

int
main (int argc, char **argv)
{
  if (argc == 8 && g_str_equal (argv[1], "--create"))
    return create_in_child (argv);

  own_path = argv[0];
  g_test_init (&argc, &argv, NULL);
#define ADD(path, scenario, test) \
  g_test_add ("/journal/" path, Fixture, scenario, set_up, test, tear_down)
  ADD ("written", "", test_written);
  ADD ("slow-disk", "", test_slow_disk);
  ADD ("no-disk", "", test_no_disk);
  ADD ("cancelled", "", test_cancelled);
  ADD ("killed-done", "silent", test_killed_done);
  ADD ("killed-undone", "lost-request", test_killed_undone);
  ADD ("other-project", "silent", test_other_project);
  ADD ("other-host", "silent", test_other_host);
  return g_test_run ();
}
