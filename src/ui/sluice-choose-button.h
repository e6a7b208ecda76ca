/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The button at the end of an entry row that opens a list, and fills the row's field with what
 * is chosen there. The field stays free text.
 */
#pragma once

#include "sluice-field.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_LISTED_PROJECT,
  SLUICE_LISTED_INSTANCE,
  SLUICE_LISTED_ROLE,
  SLUICE_LISTED_CONNECTION,
  SLUICE_N_LISTED,
} SluiceListed;

#define SLUICE_TYPE_CHOOSE_BUTTON (sluice_choose_button_get_type ())
G_DECLARE_FINAL_TYPE (SluiceChooseButton, sluice_choose_button, SLUICE, CHOOSE_BUTTON, GtkButton)

/* Returned borrowed: it belongs to the row. field: NULL for a row without one. */
SluiceChooseButton *sluice_choose_button_add         (SluiceListed        listed,
                                                      AdwEntryRow        *row,
                                                      SluiceField        *field);
void                sluice_choose_button_set_session (SluiceChooseButton *self,
                                                      SluiceSession      *session);
/* Where the form's project is not meant; NULL: that one. */
void                sluice_choose_button_set_project (SluiceChooseButton *self,
                                                      const char         *project_id);

/* Signal ::opening: what is typed should be told to the session now. */

G_END_DECLS
