/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window to choose one thing from a listing of Atlas: typing searches, the arrows move, Enter
 * chooses, Esc closes.
 */
#pragma once

#include <adwaita.h>

#include "sluice-choice-row.h"
#include "sluice-remote-list.h"

G_BEGIN_DECLS

typedef void (*SluiceChoiceDescriber) (gpointer      item,
                                       gpointer      data,
                                       SluiceChoice *choice);

/* What the listing is of. All texts are translated. */
typedef struct
{
  const char            *title;      /* of the window */
  const char            *search;     /* what the search entry is called */
  const char            *copy;       /* what a row's copy button is called */
  const char            *empty;      /* headline when Atlas lists nothing, */
  const char            *empty_help; /* and what to do then */
  const char            *forbidden_help; /* when the key may not list these: what to do */
  SluiceChoiceDescriber  describe;
  GCompareDataFunc       compare;    /* the order; gets the data, too */
} SluiceChooserKind;

#define SLUICE_TYPE_CHOOSER (sluice_chooser_get_type ())
G_DECLARE_FINAL_TYPE (SluiceChooser, sluice_chooser, SLUICE, CHOOSER, AdwWindow)

/* list: read anew at once. data: for describe and compare, taken over. */
SluiceChooser *sluice_chooser_new            (const SluiceChooserKind *kind,
                                              SluiceRemoteList        *list,
                                              gpointer                 data,
                                              GDestroyNotify           free_data);
/* Instead of a list, the sentence that says what must be known first. */
SluiceChooser *sluice_chooser_new_missing    (const char              *title,
                                              const char              *headline,
                                              const char              *sentence);
void           sluice_chooser_set_note       (SluiceChooser           *self,
                                              const char              *note);
void           sluice_chooser_describe_again (SluiceChooser           *self);

/* Signal ::chosen (GObject *item): Enter or a click on it; the window closes by itself. */

G_END_DECLS
