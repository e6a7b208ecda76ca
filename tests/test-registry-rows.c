/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a registry: which changes are told, and which are none. */
#include "sluice-objects-private.h"
#include "sluice-registry-rows.h"

typedef struct
{
  SluiceRegistryRows *rows;
  GString            *told;   /* "position,removed,added " for each change */
} Fixture;

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  g_string_append_printf (fixture->told, "%u,%u,%u ", position, removed, added);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->rows = sluice_registry_rows_new ();
  fixture->told = g_string_new (NULL);
  g_signal_connect (fixture->rows, "items-changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_assert_finalize_object (fixture->rows);
  g_string_free (fixture->told, TRUE);
}

static SluiceConnection *
make (const char *name, const char *state)
{
  g_autofree char *text = g_strdup_printf ("{\"name\":\"%s\",\"type\":\"S3\",\"state\":\"%s\"}",
                                           name, state);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return sluice_connection_new_from_listing (node);
}

/* Names in one word, each a letter: "ab" are a and b; a letter that is large is PENDING. */
static void
put (Fixture *fixture, const char *instance, const char *letters, GHashTable *seen)
{
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);

  for (; *letters != '\0'; letters++)
    {
      char name[] = { g_ascii_tolower (*letters), '\0' };

      g_ptr_array_add (connections,
                       make (name, g_ascii_isupper (*letters) ? "PENDING" : "READY"));
    }
  sluice_registry_rows_put (fixture->rows, instance, connections, 0, seen);
}

static void
assert_rows (Fixture *fixture, const char *letters, const char *told)
{
  GListModel *model = G_LIST_MODEL (fixture->rows);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SluiceRegistryEntry) entry = g_list_model_get_item (model, i);
      SluiceConnection *connection = sluice_registry_entry_get_connection (entry);
      char letter = sluice_connection_get_name (connection)[0];

      g_string_append_c (found, sluice_connection_get_state (connection) ==
                         SLUICE_CONNECTION_STATE_PENDING ? g_ascii_toupper (letter) : letter);
    }
  g_assert_cmpstr (found->str, ==, letters);
  g_assert_cmpstr (fixture->told->str, ==, told);
  g_string_truncate (fixture->told, 0);
}

static void
test_pages (Fixture *fixture, gconstpointer unused)
{
  put (fixture, "one", "abc", NULL);
  assert_rows (fixture, "abc", "0,0,3 ");
  put (fixture, "one", "de", NULL);
  assert_rows (fixture, "abcde", "3,0,2 ");
  put (fixture, "two", "a", NULL);     /* the same name in another registry is another row */
  assert_rows (fixture, "abcdea", "5,0,1 ");
  put (fixture, "two", "aa", NULL);
  assert_rows (fixture, "abcdea", "");
  put (fixture, "two", "fFf", NULL);   /* twice at once: the first counts */
  assert_rows (fixture, "abcdeaf", "6,0,1 ");
}

static void
test_read_again (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  put (fixture, "one", "abcdef", NULL);
  put (fixture, "two", "x", NULL);
  assert_rows (fixture, "abcdefx", "0,0,6 6,0,1 ");

  put (fixture, "one", "abcdef", seen);
  sluice_registry_rows_keep (fixture->rows, "one", seen);
  assert_rows (fixture, "abcdefx", "");

  g_hash_table_remove_all (seen);
  put (fixture, "one", "aBCfg", seen);  /* B and C changed, d and e gone, g new */
  sluice_registry_rows_keep (fixture->rows, "one", seen);
  assert_rows (fixture, "aBCfxg", "1,2,2 7,0,1 3,2,0 ");
}

static void
test_many_changes (Fixture *fixture, gconstpointer unused)
{
  put (fixture, "one", "abcdefghijklmnopqrst", NULL);
  assert_rows (fixture, "abcdefghijklmnopqrst", "0,0,20 ");
  put (fixture, "one", "AcE", NULL);
  assert_rows (fixture, "AbcdEfghijklmnopqrst", "0,1,1 4,1,1 ");
  put (fixture, "one", "aCeGIKMOQS", NULL);    /* more places than are told one by one */
  assert_rows (fixture, "abCdefGhIjKlMnOpQrSt", "0,19,19 ");
}

static void
test_taking_out (Fixture *fixture, gconstpointer unused)
{
  const char *left[] = { "two", "three", NULL };

  put (fixture, "one", "ab", NULL);
  put (fixture, "two", "cde", NULL);
  put (fixture, "one", "f", NULL);
  assert_rows (fixture, "abcdef", "0,0,2 2,0,3 5,0,1 ");
  sluice_registry_rows_remove (fixture->rows, "two", "d");
  assert_rows (fixture, "abcef", "3,1,0 ");
  sluice_registry_rows_remove (fixture->rows, "one", "d");
  assert_rows (fixture, "abcef", "");
  g_assert_null (sluice_registry_rows_find (fixture->rows, "two", "d"));
  g_assert_nonnull (sluice_registry_rows_find (fixture->rows, "two", "e"));
  sluice_registry_rows_keep_places (fixture->rows, left);
  assert_rows (fixture, "ce", "0,5,2 ");
  sluice_registry_rows_clear (fixture->rows);
  assert_rows (fixture, "", "0,2,0 ");
  put (fixture, "two", "c", NULL);
  assert_rows (fixture, "c", "0,0,1 ");
}

static void
assert_unsettled (Fixture *fixture, guint n)
{
  g_autoptr (GPtrArray) entries = sluice_registry_rows_dup_unsettled (fixture->rows);

  g_assert_cmpuint (entries->len, ==, n);
}

static void
test_unsettled (Fixture *fixture, gconstpointer unused)
{
  put (fixture, "one", "aBcD", NULL);
  assert_unsettled (fixture, 2);
  put (fixture, "one", "bC", NULL);
  assert_unsettled (fixture, 2);
  sluice_registry_rows_remove (fixture->rows, "one", "d");
  assert_unsettled (fixture, 1);
  sluice_registry_rows_clear (fixture->rows);
  assert_unsettled (fixture, 0);
}

/* What is not found costs no time that grows with the square of the rows. */
static void
test_size (Fixture *fixture, gconstpointer unused)
{
  const guint n = 50000;
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) later = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", i);

      g_ptr_array_add (connections, make (name, "READY"));
      g_ptr_array_add (later, make (name, "FAILED"));
    }
  sluice_registry_rows_put (fixture->rows, "one", connections, 0, NULL);
  sluice_registry_rows_put (fixture->rows, "one", later, 0, seen);
  sluice_registry_rows_keep (fixture->rows, "one", seen);
  g_assert_cmpuint (sluice_registry_rows_count (fixture->rows), ==, n);
  g_assert_cmpstr (fixture->told->str, ==, "0,0,50000 0,50000,50000 ");
  g_hash_table_remove_all (seen);
  sluice_registry_rows_keep (fixture->rows, "one", seen);
  g_assert_cmpuint (sluice_registry_rows_count (fixture->rows), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/registry-rows/pages", Fixture, NULL, set_up, test_pages, tear_down);
  g_test_add ("/registry-rows/read-again", Fixture, NULL, set_up, test_read_again, tear_down);
  g_test_add ("/registry-rows/many-changes", Fixture, NULL, set_up, test_many_changes, tear_down);
  g_test_add ("/registry-rows/taking-out", Fixture, NULL, set_up, test_taking_out, tear_down);
  g_test_add ("/registry-rows/unsettled", Fixture, NULL, set_up, test_unsettled, tear_down);
  g_test_add ("/registry-rows/size", Fixture, NULL, set_up, test_size, tear_down);
  return g_test_run ();
}
