/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a problem report needs: versions and surroundings, never an id, a key or a name. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* window: may be NULL, or a window without a session. In English: it is for those who mend. */
char *sluice_debug_info_dup (GtkWindow *window);

G_END_DECLS
