/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of kept keys, and what it makes of settings. */
#include "sluice-atlas-error.h"
#include "sluice-base-url.h"
#include "sluice-memory-store.h"
#include "sluice-saved-keys.h"

#include "practice-atlas.h"
#include "sluice-config.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#define HOST "cloud.mongodb.com"
#define GOVERNMENT "cloud.mongodbgov.com"

/* A restart: other settings that read the same place. */
static GSettings *
open_settings (GSettingsBackend *backend)
{
  return g_settings_new_with_backend (SLUICE_APP_ID, backend);
}

static guint
count (SluiceSavedKeys *keys)
{
  return g_list_model_get_n_items (G_LIST_MODEL (keys));
}

static GVariant *
make_drafts (const char *project)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "project-id", "s", project);
  g_variant_dict_insert (&dict, "aws-wider", "b", TRUE);
  return g_variant_dict_end (&dict);
}

static void
assert_key (SluiceSavedKey *key, const char *host, const char *name, const char *project)
{
  const char *found = NULL;
  GVariant *drafts;

  g_assert_nonnull (key);
  g_assert_cmpstr (sluice_saved_key_get_host (key), ==, host);
  g_assert_cmpstr (sluice_saved_key_get_name (key), ==, name);
  drafts = sluice_saved_key_get_drafts (key);
  g_assert_true ((drafts != NULL) == (project != NULL));
  if (drafts != NULL)
    g_variant_lookup (drafts, "project-id", "&s", &found);
  g_assert_cmpstr (found, ==, project);
}

static void
test_round_trip (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) settings = open_settings (backend);
  g_autoptr (SluiceSavedKeys) keys = sluice_saved_keys_get_for (settings);
  g_autoptr (GSettings) later = NULL;
  g_autoptr (SluiceSavedKeys) again = sluice_saved_keys_get_for (settings);
  SluiceSavedKey *one, *other;

  g_assert_true (again == keys);
  g_clear_object (&again);
  g_assert_cmpuint (count (keys), ==, 0);
  g_assert_null (sluice_saved_keys_find (keys, HOST, "abcdefgh"));

  one = sluice_saved_keys_add (keys, SLUICE_BASE_URL_COMMERCIAL, "abcdefgh");
  other = sluice_saved_keys_add (keys, SLUICE_BASE_URL_GOVERNMENT, "abcdefgh");
  g_assert_true (one != other);
  g_assert_true (sluice_saved_keys_add (keys, SLUICE_BASE_URL_COMMERCIAL "/", "abcdefgh") == one);
  g_assert_cmpuint (count (keys), ==, 2);
  sluice_saved_keys_rename (keys, one, "  Harbour\n\xff \xe2\x80\xa8<b>&  ");
  sluice_saved_keys_keep_drafts (keys, one, make_drafts ("one"));
  sluice_saved_keys_keep_drafts (keys, other, make_drafts ("other"));

  later = open_settings (backend);
  again = sluice_saved_keys_get_for (later);
  g_assert_cmpuint (count (again), ==, 2);
  assert_key (sluice_saved_keys_find (again, HOST, "abcdefgh"), HOST,
              "Harbour \xef\xbf\xbd \xe2\x80\xa8<b>&", "one");
  assert_key (sluice_saved_keys_find (again, GOVERNMENT, "abcdefgh"), GOVERNMENT, "", "other");

  /* Only the one of that host. */
  sluice_saved_keys_remove (again, HOST, "abcdefgh");
  sluice_saved_keys_remove (again, "elsewhere.example", "abcdefgh");
  g_assert_cmpuint (count (again), ==, 1);
  g_clear_object (&again);
  g_clear_object (&later);
  later = open_settings (backend);
  again = sluice_saved_keys_get_for (later);
  g_assert_cmpuint (count (again), ==, 1);
  assert_key (sluice_saved_keys_find (again, GOVERNMENT, "abcdefgh"), GOVERNMENT, "", "other");
}

