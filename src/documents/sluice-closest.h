/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which known word a mistyped one is meant to be. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longer words are close to nothing; it bounds the time of a comparison. */
#define SLUICE_CLOSEST_MAX_LENGTH 64

guint       sluice_closest_measure (const char         *a,
                                    const char         *b);
guint       sluice_closest_limit   (const char         *word);
const char *sluice_closest_find    (const char         *word,
                                    const char * const *candidates);

G_END_DECLS
