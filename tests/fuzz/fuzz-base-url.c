/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever is given as an address: it is refused with a reason, or becomes one that is safe for a
 * key and stays as it is when it is read again.
 */
#include "sluice-base-url.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autofree char *address = sluice_base_url_parse (text, &error);
  g_autofree char *again = NULL;
  g_autofree char *host = NULL;

  if (address == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (address, "https://") || g_str_has_prefix (address, "http://"));
  g_assert_null (strpbrk (address, "?# \t\r\n"));
  g_assert_false (g_str_has_suffix (address, "/"));
  again = sluice_base_url_parse (address, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, address);
  host = sluice_base_url_dup_host (address);
  g_assert_cmpstr (host, !=, "");
  return 0;
}
