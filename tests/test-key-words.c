/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of keys: whose they are, what they may do, from where, and what is missing. */

#include <json-glib/json-glib.h>

#include "sluice-objects-private.h"
#include "sluice-words.h"

static void
assert_contains (const char *text,
                 const char *part)
{
  if (strstr (text, part) == NULL)
    g_test_fail_printf ("“%s” lacks “%s”", text, part);
}

static GObject *
parse (gpointer  (*read) (JsonNode *),
       const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  gpointer object = read (node);

  g_assert_nonnull (object);
  return object;
}

#define PARSE(read, json) parse ((gpointer (*) (JsonNode *)) read, json)
#define PROJECT "32b6e34b3d91647abb20e7b8"

static void
test_works (void)
{
  g_autoptr (GObject) info = PARSE (sluice_key_info_new_from_json,
    "{ \"appName\": \"MongoDB Atlas\", \"build\": \"x\", \"throttling\": false, \"apiKey\": {"
    "  \"id\": \"32b6e34b3d91647abb20e7b9\", \"publicKey\": \"abcdefgh\","
    "  \"accessList\": [ { \"ipAddress\": null, \"cidrBlock\": \"203.0.113.0/24\" } ],"
    "  \"roles\": [ { \"roleName\": \"GROUP_STREAM_PROCESSING_OWNER\", \"groupId\": \"" PROJECT "\" },"
    "    { \"roleName\": \"GROUP_NEVER_HEARD_OF\", \"groupId\": \"" PROJECT "\" },"
    "    { \"roleName\": \"ORG_MEMBER\", \"orgId\": \"32b6e34b3d91647abb20e7ba\" } ] } }");
  g_autofree char *nowhere = sluice_words_key_works (SLUICE_KEY_INFO (info), NULL, NULL);
  g_autofree char *here = sluice_words_key_works (SLUICE_KEY_INFO (info), PROJECT, "Harbour");
  g_autofree char *elsewhere = sluice_words_key_works (SLUICE_KEY_INFO (info),
                                                       "32b6e34b3d91647abb20e7ff", "Inland");
  g_autofree char *summary = sluice_words_key_summary (SLUICE_KEY_INFO (info));

  g_assert_cmpstr (nowhere, ==, "Works.");
  assert_contains (here, "Project Stream Processing Owner");
  assert_contains (here, "GROUP_NEVER_HEARD_OF");
  assert_contains (here, "Harbour");
  assert_contains (elsewhere, "no role of its own");
  assert_contains (summary, "203.0.113.0/24");
  assert_contains (summary, "Organization Member");
}

static GObject *
parse_key (const char *role,
           guint       addresses)
{
  g_autoptr (GString) json = g_string_new ("{ \"apiKey\": { \"accessList\": [");

  for (guint i = 0; i < addresses; i++)
    g_string_append_printf (json, "%s{ \"ipAddress\": \"192.0.2.%u\" }", i > 0 ? "," : "", i);
  g_string_append_printf (json, "], \"roles\": [ { \"roleName\": \"%s\", \"groupId\": \""
                          PROJECT "\" } ] } }", role);
  return PARSE (sluice_key_info_new_from_json, json->str);
}

/* What is missing names the role to give and the page where it is given, or says why not. */
/* Role codes are free text. */
static void
test_long_role (void)
{
  g_autofree char *code = g_strnfill (3000, 'X');
  g_autofree char *name = sluice_words_role (code);

  g_assert_cmpuint (strlen (name), <, 100);
}

static void
test_missing (void)
{
  static const struct { const char *role, *missing; } cases[] = {
    { "GROUP_OWNER", NULL },
    { "GROUP_STREAM_PROCESSING_OWNER", "needs the role Project Owner" },
    { "GROUP_READ_ONLY", "Give it Project Stream Processing Owner" },
    { "GROUP_NEVER_HEARD_OF", "cannot be told" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GObject) info = parse_key (cases[i].role, 0);
      g_autofree char *missing = sluice_words_key_missing (SLUICE_KEY_INFO (info), PROJECT, NULL);

      g_assert_true ((missing != NULL) == (cases[i].missing != NULL));
      if (missing == NULL)
        continue;
      assert_contains (missing, cases[i].missing);
      if (strstr (missing, "told") == NULL)
        assert_contains (missing, "Access Manager → Applications → API Keys");
    }
}

static void
test_no_role (void)
{
  g_autoptr (GObject) info = parse_key ("GROUP_OWNER", 0);
  g_autofree char *missing = sluice_words_key_missing (SLUICE_KEY_INFO (info),
                                                       "5f0000000000000000000099", NULL);

  assert_contains (missing, "Atlas lists no role of it here");
}

static void
test_addresses (void)
{
  static const struct { guint n; const char *all, *summary; } cases[] = {
    { 0, "Any address", "It has no API access list." },
    { 2, "192.0.2.0, 192.0.2.1", "from 192.0.2.0, 192.0.2.1." },
    { 7, "192.0.2.6", "192.0.2.5 and 1 more address." },
    { 200, "192.0.2.199", "192.0.2.5 and 194 more addresses." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GObject) info = parse_key ("GROUP_OWNER", cases[i].n);
      g_autofree char *all = sluice_words_key_addresses (SLUICE_KEY_INFO (info));
      g_autofree char *summary = sluice_words_key_summary (SLUICE_KEY_INFO (info));

      assert_contains (all, cases[i].all);
      assert_contains (summary, cases[i].summary);
    }
}

static void
test_saved_key (void)
{
  g_autoptr (GError) locked = g_error_new (SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_LOCKED,
                                           "locked");
  g_autoptr (GError) gone = g_error_new (SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_NOT_FOUND,
                                         "not found");
  g_autoptr (GError) refused = g_error_new (SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_KEY_REFUSED,
                                            "refused");
  g_autofree char *of_locked = sluice_words_saved_key (SLUICE_SAVED_KEY_FAILED, locked);
  g_autofree char *of_gone = sluice_words_saved_key (SLUICE_SAVED_KEY_FAILED, gone);
  g_autofree char *of_refused = sluice_words_saved_key (SLUICE_SAVED_KEY_FAILED, refused);
  g_autofree char *not_forgotten = sluice_words_saved_key (SLUICE_SAVED_KEY_NOT_FORGOTTEN, locked);
  g_autofree char *works = sluice_words_saved_key (SLUICE_SAVED_KEY_WORKS, NULL);

  assert_contains (of_locked, "locked");
  assert_contains (of_gone, "not in the keyring any more");
  assert_contains (of_refused, "private key");
  assert_contains (not_forgotten, "locked");
  assert_contains (works, "accepts");
  g_assert_null (sluice_words_saved_key (SLUICE_SAVED_KEY_UNCHECKED, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-words/works", test_works);
  g_test_add_func ("/key-words/long-role", test_long_role);
  g_test_add_func ("/key-words/missing", test_missing);
  g_test_add_func ("/key-words/no-role", test_no_role);
  g_test_add_func ("/key-words/addresses", test_addresses);
  g_test_add_func ("/key-words/saved-key", test_saved_key);
  return g_test_run ();
}
