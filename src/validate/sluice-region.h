/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The spellings of a cloud region: Atlas writes VIRGINIA_USA, AWS us-east-1, and some pages of
 * Atlas US_EAST_1.
 */
#pragma once

#include "sluice-finding.h"

G_BEGIN_DECLS

/* How a region of one is to a region of another thing. */
typedef enum
{
  SLUICE_REGIONS_SAME,
  SLUICE_REGIONS_DIFFERENT,
  SLUICE_REGIONS_UNKNOWN,   /* at least one is missing, or in no spelling known here */
} SluiceRegions;

char               *sluice_region_dup_aws   (const char *region);
SluiceRegions       sluice_region_compare   (const char *one,
                                             const char *other);
const char * const *sluice_region_get_names (void);
SluiceFinding      *sluice_validate_region  (const char *text);

G_END_DECLS
