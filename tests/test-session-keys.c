/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a key is kept, used and let go of. */
#include "session-fixture.h"

#include "sluice-base-url.h"
#include "sluice-memory-store.h"

/* What the store was asked; HOST and KEY stand for this server's host and public key. */
static void
assert_asked (SessionFixture *fixture, const char *questions)
{
  g_autofree char *host = sluice_base_url_dup_host (fixture->atlas->url);
  g_autoptr (GString) expected = g_string_new (questions);

  g_string_replace (expected, "HOST", host, 0);
  g_string_replace (expected, "KEY", fixture->atlas->public_key, 0);
  g_assert_cmpstr (scripted_store_get_asked (fixture->store), ==, expected->str);
}

static void
assert_keyring (SessionFixture *fixture, SluiceKeyringState state)
{
  g_assert_cmpint (sluice_session_get_keyring_state (fixture->session, NULL), ==, state);
}

static void
test_saved_when_accepted (void)
{
  SessionFixture fixture;
  g_autoptr (SluiceApiKey) wrong = sluice_api_key_new ("abcdefgh", "wrong");

  session_set_up (&fixture, "");
  sluice_session_set_remember (fixture.session, TRUE);
  sluice_session_set_key (fixture.session, wrong);
  session_settle (&fixture);
  session_assert_facts (&fixture, "fnnn");
  assert_asked (&fixture, "");
  sluice_session_set_key (fixture.session, fixture.key);
  assert_asked (&fixture, "");
  session_settle (&fixture);
  assert_asked (&fixture, "save HOST KEY\n");
  assert_keyring (&fixture, SLUICE_KEYRING_BUSY);
  scripted_store_answer (fixture.store, 0, NULL);
  assert_keyring (&fixture, SLUICE_KEYRING_KEPT);

  /* Once is enough. */
  sluice_session_recheck (fixture.session);
  session_settle (&fixture);
  assert_asked (&fixture, "save HOST KEY\n");
  session_tear_down (&fixture);
}

static void
test_remember_switched (void)
{
  SessionFixture fixture;

  session_set_up (&fixture, "");
  g_assert_false (sluice_session_get_remember (fixture.session));
  sluice_session_set_key (fixture.session, fixture.key);
  session_settle (&fixture);
  session_assert_facts (&fixture, "tnnn");
  assert_asked (&fixture, "");
  assert_keyring (&fixture, SLUICE_KEYRING_NONE);
  sluice_session_set_remember (fixture.session, TRUE);
  assert_asked (&fixture, "save HOST KEY\n");
  scripted_store_answer (fixture.store, 0, NULL);
  sluice_session_set_remember (fixture.session, TRUE);
  assert_asked (&fixture, "save HOST KEY\n");
  sluice_session_set_remember (fixture.session, FALSE);
  assert_asked (&fixture, "save HOST KEY\nforget HOST KEY\n");
  scripted_store_answer (fixture.store, 1, NULL);
  assert_keyring (&fixture, SLUICE_KEYRING_NONE);
  session_assert_list (&fixture, "fd kd");

  /* The key itself stays in use. */
  g_assert_true (sluice_session_get_key (fixture.session) != NULL);
  session_assert_facts (&fixture, "tnnn");
  session_tear_down (&fixture);
}

/* Off and on again before the keyring has answered. */
static void
test_remember_wavering (void)
{
  SessionFixture fixture;

  session_set_up (&fixture, "");
  sluice_session_set_remember (fixture.session, TRUE);
  sluice_session_set_key (fixture.session, fixture.key);
  session_settle (&fixture);
  sluice_session_set_remember (fixture.session, FALSE);
  sluice_session_set_remember (fixture.session, TRUE);
  assert_asked (&fixture, "save HOST KEY\n");
  for (guint i = 0; i < 3; i++)
    scripted_store_answer (fixture.store, i, NULL);
  assert_asked (&fixture, "save HOST KEY\nforget HOST KEY\nsave HOST KEY\n");
  assert_keyring (&fixture, SLUICE_KEYRING_KEPT);
  session_tear_down (&fixture);
}

static void
test_not_saved (void)
{
  SessionFixture fixture;

  session_set_up (&fixture, "");
  sluice_session_set_remember (fixture.session, TRUE);
  sluice_session_set_key (fixture.session, fixture.key);
  session_settle (&fixture);
  scripted_store_refuse (fixture.store, 0, SLUICE_KEY_STORE_ERROR_UNAVAILABLE);
  assert_keyring (&fixture, SLUICE_KEYRING_NOT_SAVED);
  session_assert_list (&fixture, "sf kd");
  session_assert_facts (&fixture, "tnnn");
  session_tear_down (&fixture);
}

