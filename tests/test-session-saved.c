/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which keys a session lists as kept, and turning from one to another. */
#include "session-fixture.h"

#include "sluice-base-url.h"
#include "sluice-config.h"
#include "sluice-memory-store.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

typedef struct
{
  SessionFixture   session;
  GSettings       *settings;
  SluiceSavedKeys *keys;
} Fixture;

static void
set_up (Fixture *fixture, const char *scenarios)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  session_set_up (&fixture->session, scenarios);
  fixture->settings = g_settings_new_with_backend (SLUICE_APP_ID, backend);
  fixture->keys = sluice_saved_keys_get_for (fixture->settings);
  sluice_session_set_saved_keys (fixture->session.session, fixture->keys);
}

static void
tear_down (Fixture *fixture)
{
  session_tear_down (&fixture->session);
  g_object_unref (fixture->keys);
  g_assert_finalize_object (fixture->settings);
}

static void
assert_listed (Fixture *fixture, const char *public_keys)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->keys)); i++)
    {
      g_autoptr (SluiceSavedKey) key = g_list_model_get_item (G_LIST_MODEL (fixture->keys), i);

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "",
                              sluice_saved_key_get_public_key (key));
    }
  g_assert_cmpstr (found->str, ==, public_keys);
}

/* Only what is truly in the keyring, and for as long as it is. */
static void
test_listed (void)
{
  Fixture fixture;
  SluiceSession *session;

  set_up (&fixture, "");
  session = fixture.session.session;
  sluice_session_set_remember (session, TRUE);
  sluice_session_set_key (session, fixture.session.key);
  session_settle (&fixture.session);
  assert_listed (&fixture, "");
  g_assert_null (sluice_session_get_saved_key (session));
  scripted_store_refuse (fixture.session.store, 0, SLUICE_KEY_STORE_ERROR_LOCKED);
  assert_listed (&fixture, "");

  sluice_session_recheck (session);
  session_settle (&fixture.session);
  scripted_store_answer (fixture.session.store, 1, NULL);
  assert_listed (&fixture, "practice");
  g_assert_cmpstr (sluice_saved_key_get_base_url (sluice_session_get_saved_key (session)), ==,
                   fixture.session.atlas->url);

  sluice_session_forget_key (session);
  scripted_store_refuse (fixture.session.store, 2, SLUICE_KEY_STORE_ERROR_STILL_THERE);
  assert_listed (&fixture, "practice");
  sluice_session_load_key (session, "practice");
  scripted_store_answer (fixture.session.store, 3, fixture.session.key);
  sluice_session_forget_saved_key (session, sluice_session_get_saved_key (session));
  g_assert_null (sluice_session_get_key (session));
  scripted_store_answer (fixture.session.store, 4, NULL);
  assert_listed (&fixture, "");
  tear_down (&fixture);
}

static void
found_cb (SluiceSession *session, gboolean locked, gboolean *found)
{
  *found = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
find_kept_keys (SluiceSession *session)
{
  gboolean found = FALSE;
  gulong id = g_signal_connect (session, "kept-keys-found", G_CALLBACK (found_cb), &found);

  sluice_session_find_kept_keys (session);
  wait_until (is_true, &found);
  g_signal_handler_disconnect (session, id);
}

/* Keys that earlier versions have kept. */
static void
test_found (void)
{
  Fixture fixture;
  g_autoptr (SluiceKeyStore) store = sluice_memory_store_new ();
  g_autoptr (SluiceApiKey) other = sluice_api_key_new ("abcdefgh", "secret");
  const char *hosts[] = { "cloud.mongodb.com", "cloud.mongodbgov.com", "atlas.example:8443",
                          "127.0.0.1:5", "no host" };
  const char *urls[] = { SLUICE_BASE_URL_COMMERCIAL, SLUICE_BASE_URL_GOVERNMENT,
                         "https://atlas.example:8443", "http://127.0.0.1:5" };

  set_up (&fixture, "");
  g_assert_finalize_object (fixture.session.session);
  fixture.session.session = sluice_session_new (fixture.session.atlas->url, store);
  sluice_session_set_saved_keys (fixture.session.session, fixture.keys);
  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    sluice_key_store_save_async (store, hosts[i], other, NULL, NULL);
  find_kept_keys (fixture.session.session);
  assert_listed (&fixture, "abcdefgh abcdefgh abcdefgh abcdefgh");
  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (SluiceSavedKey) key = g_list_model_get_item (G_LIST_MODEL (fixture.keys), i);

      g_assert_cmpstr (sluice_saved_key_get_base_url (key), ==, urls[i]);
    }
  find_kept_keys (fixture.session.session);
  assert_listed (&fixture, "abcdefgh abcdefgh abcdefgh abcdefgh");
  tear_down (&fixture);
}

