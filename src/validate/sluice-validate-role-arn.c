/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Role ARN field. Atlas's own instructions speak of two ARNs, the account's in the trust policy
 * and the role's, as if they were one; so each thing that is not a role gets its own sentence.
 */
#include "sluice-validate.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-arn.h"
#include "sluice-text.h"

#define ARN_MAX_LENGTH 2048

static const char *
where_to_find_it (void)
{
  return _("In the AWS console, open IAM, Roles and the role that Atlas may assume; its page shows "
           "the role’s ARN under “ARN”.");
}

static SluiceFinding *
refuse (const char *what)
{
  g_autofree char *message = g_strconcat (what, " ", where_to_find_it (), NULL);

  return sluice_finding_new (SLUICE_VERDICT_ERROR, NULL, message);
}

static SluiceFinding *
refuse_text (const char *start,
             gsize       length)
{
  g_autofree char *excerpt = sluice_text_excerpt (start, length);
  g_autofree char *message = NULL;

  if (length >= 4 && memcmp (start, "arn:", 4) == 0)
    message = g_strdup_printf (_("The ARN “%s” is not complete. A role’s ARN looks like "
                                 "arn:aws:iam::123456789012:role/my-role."), excerpt);
  else
    message = g_strdup_printf (_("“%s” is not an ARN. A role’s ARN starts with “arn:” and looks "
                                 "like arn:aws:iam::123456789012:role/my-role."), excerpt);

  return refuse (message);
}

static SluiceFinding *
refuse_assumed_role (const SluiceArn *assumed)
{
  g_autofree char *name = sluice_arn_dup_role_name (assumed);
  g_autofree char *guess = NULL;
  g_autofree char *message = NULL;
  g_autoptr (SluiceArn) role = NULL;

  if (name != NULL)
    guess = g_strdup_printf ("arn:%s:iam::%s:role/%s", assumed->partition, assumed->account, name);
  if (guess != NULL)
    role = sluice_arn_parse (guess);

  if (role == NULL || !sluice_arn_is_usable_role (role))
    return refuse (_("This ARN names a session of a role that was assumed, not the role itself."));

  message = g_strdup_printf (_("This ARN names a session of a role that was assumed, not the role "
                               "itself. The role’s ARN is probably %s, with its path, if it has "
                               "one, before the name."), guess);
  return refuse (message);
}

static SluiceFinding *
refuse_bucket (const SluiceArn *arn)
{
  g_autofree char *bucket = sluice_arn_dup_bucket (arn);
  g_autofree char *excerpt = sluice_text_excerpt (bucket, strlen (bucket));
  g_autofree char *message = NULL;

  message = g_strdup_printf (_("This is the ARN of the bucket “%s”. Here the ARN of the role that "
                               "may write to it is needed; the bucket’s name goes into Test "
                               "Bucket."),
                             excerpt);
  return refuse (message);
}

static SluiceFinding *
refuse_other (const SluiceArn *arn)
{
  g_autofree char *excerpt = NULL;
  g_autofree char *message = NULL;

  if (g_str_equal (arn->service, "iam") && g_str_has_prefix (arn->resource, "policy/"))
    return refuse (_("This is the ARN of a policy. Needed is the ARN of the role that the policy "
                     "is attached to."));
  if (g_str_equal (arn->service, "iam") && g_str_has_prefix (arn->resource, "instance-profile/"))
    return refuse (_("This is the ARN of an instance profile, which lends a role to EC2 machines. "
                     "Needed is the ARN of the role itself."));

  excerpt = sluice_text_excerpt (arn->resource, strlen (arn->resource));
  message = g_strdup_printf (_("This ARN names “%s”, which is not a role. A role’s ARN looks like "
                               "arn:aws:iam::123456789012:role/my-role."), excerpt);
  return refuse (message);
}

