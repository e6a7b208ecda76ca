/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of kept keys and its place in the settings. */
#include "sluice-saved-keys.h"

#include "sluice-recent-places.h"

#define SETTING "saved-keys"
#define SHARED "sluice-saved-keys"

/* Nobody has so many; settings that do are not worth the wait. */
#define MAX_KEYS 1000

struct _SluiceSavedKeys
{
  GObject     parent_instance;

  GSettings  *settings;  /* weak: they own this list */
  GListStore *store;
};

static void
items_changed_cb (SluiceSavedKeys *self,
                  guint            position,
                  guint            removed,
                  guint            added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static GType
get_item_type (GListModel *list)
{
  return SLUICE_TYPE_SAVED_KEY;
}

static guint
get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (SLUICE_SAVED_KEYS (list)->store));
}

static gpointer
get_item (GListModel *list,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (SLUICE_SAVED_KEYS (list)->store), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceSavedKeys, sluice_saved_keys, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
sluice_saved_keys_dispose (GObject *object)
{
  SluiceSavedKeys *self = SLUICE_SAVED_KEYS (object);

  g_clear_weak_pointer (&self->settings);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (sluice_saved_keys_parent_class)->dispose (object);
}

static void
sluice_saved_keys_class_init (SluiceSavedKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_saved_keys_dispose;
}

static void
sluice_saved_keys_init (SluiceSavedKeys *self)
{
  self->store = g_list_store_new (SLUICE_TYPE_SAVED_KEY);
  g_signal_connect_object (self->store, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static GVariant *
build (SluiceSavedKeys *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (SluiceSavedKey) key = get_item (G_LIST_MODEL (self), i);

      g_variant_builder_add_value (&builder, sluice_saved_key_to_variant (key));
    }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static void
write_settings (SluiceSavedKeys *self)
{
  g_autoptr (GVariant) all = build (self);

  if (self->settings != NULL)
    g_settings_set_value (self->settings, SETTING, all);
}

/* A key that is in use stays the same object. */
static SluiceSavedKey *
take (SluiceSavedKeys *self, SluiceSavedKey *read)
{
  SluiceSavedKey *known = sluice_saved_keys_find (self, sluice_saved_key_get_host (read),
                                                  sluice_saved_key_get_public_key (read));

  if (known == NULL)
    {
      g_list_store_append (self->store, read);
      return read;
    }
  sluice_saved_key_set_name (known, sluice_saved_key_get_name (read));
  sluice_saved_key_set_drafts (known, sluice_saved_key_get_drafts (read));
  return known;
}

static void
remove_others (SluiceSavedKeys *self, GHashTable *kept)
{
  for (guint i = get_n_items (G_LIST_MODEL (self)); i > 0; i--)
    {
      g_autoptr (SluiceSavedKey) key = get_item (G_LIST_MODEL (self), i - 1);

      if (!g_hash_table_contains (kept, key))
        g_list_store_remove (self->store, i - 1);
    }
}

/* What is no key, or there twice, is left out; so it is gone with the next change. */
static void
read_settings (SluiceSavedKeys *self)
{
  g_autoptr (GVariant) all = g_settings_get_value (self->settings, SETTING);
  g_autoptr (GVariant) own = build (self);
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  gsize n = MIN (g_variant_n_children (all), MAX_KEYS);

  if (g_variant_equal (all, own))
    return;
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) saved = g_variant_get_child_value (all, i);
      g_autoptr (SluiceSavedKey) key = sluice_saved_key_new_from_variant (saved);
      SluiceSavedKey *known =
        key != NULL ? sluice_saved_keys_find (self, sluice_saved_key_get_host (key),
                                              sluice_saved_key_get_public_key (key)) : NULL;

      if (key != NULL && (known == NULL || !g_hash_table_contains (kept, known)))
        g_hash_table_add (kept, take (self, key));
    }
  remove_others (self, kept);
}

/**
 * sluice_saved_keys_get_for:
 * @settings: where the list is kept
 *
 * What another Sluice of the same person writes there, from another desktop session, is read as it
 * comes: the next change here would undo it.
 *
 * Returns: (transfer full): the one list of these settings, which lives as long as they do
 */
SluiceSavedKeys *
sluice_saved_keys_get_for (GSettings *settings)
{
  SluiceSavedKeys *self = g_object_get_data (G_OBJECT (settings), SHARED);

  if (self == NULL)
    {
      self = g_object_new (SLUICE_TYPE_SAVED_KEYS, NULL);
      g_set_weak_pointer (&self->settings, settings);
      read_settings (self);
      g_signal_connect_object (settings, "changed::" SETTING, G_CALLBACK (read_settings), self,
                               G_CONNECT_SWAPPED);
      g_object_set_data_full (G_OBJECT (settings), SHARED, self, g_object_unref);
    }
  return g_object_ref (self);
}

/**
 * sluice_saved_keys_find:
 * @self: the list
 * @host: see sluice_base_url_dup_host()
 * @public_key: (nullable): the public half
 *
 * Returns: (transfer none) (nullable): the key of that host
 */
SluiceSavedKey *
sluice_saved_keys_find (SluiceSavedKeys *self,
                        const char      *host,
                        const char      *public_key)
{
  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (SluiceSavedKey) key = get_item (G_LIST_MODEL (self), i);

      if (g_strcmp0 (sluice_saved_key_get_host (key), host) == 0 &&
          g_strcmp0 (sluice_saved_key_get_public_key (key), public_key) == 0)
        return key;
    }
  return NULL;
}

