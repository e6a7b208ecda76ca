/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From typed text to numbers, expressions and delimiters. */
#include "sluice-emit-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-json-writer.h"
#include "sluice-text.h"

/* A field whose white space at the ends is part of the value. */
static gboolean
is_verbatim (SluiceEmitField field)
{
  return field == SLUICE_EMIT_PATH || field == SLUICE_EMIT_DELIMITER;
}

/**
 * sluice_emit_stage_dup_value:
 * @stage: a stage
 * @field: a field
 *
 * Returns: (transfer full) (nullable): what is given for it, %NULL when nothing is
 */
char *
sluice_emit_stage_dup_value (const SluiceEmitStage *stage,
                             SluiceEmitField        field)
{
  const char *text = stage->values[field];
  g_autofree char *value = g_strdup (text);

  if (value == NULL)
    return NULL;
  if (!is_verbatim (field) || (field == SLUICE_EMIT_PATH && stage->path_is_expression))
    g_strstrip (value);

  return *value != '\0' ? g_steal_pointer (&value) : NULL;
}

/**
 * sluice_emit_read_number:
 * @text: a text
 * @number: (out): the number
 *
 * Returns: whether the text is a whole number that fits into BSON's int
 */
gboolean
sluice_emit_read_number (const char *text,
                         gint64     *number)
{
  return g_ascii_string_to_signed (text, 10, G_MININT32, G_MAXINT32, number, NULL);
}

/**
 * sluice_emit_read_delimiter:
 * @text: a text with escapes
 *
 * Returns: (transfer full) (nullable): the text meant, %NULL when an escape is none
 */
char *
sluice_emit_read_delimiter (const char *text)
{
  g_autofree char *quoted = NULL;
  g_autoptr (GString) raw = g_string_new ("\"");
  g_autoptr (SluiceRemark) problem = NULL;
  g_autoptr (SluiceDocument) document = NULL;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"' || (guchar) *c < 0x20)
        g_string_append_printf (raw, "\\u%04x", (guchar) *c);
      else if (*c == '\\' && c[1] != '\0')
        g_string_append_printf (raw, "\\%c", *++c);
      else
        g_string_append_c (raw, *c);
    }
  g_string_append_c (raw, '"');

  document = sluice_document_read (raw->str, raw->len, SLUICE_SYNTAX_JSON, &problem);
  if (document == NULL)
    return NULL;
  return g_strdup (sluice_value_get_string (g_ptr_array_index (document->statements, 0)));
}

static const char *
find_expression_problem (const SluiceDocument *document)
{
  const SluiceValue *value = g_ptr_array_index (document->statements, 0);
  const char *text = sluice_value_get_string (value);
  SluiceJsonWriter *writer;
  g_autofree char *written = NULL;
  gboolean known;

  if (document->statements->len != 1)
    return _("These are several values. One expression is needed.");
  if (text != NULL && *text != '$')
    return _("A text that is an expression begins with “$” and names a field, like \"$customer\".");
  if (text != NULL)
    return NULL;
  if (value->kind != SLUICE_VALUE_OBJECT || sluice_value_get_length (value) != 1 ||
      sluice_value_get_child (value, 0)->name[0] != '$')
    return _("An expression is a field, like \"$customer\", or an operator, like "
             "{ \"$concat\": [\"a/\", \"$customer\"] }.");

  writer = sluice_json_writer_new (SLUICE_WRITER_COMPACT);
  known = sluice_json_writer_value (writer, value, NULL);
  written = sluice_json_writer_finish (writer);
  return known ? NULL : _("An expression has only what JSON has: no calls, variables or sums.");
}

/**
 * sluice_emit_read_expression:
 * @text: what was typed: $field, or JSON, also as mongosh takes it
 * @problem: (out) (transfer full): the translated sentence if %NULL is returned
 *
 * Returns: (transfer full) (nullable): a document whose one statement is the expression
 */
SluiceDocument *
sluice_emit_read_expression (const char  *text,
                             char       **problem)
{
  g_autofree char *quoted = *text == '$' ? sluice_json_quote (text) : NULL;
  const char *json = quoted != NULL ? quoted : text;
  g_autoptr (SluiceRemark) remark = NULL;
  g_autoptr (SluiceDocument) document = sluice_document_read (json, strlen (json),
                                                              SLUICE_SYNTAX_MONGOSH, &remark);
  const char *reason;

  if (document == NULL)
    {
      /* Translators: a place in a text, and the sentence that says what is wrong there. */
      *problem = g_strdup_printf (_("Line %1$u, column %2$u: %3$s"), remark->line, remark->column,
                                  remark->reason);
      return NULL;
    }

  reason = find_expression_problem (document);
  if (reason == NULL)
    return g_steal_pointer (&document);
  *problem = g_strdup (reason);
  return NULL;
}

/**
 * sluice_emit_get_unit_length:
 * @unit: a unit of an interval
 *
 * Returns: its length in milliseconds, 0 for an unknown one
 */
gint64
sluice_emit_get_unit_length (const char *unit)
{
  static const struct { const char *name; gint64 length; } units[] = {
    { "ms", 1 },
    { "second", 1000 },
    { "minute", 60 * 1000 },
    { "hour", 60 * 60 * 1000 },
    { "day", 24 * 60 * 60 * 1000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (g_str_equal (unit, units[i].name))
        return units[i].length;
    }
  return 0;
}
