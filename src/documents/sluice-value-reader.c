/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A recursive-descent parser: one function for each kind of value, the depth counted. */
#include "sluice-value-reader.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static char
peek (SluiceReader *reader)
{
  return reader->scanner.text[reader->scanner.position];
}

static gboolean
is_shell (SluiceReader *reader)
{
  return reader->scanner.syntax == SLUICE_SYNTAX_MONGOSH;
}

static SluiceValue *
start_value (SluiceReader    *reader,
             SluiceValueKind  kind)
{
  return sluice_value_new (kind, reader->scanner.position);
}

static SluiceValue *
end_value (SluiceReader *reader,
           SluiceValue  *value)
{
  value->end = reader->scanner.position;
  return value;
}

static gboolean
enter (SluiceReader *reader)
{
  guint limit = is_shell (reader) ? SLUICE_MONGOSH_DEPTH : SLUICE_JSON_DEPTH;

  if (++reader->depth <= limit)
    return TRUE;

  return sluice_scanner_fail (&reader->scanner, reader->scanner.position,
                              g_strdup_printf (_("This is nested more than %u levels deep."),
                                               limit));
}

static gboolean
refuse_next (SluiceReader *reader,
             const char   *words)
{
  g_autofree char *next = sluice_scanner_describe (&reader->scanner);
  gunichar c = g_utf8_get_char (reader->scanner.text + reader->scanner.position);

  if (c >= 0x2018 && c <= 0x201f)
    return sluice_scanner_fail (&reader->scanner, reader->scanner.position,
                                g_strdup (_("This is a typographic quote. Replace it by a straight "
                                            "one (\").")));

  /* Translators: %1$s is what is needed, as in “a value”; %2$s is what stands there, as in “}”. */
  return sluice_scanner_fail (&reader->scanner, reader->scanner.position,
                              g_strdup_printf (_("Here should stand %1$s, but here is %2$s."),
                                               words, next));
}

/* At the end of the text the place of the bracket that was left open helps more. */
static gboolean
refuse_end (SluiceReader      *reader,
            const SluiceValue *value)
{
  char open = reader->scanner.text[value->start];
  guint line = sluice_remark_find_line (reader->scanner.text, value->start);

  if (value->kind == SLUICE_VALUE_CALL)
    open = '(';
  return sluice_scanner_fail (&reader->scanner, reader->scanner.length,
                              g_strdup_printf (_("The text ends here, but the “%c” of line %u was "
                                                 "not closed."), open, line));
}

/* Between two children, or before the closing bracket. Returns TRUE when another child follows. */
static gboolean
read_separator (SluiceReader      *reader,
                const SluiceValue *value,
                char               close)
{
  gsize comma = reader->scanner.position;
  g_autofree char *words = NULL;

  if (peek (reader) == close)
    return FALSE;
  if (reader->scanner.position >= reader->scanner.length)
    return refuse_end (reader, value);
  if (!sluice_scanner_take (&reader->scanner, ','))
    {
      words = g_strdup_printf (_("a comma or “%c”"), close);
      return refuse_next (reader, words);
    }

  if (!sluice_scanner_skip_space (&reader->scanner))
    return FALSE;
  if (peek (reader) != close)
    return TRUE;
  if (!is_shell (reader))
    sluice_scanner_fail (&reader->scanner, comma,
                         g_strdup_printf (_("JSON has no comma before “%c”. Remove it."), close));
  return FALSE;
}

/* The elements of an array or the arguments of a call, behind the opening bracket. */
static gboolean
read_elements (SluiceReader *reader,
               SluiceValue  *value,
               char          close)
{
  gboolean more;

  if (!enter (reader) || !sluice_scanner_skip_space (&reader->scanner))
    return FALSE;

  for (more = peek (reader) != close; more; more = read_separator (reader, value, close))
    {
      SluiceValue *element;

      if (reader->scanner.position >= reader->scanner.length)
        return refuse_end (reader, value);
      element = sluice_reader_value (reader);
      if (element == NULL)
        return FALSE;
      g_ptr_array_add (value->children, element);
      if (!sluice_scanner_skip_space (&reader->scanner))
        return FALSE;
    }

  reader->depth--;
  return reader->scanner.problem == NULL && sluice_scanner_take (&reader->scanner, close);
}

