/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After “IAM JSON policy elements reference” of AWS: where one text may stand, a list may stand;
 * actions are compared with wildcards and without case, and so are the names of condition keys.
 */
#include "sluice-trust-private.h"

#include <string.h>

typedef gboolean (*Matches) (const char *written,
                             const char *wanted);

/* “*” and “?” as IAM has them. Goes back to the last star only, so the time is bounded by the
 * product of the lengths.
 */
static gboolean
matches_pattern (const char *pattern,
                 const char *text)
{
  const char *star = NULL;
  const char *retry = NULL;

  while (*text != '\0')
    {
      if (*pattern == '*')
        {
          star = pattern++;
          retry = text;
        }
      else if (*pattern != '\0' && (*pattern == '?' || *pattern == *text))
        {
          pattern++;
          text++;
        }
      else if (star != NULL)
        {
          pattern = star + 1;
          text = ++retry;
        }
      else
        return FALSE;
    }

  return pattern[strspn (pattern, "*")] == '\0';
}

static gboolean
matches_action (const char *written,
                const char *wanted)
{
  g_autofree char *pattern = g_ascii_strdown (written, -1);
  g_autofree char *text = g_ascii_strdown (wanted, -1);

  return matches_pattern (pattern, text);
}

/* An account may be written by its number alone, which IAM stores as the ARN ending in “:root”. */
static gboolean
matches_principal (const char *written,
                   const char *wanted)
{
  g_auto (GStrv) parts = NULL;

  if (g_str_equal (written, wanted))
    return TRUE;

  parts = g_strsplit (wanted, ":", 6);
  return g_strv_length (parts) == 6 && g_str_equal (parts[5], "root") &&
         g_str_equal (parts[4], written);
}

static gboolean
matches_exactly (const char *written,
                 const char *wanted)
{
  return g_str_equal (written, wanted);
}

static gboolean
any_matches (const SluiceValue *value,
             const char        *wanted,
             Matches            matches)
{
  const char *text = sluice_value_get_string (value);

  if (text != NULL)
    return matches (text, wanted);
  if (value == NULL || value->kind != SLUICE_VALUE_ARRAY)
    return FALSE;

  for (guint i = 0; i < sluice_value_get_length (value); i++)
    {
      text = sluice_value_get_string (sluice_value_get_child (value, i));
      if (text != NULL && matches (text, wanted))
        return TRUE;
    }
  return FALSE;
}

static SluiceTrust
judge_condition (const SluiceValue *condition,
                 const char        *external_id)
{
  const SluiceValue *test;
  const SluiceValue *key;
  gboolean is_like;

  if (condition == NULL || sluice_value_get_length (condition) == 0)
    return SLUICE_TRUST_OPEN;
  if (condition->kind != SLUICE_VALUE_OBJECT || sluice_value_get_length (condition) != 1)
    return SLUICE_TRUST_NOTHING;

  test = sluice_value_get_child (condition, 0);
  if (test->kind != SLUICE_VALUE_OBJECT || sluice_value_get_length (test) != 1)
    return SLUICE_TRUST_NOTHING;

  is_like = g_ascii_strcasecmp (test->name, "StringLike") == 0;
  key = sluice_value_get_child (test, 0);
  if ((!is_like && g_ascii_strcasecmp (test->name, "StringEquals") != 0) ||
      g_ascii_strcasecmp (key->name, "sts:ExternalId") != 0)
    return SLUICE_TRUST_NOTHING;

  return any_matches (key, external_id, is_like ? matches_pattern : matches_exactly) ?
         SLUICE_TRUST_EXACT : SLUICE_TRUST_NOTHING;
}

/**
 * sluice_trust_statement_judge:
 * @statement: any value
 * @account_arn: the ARN of Atlas's AWS account
 * @external_id: the external ID Atlas will show
 *
 * Returns: what the statement does for Atlas. One with further conditions counts as nothing, as
 *   these may keep Atlas out
 */
SluiceTrust
sluice_trust_statement_judge (const SluiceValue *statement,
                              const char        *account_arn,
                              const char        *external_id)
{
  const SluiceValue *principal = sluice_value_get_member (statement, "Principal");
  const char *effect = sluice_value_get_string (sluice_value_get_member (statement, "Effect"));

  if (g_strcmp0 (effect, "Allow") != 0 ||
      !any_matches (sluice_value_get_member (principal, "AWS"), account_arn, matches_principal) ||
      !any_matches (sluice_value_get_member (statement, "Action"), "sts:AssumeRole",
                    matches_action))
    return SLUICE_TRUST_NOTHING;

  return judge_condition (sluice_value_get_member (statement, "Condition"), external_id);
}

/**
 * sluice_trust_statement_write:
 * @writer: a writer inside of a list
 * @sid: (nullable): a name for the statement, of letters and digits
 * @account_arn: the ARN of Atlas's AWS account
 * @external_id: the external ID Atlas will show
 *
 * Writes the statement that lets Atlas in.
 */
void
sluice_trust_statement_write (SluiceJsonWriter *writer,
                              const char       *sid,
                              const char       *account_arn,
                              const char       *external_id)
{
  sluice_json_writer_begin (writer, '{');
  if (sid != NULL)
    sluice_json_writer_member (writer, "Sid", sid);
  sluice_json_writer_member (writer, "Effect", "Allow");
  sluice_json_writer_name (writer, "Principal");
  sluice_json_writer_begin (writer, '{');
  sluice_json_writer_member (writer, "AWS", account_arn);
  sluice_json_writer_end (writer, '}');
  sluice_json_writer_member (writer, "Action", "sts:AssumeRole");
  sluice_json_writer_name (writer, "Condition");
  sluice_json_writer_begin (writer, '{');
  sluice_json_writer_name (writer, "StringEquals");
  sluice_json_writer_begin (writer, '{');
  sluice_json_writer_member (writer, "sts:ExternalId", external_id);
  sluice_json_writer_end (writer, '}');
  sluice_json_writer_end (writer, '}');
  sluice_json_writer_end (writer, '}');
}
