/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that will matter when Create is pressed, judged from what is known already. Asks
 * nobody and has no widgets.
 */
#pragma once

#include "sluice-finding.h"
#include "sluice-remote-list.h"
#include "sluice-session.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_PREFLIGHT_KEY,
  SLUICE_PREFLIGHT_KEY_ROLE,
  SLUICE_PREFLIGHT_PROJECT,
  SLUICE_PREFLIGHT_INSTANCE,
  SLUICE_PREFLIGHT_NAME,
  SLUICE_PREFLIGHT_ROLE,
  SLUICE_PREFLIGHT_BUCKET,
  SLUICE_PREFLIGHT_NETWORK,
  SLUICE_PREFLIGHT_N_ITEMS,
} SluicePreflightItem;

typedef enum
{
  SLUICE_PREFLIGHT_WAITING,  /* not known yet, or nothing to judge */
  SLUICE_PREFLIGHT_GOOD,
  SLUICE_PREFLIGHT_WARNING,
  SLUICE_PREFLIGHT_PROBLEM,
} SluicePreflightState;

/* What is known; everything is borrowed. */
typedef struct
{
  SluiceSession       *session;
  const SluiceFinding *role;    /* of the field; NULL while nothing was looked at */
  const SluiceFinding *bucket;
  SluiceRemoteList    *roles;   /* the project's AWS roles; NULL while they are not asked for */
  const char          *link;    /* id of the private link; NULL for the public internet */
} SluicePreflightFacts;

const char           *sluice_preflight_get_title (SluicePreflightItem         item);
SluicePreflightState  sluice_preflight_judge     (SluicePreflightItem         item,
                                                  const SluicePreflightFacts *facts,
                                                  char                      **sentence);

G_END_DECLS
