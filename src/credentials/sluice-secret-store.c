/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One item of the keyring per key: its secret is the private key alone, all else are attributes. */
#include "sluice-secret-store.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "sluice-config.h"
#include "sluice-secret-error.h"
#include "sluice-secret-search.h"

#define APPLICATION "application"
#define KIND "kind"
#define HOST "host"
#define PUBLIC_KEY "public-key"
#define SHOWN_CHARS 4

struct _SluiceSecretStore
{
  GObject parent_instance;
};

typedef struct
{
  GHashTable   *attributes;
  SluiceApiKey *key;               /* to be saved */
  void        (*start) (GTask *);  /* takes the task over */
  gboolean      has_bus;
  gboolean      has_retried;
} Operation;

/* Matched by attributes alone: not every service keeps the schema's name when items move. */
static const SecretSchema schema = {
  .name = SLUICE_APP_ID,
  .flags = SECRET_SCHEMA_DONT_MATCH_NAME,
  .attributes = {
    { APPLICATION, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { KIND, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { HOST, SECRET_SCHEMA_ATTRIBUTE_STRING },
    { PUBLIC_KEY, SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

static void sluice_secret_store_iface_init (SluiceKeyStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceSecretStore, sluice_secret_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_KEY_STORE,
                                                      sluice_secret_store_iface_init))

static void
operation_free (gpointer data)
{
  Operation *operation = data;

  g_hash_table_unref (operation->attributes);
  g_clear_pointer (&operation->key, sluice_api_key_unref);
  g_free (operation);
}

static Operation *
operation_new (const char *host,
               const char *public_key,
               void      (*start) (GTask *))
{
  Operation *operation = g_new0 (Operation, 1);

  operation->attributes = secret_attributes_build (&schema,
                                                   APPLICATION, SLUICE_APP_ID,
                                                   KIND, "api-key",
                                                   host != NULL ? HOST : NULL, host,
                                                   public_key != NULL ? PUBLIC_KEY : NULL,
                                                   public_key,
                                                   NULL);
  operation->start = start;

  return operation;
}

/* After the keyring service has been restarted libsecret 0.20 goes on using a session of the old
 * one until told to disconnect. The service answers with an error that GDBus has no code for.
 */
static void
fail_or_retry (GTask        *task,
               const GError *cause)
{
  Operation *operation = g_task_get_task_data (task);

  if (operation->has_retried || !g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_DBUS_ERROR))
    {
      g_task_return_error (task, sluice_secret_error_new (cause, operation->has_bus));
      return;
    }

  operation->has_retried = TRUE;
  secret_service_disconnect ();
  operation->start (g_object_ref (task));
}

static void
looked_for_bus_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);
  Operation *operation = g_task_get_task_data (task);

  operation->has_bus = bus != NULL;
  operation->start (g_steal_pointer (&task));
}

/* libsecret would connect to the bus too, but blocking. That there is none decides nothing yet:
 * its file back end may do without.
 */
static void
run (GTask     *task,
     Operation *operation)
{
  g_task_set_task_data (task, operation, operation_free);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, looked_for_bus_cb, g_object_ref (task));
}

/* libsecret never calls back when an attribute is not UTF-8. */
static gboolean
can_ask (GTask      *task,
         const char *host,
         const char *public_key)
{
  if (g_utf8_validate (host, -1, NULL) &&
      (public_key == NULL || g_utf8_validate (public_key, -1, NULL)))
    return TRUE;

  g_task_return_new_error (task, SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_FAILED,
                           "%s", _("A key like this cannot be kept in a keyring."));
  return FALSE;
}

static void
return_not_found (GTask *task)
{
  g_task_return_new_error (task, SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_NOT_FOUND,
                           "%s", _("No key is kept in the keyring."));
}

static void
return_locked (GTask *task)
{
  g_task_return_new_error (task, SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_LOCKED,
                           "%s", _("The keyring is locked."));
}

