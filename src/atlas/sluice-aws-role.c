/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry of unified AWS access. */
#include "sluice-aws-role.h"

#include "sluice-json.h"
#include "sluice-objects-private.h"

struct _SluiceAwsRole
{
  GObject    parent_instance;

  char      *id;
  char      *arn;
  char      *account_arn;
  char      *external_id;
  char      *created_date;
  char      *authorized_date;
  char     **features;
};

G_DEFINE_FINAL_TYPE (SluiceAwsRole, sluice_aws_role, G_TYPE_OBJECT)

static void
sluice_aws_role_finalize (GObject *object)
{
  SluiceAwsRole *self = SLUICE_AWS_ROLE (object);

  g_free (self->id);
  g_free (self->arn);
  g_free (self->account_arn);
  g_free (self->external_id);
  g_free (self->created_date);
  g_free (self->authorized_date);
  g_strfreev (self->features);
  G_OBJECT_CLASS (sluice_aws_role_parent_class)->finalize (object);
}

static void
sluice_aws_role_class_init (SluiceAwsRoleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_aws_role_finalize;
}

static void
sluice_aws_role_init (SluiceAwsRole *self)
{
}

static char **
read_features (JsonArray *usages)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; usages != NULL && i < json_array_get_length (usages); i++)
    {
      JsonObject *usage = sluice_json_as_object (json_array_get_element (usages, i));
      const char *type = sluice_json_get_string (usage, "featureType");

      if (type != NULL)
        g_strv_builder_add (builder, type);
    }
  return g_strv_builder_end (builder);
}

/**
 * sluice_aws_role_new_from_json:
 * @node: (nullable): the API's CloudProviderAccessAWSIAMRole
 *
 * Returns: (transfer full) (nullable): the entry; %NULL if @node is no object or has no roleId
 */
SluiceAwsRole *
sluice_aws_role_new_from_json (JsonNode *node)
{
  JsonObject *json = sluice_json_as_object (node);
  const char *id = sluice_json_get_string (json, "roleId");
  SluiceAwsRole *self;

  if (id == NULL)
    return NULL;
  self = g_object_new (SLUICE_TYPE_AWS_ROLE, NULL);
  self->id = g_strdup (id);
  self->arn = g_strdup (sluice_json_get_string (json, "iamAssumedRoleArn"));
  self->account_arn = g_strdup (sluice_json_get_string (json, "atlasAWSAccountArn"));
  self->external_id = g_strdup (sluice_json_get_string (json, "atlasAssumedRoleExternalId"));
  self->created_date = g_strdup (sluice_json_get_string (json, "createdDate"));
  self->authorized_date = g_strdup (sluice_json_get_string (json, "authorizedDate"));
  self->features = read_features (sluice_json_get_array (json, "featureUsages"));
  return self;
}

/**
 * sluice_aws_role_get_id:
 * @self: an entry
 *
 * Returns: Atlas's id of the entry (roleId); not the ARN
 */
const char *
sluice_aws_role_get_id (SluiceAwsRole *self)
{
  return self->id;
}

/**
 * sluice_aws_role_get_arn:
 * @self: an entry
 *
 * Returns: (nullable): the ARN of the role in the customer's account (iamAssumedRoleArn); %NULL
 *   as long as none was authorized
 */
const char *
sluice_aws_role_get_arn (SluiceAwsRole *self)
{
  return self->arn;
}

/**
 * sluice_aws_role_get_account_arn:
 * @self: an entry
 *
 * Returns: (nullable): the ARN of Atlas's own AWS account (atlasAWSAccountArn): the principal of
 *   the trust policy, never the role
 */
const char *
sluice_aws_role_get_account_arn (SluiceAwsRole *self)
{
  return self->account_arn;
}

/**
 * sluice_aws_role_get_external_id:
 * @self: an entry
 *
 * Returns: (nullable): what the trust policy asks for as sts:ExternalId; not a secret
 */
const char *
sluice_aws_role_get_external_id (SluiceAwsRole *self)
{
  return self->external_id;
}

/**
 * sluice_aws_role_get_created_date:
 * @self: an entry
 *
 * Returns: (nullable): when the set-up began, ISO 8601
 */
const char *
sluice_aws_role_get_created_date (SluiceAwsRole *self)
{
  return self->created_date;
}

/**
 * sluice_aws_role_get_authorized_date:
 * @self: an entry
 *
 * Returns: (nullable): when the role was authorized, ISO 8601
 */
const char *
sluice_aws_role_get_authorized_date (SluiceAwsRole *self)
{
  return self->authorized_date;
}

/**
 * sluice_aws_role_is_authorized:
 * @self: an entry
 *
 * Returns: whether a connection can use it: Atlas has assumed the role once. Otherwise the set-up
 *   was left half finished
 */
gboolean
sluice_aws_role_is_authorized (SluiceAwsRole *self)
{
  return self->arn != NULL && self->authorized_date != NULL;
}

/**
 * sluice_aws_role_get_features:
 * @self: an entry
 *
 * Returns: the other features of Atlas that use it; stream connections are never among them
 */
const char * const *
sluice_aws_role_get_features (SluiceAwsRole *self)
{
  return (const char * const *) self->features;
}
