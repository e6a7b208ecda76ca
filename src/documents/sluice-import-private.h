/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of reading an import share; only the sluice-…-import files use it. */
#pragma once

#include "sluice-connection-import.h"
#include "sluice-value.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_IGNORED_SET_BY_ATLAS,
  SLUICE_IGNORED_UNKNOWN,
  SLUICE_IGNORED_MISPLACED,  /* “aws” has it */
  SLUICE_IGNORED_PUBLIC,     /* says which private link, where none is used */
} SluiceIgnored;

typedef struct
{
  SluiceConnectionImport *import;
  GHashTable             *ignored;    /* path → how it is ignored, and where first */
  GPtrArray              *in_order;   /* the same, borrowed */
  guint                   n_unnamed;  /* ignored members that found no place in it */
} SluiceImporting;

void          sluice_importing_init          (SluiceImporting        *importing,
                                              SluiceConnectionImport *import);
void          sluice_importing_clear         (SluiceImporting        *importing);
void          sluice_importing_finish        (SluiceImporting        *importing);
SluiceRemark *sluice_importing_remark        (SluiceImporting        *importing,
                                              SluiceSeverity          severity,
                                              gsize                   start,
                                              gsize                   end,
                                              char                   *reason,
                                              const char             *fix);
void          sluice_importing_ignore        (SluiceImporting        *importing,
                                              SluiceIgnored           how,
                                              const char             *prefix,
                                              const SluiceValue      *member,
                                              const char * const     *candidates);
void          sluice_importing_check_members (SluiceImporting        *importing,
                                              const SluiceValue      *object,
                                              const char             *prefix,
                                              const char * const     *known);
void          sluice_importing_read_item     (SluiceImporting        *importing,
                                              const SluiceValue      *value);

G_END_DECLS
