/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON to HCL goes through the reader, so that strings are escaped anew for HCL, whose “${” and
 * “%{” JSON does not know.
 */
#include "sluice-hcl.h"

#include <string.h>

#include "sluice-extended-json.h"
#include "sluice-json-writer.h"

/**
 * sluice_hcl_quote:
 * @text: any text
 *
 * Returns: (transfer full): the text as a quoted template that stands for exactly this text
 */
char *
sluice_hcl_quote (const char *text)
{
  SluiceJsonWriter *writer = sluice_json_writer_new (SLUICE_WRITER_HCL);

  sluice_json_writer_string (writer, text);
  return sluice_json_writer_finish (writer);
}

/**
 * sluice_hcl_convert_json:
 * @json: a JSON document
 *
 * Returns: (transfer full) (nullable): the same as an expression for the value of an argument of a
 *   block, %NULL when it is not JSON
 */
char *
sluice_hcl_convert_json (const char *json)
{
  g_autoptr (SluiceRemark) problem = NULL;
  g_autoptr (SluiceDocument) document = sluice_document_read (json, strlen (json),
                                                              SLUICE_SYNTAX_JSON, &problem);
  SluiceJsonWriter *writer;

  if (document == NULL)
    return NULL;

  writer = sluice_json_writer_new_indented (SLUICE_WRITER_HCL, "  ", "  ");
  sluice_json_writer_value (writer, g_ptr_array_index (document->statements, 0), NULL);
  return sluice_json_writer_finish (writer);
}

/* Bytes before the “ = ” of a line whose value is on the same line; 0 for any other line. */
static gsize
measure_name (const char *line)
{
  const char *sign = strstr (line, " = ");
  gsize length = strlen (line);

  if (sign == NULL || strchr ("{[(", line[length - 1]) != NULL)
    return 0;

  return sign - line;
}

/**
 * sluice_hcl_align:
 * @text: HCL made here: “ = ” stands in no name
 *
 * Returns: (transfer full): the text with the signs of neighbouring one-line members below each
 *   other
 */
char *
sluice_hcl_align (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *result = g_string_new (NULL);
  guint end;

  for (guint i = 0; lines[i] != NULL; i = end)
    {
      gsize width = measure_name (lines[i]);

      for (end = i + 1; width > 0 && lines[end] != NULL && measure_name (lines[end]) > 0; end++)
        width = MAX (width, measure_name (lines[end]));

      for (guint j = i; j < end; j++)
        {
          gsize n = measure_name (lines[j]);

          g_string_append_len (result, lines[j], n);
          for (gsize column = n; column < width; column++)
            g_string_append_c (result, ' ');
          g_string_append (result, lines[j] + n);
          if (lines[j + 1] != NULL)
            g_string_append_c (result, '\n');
        }
    }

  return g_string_free (result, FALSE);
}
