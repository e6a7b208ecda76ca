/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a connection must look like before it is created or changed. */
#include "practice-operations.h"

static const char * const types[] = {
  "Kafka", "Cluster", "Sample", "Https", "AzureBlobStorage", "AWSLambda", "AWSKinesisDataStreams",
  "SchemaRegistry", "GCPPubSub", "S3", NULL
};
static const char * const s3_members[] = {
  "name", "type", "aws", "networking", "region", "id", "state", "links", NULL
};
static const char * const aws_members[] = { "roleArn", "testBucket", "links", NULL };

static PracticeReply *
missing (const char *field)
{
  return practice_reply_new_violation ("MISSING_ATTRIBUTE", field,
                                       "The required attribute was not specified.");
}

static PracticeReply *
check_members (JsonObject         *object,
               const char * const *known,
               const char         *prefix)
{
  JsonObjectIter iter;
  const char *member = NULL;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, NULL))
    if (!g_strv_contains (known, member))
      {
        g_autofree char *field = g_strconcat (prefix, member, NULL);

        return practice_reply_new_violation ("INVALID_ATTRIBUTE", field,
                                             "Invalid attribute specified.");
      }
  return NULL;
}

static PracticeReply *
check_aws (JsonObject *body,
           gboolean    required)
{
  JsonObject *aws = practice_json_get_object (body, "aws");
  const char *arn = practice_json_get_string (aws, "roleArn");
  const char *bucket = practice_json_get_string (aws, "testBucket");
  PracticeReply *problem = NULL;

  if (aws == NULL)
    return required ? missing ("aws") : NULL;
  problem = check_members (aws, aws_members, "aws.");
  if (problem != NULL)
    return problem;
  if (arn == NULL && (required || json_object_has_member (aws, "roleArn")))
    return missing ("aws.roleArn");
  if (arn != NULL
      && (strlen (arn) < 20 || strlen (arn) > 2048
          || !g_regex_match_simple ("^arn:(aws|aws-us-gov|aws-cn):iam::[0-9]{12}:role/"
                                    "[A-Za-z0-9_+=,.@/-]+\\z", arn, 0, 0)))
    return practice_reply_new_violation ("VALIDATION_ERROR", "aws.roleArn",
                                         "The value is not the ARN of an IAM role.");
  if (json_object_has_member (aws, "testBucket")
      && (bucket == NULL
          || !g_regex_match_simple ("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\\z", bucket, 0, 0)))
    return practice_reply_new_violation ("VALIDATION_ERROR", "aws.testBucket",
                                         "The value is not the name of an S3 bucket.");
  return NULL;
}

static PracticeReply *
check_networking (PracticeRequest *request)
{
  JsonObject *networking = practice_json_get_object (request->body, "networking");
  JsonObject *access = practice_json_get_object (networking, "access");
  const char *type = practice_json_get_string (access, "type");
  const char *id = practice_json_get_string (access, "connectionId");
  PracticeThing *link = NULL;

  if (!json_object_has_member (request->body, "networking"))
    return NULL;
  if (type == NULL)
    return missing ("networking.access.type");
  if (g_str_equal (type, "PUBLIC"))
    return NULL;
  if (!g_str_equal (type, "PRIVATE_LINK"))
    return practice_reply_new_violation ("INVALID_ENUM_VALUE", "networking.access.type",
                                         "PUBLIC or PRIVATE_LINK expected.");
  if (id == NULL)
    return missing ("networking.access.connectionId");
  link = practice_things_find (request->project->links, id);
  if (link == NULL || g_strcmp0 (practice_thing_get_state (link), "DONE") != 0)
    return practice_reply_new_violation ("VALIDATION_ERROR", "networking.access.connectionId",
                                         "No private link with that id is ready.");
  return NULL;
}

/* On an update the path says which connection is meant; the body may repeat it, not change it. */
static PracticeReply *
check_unchanged (PracticeRequest *request)
{
  const char *name = practice_argument (request, "{name}");
  PracticeThing *connection = practice_things_find (request->instance->connections, name);
  const char *new_name = practice_json_get_string (request->body, "name");
  const char *new_type = practice_json_get_string (request->body, "type");
  const char *type = practice_json_get_string (connection->object, "type");

  if (new_name != NULL && !g_str_equal (new_name, name))
    return practice_reply_new_violation ("VALIDATION_ERROR", "name",
                                         "The name of a connection cannot be changed.");
  if (new_type != NULL && g_strcmp0 (new_type, type) != 0)
    return practice_reply_new_violation ("VALIDATION_ERROR", "type",
                                         "The type of a connection cannot be changed.");
  return NULL;
}

static PracticeReply *
check_new (PracticeRequest *request)
{
  const char *name = practice_json_get_string (request->body, "name");
  const char *type = practice_json_get_string (request->body, "type");

  if (name == NULL || name[0] == '\0')
    return missing ("name");
  if (!g_regex_match_simple ("^[A-Za-z0-9._*-]+\\z", name, 0, 0))
    return practice_reply_new_violation ("VALIDATION_ERROR", "name",
                                         "Only letters, digits and . - * _ are allowed.");
  if (type == NULL)
    return missing ("type");
  if (!g_strv_contains (types, type))
    return practice_reply_new_violation ("INVALID_ENUM_VALUE", "type",
                                         "An invalid enumeration value was specified.");
  return NULL;
}

/**
 * practice_connection_check:
 * @request: to create a connection, or to change one that exists
 *
 * Returns: (transfer full) (nullable): the 400 it deserves, or %NULL
 */
PracticeReply *
practice_connection_check (PracticeRequest *request)
{
  const gboolean creates = practice_argument (request, "{name}") == NULL;
  PracticeThing *connection = NULL;
  PracticeReply *problem = NULL;
  const char *type = NULL;

  problem = creates ? check_new (request) : check_unchanged (request);
  if (problem != NULL)
    return problem;
  type = practice_json_get_string (request->body, "type");
  if (!creates)
    {
      connection = practice_things_find (request->instance->connections,
                                         practice_argument (request, "{name}"));
      type = practice_json_get_string (connection->object, "type");
    }
  if (!g_str_equal (type, "S3"))
    return NULL;

  problem = check_members (request->body, s3_members, "");
  if (problem == NULL)
    problem = check_aws (request->body, creates);
  if (problem == NULL)
    problem = check_networking (request);
  return problem;
}
