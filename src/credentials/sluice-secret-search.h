/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding items in the keyring, and what can be said of those found. Opens a prompt only when
 * something is kept.
 */
#pragma once

#include <gio/gio.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

void   sluice_secret_search_async        (const SecretSchema   *schema,
                                          GHashTable           *attributes,
                                          gboolean              needs_all,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
GList *sluice_secret_search_finish       (GAsyncResult         *result,
                                          GError              **error);

void               sluice_secret_items_free             (gpointer           items);
GList             *sluice_secret_items_list_open        (GList             *items);
guint              sluice_secret_items_count_locked     (GList             *items);
SecretRetrievable *sluice_secret_items_find_newest_open (GList             *items,
                                                         const char        *attribute);
char              *sluice_secret_item_dup_attribute     (SecretRetrievable *item,
                                                         const char        *name);

G_END_DECLS
