/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step 4 of AWS access: the role's ARN, and having Atlas assume the role. */
#pragma once

#include <adwaita.h>

#include "sluice-aws-access.h"
#include "sluice-step-mark.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_AUTHORIZE_GROUP (sluice_authorize_group_get_type ())
G_DECLARE_FINAL_TYPE (SluiceAuthorizeGroup, sluice_authorize_group, SLUICE, AUTHORIZE_GROUP,
                      AdwPreferencesGroup)

void            sluice_authorize_group_set_up       (SluiceAuthorizeGroup *self,
                                                     SluiceAwsAccess      *access,
                                                     GSettings            *settings);
void            sluice_authorize_group_show         (SluiceAuthorizeGroup *self);
const char     *sluice_authorize_group_get_role_arn (SluiceAuthorizeGroup *self);
gboolean        sluice_authorize_group_cancel       (SluiceAuthorizeGroup *self);
SluiceStepMark *sluice_authorize_group_get_mark     (SluiceAuthorizeGroup *self);

/* Signal ::edited: the ARN is another one. */

G_END_DECLS
