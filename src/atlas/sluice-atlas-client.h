/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One signed-in line to Atlas: base URL, key pair, session, nonce. Throw it away when the key
 * changes. Owns the single path every request takes: digest fence, limits, deadline, queue.
 * The operations are in the sluice-atlas-*.h files, one per resource.
 */
#pragma once

#include "sluice-api-key.h"
#include "sluice-atlas-error.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_ATLAS_CLIENT (sluice_atlas_client_get_type ())
G_DECLARE_FINAL_TYPE (SluiceAtlasClient, sluice_atlas_client, SLUICE, ATLAS_CLIENT, GObject)

SluiceAtlasClient *sluice_atlas_client_new            (const char        *base_url,
                                                       SluiceApiKey      *key);
const char        *sluice_atlas_client_get_base_url   (SluiceAtlasClient *self);
SluiceApiKey      *sluice_atlas_client_get_key        (SluiceAtlasClient *self);
gboolean           sluice_atlas_client_is_proven      (SluiceAtlasClient *self);
void               sluice_atlas_client_set_deadlines  (SluiceAtlasClient *self,
                                                       guint              read_ms,
                                                       guint              write_ms);
void               sluice_atlas_client_set_retry      (SluiceAtlasClient *self,
                                                       guint              retry_ms);
void               sluice_atlas_client_close          (SluiceAtlasClient *self);

guint              sluice_atlas_wait_left             (GCancellable      *cancellable);
void               sluice_atlas_set_hurry             (GCancellable      *cancellable,
                                                       gboolean           hurry);
guint              sluice_atlas_client_get_wait       (SluiceAtlasClient *self);
SluiceEvidence    *sluice_atlas_result_get_evidence   (GAsyncResult      *result);

/* Signal ::wait-begun: the server has asked a request to wait; see sluice_atlas_client_get_wait() */

G_END_DECLS
