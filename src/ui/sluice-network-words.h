/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a new connection can use a network, judged from what is known already, and in words. Asks
 * nobody and has no widgets. All texts are new and translated.
 */
#pragma once

#include "sluice-private-link.h"
#include "sluice-session.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_NETWORK_WAITING,  /* not known yet */
  SLUICE_NETWORK_GOOD,
  SLUICE_NETWORK_WARNING,
  SLUICE_NETWORK_PROBLEM,
} SluiceNetworkState;

/* link_id: NULL for the public internet. */
SluiceNetworkState  sluice_network_words_judge      (SluiceSession     *session,
                                                     const char        *link_id,
                                                     char             **sentence);
/* Whether a link is ready, and not known to be in another region than the form's instance. */
gboolean            sluice_network_words_is_offered (SluiceSession     *session,
                                                     SluicePrivateLink *link);
/* link: NULL if only its id is known. */
char               *sluice_network_words_name       (SluicePrivateLink *link,
                                                     const char        *id);
/* Which links cannot be chosen, and why; NULL if there is nothing to say. */
char               *sluice_network_words_others     (SluiceSession     *session,
                                                     const char        *chosen);

G_END_DECLS
