/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways to look at Sluice: sizes of the screen and of the text, and colours. High contrast, the
 * language and its direction hold for a whole process; see ./run.
 */

#include "looks.h"

static const LooksMode modes[] = {
  { "360x294", 360, 294, 100, FALSE },
  { "360x640", 360, 640, 100, FALSE },
  { "360x2400", 360, 2400, 100, FALSE },           /* whole pages */
  { "720x640", 720, 640, 100, FALSE },
  { "1080x760", 1080, 760, 100, FALSE },
  { "2560x1080", 2560, 1080, 100, FALSE },
  { "360x640-text150", 360, 640, 150, FALSE },
  { "360x640-text200", 360, 640, 200, FALSE },
  { "1080x760-text150", 1080, 760, 150, FALSE },
  { "1080x760-text200", 1080, 760, 200, FALSE },
  { "360x640-dark", 360, 640, 100, TRUE },
  { "1080x760-dark", 1080, 760, 100, TRUE },
};

/* Returns NULL behind the last one. */
const LooksMode *
looks_modes_get (guint i)
{
  return i < G_N_ELEMENTS (modes) ? &modes[i] : NULL;
}

void
looks_modes_apply (const LooksMode *mode)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * mode->text / 100, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      mode->dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                 : ADW_COLOR_SCHEME_FORCE_LIGHT);
}
