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
    .read_item = (SluiceAnswerReader) sluice_connection_new_from_listing,
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

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_private_link (JsonBuilder *builder, const char *private_link_id)
{
  json_builder_set_member_name (builder, "networking");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "access");
  json_builder_begin_object (builder);
  add_member (builder, "type", "PRIVATE_LINK");
  add_member (builder, "connectionId", private_link_id);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static char *
build_body (const SluiceConnectionSpec *spec, gboolean with_network)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_member (builder, "name", spec->name);
  add_member (builder, "type", "S3");
  json_builder_set_member_name (builder, "aws");
  json_builder_begin_object (builder);
  add_member (builder, "roleArn", spec->role_arn);
  add_member (builder, "testBucket", spec->test_bucket);
  json_builder_end_object (builder);
  if (with_network && spec->private_link_id != NULL && *spec->private_link_id != '\0')
    add_private_link (builder, spec->private_link_id);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * sluice_atlas_create_connection_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @spec: what to create
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when the call has ended
 * @user_data: for @callback
 *
 * Creates an S3 connection. API: createGroupStreamConnection, which answers 200 with the object.
 * The request is sent once. Errors whose evidence says "sent" and which are not a refusal by
 * Atlas (4xx) leave open whether the connection was created: read it to find out.
 */
void
sluice_atlas_create_connection_async (SluiceAtlasClient          *client,
                                      const char                 *project_id,
                                      const char                 *instance,
                                      const SluiceConnectionSpec *spec,
                                      GCancellable               *cancellable,
                                      GAsyncReadyCallback         callback,
                                      gpointer                    user_data)
{
  SluiceRequest request = {
    .method = "POST",
    .version = VERSION,
    .path = registry_path (project_id, instance, NULL),
    .body = build_body (spec, TRUE),
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

/**
 * sluice_atlas_update_connection_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @spec: name, role and test bucket; the network is left alone, since Atlas does not change it
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when the call has ended
 * @user_data: for @callback
 *
 * Gives an S3 connection another role, or has Atlas check its role with a bucket. API:
 * updateGroupStreamConnection; name and type go with the part that changes, as in every client
 * of the vendor's. Refused with %SLUICE_ATLAS_ERROR_IN_USE while a running stream processor uses
 * the connection. The request is sent once, as for a creation.
 */
void
sluice_atlas_update_connection_async (SluiceAtlasClient          *client,
                                      const char                 *project_id,
                                      const char                 *instance,
                                      const SluiceConnectionSpec *spec,
                                      GCancellable               *cancellable,
                                      GAsyncReadyCallback         callback,
                                      gpointer                    user_data)
{
  SluiceRequest request = {
    .method = "PATCH",
    .version = VERSION,
    .path = registry_path (project_id, instance, spec->name),
    .body = build_body (spec, FALSE),
    .reader = (SluiceAnswerReader) sluice_connection_new_from_json,
    .free_result = g_object_unref,
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_update_connection_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_update_connection_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (nullable): the connection as Atlas describes it, often without its
 *   state
 */
SluiceConnection *
sluice_atlas_update_connection_finish (SluiceAtlasClient  *client,
                                       GAsyncResult       *result,
                                       GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_update_connection_async,
                                          error);
}

/**
 * sluice_atlas_delete_connection_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @name: the connection's name
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when the call has ended
 * @user_data: for @callback
 *
 * Has Atlas delete a connection; nothing in AWS changes. API: deleteGroupStreamConnection, which
 * answers 202 and deletes later: it is gone when reading it says so. Refused with
 * %SLUICE_ATLAS_ERROR_IN_USE while a running stream processor uses it. Sent once.
 */
void
sluice_atlas_delete_connection_async (SluiceAtlasClient   *client,
                                      const char          *project_id,
                                      const char          *instance,
                                      const char          *name,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  SluiceRequest request = {
    .method = "DELETE",
    .version = VERSION,
    .path = registry_path (project_id, instance, name),
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_delete_connection_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_delete_connection_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: %TRUE if Atlas has accepted the deletion
 */
gboolean
sluice_atlas_delete_connection_finish (SluiceAtlasClient  *client,
                                       GAsyncResult       *result,
                                       GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_delete_connection_async,
                                          error) != NULL;
}
