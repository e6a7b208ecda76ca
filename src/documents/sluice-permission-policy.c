/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After “Actions, resources, and condition keys for Amazon S3” and “… for AWS Key Management
 * Service”: an action takes resources of its own type only. s3:ListAllMyBuckets takes no bucket,
 * so “*”; listing takes the bucket's ARN; reading and writing take ARNs of objects.
 */
#include "sluice-permission-policy.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-arn.h"
#include "sluice-json-writer.h"
#include "sluice-text.h"
#include "sluice-validate.h"

#define ARN_MAX_LENGTH 2048

static const char * const list_all[] = { "s3:ListAllMyBuckets", NULL };
static const char * const write_objects[] = { "s3:PutObject", NULL };
static const char * const write_and_read[] = {
  "s3:PutObject", "s3:GetObject", "s3:GetObjectVersion", NULL,
};
static const char * const list_bucket[] = { "s3:ListBucket", "s3:GetBucketLocation", NULL };
static const char * const encrypt[] = { "kms:GenerateDataKey", NULL };
static const char * const encrypt_and_read[] = { "kms:GenerateDataKey", "kms:Decrypt", NULL };

static const char *
find_partition (const char *arn_text)
{
  g_autoptr (SluiceArn) arn = sluice_arn_parse (arn_text);

  if (arn != NULL && g_str_equal (arn->partition, "aws-us-gov"))
    return "aws-us-gov";
  if (arn != NULL && g_str_equal (arn->partition, "aws-cn"))
    return "aws-cn";

  return "aws";
}

static void
write_statement (SluiceJsonWriter   *writer,
                 const char * const *actions,
                 const char         *resource)
{
  sluice_json_writer_begin (writer, '{');
  sluice_json_writer_member (writer, "Effect", "Allow");
  sluice_json_writer_name (writer, "Action");
  if (actions[1] == NULL)
    sluice_json_writer_string (writer, actions[0]);
  else
    {
      sluice_json_writer_begin (writer, '[');
      for (guint i = 0; actions[i] != NULL; i++)
        sluice_json_writer_string (writer, actions[i]);
      sluice_json_writer_end (writer, ']');
    }
  sluice_json_writer_member (writer, "Resource", resource);
  sluice_json_writer_end (writer, '}');
}

/**
 * sluice_permission_policy_new:
 * @permissions: for what
 *
 * Returns: (transfer full) (nullable): a whole policy, JSON in several lines; %NULL when the bucket
 *   or the key is not one AWS knows, see sluice_validate_test_bucket () and
 *   sluice_permission_check_kms_key ()
 */
char *
sluice_permission_policy_new (const SluicePermissions *permissions)
{
  g_autoptr (SluiceFinding) bucket = sluice_validate_test_bucket (permissions->bucket);
  g_autoptr (SluiceFinding) key = sluice_permission_check_kms_key (permissions->kms_key_arn,
                                                                   permissions->partition_arn);
  const char *partition = find_partition (permissions->partition_arn);
  g_autofree char *bucket_arn = NULL;
  g_autofree char *objects_arn = NULL;
  SluiceJsonWriter *writer;

  if (bucket->verdict != SLUICE_VERDICT_GOOD || key->verdict == SLUICE_VERDICT_ERROR)
    return NULL;

  bucket_arn = g_strdup_printf ("arn:%s:s3:::%s", partition, bucket->value);
  objects_arn = g_strconcat (bucket_arn, "/*", NULL);

  writer = sluice_json_writer_new (SLUICE_WRITER_PRETTY);
  sluice_json_writer_begin (writer, '{');
  sluice_json_writer_member (writer, "Version", "2012-10-17");
  sluice_json_writer_name (writer, "Statement");
  sluice_json_writer_begin (writer, '[');
  write_statement (writer, list_all, "*");
  if (permissions->wider)
    write_statement (writer, list_bucket, bucket_arn);
  write_statement (writer, permissions->wider ? write_and_read : write_objects, objects_arn);
  if (key->value != NULL)
    write_statement (writer, permissions->wider ? encrypt_and_read : encrypt, key->value);
  sluice_json_writer_end (writer, ']');
  sluice_json_writer_end (writer, '}');

  return sluice_json_writer_finish (writer);
}

static gboolean
is_key (const SluiceArn *arn)
{
  const char *id = arn->resource + strlen ("key/");

  return *arn->region != '\0' && sluice_text_find_other (arn->region, strlen (arn->region),
                                                         "-") == NULL &&
         strlen (arn->account) == 12 && strspn (arn->account, "0123456789") == 12 &&
         g_str_has_prefix (arn->resource, "key/") && *id != '\0' &&
         sluice_text_find_other (id, strlen (id), "-") == NULL;
}

static const char *
find_key_problem (const SluiceArn *arn)
{
  if (arn == NULL)
    return _("This is not an ARN. The ARN of a KMS key looks like "
             "arn:aws:kms:us-east-1:123456789012:key/ and the key’s ID; the KMS page of the AWS "
             "console shows it.");
  if (!g_str_equal (arn->service, "kms"))
    return _("This ARN does not name a KMS key: “kms” would stand after the second colon.");
  if (g_str_has_prefix (arn->resource, "alias/"))
    return _("This is the ARN of an alias. A policy gives no rights to a key through its alias; "
             "needed is the ARN of the key itself, which ends in “key/” and its ID.");
  if (!is_key (arn))
    return _("The ARN of a KMS key has a region, an account number of 12 digits, and “key/” with "
             "the key’s ID, like arn:aws:kms:us-east-1:123456789012:key/ and so on.");
  if (!g_str_equal (arn->partition, "aws") && !g_str_equal (arn->partition, "aws-us-gov") &&
      !g_str_equal (arn->partition, "aws-cn"))
    return _("The ARN of a KMS key starts with “arn:aws:”, “arn:aws-us-gov:” or “arn:aws-cn:”.");

  return NULL;
}

/**
 * sluice_permission_check_kms_key:
 * @text: (nullable): what was typed
 * @partition_arn: (nullable): the role's ARN, or that of Atlas's account
 *
 * Returns: (transfer full): empty, good with the trimmed ARN, a warning with it when role and key
 *   are in different partitions, or an error
 */
SluiceFinding *
sluice_permission_check_kms_key (const char *text,
                                 const char *partition_arn)
{
  gsize length;
  const char *start = sluice_text_trim (text, &length);
  g_autoptr (SluiceArn) arn = NULL;
  g_autoptr (SluiceArn) other = NULL;
  g_autofree char *value = NULL;
  const char *problem;

  if (length == 0)
    return sluice_finding_new (SLUICE_VERDICT_EMPTY, NULL, NULL);
  if (length > ARN_MAX_LENGTH)
    return sluice_finding_new (SLUICE_VERDICT_ERROR, NULL,
                               _("This text is too long to be the ARN of a KMS key."));

  arn = sluice_arn_parse (text);
  problem = find_key_problem (arn);
  if (problem != NULL)
    return sluice_finding_new (SLUICE_VERDICT_ERROR, NULL, problem);

  value = g_strndup (start, length);
  other = sluice_arn_parse (partition_arn);
  if (other != NULL && !g_str_equal (other->partition, arn->partition))
    return sluice_finding_new (SLUICE_VERDICT_WARNING, value,
                               _("This key and the role are in different partitions of AWS, which "
                                 "have nothing in common. One of the two ARNs is not meant."));

  return sluice_finding_new (SLUICE_VERDICT_GOOD, value, NULL);
}
