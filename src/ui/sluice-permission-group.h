/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step 3 of AWS access: the permission policy for a bucket, and both policies as one script. */
#pragma once

#include <adwaita.h>

#include "sluice-aws-role.h"
#include "sluice-step-mark.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_PERMISSION_GROUP (sluice_permission_group_get_type ())
G_DECLARE_FINAL_TYPE (SluicePermissionGroup, sluice_permission_group, SLUICE, PERMISSION_GROUP,
                      AdwPreferencesGroup)

void            sluice_permission_group_set_up   (SluicePermissionGroup *self,
                                                  GSettings             *settings);
void            sluice_permission_group_set_role (SluicePermissionGroup *self,
                                                  SluiceAwsRole         *role,
                                                  const char            *role_arn);
gboolean        sluice_permission_group_is_taken (SluicePermissionGroup *self);
SluiceStepMark *sluice_permission_group_get_mark (SluicePermissionGroup *self);

/* Signal ::taken: a text was copied or saved. */

G_END_DECLS
