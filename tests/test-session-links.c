/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The private links of a session's project: how often they are read, what is watched, and what the
 * next start knows of it.
 */
#include "session-fixture.h"

#include "sluice-config.h"
#include "sluice-link-memory.h"
#include "sluice-links.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#define REGION "eu-central-1"
#define HOST "127.0.0.1"
#define OTHER_PROJECT "64c0ffee0000000000000002"

typedef struct
{
  SessionFixture  session;
  GSettings      *settings;
  SluiceLinks    *links;    /* the session's */
} Fixture;

static void
use_session (Fixture *fixture)
{
  fixture->links = sluice_links_of (fixture->session.session);
  g_assert_true (fixture->links == sluice_links_of (fixture->session.session));
  sluice_links_set_settings (fixture->links, fixture->settings);
}

static void
set_up (Fixture *fixture, gconstpointer scenarios)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  session_set_up (&fixture->session, scenarios);
  fixture->settings = g_settings_new_with_backend (SLUICE_APP_ID, backend);
  use_session (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer scenarios)
{
  sluice_session_close (fixture->session.session);
  session_tear_down (&fixture->session);
  g_assert_finalize_object (fixture->settings);
}

static guint
count (Fixture *fixture, const char *pattern)
{
  return practice_atlas_count (fixture->session.atlas, pattern);
}

#define LISTED "^GET [^ ]*privateLinkConnections\\?[^ ]* signed "
#define CREATED "^POST [^ ]*privateLinkConnections signed "

static gboolean
is_loaded (gpointer data)
{
  return sluice_links_get_state (((Fixture *) data)->links, NULL) == SLUICE_LINKS_LOADED;
}

static void
load (Fixture *fixture)
{
  session_fill_form (&fixture->session);
  sluice_links_want (fixture->links);
  wait_until (is_loaded, fixture);
}

static char **
dup_remembered (Fixture *fixture)
{
  g_autofree char *port = g_strdup (strrchr (fixture->session.atlas->url, ':'));
  g_autofree char *host = g_strconcat (HOST, port, NULL);

  return sluice_link_memory_dup_ids (fixture->settings, host,
                                     fixture->session.atlas->project_id);
}

static void
assert_remembered (Fixture *fixture, guint n)
{
  g_auto (GStrv) ids = dup_remembered (fixture);

  g_assert_cmpuint (g_strv_length (ids), ==, n);
}

static gboolean
is_watching (gpointer data)
{
  return sluice_operation_get_phase (data) == SLUICE_PHASE_WATCHING &&
         sluice_operation_get_result (data) != NULL;
}

static gboolean
has_ended (gpointer data)
{
  return sluice_operation_get_state (data) != SLUICE_OPERATION_STATE_WORKING;
}

static SluiceOperation *
dup_newest (Fixture *fixture)
{
  return g_list_model_get_item (sluice_session_get_operations (fixture->session.session), 0);
}

/* ---- reading ---- */

/* Nobody needs them in the beginning; then they are read once for each project. */
static void
test_read_once (Fixture *fixture, gconstpointer scenarios)
{
  g_assert_cmpint (sluice_links_get_state (fixture->links, NULL), ==, SLUICE_LINKS_NO_PLACE);
  session_fill_form (&fixture->session);
  g_assert_cmpint (sluice_links_get_state (fixture->links, NULL), ==, SLUICE_LINKS_UNREAD);
  g_assert_cmpuint (count (fixture, LISTED), ==, 0);

  load (fixture);
  sluice_links_want (fixture->links);
  sluice_session_set_place (fixture->session.session, fixture->session.atlas->project_id,
                            "empty-instance");
  session_settle (&fixture->session);
  g_assert_cmpuint (count (fixture, LISTED), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_links_get_list (fixture->links)), ==, 1);

  sluice_session_set_place (fixture->session.session, NULL, NULL);
  sluice_session_recheck (fixture->session.session);
  session_settle (&fixture->session);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_links_get_list (fixture->links)), ==, 0);
  g_assert_cmpint (sluice_links_get_state (fixture->links, NULL), ==, SLUICE_LINKS_NO_PLACE);

  sluice_session_set_place (fixture->session.session, OTHER_PROJECT, NULL);
  session_settle (&fixture->session);
  wait_until (is_loaded, fixture);
  g_assert_cmpuint (count (fixture, LISTED), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_links_get_list (fixture->links)), ==, 0);
}

