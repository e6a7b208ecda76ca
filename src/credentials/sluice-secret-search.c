/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Up to three searches: the first does not unlock, the second asks for what the first found locked,
 * and the third sees what is true after that, since libsecret neither reports a refused prompt nor
 * refreshes the items it has returned.
 */
#include "sluice-secret-search.h"

typedef struct
{
  const SecretSchema *schema;
  GHashTable         *attributes;
  gboolean            needs_all;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_hash_table_unref (search->attributes);
  g_free (search);
}

void
sluice_secret_items_free (gpointer items)
{
  g_list_free_full (items, g_object_unref);
}

/* The items of libsecret's file back end have no lock of their own. */
static gboolean
is_locked (gpointer item)
{
  return SECRET_IS_ITEM (item) && secret_item_get_locked (item);
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GList *items = secret_password_search_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, items, sluice_secret_items_free);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autolist (GObject) items = secret_password_search_finish (result, &error);
  const Search *search = g_task_get_task_data (task);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    secret_password_searchv (search->schema, search->attributes, SECRET_SEARCH_ALL, NULL,
                             settled_cb, g_steal_pointer (&task));
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autolist (GObject) items = secret_password_search_finish (result, &error);
  const Search *search = g_task_get_task_data (task);
  guint n_locked = sluice_secret_items_count_locked (items);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (n_locked > 0 && (search->needs_all || n_locked == g_list_length (items)))
    secret_password_searchv (search->schema, search->attributes,
                             SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK, NULL,
                             asked_cb, g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_steal_pointer (&items), sluice_secret_items_free);
}

/**
 * sluice_secret_search_async:
 * @schema: a static schema
 * @attributes: what the items must have; every value in UTF-8, or libsecret never calls back
 * @needs_all: whether one locked item beside open ones is reason to ask the person
 * @callback: called once, as late as a keyring prompt is answered
 * @user_data: for @callback
 *
 * Finds every matching item. There is no cancelling: libsecret 0.20 does not survive it while a
 * prompt is open.
 */
void
sluice_secret_search_async (const SecretSchema  *schema,
                            GHashTable          *attributes,
                            gboolean             needs_all,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->schema = schema;
  search->attributes = g_hash_table_ref (attributes);
  search->needs_all = needs_all;
  g_task_set_source_tag (task, sluice_secret_search_async);
  g_task_set_task_data (task, search, search_free);
  secret_password_searchv (schema, attributes, SECRET_SEARCH_ALL, NULL, searched_cb, task);
}

/**
 * sluice_secret_search_finish:
 * @result: what the callback got
 * @error: an error of libsecret, GDBus or GIO
 *
 * Returns: (transfer full) (nullable) (element-type SecretRetrievable): the items, those that
 *   stayed locked among them
 */
GList *
sluice_secret_search_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * sluice_secret_items_count_locked:
 * @items: (nullable) (element-type SecretRetrievable): items
 *
 * Returns: how many of them are locked
 */
guint
sluice_secret_items_count_locked (GList *items)
{
  guint n = 0;

  for (GList *l = items; l != NULL; l = l->next)
    n += is_locked (l->data);

  return n;
}

/**
 * sluice_secret_items_list_open:
 * @items: (nullable) (element-type SecretRetrievable): items
 *
 * Returns: (transfer container) (nullable) (element-type SecretRetrievable): those not locked
 */
GList *
sluice_secret_items_list_open (GList *items)
{
  GList *open = NULL;

  for (GList *l = items; l != NULL; l = l->next)
    if (!is_locked (l->data))
      open = g_list_prepend (open, l->data);

  return g_list_reverse (open);
}

/**
 * sluice_secret_item_dup_attribute:
 * @item: an item that is not locked; a locked one's attributes are hashed
 * @name: the attribute
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
sluice_secret_item_dup_attribute (SecretRetrievable *item,
                                  const char        *name)
{
  g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (item);

  return attributes != NULL ? g_strdup (g_hash_table_lookup (attributes, name)) : NULL;
}

/**
 * sluice_secret_items_find_newest_open:
 * @items: (nullable) (element-type SecretRetrievable): items
 * @attribute: the name of an attribute that it must have
 *
 * The times are in whole seconds; of two items changed in the same one, the first is taken.
 *
 * Returns: (transfer none) (nullable): the item that is not locked and was changed last
 */
SecretRetrievable *
sluice_secret_items_find_newest_open (GList      *items,
                                      const char *attribute)
{
  SecretRetrievable *newest = NULL;
  guint64 newest_time = 0;

  for (GList *l = items; l != NULL; l = l->next)
    {
      guint64 modified = secret_retrievable_get_modified (l->data);
      g_autofree char *value = sluice_secret_item_dup_attribute (l->data, attribute);

      if (is_locked (l->data) || value == NULL || (newest != NULL && modified <= newest_time))
        continue;
      newest = l->data;
      newest_time = modified;
    }

  return newest;
}
