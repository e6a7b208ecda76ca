/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where each key has worked last. */
#include "sluice-recent-places.h"

#include "sluice-base-url.h"
#include "sluice-config.h"
#include "sluice-saved-keys.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#define HOST "cloud.mongodb.com"
#define OTHER_HOST "cloud.mongodbgov.com"

static GSettings *
new_settings (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  return g_settings_new_with_backend (SLUICE_APP_ID, backend);
}

/* "NAME/INSTANCE" of each, newest first. */
static void
assert_places (GSettings *settings, const char *host, const char *key, const char *expected)
{
  g_autoptr (GPtrArray) places = sluice_recent_places_list (settings, host, key);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    {
      const SluiceRecentPlace *place = places->pdata[i];

      g_string_append_printf (found, "%s%s/%s", i > 0 ? " " : "", place->project_name,
                              place->instance);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_newest_first (void)
{
  g_autoptr (GSettings) settings = new_settings ();

  assert_places (settings, HOST, "one", "");
  sluice_recent_places_note (settings, HOST, "one", "1", "Harbour", "tides");
  sluice_recent_places_note (settings, HOST, "one", "2", "Mill", "wheel");
  sluice_recent_places_note (settings, HOST, "one", "1", "Harbour", "waves");
  assert_places (settings, HOST, "one", "Harbour/waves Mill/wheel Harbour/tides");

  /* What was there comes to the front, with the name it has now. */
  sluice_recent_places_note (settings, HOST, "one", "1", "Port", "tides");
  assert_places (settings, HOST, "one", "Port/tides Harbour/waves Mill/wheel");

  /* Without a name, the id. */
  sluice_recent_places_note (settings, HOST, "one", "3", NULL, "sand");
  assert_places (settings, HOST, "one", "3/sand Port/tides Harbour/waves Mill/wheel");
}

static void
test_each_key (void)
{
  g_autoptr (GSettings) settings = new_settings ();

  sluice_recent_places_note (settings, HOST, "one", "1", "Harbour", "tides");
  sluice_recent_places_note (settings, HOST, "two", "2", "Mill", "wheel");
  sluice_recent_places_note (settings, OTHER_HOST, "one", "3", "Fort", "wall");
  assert_places (settings, HOST, "one", "Harbour/tides");
  assert_places (settings, HOST, "two", "Mill/wheel");
  assert_places (settings, OTHER_HOST, "one", "Fort/wall");
  assert_places (settings, OTHER_HOST, "two", "");

  sluice_recent_places_forget (settings, HOST, "one");
  assert_places (settings, HOST, "one", "");
  assert_places (settings, HOST, "two", "Mill/wheel");
  assert_places (settings, OTHER_HOST, "one", "Fort/wall");
}

/* More than are kept, of each of some keys. */
static void
note_many (GSettings *settings, int first, int end)
{
  for (int key = first; key < end; key++)
    for (int place = 0; place < 12; place++)
      {
        g_autofree char *public_key = g_strdup_printf ("key%d", key);
        g_autofree char *id = g_strdup_printf ("%d", place);

        sluice_recent_places_note (settings, HOST, public_key, id, id, "tides");
      }
}

static void
test_no_more (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (GVariant) all = NULL;

  note_many (settings, 0, 2);
  all = g_settings_get_value (settings, "recent-places");
  g_assert_cmpuint (g_variant_n_children (all), ==, 2 * SLUICE_RECENT_PLACES_MOST);
  g_clear_pointer (&all, g_variant_unref);

  note_many (settings, 2, 40);
  places = sluice_recent_places_list (settings, HOST, "key39");
  g_assert_cmpuint (places->len, ==, SLUICE_RECENT_PLACES_MOST);
  g_assert_cmpstr (((SluiceRecentPlace *) places->pdata[0])->project_id, ==, "11");
  assert_places (settings, HOST, "key0", "");
  all = g_settings_get_value (settings, "recent-places");
  g_assert_cmpuint (g_variant_n_children (all), ==,
                    SLUICE_RECENT_PLACES_MOST * SLUICE_RECENT_KEYS_MOST);

  /* A full list loses nothing but what is forgotten. */
  g_clear_pointer (&all, g_variant_unref);
  sluice_recent_places_forget (settings, HOST, "nobody's");
  all = g_settings_get_value (settings, "recent-places");
  g_assert_cmpuint (g_variant_n_children (all), ==,
                    SLUICE_RECENT_PLACES_MOST * SLUICE_RECENT_KEYS_MOST);
}

/* With the key goes where it worked. */
static void
test_goes_with_its_key (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autoptr (SluiceSavedKeys) keys = sluice_saved_keys_get_for (settings);

  sluice_saved_keys_add (keys, SLUICE_BASE_URL_COMMERCIAL, "one");
  sluice_recent_places_note (settings, HOST, "one", "1", "Harbour", "tides");
  sluice_recent_places_note (settings, HOST, "unsaved", "1", "Harbour", "tides");
  sluice_saved_keys_remove (keys, HOST, "one");
  sluice_saved_keys_remove (keys, HOST, "unsaved");
  assert_places (settings, HOST, "one", "");
  assert_places (settings, HOST, "unsaved", "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recent-places/newest-first", test_newest_first);
  g_test_add_func ("/recent-places/each-key", test_each_key);
  g_test_add_func ("/recent-places/no-more", test_no_more);
  g_test_add_func ("/recent-places/goes-with-its-key", test_goes_with_its_key);
  return g_test_run ();
}
