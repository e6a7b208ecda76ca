/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who the key belongs to, which projects it sees, and their stream processing instances. */
#include "practice-operations.h"

#include "practice-keys.h"

PracticeReply *
practice_check_key (PracticeRequest *request)
{
  JsonObject *object = practice_json_literal (
    "{'apiKey':{'accessList':[{'cidrBlock':null,'ipAddress':'127.0.0.1'}],'id':'%s',"
    "'publicKey':'%s','roles':[{'orgId':'%s','roleName':'ORG_MEMBER'}]},'appName':'MongoDB Atlas',"
    "'build':'0123456789abcdef0123456789abcdef01234567','links':[],'throttling':false}",
    PRACTICE_KEY_ID, PRACTICE_PUBLIC_KEY, PRACTICE_ORG_ID);
  JsonArray *roles = practice_json_get_array (practice_json_get_object (object, "apiKey"), "roles");

  if (request->state->key != NULL)
    {
      json_object_set_object_member (object, "apiKey", practice_key_show (request->state->key));
      return practice_reply_new (object);
    }
  for (guint i = 0; i < request->state->projects->len; i++)
    {
      const PracticeProject *project = request->state->projects->pdata[i];

      if (project->role == NULL)
        continue;
      json_array_add_object_element (roles, practice_json_literal (
        "{'groupId':'%s','roleName':'%s'}", project->id, project->role));
    }
  return practice_reply_new (object);
}

static JsonObject *
show_organization (void)
{
  return practice_json_literal ("{'id':'%s','isDeleted':false,'links':[],'name':'Practice'}",
                                PRACTICE_ORG_ID);
}

static PracticeReply *
refuse_other_organization (PracticeRequest *request)
{
  const char *id = practice_argument (request, "{orgId}");
  const char *parameters[] = { id, NULL };

  if (id == NULL || g_str_equal (id, PRACTICE_ORG_ID))
    return NULL;
  return practice_reply_new_error (401, "USER_CANNOT_ACCESS_ORG", parameters,
                                   "The current user cannot access organization %s.", id);
}

/* Command-line clients ask for these when a person sets them up. */
PracticeReply *
practice_list_organizations (PracticeRequest *request)
{
  JsonArray *items = json_array_new ();

  json_array_add_object_element (items, show_organization ());
  return practice_page (request, items, TRUE, 0);
}

PracticeReply *
practice_get_organization (PracticeRequest *request)
{
  PracticeReply *problem = refuse_other_organization (request);

  return problem != NULL ? problem : practice_reply_new (show_organization ());
}

/* All projects are of one organization, so both lists of projects are the same. */
PracticeReply *
practice_list_projects (PracticeRequest *request)
{
  PracticeReply *problem = refuse_other_organization (request);
  JsonArray *items = NULL;

  if (problem != NULL)
    return problem;
  items = json_array_new ();
  for (guint i = 0; i < request->state->projects->len; i++)
    {
      const PracticeProject *project = request->state->projects->pdata[i];

      if (practice_key_sees (request->state->key, project))
        json_array_add_object_element (items, json_object_ref (project->object));
    }
  return practice_page (request, items, TRUE, 0);
}

PracticeReply *
practice_get_project (PracticeRequest *request)
{
  return practice_reply_new (json_object_ref (request->project->object));
}

PracticeReply *
practice_list_instances (PracticeRequest *request)
{
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < request->project->instances->len; i++)
    {
      const PracticeInstance *instance = request->project->instances->pdata[i];

      json_array_add_object_element (items, json_object_ref (instance->object));
    }
  return practice_page (request, items, FALSE, 0);
}

PracticeReply *
practice_get_instance (PracticeRequest *request)
{
  JsonObject *object = practice_json_copy (request->instance->object);
  const char *include = g_hash_table_lookup (request->query, "includeConnections");
  GPtrArray *connections = request->instance->connections;

  if (g_strcmp0 (include, "true") == 0)
    {
      JsonArray *items = json_array_new ();

      practice_things_sweep (connections);
      for (guint i = 0; i < connections->len; i++)
        json_array_add_object_element (items, practice_thing_show (connections->pdata[i]));
      json_object_set_array_member (object, "connections", items);
    }
  return practice_reply_new (object);
}
