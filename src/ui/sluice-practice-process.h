/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The practice Atlas as a child process: started, asked for its address, ended with its owner. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_PRACTICE_PROCESS (sluice_practice_process_get_type ())
G_DECLARE_FINAL_TYPE (SluicePracticeProcess, sluice_practice_process,
                      SLUICE, PRACTICE_PROCESS, GObject)

SluicePracticeProcess *sluice_practice_process_new             (void);
void                   sluice_practice_process_start_async     (SluicePracticeProcess *self,
                                                                GCancellable          *cancellable,
                                                                GAsyncReadyCallback    callback,
                                                                gpointer               user_data);
gboolean               sluice_practice_process_start_finish    (SluicePracticeProcess *self,
                                                                GAsyncResult          *result,
                                                                GError               **error);
void                   sluice_practice_process_stop            (SluicePracticeProcess *self);
const char            *sluice_practice_process_get_url         (SluicePracticeProcess *self);
const char            *sluice_practice_process_get_public_key  (SluicePracticeProcess *self);
const char            *sluice_practice_process_get_private_key (SluicePracticeProcess *self);
const char            *sluice_practice_process_get_project_id  (SluicePracticeProcess *self);
const char            *sluice_practice_process_get_instance    (SluicePracticeProcess *self);

/* Signal ::ended: it ended although nobody asked it to. */

G_END_DECLS
