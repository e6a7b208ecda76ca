/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AWS roles a project has been given access to (cloud provider access). */
#include "practice-operations.h"

static char *
format_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

static PracticeReply *
not_found (PracticeRequest *request)
{
  const char *id = practice_argument (request, "{name}");
  const char *parameters[] = { id, NULL };

  return practice_reply_new_error (404, "CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND", parameters,
                                   "No cloud provider access role with ID %s exists.", id);
}

static PracticeReply *
check_provider (const char *provider)
{
  if (provider == NULL)
    return practice_reply_new_violation ("MISSING_ATTRIBUTE", "providerName",
                                         "The required attribute was not specified.");
  if (!g_str_equal (provider, "AWS"))
    return practice_reply_new_violation ("INVALID_ENUM_VALUE", "providerName",
                                         "The practice Atlas only knows AWS.");
  return NULL;
}

/* The one list that has no pages. */
PracticeReply *
practice_list_roles (PracticeRequest *request)
{
  JsonObject *object = json_object_new ();
  JsonArray *roles = json_array_new ();

  for (guint i = 0; i < request->project->roles->len; i++)
    json_array_add_object_element (roles, practice_thing_show (request->project->roles->pdata[i]));
  json_object_set_array_member (object, "awsIamRoles", roles);
  json_object_set_array_member (object, "azureServicePrincipals", json_array_new ());
  json_object_set_array_member (object, "gcpServiceAccounts", json_array_new ());
  return practice_reply_new (object);
}

PracticeReply *
practice_create_role (PracticeRequest *request)
{
  g_autofree char *id = practice_state_dup_new_id (request->state);
  g_autofree char *external = g_uuid_string_random ();
  g_autofree char *now = format_now ();
  const char *provider = practice_json_get_string (request->body, "providerName");
  PracticeReply *problem = check_provider (provider);
  PracticeThing *role = NULL;

  if (problem != NULL)
    return problem;
  role = practice_thing_new (id, practice_json_literal (
    "{'atlasAWSAccountArn':'%s','atlasAssumedRoleExternalId':'%s','authorizedDate':null,"
    "'createdDate':'%s','featureUsages':[],'iamAssumedRoleArn':null,'providerName':'AWS',"
    "'roleId':'%s'}", PRACTICE_ATLAS_ACCOUNT_ARN, external, now, id), NULL);
  g_ptr_array_add (request->project->roles, role);
  return practice_reply_new (practice_thing_show (role));
}

PracticeReply *
practice_get_role (PracticeRequest *request)
{
  PracticeThing *role = practice_things_find (request->project->roles,
                                              practice_argument (request, "{name}"));

  return role != NULL ? practice_reply_new (practice_thing_show (role)) : not_found (request);
}

/* Any role that could exist can be assumed here, except the two a learner is likely to mix up. */
PracticeReply *
practice_authorize_role (PracticeRequest *request)
{
  PracticeThing *role = practice_things_find (request->project->roles,
                                              practice_argument (request, "{name}"));
  const char *arn = practice_json_get_string (request->body, "iamAssumedRoleArn");
  const char *parameters[] = { arn, NULL };
  g_autofree char *now = format_now ();
  PracticeReply *problem = NULL;

  if (role == NULL)
    return not_found (request);
  problem = check_provider (practice_json_get_string (request->body, "providerName"));
  if (problem != NULL)
    return problem;
  if (arn == NULL)
    return practice_reply_new_violation ("MISSING_ATTRIBUTE", "iamAssumedRoleArn",
                                         "The required attribute was not specified.");
  if (!g_regex_match_simple ("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+\\z", arn, 0, 0))
    return practice_reply_new_error (400, "CANNOT_ASSUME_ROLE", parameters,
                                     "Atlas cannot assume the role %s.", arn);

  json_object_set_string_member (role->object, "iamAssumedRoleArn", arn);
  json_object_set_string_member (role->object, "authorizedDate", now);
  return practice_reply_new (practice_thing_show (role));
}

PracticeReply *
practice_deauthorize_role (PracticeRequest *request)
{
  PracticeThing *role = practice_things_find (request->project->roles,
                                              practice_argument (request, "{name}"));
  PracticeReply *problem = check_provider (practice_argument (request, "{cloudProvider}"));

  if (problem != NULL)
    return problem;
  if (role == NULL)
    return not_found (request);
  g_ptr_array_remove (request->project->roles, role);
  return practice_reply_new_status (204);
}