static void
test_many (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) settings = open_settings (backend);
  g_autoptr (SluiceSavedKeys) keys = sluice_saved_keys_get_for (settings);
  g_autoptr (GSettings) later = open_settings (backend);
  g_autoptr (SluiceSavedKeys) again = NULL;

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *public_key = g_strdup_printf ("key%05d", i);

      g_assert_nonnull (sluice_saved_keys_add (keys, SLUICE_BASE_URL_COMMERCIAL, public_key));
    }
  again = sluice_saved_keys_get_for (later);
  g_assert_cmpuint (count (again), ==, 100);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *public_key = g_strdup_printf ("key%05u", i);
      g_autoptr (SluiceSavedKey) key = g_list_model_get_item (G_LIST_MODEL (again), i);

      g_assert_cmpstr (sluice_saved_key_get_public_key (key), ==, public_key);
    }
}

/* Anybody may have written them. */
static void
test_hostile (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) settings = open_settings (backend);
  g_autoptr (SluiceSavedKeys) keys = NULL;
  const char *text =
    "[{'atlas': <'https://cloud.mongodb.com'>, 'public-key': <'goodgood'>, 'name': <7>,"
    "  'drafts': <'no dictionary'>, 'other': <[1, 2]>},"
    " @a{sv} {},"
    " {'atlas': <'https://cloud.mongodb.com'>},"
    " {'atlas': <5>, 'public-key': <'abcdefgh'>},"
    " {'atlas': <'http://cloud.mongodb.com'>, 'public-key': <'unsafe00'>},"
    " {'atlas': <'not an address'>, 'public-key': <'abcdefgh'>},"
    " {'atlas': <'https://cloud.mongodb.com'>, 'public-key': <''>},"
    " {'atlas': <'https://cloud.mongodb.com'>,"
    "  'public-key': <'5ca1ab1e-0000-4000-8000-0123456789ab'>},"
    " {'atlas': <'https://cloud.mongodb.com/'>, 'public-key': <'goodgood'>, 'name': <'twice'>},"
    " {'atlas': <'https://cloud.mongodbgov.com'>, 'public-key': <'goodgood'>,"
    "  'drafts': <{'project-id': <7>, 'window-width': <'x'>}>}]";

  g_assert_true (g_settings_set_value (settings, "saved-keys",
                                       g_variant_new_parsed (text)));
  keys = sluice_saved_keys_get_for (settings);
  g_assert_cmpuint (count (keys), ==, 2);
  assert_key (sluice_saved_keys_find (keys, HOST, "goodgood"), HOST, "", NULL);
  g_assert_nonnull (sluice_saved_keys_find (keys, GOVERNMENT, "goodgood"));

  /* What is in the way of nothing is written back without the rest. */
  g_assert_null (sluice_saved_keys_add (keys, SLUICE_BASE_URL_COMMERCIAL,
                                        "5ca1ab1e-0000-4000-8000-0123456789ab"));
  g_assert_null (sluice_saved_keys_add (keys, "ftp://cloud.mongodb.com", "abcdefgh"));
  g_assert_nonnull (sluice_saved_keys_add (keys, SLUICE_BASE_URL_COMMERCIAL, "abcdefgh"));
  {
    g_autoptr (GVariant) written = g_settings_get_value (settings, "saved-keys");
    g_autofree char *printed = g_variant_print (written, FALSE);

    g_assert_cmpuint (g_variant_n_children (written), ==, 3);
    g_assert_null (strstr (printed, "5ca1ab1e"));
  }
}

static void
test_names (void)
{
  g_autoptr (SluiceSavedKey) key = sluice_saved_key_new (SLUICE_BASE_URL_COMMERCIAL, "abcdefgh");
  g_autofree char *huge = g_strnfill (100000, 'x');
  g_autoptr (GString) letters = g_string_new (NULL);

  sluice_saved_key_set_name (key, huge);
  g_assert_cmpuint (strlen (sluice_saved_key_get_name (key)), ==, 100);
  for (int i = 0; i < 200; i++)
    g_string_append (letters, "é");
  sluice_saved_key_set_name (key, letters->str);
  g_assert_cmpint (g_utf8_strlen (sluice_saved_key_get_name (key), -1), ==, 100);
  sluice_saved_key_set_name (key, " \t\n ");
  g_assert_cmpstr (sluice_saved_key_get_name (key), ==, "");
}