/* Another one than the one in use: that one, its client and what is known stay. */
static void
test_other_forgotten (void)
{
  Fixture fixture;
  SluiceSavedKey *other;

  set_up (&fixture, "");
  sluice_saved_keys_add (fixture.keys, fixture.session.atlas->url, "practice");
  other = sluice_saved_keys_add (fixture.keys, SLUICE_BASE_URL_GOVERNMENT, "practice");
  session_fill_form (&fixture.session);
  g_assert_true (sluice_session_get_saved_key (fixture.session.session) != other);
  sluice_session_forget_saved_key (fixture.session.session, other);
  g_assert_cmpstr (scripted_store_get_asked (fixture.session.store), ==,
                   "forget cloud.mongodbgov.com practice\n");
  g_assert_cmpint (sluice_session_get_keyring_state (fixture.session.session, NULL), ==,
                   SLUICE_KEYRING_NONE);
  assert_listed (&fixture, "practice practice");
  scripted_store_answer (fixture.session.store, 0, NULL);
  assert_listed (&fixture, "practice");
  session_assert_list (&fixture.session, "fd kd");
  session_assert_facts (&fixture.session, "tttt");
  g_assert_nonnull (sluice_session_get_saved_key (fixture.session.session));
  tear_down (&fixture);
}

static gboolean
is_watched (gpointer data)
{
  Fixture *fixture = data;

  return practice_atlas_count (fixture->session.atlas, "get-connection") > 0;
}

/* To another Atlas and another key, while a create is at work at the first. */
static void
test_switched (void)
{
  Fixture fixture;
  PracticeAtlas *other = practice_atlas_start ("", "0");
  SluiceSession *session;
  SluiceOperation *operation;
  guint before;

  set_up (&fixture, "pending-forever");
  session = fixture.session.session;
  session_fill_form (&fixture.session);
  operation = session_begin (&fixture.session, NAME);
  g_assert_nonnull (operation);

  sluice_session_set_key (session, NULL);
  sluice_session_set_base_url (session, other->url);
  sluice_session_set_place (session, NULL, NULL);
  sluice_session_load_key (session, other->public_key);
  before = practice_atlas_count (fixture.session.atlas, "check-key");
  g_assert_cmpuint (practice_atlas_count (fixture.session.atlas, "get-connection"), ==, 0);
  scripted_store_answer (fixture.session.store, 0, fixture.session.key);
  wait_until (is_watched, &fixture);
  g_assert_cmpint (sluice_operation_get_state (operation), ==, SLUICE_OPERATION_STATE_WORKING);
  g_assert_cmpint (sluice_session_get_fact (session, SLUICE_FACT_KEY, NULL, NULL), ==,
                   SLUICE_FACT_STATE_TRUE);
  g_assert_cmpuint (practice_atlas_count (fixture.session.atlas, "check-key"), ==, before);
  g_assert_cmpuint (practice_atlas_count (other, "get-connection"), ==, 0);
  assert_listed (&fixture, "practice");
  g_assert_cmpstr (sluice_saved_key_get_base_url (sluice_session_get_saved_key (session)), ==,
                   other->url);
  sluice_session_close (session);
  session_settle (&fixture.session);
  practice_atlas_stop (other);
  tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session-saved/listed", test_listed);
  g_test_add_func ("/session-saved/found", test_found);
  g_test_add_func ("/session-saved/other-forgotten", test_other_forgotten);
  g_test_add_func ("/session-saved/switched", test_switched);
  return g_test_run ();
}
