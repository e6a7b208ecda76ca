/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Sluice did with a connection that exists, in words. */

#include "sluice-words.h"

#include <glib/gi18n-lib.h>

char *
sluice_words_registry_headline (const SluiceStory *story)
{
  const char *name = story->subject != NULL ? story->subject : "";

  if (story->state == SLUICE_OPERATION_STATE_FAILED && story->error != NULL)
    return sluice_words_error_headline (story->error);

  switch ((int) story->kind)
    {
    case SLUICE_OPERATION_CHANGE_ROLE:
      return g_strdup_printf (_("Changing the role of %s"), name);
    case SLUICE_OPERATION_TEST_CONNECTION:
      return g_strdup_printf (_("Testing %s again"), name);
    case SLUICE_OPERATION_MOVE_CONNECTION:
      return g_strdup_printf (_("Changing the network of %s"), name);
    default:
      return g_strdup_printf (_("Deleting %s"), name);
    }
}

char *
sluice_words_registry_sentence (const SluiceStory *story)
{
  if (story->error != NULL)
    return sluice_words_error_sentence (story->error);
  return g_strdup ("");
}
