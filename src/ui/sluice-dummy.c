/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of bullets that stands in the field for a private key. */

#include "sluice-dummy.h"

#include <string.h>

#define BULLET "\342\200\242"  /* U+2022 */
#define N_BULLETS 36           /* as long as a private key looks */

/* Returns: the whole dummy, to be freed. */
char *
sluice_dummy_new (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < N_BULLETS; i++)
    g_string_append (text, BULLET);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Whether the text is the dummy as it was put there. */
gboolean
sluice_dummy_is (const char *text)
{
  for (int i = 0; i < N_BULLETS; i++)
    {
      if (!g_str_has_prefix (text, BULLET))
        return FALSE;
      text += strlen (BULLET);
    }
  return *text == '\0';
}

/* Whether any of the dummy is in it. */
gboolean
sluice_dummy_is_part (const char *text)
{
  return strstr (text, BULLET) != NULL;
}

/* Returns: what a person typed or pasted into the dummy. It may hold a key: free it with
 * sluice_dummy_wipe (). */
char *
sluice_dummy_strip (const char *text)
{
  char *rest = g_malloc0 (strlen (text) + 1);
  char *end = rest;

  while (*text != '\0')
    {
      if (g_str_has_prefix (text, BULLET))
        text += strlen (BULLET);
      else
        *end++ = *text++;
    }
  return rest;
}

void
sluice_dummy_wipe (char *text)
{
  if (text == NULL)
    return;
  explicit_bzero (text, strlen (text));
  g_free (text);
}