static void
retrieved_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  SecretRetrievable *item = SECRET_RETRIEVABLE (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value = secret_retrievable_retrieve_secret_finish (item, result, &error);
  const char *private_key = value != NULL ? secret_value_get_text (value) : NULL;
  g_autofree char *public_key = NULL;

  if (error != NULL)
    {
      fail_or_retry (task, error);
      return;
    }
  if (private_key == NULL || *private_key == '\0')
    {
      return_not_found (task);
      return;
    }

  public_key = sluice_secret_item_dup_attribute (item, PUBLIC_KEY);
  g_task_return_pointer (task, sluice_api_key_new (public_key, private_key),
                         (GDestroyNotify) sluice_api_key_unref);
}

static void
found_to_load_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autolist (GObject) items = sluice_secret_search_finish (result, &error);
  SecretRetrievable *newest = sluice_secret_items_find_newest_open (items, PUBLIC_KEY);

  if (error != NULL)
    fail_or_retry (task, error);
  else if (newest != NULL)
    secret_retrievable_retrieve_secret (newest, NULL, retrieved_cb, g_steal_pointer (&task));
  else if (sluice_secret_items_count_locked (items) > 0)
    return_locked (task);
  else
    return_not_found (task);
}

static void
start_load (GTask *task)
{
  const Operation *operation = g_task_get_task_data (task);

  sluice_secret_search_async (&schema, operation->attributes, FALSE, found_to_load_cb, task);
}

static void
sluice_secret_store_load_async (SluiceKeyStore      *store,
                                const char          *host,
                                const char          *public_key,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);

  g_task_set_source_tag (task, sluice_secret_store_load_async);
  if (!can_ask (task, host, public_key))
    return;

  run (task, operation_new (host, public_key, start_load));
}

static SluiceApiKey *
sluice_secret_store_load_finish (SluiceKeyStore  *store,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* gnome-keyring says so before its first keyring is made, when nobody is there to ask for a
 * password: as a method that is unknown on an object that does not exist.
 */
static gboolean
is_no_such_object (const GError *error)
{
  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else if (is_no_such_object (error))
    g_task_return_new_error (task, SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_FAILED,
                             "%s", _("There is no default keyring."));
  else if (error != NULL)
    fail_or_retry (task, error);
  else
    return_locked (task);
}

/* What the desktop's password manager lists. */
static char *
make_label (GHashTable *attributes)
{
  const char *public_key = g_hash_table_lookup (attributes, PUBLIC_KEY);
  glong length = g_utf8_strlen (public_key, -1);
  const char *last = g_utf8_offset_to_pointer (public_key, MAX (length - SHOWN_CHARS, 0));

  return g_strdup_printf (_("Sluice: API key …%s (%s)"), last,
                          (const char *) g_hash_table_lookup (attributes, HOST));
}

static void
start_store (GTask *task)
{
  const Operation *operation = g_task_get_task_data (task);
  g_autofree char *label = make_label (operation->attributes);

  secret_password_storev (&schema, operation->attributes, SECRET_COLLECTION_DEFAULT, label,
                          sluice_api_key_get_private_key (operation->key), NULL, stored_cb, task);
}

static void
sluice_secret_store_save_async (SluiceKeyStore      *store,
                                const char          *host,
                                SluiceApiKey        *key,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);
  const char *public_key = sluice_api_key_get_public_key (key);
  Operation *operation;

  g_task_set_source_tag (task, sluice_secret_store_save_async);
  if (!can_ask (task, host, public_key))
    return;

  operation = operation_new (host, public_key, start_store);
  operation->key = sluice_api_key_ref (key);
  run (task, operation);
}

static void
searched_again_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autolist (GObject) items = secret_password_search_finish (result, &error);

  if (error != NULL)
    fail_or_retry (task, error);
  else if (items != NULL)
    g_task_return_new_error (task, SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_STILL_THERE,
                             "%s", _("The key is still in the keyring."));
  else
    g_task_return_boolean (task, TRUE);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  const Operation *operation = g_task_get_task_data (task);

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    fail_or_retry (task, error);
  else
    secret_password_searchv (&schema, operation->attributes, SECRET_SEARCH_ALL, NULL,
                             searched_again_cb, g_steal_pointer (&task));
}

