/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a registry. */
#include "sluice-registry-rows.h"

/* So many places that changed are told one by one, more of them as one range: every list that
 * listens has work with each. */
#define MOST_RANGES 8

struct _SluiceRegistryRows
{
  GObject     parent_instance;

  GPtrArray  *entries;
  GHashTable *index;      /* the entries by instance and name; borrowed from the array */
  GHashTable *unsettled;  /* those of them that change by themselves */
  guint       hint;    /* where something was found last: Atlas's order rarely changes */
};

static void sluice_registry_rows_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceRegistryRows, sluice_registry_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sluice_registry_rows_model_init))

static const char *
get_name (gconstpointer entry)
{
  return sluice_connection_get_name (
    sluice_registry_entry_get_connection ((SluiceRegistryEntry *) entry));
}

static const char *
get_instance (gconstpointer entry)
{
  return sluice_registry_entry_get_instance ((SluiceRegistryEntry *) entry);
}

/* The names of instances are interned. */
static guint
hash_entry (gconstpointer entry)
{
  return g_str_hash (get_name (entry)) ^ g_direct_hash (get_instance (entry));
}

static gboolean
same_entry (gconstpointer a, gconstpointer b)
{
  return get_instance (a) == get_instance (b) && g_str_equal (get_name (a), get_name (b));
}

static gboolean
is_unsettled (gconstpointer entry)
{
  SluiceConnectionState state = sluice_connection_get_state (
    sluice_registry_entry_get_connection ((SluiceRegistryEntry *) entry));

  return state == SLUICE_CONNECTION_STATE_PENDING || state == SLUICE_CONNECTION_STATE_DELETING;
}

static void
note_in (SluiceRegistryRows *self, SluiceRegistryEntry *entry)
{
  g_hash_table_add (self->index, entry);
  if (is_unsettled (entry))
    g_hash_table_add (self->unsettled, entry);
}

static void
note_out (SluiceRegistryRows *self, SluiceRegistryEntry *entry)
{
  g_hash_table_remove (self->index, entry);
  g_hash_table_remove (self->unsettled, entry);
}

/* ---- the list model ---- */

static GType
sluice_registry_rows_get_item_type (GListModel *model)
{
  return SLUICE_TYPE_REGISTRY_ENTRY;
}

static guint
sluice_registry_rows_get_n_items (GListModel *model)
{
  return SLUICE_REGISTRY_ROWS (model)->entries->len;
}

static gpointer
sluice_registry_rows_get_item (GListModel *model, guint position)
{
  SluiceRegistryRows *self = SLUICE_REGISTRY_ROWS (model);

  return position < self->entries->len ? g_object_ref (self->entries->pdata[position]) : NULL;
}

static void
sluice_registry_rows_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sluice_registry_rows_get_item_type;
  iface->get_n_items = sluice_registry_rows_get_n_items;
  iface->get_item = sluice_registry_rows_get_item;
}

static void
sluice_registry_rows_finalize (GObject *object)
{
  SluiceRegistryRows *self = SLUICE_REGISTRY_ROWS (object);

  g_hash_table_unref (self->index);
  g_hash_table_unref (self->unsettled);
  g_ptr_array_unref (self->entries);
  G_OBJECT_CLASS (sluice_registry_rows_parent_class)->finalize (object);
}

static void
sluice_registry_rows_class_init (SluiceRegistryRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_registry_rows_finalize;
}

static void
sluice_registry_rows_init (SluiceRegistryRows *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->index = g_hash_table_new (hash_entry, same_entry);
  self->unsettled = g_hash_table_new (NULL, NULL);
}

/**
 * sluice_registry_rows_new:
 *
 * Returns: (transfer full): a list of #SluiceRegistryEntry without any
 */
SluiceRegistryRows *
sluice_registry_rows_new (void)
{
  return g_object_new (SLUICE_TYPE_REGISTRY_ROWS, NULL);
}

/* ---- finding ---- */

static guint
find_position (SluiceRegistryRows *self, SluiceRegistryEntry *entry)
{
  guint n = self->entries->len;

  for (guint i = 0; i < n; i++)
    {
      guint position = (self->hint + i) % n;

      if (self->entries->pdata[position] == entry)
        {
          self->hint = position + 1;
          return position;
        }
    }
  return G_MAXUINT;
}

