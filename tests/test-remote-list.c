/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listings as list models, against a practice Atlas. */
#include "practice-atlas.h"
#include "sluice-aws-role.h"
#include "sluice-connection.h"
#include "sluice-instance.h"
#include "sluice-project.h"
#include "sluice-remote-list.h"

typedef struct
{
  PracticeAtlas     *atlas;
  SluiceAtlasClient *client;
  SluiceRemoteList  *list;
  guint              splices;  /* how often the items changed */
} Fixture;

static void
items_changed_cb (Fixture *fixture)
{
  fixture->splices++;
}

static void
set_list (Fixture          *fixture,
          SluiceRemoteList *list)
{
  g_clear_object (&fixture->list);
  fixture->list = list;
  fixture->splices = 0;
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  scenarios)
{
  g_autoptr (SluiceApiKey) key = NULL;

  fixture->atlas = practice_atlas_start (scenarios, "0");
  key = sluice_api_key_new (fixture->atlas->public_key, fixture->atlas->private_key);
  fixture->client = sluice_atlas_client_new (fixture->atlas->url, key);
  set_list (fixture, sluice_remote_list_new_projects (fixture->client));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  scenarios)
{
  if (fixture->list != NULL)
    g_assert_finalize_object (fixture->list);
  if (fixture->client != NULL)
    assert_finalized_soon (fixture->client);
  practice_atlas_stop (fixture->atlas);
}

static gboolean
is_idle (gpointer list)
{
  return !sluice_remote_list_get_loading (list);
}

static guint
count_items (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

/* ---- tests ---- */

static void
test_all_at_once (Fixture       *fixture,
                  gconstpointer  scenarios)
{
  g_autoptr (SluiceProject) project = NULL;

  g_assert_false (sluice_remote_list_get_loading (fixture->list));
  g_assert_false (sluice_remote_list_get_loaded (fixture->list));
  g_assert_cmpuint (count_items (fixture), ==, 0);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->list)) == SLUICE_TYPE_PROJECT);

  sluice_remote_list_refresh (fixture->list);
  g_assert_true (sluice_remote_list_get_loading (fixture->list));
  wait_until (is_idle, fixture->list);

  g_assert_no_error ((GError *) sluice_remote_list_get_error (fixture->list));
  g_assert_true (sluice_remote_list_get_loaded (fixture->list));
  g_assert_cmpuint (fixture->splices, ==, 1);
  g_assert_cmpuint (count_items (fixture), ==, 2);
  project = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  g_assert_cmpstr (sluice_project_get_name (project), ==, "Practice");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), 2));
}

static void
check_listing (Fixture *fixture,
               GType    type,
               guint    at_least)
{
  sluice_remote_list_refresh (fixture->list);
  wait_until (is_idle, fixture->list);
  g_assert_no_error ((GError *) sluice_remote_list_get_error (fixture->list));
  g_assert_cmpuint (count_items (fixture), >=, at_least);
  for (guint i = 0; i < count_items (fixture); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);

      g_assert_true (G_TYPE_CHECK_INSTANCE_TYPE (item, type));
    }
}

static void
test_listings (Fixture       *fixture,
               gconstpointer  scenarios)
{
  const char *project = fixture->atlas->project_id;

  check_listing (fixture, SLUICE_TYPE_PROJECT, 2);
  set_list (fixture, sluice_remote_list_new_instances (fixture->client, project));
  check_listing (fixture, SLUICE_TYPE_INSTANCE, 3);
  set_list (fixture, sluice_remote_list_new_connections (fixture->client, project,
                                                         fixture->atlas->instance));
  check_listing (fixture, SLUICE_TYPE_CONNECTION, 4);
  set_list (fixture, sluice_remote_list_new_aws_roles (fixture->client, project));
  check_listing (fixture, SLUICE_TYPE_AWS_ROLE, 2);
}

/* What was read before stays readable, and the reason goes away with the next attempt. */
static void
test_error (Fixture       *fixture,
            gconstpointer  scenarios)
{
  sluice_remote_list_refresh (fixture->list);
  wait_until (is_idle, fixture->list);
  practice_atlas_switch (fixture->atlas, "role-missing@list-projects", TRUE);
  sluice_remote_list_refresh (fixture->list);
  wait_until (is_idle, fixture->list);
  g_assert_error ((GError *) sluice_remote_list_get_error (fixture->list), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_ROLE_MISSING);
  g_assert_cmpuint (count_items (fixture), ==, 2);
  g_assert_cmpuint (fixture->splices, ==, 1);

  practice_atlas_switch (fixture->atlas, "role-missing", FALSE);
  sluice_remote_list_refresh (fixture->list);
  g_assert_null (sluice_remote_list_get_error (fixture->list));
  wait_until (is_idle, fixture->list);
  g_assert_null (sluice_remote_list_get_error (fixture->list));
  g_assert_cmpuint (count_items (fixture), ==, 2);
}

/* Only the last reading counts. */
static void
test_again (Fixture       *fixture,
            gconstpointer  scenarios)
{
  sluice_remote_list_refresh (fixture->list);
  sluice_remote_list_refresh (fixture->list);
  sluice_remote_list_refresh (fixture->list);
  wait_until (is_idle, fixture->list);
  g_assert_cmpuint (fixture->splices, ==, 1);
  g_assert_cmpuint (count_items (fixture), ==, 2);
}

/* The answer to a list that is gone finds nobody; the client is let go of, too. */
static void
test_gone (Fixture       *fixture,
           gconstpointer  scenarios)
{
  sluice_remote_list_refresh (fixture->list);
  g_assert_finalize_object (fixture->list);
  fixture->list = NULL;
  assert_finalized_soon (g_steal_pointer (&fixture->client));
  g_assert_cmpuint (fixture->splices, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/remote-list/all-at-once", Fixture, "", set_up, test_all_at_once, tear_down);
  g_test_add ("/remote-list/listings", Fixture, "", set_up, test_listings, tear_down);
  g_test_add ("/remote-list/error", Fixture, "", set_up, test_error, tear_down);
  g_test_add ("/remote-list/again", Fixture, "", set_up, test_again, tear_down);
  g_test_add ("/remote-list/gone", Fixture, "slow", set_up, test_gone, tear_down);

  return g_test_run ();
}
