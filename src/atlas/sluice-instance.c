/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stream processing instance. */
#include "sluice-instance.h"

#include "sluice-json.h"
#include "sluice-objects-private.h"

struct _SluiceInstance
{
  GObject  parent_instance;

  char    *id;
  char    *name;
  char    *provider;
  char    *region;
  char    *tier;
};

G_DEFINE_FINAL_TYPE (SluiceInstance, sluice_instance, G_TYPE_OBJECT)

static void
sluice_instance_finalize (GObject *object)
{
  SluiceInstance *self = SLUICE_INSTANCE (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->provider);
  g_free (self->region);
  g_free (self->tier);
  G_OBJECT_CLASS (sluice_instance_parent_class)->finalize (object);
}

static void
sluice_instance_class_init (SluiceInstanceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_instance_finalize;
}

static void
sluice_instance_init (SluiceInstance *self)
{
}

/**
 * sluice_instance_new_from_json:
 * @node: (nullable): the API's StreamsTenant
 *
 * Every member of the schema is optional; the id is "_id" here, unlike elsewhere.
 *
 * Returns: (transfer full) (nullable): the instance; %NULL if @node is no object
 */
SluiceInstance *
sluice_instance_new_from_json (JsonNode *node)
{
  JsonObject *json = sluice_json_as_object (node);
  JsonObject *region;
  SluiceInstance *self;

  if (json == NULL)
    return NULL;
  region = sluice_json_get_object (json, "dataProcessRegion");
  self = g_object_new (SLUICE_TYPE_INSTANCE, NULL);
  self->id = g_strdup (sluice_json_get_string (json, "_id"));
  self->name = g_strdup (sluice_json_get_string (json, "name"));
  self->provider = g_strdup (sluice_json_get_string (region, "cloudProvider"));
  self->region = g_strdup (sluice_json_get_string (region, "region"));
  self->tier = g_strdup (sluice_json_get_string (sluice_json_get_object (json, "streamConfig"),
                                                 "tier"));
  return self;
}

/**
 * sluice_instance_get_id:
 * @self: an instance
 *
 * Returns: (nullable): its id
 */
const char *
sluice_instance_get_id (SluiceInstance *self)
{
  return self->id;
}

/**
 * sluice_instance_get_name:
 * @self: an instance
 *
 * Returns: (nullable): its name, which is what paths are made of
 */
const char *
sluice_instance_get_name (SluiceInstance *self)
{
  return self->name;
}

/**
 * sluice_instance_get_provider:
 * @self: an instance
 *
 * Returns: (nullable): the cloud it runs in: "AWS", "AZURE", "GCP", …
 */
const char *
sluice_instance_get_provider (SluiceInstance *self)
{
  return self->provider;
}

/**
 * sluice_instance_get_region:
 * @self: an instance
 *
 * Returns: (nullable): its region in Atlas's spelling: "VIRGINIA_USA", …
 */
const char *
sluice_instance_get_region (SluiceInstance *self)
{
  return self->region;
}

/**
 * sluice_instance_get_tier:
 * @self: an instance
 *
 * Returns: (nullable): its tier: "SP10", …
 */
const char *
sluice_instance_get_tier (SluiceInstance *self)
{
  return self->tier;
}
