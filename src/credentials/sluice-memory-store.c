/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of keys with their hosts, the one saved last at the end. */
#include "sluice-memory-store.h"

typedef struct
{
  char         *host;
  SluiceApiKey *key;
} Entry;

struct _SluiceMemoryStore
{
  GObject    parent_instance;
  GPtrArray *entries;
};

static void sluice_memory_store_iface_init (SluiceKeyStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceMemoryStore, sluice_memory_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_KEY_STORE,
                                                      sluice_memory_store_iface_init))

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->host);
  sluice_api_key_unref (entry->key);
  g_free (entry);
}

static gboolean
find_entry (SluiceMemoryStore *self,
            const char        *host,
            const char        *public_key,
            guint             *index)
{
  for (guint i = self->entries->len; i > 0; i--)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i - 1);

      if (g_str_equal (entry->host, host) &&
          (public_key == NULL ||
           g_str_equal (sluice_api_key_get_public_key (entry->key), public_key)))
        {
          *index = i - 1;
          return TRUE;
        }
    }

  return FALSE;
}

static void
sluice_memory_store_load_async (SluiceKeyStore      *store,
                                const char          *host,
                                const char          *public_key,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  SluiceMemoryStore *self = SLUICE_MEMORY_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  const Entry *entry;
  guint index;

  g_task_set_source_tag (task, sluice_memory_store_load_async);
  if (!find_entry (self, host, public_key, &index))
    {
      g_task_return_new_error (task, SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_NOT_FOUND,
                               "No key is kept for %s", host);
      return;
    }

  entry = g_ptr_array_index (self->entries, index);
  g_task_return_pointer (task, sluice_api_key_ref (entry->key),
                         (GDestroyNotify) sluice_api_key_unref);
}

static SluiceApiKey *
sluice_memory_store_load_finish (SluiceKeyStore  *store,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sluice_memory_store_save_async (SluiceKeyStore      *store,
                                const char          *host,
                                SluiceApiKey        *key,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  SluiceMemoryStore *self = SLUICE_MEMORY_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Entry *entry = g_new0 (Entry, 1);
  guint index;

  g_task_set_source_tag (task, sluice_memory_store_save_async);
  entry->host = g_strdup (host);
  entry->key = sluice_api_key_ref (key);
  if (find_entry (self, host, sluice_api_key_get_public_key (key), &index))
    g_ptr_array_remove_index (self->entries, index);
  g_ptr_array_add (self->entries, entry);

  g_task_return_boolean (task, TRUE);
}

static void
sluice_memory_store_forget_async (SluiceKeyStore      *store,
                                  const char          *host,
                                  const char          *public_key,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  SluiceMemoryStore *self = SLUICE_MEMORY_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  guint index;

  g_task_set_source_tag (task, sluice_memory_store_forget_async);
  if (find_entry (self, host, public_key, &index))
    g_ptr_array_remove_index (self->entries, index);

  g_task_return_boolean (task, TRUE);
}

static gboolean
sluice_memory_store_boolean_finish (SluiceKeyStore  *store,
                                    GAsyncResult    *result,
                                    GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sluice_memory_store_list_async (SluiceKeyStore      *store,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  SluiceMemoryStore *self = SLUICE_MEMORY_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_kept_key_free);

  g_task_set_source_tag (task, sluice_memory_store_list_async);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);
      SluiceKeptKey *key = g_new0 (SluiceKeptKey, 1);

      key->host = g_strdup (entry->host);
      key->public_key = g_strdup (sluice_api_key_get_public_key (entry->key));
      g_ptr_array_add (keys, key);
    }
  g_task_return_pointer (task, keys, (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
sluice_memory_store_list_finish (SluiceKeyStore  *store,
                                 GAsyncResult    *result,
                                 gboolean        *locked,
                                 GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sluice_memory_store_iface_init (SluiceKeyStoreInterface *iface)
{
  iface->load_async = sluice_memory_store_load_async;
  iface->load_finish = sluice_memory_store_load_finish;
  iface->save_async = sluice_memory_store_save_async;
  iface->save_finish = sluice_memory_store_boolean_finish;
  iface->forget_async = sluice_memory_store_forget_async;
  iface->forget_finish = sluice_memory_store_boolean_finish;
  iface->list_async = sluice_memory_store_list_async;
  iface->list_finish = sluice_memory_store_list_finish;
}

static void
sluice_memory_store_finalize (GObject *object)
{
  g_ptr_array_unref (SLUICE_MEMORY_STORE (object)->entries);

  G_OBJECT_CLASS (sluice_memory_store_parent_class)->finalize (object);
}

static void
sluice_memory_store_class_init (SluiceMemoryStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_memory_store_finalize;
}

static void
sluice_memory_store_init (SluiceMemoryStore *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
}

/**
 * sluice_memory_store_new:
 *
 * Returns: (transfer full): an empty store that never fails
 */
SluiceKeyStore *
sluice_memory_store_new (void)
{
  return g_object_new (SLUICE_TYPE_MEMORY_STORE, NULL);
}
