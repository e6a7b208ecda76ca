/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of the history: JSON lines, appended to by any number of processes at once, bounded, and
 * readable whatever was done to it. All functions but new () and the getter block: SluiceHistory
 * calls them in a worker, one at a time, and nobody else does.
 */
#pragma once

#include <gio/gio.h>

#include "sluice-history-line.h"

G_BEGIN_DECLS

typedef struct _SluiceHistoryFile SluiceHistoryFile;

SluiceHistoryFile *sluice_history_file_new         (const char         *path);
SluiceHistoryFile *sluice_history_file_ref         (SluiceHistoryFile  *self);
void               sluice_history_file_unref       (SluiceHistoryFile  *self);
const char        *sluice_history_file_get_process (SluiceHistoryFile  *self);
gboolean           sluice_history_file_append      (SluiceHistoryFile  *self,
                                                    const char         *line,
                                                    gboolean            sync,
                                                    GError            **error);
GPtrArray         *sluice_history_file_read        (SluiceHistoryFile  *self,
                                                    GError            **error);
gboolean           sluice_history_file_is_running  (SluiceHistoryFile  *self,
                                                    const char         *process);
gboolean           sluice_history_file_clear       (SluiceHistoryFile  *self,
                                                    GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceHistoryFile, sluice_history_file_unref)

G_END_DECLS
