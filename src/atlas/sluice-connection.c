/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry of a connection registry. */
#include "sluice-connection.h"

#include "sluice-json.h"
#include "sluice-objects-private.h"

struct _SluiceConnection
{
  GObject  parent_instance;

  char    *name;
  char    *id;
  char    *json;             /* NULL in a listing */

  /* Interned, since a registry of thousands has a few of each; shared is compared by address. */
  char    *type_name;
  char    *state_name;
  char    *role_arn;
  char    *test_bucket;
  char    *network_type;
  char    *private_link_id;
  char    *region;
};

G_DEFINE_FINAL_TYPE (SluiceConnection, sluice_connection, G_TYPE_OBJECT)

static char *
intern (const char *text)
{
  return text != NULL ? g_ref_string_new_intern (text) : NULL;
}

static void
sluice_connection_finalize (GObject *object)
{
  SluiceConnection *self = SLUICE_CONNECTION (object);

  g_free (self->name);
  g_free (self->id);
  g_free (self->json);
  g_clear_pointer (&self->type_name, g_ref_string_release);
  g_clear_pointer (&self->state_name, g_ref_string_release);
  g_clear_pointer (&self->role_arn, g_ref_string_release);
  g_clear_pointer (&self->test_bucket, g_ref_string_release);
  g_clear_pointer (&self->network_type, g_ref_string_release);
  g_clear_pointer (&self->private_link_id, g_ref_string_release);
  g_clear_pointer (&self->region, g_ref_string_release);
  G_OBJECT_CLASS (sluice_connection_parent_class)->finalize (object);
}

static void
sluice_connection_class_init (SluiceConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_connection_finalize;
}

static void
sluice_connection_init (SluiceConnection *self)
{
}

/**
 * sluice_connection_new_from_listing:
 * @node: (nullable): the API's StreamsConnection
 *
 * For one of very many: what it is read from is not kept.
 *
 * Returns: (transfer full) (nullable): the connection; %NULL if @node is no object or has no name
 */
SluiceConnection *
sluice_connection_new_from_listing (JsonNode *node)
{
  JsonObject *json = sluice_json_as_object (node);
  const char *name = sluice_json_get_string (json, "name");
  JsonObject *aws, *access;
  SluiceConnection *self;

  if (name == NULL)
    return NULL;
  aws = sluice_json_get_object (json, "aws");
  access = sluice_json_get_object (sluice_json_get_object (json, "networking"), "access");
  self = g_object_new (SLUICE_TYPE_CONNECTION, NULL);
  self->name = g_strdup (name);
  self->id = g_strdup (sluice_json_get_string (json, "id"));
  self->type_name = intern (sluice_json_get_string (json, "type"));
  self->state_name = intern (sluice_json_get_string (json, "state"));
  self->role_arn = intern (sluice_json_get_string (aws, "roleArn"));
  self->test_bucket = intern (sluice_json_get_string (aws, "testBucket"));
  self->network_type = intern (sluice_json_get_string (access, "type"));
  self->private_link_id = intern (sluice_json_get_string (access, "connectionId"));
  self->region = intern (sluice_json_get_string (json, "region"));
  return self;
}

/**
 * sluice_connection_new_from_json:
 * @node: (nullable): the API's StreamsConnection
 *
 * Returns: (transfer full) (nullable): the connection; %NULL if @node is no object or has no name
 */
SluiceConnection *
sluice_connection_new_from_json (JsonNode *node)
{
  SluiceConnection *self = sluice_connection_new_from_listing (node);

  if (self != NULL)
    self->json = json_to_string (node, TRUE);
  return self;
}

/**
 * sluice_connection_equal:
 * @a: a connection
 * @b: another
 *
 * Returns: whether Atlas said the same of both, as far as Sluice shows it
 */
gboolean
sluice_connection_equal (SluiceConnection *a,
                         SluiceConnection *b)
{
  return g_str_equal (a->name, b->name) &&
         g_strcmp0 (a->id, b->id) == 0 &&
         a->type_name == b->type_name &&
         a->state_name == b->state_name &&
         a->role_arn == b->role_arn &&
         a->test_bucket == b->test_bucket &&
         a->network_type == b->network_type &&
         a->private_link_id == b->private_link_id &&
         a->region == b->region;
}

