/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small window that asks for what one task needs: groups of rows, Cancel, and the button that
 * does it. Esc closes it.
 */
#pragma once

#include "sluice-field.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TASK_WINDOW (sluice_task_window_get_type ())
G_DECLARE_FINAL_TYPE (SluiceTaskWindow, sluice_task_window, SLUICE, TASK_WINDOW, AdwWindow)

/* title: also what the button says. data: lives as long as the window. */
SluiceTaskWindow    *sluice_task_window_new             (GtkWidget           *parent,
                                                         const char          *title,
                                                         const char          *verb,
                                                         int                  height,
                                                         gboolean             destructive,
                                                         gpointer             data,
                                                         GDestroyNotify       free_data);
gpointer             sluice_task_window_get_data        (SluiceTaskWindow    *self);
void                 sluice_task_window_set_explanation (SluiceTaskWindow    *self,
                                                         const char          *text);
void                 sluice_task_window_set_remark      (SluiceTaskWindow    *self,
                                                         const char          *text);
void                 sluice_task_window_set_notice      (SluiceTaskWindow    *self,
                                                         SluiceTone           tone,
                                                         const char          *text);
AdwPreferencesGroup *sluice_task_window_add_group       (SluiceTaskWindow    *self,
                                                         const char          *title);
GtkWidget           *sluice_task_window_add_fact        (AdwPreferencesGroup *group,
                                                         const char          *title,
                                                         const char          *value);
/* Both returned borrowed. row: may be NULL. The rest as for sluice_field_new (). */
SluiceField         *sluice_task_window_add_field       (SluiceTaskWindow    *self,
                                                         AdwPreferencesGroup *group,
                                                         const char          *title,
                                                         SluiceValidator      validator,
                                                         const char          *missing,
                                                         const char          *help,
                                                         AdwEntryRow        **row);
void                 sluice_task_window_set_ready       (SluiceTaskWindow    *self,
                                                         gboolean             ready);

/* Signal ::go: the button, or Enter in a field; every field can be sent then. The window stays
 * open. */

G_END_DECLS
