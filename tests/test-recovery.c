/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Very many writes that Sluice was ended in the middle of: one list tells what became of those in
 * one registry, the others are asked about a few at a time, and nobody waits for either.
 */
#include <string.h>

#include <glib/gstdio.h>

#include "practice-atlas.h"
#include "sluice-operation.h"
#include "sluice-session.h"

#define MANY 300
#define ROLE "arn:aws:iam::123456789012:role/atlas-stream-sink"

#define GETS "^GET [^ ]*/connections/[^ ?]* signed "
#define LISTS "^GET [^ ]*/connections[?][^ ]* signed "
#define ROLE_LISTS "^GET [^ ]*/cloudProviderAccess.* signed "

typedef struct
{
  PracticeAtlas *atlas;
  char          *directory;
  char          *path;
  GString       *lines;
  SluiceHistory *history;
  SluiceSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer scenarios)
{
  fixture->atlas = practice_atlas_start (scenarios, "0");
  fixture->directory = g_dir_make_tmp ("recovery-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "history.jsonl", NULL);
  fixture->lines = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sluice_session_close (fixture->session);
  assert_finalized_soon (fixture->session);
  g_clear_object (&fixture->history);
  remove_folder_soon (fixture->directory);
  g_string_free (fixture->lines, TRUE);
  g_free (fixture->path);
  g_free (fixture->directory);
  practice_atlas_stop (fixture->atlas);
}

/* Begun long ago: what is not there now will not come. */
static void
add (Fixture *fixture, const char *kind, const char *name)
{
  static guint n;

  g_string_append_printf (
    fixture->lines,
    "{\"time\":\"2020-01-02T03:04:05Z\",\"event\":\"begun\",\"id\":\"id-%u\",\"process\":\"1\","
    "\"host\":\"%s\",\"project\":\"%s\",\"instance\":\"%s\",\"kind\":\"%s\",\"subject\":\"%s\","
    "\"wanted\":{\"role\":\"%s\",\"role-id\":\"5f3c1d2e4b6a7c8d9e0f1a2b\"}}\n",
    n++, strstr (fixture->atlas->url, "//") + 2, fixture->atlas->project_id,
    fixture->atlas->instance, kind, name, ROLE);
}

static void
add_many (Fixture *fixture)
{
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("gone-%u", i);

      add (fixture, "create-connection", name);
    }
}

static GListModel *
get_operations (Fixture *fixture)
{
  return sluice_session_get_operations (fixture->session);
}

/* Of one kind, in a state. */
static guint
count (Fixture *fixture, SluiceOperationKind kind, SluiceOperationState state)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (get_operations (fixture)); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (get_operations (fixture), i);

      n += sluice_operation_get_kind (operation) == kind &&
           sluice_operation_get_state (operation) == state;
    }
  return n;
}

static gboolean
has_many (gpointer data)
{
  return g_list_model_get_n_items (get_operations (data)) >= MANY;
}

static gboolean
is_open (Fixture *fixture, SluiceOperationKind kind)
{
  return count (fixture, kind, SLUICE_OPERATION_STATE_UNKNOWN) > 0 ||
         count (fixture, kind, SLUICE_OPERATION_STATE_WORKING) > 0;
}

static gboolean
are_found_out (gpointer data)
{
  return count (data, SLUICE_OPERATION_CREATE_CONNECTION, SLUICE_OPERATION_STATE_FAILED) > 0 &&
         !is_open (data, SLUICE_OPERATION_CREATE_CONNECTION) &&
         !is_open (data, SLUICE_OPERATION_DELETE_CONNECTION);
}

static void
start (Fixture *fixture)
{
  g_assert_true (g_file_set_contents (fixture->path, fixture->lines->str, -1, NULL));
  fixture->session = sluice_session_new (fixture->atlas->url, NULL);
  fixture->history = sluice_history_new (fixture->path);
  sluice_session_set_history (fixture->session, fixture->history);
}

static void
fill_form (Fixture *fixture)
{
  PracticeAtlas *atlas = fixture->atlas;
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (atlas->public_key, atlas->private_key);

  sluice_session_set_key (fixture->session, key);
  sluice_session_set_place (fixture->session, atlas->project_id, NULL);
}

