/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row of bullets that stands in the field for a private key the session holds. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *sluice_dummy_new     (void);
gboolean  sluice_dummy_is      (const char *text);
gboolean  sluice_dummy_is_part (const char *text);
char     *sluice_dummy_strip   (const char *text);
void      sluice_dummy_wipe    (char       *text);

G_END_DECLS
