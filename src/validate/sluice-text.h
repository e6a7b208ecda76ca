/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at text from a clipboard or keyboard in place, without copies: a private key passes
 * through here. Every function stays linear in the length and takes bytes that are not UTF-8.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *sluice_text_trim          (const char *text,
                                       gsize      *length);
const char *sluice_text_find_other    (const char *start,
                                       gsize       length,
                                       const char *punctuation);
char       *sluice_text_describe_char (const char *start,
                                       gsize       length);
char       *sluice_text_excerpt       (const char *start,
                                       gsize       length);

G_END_DECLS
