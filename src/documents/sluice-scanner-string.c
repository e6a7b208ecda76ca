/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strings and their escapes: RFC 8259, section 7, and what JavaScript has beyond it. */
#include "sluice-scanner.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static char
peek (SluiceScanner *scanner)
{
  return scanner->text[scanner->position];
}

static void
step (SluiceScanner *scanner)
{
  scanner->position += g_utf8_skip[(guchar) peek (scanner)];
}

static gboolean
take_hex (SluiceScanner *scanner,
          guint          n_digits,
          gunichar      *code)
{
  *code = 0;
  for (guint i = 0; i < n_digits; i++)
    {
      int digit = g_ascii_xdigit_value (peek (scanner));

      if (digit < 0)
        return FALSE;
      *code = *code * 16 + digit;
      scanner->position++;
    }

  return TRUE;
}

/* Half a pair, or nothing at all, cannot stand in a C string of UTF-8. */
static void
append_code (GString  *result,
             gunichar  code)
{
  g_string_append_unichar (result, code != 0 && g_unichar_validate (code) ? code : 0xfffd);
}

static gboolean
take_unicode (SluiceScanner *scanner,
              GString       *result)
{
  gunichar code;
  gunichar low;

  if (scanner->syntax == SLUICE_SYNTAX_MONGOSH && sluice_scanner_take (scanner, '{'))
    {
      for (code = 0; g_ascii_isxdigit (peek (scanner)) && code < 0x110000; scanner->position++)
        code = code * 16 + g_ascii_xdigit_value (peek (scanner));
      append_code (result, code);
      return sluice_scanner_take (scanner, '}');
    }

  if (!take_hex (scanner, 4, &code))
    return FALSE;
  if ((code & 0xfc00) == 0xd800 && peek (scanner) == '\\' &&
      scanner->text[scanner->position + 1] == 'u')
    {
      gsize before = scanner->position;

      scanner->position += 2;
      if (take_hex (scanner, 4, &low) && (low & 0xfc00) == 0xdc00)
        code = 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
      else
        scanner->position = before;
    }
  append_code (result, code);
  return TRUE;
}

static gboolean
take_shell_escape (SluiceScanner *scanner,
                   GString       *result)
{
  gunichar code;

  if (sluice_scanner_take (scanner, 'x'))
    {
      if (!take_hex (scanner, 2, &code))
        return FALSE;
      append_code (result, code);
    }
  else if (sluice_scanner_take (scanner, 'v'))
    g_string_append_c (result, '\v');
  else if (sluice_scanner_take (scanner, '0'))
    append_code (result, 0);
  else if (sluice_scanner_take (scanner, '\r'))
    sluice_scanner_take (scanner, '\n');
  else if (!sluice_scanner_take (scanner, '\n'))
    {
      g_string_append_unichar (result, g_utf8_get_char (scanner->text + scanner->position));
      step (scanner);
    }

  return TRUE;
}

static gboolean
take_escape (SluiceScanner *scanner,
             GString       *result)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  gsize start = scanner->position++;
  char c = peek (scanner);
  const char *letter = c != '\0' ? strchr (letters, c) : NULL;
  gboolean good;

  if (letter != NULL)
    {
      g_string_append_c (result, meanings[letter - letters]);
      scanner->position++;
      return TRUE;
    }
  if (sluice_scanner_take (scanner, 'u'))
    good = take_unicode (scanner, result);
  else
    good = c != '\0' && scanner->syntax == SLUICE_SYNTAX_MONGOSH &&
           take_shell_escape (scanner, result);

  return good || sluice_scanner_fail (scanner, start,
                                      g_strdup (_("A backslash in a text starts an escape such as "
                                                  "\\n or \\u0041, and this is none. Write two for "
                                                  "a backslash itself.")));
}

/**
 * sluice_scanner_string:
 * @scanner: a scanner before a quote
 *
 * Returns: (transfer full) (nullable): the string without quotes and escapes, %NULL on failure.
 *   U+0000 and halves of pairs become U+FFFD
 */
char *
sluice_scanner_string (SluiceScanner *scanner)
{
  g_autoptr (GString) result = g_string_new (NULL);
  gsize start = scanner->position;
  char quote = peek (scanner);

  if (scanner->syntax == SLUICE_SYNTAX_JSON && quote != '"')
    {
      sluice_scanner_fail (scanner, start,
                           g_strdup (_("JSON has double quotes (\") only. Replace this one.")));
      return NULL;
    }

  scanner->position++;
  while (!sluice_scanner_take (scanner, quote))
    {
      guchar c = peek (scanner);

      if (c == '\0' || ((c == '\n' || c == '\r') && quote != '`') ||
          (c < 0x20 && scanner->syntax == SLUICE_SYNTAX_JSON))
        {
          sluice_scanner_fail (scanner, start,
                               g_strdup (_("This text has no end: its closing quote is missing on "
                                           "the same line.")));
          return NULL;
        }
      if (c == '\\')
        {
          if (!take_escape (scanner, result))
            return NULL;
          continue;
        }
      g_string_append_len (result, scanner->text + scanner->position, g_utf8_skip[c]);
      step (scanner);
    }

  return g_string_free (g_steal_pointer (&result), FALSE);
}
