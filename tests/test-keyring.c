/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keyring as the form sees it, with a store whose answers come as late as the test likes. */
#include "sluice-keyring.h"

#include "scripted-store.h"

#define HOST "cloud.mongodb.com"

typedef struct
{
  SluiceKeyring *keyring;
  ScriptedStore *store;
  SluiceApiKey  *key;
  GString       *told;  /* changes c, loaded l, forgotten f, not forgotten F */
} Fixture;

static void
changed_cb (SluiceKeyring *keyring, Fixture *fixture)
{
  g_string_append_c (fixture->told, 'c');
}

static void
loaded_cb (SluiceKeyring *keyring, SluiceApiKey *key, Fixture *fixture)
{
  g_assert_true (sluice_api_key_equal (key, fixture->key));
  g_string_append_c (fixture->told, 'l');
}

static void
forgotten_cb (SluiceKeyring *keyring, const char *host, const char *public_key,
              const GError *error, Fixture *fixture)
{
  g_assert_cmpstr (public_key, ==, sluice_api_key_get_public_key (fixture->key));
  g_string_append_c (fixture->told, error ? 'F' : 'f');
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = SCRIPTED_STORE (scripted_store_new ());
  fixture->keyring = sluice_keyring_new (SLUICE_KEY_STORE (fixture->store));
  fixture->key = sluice_api_key_new ("abcdefgh", "secret");
  fixture->told = g_string_new (NULL);
  g_signal_connect (fixture->keyring, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect (fixture->keyring, "loaded", G_CALLBACK (loaded_cb), fixture);
  g_signal_connect (fixture->keyring, "forgotten", G_CALLBACK (forgotten_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->keyring);
  g_assert_finalize_object (fixture->store);
  sluice_api_key_unref (fixture->key);
  g_string_free (fixture->told, TRUE);
}

static void
assert_state (Fixture *fixture, SluiceKeyringState state, int code, const char *told)
{
  const GError *error = NULL;

  g_assert_cmpint (sluice_keyring_get_state (fixture->keyring, &error), ==, state);
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, SLUICE_KEY_STORE_ERROR, code);
  g_assert_cmpstr (fixture->told->str, ==, told);
  g_string_truncate (fixture->told, 0);
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  static const struct { int code; SluiceKeyringState state; int shown; } refusals[] = {
    { SLUICE_KEY_STORE_ERROR_NOT_FOUND, SLUICE_KEYRING_NONE, -1 },
    { SLUICE_KEY_STORE_ERROR_LOCKED, SLUICE_KEYRING_LOCKED, SLUICE_KEY_STORE_ERROR_LOCKED },
    { SLUICE_KEY_STORE_ERROR_UNAVAILABLE, SLUICE_KEYRING_NOT_LOADED,
      SLUICE_KEY_STORE_ERROR_UNAVAILABLE },
    { SLUICE_KEY_STORE_ERROR_DISMISSED, SLUICE_KEYRING_NOT_LOADED,
      SLUICE_KEY_STORE_ERROR_DISMISSED },
  };

  assert_state (fixture, SLUICE_KEYRING_NONE, -1, "");
  sluice_keyring_load (fixture->keyring, HOST, NULL);
  assert_state (fixture, SLUICE_KEYRING_BUSY, -1, "c");
  scripted_store_answer (fixture->store, 0, fixture->key);
  assert_state (fixture, SLUICE_KEYRING_KEPT, -1, "cl");
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      sluice_keyring_load (fixture->keyring, HOST, "abcdefgh");
      scripted_store_refuse (fixture->store, 1 + i, refusals[i].code);
      assert_state (fixture, refusals[i].state, refusals[i].shown, "cc");
    }
  g_assert_true (g_str_has_prefix (scripted_store_get_asked (fixture->store),
                                   "load " HOST " any\nload " HOST " abcdefgh\n"));
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  sluice_keyring_save (fixture->keyring, HOST, fixture->key);
  scripted_store_refuse (fixture->store, 0, SLUICE_KEY_STORE_ERROR_LOCKED);
  assert_state (fixture, SLUICE_KEYRING_NOT_SAVED, SLUICE_KEY_STORE_ERROR_LOCKED, "cc");
  sluice_keyring_save (fixture->keyring, HOST, fixture->key);
  scripted_store_answer (fixture->store, 1, NULL);
  assert_state (fixture, SLUICE_KEYRING_KEPT, -1, "cc");
}

