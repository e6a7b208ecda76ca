/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Sluice did to prove that data flows, in words. */

#include "sluice-words.h"

#include <glib/gi18n-lib.h>

char *
sluice_words_delivery_headline (const SluiceStory *story)
{
  if (story->state == SLUICE_OPERATION_STATE_FAILED && story->error != NULL)
    return sluice_words_error_headline (story->error);
  return g_strdup_printf (_("Testing delivery through %s"),
                          story->subject != NULL ? story->subject : "");
}

char *
sluice_words_delivery_sentence (const SluiceStory *story)
{
  if (story->error != NULL)
    return sluice_words_error_sentence (story->error);
  return g_strdup ("");
}
