/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private links. */
#include "sluice-atlas-private-links.h"

#include "sluice-listing.h"
#include "sluice-objects-private.h"

/**
 * sluice_atlas_list_private_links_async:
 * @client: the client
 * @project_id: the project's id
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when all pages were read
 * @user_data: for @callback
 *
 * Lists a project's private links. API: listGroupStreamPrivateLinkConnections.
 */
void
sluice_atlas_list_private_links_async (SluiceAtlasClient   *client,
                                       const char          *project_id,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  SluiceListing listing = {
    .version = "2023-02-01",
    .path = sluice_atlas_client_build_path ("groups", project_id, "streams",
                                            "privateLinkConnections", NULL),
    .read_item = (SluiceAnswerReader) sluice_private_link_new_from_json,
    .get_key = (const char *(*) (gpointer)) sluice_private_link_get_id,
  };

  sluice_listing_start (client, &listing, sluice_atlas_list_private_links_async, cancellable,
                        callback, user_data);
}

/**
 * sluice_atlas_list_private_links_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (element-type SluicePrivateLink) (nullable): the links
 */
GPtrArray *
sluice_atlas_list_private_links_finish (SluiceAtlasClient  *client,
                                        GAsyncResult       *result,
                                        GError            **error)
{
  return sluice_listing_finish (client, result, sluice_atlas_list_private_links_async, error);
}
