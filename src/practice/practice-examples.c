/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a learner finds on first look: three projects, four instances, some connections. */
#include "practice-state.h"

static void
add_connection (PracticeState    *state,
                PracticeInstance *instance,
                const char       *name,
                JsonObject       *object)
{
  g_autofree char *id = practice_state_dup_new_id (state);

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "name", name);
  g_ptr_array_add (instance->connections, practice_thing_new (name, object, "READY"));
}

static void
add_connections (PracticeState    *state,
                 PracticeInstance *instance)
{
  add_connection (state, instance, "sample_stream_solar",
                  practice_json_literal ("{'type':'Sample','region':'VIRGINIA_USA'}"));
  add_connection (state, instance, "orders",
                  practice_json_literal (
                    "{'type':'Kafka','region':'VIRGINIA_USA','bootstrapServers':"
                    "'broker-1.example.net:9092','authentication':{'mechanism':'SCRAM-256',"
                    "'username':'sluice'},'security':{'protocol':'SASL_SSL'},"
                    "'networking':{'access':{'type':'PUBLIC'}}}"));
  add_connection (state, instance, "atlasCluster",
                  practice_json_literal (
                    "{'type':'Cluster','region':'VIRGINIA_USA','clusterName':'Cluster0',"
                    "'dbRoleToExecute':{'role':'atlasAdmin','type':'BUILT_IN'}}"));
  add_connection (state, instance, "solar-archive",
                  practice_json_literal (
                    "{'type':'S3','region':'VIRGINIA_USA','aws':{'roleArn':"
                    "'arn:aws:iam::123456789012:role/atlas-stream-sink','testBucket':"
                    "'solar-archive-bucket'},'networking':{'access':{'type':'PUBLIC'}}}"));
}

static void
add_processors (PracticeState    *state,
                PracticeInstance *instance)
{
  g_autofree char *running = practice_state_dup_new_id (state);
  g_autofree char *stopped = practice_state_dup_new_id (state);

  g_ptr_array_add (instance->processors, practice_thing_new ("archiveSolar", practice_json_literal (
    "{'_id':'%s','name':'archiveSolar','pipeline':[{'$source':{'connectionName':"
    "'sample_stream_solar'}},{'$emit':{'connectionName':'solar-archive','bucket':"
    "'solar-archive-bucket','path':'solar/'}}],'tier':'SP10'}", running), "STARTED"));
  g_ptr_array_add (instance->processors, practice_thing_new ("keepOrders", practice_json_literal (
    "{'_id':'%s','name':'keepOrders','pipeline':[{'$source':{'connectionName':'orders',"
    "'topic':'orders'}},{'$merge':{'into':{'connectionName':'atlasCluster','db':'shop',"
    "'coll':'orders'}}}],'tier':'SP10'}", stopped), "STOPPED"));
}

static void
add_access (PracticeState   *state,
            PracticeProject *project)
{
  g_autofree char *authorized = practice_state_dup_new_id (state);
  g_autofree char *unfinished = practice_state_dup_new_id (state);
  g_autofree char *link = practice_state_dup_new_id (state);

  g_ptr_array_add (project->roles, practice_thing_new (authorized, practice_json_literal (
    "{'atlasAWSAccountArn':'%s','atlasAssumedRoleExternalId':"
    "'0a1b2c3d-0000-4000-8000-00000000000a','authorizedDate':'2024-05-06T08:00:00Z',"
    "'createdDate':'2024-05-06T07:30:00Z','featureUsages':[],'iamAssumedRoleArn':"
    "'arn:aws:iam::123456789012:role/atlas-stream-sink','providerName':'AWS','roleId':'%s'}",
    PRACTICE_ATLAS_ACCOUNT_ARN, authorized), NULL));
  g_ptr_array_add (project->roles, practice_thing_new (unfinished, practice_json_literal (
    "{'atlasAWSAccountArn':'%s','atlasAssumedRoleExternalId':"
    "'0a1b2c3d-0000-4000-8000-00000000000b','authorizedDate':null,'createdDate':"
    "'2024-06-01T12:00:00Z','featureUsages':[],'iamAssumedRoleArn':null,'providerName':'AWS',"
    "'roleId':'%s'}", PRACTICE_ATLAS_ACCOUNT_ARN, unfinished), NULL));
  g_ptr_array_add (project->links, practice_thing_new (link, practice_json_literal (
    "{'_id':'%s','interfaceEndpointId':'vpce-00000000000000001','interfaceEndpointName':"
    "'%s','provider':'AWS','providerAccountId':'111122223333','region':'us-east-1',"
    "'serviceEndpointId':'com.amazonaws.us-east-1.s3','vendor':'S3'}", link, link), "DONE"));
}

