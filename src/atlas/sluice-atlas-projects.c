/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projects. */
#include "sluice-atlas-projects.h"

#include "sluice-listing.h"
#include "sluice-objects-private.h"

/**
 * sluice_atlas_get_project_async:
 * @client: the client
 * @project_id: the project's id
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Reads one project. API: getGroup.
 */
void
sluice_atlas_get_project_async (SluiceAtlasClient   *client,
                                const char          *project_id,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  SluiceRequest request = {
    .method = "GET",
    .version = "2023-01-01",
    .path = sluice_atlas_client_build_path ("groups", project_id, NULL),
    .reader = (SluiceAnswerReader) sluice_project_new_from_json,
    .free_result = g_object_unref,
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_get_project_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_get_project_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (nullable): the project
 */
SluiceProject *
sluice_atlas_get_project_finish (SluiceAtlasClient  *client,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_get_project_async, error);
}

/**
 * sluice_atlas_list_projects_async:
 * @client: the client
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when all pages were read
 * @user_data: for @callback
 *
 * Lists the projects the key can see. API: listGroups.
 */
void
sluice_atlas_list_projects_async (SluiceAtlasClient   *client,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  SluiceListing listing = {
    .version = "2023-01-01",
    .path = sluice_atlas_client_build_path ("groups", NULL),
    .read_item = (SluiceAnswerReader) sluice_project_new_from_json,
    .get_key = (const char *(*) (gpointer)) sluice_project_get_id,
  };

  sluice_listing_start (client, &listing, sluice_atlas_list_projects_async, cancellable,
                        callback, user_data);
}

/**
 * sluice_atlas_list_projects_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (element-type SluiceProject) (nullable): the projects, in Atlas's order
 */
GPtrArray *
sluice_atlas_list_projects_finish (SluiceAtlasClient  *client,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  return sluice_listing_finish (client, result, sluice_atlas_list_projects_async, error);
}
