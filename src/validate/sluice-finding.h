/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What looking at one text a person typed has found: whether it can be used, the value to use
 * instead of the raw text, and the sentence that says what is wrong and where the right value is.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SLUICE_VERDICT_EMPTY,    /* nothing typed; whether that is allowed is the field's affair */
  SLUICE_VERDICT_GOOD,
  SLUICE_VERDICT_WARNING,  /* unusual, but may be sent */
  SLUICE_VERDICT_ERROR,    /* cannot be sent */
} SluiceVerdict;

typedef struct
{
  SluiceVerdict  verdict;
  char          *value;    /* trimmed and understood; NULL when there is none, always for secrets */
  char          *message;  /* translated, ready to show; NULL when there is nothing to say */
} SluiceFinding;

SluiceFinding *sluice_finding_new  (SluiceVerdict  verdict,
                                    const char    *value,
                                    const char    *message);
void           sluice_finding_free (SluiceFinding *finding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceFinding, sluice_finding_free)

G_END_DECLS
