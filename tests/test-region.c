/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The spellings of a cloud region: what is the same, what is not, and what cannot be told. */
#include "sluice-region.h"

static void
test_names (void)
{
  static const struct { const char *region, *aws; } cases[] = {
    { "VIRGINIA_USA", "us-east-1" },
    { "virginia_usa", "us-east-1" },
    { "OHIO_USA", "us-east-2" },
    { "OREGON_USA", "us-west-2" },
    { "MONTREAL_CAN", "ca-central-1" },
    { "SAOPAULO_BRA", "sa-east-1" },
    { "DUBLIN_IRL", "eu-west-1" },
    { "LONDON_GBR", "eu-west-2" },
    { "PARIS_FRA", "eu-west-3" },
    { "FRANKFURT_DEU", "eu-central-1" },
    { "MUMBAI_IND", "ap-south-1" },
    { "SINGAPORE_SGP", "ap-southeast-1" },
    { "SYDNEY_AUS", "ap-southeast-2" },
    { "TOKYO_JPN", "ap-northeast-1" },
    { "SEOUL_KOR", "ap-northeast-2" },
    { "us-east-1", "us-east-1" },
    { "US-EAST-1", "us-east-1" },
    { "US_EAST_1", "us-east-1" },
    { "us-gov-west-1", "us-gov-west-1" },
    { "af-south-12", "af-south-12" },
    { "CAPETOWN_ZAF", NULL },
    { "eastus2", NULL },
    { "US_CENTRAL", NULL },
    { "us-east1", NULL },
    { "usa-east-1", NULL },
    { "us-east-", NULL },
    { "us--1", NULL },
    { "us-1", NULL },
    { "us-eäst-1", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *aws = sluice_region_dup_aws (cases[i].region);

      g_assert_cmpstr (aws, ==, cases[i].aws);
    }
}

static void
test_long (void)
{
  g_autofree char *text = g_strnfill (1 << 20, 'a');

  g_assert_null (sluice_region_dup_aws (text));
}

static void
test_compare (void)
{
  g_assert_cmpint (sluice_region_compare ("VIRGINIA_USA", "us-east-1"), ==, SLUICE_REGIONS_SAME);
  g_assert_cmpint (sluice_region_compare ("US_EAST_1", "us-east-1"), ==, SLUICE_REGIONS_SAME);
  g_assert_cmpint (sluice_region_compare ("DUBLIN_IRL", "us-east-1"), ==,
                   SLUICE_REGIONS_DIFFERENT);
  g_assert_cmpint (sluice_region_compare ("CAPETOWN_ZAF", "af-south-1"), ==,
                   SLUICE_REGIONS_UNKNOWN);
  g_assert_cmpint (sluice_region_compare (NULL, "us-east-1"), ==, SLUICE_REGIONS_UNKNOWN);
  g_assert_cmpint (sluice_region_compare ("eastus2", "eastus2"), ==, SLUICE_REGIONS_UNKNOWN);
}

static void
test_list (void)
{
  const char * const *names = sluice_region_get_names ();

  g_assert_cmpuint (g_strv_length ((char **) names), ==, 14);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (SluiceFinding) finding = sluice_validate_region (names[i]);

      g_assert_cmpint (finding->verdict, ==, SLUICE_VERDICT_GOOD);
      g_assert_cmpstr (finding->value, ==, names[i]);
    }
}

static void
test_validate (void)
{
  g_autoptr (SluiceFinding) empty = sluice_validate_region (" \t");
  g_autoptr (SluiceFinding) good = sluice_validate_region (" VIRGINIA_USA\n");
  g_autoptr (SluiceFinding) bad = sluice_validate_region ("Virginia");

  g_assert_cmpint (empty->verdict, ==, SLUICE_VERDICT_EMPTY);
  g_assert_cmpint (good->verdict, ==, SLUICE_VERDICT_GOOD);
  g_assert_cmpstr (good->value, ==, "us-east-1");
  g_assert_cmpint (bad->verdict, ==, SLUICE_VERDICT_ERROR);
  g_assert_nonnull (bad->message);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/region/names", test_names);
  g_test_add_func ("/region/long", test_long);
  g_test_add_func ("/region/compare", test_compare);
  g_test_add_func ("/region/list", test_list);
  g_test_add_func ("/region/validate", test_validate);
  return g_test_run ();
}