/**
 * practice_examples_add:
 * @state: an empty state
 *
 * Fills it. The key is owner of the first project, may only read data in the second, and has no
 * place in the third.
 */
void
practice_examples_add (PracticeState *state)
{
  PracticeProject *project = NULL;
  PracticeInstance *instance = NULL;

  project = practice_state_add_project (state, PRACTICE_PROJECT_ID, "Practice", "GROUP_OWNER");
  instance = practice_project_add_instance (project, state, PRACTICE_INSTANCE, "AWS",
                                            "VIRGINIA_USA");
  add_connections (state, instance);
  add_processors (state, instance);
  practice_project_add_instance (project, state, "empty-instance", "AWS", "FRANKFURT_DEU");
  instance = practice_project_add_instance (project, state, "azure-instance", "AZURE", "eastus2");
  add_connection (state, instance, "sample_stream_solar",
                  practice_json_literal ("{'type':'Sample','region':'eastus2'}"));
  add_access (state, project);

  project = practice_state_add_project (state, "64c0ffee0000000000000002", "Read only",
                                        "GROUP_DATA_ACCESS_READ_ONLY");
  instance = practice_project_add_instance (project, state, "watched-instance", "AWS",
                                            "DUBLIN_IRL");
  add_connection (state, instance, "sample_stream_solar",
                  practice_json_literal ("{'type':'Sample','region':'DUBLIN_IRL'}"));

  practice_state_add_project (state, "64c0ffee0000000000000003", "Somebody else’s", NULL);
}

/**
 * practice_examples_add_many:
 * @state: the state with the examples in it
 * @projects: how many more projects the key sees
 * @roles: how many more roles the first project has; every fifth is half finished
 *
 * For lists that do not fit on any screen.
 */
void
practice_examples_add_many (PracticeState *state,
                            guint          projects,
                            guint          roles)
{
  PracticeProject *first = practice_state_find_project (state, PRACTICE_PROJECT_ID);

  for (guint i = 1; i <= roles; i++)
    {
      g_autofree char *id = practice_state_dup_new_id (state);
      g_autofree char *date = i % 5 == 0 ? g_strdup ("null") : g_strdup ("'2024-05-06T08:00:00Z'");
      g_autofree char *arn = i % 5 == 0 ? g_strdup ("null") : g_strdup_printf (
        "'arn:aws:iam::123456789012:role/many/role-%04u'", i);

      g_ptr_array_add (first->roles, practice_thing_new (id, practice_json_literal (
        "{'atlasAWSAccountArn':'%s','atlasAssumedRoleExternalId':"
        "'0a1b2c3d-0000-4000-8000-%012u','authorizedDate':%s,'createdDate':"
        "'2024-05-06T07:30:00Z','featureUsages':[],'iamAssumedRoleArn':%s,'providerName':'AWS',"
        "'roleId':'%s'}", PRACTICE_ATLAS_ACCOUNT_ARN, i, date, arn, id), NULL));
    }
  for (guint i = 1; i <= projects; i++)
    {
      g_autofree char *id = practice_state_dup_new_id (state);
      g_autofree char *name = g_strdup_printf ("Project %05u", i);

      practice_state_add_project (state, id, name, "GROUP_READ_ONLY");
    }
}
