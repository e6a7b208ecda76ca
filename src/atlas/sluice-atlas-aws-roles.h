/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unified AWS access of a project: list, start a set-up, authorize, deauthorize. All but the list
 * need the role Project Owner.
 */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-aws-role.h"

G_BEGIN_DECLS

void           sluice_atlas_list_aws_roles_async        (SluiceAtlasClient    *client,
                                                         const char           *project_id,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
GPtrArray     *sluice_atlas_list_aws_roles_finish       (SluiceAtlasClient    *client,
                                                         GAsyncResult         *result,
                                                         GError              **error);

void           sluice_atlas_create_aws_role_async       (SluiceAtlasClient    *client,
                                                         const char           *project_id,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
SluiceAwsRole *sluice_atlas_create_aws_role_finish      (SluiceAtlasClient    *client,
                                                         GAsyncResult         *result,
                                                         GError              **error);

void           sluice_atlas_authorize_aws_role_async    (SluiceAtlasClient    *client,
                                                         const char           *project_id,
                                                         const char           *role_id,
                                                         const char           *role_arn,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
SluiceAwsRole *sluice_atlas_authorize_aws_role_finish   (SluiceAtlasClient    *client,
                                                         GAsyncResult         *result,
                                                         GError              **error);

void           sluice_atlas_deauthorize_aws_role_async  (SluiceAtlasClient    *client,
                                                         const char           *project_id,
                                                         const char           *role_id,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean       sluice_atlas_deauthorize_aws_role_finish (SluiceAtlasClient    *client,
                                                         GAsyncResult         *result,
                                                         GError              **error);

G_END_DECLS