/**
 * sluice_saved_keys_add:
 * @self: the list
 * @base_url: which Atlas the key is for
 * @public_key: its public half
 *
 * Returns: (transfer none) (nullable): the key, a new one at the end if it was not there yet;
 *   %NULL for what cannot be kept, see sluice_saved_key_new()
 */
SluiceSavedKey *
sluice_saved_keys_add (SluiceSavedKeys *self,
                       const char      *base_url,
                       const char      *public_key)
{
  g_autoptr (SluiceSavedKey) key = sluice_saved_key_new (base_url, public_key);
  SluiceSavedKey *known;

  if (key == NULL)
    return NULL;
  known = sluice_saved_keys_find (self, sluice_saved_key_get_host (key), public_key);
  if (known != NULL)
    return known;
  g_list_store_append (self->store, key);
  write_settings (self);
  return key;
}

/**
 * sluice_saved_keys_rename:
 * @self: the list
 * @key: one of its keys
 * @name: see sluice_saved_key_set_name()
 */
void
sluice_saved_keys_rename (SluiceSavedKeys *self,
                          SluiceSavedKey  *key,
                          const char      *name)
{
  sluice_saved_key_set_name (key, name);
  write_settings (self);
}

/**
 * sluice_saved_keys_keep_drafts:
 * @self: the list
 * @key: one of its keys
 * @drafts: an a{sv}; a floating one is taken over
 */
void
sluice_saved_keys_keep_drafts (SluiceSavedKeys *self,
                               SluiceSavedKey  *key,
                               GVariant        *drafts)
{
  sluice_saved_key_set_drafts (key, drafts);
  write_settings (self);
}

/**
 * sluice_saved_keys_remove:
 * @self: the list
 * @host: see sluice_base_url_dup_host()
 * @public_key: the public half
 *
 * Forgets the key, its name, its drafts and where it worked. What the keyring holds is not touched.
 */
void
sluice_saved_keys_remove (SluiceSavedKeys *self,
                          const char      *host,
                          const char      *public_key)
{
  SluiceSavedKey *key = sluice_saved_keys_find (self, host, public_key);
  guint position;

  if (key != NULL && g_list_store_find (self->store, key, &position))
    {
      g_list_store_remove (self->store, position);
      write_settings (self);
    }
  if (self->settings != NULL)
    sluice_recent_places_forget (self->settings, host, public_key);
}
