/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Permission policies, judged by AWS's own rules: each action with a resource of its type. */
#include <json-glib/json-glib.h>
#include <locale.h>
#include <string.h>

#include "sluice-permission-policy.h"

#define KEY "arn:aws:kms:us-east-1:123456789012:key/0f3c1d2e-4b6a-7c8d-9e0f-1a2b3c4d5e6f"

typedef struct
{
  const char    *text;
  const char    *arn;      /* of the role */
  SluiceVerdict  verdict;
  const char    *words;
} KeyCase;

static const KeyCase keys[] = {
  { NULL, NULL, SLUICE_VERDICT_EMPTY, NULL },
  { " \n", NULL, SLUICE_VERDICT_EMPTY, NULL },
  { KEY, NULL, SLUICE_VERDICT_GOOD, NULL },
  { " \"" KEY "\"\n", "arn:aws:iam::123456789012:role/x", SLUICE_VERDICT_GOOD, NULL },
  { "arn:aws:kms:eu-west-1:123456789012:key/mrk-1234abcd", NULL, SLUICE_VERDICT_GOOD, NULL },
  { "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/a-b",
    "arn:aws-us-gov:iam::123456789012:role/x", SLUICE_VERDICT_GOOD, NULL },
  { KEY, "arn:aws-cn:iam::123456789012:role/x", SLUICE_VERDICT_WARNING, "partitions" },
  { "0f3c1d2e-4b6a-7c8d-9e0f-1a2b3c4d5e6f", NULL, SLUICE_VERDICT_ERROR, "not an ARN" },
  { "arn:aws:s3:::my-bucket", NULL, SLUICE_VERDICT_ERROR, "“kms”" },
  { "arn:aws:kms:us-east-1:123456789012:alias/mine", NULL, SLUICE_VERDICT_ERROR, "an alias" },
  { "arn:aws:kms:us-east-1:1234:key/a", NULL, SLUICE_VERDICT_ERROR, "12 digits" },
  { "arn:aws:kms::123456789012:key/a", NULL, SLUICE_VERDICT_ERROR, "region" },
  { "arn:aws:kms:us-east-1:123456789012:key/", NULL, SLUICE_VERDICT_ERROR, "key’s ID" },
  { "arn:aws:kms:us-east-1:123456789012:key/*", NULL, SLUICE_VERDICT_ERROR, "key’s ID" },
  { "arn:aws-iso:kms:us-iso-east-1:123456789012:key/a", NULL, SLUICE_VERDICT_ERROR, "starts" },
};

static void
test_keys (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (SluiceFinding) finding = sluice_permission_check_kms_key (keys[i].text,
                                                                           keys[i].arn);

      g_test_message ("%s → %s", keys[i].text, finding->message);
      g_assert_cmpint (finding->verdict, ==, keys[i].verdict);
      if (keys[i].words != NULL)
        g_assert_nonnull (strstr (finding->message, keys[i].words));
      else
        g_assert_null (finding->message);
      g_assert_true ((finding->value != NULL) == (keys[i].verdict == SLUICE_VERDICT_GOOD ||
                                                  keys[i].verdict == SLUICE_VERDICT_WARNING));
    }
}

/* “*”, a bucket, objects or a key: what each action may name in the Service Authorization
 * Reference of AWS.
 */
static void
check_resource (const char *action,
                const char *resource,
                const char *bucket_arn)
{
  g_autofree char *objects_arn = g_strconcat (bucket_arn, "/*", NULL);

  if (g_str_equal (action, "s3:ListAllMyBuckets"))
    g_assert_cmpstr (resource, ==, "*");
  else if (g_str_equal (action, "s3:ListBucket") || g_str_equal (action, "s3:GetBucketLocation"))
    g_assert_cmpstr (resource, ==, bucket_arn);
  else if (g_str_has_prefix (action, "s3:"))
    g_assert_cmpstr (resource, ==, objects_arn);
  else
    g_assert_true (g_str_has_prefix (action, "kms:") && strstr (resource, ":key/") != NULL);
}

