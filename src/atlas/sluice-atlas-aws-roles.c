/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Unified AWS access. */
#include "sluice-atlas-aws-roles.h"

#include "sluice-call.h"
#include "sluice-json.h"
#include "sluice-objects-private.h"

#define VERSION "2023-01-01"

/* What becomes of a lost answer is read from this list: with an entry in it that cannot be read,
 * nobody could say that something is not there. */
static gpointer
read_roles (JsonNode *root)
{
  JsonArray *array = sluice_json_get_array (sluice_json_as_object (root), "awsIamRoles");
  g_autoptr (GPtrArray) roles = g_ptr_array_new_with_free_func (g_object_unref);

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      SluiceAwsRole *role = sluice_aws_role_new_from_json (json_array_get_element (array, i));

      if (role == NULL)
        return NULL;
      g_ptr_array_add (roles, role);
    }
  return g_steal_pointer (&roles);
}

/**
 * sluice_atlas_list_aws_roles_async:
 * @client: the client
 * @project_id: the project's id
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Lists the roles of a project, authorized or half finished. API: listGroupCloudProviderAccess,
 * which has no pages.
 */
void
sluice_atlas_list_aws_roles_async (SluiceAtlasClient   *client,
                                   const char          *project_id,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  SluiceRequest request = {
    .method = "GET",
    .version = VERSION,
    .path = sluice_atlas_client_build_path ("groups", project_id, "cloudProviderAccess", NULL),
    .reader = read_roles,
    .free_result = (GDestroyNotify) g_ptr_array_unref,
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_list_aws_roles_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_list_aws_roles_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (element-type SluiceAwsRole) (nullable): the roles; several may name
 *   the same ARN
 */
GPtrArray *
sluice_atlas_list_aws_roles_finish (SluiceAtlasClient  *client,
                                    GAsyncResult       *result,
                                    GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_list_aws_roles_async,
                                          error);
}

/**
 * sluice_atlas_create_aws_role_async:
 * @client: the client
 * @project_id: the project's id
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when the call has ended
 * @user_data: for @callback
 *
 * Starts a set-up: Atlas gives the account and the external id for the trust policy. API:
 * createGroupCloudProviderAccess. Sent once; if the answer is lost, list the roles to find out.
 */
void
sluice_atlas_create_aws_role_async (SluiceAtlasClient   *client,
                                    const char          *project_id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  SluiceRequest request = {
    .method = "POST",
    .version = VERSION,
    .path = sluice_atlas_client_build_path ("groups", project_id, "cloudProviderAccess", NULL),
    .body = g_strdup ("{\"providerName\":\"AWS\"}"),
    .reader = (SluiceAnswerReader) sluice_aws_role_new_from_json,
    .free_result = g_object_unref,
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_create_aws_role_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_create_aws_role_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (nullable): the half finished set-up
 */
SluiceAwsRole *
sluice_atlas_create_aws_role_finish (SluiceAtlasClient  *client,
                                     GAsyncResult       *result,
                                     GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_create_aws_role_async,
                                          error);
}

static char *
build_authorize_body (const char *role_arn)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "providerName");
  json_builder_add_string_value (builder, "AWS");
  json_builder_set_member_name (builder, "iamAssumedRoleArn");
  json_builder_add_string_value (builder, role_arn);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * sluice_atlas_authorize_aws_role_async:
 * @client: the client
 * @project_id: the project's id
 * @role_id: Atlas's id of the set-up
 * @role_arn: the ARN of the role in the customer's account
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when the call has ended
 * @user_data: for @callback
 *
 * Has Atlas assume the role. API: authorizeGroupCloudProviderAccessRole. Doing it twice is
 * harmless. %SLUICE_ATLAS_ERROR_CANNOT_ASSUME_ROLE is usual for some seconds after a change in
 * AWS, which spreads slowly.
 */
void
sluice_atlas_authorize_aws_role_async (SluiceAtlasClient   *client,
                                       const char          *project_id,
                                       const char          *role_id,
                                       const char          *role_arn,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  SluiceRequest request = {
    .method = "PATCH",
    .version = VERSION,
    .path = sluice_atlas_client_build_path ("groups", project_id, "cloudProviderAccess", role_id,
                                            NULL),
    .body = build_authorize_body (role_arn),
    .reader = (SluiceAnswerReader) sluice_aws_role_new_from_json,
    .free_result = g_object_unref,
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_authorize_aws_role_async, cancellable,
                            callback, user_data);
}

/**
 * sluice_atlas_authorize_aws_role_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: (transfer full) (nullable): the authorized role
 */
SluiceAwsRole *
sluice_atlas_authorize_aws_role_finish (SluiceAtlasClient  *client,
                                        GAsyncResult       *result,
                                        GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_authorize_aws_role_async,
                                          error);
}

/**
 * sluice_atlas_deauthorize_aws_role_async:
 * @client: the client
 * @project_id: the project's id
 * @role_id: Atlas's id of the role
 * @cancellable: (nullable): see sluice_atlas_client_send()
 * @callback: called when the call has ended
 * @user_data: for @callback
 *
 * Removes a role from the project; nothing in AWS changes. API:
 * deauthorizeGroupCloudProviderAccessRole, which answers 204 without a body. Atlas does not say
 * which S3 connections depend on the role.
 */
void
sluice_atlas_deauthorize_aws_role_async (SluiceAtlasClient   *client,
                                         const char          *project_id,
                                         const char          *role_id,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  SluiceRequest request = {
    .method = "DELETE",
    .version = VERSION,
    .path = sluice_atlas_client_build_path ("groups", project_id, "cloudProviderAccess", "AWS",
                                            role_id, NULL),
  };

  sluice_atlas_client_send (client, &request, sluice_atlas_deauthorize_aws_role_async,
                            cancellable, callback, user_data);
}

/**
 * sluice_atlas_deauthorize_aws_role_finish:
 * @client: the client
 * @result: what the callback was given
 * @error: return location for an error of domain SLUICE_ATLAS_ERROR
 *
 * Returns: %TRUE if Atlas has removed it
 */
gboolean
sluice_atlas_deauthorize_aws_role_finish (SluiceAtlasClient  *client,
                                          GAsyncResult       *result,
                                          GError            **error)
{
  return sluice_atlas_client_send_finish (client, result, sluice_atlas_deauthorize_aws_role_async,
                                          error) != NULL;
}
