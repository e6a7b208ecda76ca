/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Sluice did with private links, in words. */

#include "sluice-words.h"

#include <glib/gi18n-lib.h>

char *
sluice_words_link_headline (const SluiceStory *story)
{
  if (story->state == SLUICE_OPERATION_STATE_FAILED && story->error != NULL)
    return sluice_words_error_headline (story->error);
  return g_strdup (story->kind == SLUICE_OPERATION_CREATE_LINK ? _("Creating a private link")
                                                               : _("Deleting a private link"));
}

char *
sluice_words_link_sentence (const SluiceStory *story)
{
  if (story->error != NULL)
    return sluice_words_error_sentence (story->error);
  return g_strdup ("");
}
