/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of JSON and of mongosh's syntax: white space, comments, strings, numbers, names. Only
 * the reader (sluice-extended-json.c) uses it. The first thing that goes wrong is kept as a remark;
 * from then on every function fails.
 */
#pragma once

#include "sluice-remark.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_SYNTAX_JSON,     /* strictly RFC 8259 */
  SLUICE_SYNTAX_MONGOSH,  /* also what people paste from a shell session or a script */
} SluiceSyntax;

typedef struct
{
  const char   *text;      /* valid UTF-8, NUL-terminated */
  gsize         length;
  gsize         position;
  SluiceSyntax  syntax;
  SluiceRemark *problem;   /* owned */
} SluiceScanner;

gboolean sluice_scanner_fail       (SluiceScanner *scanner,
                                    gsize          offset,
                                    char          *reason);
gboolean sluice_scanner_skip_space (SluiceScanner *scanner);
gboolean sluice_scanner_take       (SluiceScanner *scanner,
                                    char           c);
gboolean sluice_scanner_is_quote   (SluiceScanner *scanner);
char    *sluice_scanner_string     (SluiceScanner *scanner);
char    *sluice_scanner_number     (SluiceScanner *scanner);
char    *sluice_scanner_name       (SluiceScanner *scanner);
gboolean sluice_scanner_regex      (SluiceScanner *scanner);
char    *sluice_scanner_describe   (SluiceScanner *scanner);

G_END_DECLS
