/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of places in the settings, newest first over all keys. */
#include "sluice-recent-places.h"

#define SETTING "recent-places"
#define TYPE "a(sssss)"

enum { HOST, PUBLIC_KEY, PROJECT_ID, PROJECT_NAME, INSTANCE, N_WORDS };

#define MOST (SLUICE_RECENT_PLACES_MOST * SLUICE_RECENT_KEYS_MOST)

typedef const char *Words[N_WORDS];

/* Borrowed from the variant. */
static void
read_words (GVariant *entry, Words words)
{
  g_variant_get (entry, "(&s&s&s&s&s)", &words[HOST], &words[PUBLIC_KEY], &words[PROJECT_ID],
                 &words[PROJECT_NAME], &words[INSTANCE]);
}

static gboolean
is_of_key (Words words, const char *host, const char *public_key)
{
  return g_str_equal (words[HOST], host) && g_str_equal (words[PUBLIC_KEY], public_key);
}

static void
add_words (GVariantBuilder *builder, Words words)
{
  g_variant_builder_add (builder, "(sssss)", words[HOST], words[PUBLIC_KEY], words[PROJECT_ID],
                         words[PROJECT_NAME], words[INSTANCE]);
}

/* Adds what is kept already, but for the same place, for what is too much of one key, and, where
 * there is no new place, for all of the key. */
static void
add_others (GVariantBuilder *builder, GVariant *all, const char *host, const char *public_key,
            const char *project_id, const char *instance)
{
  guint added = project_id != NULL ? 1 : 0;
  guint of_key = added, total = added;

  for (gsize i = 0; i < g_variant_n_children (all) && total < MOST; i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (all, i);
      Words words;

      read_words (entry, words);
      if (is_of_key (words, host, public_key))
        {
          if (project_id == NULL || of_key >= SLUICE_RECENT_PLACES_MOST ||
              (g_str_equal (words[PROJECT_ID], project_id) &&
               g_str_equal (words[INSTANCE], instance)))
            continue;
          of_key++;
        }
      add_words (builder, words);
      total++;
    }
}

/**
 * sluice_recent_place_free:
 * @place: one that sluice_recent_places_list() has returned
 */
void
sluice_recent_place_free (SluiceRecentPlace *place)
{
  g_free (place->project_id);
  g_free (place->project_name);
  g_free (place->instance);
  g_free (place);
}

/**
 * sluice_recent_places_note:
 * @settings: where the list is kept
 * @host: see sluice_base_url_dup_host()
 * @public_key: the public half of a key that Atlas has accepted
 * @project_id: a project that Atlas has shown it
 * @project_name: (nullable): its name, if it is known
 * @instance: an instance that was found in it
 *
 * Puts the place first in the list of its key.
 */
void
sluice_recent_places_note (GSettings  *settings,
                           const char *host,
                           const char *public_key,
                           const char *project_id,
                           const char *project_name,
                           const char *instance)
{
  g_autoptr (GVariant) all = g_settings_get_value (settings, SETTING);
  Words words = { host, public_key, project_id, project_name != NULL ? project_name : "",
                  instance };
  GVariantBuilder builder;
  g_autoptr (GVariant) changed = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (TYPE));
  add_words (&builder, words);
  add_others (&builder, all, host, public_key, project_id, instance);
  changed = g_variant_ref_sink (g_variant_builder_end (&builder));
  if (!g_variant_equal (changed, all))
    g_settings_set_value (settings, SETTING, changed);
}

/**
 * sluice_recent_places_list:
 * @settings: where the list is kept
 * @host: see sluice_base_url_dup_host()
 * @public_key: the public half of the key
 *
 * Returns: (transfer full) (element-type SluiceRecentPlace): at most %SLUICE_RECENT_PLACES_MOST,
 *   newest first
 */
GPtrArray *
sluice_recent_places_list (GSettings  *settings,
                           const char *host,
                           const char *public_key)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_recent_place_free);
  g_autoptr (GVariant) all = g_settings_get_value (settings, SETTING);

  for (gsize i = 0; i < g_variant_n_children (all) && found->len < SLUICE_RECENT_PLACES_MOST; i++)
    {
      g_autoptr (GVariant) entry = g_variant_get_child_value (all, i);
      SluiceRecentPlace *place;
      Words words;

      read_words (entry, words);
      if (!is_of_key (words, host, public_key))
        continue;
      place = g_new0 (SluiceRecentPlace, 1);
      place->project_id = g_strdup (words[PROJECT_ID]);
      place->project_name = g_strdup (*words[PROJECT_NAME] != '\0' ? words[PROJECT_NAME]
                                                                   : words[PROJECT_ID]);
      place->instance = g_strdup (words[INSTANCE]);
      g_ptr_array_add (found, place);
    }
  return found;
}

/**
 * sluice_recent_places_forget:
 * @settings: where the list is kept
 * @host: see sluice_base_url_dup_host()
 * @public_key: the public half of the key whose places are to go
 */
void
sluice_recent_places_forget (GSettings  *settings,
                             const char *host,
                             const char *public_key)
{
  g_autoptr (GVariant) all = g_settings_get_value (settings, SETTING);
  GVariantBuilder builder;
  g_autoptr (GVariant) changed = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (TYPE));
  add_others (&builder, all, host, public_key, NULL, NULL);
  changed = g_variant_ref_sink (g_variant_builder_end (&builder));
  if (!g_variant_equal (changed, all))
    g_settings_set_value (settings, SETTING, changed);
}
