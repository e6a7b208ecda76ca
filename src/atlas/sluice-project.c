/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An Atlas project. */
#include "sluice-project.h"

#include "sluice-json.h"
#include "sluice-objects-private.h"

struct _SluiceProject
{
  GObject  parent_instance;

  char    *id;
  char    *name;
  char    *org_id;
};

G_DEFINE_FINAL_TYPE (SluiceProject, sluice_project, G_TYPE_OBJECT)

static void
sluice_project_finalize (GObject *object)
{
  SluiceProject *self = SLUICE_PROJECT (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->org_id);
  G_OBJECT_CLASS (sluice_project_parent_class)->finalize (object);
}

static void
sluice_project_class_init (SluiceProjectClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_project_finalize;
}

static void
sluice_project_init (SluiceProject *self)
{
}

/**
 * sluice_project_new_from_json:
 * @node: (nullable): the API's Group
 *
 * Returns: (transfer full) (nullable): the project; %NULL if @node is no object
 */
SluiceProject *
sluice_project_new_from_json (JsonNode *node)
{
  JsonObject *json = sluice_json_as_object (node);
  SluiceProject *self;

  if (json == NULL)
    return NULL;
  self = g_object_new (SLUICE_TYPE_PROJECT, NULL);
  self->id = g_strdup (sluice_json_get_string (json, "id"));
  self->name = g_strdup (sluice_json_get_string (json, "name"));
  self->org_id = g_strdup (sluice_json_get_string (json, "orgId"));
  return self;
}

/**
 * sluice_project_get_id:
 * @self: a project
 *
 * Returns: (nullable): its id, normally 24 hexadecimal digits
 */
const char *
sluice_project_get_id (SluiceProject *self)
{
  return self->id;
}

/**
 * sluice_project_get_name:
 * @self: a project
 *
 * Returns: (nullable): its name
 */
const char *
sluice_project_get_name (SluiceProject *self)
{
  return self->name;
}

/**
 * sluice_project_get_org_id:
 * @self: a project
 *
 * Returns: (nullable): the id of the organization that it belongs to
 */
const char *
sluice_project_get_org_id (SluiceProject *self)
{
  return self->org_id;
}
