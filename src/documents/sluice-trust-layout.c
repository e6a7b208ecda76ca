/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A policy that is laid out in lines gets the new statement inserted, so all else stays as it is to
 * the last blank; any other is written anew, value for value.
 */
#include "sluice-trust-private.h"

#include <string.h>

/**
 * sluice_trust_merging_count:
 * @merging: a policy whose statements were found
 *
 * Returns: how many there are; one where no list stands around it
 */
guint
sluice_trust_merging_count (const SluiceTrustMerging *merging)
{
  if (merging->statements->kind == SLUICE_VALUE_OBJECT)
    return 1;

  return sluice_value_get_length (merging->statements);
}

/**
 * sluice_trust_merging_get:
 * @merging: a policy whose statements were found
 * @i: a number below sluice_trust_merging_count ()
 *
 * Returns: (transfer none): the statement
 */
const SluiceValue *
sluice_trust_merging_get (const SluiceTrustMerging *merging,
                          guint                     i)
{
  if (merging->statements->kind == SLUICE_VALUE_OBJECT)
    return merging->statements;

  return sluice_value_get_child (merging->statements, i);
}

/* The white space before @offset if nothing else stands before it on its line. */
static char *
dup_indent (const char *text,
            gsize       offset)
{
  gsize start = offset;

  while (start > 0 && (text[start - 1] == ' ' || text[start - 1] == '\t'))
    start--;
  if (start == 0 || (text[start - 1] != '\n' && text[start - 1] != '\r'))
    return NULL;

  return g_strndup (text + start, offset - start);
}

static char *
dup_unit (const char        *text,
          const SluiceValue *statement,
          const char        *indent)
{
  g_autofree char *inner = NULL;

  if (sluice_value_get_length (statement) > 0)
    inner = dup_indent (text, sluice_value_get_child (statement, 0)->name_start);
  if (inner == NULL || !g_str_has_prefix (inner, indent) || g_str_equal (inner, indent))
    return g_strdup ("  ");

  return g_strdup (inner + strlen (indent));
}

/* Inserts behind the last statement; FALSE when the policy is not laid out for it. */
static gboolean
insert (SluiceTrustMerging *merging,
        const char         *sid)
{
  const char *text = merging->document->text;
  const SluiceValue *last = NULL;
  g_autofree char *indent = NULL;
  g_autofree char *unit = NULL;
  g_autofree char *written = NULL;
  g_auto (GStrv) lines = NULL;
  SluiceJsonWriter *writer;
  const char *line_end;

  if (merging->policy != g_ptr_array_index (merging->document->statements, 0) ||
      merging->statements->kind != SLUICE_VALUE_ARRAY || sluice_trust_merging_count (merging) == 0)
    return FALSE;
  last = sluice_trust_merging_get (merging, sluice_trust_merging_count (merging) - 1);
  indent = dup_indent (text, last->start);
  if (indent == NULL ||
      g_strstr_len (text + last->end, merging->statements->end - last->end, "\n") == NULL)
    return FALSE;

  unit = dup_unit (text, last, indent);
  writer = sluice_json_writer_new_indented (SLUICE_WRITER_PRETTY, indent, unit);
  sluice_trust_statement_write (writer, sid, merging->account_arn, merging->external_id);
  written = sluice_json_writer_finish (writer);

  line_end = strstr (text, "\r\n") != NULL ? "\r\n" : "\n";
  lines = g_strsplit (written, "\n", -1);
  g_free (written);
  written = g_strjoinv (line_end, lines);
  merging->merge->text = g_strdup_printf ("%.*s,%s%s%s%s", (int) last->end, text, line_end, indent,
                                          written, text + last->end);
  merging->merge->first_line = sluice_remark_find_line (text, last->end) + 1;
  merging->merge->last_line = merging->merge->first_line + g_strv_length (lines) - 1;
  return TRUE;
}

/* Everything anew, value for value, the statements as a list. */
static void
rewrite (SluiceTrustMerging *merging,
         const char         *sid)
{
  SluiceJsonWriter *writer = sluice_json_writer_new (SLUICE_WRITER_PRETTY);
  const char *source = merging->document->text;

  sluice_json_writer_begin (writer, '{');
  for (guint i = 0; i < sluice_value_get_length (merging->policy); i++)
    {
      const SluiceValue *member = sluice_value_get_child (merging->policy, i);

      sluice_json_writer_name (writer, member->name);
      if (member != merging->statements)
        {
          sluice_json_writer_value (writer, member, source);
          continue;
        }
      sluice_json_writer_begin (writer, '[');
      for (guint j = 0; j < sluice_trust_merging_count (merging); j++)
        sluice_json_writer_value (writer, sluice_trust_merging_get (merging, j), source);
      merging->merge->first_line = sluice_json_writer_get_line (writer) + 1;
      sluice_trust_statement_write (writer, sid, merging->account_arn, merging->external_id);
      merging->merge->last_line = sluice_json_writer_get_line (writer);
      sluice_json_writer_end (writer, ']');
    }
  sluice_json_writer_end (writer, '}');

  merging->merge->text = sluice_json_writer_finish (writer);
}

/**
 * sluice_trust_merging_write:
 * @merging: a policy without a statement for Atlas
 * @sid: the new statement's Sid, which no other has
 *
 * Gives the merge its text and says which of its lines are new.
 */
void
sluice_trust_merging_write (SluiceTrustMerging *merging,
                            const char         *sid)
{
  if (!insert (merging, sid))
    rewrite (merging, sid);
}
