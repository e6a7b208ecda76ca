/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is taken for an ARN or a region: its parts are pieces of it, what is usable as a role has
 * the form that IAM gives it, and a region is the same however it is spelt.
 */
#include <string.h>

#include "sluice-arn.h"
#include "sluice-region.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_arn (const char *text)
{
  g_autoptr (SluiceArn) arn = sluice_arn_parse (text);
  g_autofree char *again = NULL;
  g_autofree char *name = NULL;
  g_autofree char *bucket = NULL;

  if (arn == NULL)
    return;
  again = g_strdup_printf ("arn:%s:%s:%s:%s:%s", arn->partition, arn->service, arn->region,
                           arn->account, arn->resource);
  g_assert_nonnull (strstr (text, again));
  name = sluice_arn_dup_role_name (arn);
  bucket = sluice_arn_dup_bucket (arn);
  g_assert_true (bucket == NULL || strstr (arn->resource, bucket) == arn->resource);
  if (!sluice_arn_is_usable_role (arn))
    return;
  g_assert_cmpint (arn->kind, ==, SLUICE_ARN_ROLE);
  g_assert_nonnull (name);
  g_assert_cmpuint (strlen (arn->account), ==, 12);
  g_assert_cmpuint (strlen (again), <=, 2048);
  for (const char *c = again; *c != '\0'; c++)
    g_assert_true (g_ascii_isgraph (*c));
}

static void
check_region (const char *text)
{
  g_autofree char *aws = sluice_region_dup_aws (text);
  g_autofree char *again = NULL;

  g_assert_cmpint (sluice_region_compare (text, text), !=, SLUICE_REGIONS_DIFFERENT);
  if (aws == NULL)
    return;
  again = sluice_region_dup_aws (aws);
  g_assert_cmpstr (again, ==, aws);
  g_assert_cmpint (sluice_region_compare (text, aws), ==, SLUICE_REGIONS_SAME);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  check_arn (text);
  check_region (text);
  return 0;
}
