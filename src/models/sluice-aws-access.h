/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting up AWS access for the session's project: the roles there are, the one set-up that is
 * being worked on, and the operation that works on it. Any set-up that was left half finished,
 * from this computer or another, can be chosen and gone on with. Belongs to the page.
 */
#pragma once

#include "sluice-aws-role.h"
#include "sluice-role-usage.h"
#include "sluice-session.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_AWS_ACCESS_NO_PLACE,   /* the form names no key or no project that Atlas knows */
  SLUICE_AWS_ACCESS_LOADING,
  SLUICE_AWS_ACCESS_LOADED,
  SLUICE_AWS_ACCESS_NOT_LOADED,  /* see the error */
} SluiceAwsAccessState;

#define SLUICE_TYPE_AWS_ACCESS (sluice_aws_access_get_type ())
G_DECLARE_FINAL_TYPE (SluiceAwsAccess, sluice_aws_access, SLUICE, AWS_ACCESS, GObject)

SluiceAwsAccess       *sluice_aws_access_new         (SluiceSession    *session);
void                   sluice_aws_access_set_active  (SluiceAwsAccess  *self,
                                                      gboolean          active);
void                   sluice_aws_access_refresh     (SluiceAwsAccess  *self);
SluiceAwsAccessState   sluice_aws_access_get_state   (SluiceAwsAccess  *self,
                                                      const GError    **error);
GListModel            *sluice_aws_access_get_roles   (SluiceAwsAccess  *self);
SluiceAwsRole         *sluice_aws_access_get_chosen  (SluiceAwsAccess  *self);
void                   sluice_aws_access_choose      (SluiceAwsAccess  *self,
                                                      const char       *role_id);
SluiceOperation       *sluice_aws_access_get_running (SluiceAwsAccess  *self);
SluiceOperation       *sluice_aws_access_get_last    (SluiceAwsAccess  *self);
SluiceOperation       *sluice_aws_access_start       (SluiceAwsAccess  *self);
SluiceOperation       *sluice_aws_access_authorize   (SluiceAwsAccess  *self,
                                                      const char       *role_arn);
SluiceOperation       *sluice_aws_access_deauthorize (SluiceAwsAccess  *self,
                                                      SluiceRoleUsage  *usage);

/* Signal ::changed: anything the getters tell, once per change. */

G_END_DECLS
