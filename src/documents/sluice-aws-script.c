/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scripts are one function each, so that a shell reads them whole before it starts, also when
 * they are pasted; it runs in a subshell, so a failure does not end the shell of the person.
 */
#include "sluice-aws-script.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-arn.h"
#include "sluice-hcl.h"
#include "sluice-json-writer.h"
#include "sluice-text.h"
#include "sluice-trust-policy.h"
#include "sluice-trust-private.h"
#include "sluice-validate.h"

#define ROLE_NAME_MAX_LENGTH 64

/* The setup with everything checked and brought into form. */
typedef struct
{
  char *role_name;
  char *trust_policy;
  char *statement;
  char *permission_policy;
  char *policy_name;
} Parts;

static const char new_role_head[] =
  "#!/usr/bin/env bash\n"
  "# Creates a role in this AWS account that MongoDB Atlas may assume to write to one bucket, and\n"
  "# prints its ARN. Needs the AWS CLI, signed in to the account that owns the bucket.\n"
  "main () (\n"
  "  set -euo pipefail\n";

static const char new_role_body[] =
  "\n"
  "  if aws iam get-role --role-name \"$role_name\" >/dev/null 2>&1; then\n"
  "    echo \"There is a role of the name $role_name already; nothing was changed.\" >&2\n"
  "    exit 1\n"
  "  fi\n"
  "  aws iam create-role --role-name \"$role_name\" \\\n"
  "    --assume-role-policy-document \"$trust_policy\" >/dev/null\n"
  "  aws iam wait role-exists --role-name \"$role_name\"\n";

static const char present_role_head[] =
  "#!/usr/bin/env bash\n"
  "# Lets MongoDB Atlas assume a role you have to write to one bucket, and prints its ARN. What\n"
  "# its trust policy holds is kept, also in a file. Needs jq and the AWS CLI, signed in to\n"
  "# the account that owns the role.\n"
  "main () (\n"
  "  set -euo pipefail\n";

static const char present_role_body[] =
  "\n"
  "  present=$(aws iam get-role --role-name \"$role_name\" \\\n"
  "    --query Role.AssumeRolePolicyDocument --output json)\n"
  "  if [[ $present == *\"\\\"$external_id\\\"\"* ]]; then\n"
  "    echo 'The trust policy names this external ID already; it stays as it is.' >&2\n"
  "  else\n"
  "    if ! command -v jq >/dev/null; then\n"
  "      echo 'This needs jq to add to the trust policy; nothing was changed.' >&2\n"
  "      exit 1\n"
  "    fi\n"
  "    merged=$(jq --argjson statement \"$statement\" \\\n"
  "      '.Statement |= ((if type == \"array\" then . else [.] end) + [$statement])' "
  "<<<\"$present\")\n"
  "    saved=\"trust-policy-of-$role_name-$(date +%Y%m%d-%H%M%S).json\"\n"
  "    printf '%s\\n' \"$present\" >\"$saved\"\n"
  "    echo \"The trust policy as it was is kept in $saved.\" >&2\n"
  "    aws iam update-assume-role-policy --role-name \"$role_name\" \\\n"
  "      --policy-document \"$merged\"\n"
  "  fi\n";

static const char script_tail[] =
  "  aws iam put-role-policy --role-name \"$role_name\" --policy-name \"$policy_name\" \\\n"
  "    --policy-document \"$permission_policy\"\n"
  "  aws iam get-role --role-name \"$role_name\" --query Role.Arn --output text\n"
  ")\n"
  "main\n";

static const char terraform_head[] =
  "# A role that MongoDB Atlas may assume to write to one bucket. The provider \"aws\" has to be\n"
  "# signed in to the account that owns the bucket.\n"
  "terraform {\n"
  "  required_providers {\n"
  "    aws = {\n"
  "      source = \"hashicorp/aws\"\n"
  "    }\n"
  "  }\n"
  "}\n";