static void
assert_order (Fixture *fixture)
{
  guint next = MANY;

  for (guint i = 0; i < g_list_model_get_n_items (get_operations (fixture)); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (get_operations (fixture), i);
      g_autofree char *name = g_strdup_printf ("gone-%u", next - 1);

      if (sluice_operation_get_kind (operation) != SLUICE_OPERATION_CREATE_CONNECTION)
        continue;
      g_assert_cmpstr (sluice_operation_get_subject (operation), ==, name);
      next--;
    }
  g_assert_cmpuint (next, ==, 0);
}

static void
assert_outcome (Fixture *fixture, const char *name, SluiceOutcome outcome)
{
  for (guint i = 0; i < g_list_model_get_n_items (get_operations (fixture)); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (get_operations (fixture), i);

      if (g_strcmp0 (sluice_operation_get_subject (operation), name) == 0)
        {
          g_assert_cmpint (sluice_operation_get_outcome (operation), ==, outcome);
          return;
        }
    }
  g_assert_not_reached ();
}

/* ---- tests ----------------------------------------------------------------------------------- */

static void
test_together (Fixture *fixture, gconstpointer data)
{
  add_many (fixture);
  start (fixture);
  wait_until (has_many, fixture);
  assert_order (fixture);
  fill_form (fixture);
  wait_until (are_found_out, fixture);
  assert_order (fixture);
  g_assert_cmpuint (
    count (fixture, SLUICE_OPERATION_CREATE_CONNECTION, SLUICE_OPERATION_STATE_FAILED), ==, MANY);
  assert_outcome (fixture, "gone-7", SLUICE_OUTCOME_NOT_CREATED);
  g_assert_cmpuint (practice_atlas_count (fixture->atlas, GETS), ==, 0);
  g_assert_cmpuint (practice_atlas_count (fixture->atlas, LISTS), ==, 1);
}

/* The list does not say it all: then what is in it is taken from there, and the rest is read. */
static void
test_not_told (Fixture *fixture, gconstpointer data)
{
  guint listed = GPOINTER_TO_UINT (data);

  add (fixture, "delete-connection", "solar-archive");
  add (fixture, "delete-connection", "orders");
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("gone-%u", i);

      add (fixture, "create-connection", name);
    }
  start (fixture);
  fill_form (fixture);
  wait_until (are_found_out, fixture);
  assert_outcome (fixture, "gone-2", SLUICE_OUTCOME_NOT_CREATED);
  assert_outcome (fixture, "solar-archive", SLUICE_OUTCOME_NOT_CREATED);
  g_assert_cmpuint (practice_atlas_count (fixture->atlas, GETS), ==, 6 - listed);
}

static void
test_three_pages (Fixture *fixture, gconstpointer data)
{
  test_not_told (fixture, GUINT_TO_POINTER (2));
}

static void
test_may_not_list (Fixture *fixture, gconstpointer data)
{
  test_not_told (fixture, GUINT_TO_POINTER (0));
}

static gboolean
are_roles_found_out (gpointer data)
{
  guint working = count (data, SLUICE_OPERATION_AUTHORIZE_ROLE, SLUICE_OPERATION_STATE_WORKING);

  g_assert_cmpuint (working, <=, 4);
  return working == 0 &&
         count (data, SLUICE_OPERATION_AUTHORIZE_ROLE, SLUICE_OPERATION_STATE_FAILED) == 10;
}

static void
test_a_few_at_a_time (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 10; i++)
    add (fixture, "authorize-role", "r");
  start (fixture);
  fill_form (fixture);
  wait_until (are_roles_found_out, fixture);
  g_assert_cmpuint (practice_atlas_count (fixture->atlas, ROLE_LISTS), ==, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, scenario, test) \
  g_test_add ("/recovery/" path, Fixture, scenario, set_up, test, tear_down)
  ADD ("together", "", test_together);
  ADD ("three-pages", "three-pages", test_three_pages);
  ADD ("may-not-list", "read-only-list", test_may_not_list);
  ADD ("a-few-at-a-time", "", test_a_few_at_a_time);
  return g_test_run ();
}
