/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document: one value, or in the shell's syntax several statements one behind the other. */
#include "sluice-extended-json.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-value-reader.h"

static gboolean
is_shell (SluiceReader *reader)
{
  return reader->scanner.syntax == SLUICE_SYNTAX_MONGOSH;
}

/* const x = …, or x = … after @value was read as the name x. */
static gboolean
read_assignment (SluiceReader   *reader,
                 SluiceDocument *document,
                 const char     *name)
{
  SluiceValue *value;

  if (!sluice_scanner_skip_space (&reader->scanner))
    return FALSE;
  value = sluice_reader_value (reader);
  if (value == NULL)
    return FALSE;

  g_ptr_array_add (document->statements, value);
  g_hash_table_replace (document->variables, g_strdup (name), value);
  return TRUE;
}

static gboolean
skip_declaration (SluiceReader *reader)
{
  static const char * const keywords[] = { "const ", "let ", "var ", NULL };
  const char *rest = reader->scanner.text + reader->scanner.position;

  for (guint i = 0; keywords[i] != NULL; i++)
    {
      if (g_str_has_prefix (rest, keywords[i]))
        {
          reader->scanner.position += strlen (keywords[i]);
          return sluice_scanner_skip_space (&reader->scanner);
        }
    }
  return TRUE;
}

static gboolean
read_statement (SluiceReader   *reader,
                SluiceDocument *document)
{
  g_autoptr (SluiceValue) value = NULL;
  gsize end;

  if (is_shell (reader) && !skip_declaration (reader))
    return FALSE;
  value = sluice_reader_value (reader);
  if (value == NULL)
    return FALSE;

  end = reader->scanner.position;
  if (!sluice_scanner_skip_space (&reader->scanner))
    return FALSE;
  if (value->kind == SLUICE_VALUE_NAME && sluice_scanner_take (&reader->scanner, '='))
    return read_assignment (reader, document, value->text);

  reader->scanner.position = end;
  g_ptr_array_add (document->statements, g_steal_pointer (&value));
  return TRUE;
}

/* What may stand behind a whole value: nothing in JSON, in the shell another statement. */
static gboolean
read_gap (SluiceReader *reader)
{
  gsize start = reader->scanner.position;
  gsize length;

  if (!sluice_scanner_skip_space (&reader->scanner))
    return FALSE;
  while (is_shell (reader) && sluice_scanner_take (&reader->scanner, ';'))
    {
      if (!sluice_scanner_skip_space (&reader->scanner))
        return FALSE;
    }
  if (reader->scanner.position >= reader->scanner.length)
    return TRUE;

  length = reader->scanner.position - start;
  if (is_shell (reader) && (g_strstr_len (reader->scanner.text + start, length, "\n") != NULL ||
                            g_strstr_len (reader->scanner.text + start, length, ";") != NULL))
    return TRUE;

  return sluice_scanner_fail (&reader->scanner, reader->scanner.position,
                              g_strdup (_("What stands before this is complete already: there may "
                                          "be a bracket too many, or two texts behind each "
                                          "other.")));
}

static gboolean
read_statements (SluiceReader   *reader,
                 SluiceDocument *document)
{
  if (!sluice_scanner_skip_space (&reader->scanner))
    return FALSE;
  if (reader->scanner.position >= reader->scanner.length)
    return sluice_scanner_fail (&reader->scanner, 0, g_strdup (_("There is no text here yet.")));

  while (reader->scanner.position < reader->scanner.length)
    {
      if (!read_statement (reader, document) || !read_gap (reader))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_text (SluiceReader *reader)
{
  SluiceScanner *scanner = &reader->scanner;
  const char *end;

  if (scanner->length > SLUICE_DOCUMENT_MAX_LENGTH)
    return sluice_scanner_fail (scanner, 0, g_strdup (_("This text is too long to be read here.")));
  if (!g_utf8_validate_len (scanner->text, scanner->length, &end))
    return sluice_scanner_fail (scanner, end - scanner->text,
                                g_strdup (_("From here on this is not text but other data.")));

  /* Windows writes a mark before the first character. */
  if (g_str_has_prefix (scanner->text, "\xef\xbb\xbf"))
    scanner->position = 3;
  return TRUE;
}

/**
 * sluice_document_read:
 * @text: any bytes
 * @length: how many
 * @syntax: which syntax it must be in
 * @problem: (out) (transfer full): what is wrong, located, if %NULL is returned
 *
 * Returns: (transfer full) (nullable): the document, %NULL if it cannot be read
 */
SluiceDocument *
sluice_document_read (const char    *text,
                      gsize          length,
                      SluiceSyntax   syntax,
                      SluiceRemark **problem)
{
  g_autoptr (SluiceDocument) document = g_new0 (SluiceDocument, 1);
  g_autoptr (GPtrArray) problems = NULL;
  SluiceReader reader = { .scanner = { .length = length, .syntax = syntax } };

  document->text = g_malloc (length + 1);
  if (length > 0)
    memcpy (document->text, text, length);
  document->text[length] = '\0';
  document->length = length;
  document->statements = g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_value_free);
  document->variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  reader.scanner.text = document->text;
  if (check_text (&reader) && read_statements (&reader, document))
    return g_steal_pointer (&document);

  problems = g_ptr_array_new ();
  g_ptr_array_add (problems, reader.scanner.problem);
  sluice_remarks_locate (problems, document->text, length);
  *problem = reader.scanner.problem;
  return NULL;
}

/**
 * sluice_document_free:
 * @document: (transfer full) (nullable): a document
 */
void
sluice_document_free (SluiceDocument *document)
{
  if (document == NULL)
    return;

  g_hash_table_unref (document->variables);
  g_ptr_array_unref (document->statements);
  g_free (document->text);
  g_free (document);
}

/**
 * sluice_document_resolve:
 * @document: a document
 * @value: (nullable): a value of it
 *
 * Returns: (transfer none) (nullable): what a variable holds that was set before it is used here;
 *   any other value as it is
 */
const SluiceValue *
sluice_document_resolve (const SluiceDocument *document,
                         const SluiceValue    *value)
{
  /* Each step goes to a place further up, so this ends. */
  while (value != NULL && value->kind == SLUICE_VALUE_NAME)
    {
      const SluiceValue *held = g_hash_table_lookup (document->variables, value->text);

      if (held == NULL || held->end > value->start)
        break;
      value = held;
    }

  return value;
}
