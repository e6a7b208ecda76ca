/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One call, one answer, in the thread's own main context. */
#include "store-calls.h"

#include <string.h>

#define DEADLINE_SECONDS 20

/**
 * store_answered_cb:
 * @source: the store
 * @result: its answer
 * @user_data: a place for a GAsyncResult, NULL until now
 */
void
store_answered_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

static gboolean
too_late_cb (gpointer data)
{
  g_error ("No answer from the store");

  return G_SOURCE_REMOVE;
}

/**
 * store_wait_for:
 * @answer: the place that store_answered_cb () fills
 *
 * Waits, and fails the test when nothing comes.
 */
void
store_wait_for (GAsyncResult **answer)
{
  guint deadline = g_timeout_add_seconds (DEADLINE_SECONDS, too_late_cb, NULL);

  while (*answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (deadline);
}

SluiceApiKey *
store_load (SluiceKeyStore  *store,
            const char      *host,
            const char      *public_key,
            GError         **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  sluice_key_store_load_async (store, host, public_key, store_answered_cb, &answer);
  /* Callers rely on it that no answer comes before the call has returned. */
  g_assert_null (answer);
  store_wait_for (&answer);

  return sluice_key_store_load_finish (store, answer, error);
}

gboolean
store_save (SluiceKeyStore  *store,
            const char      *host,
            const char      *public_key,
            const char      *private_key,
            GError         **error)
{
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (public_key, private_key);
  g_autoptr (GAsyncResult) answer = NULL;

  sluice_key_store_save_async (store, host, key, store_answered_cb, &answer);
  g_assert_null (answer);
  store_wait_for (&answer);

  return sluice_key_store_save_finish (store, answer, error);
}

gboolean
store_forget (SluiceKeyStore  *store,
              const char      *host,
              const char      *public_key,
              GError         **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  sluice_key_store_forget_async (store, host, public_key, store_answered_cb, &answer);
  g_assert_null (answer);
  store_wait_for (&answer);

  return sluice_key_store_forget_finish (store, answer, error);
}

void
store_assert_saves (SluiceKeyStore *store,
                    const char     *host,
                    const char     *public_key,
                    const char     *private_key)
{
  g_autoptr (GError) error = NULL;
  gboolean saved = store_save (store, host, public_key, private_key, &error);

  g_assert_no_error (error);
  g_assert_true (saved);
}

void
store_assert_forgets (SluiceKeyStore *store,
                      const char     *host,
                      const char     *public_key)
{
  g_autoptr (GError) error = NULL;
  gboolean forgotten = store_forget (store, host, public_key, &error);

  g_assert_no_error (error);
  g_assert_true (forgotten);
}

void
store_assert_keeps (SluiceKeyStore *store,
                    const char     *host,
                    const char     *asked,
                    const char     *public_key,
                    const char     *private_key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceApiKey) key = store_load (store, host, asked, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (sluice_api_key_get_public_key (key), ==, public_key);
  g_assert_cmpstr (sluice_api_key_get_private_key (key), ==, private_key);
}

void
store_assert_not_loaded (SluiceKeyStore      *store,
                         const char          *host,
                         const char          *public_key,
                         SluiceKeyStoreError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (store_load (store, host, public_key, &error));
  g_assert_error (error, SLUICE_KEY_STORE_ERROR, (int) code);
}

void
store_assert_all_fail (SluiceKeyStore      *store,
                       const char          *host,
                       const char          *public_key,
                       SluiceKeyStoreError  code)
{
  g_autoptr (GError) save_error = NULL;
  g_autoptr (GError) forget_error = NULL;

  store_assert_not_loaded (store, host, public_key, code);
  g_assert_false (store_save (store, host, public_key, "the-secret", &save_error));
  g_assert_error (save_error, SLUICE_KEY_STORE_ERROR, (int) code);
  g_assert_null (strstr (save_error->message, "the-secret"));
  g_assert_false (store_forget (store, host, public_key, &forget_error));
  g_assert_error (forget_error, SLUICE_KEY_STORE_ERROR, (int) code);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  const SluiceKeptKey *one = *(SluiceKeptKey * const *) a;
  const SluiceKeptKey *other = *(SluiceKeptKey * const *) b;
  int by_host = g_strcmp0 (one->host, other->host);

  return by_host != 0 ? by_host : g_strcmp0 (one->public_key, other->public_key);
}

/**
 * store_assert_lists:
 * @store: a store
 * @keys: "HOST PUBLIC-KEY" and a newline for each key that can be seen, in the order of both
 * @locked: whether there are more behind a lock
 */
void
store_assert_lists (SluiceKeyStore *store,
                    const char     *keys,
                    gboolean        locked)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  gboolean found_locked = !locked;

  sluice_key_store_list_async (store, store_answered_cb, &answer);
  g_assert_null (answer);
  store_wait_for (&answer);
  list = sluice_key_store_list_finish (store, answer, &found_locked, &error);
  g_assert_no_error (error);
  g_ptr_array_sort (list, compare_keys);
  for (guint i = 0; i < list->len; i++)
    {
      const SluiceKeptKey *key = list->pdata[i];

      g_string_append_printf (found, "%s %s\n", key->host, key->public_key);
    }
  g_assert_cmpstr (found->str, ==, keys);
  g_assert_cmpint (found_locked, ==, locked);
}
