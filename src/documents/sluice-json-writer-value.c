/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing what was read, anew or as it was spelled. */
#include "sluice-json-writer.h"

#include <string.h>

static gboolean
write_children (SluiceJsonWriter  *writer,
                const SluiceValue *value,
                const char        *source)
{
  gboolean is_object = value->kind == SLUICE_VALUE_OBJECT;
  gboolean known = TRUE;

  sluice_json_writer_begin (writer, is_object ? '{' : '[');
  for (guint i = 0; i < value->children->len; i++)
    {
      const SluiceValue *child = sluice_value_get_child (value, i);

      if (is_object && source != NULL)
        sluice_json_writer_raw_name (writer, source + child->name_start,
                                     child->name_end - child->name_start);
      else if (is_object)
        sluice_json_writer_name (writer, child->name);
      known = sluice_json_writer_value (writer, child, source) && known;
    }
  sluice_json_writer_end (writer, is_object ? '}' : ']');

  return known;
}

/**
 * sluice_json_writer_value:
 * @writer: a writer
 * @value: a value that was read
 * @source: (nullable): the text it was read from as strict JSON: then names, strings and numbers
 *   are written exactly as they stood there. %NULL to write them anew
 *
 * Returns: whether everything in it can be said in JSON; in place of the rest null is written
 */
gboolean
sluice_json_writer_value (SluiceJsonWriter  *writer,
                          const SluiceValue *value,
                          const char        *source)
{
  switch (value->kind)
    {
    case SLUICE_VALUE_ARRAY:
    case SLUICE_VALUE_OBJECT:
      return write_children (writer, value, source);
    case SLUICE_VALUE_STRING:
      if (source == NULL)
        sluice_json_writer_string (writer, value->text);
      else
        sluice_json_writer_raw (writer, source + value->start, value->end - value->start);
      return TRUE;
    case SLUICE_VALUE_NULL:
    case SLUICE_VALUE_BOOLEAN:
    case SLUICE_VALUE_NUMBER:
      sluice_json_writer_raw (writer, value->text, strlen (value->text));
      return TRUE;
    case SLUICE_VALUE_CALL:
    case SLUICE_VALUE_NAME:
    case SLUICE_VALUE_OTHER:
    default:
      sluice_json_writer_raw (writer, "null", strlen ("null"));
      return FALSE;
    }
}