static gboolean
is_not_loaded (gpointer data)
{
  return sluice_links_get_state (((Fixture *) data)->links, NULL) == SLUICE_LINKS_NOT_LOADED;
}

static void
test_forbidden (Fixture *fixture, gconstpointer scenarios)
{
  const GError *error = NULL;

  session_fill_form (&fixture->session);
  sluice_links_want (fixture->links);
  wait_until (is_not_loaded, fixture);
  sluice_links_get_state (fixture->links, &error);
  g_assert_error ((GError *) error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_ROLE_MISSING);
  practice_atlas_switch (fixture->session.atlas, scenarios, FALSE);
  sluice_links_refresh (fixture->links);
  wait_until (is_loaded, fixture);
}

/* ---- creating and deleting ---- */

static void
test_create (Fixture *fixture, gconstpointer scenarios)
{
  SluiceOperation *operation;
  g_autoptr (SluicePrivateLink) link = NULL;

  load (fixture);
  operation = sluice_links_create (fixture->links, REGION);
  g_assert_nonnull (operation);
  g_assert_true (sluice_links_get_creating (fixture->links) == operation);
  g_assert_null (sluice_links_create (fixture->links, REGION));
  wait_until (has_ended, operation);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_READY);
  g_assert_null (sluice_links_get_creating (fixture->links));
  assert_remembered (fixture, 0);

  /* It is in the list without reading that anew. */
  link = g_list_model_get_item (sluice_links_get_list (fixture->links), 0);
  g_assert_cmpstr (sluice_private_link_get_region (link), ==, REGION);
  g_assert_true (sluice_private_link_is_done (link));
  g_assert_cmpuint (count (fixture, LISTED), ==, 2);

  operation = sluice_links_delete (fixture->links, link);
  g_assert_null (sluice_links_delete (fixture->links, link));
  wait_until (has_ended, operation);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_GONE);
  g_assert_cmpuint (g_list_model_get_n_items (sluice_links_get_list (fixture->links)), ==, 1);
  g_assert_cmpuint (count (fixture, LISTED), ==, 2);
}

/* ---- watching over a restart ---- */

static void
restart (Fixture *fixture)
{
  sluice_session_close (fixture->session.session);
  g_assert_finalize_object (fixture->session.session);
  fixture->session.session = sluice_session_new (fixture->session.atlas->url,
                                                 SLUICE_KEY_STORE (fixture->session.store));
  sluice_session_set_remember (fixture->session.session, FALSE);
  use_session (fixture);
}

static void
begin (Fixture *fixture)
{
  SluiceOperation *operation;

  load (fixture);
  operation = sluice_links_create (fixture->links, REGION);
  wait_until (is_watching, operation);
  assert_remembered (fixture, 1);
}

static void
test_resume (Fixture *fixture, gconstpointer scenarios)
{
  g_autoptr (SluiceOperation) operation = NULL;

  begin (fixture);
  restart (fixture);
  assert_remembered (fixture, 1);

  /* Nobody asks for the links, but one of them is waited for. */
  session_fill_form (&fixture->session);
  wait_until (is_loaded, fixture);
  operation = dup_newest (fixture);
  g_assert_cmpint (sluice_operation_get_kind (operation), ==, SLUICE_OPERATION_CREATE_LINK);
  g_assert_cmpint (sluice_operation_get_phase (operation), ==, SLUICE_PHASE_WATCHING);
  g_assert_cmpuint (count (fixture, CREATED), ==, 1);

  /* Stopped is stopped, for as long as this Sluice runs. */
  sluice_operation_cancel (operation);
  wait_until (has_ended, operation);
  g_clear_object (&operation);
  sluice_links_watch_all (fixture->links);
  sluice_links_refresh (fixture->links);
  wait_until (is_loaded, fixture);
  operation = dup_newest (fixture);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_STOPPED);
  assert_remembered (fixture, 1);
}

