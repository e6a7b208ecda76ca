/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loaded into gtk4-builder-tool, which knows neither libadwaita's types nor ours. */
#include <adwaita.h>

/* The tool finds the type of an object by the name of its get_type function, all of which are
 * linked into this module. The parent of a template must have been registered before.
 */
__attribute__ ((constructor)) static void
register_parents (void)
{
  g_type_ensure (ADW_TYPE_APPLICATION_WINDOW);
  g_type_ensure (ADW_TYPE_BIN);
  g_type_ensure (ADW_TYPE_PREFERENCES_GROUP);
  g_type_ensure (ADW_TYPE_PREFERENCES_PAGE);
  g_type_ensure (ADW_TYPE_PREFERENCES_ROW);
  g_type_ensure (ADW_TYPE_WINDOW);
}
