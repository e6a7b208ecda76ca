/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each mix of roles is taken to be enough for. */
#include "sluice-json.h"
#include "sluice-key-rights.h"
#include "sluice-objects-private.h"

#define PROJECT "32b6e34b3d91647abb20e7b8"

/* In the project, in the organization, in another project: codes with blanks between. The rights
 * in the order list, create, set up AWS access: y, n, or ? for cannot tell. */
static const struct { const char *here, *organization, *elsewhere, *rights; } mixes[] = {
  { "", "", "", "???" },
  { "", "", "GROUP_OWNER", "???" },
  { "", "ORG_MEMBER", "", "nnn" },
  { "", "ORG_MEMBER", "GROUP_OWNER", "nnn" },
  { "", "ORG_READ_ONLY", "", "nnn" },
  { "", "ORG_OWNER", "", "yyy" },
  { "", "ORG_STREAM_PROCESSING_ADMIN", "", "yyn" },
  { "", "ORG_MEMBER ORG_NEVER_HEARD_OF", "", "???" },
  { "GROUP_OWNER", "ORG_MEMBER", "", "yyy" },
  { "GROUP_STREAM_PROCESSING_OWNER", "ORG_MEMBER", "", "yyn" },
  { "GROUP_STREAM_PROCESSING_MANAGER", "ORG_MEMBER", "", "yyn" },
  { "GROUP_STREAM_PROCESSING_OWNER GROUP_OWNER", "ORG_MEMBER", "", "yyy" },
  { "GROUP_STREAM_PROCESSING_OWNER GROUP_NEVER_HEARD_OF", "ORG_MEMBER", "", "yy?" },
  { "GROUP_READ_ONLY", "ORG_MEMBER", "", "nnn" },
  { "GROUP_READ_ONLY", "ORG_OWNER", "", "yyy" },
  { "GROUP_READ_ONLY GROUP_NEVER_HEARD_OF", "", "", "???" },
  { "GROUP_DATA_ACCESS_READ_ONLY", "", "", "ynn" },
  { "GROUP_DATA_ACCESS_READ_WRITE", "ORG_MEMBER", "", "ynn" },
  { "GROUP_DATA_ACCESS_ADMIN", "ORG_MEMBER", "", "ynn" },
  { "GROUP_DATA_ACCESS_ADMIN GROUP_STREAM_PROCESSING_OWNER", "", "", "yyn" },
  { "group_owner", "", "", "???" },
  /* Who knows of what. */
  { "", "GROUP_OWNER", "", "???" },
  { "", "ORG_MEMBER GROUP_OWNER", "", "???" },
  { "ORG_OWNER", "", "", "???" },
};

static void
add_roles (GString    *json,
           const char *codes,
           const char *place)
{
  g_auto (GStrv) list = g_strsplit (codes, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    if (*list[i] != '\0')
      g_string_append_printf (json, "%s{\"roleName\":\"%s\",%s}",
                              g_str_has_suffix (json->str, "[") ? "" : ",", list[i], place);
}

static SluiceKeyInfo *
make_key (guint mix)
{
  g_autoptr (GString) json = g_string_new ("{\"apiKey\":{\"roles\":[");
  g_autoptr (JsonNode) node = NULL;

  add_roles (json, mixes[mix].here, "\"groupId\":\"" PROJECT "\"");
  add_roles (json, mixes[mix].organization, "\"orgId\":\"32b6e34b3d91647abb20e7ba\"");
  add_roles (json, mixes[mix].elsewhere, "\"groupId\":\"32b6e34b3d91647abb20e7bb\"");
  g_string_append (json, "]}}");
  node = json_from_string (json->str, NULL);
  g_assert_nonnull (node);
  return sluice_key_info_new_from_json (node);
}

static void
test_mixes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (mixes); i++)
    {
      g_autoptr (SluiceKeyInfo) info = make_key (i);
      char found[SLUICE_N_KEY_RIGHTS + 1] = "";

      for (guint right = 0; right < SLUICE_N_KEY_RIGHTS; right++)
        found[right] = "n?y"[sluice_key_info_may (info, PROJECT, NULL, right)];
      g_test_message ("%s | %s | %s", mixes[i].here, mixes[i].organization, mixes[i].elsewhere);
      g_assert_cmpstr (found, ==, mixes[i].rights);
    }
}

static void
test_organization (void)
{
  g_autoptr (SluiceKeyInfo) told = make_key (2);
  g_autoptr (SluiceKeyInfo) not_told = make_key (0);

  g_assert_cmpstr (sluice_key_info_get_org_id (told), ==, "32b6e34b3d91647abb20e7ba");
  g_assert_null (sluice_key_info_get_org_id (not_told));
}

/* The owner of one organization has nothing to say in another. */
static void
test_other_organization (void)
{
  static const struct { const char *role, *org; SluiceKeyAnswer answer; } cases[] = {
    { "ORG_OWNER", "32b6e34b3d91647abb20e7ba", SLUICE_KEY_ANSWER_YES },
    { "ORG_OWNER", "32b6e34b3d91647abb20e7bc", SLUICE_KEY_ANSWER_CANNOT_TELL },
    { "ORG_OWNER", NULL, SLUICE_KEY_ANSWER_YES },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf (
        "{\"apiKey\":{\"roles\":[{\"roleName\":\"%s\",\"orgId\":\"32b6e34b3d91647abb20e7ba\"}]}}",
        cases[i].role);
      g_autoptr (JsonNode) node = json_from_string (json, NULL);
      g_autoptr (SluiceKeyInfo) info = sluice_key_info_new_from_json (node);

      g_assert_cmpint (sluice_key_info_may (info, PROJECT, cases[i].org, SLUICE_KEY_RIGHT_CREATE),
                       ==, cases[i].answer);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-rights/mixes", test_mixes);
  g_test_add_func ("/key-rights/organization", test_organization);
  g_test_add_func ("/key-rights/other-organization", test_other_organization);
  return g_test_run ();
}