static void
ignore_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
}

static gboolean
is_checked (gpointer data)
{
  return sluice_saved_key_get_check (data, NULL) >= SLUICE_SAVED_KEY_WORKS;
}

/* With a client of its own, and whatever the store says. */
static void
test_check (void)
{
  PracticeAtlas *atlas = practice_atlas_start ("", "0");
  g_autoptr (SluiceKeyStore) store = sluice_memory_store_new ();
  g_autoptr (SluiceSavedKey) key = sluice_saved_key_new (atlas->url, atlas->public_key);
  g_autoptr (SluiceApiKey) right = sluice_api_key_new (atlas->public_key, atlas->private_key);
  g_autoptr (SluiceApiKey) wrong = sluice_api_key_new (atlas->public_key, "wrong");
  const GError *error = NULL;

  g_assert_cmpint (sluice_saved_key_get_check (key, NULL), ==, SLUICE_SAVED_KEY_UNCHECKED);
  sluice_saved_key_check (key, store);
  sluice_saved_key_check (key, store);
  g_assert_cmpint (sluice_saved_key_get_check (key, NULL), ==, SLUICE_SAVED_KEY_CHECKING);
  wait_until (is_checked, key);
  g_assert_cmpint (sluice_saved_key_get_check (key, &error), ==, SLUICE_SAVED_KEY_FAILED);
  g_assert_error (error, SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_NOT_FOUND);

  sluice_key_store_save_async (store, sluice_saved_key_get_host (key), wrong, ignore_cb, NULL);
  sluice_saved_key_check (key, store);
  wait_until (is_checked, key);
  g_assert_cmpint (sluice_saved_key_get_check (key, &error), ==, SLUICE_SAVED_KEY_FAILED);
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_KEY_REFUSED);

  sluice_key_store_save_async (store, sluice_saved_key_get_host (key), right, ignore_cb, NULL);
  sluice_saved_key_check (key, store);
  wait_until (is_checked, key);
  g_assert_cmpint (sluice_saved_key_get_check (key, &error), ==, SLUICE_SAVED_KEY_WORKS);
  g_assert_no_error (error);
  practice_atlas_stop (atlas);
}

static gboolean
has_two (gpointer keys)
{
  return count (keys) == 2;
}

static gboolean
has_one (gpointer keys)
{
  return count (keys) == 1;
}

static gboolean
has_drafts (gpointer key)
{
  return sluice_saved_key_get_drafts (key) != NULL;
}

/* Two programs of one person, as in two desktop sessions: neither undoes what the other does. */
static void
test_two_programs (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) first = open_settings (backend);
  g_autoptr (GSettings) second = open_settings (backend);
  g_autoptr (SluiceSavedKeys) here = sluice_saved_keys_get_for (first);
  g_autoptr (SluiceSavedKeys) there = sluice_saved_keys_get_for (second);
  SluiceSavedKey *own = sluice_saved_keys_add (here, "https://" HOST, "own");

  wait_until (has_one, there);
  sluice_saved_keys_rename (there, sluice_saved_keys_add (there, "https://" HOST, "their"), "Theirs");
  wait_until (has_two, here);
  sluice_saved_keys_keep_drafts (here, own, make_drafts ("p"));
  wait_until (has_drafts, sluice_saved_keys_find (there, HOST, "own"));
  g_assert_cmpuint (count (there), ==, 2);
  assert_key (sluice_saved_keys_find (there, HOST, "own"), HOST, "", "p");
  assert_key (sluice_saved_keys_find (here, HOST, "their"), HOST, "Theirs", NULL);
  g_assert_true (sluice_saved_keys_find (here, HOST, "own") == own);

  sluice_saved_keys_remove (here, HOST, "own");
  wait_until (has_one, there);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/saved-keys/round-trip", test_round_trip);
  g_test_add_func ("/saved-keys/many", test_many);
  g_test_add_func ("/saved-keys/hostile", test_hostile);
  g_test_add_func ("/saved-keys/names", test_names);
  g_test_add_func ("/saved-keys/check", test_check);
  g_test_add_func ("/saved-keys/two-programs", test_two_programs);
  return g_test_run ();
}
