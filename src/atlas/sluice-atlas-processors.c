/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stream processors. */
#include "sluice-atlas-processors.h"

#include "sluice-listing.h"
#include "sluice-objects-private.h"

#define VERSION "2024-05-30"

/* The list is at "processors", everything else below "processor". */
static char *
processor_path (const char *project_id, const char *instance, const char *name)
{
  return sluice_atlas_client_build_path ("groups", project_id, "streams", instance, "processor",
                                         name, NULL);
}

/**
 * sluice_atlas_list_processors_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when all pages were read
 * @user_data: for @callback
 *
 * Lists an instance's processors. API: getGroupStreamProcessors.
 */
void
sluice_atlas_list_processors_async (SluiceAtlasClient   *client,
                                    const char          *project_id,
                                    const char          *instance,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  SluiceListing listing = {
    .version = VERSION,
    .path = sluice_atlas_client_build_path ("groups", project_id, "streams", instance,
                                            "processors", NULL),
    .read_item = (SluiceAnswerReader) sluice_processor_new_from_json,
    .get_key = (const char *(*) (gpointer)) sluice_processor_get_name,
  };

  sluice_listing_start (client, &listing, sluice_atlas_list_processors_async, cancellable,
                        callback, user_data);
}

/**
 * sluice_atlas_list_processors_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (element-type SluiceProcessor) (nullable): the processors in Atlas's
 *   order, each name once
 */
GPtrArray *
sluice_atlas_list_processors_finish (SluiceAtlasClient  *client,
                                     GAsyncResult       *result,
                                     GError            **error)
{
  return sluice_listing_finish (client, result, sluice_atlas_list_processors_async, error);
}

/**
 * sluice_atlas_get_processor_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @name: the processor's name
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Reads one processor with its counters. API: getGroupStreamProcessor.
 */
void
sluice_atlas_get_processor_async (SluiceAtlasClient   *client,
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
    .path = processor_path (project_id, instance, name),
    .reader = (SluiceAnswerReader) sluice_processor_new_from_json,
    .free_result = g_object_unref,
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_get_processor_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_get_processor_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (nullable): the processor
 */
SluiceProcessor *
sluice_atlas_get_processor_finish (SluiceAtlasClient  *client,
                                   GAsyncResult       *result,
                                   GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_get_processor_async, error);
}

static void
add_member (JsonBuilder *builder, const char *member, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, value);
}

static void
begin_member (JsonBuilder *builder, const char *member)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
}

static void
add_emit (JsonBuilder *builder, const SluiceProcessorSpec *spec)
{
  begin_member (builder, "$emit");
  add_member (builder, "connectionName", spec->connection);
  add_member (builder, "bucket", spec->bucket);
  add_member (builder, "path", spec->path);
  add_member (builder, "region", spec->region);
  begin_member (builder, "config");
  begin_member (builder, "writeOptions");
  begin_member (builder, "interval");
  json_builder_set_member_name (builder, "size");
  json_builder_add_int_value (builder, spec->seconds);
  add_member (builder, "unit", "second");
  for (int i = 0; i < 4; i++)
    json_builder_end_object (builder);
}

static char *
build_body (const SluiceProcessorSpec *spec)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_member (builder, "name", spec->name);
  json_builder_set_member_name (builder, "pipeline");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  begin_member (builder, "$source");
  add_member (builder, "connectionName", spec->source);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_begin_object (builder);
  add_emit (builder, spec);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * sluice_atlas_create_processor_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @spec: the new processor
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when the call has ended
 * @user_data: for @callback
 *
 * Creates a processor, which does not run yet. API: createGroupStreamProcessor. Sent once. Just
 * after one of its connections was created, %SLUICE_ATLAS_ERROR_PROCESSOR may say that there is no
 * such connection; and %SLUICE_ATLAS_ERROR_UNAVAILABLE (STREAM_PROCESSOR_TIMEOUT) leaves open
 * whether it was created: read it to find out.
 */
