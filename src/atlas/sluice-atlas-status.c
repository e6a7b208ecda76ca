/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key check. */
#include "sluice-atlas-status.h"

#include "sluice-call.h"
#include "sluice-objects-private.h"

/**
 * sluice_atlas_check_key_async:
 * @client: the client
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks who the key is. API: getSystemStatus, which needs no role and no project, so it is the
 * request that tells a wrong key from a missing role. It also leaves a fresh nonce and a warm
 * connection behind, so that a create that follows takes one request.
 */
void
sluice_atlas_check_key_async (SluiceAtlasClient   *client,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  SluiceRequest request = {
    .method = "GET",
    .version = "2023-01-01",
    .path = sluice_atlas_client_build_path (NULL, NULL),
    .reader = (SluiceAnswerReader) sluice_key_info_new_from_json,
    .free_result = g_object_unref,
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_check_key_async, cancellable, callback,
                            user_data);
}

/**
 * sluice_atlas_check_key_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (nullable): what Atlas says about the key
 */
SluiceKeyInfo *
sluice_atlas_check_key_finish (SluiceAtlasClient  *client,
                               GAsyncResult       *result,
                               GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_check_key_async, error);
}
