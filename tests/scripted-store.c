/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tasks in the order they came, answered by number. */
#include "scripted-store.h"

struct _ScriptedStore
{
  GObject    parent_instance;
  GPtrArray *tasks;
  GString   *asked;  /* "load|save|forget HOST KEY" and a newline each */
};

static void
ask (SluiceKeyStore      *store,
     const char          *what,
     const char          *host,
     const char          *public_key,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  ScriptedStore *self = SCRIPTED_STORE (store);

  g_string_append_printf (self->asked, "%s %s %s\n", what, host, public_key ? public_key : "any");
  g_ptr_array_add (self->tasks, g_task_new (self, NULL, callback, user_data));
}

static void
load_async (SluiceKeyStore *store, const char *host, const char *public_key,
            GAsyncReadyCallback callback, gpointer user_data)
{
  ask (store, "load", host, public_key, callback, user_data);
}

static void
save_async (SluiceKeyStore *store, const char *host, SluiceApiKey *key,
            GAsyncReadyCallback callback, gpointer user_data)
{
  ask (store, "save", host, sluice_api_key_get_public_key (key), callback, user_data);
}

static void
forget_async (SluiceKeyStore *store, const char *host, const char *public_key,
              GAsyncReadyCallback callback, gpointer user_data)
{
  ask (store, "forget", host, public_key, callback, user_data);
}

static SluiceApiKey *
load_finish (SluiceKeyStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
finish (SluiceKeyStore *store, GAsyncResult *result, GError **error)
{
  g_task_propagate_pointer (G_TASK (result), error);
  return !g_task_had_error (G_TASK (result));
}

static void
list_async (SluiceKeyStore *store, GAsyncReadyCallback callback, gpointer user_data)
{
  ask (store, "list", "any", NULL, callback, user_data);
}

static GPtrArray *
list_finish (SluiceKeyStore *store, GAsyncResult *result, gboolean *locked, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
iface_init (SluiceKeyStoreInterface *iface)
{
  iface->load_async = load_async;
  iface->load_finish = load_finish;
  iface->save_async = save_async;
  iface->save_finish = finish;
  iface->forget_async = forget_async;
  iface->forget_finish = finish;
  iface->list_async = list_async;
  iface->list_finish = list_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ScriptedStore, scripted_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SLUICE_TYPE_KEY_STORE, iface_init))

static void
scripted_store_finalize (GObject *object)
{
  ScriptedStore *self = SCRIPTED_STORE (object);

  g_ptr_array_unref (self->tasks);
  g_string_free (self->asked, TRUE);
  G_OBJECT_CLASS (scripted_store_parent_class)->finalize (object);
}

static void
scripted_store_class_init (ScriptedStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scripted_store_finalize;
}

static void
scripted_store_init (ScriptedStore *self)
{
  self->tasks = g_ptr_array_new ();
  self->asked = g_string_new (NULL);
}

SluiceKeyStore *
scripted_store_new (void)
{
  return g_object_new (SCRIPTED_TYPE_STORE, NULL);
}

const char *
scripted_store_get_asked (ScriptedStore *self)
{
  return self->asked->str;
}

static GTask *
take (ScriptedStore *self, guint n)
{
  g_assert_cmpuint (n, <, self->tasks->len);
  g_assert_nonnull (self->tasks->pdata[n]);
  return g_steal_pointer (&self->tasks->pdata[n]);
}

/* The callback comes from the main loop. */
void
scripted_store_answer (ScriptedStore *self,
                       guint          n,
                       SluiceApiKey  *key)
{
  g_autoptr (GTask) task = take (self, n);

  g_task_return_pointer (task, key ? sluice_api_key_ref (key) : NULL, NULL);
  while (g_main_context_iteration (NULL, FALSE));
}

void
scripted_store_refuse (ScriptedStore *self,
                       guint          n,
                       int            code)
{
  g_autoptr (GTask) task = take (self, n);

  g_task_return_new_error (task, SLUICE_KEY_STORE_ERROR, code, "as told");
  while (g_main_context_iteration (NULL, FALSE));
}
