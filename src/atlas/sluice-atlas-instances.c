/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stream processing instances. */
#include "sluice-atlas-instances.h"

#include "sluice-listing.h"
#include "sluice-objects-private.h"

/**
 * sluice_atlas_get_instance_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Reads one instance. API: getGroupStreamWorkspace.
 */
void
sluice_atlas_get_instance_async (SluiceAtlasClient   *client,
                                 const char          *project_id,
                                 const char          *instance,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  SluiceRequest request = {
    .method = "GET",
    .version = "2023-02-01",
    .path = sluice_atlas_client_build_path ("groups", project_id, "streams", instance, NULL),
    .reader = (SluiceAnswerReader) sluice_instance_new_from_json,
    .free_result = g_object_unref,
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_get_instance_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_get_instance_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (nullable): the instance
 */
SluiceInstance *
sluice_atlas_get_instance_finish (SluiceAtlasClient  *client,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_get_instance_async, error);
}

/**
 * sluice_atlas_list_instances_async:
 * @client: the client
 * @project_id: the project's id
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when all pages were read
 * @user_data: for @callback
 *
 * Lists a project's stream processing instances. API: listGroupStreamWorkspaces.
 */
void
sluice_atlas_list_instances_async (SluiceAtlasClient   *client,
                                   const char          *project_id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  SluiceListing listing = {
    .version = "2023-02-01",
    .path = sluice_atlas_client_build_path ("groups", project_id, "streams", NULL),
    .read_item = (SluiceAnswerReader) sluice_instance_new_from_json,
    .get_key = (const char *(*) (gpointer)) sluice_instance_get_name,
  };

  sluice_listing_start (client, &listing, sluice_atlas_list_instances_async, cancellable,
                        callback, user_data);
}

/**
 * sluice_atlas_list_instances_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (element-type SluiceInstance) (nullable): the instances, in the order of
 *   Atlas
 */
GPtrArray *
sluice_atlas_list_instances_finish (SluiceAtlasClient  *client,
                                    GAsyncResult       *result,
                                    GError            **error)
{
  return sluice_listing_finish (client, result, sluice_atlas_list_instances_async, error);
}