static void
found_to_forget_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autolist (GObject) items = sluice_secret_search_finish (result, &error);
  const Operation *operation = g_task_get_task_data (task);

  if (error != NULL)
    fail_or_retry (task, error);
  else if (items == NULL)
    g_task_return_boolean (task, TRUE);
  else if (sluice_secret_items_count_locked (items) > 0)
    return_locked (task);
  else
    secret_password_clearv (&schema, operation->attributes, NULL, cleared_cb,
                            g_steal_pointer (&task));
}

static void
start_forget (GTask *task)
{
  const Operation *operation = g_task_get_task_data (task);

  sluice_secret_search_async (&schema, operation->attributes, TRUE, found_to_forget_cb, task);
}

static void
sluice_secret_store_forget_async (SluiceKeyStore      *store,
                                  const char          *host,
                                  const char          *public_key,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);

  g_task_set_source_tag (task, sluice_secret_store_forget_async);
  if (!can_ask (task, host, public_key))
    return;

  run (task, operation_new (host, public_key, start_forget));
}

static void
found_to_list_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GList *items = secret_password_search_finish (result, &error);

  if (error != NULL)
    fail_or_retry (task, error);
  else
    g_task_return_pointer (task, items, sluice_secret_items_free);
}

static void
start_list (GTask *task)
{
  const Operation *operation = g_task_get_task_data (task);

  secret_password_searchv (&schema, operation->attributes, SECRET_SEARCH_ALL, NULL,
                           found_to_list_cb, task);
}

static void
sluice_secret_store_list_async (SluiceKeyStore      *store,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);

  g_task_set_source_tag (task, sluice_secret_store_list_async);
  run (task, operation_new (NULL, NULL, start_list));
}

static GPtrArray *
sluice_secret_store_list_finish (SluiceKeyStore  *store,
                                 GAsyncResult    *result,
                                 gboolean        *locked,
                                 GError         **error)
{
  g_autolist (GObject) items = NULL;
  GPtrArray *keys;

  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  items = g_task_propagate_pointer (G_TASK (result), error);
  if (items == NULL && g_task_had_error (G_TASK (result)))
    return NULL;
  keys = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_kept_key_free);
  for (GList *l = sluice_secret_items_list_open (items); l != NULL; l = g_list_delete_link (l, l))
    {
      SluiceKeptKey *key = g_new0 (SluiceKeptKey, 1);

      key->host = sluice_secret_item_dup_attribute (l->data, HOST);
      key->public_key = sluice_secret_item_dup_attribute (l->data, PUBLIC_KEY);
      if (key->host != NULL && key->public_key != NULL)
        g_ptr_array_add (keys, key);
      else
        sluice_kept_key_free (key);
    }
  if (locked != NULL)
    *locked = sluice_secret_items_count_locked (items) > 0;
  return keys;
}

static gboolean
sluice_secret_store_boolean_finish (SluiceKeyStore  *store,
                                    GAsyncResult    *result,
                                    GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
sluice_secret_store_iface_init (SluiceKeyStoreInterface *iface)
{
  iface->load_async = sluice_secret_store_load_async;
  iface->load_finish = sluice_secret_store_load_finish;
  iface->save_async = sluice_secret_store_save_async;
  iface->save_finish = sluice_secret_store_boolean_finish;
  iface->forget_async = sluice_secret_store_forget_async;
  iface->forget_finish = sluice_secret_store_boolean_finish;
  iface->list_async = sluice_secret_store_list_async;
  iface->list_finish = sluice_secret_store_list_finish;
}

static void
sluice_secret_store_class_init (SluiceSecretStoreClass *klass)
{
}

static void
sluice_secret_store_init (SluiceSecretStore *self)
{
}

/**
 * sluice_secret_store_new:
 *
 * Returns: (transfer full): a store that uses the desktop's keyring, or inside Flatpak the
 *   encrypted file that the Secret portal has the password for. Nothing is contacted yet
 */
SluiceKeyStore *
sluice_secret_store_new (void)
{
  return g_object_new (SLUICE_TYPE_SECRET_STORE, NULL);
}