static void
test_forget (Fixture *fixture, gconstpointer data)
{
  sluice_keyring_forget (fixture->keyring, HOST, "abcdefgh");
  scripted_store_refuse (fixture->store, 0, SLUICE_KEY_STORE_ERROR_STILL_THERE);
  assert_state (fixture, SLUICE_KEYRING_NOT_FORGOTTEN, SLUICE_KEY_STORE_ERROR_STILL_THERE, "ccF");
  sluice_keyring_forget (fixture->keyring, HOST, "abcdefgh");
  scripted_store_answer (fixture->store, 1, NULL);
  assert_state (fixture, SLUICE_KEYRING_NONE, -1, "ccf");
}

static void
test_late (Fixture *fixture, gconstpointer data)
{
  sluice_keyring_load (fixture->keyring, HOST, NULL);
  sluice_keyring_reset (fixture->keyring);
  assert_state (fixture, SLUICE_KEYRING_NONE, -1, "cc");
  scripted_store_answer (fixture->store, 0, fixture->key);
  assert_state (fixture, SLUICE_KEYRING_NONE, -1, "");

  sluice_keyring_load (fixture->keyring, HOST, NULL);
  sluice_keyring_save (fixture->keyring, HOST, fixture->key);
  scripted_store_refuse (fixture->store, 1, SLUICE_KEY_STORE_ERROR_LOCKED);
  assert_state (fixture, SLUICE_KEYRING_BUSY, -1, "cc");
  scripted_store_answer (fixture->store, 2, NULL);
  assert_state (fixture, SLUICE_KEYRING_KEPT, -1, "c");

  /* That a key is gone is told however late. */
  sluice_keyring_forget (fixture->keyring, HOST, "abcdefgh");
  sluice_keyring_reset (fixture->keyring);
  assert_state (fixture, SLUICE_KEYRING_NONE, -1, "cc");
  scripted_store_answer (fixture->store, 3, NULL);
  assert_state (fixture, SLUICE_KEYRING_NONE, -1, "f");
}

/* Switched off and on again at once: the key must be there in the end. */
static void
test_in_order (Fixture *fixture, gconstpointer data)
{
  sluice_keyring_forget (fixture->keyring, HOST, "abcdefgh");
  sluice_keyring_save (fixture->keyring, HOST, fixture->key);
  sluice_keyring_load (fixture->keyring, HOST, NULL);
  g_assert_cmpstr (scripted_store_get_asked (fixture->store), ==, "forget " HOST " abcdefgh\n");
  scripted_store_answer (fixture->store, 0, NULL);
  g_assert_cmpstr (scripted_store_get_asked (fixture->store), ==,
                   "forget " HOST " abcdefgh\nsave " HOST " abcdefgh\n");
  scripted_store_answer (fixture->store, 1, NULL);
  assert_state (fixture, SLUICE_KEYRING_BUSY, -1, "cccf");
  scripted_store_answer (fixture->store, 2, fixture->key);
  assert_state (fixture, SLUICE_KEYRING_KEPT, -1, "cl");
}

/* The window may be gone before a prompt is answered. */
static void
test_outlived (Fixture *fixture, gconstpointer data)
{
  SluiceKeyring *keyring = fixture->keyring;

  sluice_keyring_save (keyring, HOST, fixture->key);
  g_signal_handlers_disconnect_by_data (keyring, fixture);
  g_object_add_weak_pointer (G_OBJECT (keyring), (gpointer *) &keyring);
  g_object_unref (keyring);
  g_assert_nonnull (keyring);
  scripted_store_answer (fixture->store, 0, NULL);
  g_assert_null (keyring);
  fixture->keyring = sluice_keyring_new (NULL);
}

static void
test_without_store (Fixture *fixture, gconstpointer data)
{
  SluiceKeyring *keyring = sluice_keyring_new (NULL);

  g_signal_connect (keyring, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect (keyring, "forgotten", G_CALLBACK (forgotten_cb), fixture);
  sluice_keyring_load (keyring, HOST, NULL);
  sluice_keyring_save (keyring, HOST, fixture->key);
  sluice_keyring_reset (keyring);
  g_assert_cmpint (sluice_keyring_get_state (keyring, NULL), ==, SLUICE_KEYRING_NONE);
  assert_state (fixture, SLUICE_KEYRING_NONE, -1, "");
  sluice_keyring_forget (keyring, HOST, "abcdefgh");
  assert_state (fixture, SLUICE_KEYRING_NONE, -1, "f");
  g_assert_finalize_object (keyring);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/keyring/load", test_load);
  ADD ("/keyring/save", test_save);
  ADD ("/keyring/forget", test_forget);
  ADD ("/keyring/late", test_late);
  ADD ("/keyring/in-order", test_in_order);
  ADD ("/keyring/outlived", test_outlived);
  ADD ("/keyring/without-store", test_without_store);
#undef ADD
  return g_test_run ();
}
