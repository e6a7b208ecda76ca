/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways to look at Sluice: sizes of the screen and of the text, colours, direction. High contrast
 * and the language hold for a whole process; see ./run.
 */

#include "looks.h"

static const LooksMode modes[] = {
  { "360x294", 360, 294, 100, .quick = TRUE },
  { "360x640", 360, 640, 100 },
  { "720x640", 720, 640, 100 },
  { "1080x760", 1080, 760, 100 },
  { "2560x1080", 2560, 1080, 100 },
  { "360x640-text150", 360, 640, 150 },
  { "360x640-text200", 360, 640, 200, .quick = TRUE },
  { "1080x760-text150", 1080, 760, 150 },
  { "1080x760-text200", 1080, 760, 200 },
  { "360x640-dark", 360, 640, 100, .dark = TRUE },
  { "1080x760-dark", 1080, 760, 100, .dark = TRUE },
  { "360x640-mirrored", 360, 640, 100, .mirrored = TRUE },
  { "1080x760-mirrored", 1080, 760, 100, .mirrored = TRUE, .quick = TRUE },
};

/* Returns NULL behind the last one. */
const LooksMode *
looks_modes_get (guint i)
{
  return i < G_N_ELEMENTS (modes) ? &modes[i] : NULL;
}

/* A language that is read from the right mirrors every mode; told by the environment, as the test
 * sets the direction itself. */
static gboolean
is_mirrored (const LooksMode *mode)
{
  return mode->mirrored || g_strcmp0 (g_getenv ("LOOKS_MIRRORED"), "1") == 0;
}

void
looks_modes_apply (const LooksMode *mode)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * mode->text / 100, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      mode->dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                 : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_widget_set_default_direction (is_mirrored (mode) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
}
