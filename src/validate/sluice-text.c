/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trimming what copying brings along, and quoting a little of a text safely in a message. */
#include "sluice-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define EXCERPT_CHARS 60

/* What surrounds a value when it is copied from a web page, a terminal or a JSON file. Format
 * characters are the zero-width space, joiners, direction marks and the byte order mark.
 */
static gboolean
is_wrapping (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) ||
         g_unichar_type (c) == G_UNICODE_FORMAT ||
         c == '"' || c == '\'' || c == '`' ||
         (c >= 0x2018 && c <= 0x201f) || c == 0xab || c == 0xbb;
}

static gunichar
char_at (const char *position,
         const char *end)
{
  gunichar c = g_utf8_get_char_validated (position, end - position);

  return c == (gunichar) -1 || c == (gunichar) -2 ? 0xfffd : c;
}

/**
 * sluice_text_trim:
 * @text: (nullable): any text
 * @length: (out): length of the trimmed part in bytes
 *
 * Leaves out white space of every kind, line breaks, control and zero-width characters and quotes
 * on both sides.
 *
 * Returns: (transfer none): where the rest starts, inside @text; nothing is copied
 */
const char *
sluice_text_trim (const char *text,
                  gsize      *length)
{
  const char *start = text != NULL ? text : "";
  const char *end = start + strlen (start);

  while (start < end && is_wrapping (char_at (start, end)))
    start += MIN (g_utf8_skip[(guchar) *start], end - start);

  while (start < end)
    {
      const char *previous = g_utf8_find_prev_char (start, end);

      if (previous == NULL || !is_wrapping (char_at (previous, end)))
        break;
      end = previous;
    }

  *length = end - start;
  return start;
}

/**
 * sluice_text_find_other:
 * @start: a text
 * @length: its length in bytes
 * @punctuation: ASCII characters that are allowed besides ASCII letters and digits
 *
 * Returns: (transfer none) (nullable): the first character that is not allowed
 */
const char *
sluice_text_find_other (const char *start,
                        gsize       length,
                        const char *punctuation)
{
  gsize n = strlen (punctuation);

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (start[i]) && memchr (punctuation, start[i], n) == NULL)
        return start + i;
    }

  return NULL;
}

/**
 * sluice_text_describe_char:
 * @start: where the character starts
 * @length: bytes left from there, at least 1
 *
 * Returns: (transfer full): words for the character that fit into “contains %s”
 */
char *
sluice_text_describe_char (const char *start,
                           gsize       length)
{
  gunichar c = char_at (start, start + length);
  char utf8[7] = "";

  if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
    return g_strdup (_("a line break"));
  if (g_unichar_isspace (c))
    return g_strdup (_("a space"));
  if (!g_unichar_isprint (c))
    return g_strdup_printf (_("an invisible character (U+%04X)"), c);
  /* An accent alone would be drawn over the quote before it. */
  if (g_unichar_ismark (c))
    return g_strdup_printf ("U+%04X", c);

  g_unichar_to_utf8 (c, utf8);
  return g_strdup_printf (_("“%s”"), utf8);
}

/**
 * sluice_text_excerpt:
 * @start: a text
 * @length: its length in bytes
 *
 * Returns: (transfer full): the first 60 characters at most, valid UTF-8 without anything
 *   invisible, ready to be quoted in a message
 */
char *
sluice_text_excerpt (const char *start,
                     gsize       length)
{
  GString *excerpt = g_string_new (NULL);
  const char *end = start + length;
  guint n = 0;

  while (start < end && n < EXCERPT_CHARS)
    {
      gunichar c = char_at (start, end);

      /* A byte that is no character counts alone, or the characters after it would be lost. */
      start += c == 0xfffd ? 1 : g_utf8_skip[(guchar) *start];
      if (!g_unichar_isprint (c) || g_unichar_ismark (c))
        c = 0xfffd;
      g_string_append_unichar (excerpt, c);
      n++;
    }

  if (start < end)
    g_string_append (excerpt, "…");

  return g_string_free (excerpt, FALSE);
}
