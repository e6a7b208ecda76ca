/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Value objects, made of whole, partial and absurd answers. */
#include "sluice-objects-private.h"

#include <gio/gio.h>
#include <string.h>

#include "sluice-json.h"

#define PROJECT "5f3c1d2e4b6a7c8d9e0f1a2b"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  JsonNode *root = sluice_json_parse (bytes, &error);

  g_assert_no_error (error);
  return root;
}

static void
test_connection (void)
{
  g_autoptr (JsonNode) root =
    parse ("{\"id\":\"x\",\"name\":\"s3sink\",\"type\":\"S3\",\"state\":\"READY\","
           "\"region\":\"VIRGINIA_USA\","
           "\"aws\":{\"roleArn\":\"arn\",\"testBucket\":\"bucket\"},\"links\":[],"
           "\"networking\":{\"access\":{\"type\":\"PRIVATE_LINK\",\"connectionId\":\"y\"}}}");
  g_autoptr (SluiceConnection) connection = sluice_connection_new_from_json (root);

  g_assert_cmpstr (sluice_connection_get_name (connection), ==, "s3sink");
  g_assert_cmpstr (sluice_connection_get_type_name (connection), ==, "S3");
  g_assert_true (sluice_connection_is_s3 (connection));
  g_assert_cmpint (sluice_connection_get_state (connection), ==, SLUICE_CONNECTION_STATE_READY);
  g_assert_cmpstr (sluice_connection_get_state_name (connection), ==, "READY");
  g_assert_cmpstr (sluice_connection_get_role_arn (connection), ==, "arn");
  g_assert_cmpstr (sluice_connection_get_test_bucket (connection), ==, "bucket");
  g_assert_cmpstr (sluice_connection_get_network_type (connection), ==, "PRIVATE_LINK");
  g_assert_cmpstr (sluice_connection_get_region (connection), ==, "VIRGINIA_USA");
}

static void
test_bare_connection (void)
{
  static const char * const texts[] = {
    "{\"name\":\"x\"}",
    "{\"name\":\"x\",\"type\":null,\"state\":null,\"aws\":null,\"networking\":null,"
    "\"region\":null}",
    "{\"name\":\"x\",\"type\":7,\"state\":[],\"aws\":\"y\","
    "\"networking\":{\"access\":[]},\"region\":{}}",
    "{\"name\":\"x\",\"aws\":{\"roleArn\":7,\"testBucket\":{}},"
    "\"networking\":{\"access\":{\"type\":7}}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonNode) root = parse (texts[i]);
      g_autoptr (SluiceConnection) connection = sluice_connection_new_from_json (root);

      g_assert_cmpstr (sluice_connection_get_name (connection), ==, "x");
      g_assert_null (sluice_connection_get_type_name (connection));
      g_assert_false (sluice_connection_is_s3 (connection));
      g_assert_cmpint (sluice_connection_get_state (connection), ==,
                       SLUICE_CONNECTION_STATE_ABSENT);
      g_assert_null (sluice_connection_get_state_name (connection));
      g_assert_null (sluice_connection_get_role_arn (connection));
      g_assert_null (sluice_connection_get_test_bucket (connection));
      g_assert_null (sluice_connection_get_network_type (connection));
      g_assert_null (sluice_connection_get_region (connection));
    }
}

static void
test_states (void)
{
  static const struct { const char *name; SluiceConnectionState state; } states[] = {
    { "PENDING", SLUICE_CONNECTION_STATE_PENDING },
    { "READY", SLUICE_CONNECTION_STATE_READY },
    { "Ready", SLUICE_CONNECTION_STATE_READY },
    { "FAILED", SLUICE_CONNECTION_STATE_FAILED },
    { "DELETING", SLUICE_CONNECTION_STATE_DELETING },
    { "REHYDRATING", SLUICE_CONNECTION_STATE_UNKNOWN },
    { "", SLUICE_CONNECTION_STATE_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"name\":\"x\",\"state\":\"%s\"}", states[i].name);
      g_autoptr (JsonNode) root = parse (text);
      g_autoptr (SluiceConnection) connection = sluice_connection_new_from_json (root);

      g_assert_cmpint (sluice_connection_get_state (connection), ==, states[i].state);
      g_assert_cmpstr (sluice_connection_get_state_name (connection), ==, states[i].name);
    }
}

