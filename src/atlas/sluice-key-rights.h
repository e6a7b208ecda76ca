/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the roles Atlas lists for a key are enough for in a project. The one place that judges
 * roles, so that everything that speaks of them says the same.
 */
#pragma once

#include "sluice-key-info.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_KEY_RIGHT_LIST,    /* list the connections of an instance */
  SLUICE_KEY_RIGHT_CREATE,  /* create, change and delete them */
  SLUICE_KEY_RIGHT_AWS,     /* set up AWS access */
} SluiceKeyRight;
#define SLUICE_N_KEY_RIGHTS 3

typedef enum
{
  SLUICE_KEY_ANSWER_NO,           /* every role is known, and none is enough */
  SLUICE_KEY_ANSWER_CANNOT_TELL,
  SLUICE_KEY_ANSWER_YES,
} SluiceKeyAnswer;

SluiceKeyAnswer sluice_key_info_may (SluiceKeyInfo  *self,
                                     const char     *project_id,
                                     const char     *org_id,
                                     SluiceKeyRight  right);

G_END_DECLS