/**
 * sluice_connection_get_id:
 * @self: a connection
 *
 * Returns: (nullable): Atlas's id of it
 */
const char *
sluice_connection_get_id (SluiceConnection *self)
{
  return self->id;
}

/**
 * sluice_connection_get_private_link_id:
 * @self: a connection
 *
 * Returns: (nullable): networking.access.connectionId: the private link it goes through
 */
const char *
sluice_connection_get_private_link_id (SluiceConnection *self)
{
  return self->private_link_id;
}

/**
 * sluice_connection_dup_json:
 * @self: a connection
 *
 * Returns: (transfer full) (nullable): all that Atlas said of it, as indented JSON; %NULL if it
 *   comes from a listing, which would be too much to keep
 */
char *
sluice_connection_dup_json (SluiceConnection *self)
{
  return g_strdup (self->json);
}

/**
 * sluice_connection_get_name:
 * @self: a connection
 *
 * Returns: its name, unique in its registry; any text
 */
const char *
sluice_connection_get_name (SluiceConnection *self)
{
  return self->name;
}

/**
 * sluice_connection_get_type_name:
 * @self: a connection
 *
 * Returns: (nullable): its type as Atlas spells it: "S3", "Kafka", …
 */
const char *
sluice_connection_get_type_name (SluiceConnection *self)
{
  return self->type_name;
}

/**
 * sluice_connection_is_s3:
 * @self: a connection
 *
 * Returns: whether it writes to S3
 */
gboolean
sluice_connection_is_s3 (SluiceConnection *self)
{
  return g_strcmp0 (self->type_name, "S3") == 0;
}

/**
 * sluice_connection_get_state:
 * @self: a connection
 *
 * The state is missing from some answers (a change's, for one): then it says nothing, least of
 * all "failed".
 *
 * Returns: its state
 */
SluiceConnectionState
sluice_connection_get_state (SluiceConnection *self)
{
  static const struct { const char *name; SluiceConnectionState state; } states[] = {
    { "PENDING", SLUICE_CONNECTION_STATE_PENDING },
    { "READY", SLUICE_CONNECTION_STATE_READY },
    { "FAILED", SLUICE_CONNECTION_STATE_FAILED },
    { "DELETING", SLUICE_CONNECTION_STATE_DELETING },
  };

  if (self->state_name == NULL)
    return SLUICE_CONNECTION_STATE_ABSENT;
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_ascii_strcasecmp (states[i].name, self->state_name) == 0)
      return states[i].state;
  return SLUICE_CONNECTION_STATE_UNKNOWN;
}

/**
 * sluice_connection_get_state_name:
 * @self: a connection
 *
 * Returns: (nullable): its state as Atlas spells it
 */
const char *
sluice_connection_get_state_name (SluiceConnection *self)
{
  return self->state_name;
}

/**
 * sluice_connection_get_role_arn:
 * @self: a connection
 *
 * Returns: (nullable): the role Atlas assumes to write (aws.roleArn)
 */
const char *
sluice_connection_get_role_arn (SluiceConnection *self)
{
  return self->role_arn;
}

/**
 * sluice_connection_get_test_bucket:
 * @self: a connection
 *
 * Returns: (nullable): the bucket Atlas checks the role with (aws.testBucket), if it tells
 */
const char *
sluice_connection_get_test_bucket (SluiceConnection *self)
{
  return self->test_bucket;
}

/**
 * sluice_connection_get_network_type:
 * @self: a connection
 *
 * Returns: (nullable): networking.access.type: "PUBLIC", "PRIVATE_LINK", …
 */
const char *
sluice_connection_get_network_type (SluiceConnection *self)
{
  return self->network_type;
}

/**
 * sluice_connection_get_region:
 * @self: a connection
 *
 * Returns: (nullable): the region Atlas reports for it
 */
const char *
sluice_connection_get_region (SluiceConnection *self)
{
  return self->region;
}