/* Without a name there is no connection; the others can do without anything but being objects. */
static void
test_no_objects (void)
{
  g_autoptr (JsonNode) array = parse ("[]");
  g_autoptr (JsonNode) empty = parse ("{}");
  g_autoptr (JsonNode) number = parse ("{\"name\":7}");
  g_autoptr (SluiceProject) project = sluice_project_new_from_json (empty);
  g_autoptr (SluiceInstance) instance = sluice_instance_new_from_json (empty);
  g_autoptr (SluiceKeyInfo) info = sluice_key_info_new_from_json (empty);

  g_assert_null (sluice_connection_new_from_json (NULL));
  g_assert_null (sluice_connection_new_from_json (array));
  g_assert_null (sluice_connection_new_from_json (empty));
  g_assert_null (sluice_connection_new_from_json (number));
  g_assert_null (sluice_project_new_from_json (array));
  g_assert_null (sluice_instance_new_from_json (array));
  g_assert_null (sluice_key_info_new_from_json (array));
  g_assert_null (sluice_project_get_id (project));
  g_assert_null (sluice_project_get_name (project));
  g_assert_null (sluice_instance_get_id (instance));
  g_assert_null (sluice_instance_get_region (instance));
  g_assert_null (sluice_key_info_get_public_key (info));
  g_assert_cmpuint (g_strv_length ((char **) sluice_key_info_get_access_list (info)), ==, 0);
}

static void
test_project_and_instance (void)
{
  g_autoptr (JsonNode) group = parse ("{\"id\":\"" PROJECT "\",\"name\":\"Größe\","
                                      "\"clusterCount\":1}");
  g_autoptr (JsonNode) tenant =
    parse ("{\"_id\":\"x\",\"id\":\"no\",\"name\":\"instance\","
           "\"streamConfig\":{\"tier\":\"SP10\"},"
           "\"dataProcessRegion\":{\"cloudProvider\":\"AWS\",\"region\":\"VIRGINIA_USA\"}}");
  g_autoptr (SluiceProject) project = sluice_project_new_from_json (group);
  g_autoptr (SluiceInstance) instance = sluice_instance_new_from_json (tenant);

  g_assert_cmpstr (sluice_project_get_id (project), ==, PROJECT);
  g_assert_cmpstr (sluice_project_get_name (project), ==, "Größe");
  g_assert_cmpstr (sluice_instance_get_id (instance), ==, "x");
  g_assert_cmpstr (sluice_instance_get_name (instance), ==, "instance");
  g_assert_cmpstr (sluice_instance_get_provider (instance), ==, "AWS");
  g_assert_cmpstr (sluice_instance_get_region (instance), ==, "VIRGINIA_USA");
  g_assert_cmpstr (sluice_instance_get_tier (instance), ==, "SP10");
}

static void
test_key_info (void)
{
  static const char * const addresses[] = { "203.0.113.7", "198.51.100.0/24", NULL };
  static const char * const in_project[] = { "GROUP_OWNER", "SOMETHING_NEW", NULL };
  static const char * const in_org[] = { "ORG_MEMBER", NULL };
  static const char * const none[] = { NULL };
  g_autoptr (JsonNode) root =
    parse ("{\"apiKey\":{\"id\":\"x\",\"publicKey\":\"zmmrboas\",\"accessList\":["
           "{\"ipAddress\":\"203.0.113.7\",\"cidrBlock\":null},"
           "{\"ipAddress\":\"198.51.100.0\",\"cidrBlock\":\"198.51.100.0/24\"},{},7],"
           "\"roles\":[{\"roleName\":\"GROUP_OWNER\",\"groupId\":\"" PROJECT "\"},"
           "{\"roleName\":\"ORG_MEMBER\",\"orgId\":\"y\"},{\"groupId\":\"" PROJECT "\"},null,"
           "{\"roleName\":\"SOMETHING_NEW\",\"groupId\":\"" PROJECT "\"}]}}");
  g_autoptr (JsonNode) null_key = parse ("{\"appName\":\"x\",\"apiKey\":null}");
  g_autoptr (SluiceKeyInfo) info = sluice_key_info_new_from_json (root);
  g_autoptr (SluiceKeyInfo) nobody = sluice_key_info_new_from_json (null_key);
  g_auto (GStrv) project_roles = sluice_key_info_dup_project_roles (info, PROJECT);
  g_auto (GStrv) other_roles = sluice_key_info_dup_project_roles (info, "other");
  g_auto (GStrv) org_roles = sluice_key_info_dup_org_roles (info, NULL);
  g_auto (GStrv) nobodys_roles = sluice_key_info_dup_org_roles (nobody, NULL);

  g_assert_cmpstr (sluice_key_info_get_id (info), ==, "x");
  g_assert_cmpstr (sluice_key_info_get_public_key (info), ==, "zmmrboas");
  g_assert_cmpstrv (sluice_key_info_get_access_list (info), addresses);
  g_assert_cmpstrv (project_roles, in_project);
  g_assert_cmpstrv (other_roles, none);
  g_assert_cmpstrv (org_roles, in_org);
  g_assert_cmpstrv (nobodys_roles, none);
  g_assert_null (sluice_key_info_get_id (nobody));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atlas/objects/connection", test_connection);
  g_test_add_func ("/atlas/objects/bare-connection", test_bare_connection);
  g_test_add_func ("/atlas/objects/states", test_states);
  g_test_add_func ("/atlas/objects/no-objects", test_no_objects);
  g_test_add_func ("/atlas/objects/project-and-instance", test_project_and_instance);
  g_test_add_func ("/atlas/objects/key-info", test_key_info);
  return g_test_run ();
}
