/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the value objects are made from answers; only the operations do that. Each function gives
 * a new object, or NULL if the answer lacks what the object cannot be without.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "sluice-aws-role.h"
#include "sluice-connection.h"
#include "sluice-instance.h"
#include "sluice-key-info.h"
#include "sluice-private-link.h"
#include "sluice-processor.h"
#include "sluice-project.h"

G_BEGIN_DECLS

SluiceAwsRole     *sluice_aws_role_new_from_json     (JsonNode *node);
SluiceKeyInfo     *sluice_key_info_new_from_json     (JsonNode *node);
SluicePrivateLink *sluice_private_link_new_from_json (JsonNode *node);
SluiceProcessor   *sluice_processor_new_from_json    (JsonNode *node);
SluiceProject     *sluice_project_new_from_json      (JsonNode *node);
SluiceInstance    *sluice_instance_new_from_json     (JsonNode *node);
SluiceConnection  *sluice_connection_new_from_json   (JsonNode *node);

/* The same without the JSON, for listings: rows must be small. */
SluiceConnection  *sluice_connection_new_from_listing (JsonNode *node);

G_END_DECLS