/* What was begun elsewhere is watched when somebody looks. */
static void
test_watch_all (Fixture *fixture, gconstpointer scenarios)
{
  g_autoptr (SluiceOperation) operation = NULL;

  begin (fixture);
  restart (fixture);
  g_settings_reset (fixture->settings, "watched-links");
  load (fixture);
  operation = dup_newest (fixture);
  g_assert_cmpint (sluice_operation_get_kind (operation), ==, SLUICE_OPERATION_CHECK_KEY);
  g_clear_object (&operation);
  sluice_links_watch_all (fixture->links);
  operation = dup_newest (fixture);
  g_assert_cmpint (sluice_operation_get_kind (operation), ==, SLUICE_OPERATION_CREATE_LINK);
  g_assert_cmpuint (count (fixture, CREATED), ==, 1);
}

static void
test_gone_meanwhile (Fixture *fixture, gconstpointer scenarios)
{
  g_autoptr (SluiceOperation) operation = NULL;
  g_auto (GStrv) ids = NULL;

  begin (fixture);
  ids = dup_remembered (fixture);
  restart (fixture);
  practice_atlas_kill (fixture->session.atlas);
  practice_atlas_restart (fixture->session.atlas, "");
  session_fill_form (&fixture->session);
  wait_until (is_loaded, fixture);
  assert_remembered (fixture, 0);
  operation = dup_newest (fixture);
  g_assert_cmpint (sluice_operation_get_kind (operation), ==, SLUICE_OPERATION_CHECK_KEY);
}

static void
test_memory (Fixture *fixture, gconstpointer scenarios)
{
  g_auto (GStrv) ids = NULL;
  g_auto (GStrv) other = NULL;

  for (int i = 0; i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("%024d", i);

      sluice_link_memory_set (fixture->settings, "a", "p", id, TRUE);
      sluice_link_memory_set (fixture->settings, "a", "p", id, TRUE);
    }
  ids = sluice_link_memory_dup_ids (fixture->settings, "a", "p");
  g_assert_cmpuint (g_strv_length (ids), ==, 32);
  g_assert_cmpstr (ids[0], ==, "000000000000000000000039");
  g_assert_cmpstr (ids[31], ==, "000000000000000000000008");
  other = sluice_link_memory_dup_ids (fixture->settings, "b", "p");
  g_assert_cmpuint (g_strv_length (other), ==, 0);

  sluice_link_memory_set (fixture->settings, "b", "p", ids[0], FALSE);
  sluice_link_memory_set (fixture->settings, "a", "p", ids[0], FALSE);
  g_strfreev (ids);
  ids = sluice_link_memory_dup_ids (fixture->settings, "a", "p");
  g_assert_cmpuint (g_strv_length (ids), ==, 31);
  sluice_link_memory_set (NULL, "a", "p", ids[0], FALSE);
  sluice_link_memory_set (fixture->settings, NULL, "p", ids[0], TRUE);
}

#define TEST(path, scenario, function) \
  g_test_add ("/session-links/" path, Fixture, scenario, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("read-once", "", test_read_once);
  TEST ("forbidden", "role-missing@list-links", test_forbidden);
  TEST ("create", "", test_create);
  TEST ("resume", "pending-forever@create-link", test_resume);
  TEST ("watch-all", "pending-forever@create-link", test_watch_all);
  TEST ("gone-meanwhile", "pending-forever@create-link", test_gone_meanwhile);
  TEST ("memory", "", test_memory);
  return g_test_run ();
}
