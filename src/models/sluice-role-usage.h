/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which S3 connections of a whole project use which AWS role, and which connections of any type use
 * which private link. Atlas does not tell, so the registries of all instances are read. Immutable:
 * what was found at one time.
 */
#pragma once

#include <gio/gio.h>

#include "sluice-atlas-client.h"

G_BEGIN_DECLS

typedef struct
{
  char *instance;
  char *connection;
} SluiceRoleUse;

#define SLUICE_TYPE_ROLE_USAGE (sluice_role_usage_get_type ())
G_DECLARE_FINAL_TYPE (SluiceRoleUsage, sluice_role_usage, SLUICE, ROLE_USAGE, GObject)

void                 sluice_role_usage_load_async   (SluiceAtlasClient    *client,
                                                     const char           *project_id,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
SluiceRoleUsage     *sluice_role_usage_load_finish  (SluiceAtlasClient    *client,
                                                     GAsyncResult         *result,
                                                     GError              **error);

/* Of SluiceRoleUse, empty if no use was found: see also what could not be read. */
GPtrArray           *sluice_role_usage_get_uses     (SluiceRoleUsage      *self,
                                                     const char           *role_arn);
GPtrArray           *sluice_role_usage_get_link_uses (SluiceRoleUsage     *self,
                                                      const char          *link_id);
gboolean             sluice_role_usage_has_grown    (SluiceRoleUsage      *self,
                                                     SluiceRoleUsage      *before,
                                                     const char           *role_arn);
/* Names of the instances that may hold more uses: their registries could not be read. */
const char * const  *sluice_role_usage_get_unread   (SluiceRoleUsage      *self);
/* Why the first of them could not; NULL if all could. */
const GError        *sluice_role_usage_get_error    (SluiceRoleUsage      *self);

G_END_DECLS
