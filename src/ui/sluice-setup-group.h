/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step 1 of AWS access: starting a set-up, or going on with one of those there are. */
#pragma once

#include <adwaita.h>

#include "sluice-aws-access.h"
#include "sluice-step-mark.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_SETUP_GROUP (sluice_setup_group_get_type ())
G_DECLARE_FINAL_TYPE (SluiceSetupGroup, sluice_setup_group, SLUICE, SETUP_GROUP,
                      AdwPreferencesGroup)

void            sluice_setup_group_set_up   (SluiceSetupGroup *self,
                                             SluiceAwsAccess  *access);
void            sluice_setup_group_show     (SluiceSetupGroup *self,
                                             const char       *project);
SluiceStepMark *sluice_setup_group_get_mark (SluiceSetupGroup *self);

G_END_DECLS
