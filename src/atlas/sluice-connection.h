/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry of a connection registry, as Atlas described it. Immutable; any member but the name
 * may be missing, and type and state may hold words nobody has heard of.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  SLUICE_CONNECTION_STATE_ABSENT,   /* not in the answer: ask again with GET */
  SLUICE_CONNECTION_STATE_UNKNOWN,  /* a word this version does not know */
  SLUICE_CONNECTION_STATE_PENDING,
  SLUICE_CONNECTION_STATE_READY,
  SLUICE_CONNECTION_STATE_FAILED,
  SLUICE_CONNECTION_STATE_DELETING,
} SluiceConnectionState;

#define SLUICE_TYPE_CONNECTION (sluice_connection_get_type ())
G_DECLARE_FINAL_TYPE (SluiceConnection, sluice_connection, SLUICE, CONNECTION, GObject)

const char            *sluice_connection_get_name         (SluiceConnection *self);
const char            *sluice_connection_get_type_name    (SluiceConnection *self);
gboolean               sluice_connection_is_s3            (SluiceConnection *self);
SluiceConnectionState  sluice_connection_get_state        (SluiceConnection *self);
const char            *sluice_connection_get_state_name   (SluiceConnection *self);
const char            *sluice_connection_get_role_arn     (SluiceConnection *self);
const char            *sluice_connection_get_test_bucket  (SluiceConnection *self);
const char            *sluice_connection_get_network_type (SluiceConnection *self);
const char            *sluice_connection_get_region       (SluiceConnection *self);
const char            *sluice_connection_get_id           (SluiceConnection *self);
const char            *sluice_connection_get_private_link_id (SluiceConnection *self);
char                  *sluice_connection_dup_json         (SluiceConnection *self);
gboolean               sluice_connection_equal            (SluiceConnection *a,
                                                           SluiceConnection *b);

G_END_DECLS
