/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking up is by hash; only a search for what was meant goes through all names. */
#include "sluice-registry.h"

#include "sluice-closest.h"

struct _SluiceRegistry
{
  GHashTable *types;  /* name → type */
  GPtrArray  *names;  /* borrowed from types, in the order of adding */
};

/**
 * sluice_registry_new:
 *
 * Returns: (transfer full): an empty registry
 */
SluiceRegistry *
sluice_registry_new (void)
{
  SluiceRegistry *registry = g_new0 (SluiceRegistry, 1);

  registry->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  registry->names = g_ptr_array_new ();

  return registry;
}

/**
 * sluice_registry_free:
 * @registry: (transfer full) (nullable): a registry
 */
void
sluice_registry_free (SluiceRegistry *registry)
{
  if (registry == NULL)
    return;

  g_ptr_array_unref (registry->names);
  g_hash_table_unref (registry->types);
  g_free (registry);
}

/**
 * sluice_registry_add:
 * @registry: a registry
 * @name: a connection's name
 * @type: (nullable): its type as the API has it, such as S3 or Kafka
 *
 * A name that is there already keeps its type.
 */
void
sluice_registry_add (SluiceRegistry *registry,
                     const char     *name,
                     const char     *type)
{
  char *key;

  g_return_if_fail (registry != NULL && name != NULL);

  if (g_hash_table_contains (registry->types, name))
    return;

  key = g_strdup (name);
  g_hash_table_insert (registry->types, key, g_strdup (type != NULL ? type : ""));
  g_ptr_array_add (registry->names, key);
}

/**
 * sluice_registry_lookup:
 * @registry: a registry
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the connection's type, "" when that is not known, %NULL when
 *   there is no such connection
 */
const char *
sluice_registry_lookup (const SluiceRegistry *registry,
                        const char           *name)
{
  return g_hash_table_lookup (registry->types, name);
}

/**
 * sluice_registry_find_similar:
 * @registry: a registry
 * @name: a name that is not in it
 *
 * Returns: (transfer none) (nullable): the name that was meant, if one is close to it
 */
const char *
sluice_registry_find_similar (const SluiceRegistry *registry,
                              const char           *name)
{
  guint best = sluice_closest_limit (name) + 1;
  const char *found = NULL;

  for (guint i = 0; i < registry->names->len; i++)
    {
      const char *candidate = g_ptr_array_index (registry->names, i);
      guint distance = sluice_closest_measure (name, candidate);

      if (distance < best)
        {
          best = distance;
          found = candidate;
        }
    }

  return found;
}