static void
test_loaded (void)
{
  SessionFixture fixture;

  session_set_up (&fixture, "");
  sluice_session_load_key (fixture.session, NULL);
  assert_asked (&fixture, "load HOST any\n");
  scripted_store_answer (fixture.store, 0, fixture.key);
  g_assert_true (sluice_api_key_equal (sluice_session_get_key (fixture.session), fixture.key));
  g_assert_nonnull (strchr (fixture.told->str, 'K'));
  session_settle (&fixture);
  session_assert_facts (&fixture, "tnnn");
  assert_keyring (&fixture, SLUICE_KEYRING_KEPT);
  session_tear_down (&fixture);
}

static void
test_loaded_late (void)
{
  SessionFixture fixture;
  g_autoptr (SluiceApiKey) typed = sluice_api_key_new ("abcdefgh", "typed");

  session_set_up (&fixture, "");
  sluice_session_load_key (fixture.session, NULL);
  sluice_session_set_key (fixture.session, typed);
  scripted_store_answer (fixture.store, 0, fixture.key);
  g_assert_true (sluice_session_get_key (fixture.session) != NULL);
  g_assert_true (sluice_api_key_equal (sluice_session_get_key (fixture.session), typed));
  assert_keyring (&fixture, SLUICE_KEYRING_NONE);

  /* Asked for while one is in use: what is kept is not that one. */
  sluice_session_load_key (fixture.session, NULL);
  scripted_store_answer (fixture.store, 1, fixture.key);
  g_assert_true (sluice_api_key_equal (sluice_session_get_key (fixture.session), typed));
  assert_keyring (&fixture, SLUICE_KEYRING_NONE);
  g_assert_null (strchr (fixture.told->str, 'K'));
  session_settle (&fixture);
  session_tear_down (&fixture);
}

/* Somebody types another key while the keyring is asked; the next question is a new one. */
static void
test_declined (void)
{
  SessionFixture fixture;

  session_set_up (&fixture, "");
  sluice_session_load_key (fixture.session, NULL);
  sluice_session_decline_key (fixture.session);
  scripted_store_answer (fixture.store, 0, fixture.key);
  g_assert_null (sluice_session_get_key (fixture.session));
  g_assert_null (strchr (fixture.told->str, 'K'));
  assert_keyring (&fixture, SLUICE_KEYRING_NONE);

  sluice_session_load_key (fixture.session, NULL);
  scripted_store_answer (fixture.store, 1, fixture.key);
  g_assert_true (sluice_api_key_equal (sluice_session_get_key (fixture.session), fixture.key));
  session_settle (&fixture);
  session_tear_down (&fixture);
}

static void
test_other_atlas (void)
{
  SessionFixture fixture;
  PracticeAtlas *other = practice_atlas_start ("", "0");

  session_set_up (&fixture, "");
  session_fill_form (&fixture);
  g_string_truncate (fixture.told, 0);
  sluice_session_set_base_url (fixture.session, fixture.atlas->url);
  g_assert_cmpstr (fixture.told->str, ==, "");
  sluice_session_set_base_url (fixture.session, other->url);
  g_assert_cmpstr (sluice_session_get_base_url (fixture.session), ==, other->url);
  g_assert_null (sluice_session_get_key (fixture.session));
  g_assert_nonnull (strchr (fixture.told->str, 'K'));
  session_assert_facts (&fixture, "nnnn");

  /* Back, and away again while the first one's key is still being loaded. */
  sluice_session_set_base_url (fixture.session, fixture.atlas->url);
  sluice_session_load_key (fixture.session, NULL);
  sluice_session_set_base_url (fixture.session, other->url);
  scripted_store_answer (fixture.store, 0, fixture.key);
  g_assert_null (sluice_session_get_key (fixture.session));
  wait_ms (50);
  g_assert_cmpuint (practice_atlas_count (other, ""), ==, 0);
  practice_atlas_stop (other);
  session_tear_down (&fixture);
}

