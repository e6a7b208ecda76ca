/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks at the present policy, says what is odd in it and whether a statement is to be added. */
#include "sluice-trust-policy.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-extended-json.h"
#include "sluice-json-writer.h"
#include "sluice-trust-private.h"

#define SID "AtlasStreamProcessing"

/* AWS's quota for a role's trust policy without its white space; it can be raised to twice that. */
#define TRUST_POLICY_QUOTA 2048

/**
 * sluice_trust_policy_new:
 * @account_arn: the ARN of Atlas's AWS account (atlasAWSAccountArn)
 * @external_id: the external ID of this set-up (atlasAssumedRoleExternalId)
 *
 * Returns: (transfer full): a whole trust policy for a new role, JSON in several lines
 */
char *
sluice_trust_policy_new (const char *account_arn,
                         const char *external_id)
{
  SluiceJsonWriter *writer;

  g_return_val_if_fail (account_arn != NULL && external_id != NULL, NULL);

  writer = sluice_json_writer_new (SLUICE_WRITER_PRETTY);
  sluice_json_writer_begin (writer, '{');
  sluice_json_writer_member (writer, "Version", "2012-10-17");
  sluice_json_writer_name (writer, "Statement");
  sluice_json_writer_begin (writer, '[');
  sluice_trust_statement_write (writer, NULL, account_arn, external_id);
  sluice_json_writer_end (writer, ']');
  sluice_json_writer_end (writer, '}');

  return sluice_json_writer_finish (writer);
}

static void
add_remark (SluiceTrustMerging *merging,
            SluiceSeverity      severity,
            const SluiceValue  *value,
            const char         *reason,
            const char         *fix)
{
  g_ptr_array_add (merging->merge->remarks,
                   sluice_remark_new (severity, value->start, value->end - value->start,
                                      g_strdup (reason), g_strdup (fix)));
}

static gboolean
refuse (SluiceTrustMerging *merging,
        const SluiceValue  *value,
        const char         *reason,
        const char         *fix)
{
  add_remark (merging, SLUICE_SEVERITY_PROBLEM, value, reason, fix);
  return FALSE;
}

/* “aws iam get-role” prints the policy deep inside of its answer. */
static const SluiceValue *
find_policy (const SluiceValue *root)
{
  const SluiceValue *role = sluice_value_get_member (root, "Role");
  const SluiceValue *inner;

  inner = sluice_value_get_member (role != NULL ? role : root, "AssumeRolePolicyDocument");
  return inner != NULL ? inner : root;
}

static guint
count_members (const SluiceValue *object,
               const char        *name)
{
  guint n = 0;

  for (guint i = 0; i < sluice_value_get_length (object); i++)
    n += g_str_equal (sluice_value_get_child (object, i)->name, name) ? 1 : 0;

  return n;
}

static gboolean
check_statement (SluiceTrustMerging *merging,
                 const SluiceValue  *statement)
{
  if (statement->kind != SLUICE_VALUE_OBJECT)
    return refuse (merging, statement,
                   _("Each statement of a policy is an object in braces; this is none."), NULL);

  if (sluice_value_get_member (statement, "Resource") != NULL &&
      sluice_value_get_member (statement, "Principal") == NULL)
    return refuse (merging, statement,
                   _("This is a permission policy: it says what may be done with a resource. "
                     "Needed here is the trust policy, which says who may assume the role."),
                   _("In the AWS console, copy it from the role’s Trust relationships."));

  return TRUE;
}

static gboolean
check_policy (SluiceTrustMerging *merging)
{
  const SluiceValue *policy = merging->policy;

  if (policy->kind != SLUICE_VALUE_OBJECT)
    return refuse (merging, policy,
                   _("A policy is an object in braces. This is something else."), NULL);

  merging->statements = sluice_value_get_member (policy, "Statement");
  if (merging->statements == NULL)
    return refuse (merging, policy, _("This is no policy: it has no “Statement”."),
                   _("In the AWS console, copy the trust policy from the role’s Trust "
                     "relationships."));
  if (count_members (policy, "Statement") > 1)
    return refuse (merging, merging->statements,
                   _("“Statement” stands in this policy more than once, and AWS would take only "
                     "one of them."),
                   _("Put all statements into one list."));
  if (merging->statements->kind != SLUICE_VALUE_ARRAY &&
      merging->statements->kind != SLUICE_VALUE_OBJECT)
    return refuse (merging, merging->statements,
                   _("“Statement” is a list of statements, or one statement."), NULL);

  for (guint i = 0; i < sluice_trust_merging_count (merging); i++)
    {
      if (!check_statement (merging, sluice_trust_merging_get (merging, i)))
        return FALSE;
    }
  return TRUE;
}

static void
remark_on_statements (SluiceTrustMerging *merging)
{
  for (guint i = 0; i < sluice_trust_merging_count (merging); i++)
    {
      const SluiceValue *statement = sluice_trust_merging_get (merging, i);
      const char *effect = sluice_value_get_string (sluice_value_get_member (statement, "Effect"));

      if (g_strcmp0 (effect, "Deny") == 0)
        add_remark (merging, SLUICE_SEVERITY_WARNING, statement,
                    _("This statement denies, and a denial wins over every permission."),
                    _("If Atlas cannot assume the role later, see whether this keeps it out."));
      else if (sluice_trust_statement_judge (statement, merging->account_arn,
                                             merging->external_id) == SLUICE_TRUST_OPEN)
        add_remark (merging, SLUICE_SEVERITY_WARNING, statement,
                    _("This statement lets Atlas’s account in without an external ID, so on behalf "
                      "of any Atlas customer who knows this role."),
                    _("If nothing else needs it, remove it after adding the new one."));
    }
}

