/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One text that does both policies at once, for the AWS CLI or for Terraform. Every name in it is
 * quoted; no text ever overwrites a trust policy.
 */
#pragma once

#include "sluice-permission-policy.h"

G_BEGIN_DECLS

typedef struct
{
  const char        *role_name;    /* as typed */
  const char        *account_arn;  /* of Atlas's AWS account */
  const char        *external_id;
  SluicePermissions  permissions;
} SluiceAwsSetup;

char          *sluice_aws_script_for_new_role     (const SluiceAwsSetup *setup);
char          *sluice_aws_script_for_present_role (const SluiceAwsSetup *setup);
char          *sluice_aws_terraform               (const SluiceAwsSetup *setup);
SluiceFinding *sluice_aws_check_role_name         (const char           *text);

G_END_DECLS