static void
test_forgotten (void)
{
  SessionFixture fixture;

  session_set_up (&fixture, "");
  sluice_session_forget_key (fixture.session);
  assert_asked (&fixture, "");
  session_fill_form (&fixture);
  sluice_session_forget_key (fixture.session);
  g_assert_null (sluice_session_get_key (fixture.session));
  session_assert_facts (&fixture, "nnnn");
  assert_asked (&fixture, "forget HOST KEY\n");
  session_assert_list (&fixture, "kd");
  scripted_store_refuse (fixture.store, 0, SLUICE_KEY_STORE_ERROR_STILL_THERE);
  session_assert_list (&fixture, "ff kd");
  assert_keyring (&fixture, SLUICE_KEYRING_NOT_FORGOTTEN);
  session_tear_down (&fixture);
}

/* Not even for checking again is it held on to. */
static void
test_forgotten_by_operations (void)
{
  SessionFixture fixture;
  SluiceOperation *operation;

  session_set_up (&fixture, "lost-answer,address-not-listed@get-connection");
  session_fill_form (&fixture);
  operation = session_create (&fixture, NAME);
  g_assert_true (sluice_operation_can_check_again (operation));
  sluice_session_forget_key (fixture.session);
  g_assert_false (sluice_operation_can_check_again (operation));
  scripted_store_answer (fixture.store, 0, NULL);
  session_tear_down (&fixture);
}

static gboolean
is_keyring_done (gpointer data)
{
  SessionFixture *fixture = data;

  return sluice_session_get_keyring_state (fixture->session, NULL) != SLUICE_KEYRING_BUSY;
}

static void
test_memory_store (void)
{
  SessionFixture fixture;
  g_autoptr (SluiceKeyStore) store = sluice_memory_store_new ();

  session_set_up (&fixture, "");
  g_assert_finalize_object (fixture.session);
  fixture.session = sluice_session_new (fixture.atlas->url, store);
  sluice_session_set_key (fixture.session, fixture.key);
  session_settle (&fixture);
  wait_until (is_keyring_done, &fixture);
  assert_keyring (&fixture, SLUICE_KEYRING_KEPT);
  g_assert_finalize_object (fixture.session);

  fixture.session = sluice_session_new (fixture.atlas->url, store);
  sluice_session_load_key (fixture.session, NULL);
  wait_until (is_keyring_done, &fixture);
  g_assert_true (sluice_api_key_equal (sluice_session_get_key (fixture.session), fixture.key));
  sluice_session_forget_key (fixture.session);
  wait_until (is_keyring_done, &fixture);
  assert_keyring (&fixture, SLUICE_KEYRING_NONE);
  sluice_session_load_key (fixture.session, NULL);
  wait_until (is_keyring_done, &fixture);
  g_assert_null (sluice_session_get_key (fixture.session));
  session_tear_down (&fixture);
}

static void
test_without_store (void)
{
  SessionFixture fixture;

  session_set_up (&fixture, "");
  g_assert_finalize_object (fixture.session);
  fixture.session = sluice_session_new (fixture.atlas->url, NULL);
  g_assert_true (sluice_session_get_remember (fixture.session));
  sluice_session_load_key (fixture.session, NULL);
  session_fill_form (&fixture);
  session_assert_facts (&fixture, "tttt");
  assert_keyring (&fixture, SLUICE_KEYRING_NONE);
  sluice_session_set_remember (fixture.session, FALSE);
  session_assert_list (&fixture, "kd");
  sluice_session_forget_key (fixture.session);
  g_assert_null (sluice_session_get_key (fixture.session));
  session_assert_list (&fixture, "fd kd");
  session_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session-keys/saved-when-accepted", test_saved_when_accepted);
  g_test_add_func ("/session-keys/remember-switched", test_remember_switched);
  g_test_add_func ("/session-keys/remember-wavering", test_remember_wavering);
  g_test_add_func ("/session-keys/not-saved", test_not_saved);
  g_test_add_func ("/session-keys/loaded", test_loaded);
  g_test_add_func ("/session-keys/loaded-late", test_loaded_late);
  g_test_add_func ("/session-keys/declined", test_declined);
  g_test_add_func ("/session-keys/other-atlas", test_other_atlas);
  g_test_add_func ("/session-keys/forgotten", test_forgotten);
  g_test_add_func ("/session-keys/forgotten-by-operations", test_forgotten_by_operations);
  g_test_add_func ("/session-keys/memory-store", test_memory_store);
  g_test_add_func ("/session-keys/without-store", test_without_store);
  return g_test_run ();
}
