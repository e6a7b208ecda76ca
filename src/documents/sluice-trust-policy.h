/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trust policy that lets Atlas assume a role, alone or added to the one a role has already.
 * Adding never changes or removes what stands there.
 */
#pragma once

#include "sluice-remark.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_TRUST_MERGE_ADDED,    /* text: the policy with one more statement */
  SLUICE_TRUST_MERGE_PRESENT,  /* nothing to do; text: the policy as it was pasted */
  SLUICE_TRUST_MERGE_REFUSED,  /* no text; the last of the remarks that are problems says why */
} SluiceTrustMergeOutcome;

typedef struct
{
  SluiceTrustMergeOutcome  outcome;
  char                    *text;
  guint                    first_line;  /* of text, from 1: the statement that is new, or the one */
  guint                    last_line;   /* that was there already; 0 where there is no text */
  GPtrArray               *remarks;     /* of SluiceRemark, about the text that was pasted */
} SluiceTrustMerge;

char             *sluice_trust_policy_new   (const char       *account_arn,
                                             const char       *external_id);
SluiceTrustMerge *sluice_trust_policy_merge (const char       *present,
                                             const char       *account_arn,
                                             const char       *external_id);
void              sluice_trust_merge_free   (SluiceTrustMerge *merge);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceTrustMerge, sluice_trust_merge_free)

G_END_DECLS
