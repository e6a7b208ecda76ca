/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding the sample connection. */
#include "sluice-atlas-sample.h"

#include "sluice-call.h"
#include "sluice-objects-private.h"

/**
 * sluice_atlas_create_sample_connection_async:
 * @client: the client
 * @project_id: the project's id
 * @instance: the instance's name
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when the call has ended
 * @user_data: for @callback
 *
 * Adds sample_stream_solar to an instance's registry. API: createGroupStreamConnection with the
 * type Sample. Sent once; if the answer is lost, read the connection to find out.
 */
void
sluice_atlas_create_sample_connection_async (SluiceAtlasClient   *client,
                                             const char          *project_id,
                                             const char          *instance,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data)
{
  SluiceRequest request = {
    .method = "POST",
    .version = "2023-02-01",
    .path = sluice_atlas_client_build_path ("groups", project_id, "streams", instance,
                                            "connections", NULL),
    .body = g_strdup ("{\"name\":\"" SLUICE_SAMPLE_CONNECTION "\",\"type\":\"Sample\"}"),
    .reader = (SluiceAnswerReader) sluice_connection_new_from_json,
    .free_result = g_object_unref,
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_create_sample_connection_async,
                            cancellable, callback, user_data);
}

/**
 * sluice_atlas_create_sample_connection_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (nullable): the connection
 */
SluiceConnection *
sluice_atlas_create_sample_connection_finish (SluiceAtlasClient  *client,
                                              GAsyncResult       *result,
                                              GError            **error)
{
  return sluice_atlas_client_send_finish (client, result,
                                          sluice_atlas_create_sample_connection_async, error);
}