static char *
read_member_name (SluiceReader *reader)
{
  char *name = NULL;

  if (sluice_scanner_is_quote (&reader->scanner))
    return sluice_scanner_string (&reader->scanner);
  if (is_shell (reader))
    {
      name = sluice_scanner_name (&reader->scanner);
      if (name == NULL && g_ascii_isdigit (peek (reader)))
        name = sluice_scanner_number (&reader->scanner);
    }
  if (name == NULL)
    refuse_next (reader, is_shell (reader) ? _("a name") : _("a name in double quotes"));

  return name;
}

/* ...more: what is known only when the script runs. */
static gboolean
is_spread (SluiceReader *reader)
{
  return is_shell (reader) &&
         g_str_has_prefix (reader->scanner.text + reader->scanner.position, "...");
}

static SluiceValue *
read_spread (SluiceReader *reader)
{
  g_autoptr (SluiceValue) value = start_value (reader, SLUICE_VALUE_OTHER);
  g_autoptr (SluiceValue) spread = NULL;

  reader->scanner.position += strlen ("...");
  if (!enter (reader) || !sluice_scanner_skip_space (&reader->scanner))
    return NULL;
  spread = sluice_reader_value (reader);
  reader->depth--;
  return spread != NULL ? end_value (reader, g_steal_pointer (&value)) : NULL;
}

static SluiceValue *
read_member (SluiceReader *reader)
{
  gsize name_start = reader->scanner.position;
  g_autofree char *name = read_member_name (reader);
  gsize name_end = reader->scanner.position;
  SluiceValue *member;

  if (name == NULL || !sluice_scanner_skip_space (&reader->scanner))
    return NULL;
  if (!sluice_scanner_take (&reader->scanner, ':'))
    {
      refuse_next (reader, _("a colon and a value"));
      return NULL;
    }
  if (!sluice_scanner_skip_space (&reader->scanner))
    return NULL;

  member = sluice_reader_value (reader);
  if (member == NULL)
    return NULL;
  member->name = g_steal_pointer (&name);
  member->name_start = name_start;
  member->name_end = name_end;
  return member;
}

static gboolean
read_members (SluiceReader *reader,
              SluiceValue  *value)
{
  gboolean more;

  if (!enter (reader) || !sluice_scanner_skip_space (&reader->scanner))
    return FALSE;

  for (more = peek (reader) != '}'; more; more = read_separator (reader, value, '}'))
    {
      SluiceValue *member;

      if (reader->scanner.position >= reader->scanner.length)
        return refuse_end (reader, value);
      if (is_spread (reader))
        {
          value->kind = SLUICE_VALUE_OTHER;
          member = read_spread (reader);
        }
      else
        member = read_member (reader);
      if (member == NULL)
        return FALSE;
      g_ptr_array_add (value->children, member);
      if (!sluice_scanner_skip_space (&reader->scanner))
        return FALSE;
    }

  reader->depth--;
  return reader->scanner.problem == NULL && sluice_scanner_take (&reader->scanner, '}');
}

static SluiceValue *
read_container (SluiceReader    *reader,
                SluiceValueKind  kind)
{
  g_autoptr (SluiceValue) value = start_value (reader, kind);
  gboolean good;

  reader->scanner.position++;
  if (kind == SLUICE_VALUE_OBJECT)
    good = read_members (reader, value);
  else
    good = read_elements (reader, value, ']');

  return good ? end_value (reader, g_steal_pointer (&value)) : NULL;
}

/* a.b.c, and after each “(…)” perhaps another “.d (…)”: the last call counts. */
static SluiceValue *
read_path (SluiceReader *reader,
           char         *first)
{
  g_autoptr (SluiceValue) value = start_value (reader, SLUICE_VALUE_NAME);
  g_autoptr (GString) path = g_string_new (first);
  SluiceValue *call;

  value->start -= strlen (first);
  for (;;)
    {
      gsize before = reader->scanner.position;

      if (!sluice_scanner_skip_space (&reader->scanner))
        return NULL;
      if (sluice_scanner_take (&reader->scanner, '.'))
        {
          g_autofree char *part = sluice_scanner_name (&reader->scanner);

          if (part == NULL)
            {
              refuse_next (reader, _("a name"));
              return NULL;
            }
          g_string_append_printf (path, ".%s", part);
        }
      else if (sluice_scanner_take (&reader->scanner, '('))
        {
          call = sluice_value_new (SLUICE_VALUE_CALL, value->start);
          sluice_value_free (value);
          value = call;
          if (!read_elements (reader, value, ')'))
            return NULL;
        }
      else
        {
          reader->scanner.position = before;
          break;
        }
    }

  value->text = g_string_free (g_steal_pointer (&path), FALSE);
  return end_value (reader, g_steal_pointer (&value));
}

