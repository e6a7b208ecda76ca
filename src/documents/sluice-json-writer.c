/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON after RFC 8259; Terraform's expressions after the HCL native syntax specification. */
#include "sluice-json-writer.h"

#include <string.h>

#include "sluice-remark.h"

/* Where a member began that may vanish again. */
typedef struct
{
  gsize    length;
  gboolean first;
} Mark;

struct _SluiceJsonWriter
{
  GString           *text;
  SluiceWriterStyle  style;
  char              *indent;      /* before every line but the first */
  char              *unit;
  guint              depth;
  gboolean           first;       /* nothing stands in the innermost brackets yet */
  gboolean           after_name;  /* a value has to follow on the same line */
  GArray            *marks;
};

/* HCL knows no \b, \f and \/, but both know \u. */
static void
append_escaped (GString    *result,
                const char *text,
                gboolean    hcl)
{
  for (const char *c = text; *c != '\0'; c++)
    {
      guchar byte = *c;

      if (byte == '"' || byte == '\\')
        g_string_append_printf (result, "\\%c", byte);
      else if (byte == '\n')
        g_string_append (result, "\\n");
      else if (byte == '\r')
        g_string_append (result, "\\r");
      else if (byte == '\t')
        g_string_append (result, "\\t");
      else if (!hcl && (byte == '\b' || byte == '\f'))
        g_string_append (result, byte == '\b' ? "\\b" : "\\f");
      else if (byte < 0x20 || byte == 0x7f)
        g_string_append_printf (result, "\\u%04x", byte);
      else if (hcl && (byte == '$' || byte == '%') && c[1] == '{')
        g_string_append_printf (result, "%c%c", byte, byte);
      else
        g_string_append_c (result, byte);
    }
}

/**
 * sluice_json_quote:
 * @text: any text
 *
 * Returns: (transfer full): the text as a JSON string, with its quotes
 */
char *
sluice_json_quote (const char *text)
{
  GString *result = g_string_new ("\"");

  append_escaped (result, text, FALSE);
  g_string_append_c (result, '"');
  return g_string_free (result, FALSE);
}

/**
 * sluice_json_writer_new:
 * @style: how to write
 *
 * Returns: (transfer full): a writer, to be given to sluice_json_writer_finish ()
 */
SluiceJsonWriter *
sluice_json_writer_new (SluiceWriterStyle style)
{
  return sluice_json_writer_new_indented (style, "", "  ");
}

/**
 * sluice_json_writer_new_indented:
 * @style: how to write
 * @indent: white space before each line but the first, for a text that will stand inside another
 * @unit: white space for one level
 *
 * Returns: (transfer full): a writer, to be given to sluice_json_writer_finish ()
 */
SluiceJsonWriter *
sluice_json_writer_new_indented (SluiceWriterStyle  style,
                                 const char        *indent,
                                 const char        *unit)
{
  SluiceJsonWriter *writer = g_new0 (SluiceJsonWriter, 1);

  writer->text = g_string_new (NULL);
  writer->style = style;
  writer->indent = g_strdup (indent);
  writer->unit = g_strdup (unit);
  writer->first = TRUE;
  writer->marks = g_array_new (FALSE, FALSE, sizeof (Mark));

  return writer;
}

/**
 * sluice_json_writer_finish:
 * @writer: (transfer full): a writer whose brackets are all closed
 *
 * Returns: (transfer full): what was written, without a line break at the end
 */
char *
sluice_json_writer_finish (SluiceJsonWriter *writer)
{
  char *text = g_string_free (writer->text, FALSE);

  g_array_unref (writer->marks);
  g_free (writer->indent);
  g_free (writer->unit);
  g_free (writer);
  return text;
}

/**
 * sluice_json_writer_get_line:
 * @writer: a writer
 *
 * Returns: the number of the line that is being written, from 1
 */
guint
sluice_json_writer_get_line (SluiceJsonWriter *writer)
{
  return sluice_remark_find_line (writer->text->str, writer->text->len);
}

static void
break_line (SluiceJsonWriter *writer)
{
  if (writer->style == SLUICE_WRITER_COMPACT)
    return;

  g_string_append_c (writer->text, '\n');
  g_string_append (writer->text, writer->indent);
  for (guint i = 0; i < writer->depth; i++)
    g_string_append (writer->text, writer->unit);
}

/* What has to stand before the next value or name. */
static void
separate (SluiceJsonWriter *writer,
          gboolean          is_name)
{
  if (writer->after_name)
    {
      writer->after_name = FALSE;
      return;
    }
  if (writer->depth == 0)
    return;

  /* In Terraform the line break itself separates members. */
  if (!writer->first && !(is_name && writer->style == SLUICE_WRITER_HCL))
    g_string_append_c (writer->text, ',');
  break_line (writer);
}

/**
 * sluice_json_writer_begin:
 * @writer: a writer
 * @bracket: “{” or “[”
 */
void
sluice_json_writer_begin (SluiceJsonWriter *writer,
                          char              bracket)
{
  separate (writer, FALSE);
  g_string_append_c (writer->text, bracket);
  writer->depth++;
  writer->first = TRUE;
}

