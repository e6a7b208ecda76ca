/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key pairs: what of a pasted text belongs to them, and the memory the private half lives in. */
#include "sluice-api-key.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define PUBLIC "zmmrboas"
#define PRIVATE "0f3c1d2e-4b6a-7c8d-9e0f-1a2b3c4d5e6f"

static void
assert_key (const char *public_key, const char *private_key)
{
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (public_key, private_key);

  g_assert_cmpstr (sluice_api_key_get_public_key (key), ==, PUBLIC);
  g_assert_cmpstr (sluice_api_key_get_private_key (key), ==, PRIVATE);
}

static void
test_trim (void)
{
  assert_key (PUBLIC, PRIVATE);
  assert_key (" \t" PUBLIC "\r\n", "\n" PRIVATE "  ");
  assert_key ("\u00a0" PUBLIC "\u200b", "\ufeff" PRIVATE "\u2003\u2028");
  assert_key ("\"" PUBLIC "\"", "“" PRIVATE "”");
}

/* Any other form is Atlas's to judge. */
static void
test_any_form (void)
{
  static const char * const forms[] = { "", "x", "with a space", "größe", "\xff\xfe" };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (SluiceApiKey) key = sluice_api_key_new (forms[i], forms[i]);

      g_assert_cmpstr (sluice_api_key_get_public_key (key), ==, forms[i]);
      g_assert_cmpstr (sluice_api_key_get_private_key (key), ==, forms[i]);
    }
}

static void
test_long (void)
{
  g_autofree char *text = g_strnfill (3 * 65536, 'k');
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (PUBLIC, text);

  g_assert_cmpstr (sluice_api_key_get_private_key (key), ==, text);
}

static void
test_equal (void)
{
  g_autoptr (SluiceApiKey) a = sluice_api_key_new (PUBLIC, PRIVATE);
  g_autoptr (SluiceApiKey) b = sluice_api_key_new (PUBLIC " ", PRIVATE "\n");
  g_autoptr (SluiceApiKey) c = sluice_api_key_new (PUBLIC, "other");
  g_autoptr (SluiceApiKey) d = sluice_api_key_new ("other", PRIVATE);
  g_autoptr (SluiceApiKey) e = sluice_api_key_ref (a);

  g_assert_true (sluice_api_key_equal (a, b));
  g_assert_true (sluice_api_key_equal (a, e));
  g_assert_false (sluice_api_key_equal (a, c));
  g_assert_false (sluice_api_key_equal (a, d));
  g_assert_false (sluice_api_key_equal (a, NULL));
  g_assert_false (sluice_api_key_equal (NULL, a));
  g_assert_true (sluice_api_key_equal (NULL, NULL));
}

/* The flags the kernel reports for the mapping an address is in; NULL if it is in none. */
static char *
find_flags (gconstpointer address)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean inside = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      uintptr_t from, to;

      if (sscanf (*line, "%" SCNxPTR "-%" SCNxPTR " ", &from, &to) == 2)
        inside = (uintptr_t) address >= from && (uintptr_t) address < to;
      else if (inside && g_str_has_prefix (*line, "VmFlags:"))
        return g_strconcat (*line, " ", NULL);
    }
  return NULL;
}

static void
test_memory (void)
{
  SluiceApiKey *key = sluice_api_key_new (PUBLIC, PRIVATE);
  gconstpointer address = sluice_api_key_get_private_key (key);
  g_autofree char *flags = find_flags (address);
  g_autofree char *after = NULL;

  g_assert_nonnull (flags);
  g_assert_nonnull (strstr (flags, " dd "));  /* not in a core file */
#ifndef __SANITIZE_ADDRESS__  /* which makes nothing of mlock */
  g_assert_nonnull (strstr (flags, " lo "));  /* not in swap */
#endif
  sluice_api_key_unref (key);
  after = find_flags (address);
  g_assert_true (after == NULL || strstr (after, " dd ") == NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atlas/api-key/trim", test_trim);
  g_test_add_func ("/atlas/api-key/any-form", test_any_form);
  g_test_add_func ("/atlas/api-key/long", test_long);
  g_test_add_func ("/atlas/api-key/equal", test_equal);
  g_test_add_func ("/atlas/api-key/memory", test_memory);
  return g_test_run ();
}
