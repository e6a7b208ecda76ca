/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far one step of a procedure is: a symbol and a word. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  SLUICE_STEP_WAITING,  /* something before it is not done */
  SLUICE_STEP_NEXT,
  SLUICE_STEP_WORKING,
  SLUICE_STEP_DONE,
  SLUICE_STEP_OPTIONAL, /* Sluice cannot see whether it is needed */
  SLUICE_STEP_PROBLEM,
} SluiceStepState;

#define SLUICE_TYPE_STEP_MARK (sluice_step_mark_get_type ())
G_DECLARE_FINAL_TYPE (SluiceStepMark, sluice_step_mark, SLUICE, STEP_MARK, GtkWidget)

void            sluice_step_mark_set_state (SluiceStepMark  *self,
                                            SluiceStepState  state);
SluiceStepState sluice_step_mark_get_state (SluiceStepMark  *self);

G_END_DECLS
