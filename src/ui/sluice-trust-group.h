/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step 2 of AWS access: the trust policy for a new role, or added to the one a role has already.
 */
#pragma once

#include <adwaita.h>

#include "sluice-aws-role.h"
#include "sluice-step-mark.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TRUST_GROUP (sluice_trust_group_get_type ())
G_DECLARE_FINAL_TYPE (SluiceTrustGroup, sluice_trust_group, SLUICE, TRUST_GROUP,
                      AdwPreferencesGroup)

void            sluice_trust_group_set_up    (SluiceTrustGroup *self,
                                              GSettings        *settings);
void            sluice_trust_group_set_role  (SluiceTrustGroup *self,
                                              SluiceAwsRole    *role);
gboolean        sluice_trust_group_is_taken  (SluiceTrustGroup *self);
SluiceStepMark *sluice_trust_group_get_mark  (SluiceTrustGroup *self);

/* Signal ::taken: the text was copied or saved. */

G_END_DECLS
