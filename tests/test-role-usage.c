/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which connections use which role, against a practice Atlas with three instances. */
#include "practice-atlas.h"
#include "sluice-atlas-connections.h"
#include "sluice-atlas-private-links.h"
#include "sluice-role-usage.h"

#define ROLE "arn:aws:iam::123456789012:role/atlas-stream-sink"
#define OTHER "arn:aws:iam::123456789012:role/other"

typedef struct
{
  PracticeAtlas     *atlas;
  SluiceAtlasClient *client;
  GCancellable      *cancellable;
  GAsyncResult      *result;
  SluiceRoleUsage   *usage;
  GError            *error;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  scenarios)
{
  g_autoptr (SluiceApiKey) key = NULL;

  fixture->atlas = practice_atlas_start (scenarios, "0");
  key = sluice_api_key_new (fixture->atlas->public_key, fixture->atlas->private_key);
  fixture->client = sluice_atlas_client_new (fixture->atlas->url, key);
  fixture->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  scenarios)
{
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->usage);
  g_clear_error (&fixture->error);
  g_object_unref (fixture->cancellable);
  assert_finalized_soon (fixture->client);
  practice_atlas_stop (fixture->atlas);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  ((Fixture *) user_data)->result = g_object_ref (result);
}

static gboolean
is_done (gpointer fixture)
{
  return ((Fixture *) fixture)->result != NULL;
}

static void
load (Fixture *fixture)
{
  sluice_role_usage_load_async (fixture->client, fixture->atlas->project_id, fixture->cancellable,
                                done_cb, fixture);
}

static void
finish (Fixture *fixture)
{
  wait_until (is_done, fixture);
  fixture->usage = sluice_role_usage_load_finish (fixture->client, fixture->result,
                                                  &fixture->error);
  g_clear_object (&fixture->result);
}

static void
create (Fixture    *fixture,
        const char *instance,
        const char *name,
        const char *role)
{
  const SluiceConnectionSpec spec = { .name = name, .role_arn = role };
  g_autoptr (SluiceConnection) connection = NULL;

  sluice_atlas_create_connection_async (fixture->client, fixture->atlas->project_id, instance,
                                        &spec, NULL, done_cb, fixture);
  wait_until (is_done, fixture);
  connection = sluice_atlas_create_connection_finish (fixture->client, fixture->result,
                                                      &fixture->error);
  g_assert_no_error (fixture->error);
  g_clear_object (&fixture->result);
}

static char *
dup_link (Fixture *fixture)
{
  g_autoptr (GPtrArray) links = NULL;

  sluice_atlas_list_private_links_async (fixture->client, fixture->atlas->project_id, NULL, done_cb,
                                         fixture);
  wait_until (is_done, fixture);
  links = sluice_atlas_list_private_links_finish (fixture->client, fixture->result,
                                                  &fixture->error);
  g_assert_no_error (fixture->error);
  g_clear_object (&fixture->result);
  return g_strdup (sluice_private_link_get_id (links->pdata[0]));
}

static void
create_behind (Fixture    *fixture,
               const char *instance,
               const char *name,
               const char *link)
{
  const SluiceConnectionSpec spec = { .name = name, .role_arn = ROLE, .private_link_id = link };
  g_autoptr (SluiceConnection) connection = NULL;

  sluice_atlas_create_connection_async (fixture->client, fixture->atlas->project_id, instance,
                                        &spec, NULL, done_cb, fixture);
  wait_until (is_done, fixture);
  connection = sluice_atlas_create_connection_finish (fixture->client, fixture->result,
                                                      &fixture->error);
  g_assert_no_error (fixture->error);
  g_clear_object (&fixture->result);
}

static void
check_use (Fixture    *fixture,
           guint       position,
           const char *instance,
           const char *connection)
{
  const SluiceRoleUse *use = sluice_role_usage_get_uses (fixture->usage, ROLE)->pdata[position];

  g_assert_cmpstr (use->instance, ==, instance);
  g_assert_cmpstr (use->connection, ==, connection);
}

/* ---- tests ---- */

