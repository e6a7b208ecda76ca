/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The inside of adding to a trust policy: what a statement does for Atlas by IAM's rules, how ours
 * is written, and where in the present text it goes. Only the sluice-trust files use it.
 */
#pragma once

#include "sluice-extended-json.h"
#include "sluice-json-writer.h"
#include "sluice-trust-policy.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_TRUST_NOTHING,  /* about others, or only under conditions of its own */
  SLUICE_TRUST_OPEN,     /* lets Atlas in, but whoever uses Atlas: it asks for no external ID */
  SLUICE_TRUST_EXACT,    /* lets Atlas in with this external ID */
} SluiceTrust;

typedef struct
{
  const SluiceDocument *document;
  const SluiceValue    *policy;      /* the document, or a part of it */
  const SluiceValue    *statements;  /* an array, or one object */
  const char           *account_arn;
  const char           *external_id;
  SluiceTrustMerge     *merge;
} SluiceTrustMerging;

SluiceTrust        sluice_trust_statement_judge (const SluiceValue        *statement,
                                                 const char               *account_arn,
                                                 const char               *external_id);
void               sluice_trust_statement_write (SluiceJsonWriter         *writer,
                                                 const char               *sid,
                                                 const char               *account_arn,
                                                 const char               *external_id);

guint              sluice_trust_merging_count   (const SluiceTrustMerging *merging);
const SluiceValue *sluice_trust_merging_get     (const SluiceTrustMerging *merging,
                                                 guint                     i);
void               sluice_trust_merging_write   (SluiceTrustMerging       *merging,
                                                 const char               *sid);

G_END_DECLS
