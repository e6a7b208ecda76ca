/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The registry as the page Connections sees it, against a practice Atlas: what is asked of Atlas,
 * and what the rows are.
 */
#include "session-fixture.h"
#include "sluice-objects-private.h"
#include "sluice-registry-model.h"
#include "sluice-registry-watch.h"

#define LISTING "list-connections"
#define INSTANCES "list-instances"
#define ONE "get-connection$"

typedef struct
{
  SessionFixture       session;
  SluiceRegistryModel *model;
  GListModel          *rows;
  guint                 n_changes;   /* of the rows */
  guint                 n_listings;  /* that the session itself has asked for, of names taken */
} Fixture;

static void
rows_changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static gboolean
has_listed (gpointer data)
{
  SessionFixture *session = data;

  return practice_atlas_count (session->atlas, " 200 " LISTING) > 0;
}

static void
set_up (Fixture *fixture, gconstpointer scenarios)
{
  session_set_up (&fixture->session, "");
  sluice_session_set_key (fixture->session.session, fixture->session.key);
  sluice_session_set_place (fixture->session.session, fixture->session.atlas->project_id,
                            fixture->session.atlas->instance);
  session_settle (&fixture->session);
  wait_until (has_listed, &fixture->session);
  fixture->n_listings = practice_atlas_count (fixture->session.atlas, LISTING);
  if (scenarios != NULL)
    practice_atlas_switch (fixture->session.atlas, scenarios, TRUE);
  fixture->model = sluice_registry_model_new (fixture->session.session);
  fixture->rows = sluice_registry_model_get_rows (fixture->model);
  g_signal_connect_swapped (fixture->rows, "items-changed", G_CALLBACK (rows_changed_cb),
                            fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer scenarios)
{
  if (fixture->model != NULL)
    g_assert_finalize_object (fixture->model);
  session_tear_down (&fixture->session);
}

static gboolean
is_read (gpointer data)
{
  Fixture *fixture = data;

  return !sluice_registry_model_is_reading (fixture->model);
}

static void
look (Fixture *fixture)
{
  sluice_registry_model_set_active (fixture->model, TRUE);
  wait_until (is_read, fixture);
}

static guint
count (Fixture *fixture, const char *pattern)
{
  return practice_atlas_count (fixture->session.atlas, pattern) -
         (g_str_equal (pattern, LISTING) ? fixture->n_listings : 0);
}

static SluiceConnectionState
get_row_state (Fixture *fixture, const char *name)
{
  SluiceRegistryEntry *entry =
    sluice_registry_model_find (fixture->model, fixture->session.atlas->instance, name);

  return entry != NULL
         ? sluice_connection_get_state (sluice_registry_entry_get_connection (entry))
         : SLUICE_CONNECTION_STATE_ABSENT;
}

static void
test_nobody_looks (Fixture *fixture, gconstpointer unused)
{
  wait_ms (50);
  g_assert_cmpuint (count (fixture, LISTING), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), ==, 0);
}

static void
test_one_instance (Fixture *fixture, gconstpointer unused)
{
  g_assert_cmpint (sluice_registry_model_get_state (fixture->model, NULL), ==,
                   SLUICE_REGISTRY_READING);
  look (fixture);
  g_assert_cmpint (sluice_registry_model_get_state (fixture->model, NULL), ==,
                   SLUICE_REGISTRY_LISTED);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), ==, 4);
  g_assert_cmpuint (count (fixture, LISTING), ==, 1);
  g_assert_cmpuint (count (fixture, INSTANCES), ==, 0);
  g_assert_cmpint (get_row_state (fixture, "solar-archive"), ==, SLUICE_CONNECTION_STATE_READY);

  /* Again, and nothing has changed: nothing is told. Nor is anything asked while nobody does. */
  fixture->n_changes = 0;
  sluice_registry_model_refresh (fixture->model);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), ==, 4);
  wait_until (is_read, fixture);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  sluice_registry_model_set_active (fixture->model, FALSE);
  sluice_registry_model_set_active (fixture->model, TRUE);
  wait_ms (100);
  g_assert_cmpuint (count (fixture, LISTING), ==, 2);
  g_assert_cmpuint (count (fixture, ONE), ==, 0);
}

/* Totals that lie, and links that lead elsewhere. */
static void
test_three_pages (Fixture *fixture, gconstpointer unused)
{
  look (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), >, 1000);
  g_assert_cmpuint (count (fixture, LISTING), ==, 4);  /* the total promises one more */
  g_assert_cmpuint (fixture->n_changes, ==, 3);
}

static void
test_all_instances (Fixture *fixture, gconstpointer unused)
{
  sluice_registry_model_set_all (fixture->model, TRUE);
  look (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), ==, 5);
  g_assert_cmpuint (count (fixture, INSTANCES), ==, 1);
  g_assert_cmpuint (count (fixture, LISTING), ==, 3);
  g_assert_null (sluice_registry_model_get_instance (fixture->model));

  /* What is known already stays on the screen. */
  sluice_registry_model_set_all (fixture->model, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), ==, 4);
  wait_until (is_read, fixture);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), ==, 4);
}

/* Which one is said; the others are there. */
static void
test_one_fails (Fixture *fixture, gconstpointer unused)
{
  const GError *error = NULL;

  sluice_registry_model_set_all (fixture->model, TRUE);
  look (fixture);
  g_assert_cmpint (sluice_registry_model_get_state (fixture->model, &error), ==,
                   SLUICE_REGISTRY_LISTED);
  g_assert_null (error);
  g_assert_cmpuint (sluice_registry_model_get_n_failures (fixture->model), ==, 1);
  g_assert_cmpstr (sluice_registry_model_get_failure (fixture->model, 0, &error), ==,
                   fixture->session.atlas->instance);
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_ROLE_MISSING);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), ==, 1);
}