static SluiceFinding *
refuse_role_name (const SluiceArn *arn)
{
  const char *path = arn->resource + strlen ("role/");
  const char *other = sluice_text_find_other (path, strlen (path), "_+=,.@/-");
  g_autofree char *description = NULL;
  g_autofree char *message = NULL;

  if (*(strrchr (arn->resource, '/') + 1) == '\0')
    return refuse (_("The role’s name is missing after “role/”."));
  if (other == NULL)
    return refuse (_("The role’s name or path is too long: a name has at most 64 characters, a "
                     "path at most 512."));

  description = sluice_text_describe_char (other, strlen (other));
  message = g_strdup_printf (_("A role’s name has only letters, digits and the characters “+ = , . "
                               "@ - _”. This one contains %s."), description);
  return refuse (message);
}

/* Which part of something that says “role/” is not as IAM writes it. */
static SluiceFinding *
refuse_role (const SluiceArn *arn)
{
  g_autofree char *excerpt = NULL;
  g_autofree char *message = NULL;

  if (!g_str_equal (arn->partition, "aws") && !g_str_equal (arn->partition, "aws-us-gov") &&
      !g_str_equal (arn->partition, "aws-cn"))
    {
      excerpt = sluice_text_excerpt (arn->partition, strlen (arn->partition));
      message = g_strdup_printf (_("A role’s ARN starts with “arn:aws:”, “arn:aws-us-gov:” or "
                                   "“arn:aws-cn:”, not with “arn:%s:”."), excerpt);
      return refuse (message);
    }

  if (*arn->region != '\0')
    return refuse (_("Roles belong to no region, so a role’s ARN has two colons after “iam”: "
                     "arn:aws:iam::123456789012:role/my-role."));

  if (strlen (arn->account) != 12 || strspn (arn->account, "0123456789") != 12)
    {
      excerpt = sluice_text_excerpt (arn->account, strlen (arn->account));
      message = g_strdup_printf (_("The account number in a role’s ARN has 12 digits and no "
                                   "hyphens. Here it is “%s”."), excerpt);
      return refuse (message);
    }

  return refuse_role_name (arn);
}

static SluiceFinding *
judge (const SluiceArn *arn,
       const char      *start,
       gsize            length)
{
  g_autofree char *value = NULL;

  switch (arn->kind)
    {
    case SLUICE_ARN_ROLE:
      if (!sluice_arn_is_usable_role (arn))
        return refuse_role (arn);
      value = g_strndup (start, length);
      return sluice_finding_new (SLUICE_VERDICT_GOOD, value, NULL);
    case SLUICE_ARN_ACCOUNT_ROOT:
      return refuse (_("This ARN ends in “:root”: it is Atlas’s own AWS account from the trust "
                       "policy, which may assume your role. Needed is the ARN of your role "
                       "itself."));
    case SLUICE_ARN_USER:
      return refuse (_("This is the ARN of a user. Atlas cannot act as a user; it assumes a role "
                       "in your AWS account."));
    case SLUICE_ARN_ASSUMED_ROLE:
      return refuse_assumed_role (arn);
    case SLUICE_ARN_BUCKET:
      return refuse_bucket (arn);
    case SLUICE_ARN_OTHER:
    default:
      return refuse_other (arn);
    }
}

/**
 * sluice_validate_role_arn:
 * @text: (nullable): what was typed
 *
 * A well-formed role of any AWS account is good; whether Atlas may assume it, only Atlas can tell.
 *
 * Returns: (transfer full): empty, good with the trimmed ARN, or an error that says what the text
 *   is instead and where the role's ARN is
 */
SluiceFinding *
sluice_validate_role_arn (const char *text)
{
  gsize length;
  const char *start = sluice_text_trim (text, &length);
  g_autoptr (SluiceArn) arn = NULL;

  if (length == 0)
    return sluice_finding_new (SLUICE_VERDICT_EMPTY, NULL, NULL);
  if (length > ARN_MAX_LENGTH)
    return refuse (_("This text is too long: a role’s ARN has at most 2048 characters."));

  arn = sluice_arn_parse (text);
  if (arn == NULL)
    return refuse_text (start, length);

  return judge (arn, start, length);
}
