/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One field of the form: ties an entry row, its validator and the hint below it. It is quiet
 * while the person types, speaks after the field was left, and shows a tick only for what was
 * checked with Atlas. It never blocks typing. Owned by the page that owns the row.
 */
#pragma once

#include <adwaita.h>

#include "sluice-finding.h"
#include "sluice-hint.h"
#include "sluice-session.h"

G_BEGIN_DECLS

typedef SluiceFinding *(*SluiceValidator) (const char *text);

#define SLUICE_TYPE_FIELD (sluice_field_get_type ())
G_DECLARE_FINAL_TYPE (SluiceField, sluice_field, SLUICE, FIELD, GObject)

/* missing: the sentence for an empty field on submit, NULL where empty is fine.
 * help: shown while the field is empty; may be NULL. */
SluiceField *sluice_field_new         (AdwEntryRow     *row,
                                       SluiceHint      *hint,
                                       SluiceValidator  validator,
                                       const char      *missing,
                                       const char      *help);
const char  *sluice_field_get_value   (SluiceField     *self);
gboolean     sluice_field_is_good     (SluiceField     *self);
gboolean     sluice_field_is_sendable (SluiceField     *self);
const char  *sluice_field_get_text    (SluiceField     *self);
void         sluice_field_set_text    (SluiceField     *self,
                                       const char      *text);
void         sluice_field_set_fact    (SluiceField     *self,
                                       SluiceFactState  state,
                                       const char      *sentence);
void         sluice_field_settle      (SluiceField     *self);
gboolean     sluice_field_submit      (SluiceField     *self);
const char  *sluice_field_get_problem (SluiceField     *self);
GtkWidget   *sluice_field_get_hint    (SluiceField     *self);
gboolean     sluice_field_is_denied   (SluiceField     *self,
                                       gint64           microseconds);
void         sluice_field_grab_focus  (SluiceField     *self);

/* Signals:
 *  ::edited                 the person changed the text
 *  ::settled (gboolean)     typing paused (FALSE), or the field was left or Enter pressed (TRUE)
 *  ::activated              Enter was pressed in it
 */

G_END_DECLS