static const SluiceValue *
find_exact (SluiceTrustMerging *merging)
{
  for (guint i = 0; i < sluice_trust_merging_count (merging); i++)
    {
      const SluiceValue *statement = sluice_trust_merging_get (merging, i);

      if (sluice_trust_statement_judge (statement, merging->account_arn,
                                        merging->external_id) == SLUICE_TRUST_EXACT)
        return statement;
    }
  return NULL;
}

/* IAM wants Sids of letters and digits, each once in a policy. */
static char *
choose_sid (SluiceTrustMerging *merging)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *sid = g_strdup (SID);
  g_autofree char *folded = g_ascii_strdown (sid, -1);

  for (guint i = 0; i < sluice_trust_merging_count (merging); i++)
    {
      const SluiceValue *statement = sluice_trust_merging_get (merging, i);
      const char *text = sluice_value_get_string (sluice_value_get_member (statement, "Sid"));

      if (text != NULL)
        g_hash_table_add (taken, g_ascii_strdown (text, -1));
    }

  for (guint n = 2; g_hash_table_contains (taken, folded); n++)
    {
      g_free (sid);
      sid = g_strdup_printf (SID "%u", n);
      g_free (folded);
      folded = g_ascii_strdown (sid, -1);
    }
  return g_steal_pointer (&sid);
}

static void
remark_on_size (SluiceTrustMerging *merging)
{
  guint n = 0;

  for (const char *c = merging->merge->text; *c != '\0'; c = g_utf8_next_char (c))
    n += g_ascii_isspace (*c) ? 0 : 1;

  if (n > TRUST_POLICY_QUOTA)
    {
      g_autofree char *reason = NULL;

      reason = g_strdup_printf (_("With the new statement the policy has %u characters. AWS takes "
                                  "%u unless the quota of your account was raised."), n,
                                TRUST_POLICY_QUOTA);
      add_remark (merging, SLUICE_SEVERITY_WARNING, merging->policy, reason,
                  _("Ask AWS for a higher quota, or use a role of its own for Atlas."));
    }
}

static void
merge_statement (SluiceTrustMerging *merging)
{
  const SluiceValue *exact;
  g_autofree char *sid = NULL;

  merging->policy = find_policy (g_ptr_array_index (merging->document->statements, 0));
  if (!check_policy (merging))
    return;

  remark_on_statements (merging);
  exact = find_exact (merging);
  if (exact != NULL)
    {
      merging->merge->outcome = SLUICE_TRUST_MERGE_PRESENT;
      merging->merge->text = g_strdup (merging->document->text);
      merging->merge->first_line = sluice_remark_find_line (merging->merge->text, exact->start);
      merging->merge->last_line = sluice_remark_find_line (merging->merge->text, exact->end);
      return;
    }

  sid = choose_sid (merging);
  sluice_trust_merging_write (merging, sid);
  merging->merge->outcome = SLUICE_TRUST_MERGE_ADDED;
  remark_on_size (merging);
}

/**
 * sluice_trust_policy_merge:
 * @present: (nullable): the trust policy a role has, as it was pasted; also the whole answer of
 *   “aws iam get-role”
 * @account_arn: the ARN of Atlas's AWS account (atlasAWSAccountArn)
 * @external_id: the external ID of this set-up (atlasAssumedRoleExternalId)
 *
 * Adds a statement for Atlas unless one does the same already. A statement for another external ID
 * of the same account is left alone and gets a neighbour.
 *
 * Returns: (transfer full): what came of it
 */
SluiceTrustMerge *
sluice_trust_policy_merge (const char *present,
                           const char *account_arn,
                           const char *external_id)
{
  g_autoptr (SluiceDocument) document = NULL;
  SluiceRemark *problem = NULL;
  SluiceTrustMerging merging = { .account_arn = account_arn, .external_id = external_id };
  gsize length = present != NULL ? strlen (present) : 0;

  g_return_val_if_fail (account_arn != NULL && external_id != NULL, NULL);

  merging.merge = g_new0 (SluiceTrustMerge, 1);
  merging.merge->outcome = SLUICE_TRUST_MERGE_REFUSED;
  merging.merge->remarks = sluice_remarks_new ();

  document = sluice_document_read (present, length, SLUICE_SYNTAX_JSON, &problem);
  if (document == NULL)
    {
      g_ptr_array_add (merging.merge->remarks, problem);
      return merging.merge;
    }

  merging.document = document;
  merge_statement (&merging);
  sluice_remarks_locate (merging.merge->remarks, document->text, document->length);
  return merging.merge;
}

/**
 * sluice_trust_merge_free:
 * @merge: (transfer full) (nullable): what sluice_trust_policy_merge () has returned
 */
void
sluice_trust_merge_free (SluiceTrustMerge *merge)
{
  if (merge == NULL)
    return;

  g_free (merge->text);
  g_ptr_array_unref (merge->remarks);
  g_free (merge);
}
