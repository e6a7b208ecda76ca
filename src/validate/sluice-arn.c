/* SPDX-License-Identifier: GPL-3.0-or-later */
/* arn:partition:service:region:account:resource, as AWS writes it in “Identify AWS resources with
 * Amazon Resource Names”, and what IAM allows in a role's name and path.
 */
#include "sluice-arn.h"

#include <string.h>

#include "sluice-text.h"

#define ARN_MIN_LENGTH 20
#define ARN_MAX_LENGTH 2048
#define ROLE_NAME_MAX_LENGTH 64
#define ROLE_PATH_MAX_LENGTH 512

static SluiceArnKind
find_kind (const SluiceArn *arn)
{
  if (g_str_equal (arn->service, "iam"))
    {
      if (g_str_has_prefix (arn->resource, "role/"))
        return SLUICE_ARN_ROLE;
      if (g_str_equal (arn->resource, "root"))
        return SLUICE_ARN_ACCOUNT_ROOT;
      if (g_str_has_prefix (arn->resource, "user/"))
        return SLUICE_ARN_USER;
    }

  if (g_str_equal (arn->service, "sts") && g_str_has_prefix (arn->resource, "assumed-role/"))
    return SLUICE_ARN_ASSUMED_ROLE;

  /* Access points and the like carry a region and an account; buckets never do. */
  if (g_str_equal (arn->service, "s3") && *arn->region == '\0' && *arn->account == '\0' &&
      *arn->resource != '\0')
    return SLUICE_ARN_BUCKET;

  return SLUICE_ARN_OTHER;
}

static char *
take_part (const char **position,
           const char  *end)
{
  const char *colon = memchr (*position, ':', end - *position);
  char *part;

  if (colon == NULL)
    return NULL;

  part = g_strndup (*position, colon - *position);
  *position = colon + 1;
  return part;
}

/**
 * sluice_arn_parse:
 * @text: (nullable): any text, trimmed here
 *
 * Splits an ARN. Only the shape is judged, not whether its parts make sense.
 *
 * Returns: (transfer full) (nullable): the parts, or NULL when the text does not start with “arn:”
 *   or has too few colons
 */
SluiceArn *
sluice_arn_parse (const char *text)
{
  g_autoptr (SluiceArn) arn = NULL;
  gsize length;
  const char *position = sluice_text_trim (text, &length);
  const char *end = position + length;

  if (length < 4 || memcmp (position, "arn:", 4) != 0)
    return NULL;

  position += 4;
  arn = g_new0 (SluiceArn, 1);

  if ((arn->partition = take_part (&position, end)) == NULL ||
      (arn->service = take_part (&position, end)) == NULL ||
      (arn->region = take_part (&position, end)) == NULL ||
      (arn->account = take_part (&position, end)) == NULL)
    return NULL;

  arn->resource = g_strndup (position, end - position);
  arn->kind = find_kind (arn);

  return g_steal_pointer (&arn);
}

/**
 * sluice_arn_free:
 * @arn: (transfer full) (nullable): an ARN
 */
void
sluice_arn_free (SluiceArn *arn)
{
  if (arn == NULL)
    return;

  g_free (arn->partition);
  g_free (arn->service);
  g_free (arn->region);
  g_free (arn->account);
  g_free (arn->resource);
  g_free (arn);
}

static gboolean
is_known_partition (const char *partition)
{
  return g_str_equal (partition, "aws") ||
         g_str_equal (partition, "aws-us-gov") ||
         g_str_equal (partition, "aws-cn");
}

/**
 * sluice_arn_is_usable_role:
 * @arn: an ARN
 *
 * Judges by IAM's rules: a known partition, no region, 12 digits of account, a role's name of at
 * most 64 characters and a path of at most 512, 20 to 2048 characters in all. The account may be
 * anybody's.
 *
 * Returns: whether Atlas can be given this ARN as a role
 */
gboolean
sluice_arn_is_usable_role (const SluiceArn *arn)
{
  const char *path;
  const char *name;
  gsize length;

  if (arn->kind != SLUICE_ARN_ROLE || !is_known_partition (arn->partition) ||
      *arn->region != '\0' || strlen (arn->account) != 12 ||
      strspn (arn->account, "0123456789") != 12)
    return FALSE;

  path = arn->resource + strlen ("role");
  name = strrchr (path, '/') + 1;
  length = strlen ("arn::iam:::") + strlen (arn->partition) + 12 + strlen (arn->resource);

  return *name != '\0' && strlen (name) <= ROLE_NAME_MAX_LENGTH &&
         name - path <= ROLE_PATH_MAX_LENGTH &&
         length >= ARN_MIN_LENGTH && length <= ARN_MAX_LENGTH &&
         sluice_text_find_other (path, strlen (path), "_+=,.@/-") == NULL;
}

/**
 * sluice_arn_dup_role_name:
 * @arn: an ARN
 *
 * Returns: (transfer full) (nullable): the role's name without its path, for a role and for an
 *   assumed role, whose ARN never holds the path
 */
char *
sluice_arn_dup_role_name (const SluiceArn *arn)
{
  const char *name;

  if (arn->kind == SLUICE_ARN_ROLE)
    {
      name = strrchr (arn->resource, '/') + 1;
      return *name != '\0' ? g_strdup (name) : NULL;
    }

  if (arn->kind == SLUICE_ARN_ASSUMED_ROLE)
    {
      name = arn->resource + strlen ("assumed-role/");
      return *name != '\0' && *name != '/' ? g_strndup (name, strcspn (name, "/")) : NULL;
    }

  return NULL;
}

/**
 * sluice_arn_dup_bucket:
 * @arn: an ARN
 *
 * Returns: (transfer full) (nullable): the bucket's name without key or “*”, for the ARN of a
 *   bucket or of objects in one
 */
char *
sluice_arn_dup_bucket (const SluiceArn *arn)
{
  if (arn->kind != SLUICE_ARN_BUCKET)
    return NULL;

  return g_strndup (arn->resource, strcspn (arn->resource, "/"));
}
