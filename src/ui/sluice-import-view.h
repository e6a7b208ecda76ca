/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a text would do to the registry of an instance, the button that does it, how far that is,
 * and the report. The window around it closes with window.close.
 */
#pragma once

#include <adwaita.h>

#include "sluice-connection-import.h"
#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_IMPORT_VIEW (sluice_import_view_get_type ())
G_DECLARE_FINAL_TYPE (SluiceImportView, sluice_import_view, SLUICE, IMPORT_VIEW, GtkBox)

/* To be called once. */
void     sluice_import_view_set_up     (SluiceImportView       *self,
                                        SluiceSession          *session);
/* import: taken over. had_secrets: whether the text was not kept. */
void     sluice_import_view_show       (SluiceImportView       *self,
                                        SluiceConnectionImport *import,
                                        gboolean                had_secrets);
gboolean sluice_import_view_is_started (SluiceImportView       *self);
/* Whether closing would leave connections behind that were to be imported. */
gboolean sluice_import_view_is_running (SluiceImportView       *self);
void     sluice_import_view_cancel     (SluiceImportView       *self);

/* Signals:
 *  ::started                      what was chosen is being imported
 *  ::fix (SluiceRemark *remark)   the person wants the replacement
 */

G_END_DECLS
