/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projects and instances: made, found, and what in them depends on what. */
#include "practice-keys.h"

static void
instance_free (PracticeInstance *self)
{
  g_free (self->name);
  json_object_unref (self->object);
  g_ptr_array_unref (self->connections);
  g_ptr_array_unref (self->processors);
  g_free (self);
}

static void
project_free (PracticeProject *self)
{
  g_free (self->id);
  g_free (self->role);
  json_object_unref (self->object);
  g_ptr_array_unref (self->instances);
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->roles);
  g_free (self);
}

static GPtrArray *
things_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) practice_thing_free);
}

/**
 * practice_state_new:
 * @ready_after: seconds a connection needs to become ready or to vanish; 0 for at once
 *
 * Returns: (transfer full): an empty Atlas with no scenario switched on
 */
PracticeState *
practice_state_new (double ready_after)
{
  PracticeState *self = g_new0 (PracticeState, 1);

  self->projects = g_ptr_array_new_with_free_func ((GDestroyNotify) project_free);
  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) practice_key_free);
  self->scenarios = practice_scenarios_new ();
  self->ready_after = ready_after;
  return self;
}

void
practice_state_free (PracticeState *self)
{
  g_ptr_array_unref (self->projects);
  g_ptr_array_unref (self->keys);
  practice_scenarios_free (self->scenarios);
  g_free (self);
}

/**
 * practice_state_dup_new_id:
 * @self: the state
 *
 * Returns: (transfer full): 24 hexadecimal digits nobody else has
 */
char *
practice_state_dup_new_id (PracticeState *self)
{
  return g_strdup_printf ("64c0ffee%016" G_GINT64_MODIFIER "x", 0x1000 + ++self->last_id);
}

/**
 * practice_state_add_project:
 * @self: the state
 * @id: 24 hexadecimal digits
 * @name: its name
 * @role: (nullable): the key's role in it, or %NULL if the key has no place there
 *
 * Returns: (transfer none): the new, empty project
 */
PracticeProject *
practice_state_add_project (PracticeState *self,
                            const char    *id,
                            const char    *name,
                            const char    *role)
{
  PracticeProject *project = g_new0 (PracticeProject, 1);

  project->id = g_strdup (id);
  project->role = g_strdup (role);
  project->object = practice_json_literal (
    "{'clusterCount':1,'created':'2024-05-06T07:08:09Z','id':'%s','links':[{'href':"
    "'http://localhost:8080/api/atlas/v2/groups/%s','rel':'self'}],'name':'%s','orgId':'%s',"
    "'tags':[],'withDefaultAlertsSettings':true}", id, id, name, PRACTICE_ORG_ID);
  project->instances = g_ptr_array_new_with_free_func ((GDestroyNotify) instance_free);
  project->links = things_new ();
  project->roles = things_new ();
  g_ptr_array_add (self->projects, project);
  return project;
}

/**
 * practice_state_find_project:
 * @self: the state
 * @id: a project id
 *
 * Returns: (transfer none) (nullable): the project, whether or not the key may see it
 */
PracticeProject *
practice_state_find_project (PracticeState *self,
                             const char    *id)
{
  for (guint i = 0; i < self->projects->len; i++)
    if (g_str_equal (((const PracticeProject *) self->projects->pdata[i])->id, id))
      return self->projects->pdata[i];
  return NULL;
}

/**
 * practice_project_add_instance:
 * @self: a project
 * @state: the state, for the id
 * @name: letters, digits, hyphen
 * @provider: `AWS`, `AZURE` or `GCP`
 * @region: in Atlas's own spelling, as `VIRGINIA_USA`
 *
 * Returns: (transfer none): the new, empty instance
 */
PracticeInstance *
practice_project_add_instance (PracticeProject *self,
                               PracticeState   *state,
                               const char      *name,
                               const char      *provider,
                               const char      *region)
{
  PracticeInstance *instance = g_new0 (PracticeInstance, 1);
  g_autofree char *id = practice_state_dup_new_id (state);

  instance->name = g_strdup (name);
  instance->object = practice_json_literal (
    "{'_id':'%s','dataProcessRegion':{'cloudProvider':'%s','region':'%s'},'groupId':'%s',"
    "'hostnames':['atlas-stream-%s.a.query.example.net'],'links':[{'href':"
    "'http://localhost:8080/api/atlas/v2/groups/%s/streams/%s','rel':'self'}],'name':'%s',"
    "'streamConfig':{'maxTierSize':'SP50','tier':'SP10'}}",
    id, provider, region, self->id, id, self->id, name, name);
  instance->connections = things_new ();
  instance->processors = things_new ();
  g_ptr_array_add (self->instances, instance);
  return instance;
}

/**
 * practice_project_find_instance:
 * @self: a project
 * @name: an instance's name
 *
 * Returns: (transfer none) (nullable): the instance
 */
PracticeInstance *
practice_project_find_instance (PracticeProject *self,
                                const char      *name)
{
  for (guint i = 0; i < self->instances->len; i++)
    if (g_str_equal (((const PracticeInstance *) self->instances->pdata[i])->name, name))
      return self->instances->pdata[i];
  return NULL;
}

static gboolean
pipeline_names (JsonArray  *pipeline,
                const char *connection)
{
  static const char * const stages[] = { "$source", "$emit", "$merge", "$lookup", "$https" };

  for (guint i = 0; pipeline != NULL && i < json_array_get_length (pipeline); i++)
    for (guint j = 0; j < G_N_ELEMENTS (stages); j++)
      {
        JsonObject *stage = practice_json_get_element (pipeline, i);
        JsonObject *options = practice_json_get_object (stage, stages[j]);
        JsonObject *into = practice_json_get_object (options, "into");

        if (g_strcmp0 (practice_json_get_string (options, "connectionName"), connection) == 0
            || g_strcmp0 (practice_json_get_string (into, "connectionName"), connection) == 0)
          return TRUE;
      }
  return FALSE;
}

/**
 * practice_instance_uses:
 * @self: an instance
 * @connection: a connection's name
 *
 * Returns: whether a processor that runs, starts or stops uses the connection
 */
gboolean
practice_instance_uses (PracticeInstance *self,
                        const char       *connection)
{
  static const char * const busy[] = { "STARTED", "STARTING", "STOPPING", NULL };

  for (guint i = 0; i < self->processors->len; i++)
    {
      PracticeThing *processor = self->processors->pdata[i];
      JsonObject *options = practice_json_get_object (processor->object, "options");
      JsonObject *dlq = practice_json_get_object (options, "dlq");

      if (!g_strv_contains (busy, practice_thing_get_state (processor)))
        continue;
      if (pipeline_names (practice_json_get_array (processor->object, "pipeline"), connection)
          || g_strcmp0 (practice_json_get_string (dlq, "connectionName"), connection) == 0)
        return TRUE;
    }
  return FALSE;
}
