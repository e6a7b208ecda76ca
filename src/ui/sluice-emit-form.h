/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field for every option of $emit to S3, with what Atlas takes when it is left alone. Knows
 * nothing of the stage's text: the page asks for the values and gives the findings back.
 */
#pragma once

#include <gtk/gtk.h>

#include "sluice-emit-stage.h"
#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_EMIT_FORM (sluice_emit_form_get_type ())
G_DECLARE_FINAL_TYPE (SluiceEmitForm, sluice_emit_form, SLUICE, EMIT_FORM, GtkBox)

void     sluice_emit_form_set_session    (SluiceEmitForm  *self,
                                          SluiceSession   *session);
void     sluice_emit_form_get_stage      (SluiceEmitForm  *self,
                                          SluiceEmitStage *stage);
void     sluice_emit_form_show_findings  (SluiceEmitForm  *self,
                                          GPtrArray       *findings,
                                          gboolean         insist);
gboolean sluice_emit_form_focus_problem  (SluiceEmitForm  *self,
                                          GPtrArray       *findings);
GVariant *sluice_emit_form_save          (SluiceEmitForm  *self);
void     sluice_emit_form_restore        (SluiceEmitForm  *self,
                                          GVariant        *saved);
void     sluice_emit_form_suggest        (SluiceEmitForm  *self,
                                          SluiceEmitField  field,
                                          const char      *text);

/* Signal ::changed: the person, or a suggestion, changed a value. */

G_END_DECLS
