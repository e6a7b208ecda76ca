/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry of a project's unified AWS access: an IAM role that Atlas may assume, or a set-up of
 * one that was left half finished ("cloud provider access role" in the API). Immutable.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_AWS_ROLE (sluice_aws_role_get_type ())
G_DECLARE_FINAL_TYPE (SluiceAwsRole, sluice_aws_role, SLUICE, AWS_ROLE, GObject)

const char         *sluice_aws_role_get_id              (SluiceAwsRole *self);
const char         *sluice_aws_role_get_arn             (SluiceAwsRole *self);
const char         *sluice_aws_role_get_account_arn     (SluiceAwsRole *self);
const char         *sluice_aws_role_get_external_id     (SluiceAwsRole *self);
const char         *sluice_aws_role_get_created_date    (SluiceAwsRole *self);
const char         *sluice_aws_role_get_authorized_date (SluiceAwsRole *self);
gboolean            sluice_aws_role_is_authorized       (SluiceAwsRole *self);
const char * const *sluice_aws_role_get_features        (SluiceAwsRole *self);

G_END_DECLS
