/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judging errors by their evidence. */
#include "sluice-doubt.h"

static guint
get_status (const GError *error)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);

  return evidence != NULL ? sluice_evidence_get_status (evidence) : 0;
}

/**
 * sluice_doubt_leaves_open:
 * @error: (nullable): why a write has failed
 *
 * Returns: whether Atlas may have done it all the same: the request may have arrived, and Atlas
 *   did not say no. To point elsewhere is no such answer: 303 even means that it was done
 */
gboolean
sluice_doubt_leaves_open (const GError *error)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);
  guint status = get_status (error);

  if (evidence == NULL || !sluice_evidence_get_sent (evidence))
    return FALSE;
  return !(status >= 400 && status < 500) || status == 408;
}

/**
 * sluice_doubt_deserves_look:
 * @error: (nullable): why a write has failed
 *
 * The server says no, but a gateway between may say so after it was done, or the server itself
 * about a request that somebody on the way has sent twice. Only 401 and a proxy's 407 are certain
 * to come before anything is done: Sluice, too, sends again after a 401.
 *
 * Returns: whether a look at what there is now may prove the refusal wrong
 */
gboolean
sluice_doubt_deserves_look (const GError *error)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);
  guint status = get_status (error);

  return evidence != NULL && sluice_evidence_get_sent (evidence) && status >= 400 &&
         status < 500 && status != 401 && status != 407 && !sluice_doubt_leaves_open (error);
}

/**
 * sluice_doubt_is_absence:
 * @error: (nullable): why something could not be read
 *
 * Returns: whether Atlas says that there is no such thing. A web page with status 404 is not
 *   Atlas, and a project or an instance that is not there says nothing about what is in it.
 */
gboolean
sluice_doubt_is_absence (const GError *error)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);
  const char *excerpt = evidence != NULL ? sluice_evidence_get_excerpt (evidence) : NULL;

  if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CONNECTION_NOT_FOUND))
    return TRUE;
  return g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_NOT_FOUND) &&
         (excerpt == NULL || *excerpt == '\0');
}

/**
 * sluice_doubt_may_pass:
 * @error: why something could not be read
 *
 * Returns: whether a look a little later may succeed
 */
gboolean
sluice_doubt_may_pass (const GError *error)
{
  guint status = get_status (error);

  return status < 300 || status == 408 || status == 429 || status >= 500;
}

/**
 * sluice_doubt_may_appear:
 * @error: why something could not be read
 *
 * Returns: whether a look a little later may show it: what was created a moment ago can be missing
 */
gboolean
sluice_doubt_may_appear (const GError *error)
{
  return sluice_doubt_is_absence (error) || sluice_doubt_may_pass (error);
}

/**
 * sluice_doubt_asked_wait:
 * @error: (nullable): why something could not be read
 *
 * Returns: the wait the server asked for, in milliseconds, five minutes at most; 0 for none
 */
guint
sluice_doubt_asked_wait (const GError *error)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);

  return CLAMP (evidence != NULL ? sluice_evidence_get_retry_after (evidence) : 0, 0, 300) * 1000;
}
