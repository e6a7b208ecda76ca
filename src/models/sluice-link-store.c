/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private links in the order to show. */
#include "sluice-link-store.h"

static int
compare_links (gconstpointer a, gconstpointer b, gpointer user_data)
{
  SluicePrivateLink *one = (SluicePrivateLink *) a;
  SluicePrivateLink *other = (SluicePrivateLink *) b;
  int difference = sluice_private_link_is_s3 (other) - sluice_private_link_is_s3 (one);

  if (difference == 0)
    difference = g_strcmp0 (sluice_private_link_get_region (one),
                            sluice_private_link_get_region (other));
  if (difference == 0)
    difference = g_strcmp0 (sluice_private_link_get_id (one), sluice_private_link_get_id (other));
  return difference;
}

static gboolean
find_position (GListStore *store, const char *id, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr (SluicePrivateLink) link = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (g_strcmp0 (sluice_private_link_get_id (link), id) == 0)
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * sluice_link_store_replace:
 * @store: a store of SluicePrivateLink
 * @links: (element-type SluicePrivateLink): what it shall hold instead
 */
void
sluice_link_store_replace (GListStore *store,
                           GPtrArray  *links)
{
  g_list_store_splice (store, 0, g_list_model_get_n_items (G_LIST_MODEL (store)), links->pdata,
                       links->len);
  g_list_store_sort (store, compare_links, NULL);
}

/**
 * sluice_link_store_put:
 * @store: a store of SluicePrivateLink
 * @link: (transfer none): what is known about a link now
 *
 * Adds the link, or replaces what was known before; one that is gone is taken out.
 */
void
sluice_link_store_put (GListStore        *store,
                       SluicePrivateLink *link)
{
  g_autoptr (SluicePrivateLink) present =
    sluice_link_store_find (store, sluice_private_link_get_id (link));

  if (present == link)
    return;
  sluice_link_store_remove (store, sluice_private_link_get_id (link));
  if (sluice_private_link_get_state (link) != SLUICE_PRIVATE_LINK_GONE)
    g_list_store_insert_sorted (store, link, compare_links, NULL);
}

/**
 * sluice_link_store_remove:
 * @store: a store of SluicePrivateLink
 * @id: (nullable): which one
 */
void
sluice_link_store_remove (GListStore *store,
                          const char *id)
{
  guint position;

  if (find_position (store, id, &position))
    g_list_store_remove (store, position);
}

/**
 * sluice_link_store_find:
 * @store: a store of SluicePrivateLink
 * @id: (nullable): which one
 *
 * Returns: (transfer full) (nullable): it
 */
SluicePrivateLink *
sluice_link_store_find (GListStore *store,
                        const char *id)
{
  guint position;

  return find_position (store, id, &position)
           ? g_list_model_get_item (G_LIST_MODEL (store), position) : NULL;
}
