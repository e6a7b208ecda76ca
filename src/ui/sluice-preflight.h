/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of everything that will matter when Create is pressed. Follows the session by itself
 * and reads the project's AWS roles once per project, when there is a role to look for.
 */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PREFLIGHT (sluice_preflight_get_type ())
G_DECLARE_FINAL_TYPE (SluicePreflight, sluice_preflight, SLUICE, PREFLIGHT, AdwPreferencesGroup)

void sluice_preflight_set_up      (SluicePreflight *self,
                                   SluiceSession   *session);
void sluice_preflight_set_fields  (SluicePreflight *self,
                                   const char      *role_arn,
                                   const char      *bucket);
void sluice_preflight_set_network (SluicePreflight *self,
                                   const char      *link);

G_END_DECLS