static void
test_all (Fixture       *fixture,
          gconstpointer  scenarios)
{
  create (fixture, "azure-instance", "second", ROLE);
  create (fixture, "azure-instance", "third", OTHER);
  load (fixture);
  finish (fixture);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (sluice_role_usage_get_uses (fixture->usage, ROLE)->len, ==, 2);
  check_use (fixture, 0, "practice-instance", "solar-archive");
  check_use (fixture, 1, "azure-instance", "second");
  g_assert_cmpuint (sluice_role_usage_get_uses (fixture->usage, OTHER)->len, ==, 1);
  g_assert_cmpuint (sluice_role_usage_get_uses (fixture->usage, "arn:aws:iam::1:role/x")->len,
                    ==, 0);
  g_assert_cmpuint (sluice_role_usage_get_uses (fixture->usage, NULL)->len, ==, 0);
  g_assert_null (sluice_role_usage_get_unread (fixture->usage)[0]);
  g_assert_null (sluice_role_usage_get_error (fixture->usage));
}

static void
test_links (Fixture       *fixture,
            gconstpointer  scenarios)
{
  g_autofree char *link = dup_link (fixture);
  const SluiceRoleUse *use;

  create_behind (fixture, "practice-instance", "behind", link);
  load (fixture);
  finish (fixture);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (sluice_role_usage_get_link_uses (fixture->usage, link)->len, ==, 1);
  use = sluice_role_usage_get_link_uses (fixture->usage, link)->pdata[0];
  g_assert_cmpstr (use->connection, ==, "behind");
  g_assert_cmpuint (sluice_role_usage_get_link_uses (fixture->usage, "x")->len, ==, 0);
  g_assert_cmpuint (sluice_role_usage_get_link_uses (fixture->usage, NULL)->len, ==, 0);
  g_assert_cmpuint (sluice_role_usage_get_uses (fixture->usage, ROLE)->len, ==, 2);
}

/* The first registry, which holds the use, is refused; the others are read all the same. */
static void
test_unread (Fixture       *fixture,
             gconstpointer  scenarios)
{
  const char * const *unread;

  load (fixture);
  finish (fixture);

  g_assert_no_error (fixture->error);
  unread = sluice_role_usage_get_unread (fixture->usage);
  g_assert_cmpstr (unread[0], ==, "practice-instance");
  g_assert_null (unread[1]);
  g_assert_cmpuint (sluice_role_usage_get_uses (fixture->usage, ROLE)->len, ==, 0);
  g_assert_error ((GError *) sluice_role_usage_get_error (fixture->usage), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_ROLE_MISSING);
  g_assert_cmpuint (practice_atlas_count (fixture->atlas, "azure-instance/connections"), >, 0);
}

/* Where nothing answers, the other registries are not waited for. */
static void
test_hopeless (Fixture       *fixture,
               gconstpointer  scenarios)
{
  load (fixture);
  finish (fixture);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (g_strv_length ((char **) sluice_role_usage_get_unread (fixture->usage)), ==, 3);
  g_assert_cmpuint (practice_atlas_count (fixture->atlas, "practice-instance/connections"), >, 0);
  g_assert_cmpuint (practice_atlas_count (fixture->atlas, "azure-instance/connections"), ==, 0);
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  scenarios)
{
  load (fixture);
  finish (fixture);

  g_assert_null (fixture->usage);
  g_assert_error (fixture->error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_ROLE_MISSING);
}

static gboolean
is_reading (gpointer fixture)
{
  return practice_atlas_count (((Fixture *) fixture)->atlas, "list-instances") > 0;
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  scenarios)
{
  load (fixture);
  wait_until (is_reading, fixture);
  g_cancellable_cancel (fixture->cancellable);
  finish (fixture);

  g_assert_null (fixture->usage);
  g_assert_error (fixture->error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/role-usage/all", Fixture, "", set_up, test_all, tear_down);
  g_test_add ("/role-usage/links", Fixture, "", set_up, test_links, tear_down);
  g_test_add ("/role-usage/unread", Fixture, "role-missing@list-connections*1", set_up,
              test_unread, tear_down);
  g_test_add ("/role-usage/hopeless", Fixture, "lost-request@list-connections*0", set_up,
              test_hopeless, tear_down);
  g_test_add ("/role-usage/nothing", Fixture, "role-missing@list-instances", set_up, test_nothing,
              tear_down);
  g_test_add ("/role-usage/cancel", Fixture, "slow@list-connections", set_up, test_cancel,
              tear_down);

  return g_test_run ();
}
