/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting up AWS access for the session's project: the roles there are, the one set-up that is
 * being worked on, and the operation that works on it. Any set-up that was left half finished,
 * from this computer or another, can be chosen and gone on with. Belongs to the page.
 */
#pragma once

#include "sluice-aws-role.h"
#include "sluice-session.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_AWS_SETUP_NO_PLACE,   /* the form names no key or no project that Atlas knows */
  SLUICE_AWS_SETUP_LOADING,
  SLUICE_AWS_SETUP_LOADED,
  SLUICE_AWS_SETUP_NOT_LOADED,  /* see the error */
} SluiceAwsSetupState;

#define SLUICE_TYPE_AWS_SETUP (sluice_aws_setup_get_type ())
G_DECLARE_FINAL_TYPE (SluiceAwsSetup, sluice_aws_setup, SLUICE, AWS_SETUP, GObject)

SluiceAwsSetup      *sluice_aws_setup_new         (SluiceSession   *session);
void                 sluice_aws_setup_set_active  (SluiceAwsSetup  *self,
                                                   gboolean         active);
void                 sluice_aws_setup_refresh     (SluiceAwsSetup  *self);
SluiceAwsSetupState  sluice_aws_setup_get_state   (SluiceAwsSetup  *self,
                                                   const GError   **error);
GListModel          *sluice_aws_setup_get_roles   (SluiceAwsSetup  *self);
SluiceAwsRole       *sluice_aws_setup_get_chosen  (SluiceAwsSetup  *self);
void                 sluice_aws_setup_choose      (SluiceAwsSetup  *self,
                                                   const char      *role_id);
SluiceOperation     *sluice_aws_setup_get_running (SluiceAwsSetup  *self);
SluiceOperation     *sluice_aws_setup_get_last    (SluiceAwsSetup  *self);
SluiceOperation     *sluice_aws_setup_start       (SluiceAwsSetup  *self);
SluiceOperation     *sluice_aws_setup_authorize   (SluiceAwsSetup  *self,
                                                   const char      *role_arn);
SluiceOperation     *sluice_aws_setup_deauthorize (SluiceAwsSetup  *self);

/* Signal ::changed: anything the getters tell, once per change. */

G_END_DECLS
