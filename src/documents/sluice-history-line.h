/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of the history: a JSON object of texts. A name that nobody knows is passed over, a value
 * that is no text counts as missing, and so a line of a newer Sluice can be read as well.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longer lines are no work of ours. Each text is cut when it is written. */
#define SLUICE_HISTORY_LINE_MAX (256 * 1024)

/* All texts may be NULL. Times are UTC as in ISO 8601. */
typedef struct
{
  char       *time;
  char       *event;        /* "begun": about to be sent; "ended" */
  char       *id;           /* the same for all lines of one operation */
  char       *process;      /* who wrote it: see sluice-history-file.h */
  char       *started;
  char       *host;
  char       *project;
  char       *instance;
  char       *kind;
  char       *subject;
  char       *state;
  char       *outcome;
  char       *in_doubt;     /* "true" if the answer was lost */
  char       *error;
  char       *method;
  char       *path;
  char       *status;
  char       *sent;         /* "true" if Atlas may have acted on it */
  char       *requests;     /* how many it took, with those that sign in */
  char       *error_code;
  char       *reason;
  char       *detail;
  GHashTable *wanted;       /* name → what was asked for; NULL for nothing */
} SluiceHistoryLine;

SluiceHistoryLine *sluice_history_line_new   (void);
void               sluice_history_line_free  (SluiceHistoryLine       *line);
SluiceHistoryLine *sluice_history_line_parse (const char              *text,
                                              gsize                    length);
char              *sluice_history_line_print (const SluiceHistoryLine *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceHistoryLine, sluice_history_line_free)

G_END_DECLS
