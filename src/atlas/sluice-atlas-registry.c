/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a connection registry page by page. */
#include "sluice-atlas-registry.h"

#include "sluice-listing.h"
#include "sluice-objects-private.h"

/**
 * sluice_atlas_read_registry_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @cancellable: (nullable): see sluice_atlas_client_send(); after it was cancelled, @page is not
 *   called any more
 * @page: called with @user_data for each page that brings something new, in Atlas's order
 * @callback: called when all pages were read, or one could not be
 * @user_data: for @page and @callback; must live until @callback
 *
 * Lists a registry and tells of each page as it comes, while the next one is on its way. API:
 * listGroupStreamConnections.
 */
void
sluice_atlas_read_registry_async (SluiceAtlasClient   *client,
                                  const char          *project_id,
                                  const char          *instance,
                                  GCancellable        *cancellable,
                                  SluiceRegistryPage   page,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  SluiceListing listing = {
    .version = "2023-02-01",
    .path = sluice_atlas_client_build_path ("groups", project_id, "streams", instance,
                                            "connections", NULL),
    .read_item = (SluiceAnswerReader) sluice_connection_new_from_listing,
    .get_key = (const char *(*) (gpointer)) sluice_connection_get_name,
    .page = page,
  };

  sluice_listing_start (client, &listing, sluice_atlas_read_registry_async, cancellable, callback,
                        user_data);
}

/**
 * sluice_atlas_read_registry_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (element-type SluiceConnection) (nullable): all connections, each name
 *   once; %NULL if a page could not be read, whatever came before it
 */
GPtrArray *
sluice_atlas_read_registry_finish (SluiceAtlasClient  *client,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  return sluice_listing_finish (client, result, sluice_atlas_read_registry_async, error);
}
