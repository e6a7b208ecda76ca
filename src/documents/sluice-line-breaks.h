/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Very long lines of JSON in several: a view lays a line out as a whole with each key that is
 * pressed in it, and nobody can read it either.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *sluice_line_breaks_add (const char *text,
                              gsize       length);

G_END_DECLS
