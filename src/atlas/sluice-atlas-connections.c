/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection registry of one instance. */
#include "sluice-atlas-connections.h"

#include "sluice-listing.h"
#include "sluice-objects-private.h"

#define VERSION "2023-02-01"
static char *
registry_path (const char *project_id, const char *instance, const char *name)
{
  return sluice_atlas_client_build_path ("groups", project_id, "streams", instance,
                                         "connections", name, NULL);
}

/**
 * sluice_atlas_list_connections_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when all pages were read
 * @user_data: for @callback
 *
 * Lists a registry, every page of it. API: listGroupStreamConnections.
 */
void
sluice_atlas_list_connections_async (SluiceAtlasClient   *client,
                                     const char          *project_id,
                                     const char          *instance,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  SluiceListing listing = {
    .version = VERSION,
    .path = registry_path (project_id, instance, NULL),
    .read_item = (SluiceAnswerReader) sluice_connection_new_from_json,
    .get_key = (const char *(*) (gpointer)) sluice_connection_get_name,
  };

  sluice_listing_start (client, &listing, sluice_atlas_list_connections_async, cancellable,
                        callback, user_data);
}

/**
 * sluice_atlas_list_connections_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (element-type SluiceConnection) (nullable): the connections in Atlas's
 *   order, each name once
 */
GPtrArray *
sluice_atlas_list_connections_finish (SluiceAtlasClient  *client,
                                      GAsyncResult       *result,
                                      GError            **error)
{
  return sluice_listing_finish (client, result, sluice_atlas_list_connections_async, error);
}

/**
 * sluice_atlas_get_connection_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @name: the connection's name
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Reads one connection. API: getGroupStreamConnection.
 */
void
sluice_atlas_get_connection_async (SluiceAtlasClient   *client,
                                   const char          *project_id,
                                   const char          *instance,
                                   const char          *name,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  SluiceRequest request = {
    .method = "GET",
    .version = VERSION,
    .path = registry_path (project_id, instance, name),
    .reader = (SluiceAnswerReader) sluice_connection_new_from_json,
    .free_result = g_object_unref,
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_get_connection_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_get_connection_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (nullable): the connection
 */
SluiceConnection *
sluice_atlas_get_connection_finish (SluiceAtlasClient  *client,
                                    GAsyncResult       *result,
                                    GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_get_connection_async,
                                          error);
}

static char *
build_create_body (const char *name, const char *role_arn, const char *test_bucket)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, name);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "S3");
  json_builder_set_member_name (builder, "aws");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "roleArn");
  json_builder_add_string_value (builder, role_arn);
  if (test_bucket != NULL && *test_bucket != '\0')
    {
      json_builder_set_member_name (builder, "testBucket");
      json_builder_add_string_value (builder, test_bucket);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * sluice_atlas_create_connection_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @name: the new connection's name
 * @role_arn: the role Atlas shall assume to write
 * @test_bucket: (nullable): a bucket to check the role with; %NULL or "" for none
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when the call has ended
 * @user_data: for @callback
 *
 * Creates an S3 connection. API: createGroupStreamConnection, which answers 200 with the object.
 * The request is sent once. Errors whose evidence says "sent" and which are not a refusal by
 * Atlas (4xx) leave open whether the connection was created: read it to find out.
 */
void
sluice_atlas_create_connection_async (SluiceAtlasClient   *client,
                                      const char          *project_id,
                                      const char          *instance,
                                      const char          *name,
                                      const char          *role_arn,
                                      const char          *test_bucket,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  SluiceRequest request = {
    .method = "POST",
    .version = VERSION,
    .path = registry_path (project_id, instance, NULL),
    .body = build_create_body (name, role_arn, test_bucket),
    .reader = (SluiceAnswerReader) sluice_connection_new_from_json,
    .free_result = g_object_unref,
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_create_connection_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_create_connection_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (nullable): the connection as Atlas describes it, PENDING or READY
 */
SluiceConnection *
sluice_atlas_create_connection_finish (SluiceAtlasClient  *client,
                                       GAsyncResult       *result,
                                       GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_create_connection_async,
                                          error);
}
