/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which libsoup and which json-glib. */
#include "sluice-atlas-versions.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

/**
 * sluice_atlas_dup_versions:
 *
 * Returns: (transfer full): a line for each library, not translated; json-glib does not tell which
 *   of its versions runs
 */
char *
sluice_atlas_dup_versions (void)
{
  return g_strdup_printf ("libsoup %u.%u.%u (built with %d.%d.%d)\n"
                          "json-glib (built with %d.%d.%d)\n",
                          soup_get_major_version (), soup_get_minor_version (),
                          soup_get_micro_version (),
                          SOUP_MAJOR_VERSION, SOUP_MINOR_VERSION, SOUP_MICRO_VERSION,
                          JSON_MAJOR_VERSION, JSON_MINOR_VERSION, JSON_MICRO_VERSION);
}
