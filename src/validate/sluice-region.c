/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The spellings of a cloud region. */
#include "sluice-region.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-text.h"

/* No region's name is anywhere near as long. */
#define MAX_LENGTH 40

/* Where stream processing runs in AWS, in Atlas's spelling and in AWS's: the API lists the first,
 * its documentation the cities of both. */
static const struct { const char *atlas, *aws; } regions[] = {
  { "VIRGINIA_USA", "us-east-1" },
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
};

/* As us-east-1 or us-gov-west-1 are; us-east1 is one of Google's. */
static gboolean
is_aws (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "-", -1);
  guint n = g_strv_length (parts);

  if (n < 3 || strlen (parts[0]) != 2)
    return FALSE;
  for (guint i = 0; i + 1 < n; i++)
    {
      if (*parts[i] == '\0' || parts[i][strspn (parts[i], "abcdefghijklmnopqrstuvwxyz")] != '\0')
        return FALSE;
    }
  return *parts[n - 1] != '\0' && parts[n - 1][strspn (parts[n - 1], "0123456789")] == '\0';
}

/**
 * sluice_region_dup_aws:
 * @region: (nullable): a region as any answer of Atlas spells it
 *
 * Returns: (transfer full) (nullable): AWS's name for it; %NULL for a region of another cloud and
 *   for one that is not known here
 */
char *
sluice_region_dup_aws (const char *region)
{
  g_autofree char *name = NULL;

  if (region == NULL || strlen (region) > MAX_LENGTH)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      if (g_ascii_strcasecmp (regions[i].atlas, region) == 0)
        return g_strdup (regions[i].aws);
    }
  name = g_ascii_strdown (region, -1);
  g_strdelimit (name, "_", '-');
  return is_aws (name) ? g_steal_pointer (&name) : NULL;
}

/**
 * sluice_region_compare:
 * @one: (nullable): a region in any spelling
 * @other: (nullable): another
 *
 * Returns: whether they are the same, as far as that can be told
 */
SluiceRegions
sluice_region_compare (const char *one,
                       const char *other)
{
  g_autofree char *one_name = sluice_region_dup_aws (one);
  g_autofree char *other_name = sluice_region_dup_aws (other);

  if (one_name == NULL || other_name == NULL)
    return SLUICE_REGIONS_UNKNOWN;
  return g_str_equal (one_name, other_name) ? SLUICE_REGIONS_SAME : SLUICE_REGIONS_DIFFERENT;
}

/**
 * sluice_region_get_names:
 *
 * Returns: (transfer none): AWS's names of the regions in which stream processing is known to run,
 *   %NULL-terminated
 */
const char * const *
sluice_region_get_names (void)
{
  static const char *names[G_N_ELEMENTS (regions) + 1];

  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    names[i] = regions[i].aws;
  return names;
}

/**
 * sluice_validate_region:
 * @text: (nullable): what was typed
 *
 * Takes any spelling, and regions that came after this version.
 *
 * Returns: (transfer full): empty, good with AWS's name, or an error
 */
SluiceFinding *
sluice_validate_region (const char *text)
{
  gsize length;
  const char *start = sluice_text_trim (text, &length);
  g_autofree char *typed = g_strndup (start, length);
  g_autofree char *name = NULL;

  if (length == 0)
    return sluice_finding_new (SLUICE_VERDICT_EMPTY, NULL, NULL);
  name = sluice_region_dup_aws (typed);
  if (name == NULL)
    return sluice_finding_new (SLUICE_VERDICT_ERROR, NULL,
                               _("This is no region of AWS. Their names look like us-east-1."));
  return sluice_finding_new (SLUICE_VERDICT_GOOD, name, NULL);
}
