/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of a chooser: a name, what identifies it, and a note; what identifies it can be
 * copied.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a person needs to know of something to choose it. Owns its strings; any may be NULL. */
typedef struct
{
  char     *name;
  char     *id;          /* what Copy copies */
  char     *note;
  gboolean  unfinished;  /* cannot be used as it is */
} SluiceChoice;

void     sluice_choice_clear   (SluiceChoice       *self);
gboolean sluice_choice_matches (const SluiceChoice *self,
                                const char         *needle);  /* case-folded */

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SluiceChoice, sluice_choice_clear)

#define SLUICE_TYPE_CHOICE_ROW (sluice_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (SluiceChoiceRow, sluice_choice_row, SLUICE, CHOICE_ROW, GtkWidget)

GtkWidget *sluice_choice_row_new  (const char         *copy);
void       sluice_choice_row_show (SluiceChoiceRow    *self,
                                   const SluiceChoice *choice);

/* The copy button is bound to the action chooser.copy with the id as its parameter. */

G_END_DECLS