void
sluice_atlas_create_processor_async (SluiceAtlasClient         *client,
                                     const char                *project_id,
                                     const char                *instance,
                                     const SluiceProcessorSpec *spec,
                                     GCancellable              *cancellable,
                                     GAsyncReadyCallback        callback,
                                     gpointer                   user_data)
{
  SluiceRequest request = {
    .method = "POST",
    .version = VERSION,
    .path = processor_path (project_id, instance, NULL),
    .body = build_body (spec),
    .reader = (SluiceAnswerReader) sluice_processor_new_from_json,
    .free_result = g_object_unref,
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_create_processor_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_create_processor_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (nullable): the processor
 */
SluiceProcessor *
sluice_atlas_create_processor_finish (SluiceAtlasClient  *client,
                                      GAsyncResult       *result,
                                      GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_create_processor_async,
                                          error);
}

/* verb: ":start" or ":stop", with the colon as it is; the name before it is escaped. */
static void
send_verb (SluiceAtlasClient   *client,
           const char          *project_id,
           const char          *instance,
           const char          *name,
           const char          *verb,
           gpointer             source_tag,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  g_autofree char *path = processor_path (project_id, instance, name);
  SluiceRequest request = {
    .method = "POST",
    .version = VERSION,
    .path = g_strconcat (path, verb, NULL),
  };

  sluice_atlas_client_send (client, &request, source_tag, cancellable, callback, user_data);
}

/**
 * sluice_atlas_start_processor_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @name: the processor's name
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when the call has ended
 * @user_data: for @callback
 *
 * Starts a processor: from then on it costs money. API: startGroupStreamProcessor, whose answer
 * may be empty. After %SLUICE_ATLAS_ERROR_UNAVAILABLE (STREAM_PROCESSOR_TIMEOUT) it may be
 * starting all the same: read its state.
 */
void
sluice_atlas_start_processor_async (SluiceAtlasClient   *client,
                                    const char          *project_id,
                                    const char          *instance,
                                    const char          *name,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  send_verb (client, project_id, instance, name, ":start", sluice_atlas_start_processor_async,
             cancellable, callback, user_data);
}

/**
 * sluice_atlas_start_processor_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: %TRUE if Atlas has accepted it
 */
gboolean
sluice_atlas_start_processor_finish (SluiceAtlasClient  *client,
                                     GAsyncResult       *result,
                                     GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_start_processor_async,
                                          error) != NULL;
}

/**
 * sluice_atlas_stop_processor_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @name: the processor's name
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when the call has ended
 * @user_data: for @callback
 *
 * Stops a processor. API: stopGroupStreamProcessor. As for starting, the work may go on after
 * %SLUICE_ATLAS_ERROR_UNAVAILABLE: read its state.
 */
void
sluice_atlas_stop_processor_async (SluiceAtlasClient   *client,
                                   const char          *project_id,
                                   const char          *instance,
                                   const char          *name,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  send_verb (client, project_id, instance, name, ":stop", sluice_atlas_stop_processor_async,
             cancellable, callback, user_data);
}

/**
 * sluice_atlas_stop_processor_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: %TRUE if Atlas has accepted it
 */
gboolean
sluice_atlas_stop_processor_finish (SluiceAtlasClient  *client,
                                    GAsyncResult       *result,
                                    GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_stop_processor_async,
                                          error) != NULL;
}

/**
 * sluice_atlas_delete_processor_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @name: the processor's name
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when the call has ended
 * @user_data: for @callback
 *
 * Deletes a processor. API: deleteGroupStreamProcessor, which answers 204 without a body. What it
 * has written stays.
 */
void
sluice_atlas_delete_processor_async (SluiceAtlasClient   *client,
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
    .path = processor_path (project_id, instance, name),
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_delete_processor_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_delete_processor_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: %TRUE if Atlas has deleted it
 */
gboolean
sluice_atlas_delete_processor_finish (SluiceAtlasClient  *client,
                                      GAsyncResult       *result,
                                      GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_delete_processor_async,
                                          error) != NULL;
}
