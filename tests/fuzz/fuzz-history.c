/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever stands in a line of the history, which other programs may have written to: it is refused
 * or made sense of, and what is written again is read as the same.
 */
#include <string.h>

#include "sluice-history-line.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (SluiceHistoryLine) line = sluice_history_line_parse ((const char *) data, size);
  g_autoptr (SluiceHistoryLine) again = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *twice = NULL;

  if (line == NULL)
    return 0;
  check_text (line->event);
  check_text (line->subject);
  check_text (line->error);
  check_text (line->detail);
  printed = sluice_history_line_print (line);
  check_text (printed);
  g_assert_cmpuint (strlen (printed), <=, SLUICE_HISTORY_LINE_MAX);
  again = sluice_history_line_parse (printed, strlen (printed));
  g_assert_nonnull (again);
  twice = sluice_history_line_print (again);
  g_assert_cmpstr (twice, ==, printed);
  return 0;
}