/**
 * sluice_registry_rows_find:
 * @self: the rows
 * @instance: an instance's name
 * @name: a connection's name
 *
 * Returns: (transfer none) (nullable): its row
 */
SluiceRegistryEntry *
sluice_registry_rows_find (SluiceRegistryRows *self,
                           const char         *instance,
                           const char         *name)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (g_str_equal (get_name (self->entries->pdata[i]), name) &&
        g_str_equal (get_instance (self->entries->pdata[i]), instance))
      return self->entries->pdata[i];
  return NULL;
}

/* ---- putting in ---- */

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint one = *(const guint *) a, other = *(const guint *) b;

  return one < other ? -1 : one > other;
}

static void
tell_replaced (SluiceRegistryRows *self, GArray *positions)
{
  const guint *at = (const guint *) (gpointer) positions->data;
  guint n_ranges = positions->len > 0;

  g_array_sort (positions, compare_positions);
  for (guint i = 1; i < positions->len; i++)
    n_ranges += at[i] != at[i - 1] + 1;
  for (guint i = 0, end; i < positions->len; i = end)
    {
      guint n;

      for (end = i + 1; end < positions->len; end++)
        if (at[end] != at[end - 1] + 1 && n_ranges <= MOST_RANGES)
          break;
      n = at[end - 1] - at[i] + 1;
      g_list_model_items_changed (G_LIST_MODEL (self), at[i], n, n);
    }
}

static void
replace (SluiceRegistryRows *self, guint position, SluiceRegistryEntry *entry)
{
  g_autoptr (SluiceRegistryEntry) old = self->entries->pdata[position];

  note_out (self, old);
  note_in (self, entry);
  self->entries->pdata[position] = g_object_ref (entry);
}

static void
append (SluiceRegistryRows *self, GPtrArray *added)
{
  guint before = self->entries->len;

  if (added->len == 0)
    return;
  for (guint i = 0; i < added->len; i++)
    g_ptr_array_add (self->entries, g_object_ref (added->pdata[i]));
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, added->len);
}

/**
 * sluice_registry_rows_put:
 * @self: the rows
 * @instance: whose registry has the connections
 * @connections: (element-type SluiceConnection): what Atlas said of them
 * @first: the first of them to put in
 * @seen: (nullable): a set that takes up the rows that hold them now
 *
 * Adds those that are new, at the end, and replaces those of which Atlas said something else
 * before.
 */
void
sluice_registry_rows_put (SluiceRegistryRows *self,
                          const char         *instance,
                          GPtrArray          *connections,
                          guint               first,
                          GHashTable         *seen)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) replaced = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = first; i < connections->len; i++)
    {
      SluiceConnection *connection = connections->pdata[i];
      g_autoptr (SluiceRegistryEntry) entry = sluice_registry_entry_new (instance, connection);
      SluiceRegistryEntry *old = g_hash_table_lookup (self->index, entry);
      gboolean same = old != NULL &&
        sluice_connection_equal (sluice_registry_entry_get_connection (old), connection);
      guint position = old != NULL && !same ? find_position (self, old) : G_MAXUINT;

      if (old != NULL && !same && position == G_MAXUINT)
        continue;  /* the same name twice in this very call */
      if (seen != NULL)
        {
          g_hash_table_remove (seen, old);
          g_hash_table_add (seen, same ? old : entry);
        }
      if (position != G_MAXUINT)
        {
          replace (self, position, entry);
          g_array_append_val (replaced, position);
        }
      else if (old == NULL)
        {
          note_in (self, entry);
          g_ptr_array_add (added, g_object_ref (entry));
        }
    }
  tell_replaced (self, replaced);
  append (self, added);
}

/**
 * sluice_registry_rows_put_one:
 * @self: the rows
 * @instance: whose registry has the connection
 * @connection: what Atlas said of it
 * @seen: (nullable): as in sluice_registry_rows_put()
 *
 * The same for one.
 */
void
sluice_registry_rows_put_one (SluiceRegistryRows *self,
                              const char         *instance,
                              SluiceConnection   *connection,
                              GHashTable         *seen)
{
  g_autoptr (GPtrArray) connections = g_ptr_array_new ();

  g_ptr_array_add (connections, connection);
  sluice_registry_rows_put (self, instance, connections, 0, seen);
}