static void
test_denied (Fixture *fixture, gconstpointer unused)
{
  const GError *error = NULL;

  look (fixture);
  g_assert_cmpint (sluice_registry_model_get_state (fixture->model, &error), ==,
                   SLUICE_REGISTRY_FAILED);
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_ROLE_MISSING);
  practice_atlas_switch (fixture->session.atlas, "role-missing@list-connections", FALSE);
  sluice_registry_model_refresh (fixture->model);
  wait_until (is_read, fixture);
  g_assert_cmpint (sluice_registry_model_get_state (fixture->model, &error), ==,
                   SLUICE_REGISTRY_LISTED);
  g_assert_null (error);

  /* What was known is not lost when Atlas says nothing. */
  practice_atlas_switch (fixture->session.atlas, "role-missing@list-connections", TRUE);
  sluice_registry_model_refresh (fixture->model);
  wait_until (is_read, fixture);
  g_assert_cmpint (sluice_registry_model_get_state (fixture->model, &error), ==,
                   SLUICE_REGISTRY_LISTED);
  g_assert_nonnull (error);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), ==, 4);
}

/* A create shows at once, without a listing. */
static void
test_news (Fixture *fixture, gconstpointer unused)
{
  look (fixture);
  session_create (&fixture->session, NAME);
  g_assert_cmpint (get_row_state (fixture, NAME), ==, SLUICE_CONNECTION_STATE_READY);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), ==, 5);
  g_assert_cmpuint (count (fixture, LISTING), ==, 1);

  sluice_registry_model_learn (fixture->model, "another-instance", "elsewhere", NULL);
  sluice_registry_model_learn (fixture->model, fixture->session.atlas->instance, NAME, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), ==, 4);
}

static gboolean
is_settled (gpointer data)
{
  return get_row_state (data, "solar-archive") == SLUICE_CONNECTION_STATE_READY;
}

static gboolean
is_gone (gpointer data)
{
  Fixture *fixture = data;

  return g_list_model_get_n_items (fixture->rows) == 4;
}

/* As if it had been seen while it was changing. */
static void
learn_state (Fixture *fixture, const char *name, const char *state)
{
  g_autofree char *text = g_strdup_printf ("{\"name\":\"%s\",\"state\":\"%s\"}", name, state);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (SluiceConnection) connection = sluice_connection_new_from_listing (node);

  sluice_registry_model_learn (fixture->model, fixture->session.atlas->instance, name, connection);
}

/* Only what changes is looked at, only while somebody looks, and only until it has settled. */
static void
test_watch (Fixture *fixture, gconstpointer unused)
{
  guint looks;

  look (fixture);
  sluice_registry_model_set_active (fixture->model, FALSE);
  learn_state (fixture, "solar-archive", "PENDING");
  wait_ms (100);
  g_assert_cmpuint (count (fixture, ONE), ==, 0);

  sluice_registry_model_set_active (fixture->model, TRUE);
  wait_until (is_settled, fixture);
  learn_state (fixture, "never-there", "DELETING");
  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), ==, 5);
  wait_until (is_gone, fixture);
  looks = count (fixture, ONE);
  g_assert_cmpuint (looks, ==, 2);
  wait_ms (100);
  g_assert_cmpuint (count (fixture, ONE), ==, looks);
  g_assert_cmpuint (count (fixture, LISTING), ==, 1);
}

static void
test_another_place (Fixture *fixture, gconstpointer unused)
{
  look (fixture);
  sluice_session_set_place (fixture->session.session, "64c0ffee0000000000000002",
                            "watched-instance");
  session_settle (&fixture->session);
  wait_until (is_read, fixture);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), ==, 1);
  sluice_session_set_place (fixture->session.session, NULL, NULL);
  session_settle (&fixture->session);
  sluice_registry_model_set_active (fixture->model, TRUE);
  g_assert_cmpint (sluice_registry_model_get_state (fixture->model, NULL), ==,
                   SLUICE_REGISTRY_NO_PROJECT);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->rows), ==, 0);
  sluice_session_set_key (fixture->session.session, NULL);
  g_assert_cmpint (sluice_registry_model_get_state (fixture->model, NULL), ==,
                   SLUICE_REGISTRY_NO_KEY);
}

/* Gone while an answer is awaited. */
static void
test_dropped (Fixture *fixture, gconstpointer unused)
{
  sluice_registry_model_set_active (fixture->model, TRUE);
  g_assert_true (sluice_registry_model_is_reading (fixture->model));
  g_assert_finalize_object (fixture->model);
  fixture->model = NULL;
  session_settle (&fixture->session);
  wait_ms (100);
}

#define ADD(path, scenarios, test) \
  g_test_add ("/registry-model/" path, Fixture, scenarios, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  sluice_registry_watch_set_pace (5, 10);
  ADD ("nobody-looks", NULL, test_nobody_looks);
  ADD ("one-instance", NULL, test_one_instance);
  ADD ("three-pages", "three-pages", test_three_pages);
  ADD ("all-instances", NULL, test_all_instances);
  ADD ("one-fails", "role-missing@list-connections*1", test_one_fails);
  ADD ("denied", "role-missing@list-connections", test_denied);
  ADD ("news", NULL, test_news);
  ADD ("watch", NULL, test_watch);
  ADD ("another-place", NULL, test_another_place);
  ADD ("dropped", "slow@list-connections", test_dropped);
  return g_test_run ();
}
