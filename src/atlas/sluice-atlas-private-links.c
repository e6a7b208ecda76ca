/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private links. */
#include "sluice-atlas-private-links.h"

#include "sluice-call.h"
#include "sluice-listing.h"
#include "sluice-objects-private.h"

#define VERSION "2023-02-01"

static char *
links_path (const char *project_id, const char *id)
{
  return sluice_atlas_client_build_path ("groups", project_id, "streams",
                                         "privateLinkConnections", id, NULL);
}

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
    .version = VERSION,
    .path = links_path (project_id, NULL),
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

/**
 * sluice_atlas_get_private_link_async:
 * @client: the client
 * @project_id: the project's id
 * @id: the link's id
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Reads one private link. API: getGroupStreamPrivateLinkConnection.
 */
void
sluice_atlas_get_private_link_async (SluiceAtlasClient   *client,
                                     const char          *project_id,
                                     const char          *id,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  SluiceRequest request = {
    .method = "GET",
    .version = VERSION,
    .path = links_path (project_id, id),
    .reader = (SluiceAnswerReader) sluice_private_link_new_from_json,
    .free_result = g_object_unref,
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_get_private_link_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_get_private_link_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (nullable): the link
 */
SluicePrivateLink *
sluice_atlas_get_private_link_finish (SluiceAtlasClient  *client,
                                      GAsyncResult       *result,
                                      GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_get_private_link_async,
                                          error);
}

static char *
build_create_body (const char *region)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autofree char *service = g_strdup_printf ("com.amazonaws.%s.s3", region);
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "provider");
  json_builder_add_string_value (builder, "AWS");
  json_builder_set_member_name (builder, "vendor");
  json_builder_add_string_value (builder, "S3");
  json_builder_set_member_name (builder, "region");
  json_builder_add_string_value (builder, region);
  json_builder_set_member_name (builder, "serviceEndpointId");
  json_builder_add_string_value (builder, service);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * sluice_atlas_create_private_link_async:
 * @client: the client
 * @project_id: the project's id
 * @region: the AWS region in AWS's spelling
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when the call has ended
 * @user_data: for @callback
 *
 * Creates a private link to S3, which costs money for as long as it exists. API:
 * createGroupStreamPrivateLinkConnection, which answers 200 with the object; the answer was seen
 * without state and vendor, so read the link afterwards. Sent once; if the answer is lost, list the
 * links to find out.
 */
void
sluice_atlas_create_private_link_async (SluiceAtlasClient   *client,
                                        const char          *project_id,
                                        const char          *region,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  SluiceRequest request = {
    .method = "POST",
    .version = VERSION,
    .path = links_path (project_id, NULL),
    .body = build_create_body (region),
    .reader = (SluiceAnswerReader) sluice_private_link_new_from_json,
    .free_result = g_object_unref,
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_create_private_link_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_create_private_link_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (nullable): the link, as far as the answer tells
 */
SluicePrivateLink *
sluice_atlas_create_private_link_finish (SluiceAtlasClient  *client,
                                         GAsyncResult       *result,
                                         GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_create_private_link_async,
                                          error);
}

/**
 * sluice_atlas_delete_private_link_async:
 * @client: the client
 * @project_id: the project's id
 * @id: the link's id
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when the call has ended
 * @user_data: for @callback
 *
 * Deletes a private link. API: deleteGroupStreamPrivateLinkConnection, which answers 202; the link
 * is gone when reading it says 404, or that its state is DELETED.
 */
void
sluice_atlas_delete_private_link_async (SluiceAtlasClient   *client,
                                        const char          *project_id,
                                        const char          *id,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  SluiceRequest request = {
    .method = "DELETE",
    .version = VERSION,
    .path = links_path (project_id, id),
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_delete_private_link_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_delete_private_link_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: %TRUE if Atlas has accepted the deletion
 */
gboolean
sluice_atlas_delete_private_link_finish (SluiceAtlasClient  *client,
                                         GAsyncResult       *result,
                                         GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_delete_private_link_async,
                                          error) != NULL;
}

static gboolean
has_code (const GError *error, const char *code)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);

  return evidence != NULL && g_strcmp0 (sluice_evidence_get_error_code (evidence), code) == 0;
}

/**
 * sluice_atlas_error_is_link_in_use:
 * @error: (nullable): an error
 *
 * Returns: whether Atlas keeps a private link because a connection uses it. The code was seen in
 *   another client's source; with which status is not known.
 */
gboolean
sluice_atlas_error_is_link_in_use (const GError *error)
{
  return has_code (error, "STREAM_PRIVATE_LINK_IN_USE");
}

/**
 * sluice_atlas_error_is_link_there:
 * @error: (nullable): an error
 *
 * Returns: whether Atlas makes no private link because there is one like it
 */
gboolean
sluice_atlas_error_is_link_there (const GError *error)
{
  return has_code (error, "STREAM_PRIVATE_LINK_ALREADY_EXISTS");
}
