/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every function is linear in what it takes and never looks behind the text's terminating NUL. */
#include "sluice-scanner.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-text.h"

static char
peek (SluiceScanner *scanner)
{
  return scanner->text[scanner->position];
}

static gunichar
peek_char (SluiceScanner *scanner)
{
  return g_utf8_get_char (scanner->text + scanner->position);
}

static void
step (SluiceScanner *scanner)
{
  scanner->position += g_utf8_skip[(guchar) peek (scanner)];
}

/**
 * sluice_scanner_fail:
 * @scanner: a scanner
 * @offset: where it goes wrong
 * @reason: (transfer full): the translated sentence
 *
 * Returns: always %FALSE, as a convenience
 */
gboolean
sluice_scanner_fail (SluiceScanner *scanner,
                     gsize          offset,
                     char          *reason)
{
  gsize length = MIN ((gsize) g_utf8_skip[(guchar) scanner->text[offset]],
                      scanner->length - offset);

  if (scanner->problem == NULL)
    scanner->problem = sluice_remark_new (SLUICE_SEVERITY_PROBLEM, offset, length, reason, NULL);
  else
    g_free (reason);

  return FALSE;
}

static gboolean
skip_comment (SluiceScanner *scanner)
{
  const char *start = scanner->text + scanner->position;
  const char *end;

  if (scanner->syntax == SLUICE_SYNTAX_JSON)
    return sluice_scanner_fail (scanner, scanner->position,
                                g_strdup (_("JSON has no comments. Remove this one.")));
  if (start[1] == '/')
    {
      scanner->position += strcspn (start, "\r\n");
      return TRUE;
    }

  end = strstr (start + 2, "*/");
  if (end == NULL)
    return sluice_scanner_fail (scanner, scanner->position,
                                g_strdup (_("This comment has no end. It needs “*/”.")));
  scanner->position = end + 2 - scanner->text;
  return TRUE;
}

/**
 * sluice_scanner_skip_space:
 * @scanner: a scanner
 *
 * Goes to the next thing that is neither white space nor a comment.
 *
 * Returns: %FALSE when a comment is not allowed or has no end
 */
gboolean
sluice_scanner_skip_space (SluiceScanner *scanner)
{
  while (scanner->position < scanner->length)
    {
      char c = peek (scanner);
      char next = scanner->text[scanner->position + 1];

      if (c == ' ' || c == '\n' || c == '\r' || c == '\t')
        scanner->position++;
      else if (c == '/' && (next == '/' || next == '*'))
        {
          if (!skip_comment (scanner))
            return FALSE;
        }
      /* Copying from a web page brings no-break spaces; JavaScript takes them. */
      else if (scanner->syntax == SLUICE_SYNTAX_MONGOSH &&
               (g_unichar_isspace (peek_char (scanner)) || peek_char (scanner) == 0xfeff))
        step (scanner);
      else
        break;
    }

  return scanner->problem == NULL;
}

/**
 * sluice_scanner_take:
 * @scanner: a scanner
 * @c: an ASCII character
 *
 * Returns: whether @c came next and was taken
 */
gboolean
sluice_scanner_take (SluiceScanner *scanner,
                     char           c)
{
  if (peek (scanner) != c || scanner->position >= scanner->length)
    return FALSE;

  scanner->position++;
  return TRUE;
}

/**
 * sluice_scanner_is_quote:
 * @scanner: a scanner
 *
 * Returns: whether a string comes next, in this syntax or another
 */
gboolean
sluice_scanner_is_quote (SluiceScanner *scanner)
{
  char c = peek (scanner);

  return c == '"' || c == '\'' || c == '`';
}

static gsize
count_digits (const char *text)
{
  return strspn (text, "0123456789");
}

