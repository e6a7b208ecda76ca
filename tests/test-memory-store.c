/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys kept for this session only. */
#include "sluice-memory-store.h"

#define HOST "cloud.mongodb.com"
#define OTHER_HOST "cloud.mongodbgov.com"

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

/* An answer never comes before the call has returned: callers rely on it. */
static void
wait_for (GAsyncResult **answer)
{
  g_assert_null (*answer);
  while (*answer == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
save (SluiceKeyStore *store,
      const char     *host,
      const char     *public_key,
      const char     *private_key)
{
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (public_key, private_key);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  sluice_key_store_save_async (store, host, key, answered_cb, &answer);
  wait_for (&answer);
  g_assert_true (sluice_key_store_save_finish (store, answer, &error));
  g_assert_no_error (error);
}

static void
forget (SluiceKeyStore *store,
        const char     *host,
        const char     *public_key)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  sluice_key_store_forget_async (store, host, public_key, answered_cb, &answer);
  wait_for (&answer);
  g_assert_true (sluice_key_store_forget_finish (store, answer, &error));
  g_assert_no_error (error);
}

/* private_key: NULL when nothing may be found. */
static void
assert_kept (SluiceKeyStore *store,
             const char     *host,
             const char     *asked,
             const char     *private_key)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (SluiceApiKey) key = NULL;
  g_autoptr (GError) error = NULL;

  sluice_key_store_load_async (store, host, asked, answered_cb, &answer);
  wait_for (&answer);
  key = sluice_key_store_load_finish (store, answer, &error);

  if (private_key == NULL)
    {
      g_assert_null (key);
      g_assert_error (error, SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_NOT_FOUND);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpstr (sluice_api_key_get_private_key (key), ==, private_key);
}

static void
test_apart (void)
{
  SluiceKeyStore *store = sluice_memory_store_new ();

  assert_kept (store, HOST, NULL, NULL);
  save (store, HOST, "aaaaaaaa", "secret-a");
  save (store, HOST, "bbbbbbbb", "secret-b");
  save (store, OTHER_HOST, "aaaaaaaa", "secret-gov");

  assert_kept (store, HOST, "aaaaaaaa", "secret-a");
  assert_kept (store, HOST, "bbbbbbbb", "secret-b");
  assert_kept (store, OTHER_HOST, "aaaaaaaa", "secret-gov");
  assert_kept (store, OTHER_HOST, "bbbbbbbb", NULL);

  g_assert_finalize_object (store);
}

static void
test_last_saved (void)
{
  SluiceKeyStore *store = sluice_memory_store_new ();

  save (store, HOST, "aaaaaaaa", "secret-a");
  save (store, HOST, "bbbbbbbb", "secret-b");
  assert_kept (store, HOST, NULL, "secret-b");
  save (store, HOST, "aaaaaaaa", "secret-a2");
  assert_kept (store, HOST, NULL, "secret-a2");

  g_assert_finalize_object (store);
}

static void
test_forgotten (void)
{
  SluiceKeyStore *store = sluice_memory_store_new ();

  save (store, HOST, "aaaaaaaa", "old");
  save (store, HOST, "aaaaaaaa", "new");
  save (store, OTHER_HOST, "aaaaaaaa", "secret-gov");
  forget (store, HOST, "aaaaaaaa");
  assert_kept (store, HOST, "aaaaaaaa", NULL);
  assert_kept (store, OTHER_HOST, NULL, "secret-gov");
  forget (store, HOST, "aaaaaaaa");

  g_assert_finalize_object (store);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/memory-store/apart", test_apart);
  g_test_add_func ("/memory-store/last-saved", test_last_saved);
  g_test_add_func ("/memory-store/forgotten", test_forgotten);

  return g_test_run ();
}
