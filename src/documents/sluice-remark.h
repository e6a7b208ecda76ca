/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said about one place of a text that was pasted: where it is, what is the matter, what to
 * do, and sometimes the text that would be right there. Remarks belong to the text they were made
 * for: after any change of it, also by sluice_remark_apply (), check again.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SLUICE_SEVERITY_NOTE,     /* worth knowing, nothing to do */
  SLUICE_SEVERITY_WARNING,  /* works perhaps, or not as meant */
  SLUICE_SEVERITY_PROBLEM,  /* will be refused, or is not known to work */
} SluiceSeverity;

typedef struct
{
  SluiceSeverity  severity;
  guint           line;         /* both from 1; the column counts characters */
  guint           column;
  gsize           offset;       /* the part to mark, in bytes */
  gsize           length;
  char           *reason;       /* translated sentences, ready to show */
  char           *fix;          /* NULL when the reason says it all */
  gsize           swap_offset;  /* the part the replacement stands for, in bytes */
  gsize           swap_length;
  char           *replacement;  /* NULL when there is none */
} SluiceRemark;

SluiceRemark *sluice_remark_new             (SluiceSeverity      severity,
                                             gsize               offset,
                                             gsize               length,
                                             char               *reason,
                                             char               *fix);
void          sluice_remark_free            (SluiceRemark       *remark);
void          sluice_remark_set_replacement (SluiceRemark       *remark,
                                             gsize               offset,
                                             gsize               length,
                                             char               *replacement);
char         *sluice_remark_apply           (const SluiceRemark *remark,
                                             const char         *text,
                                             gsize               length);
GPtrArray    *sluice_remarks_new            (void);
void          sluice_remarks_locate         (GPtrArray          *remarks,
                                             const char         *text,
                                             gsize               length);
guint         sluice_remark_find_line       (const char         *text,
                                             gsize               offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceRemark, sluice_remark_free)

G_END_DECLS