/* ---- taking out ---- */

typedef gboolean (*Stays) (SluiceRegistryEntry *entry, gconstpointer one, gconstpointer other);

/* In one go, and told as one change from the first that goes to the last. */
static void
take_out (SluiceRegistryRows *self, Stays stays, gconstpointer one, gconstpointer other)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_object_unref);
  gpointer *entries = self->entries->pdata;
  guint first = 0, kept = 0, last = 0, kept_in_range = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      if (stays (entries[i], one, other))
        {
          entries[kept++] = entries[i];
          continue;
        }
      if (gone->len == 0)
        first = i;
      last = i;
      kept_in_range = kept - first;
      note_out (self, entries[i]);
      g_ptr_array_add (gone, entries[i]);
    }
  if (gone->len == 0)
    return;
  /* Those behind have moved up already, and with them what owns them. */
  self->entries->len = kept;
  g_list_model_items_changed (G_LIST_MODEL (self), first, last - first + 1, kept_in_range);
}

static gboolean
is_another (SluiceRegistryEntry *entry, gconstpointer one, gconstpointer other)
{
  return entry != one;
}

/**
 * sluice_registry_rows_remove:
 * @self: the rows
 * @instance: an instance's name
 * @name: a connection's name
 *
 * Removes its row, if there is one.
 */
void
sluice_registry_rows_remove (SluiceRegistryRows *self,
                             const char         *instance,
                             const char         *name)
{
  SluiceRegistryEntry *entry = sluice_registry_rows_find (self, instance, name);

  if (entry != NULL)
    take_out (self, is_another, entry, NULL);
}

static gboolean
is_elsewhere_or_seen (SluiceRegistryEntry *entry, gconstpointer instance, gconstpointer seen)
{
  return !g_str_equal (get_instance (entry), instance) ||
         g_hash_table_contains ((GHashTable *) seen, entry);
}

/**
 * sluice_registry_rows_keep:
 * @self: the rows
 * @instance: an instance whose registry was read to its end
 * @seen: the rows of what is in it
 *
 * Removes the rows of that instance that were not seen.
 */
void
sluice_registry_rows_keep (SluiceRegistryRows *self,
                           const char         *instance,
                           GHashTable         *seen)
{
  take_out (self, is_elsewhere_or_seen, instance, seen);
}

static gboolean
is_in_places (SluiceRegistryEntry *entry, gconstpointer instances, gconstpointer other)
{
  return g_strv_contains (instances, get_instance (entry));
}

/**
 * sluice_registry_rows_keep_places:
 * @self: the rows
 * @instances: the instances there are
 *
 * Removes the rows of all others.
 */
void
sluice_registry_rows_keep_places (SluiceRegistryRows *self,
                                  const char * const *instances)
{
  take_out (self, is_in_places, instances, NULL);
}

/**
 * sluice_registry_rows_clear:
 * @self: the rows
 */
void
sluice_registry_rows_clear (SluiceRegistryRows *self)
{
  guint n = self->entries->len;

  g_hash_table_remove_all (self->index);
  g_hash_table_remove_all (self->unsettled);
  g_ptr_array_set_size (self->entries, 0);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}

/* ---- looking ---- */

/**
 * sluice_registry_rows_count:
 * @self: the rows
 *
 * Returns: how many there are
 */
guint
sluice_registry_rows_count (SluiceRegistryRows *self)
{
  return self->entries->len;
}

/**
 * sluice_registry_rows_peek:
 * @self: the rows
 * @position: less than their number
 *
 * Returns: (transfer none): the row there
 */
SluiceRegistryEntry *
sluice_registry_rows_peek (SluiceRegistryRows *self,
                           guint               position)
{
  return self->entries->pdata[position];
}

/**
 * sluice_registry_rows_dup_unsettled:
 * @self: the rows
 *
 * Returns: (transfer full) (element-type SluiceRegistryEntry): those that are %PENDING or
 *   %DELETING, in no particular order
 */
GPtrArray *
sluice_registry_rows_dup_unsettled (SluiceRegistryRows *self)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->unsettled);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    g_ptr_array_add (entries, g_object_ref (entry));
  return entries;
}