static SluiceValue *
read_word (SluiceReader *reader)
{
  g_autoptr (SluiceValue) value = start_value (reader, SLUICE_VALUE_NULL);
  g_autofree char *word = sluice_scanner_name (&reader->scanner);

  while (word != NULL && is_shell (reader) &&
         (g_str_equal (word, "new") || g_str_equal (word, "await")))
    {
      g_clear_pointer (&word, g_free);
      if (!sluice_scanner_skip_space (&reader->scanner))
        return NULL;
      word = sluice_scanner_name (&reader->scanner);
    }
  if (word == NULL)
    {
      refuse_next (reader, _("a value"));
      return NULL;
    }

  if (g_str_equal (word, "true") || g_str_equal (word, "false"))
    value->kind = SLUICE_VALUE_BOOLEAN;
  else if (is_shell (reader) && (g_str_equal (word, "NaN") || g_str_equal (word, "Infinity")))
    value->kind = SLUICE_VALUE_NUMBER;
  else if (!g_str_equal (word, "null") && is_shell (reader))
    return read_path (reader, word);
  else if (!g_str_equal (word, "null"))
    {
      reader->scanner.position = value->start;
      refuse_next (reader, _("a value"));
      return NULL;
    }
  value->text = g_steal_pointer (&word);
  return end_value (reader, g_steal_pointer (&value));
}

static SluiceValue *
read_text (SluiceReader          *reader,
           SluiceValueKind  kind,
           char          *(*take) (SluiceScanner *))
{
  g_autoptr (SluiceValue) value = start_value (reader, kind);

  value->text = take (&reader->scanner);
  return value->text != NULL ? end_value (reader, g_steal_pointer (&value)) : NULL;
}

static SluiceValue *
read_operand (SluiceReader *reader)
{
  g_autoptr (SluiceValue) value = NULL;
  char c = peek (reader);

  if (c == '{')
    return read_container (reader, SLUICE_VALUE_OBJECT);
  if (c == '[')
    return read_container (reader, SLUICE_VALUE_ARRAY);
  if (sluice_scanner_is_quote (&reader->scanner))
    return read_text (reader, SLUICE_VALUE_STRING, sluice_scanner_string);
  if (is_spread (reader))
    return read_spread (reader);
  if (g_ascii_isdigit (c) || c == '-' || (is_shell (reader) && (c == '.' || c == '+')))
    return read_text (reader, SLUICE_VALUE_NUMBER, sluice_scanner_number);
  if (c == '/' && is_shell (reader))
    {
      value = start_value (reader, SLUICE_VALUE_OTHER);
      return sluice_scanner_regex (&reader->scanner) ?
             end_value (reader, g_steal_pointer (&value)) : NULL;
    }

  return read_word (reader);
}

/**
 * sluice_reader_value:
 * @reader: a reader before a value
 *
 * Sums such as 60 * 1000 and "a" + b are read over, not evaluated.
 *
 * Returns: (transfer full) (nullable): the value, %NULL on failure
 */
SluiceValue *
sluice_reader_value (SluiceReader *reader)
{
  g_autoptr (SluiceValue) value = read_operand (reader);

  while (value != NULL && is_shell (reader))
    {
      gsize before = reader->scanner.position;
      SluiceValue *sum;
      SluiceValue *operand;

      if (!sluice_scanner_skip_space (&reader->scanner))
        return NULL;
      if (peek (reader) == '\0' || strchr ("+-*/%", peek (reader)) == NULL)
        {
          reader->scanner.position = before;
          break;
        }

      reader->scanner.position++;
      if (!sluice_scanner_skip_space (&reader->scanner))
        return NULL;
      operand = read_operand (reader);
      if (operand == NULL)
        return NULL;
      sluice_value_free (operand);
      sum = sluice_value_new (SLUICE_VALUE_OTHER, value->start);
      sluice_value_free (value);
      value = end_value (reader, sum);
    }

  return g_steal_pointer (&value);
}
