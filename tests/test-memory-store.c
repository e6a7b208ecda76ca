/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys kept for this session only. */
#include "sluice-memory-store.h"
#include "store-calls.h"

#define HOST "cloud.mongodb.com"
#define OTHER_HOST "cloud.mongodbgov.com"

static void
test_apart (void)
{
  SluiceKeyStore *store = sluice_memory_store_new ();

  store_assert_not_loaded (store, HOST, NULL, SLUICE_KEY_STORE_ERROR_NOT_FOUND);
  store_assert_saves (store, HOST, "aaaaaaaa", "secret-a");
  store_assert_saves (store, HOST, "bbbbbbbb", "secret-b");
  store_assert_saves (store, OTHER_HOST, "aaaaaaaa", "secret-gov");

  store_assert_keeps (store, HOST, "aaaaaaaa", "aaaaaaaa", "secret-a");
  store_assert_keeps (store, HOST, "bbbbbbbb", "bbbbbbbb", "secret-b");
  store_assert_keeps (store, OTHER_HOST, "aaaaaaaa", "aaaaaaaa", "secret-gov");
  store_assert_not_loaded (store, OTHER_HOST, "bbbbbbbb", SLUICE_KEY_STORE_ERROR_NOT_FOUND);

  g_assert_finalize_object (store);
}

static void
test_last_saved (void)
{
  SluiceKeyStore *store = sluice_memory_store_new ();

  store_assert_saves (store, HOST, "aaaaaaaa", "secret-a");
  store_assert_saves (store, HOST, "bbbbbbbb", "secret-b");
  store_assert_keeps (store, HOST, NULL, "bbbbbbbb", "secret-b");
  store_assert_saves (store, HOST, "aaaaaaaa", "secret-a2");
  store_assert_keeps (store, HOST, NULL, "aaaaaaaa", "secret-a2");

  g_assert_finalize_object (store);
}

static void
test_forgotten (void)
{
  SluiceKeyStore *store = sluice_memory_store_new ();

  store_assert_saves (store, HOST, "aaaaaaaa", "old");
  store_assert_saves (store, HOST, "aaaaaaaa", "new");
  store_assert_saves (store, OTHER_HOST, "aaaaaaaa", "secret-gov");
  store_assert_forgets (store, HOST, "aaaaaaaa");
  store_assert_not_loaded (store, HOST, "aaaaaaaa", SLUICE_KEY_STORE_ERROR_NOT_FOUND);
  store_assert_keeps (store, OTHER_HOST, NULL, "aaaaaaaa", "secret-gov");
  store_assert_forgets (store, HOST, "aaaaaaaa");

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
