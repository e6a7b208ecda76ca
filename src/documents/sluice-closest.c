/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Optimal string alignment: letters left out, added, changed, or two neighbours swapped. */
#include "sluice-closest.h"

#include <string.h>

/**
 * sluice_closest_measure:
 * @a: a word
 * @b: another
 *
 * Returns: how many slips make one of the other, the case of ASCII letters left aside; %G_MAXUINT
 *   when one is longer than SLUICE_CLOSEST_MAX_LENGTH
 */
guint
sluice_closest_measure (const char *a,
                        const char *b)
{
  gsize n_a = strlen (a);
  gsize n_b = strlen (b);
  guint rows[3][SLUICE_CLOSEST_MAX_LENGTH + 1];

  if (n_a > SLUICE_CLOSEST_MAX_LENGTH || n_b > SLUICE_CLOSEST_MAX_LENGTH)
    return G_MAXUINT;

  for (guint j = 0; j <= n_b; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= n_a; i++)
    {
      guint *row = rows[i % 3];
      guint *above = rows[(i - 1) % 3];
      char c = g_ascii_tolower (a[i - 1]);

      row[0] = i;
      for (guint j = 1; j <= n_b; j++)
        {
          char d = g_ascii_tolower (b[j - 1]);

          row[j] = MIN (MIN (above[j], row[j - 1]) + 1, above[j - 1] + (c == d ? 0 : 1));
          if (i > 1 && j > 1 && c == g_ascii_tolower (b[j - 2]) &&
              d == g_ascii_tolower (a[i - 2]))
            row[j] = MIN (row[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }

  return rows[n_a % 3][n_b];
}

/**
 * sluice_closest_limit:
 * @word: a mistyped word
 *
 * Returns: how many slips are believable in a word of this length
 */
guint
sluice_closest_limit (const char *word)
{
  return 1 + MIN (strlen (word), SLUICE_CLOSEST_MAX_LENGTH) / 4;
}

/**
 * sluice_closest_find:
 * @word: a mistyped word
 * @candidates: known words, ending with %NULL
 *
 * Returns: (transfer none) (nullable): the one that was meant, %NULL if none is close enough
 */
const char *
sluice_closest_find (const char         *word,
                     const char * const *candidates)
{
  guint best = sluice_closest_limit (word) + 1;
  const char *found = NULL;

  for (guint i = 0; candidates[i] != NULL; i++)
    {
      guint distance = sluice_closest_measure (word, candidates[i]);

      if (distance < best && distance < strlen (candidates[i]))
        {
          best = distance;
          found = candidates[i];
        }
    }

  return found;
}