static void
check_statement (JsonObject *statement,
                 const char *bucket_arn,
                 GString    *actions)
{
  JsonNode *action = json_object_get_member (statement, "Action");
  const char *resource = json_object_get_string_member (statement, "Resource");
  guint n = JSON_NODE_HOLDS_ARRAY (action) ? json_array_get_length (json_node_get_array (action))
                                           : 1;

  g_assert_cmpuint (json_object_get_size (statement), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (statement, "Effect"), ==, "Allow");
  for (guint i = 0; i < n; i++)
    {
      const char *text = JSON_NODE_HOLDS_ARRAY (action) ?
        json_array_get_string_element (json_node_get_array (action), i) :
        json_node_get_string (action);

      check_resource (text, resource, bucket_arn);
      g_string_append_printf (actions, "%s ", text);
    }
}

static void
check_policy (const SluicePermissions *permissions,
              const char              *bucket_arn,
              const char              *expected)
{
  g_autofree char *text = sluice_permission_policy_new (permissions);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) policy = json_from_string (text, &error);
  JsonObject *object;
  JsonArray *statements;
  g_autoptr (GString) actions = g_string_new (NULL);

  g_assert_no_error (error);
  object = json_node_get_object (policy);
  g_assert_cmpuint (json_object_get_size (object), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (object, "Version"), ==, "2012-10-17");
  statements = json_object_get_array_member (object, "Statement");
  for (guint i = 0; i < json_array_get_length (statements); i++)
    check_statement (json_array_get_object_element (statements, i), bucket_arn, actions);

  g_assert_cmpstr (actions->str, ==, expected);
}

static void
test_minimum (void)
{
  SluicePermissions permissions = { .bucket = " s3://my-bucket/ " };

  check_policy (&permissions, "arn:aws:s3:::my-bucket", "s3:ListAllMyBuckets s3:PutObject ");
}

static void
test_wider (void)
{
  SluicePermissions permissions = { .bucket = "my-bucket", .wider = TRUE };

  check_policy (&permissions, "arn:aws:s3:::my-bucket",
                "s3:ListAllMyBuckets s3:ListBucket s3:GetBucketLocation s3:PutObject s3:GetObject "
                "s3:GetObjectVersion ");
}

static void
test_partitions (void)
{
  SluicePermissions permissions = {
    .bucket = "my-bucket", .partition_arn = "arn:aws-us-gov:iam::123456789012:role/x",
  };

  check_policy (&permissions, "arn:aws-us-gov:s3:::my-bucket", "s3:ListAllMyBuckets s3:PutObject ");
  permissions.partition_arn = "arn:aws-cn:iam::123456789012:root";
  check_policy (&permissions, "arn:aws-cn:s3:::my-bucket", "s3:ListAllMyBuckets s3:PutObject ");
  permissions.partition_arn = "not typed to its end, arn:aw";
  check_policy (&permissions, "arn:aws:s3:::my-bucket", "s3:ListAllMyBuckets s3:PutObject ");
}

static void
test_key_statement (void)
{
  SluicePermissions permissions = { .bucket = "my-bucket", .kms_key_arn = KEY "\n" };

  check_policy (&permissions, "arn:aws:s3:::my-bucket",
                "s3:ListAllMyBuckets s3:PutObject kms:GenerateDataKey ");
  permissions.wider = TRUE;
  check_policy (&permissions, "arn:aws:s3:::my-bucket",
                "s3:ListAllMyBuckets s3:ListBucket s3:GetBucketLocation s3:PutObject s3:GetObject "
                "s3:GetObjectVersion kms:GenerateDataKey kms:Decrypt ");
}

static void
test_none (void)
{
  SluicePermissions permissions = { .bucket = NULL };

  g_assert_null (sluice_permission_policy_new (&permissions));
  permissions.bucket = "*";
  g_assert_null (sluice_permission_policy_new (&permissions));
  permissions.bucket = "my-bucket";
  permissions.kms_key_arn = "alias/mine";
  g_assert_null (sluice_permission_policy_new (&permissions));
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/permission-policy/keys", test_keys);
  g_test_add_func ("/permission-policy/minimum", test_minimum);
  g_test_add_func ("/permission-policy/wider", test_wider);
  g_test_add_func ("/permission-policy/partitions", test_partitions);
  g_test_add_func ("/permission-policy/key-statement", test_key_statement);
  g_test_add_func ("/permission-policy/none", test_none);

  return g_test_run ();
}