/**
 * sluice_json_writer_end:
 * @writer: a writer
 * @bracket: “}” or “]”, the counterpart of the one that was begun last
 */
void
sluice_json_writer_end (SluiceJsonWriter *writer,
                        char              bracket)
{
  g_return_if_fail (writer->depth > 0);

  writer->depth--;
  if (!writer->first)
    break_line (writer);
  g_string_append_c (writer->text, bracket);
  writer->first = FALSE;
}

static gboolean
is_hcl_identifier (const char *name)
{
  if (!g_ascii_isalpha (*name) && *name != '_')
    return FALSE;

  for (; *name != '\0'; name++)
    {
      if (!g_ascii_isalnum (*name) && *name != '_')
        return FALSE;
    }
  return TRUE;
}

static void
end_name (SluiceJsonWriter *writer)
{
  static const char * const signs[] = {
    [SLUICE_WRITER_PRETTY] = ": ",
    [SLUICE_WRITER_COMPACT] = ":",
    [SLUICE_WRITER_HCL] = " = ",
  };

  g_string_append (writer->text, signs[writer->style]);
  writer->after_name = TRUE;
  writer->first = FALSE;
}

static void
append_quoted (SluiceJsonWriter *writer,
               const char       *text)
{
  g_string_append_c (writer->text, '"');
  append_escaped (writer->text, text, writer->style == SLUICE_WRITER_HCL);
  g_string_append_c (writer->text, '"');
}

/**
 * sluice_json_writer_name:
 * @writer: a writer inside of an object
 * @name: the name of the member whose value is written next
 */
void
sluice_json_writer_name (SluiceJsonWriter *writer,
                         const char       *name)
{
  separate (writer, TRUE);
  if (writer->style == SLUICE_WRITER_HCL && is_hcl_identifier (name))
    g_string_append (writer->text, name);
  else
    append_quoted (writer, name);
  end_name (writer);
}

/**
 * sluice_json_writer_raw_name:
 * @writer: a writer inside of an object
 * @name: a name with its quotes, written as it is
 * @length: its length in bytes
 */
void
sluice_json_writer_raw_name (SluiceJsonWriter *writer,
                             const char       *name,
                             gsize             length)
{
  separate (writer, TRUE);
  g_string_append_len (writer->text, name, length);
  end_name (writer);
}

/**
 * sluice_json_writer_string:
 * @writer: a writer
 * @text: any text, to be written as a string
 */
void
sluice_json_writer_string (SluiceJsonWriter *writer,
                           const char       *text)
{
  separate (writer, FALSE);
  append_quoted (writer, text);
  writer->first = FALSE;
}

/**
 * sluice_json_writer_raw:
 * @writer: a writer
 * @text: valid JSON on one line, written as it is
 * @length: its length in bytes
 */
void
sluice_json_writer_raw (SluiceJsonWriter *writer,
                        const char       *text,
                        gsize             length)
{
  separate (writer, FALSE);
  g_string_append_len (writer->text, text, length);
  writer->first = FALSE;
}

/**
 * sluice_json_writer_member:
 * @writer: a writer inside of an object
 * @name: a member's name
 * @text: its value, a string
 */
void
sluice_json_writer_member (SluiceJsonWriter *writer,
                           const char       *name,
                           const char       *text)
{
  sluice_json_writer_name (writer, name);
  sluice_json_writer_string (writer, text);
}

/**
 * sluice_json_writer_raw_member:
 * @writer: a writer inside of an object
 * @name: a member's name
 * @text: its value, valid JSON on one line, written as it is
 */
void
sluice_json_writer_raw_member (SluiceJsonWriter *writer,
                               const char       *name,
                               const char       *text)
{
  sluice_json_writer_name (writer, name);
  sluice_json_writer_raw (writer, text, strlen (text));
}

/**
 * sluice_json_writer_begin_member:
 * @writer: a writer inside of an object
 * @name: the name of a member that is an object and is not written at all if it stays empty
 */
void
sluice_json_writer_begin_member (SluiceJsonWriter *writer,
                                 const char       *name)
{
  Mark mark = { .length = writer->text->len, .first = writer->first };

  g_array_append_val (writer->marks, mark);
  sluice_json_writer_name (writer, name);
  sluice_json_writer_begin (writer, '{');
}

/**
 * sluice_json_writer_end_member:
 * @writer: a writer after sluice_json_writer_begin_member () and what belongs inside
 */
void
sluice_json_writer_end_member (SluiceJsonWriter *writer)
{
  Mark mark;

  g_return_if_fail (writer->marks->len > 0);

  mark = g_array_index (writer->marks, Mark, writer->marks->len - 1);
  g_array_set_size (writer->marks, writer->marks->len - 1);
  if (!writer->first)
    {
      sluice_json_writer_end (writer, '}');
      return;
    }

  g_string_truncate (writer->text, mark.length);
  writer->first = mark.first;
  writer->depth--;
}
