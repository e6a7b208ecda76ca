/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever the settings hold where a saved key should be: it is left out or made sense of, and what
 * is written again is read as the same. The input is the text form of a GVariant.
 */
#include "sluice-saved-key.h"

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
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GVariant) saved = NULL;
  g_autoptr (SluiceSavedKey) key = NULL;
  g_autoptr (SluiceSavedKey) again = NULL;
  g_autoptr (GVariant) written = NULL;
  g_autoptr (GVariant) twice = NULL;

  /* GLib's own parser of such texts wants nothing else. */
  if (g_utf8_validate (text, -1, NULL))
    saved = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);
  if (saved == NULL)
    return 0;
  key = sluice_saved_key_new_from_variant (saved);
  if (key == NULL)
    return 0;
  g_assert_nonnull (sluice_saved_key_get_base_url (key));
  g_assert_nonnull (sluice_saved_key_get_public_key (key));
  check_text (sluice_saved_key_get_host (key));
  check_text (sluice_saved_key_get_name (key));
  written = g_variant_ref_sink (sluice_saved_key_to_variant (key));
  again = sluice_saved_key_new_from_variant (written);
  g_assert_nonnull (again);
  twice = g_variant_ref_sink (sluice_saved_key_to_variant (again));
  g_assert_true (g_variant_equal (written, twice));
  return 0;
}
