/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Breaks where they mean nothing. */
#include "sluice-line-breaks.h"

#include <string.h>

/* In bytes: what may stay in one line, and what a part of a longer one has at least. */
#define LONGEST 10000
#define SHORTEST 100

/* One line, without its end. Returns how many breaks it got. */
static guint
add_line (GString *result, const char *line, gsize length)
{
  gsize begun = 0, i = 0;
  guint breaks = 0;
  char quote = '\0';

  for (; length > LONGEST && i < length; i++)
    {
      if (line[i] == '\\')
        i++;
      else if (quote != '\0')
        quote = line[i] == quote ? '\0' : quote;
      else if (line[i] == '"' || line[i] == '\'' || line[i] == '`')
        quote = line[i];
      else if (line[i] == '/')
        break;
      else if (line[i] == ',' && i - begun >= SHORTEST)
        {
          g_string_append_len (result, line + begun, (gssize) (i + 1 - begun));
          g_string_append_c (result, '\n');
          begun = i + 1;
          breaks++;
        }
    }
  g_string_append_len (result, line + begun, (gssize) (length - begun));
  return breaks;
}

/**
 * sluice_line_breaks_add:
 * @text: JSON, or nearly
 * @length: its length in bytes
 *
 * Adds line breaks behind commas of lines with more than 10,000 bytes. A break within a string would
 * change it, and one behind a slash outside of strings what is a comment or a regular expression,
 * so there are none there.
 *
 * Returns: (transfer full) (nullable): the text with the breaks; %NULL if there are none to add, as
 *   for what this has returned before
 */
char *
sluice_line_breaks_add (const char *text,
                        gsize       length)
{
  g_autoptr (GString) result = NULL;
  const char *end = text + length;
  guint breaks = 0;

  if (length <= LONGEST)
    return NULL;
  result = g_string_sized_new (length + length / SHORTEST);
  for (const char *line = text; line < end;)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));
      const char *next = stop != NULL ? stop + 1 : end;

      breaks += add_line (result, line, (gsize) ((stop != NULL ? stop : end) - line));
      if (stop != NULL)
        g_string_append_c (result, '\n');
      line = next;
    }
  return breaks > 0 ? g_string_free (g_steal_pointer (&result), FALSE) : NULL;
}
