/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks before a role is removed from a project, and says what would break. */
#pragma once

#include <gtk/gtk.h>

#include "sluice-aws-access.h"
#include "sluice-role-usage.h"

G_BEGIN_DECLS

void  sluice_deauthorize_ask      (GtkWidget         *widget,
                                   SluiceAwsAccess   *access,
                                   SluiceAtlasClient *client,
                                   const char        *project_id);
char *sluice_deauthorize_describe (SluiceRoleUsage   *usage,
                                   const char        *role_arn);

G_END_DECLS
