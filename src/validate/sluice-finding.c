/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A finding owns its texts, and that is all it does. */
#include "sluice-finding.h"

/**
 * sluice_finding_new:
 * @verdict: what may be done with the text
 * @value: (nullable): what to use instead of the raw text
 * @message: (nullable): the translated sentence to show
 *
 * Returns: (transfer full): a finding with copies of both texts
 */
SluiceFinding *
sluice_finding_new (SluiceVerdict  verdict,
                    const char    *value,
                    const char    *message)
{
  SluiceFinding *finding = g_new0 (SluiceFinding, 1);

  finding->verdict = verdict;
  finding->value = g_strdup (value);
  finding->message = g_strdup (message);

  return finding;
}

/**
 * sluice_finding_free:
 * @finding: (transfer full) (nullable): a finding
 */
void
sluice_finding_free (SluiceFinding *finding)
{
  if (finding == NULL)
    return;

  g_free (finding->value);
  g_free (finding->message);
  g_free (finding);
}
