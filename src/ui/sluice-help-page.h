/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page of the help: read from the part of Mallard that the pages in data/help use. No widgets
 * in here.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SLUICE_HELP_HEADING,
  SLUICE_HELP_PARAGRAPH,
  SLUICE_HELP_NOTE,
  SLUICE_HELP_ITEM,   /* of a list */
  SLUICE_HELP_STEP,   /* of steps in an order: see its number */
  SLUICE_HELP_TERM,   /* what the paragraphs behind it explain */
  SLUICE_HELP_CODE,   /* to be shown as it is */
} SluiceHelpKind;

typedef struct
{
  SluiceHelpKind  kind;
  guint           number;  /* of a step, from 1 */
  gboolean        inside;  /* stands below an item, a step or a term */
  char           *anchor;  /* where a link can lead, or NULL */
  char           *markup;  /* translated, for Pango; links lead to "PAGE" or "PAGE#ANCHOR" */
  char           *text;    /* the same without markup */
} SluiceHelpBlock;

typedef struct
{
  char      *id;
  char      *title;       /* translated, plain text */
  char      *summary;
  GPtrArray *blocks;      /* of SluiceHelpBlock */
} SluiceHelpPage;

SluiceHelpPage *sluice_help_page_parse    (const char            *text,
                                           gssize                 length,
                                           GError               **error);
void            sluice_help_page_free     (SluiceHelpPage        *self);
gboolean        sluice_help_page_mentions (const SluiceHelpPage  *self,
                                           const char            *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceHelpPage, sluice_help_page_free)

G_END_DECLS
