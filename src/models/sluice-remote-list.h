/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A listing of Atlas as a list model: empty until the whole of it has come, then there all at
 * once. What was there stays while it is read anew, and when that fails.
 */
#pragma once

#include <gio/gio.h>

#include "sluice-atlas-client.h"

G_BEGIN_DECLS

/* As the listings of the Atlas client are; what a listing does not need is NULL. */
typedef void       (*SluiceListStarter)  (SluiceAtlasClient    *client,
                                          const char           *project_id,
                                          const char           *instance,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
typedef GPtrArray *(*SluiceListFinisher) (SluiceAtlasClient    *client,
                                          GAsyncResult         *result,
                                          GError              **error);

#define SLUICE_TYPE_REMOTE_LIST (sluice_remote_list_get_type ())
G_DECLARE_FINAL_TYPE (SluiceRemoteList, sluice_remote_list, SLUICE, REMOTE_LIST, GObject)

SluiceRemoteList *sluice_remote_list_new             (GType               item_type,
                                                      SluiceAtlasClient  *client,
                                                      const char         *project_id,
                                                      const char         *instance,
                                                      SluiceListStarter   starter,
                                                      SluiceListFinisher  finisher);
SluiceRemoteList *sluice_remote_list_new_projects    (SluiceAtlasClient  *client);
SluiceRemoteList *sluice_remote_list_new_instances   (SluiceAtlasClient  *client,
                                                      const char         *project_id);
SluiceRemoteList *sluice_remote_list_new_connections (SluiceAtlasClient  *client,
                                                      const char         *project_id,
                                                      const char         *instance);
SluiceRemoteList *sluice_remote_list_new_aws_roles   (SluiceAtlasClient  *client,
                                                      const char         *project_id);
SluiceRemoteList *sluice_remote_list_new_private_links (SluiceAtlasClient *client,
                                                        const char        *project_id);

void              sluice_remote_list_refresh         (SluiceRemoteList   *self);
gboolean          sluice_remote_list_get_loading     (SluiceRemoteList   *self);
gboolean          sluice_remote_list_get_loaded      (SluiceRemoteList   *self);
const GError     *sluice_remote_list_get_error       (SluiceRemoteList   *self);

/* Signal ::changed: loading, loaded or error changed; after the items did. */

G_END_DECLS
