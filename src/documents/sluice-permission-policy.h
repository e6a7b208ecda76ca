/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The permission policy of the role: what Atlas may do once it has assumed it. It is attached to
 * the role, so it names no principal.
 */
#pragma once

#include "sluice-finding.h"

G_BEGIN_DECLS

/* All as typed. */
typedef struct
{
  const char *bucket;
  const char *partition_arn;  /* the role's ARN or, before there is one, that of Atlas's account:
                               * says which of AWS's partitions; NULL or no ARN: the public one */
  const char *kms_key_arn;    /* of the key that encrypts the bucket; NULL or blank when AWS's own
                               * keys do */
  gboolean    wider;          /* also reading and listing, to try when the minimum does not do */
} SluicePermissions;

char          *sluice_permission_policy_new    (const SluicePermissions *permissions);
SluiceFinding *sluice_permission_check_kms_key (const char              *text,
                                                const char              *partition_arn);

G_END_DECLS