/* RFC 8259, section 6; 0 when it is no such number. */
static gsize
measure_json_number (const char *text)
{
  const char *c = text + (*text == '-');

  if (!g_ascii_isdigit (*c))
    return 0;
  c += *c == '0' ? 1 : count_digits (c);
  if (c[0] == '.' && g_ascii_isdigit (c[1]))
    c += 1 + count_digits (c + 1);
  if (*c == 'e' || *c == 'E')
    {
      const char *digits = c + 1 + (c[1] == '+' || c[1] == '-');

      if (g_ascii_isdigit (*digits))
        c = digits + count_digits (digits);
    }

  return c - text;
}

/* .5, 5., +5 and 0x1f are numbers to JavaScript only; they come out as JSON has them. */
static char *
take_shell_number (SluiceScanner *scanner)
{
  const char *start = scanner->text + scanner->position;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end = NULL;
  double number;

  /* strtod would also take “nan(…)” and “infinity”. */
  if (strcspn (start, "0123456789") > 2)
    return NULL;
  number = g_ascii_strtod (start, &end);
  if (end == start || !isfinite (number))
    return NULL;

  scanner->position = end - scanner->text;
  return g_strdup (g_ascii_dtostr (buffer, sizeof buffer, number));
}

/**
 * sluice_scanner_number:
 * @scanner: a scanner before a digit, a sign or a dot
 *
 * Returns: (transfer full) (nullable): the number as JSON has it, %NULL on failure
 */
char *
sluice_scanner_number (SluiceScanner *scanner)
{
  const char *start = scanner->text + scanner->position;
  gsize length = measure_json_number (start);
  char *number = NULL;

  if (length > 0 && !g_ascii_isalnum (start[length]) && start[length] != '.')
    {
      scanner->position += length;
      return g_strndup (start, length);
    }

  if (scanner->syntax == SLUICE_SYNTAX_MONGOSH)
    number = take_shell_number (scanner);
  if (number == NULL)
    sluice_scanner_fail (scanner, scanner->position, g_strdup (_("This is not a number.")));
  return number;
}

static gboolean
is_name_char (gunichar c)
{
  return c == '_' || c == '$' || (c < 0x80 ? g_ascii_isalnum (c) : g_unichar_isalnum (c));
}

/**
 * sluice_scanner_name:
 * @scanner: a scanner
 *
 * Returns: (transfer full) (nullable): the name of a variable, a function or a member that comes
 *   next; %NULL if none does, which is no failure
 */
char *
sluice_scanner_name (SluiceScanner *scanner)
{
  gsize start = scanner->position;

  if (g_ascii_isdigit (peek (scanner)))
    return NULL;
  while (scanner->position < scanner->length && is_name_char (peek_char (scanner)))
    step (scanner);

  if (scanner->position == start)
    return NULL;
  return g_strndup (scanner->text + start, scanner->position - start);
}

/**
 * sluice_scanner_regex:
 * @scanner: a scanner before the slash of a regular expression
 *
 * Returns: whether it has an end; it and its flags are taken then
 */
gboolean
sluice_scanner_regex (SluiceScanner *scanner)
{
  gsize start = scanner->position++;
  gboolean in_class = FALSE;

  for (;; scanner->position++)
    {
      char c = peek (scanner);

      if (c == '\0' || c == '\n' || c == '\r')
        return sluice_scanner_fail (scanner, start,
                                    g_strdup (_("This regular expression has no end: its closing "
                                                "“/” is missing on the same line.")));
      if (c == '\\' && scanner->text[scanner->position + 1] != '\0')
        scanner->position++;
      else if (c == '[' || c == ']')
        in_class = c == '[';
      else if (c == '/' && !in_class)
        break;
    }

  scanner->position++;
  while (g_ascii_isalpha (peek (scanner)))
    scanner->position++;
  return TRUE;
}

/**
 * sluice_scanner_describe:
 * @scanner: a scanner
 *
 * Returns: (transfer full): words for the next character, as in “here stands %s”
 */
char *
sluice_scanner_describe (SluiceScanner *scanner)
{
  if (scanner->position >= scanner->length)
    return g_strdup (_("the end of the text"));

  return sluice_text_describe_char (scanner->text + scanner->position,
                                    scanner->length - scanner->position);
}