static void
parts_clear (Parts *parts)
{
  g_free (parts->role_name);
  g_free (parts->trust_policy);
  g_free (parts->statement);
  g_free (parts->permission_policy);
  g_free (parts->policy_name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static char *
dup_statement (const SluiceAwsSetup *setup)
{
  SluiceJsonWriter *writer = sluice_json_writer_new (SLUICE_WRITER_PRETTY);

  sluice_trust_statement_write (writer, NULL, setup->account_arn, setup->external_id);
  return sluice_json_writer_finish (writer);
}

static gboolean
fill_parts (Parts                *parts,
            const SluiceAwsSetup *setup)
{
  g_autoptr (SluiceFinding) role_name = sluice_aws_check_role_name (setup->role_name);
  g_autoptr (SluiceFinding) bucket = sluice_validate_test_bucket (setup->permissions.bucket);

  if (role_name->verdict != SLUICE_VERDICT_GOOD || setup->account_arn == NULL ||
      setup->external_id == NULL)
    return FALSE;
  parts->permission_policy = sluice_permission_policy_new (&setup->permissions);
  if (parts->permission_policy == NULL)
    return FALSE;

  parts->role_name = g_strdup (role_name->value);
  parts->trust_policy = sluice_trust_policy_new (setup->account_arn, setup->external_id);
  parts->statement = dup_statement (setup);
  parts->policy_name = g_strconcat ("write-to-", bucket->value, NULL);
  return TRUE;
}

static void
append_variable (GString    *script,
                 const char *name,
                 const char *value)
{
  g_autofree char *quoted = g_shell_quote (value);

  g_string_append_printf (script, "  %s=%s\n", name, quoted);
}

/**
 * sluice_aws_script_for_new_role:
 * @setup: what to set up
 *
 * Returns: (transfer full) (nullable): a bash script that creates the role with both policies and
 *   prints its ARN, and does nothing when there is a role of that name; %NULL when something in
 *   @setup is missing or wrong
 */
char *
sluice_aws_script_for_new_role (const SluiceAwsSetup *setup)
{
  g_auto (Parts) parts = { NULL };
  GString *script;

  if (!fill_parts (&parts, setup))
    return NULL;

  script = g_string_new (new_role_head);
  append_variable (script, "role_name", parts.role_name);
  append_variable (script, "policy_name", parts.policy_name);
  append_variable (script, "trust_policy", parts.trust_policy);
  append_variable (script, "permission_policy", parts.permission_policy);
  g_string_append (script, new_role_body);
  g_string_append (script, script_tail);
  return g_string_free (script, FALSE);
}

/**
 * sluice_aws_script_for_present_role:
 * @setup: what to set up
 *
 * Returns: (transfer full) (nullable): a bash script that adds a statement to the trust policy the
 *   role has when it is run, unless it names the external ID already, attaches the permission
 *   policy and prints the role's ARN; %NULL when something in @setup is missing or wrong
 */
char *
sluice_aws_script_for_present_role (const SluiceAwsSetup *setup)
{
  g_auto (Parts) parts = { NULL };
  GString *script;

  if (!fill_parts (&parts, setup))
    return NULL;

  script = g_string_new (present_role_head);
  append_variable (script, "role_name", parts.role_name);
  append_variable (script, "policy_name", parts.policy_name);
  append_variable (script, "external_id", setup->external_id);
  append_variable (script, "statement", parts.statement);
  append_variable (script, "permission_policy", parts.permission_policy);
  g_string_append (script, present_role_body);
  g_string_append (script, script_tail);
  return g_string_free (script, FALSE);
}

/**
 * sluice_aws_terraform:
 * @setup: what to set up
 *
 * Returns: (transfer full) (nullable): a Terraform file with the role and both policies and its ARN
 *   as output; %NULL when something in @setup is missing or wrong
 */
char *
sluice_aws_terraform (const SluiceAwsSetup *setup)
{
  g_auto (Parts) parts = { NULL };
  g_autofree char *role_name = NULL;
  g_autofree char *policy_name = NULL;
  g_autofree char *trust_policy = NULL;
  g_autofree char *permission_policy = NULL;
  g_autofree char *text = NULL;

  if (!fill_parts (&parts, setup))
    return NULL;

  role_name = sluice_hcl_quote (parts.role_name);
  policy_name = sluice_hcl_quote (parts.policy_name);
  trust_policy = sluice_hcl_convert_json (parts.trust_policy);
  permission_policy = sluice_hcl_convert_json (parts.permission_policy);
  text = g_strdup_printf ("%s\n"
                          "resource \"aws_iam_role\" \"atlas\" {\n"
                          "  name = %s\n"
                          "  assume_role_policy = jsonencode(%s)\n"
                          "}\n\n"
                          "resource \"aws_iam_role_policy\" \"atlas\" {\n"
                          "  name = %s\n"
                          "  role = aws_iam_role.atlas.id\n"
                          "  policy = jsonencode(%s)\n"
                          "}\n\n"
                          "output \"role_arn\" {\n"
                          "  value = aws_iam_role.atlas.arn\n"
                          "}\n",
                          terraform_head, role_name, trust_policy, policy_name,
                          permission_policy);
  return sluice_hcl_align (text);
}

/**
 * sluice_aws_check_role_name:
 * @text: (nullable): what was typed
 *
 * Understands the ARN of a role.
 *
 * Returns: (transfer full): empty, good with the role's name, or an error
 */
SluiceFinding *
sluice_aws_check_role_name (const char *text)
{
  gsize length;
  const char *start = sluice_text_trim (text, &length);
  g_autoptr (SluiceArn) arn = NULL;
  g_autofree char *name = NULL;
  g_autofree char *description = NULL;
  g_autofree char *message = NULL;
  const char *other;

  if (length == 0)
    return sluice_finding_new (SLUICE_VERDICT_EMPTY, NULL, NULL);

  arn = sluice_arn_parse (text);
  if (arn != NULL && sluice_arn_is_usable_role (arn))
    name = sluice_arn_dup_role_name (arn);
  else
    name = g_strndup (start, length);

  other = sluice_text_find_other (name, strlen (name), "_+=,.@-");
  if (other != NULL)
    {
      description = sluice_text_describe_char (other, strlen (other));
      message = g_strdup_printf (_("A role’s name has letters, digits and the signs _+=,.@- only. "
                                   "This one contains %s."), description);
    }
  else if (strlen (name) > ROLE_NAME_MAX_LENGTH)
    message = g_strdup_printf (_("A role’s name has at most 64 characters. This one has %u."),
                               (guint) strlen (name));
  if (message != NULL)
    return sluice_finding_new (SLUICE_VERDICT_ERROR, NULL, message);

  return sluice_finding_new (SLUICE_VERDICT_GOOD, name, NULL);
}
