/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was done with Sluice, for good: a queue in front of one file, so that everything comes to it
 * in the order it was given. Each session has one; all of them share the file. Without a path it
 * remembers as long as it lives. Never holds a key.
 */
#pragma once

#include "sluice-history-entry.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_HISTORY (sluice_history_get_type ())
G_DECLARE_FINAL_TYPE (SluiceHistory, sluice_history, SLUICE, HISTORY, GObject)

SluiceHistory *sluice_history_new              (const char           *path);
char          *sluice_history_dup_default_path (void);
gboolean       sluice_history_is_kept          (SluiceHistory        *self);
const GError  *sluice_history_get_error        (SluiceHistory        *self);

void           sluice_history_add_async        (SluiceHistory        *self,
                                                SluiceHistoryLine    *line,
                                                gboolean              sync,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
void           sluice_history_load_async       (SluiceHistory        *self,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GPtrArray     *sluice_history_load_finish      (GAsyncResult         *result,
                                                GError              **error);
void           sluice_history_clear_async      (SluiceHistory        *self,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean       sluice_history_finish           (GAsyncResult         *result,
                                                GError              **error);

/* Signal: ::changed, when a line was added or all were removed, or that has failed. */

G_END_DECLS
