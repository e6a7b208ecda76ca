/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of one operation of the past. Immutable. Where something was written by a newer
 * Sluice, or by nobody, the getters say the nearest thing that is true.
 */
#pragma once

#include "sluice-history-line.h"
#include "sluice-operation.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_HISTORY_ENTRY (sluice_history_entry_get_type ())
G_DECLARE_FINAL_TYPE (SluiceHistoryEntry, sluice_history_entry, SLUICE, HISTORY_ENTRY, GObject)

SluiceHistoryEntry   *sluice_history_entry_new            (SluiceHistoryLine  *line,
                                                           gboolean            running);
SluiceHistoryLine    *sluice_history_line_new_for         (SluiceOperation    *operation,
                                                           const char         *id,
                                                           SluiceEvidence     *evidence);

const char           *sluice_history_entry_get_id         (SluiceHistoryEntry *self);
gboolean              sluice_history_entry_get_kind       (SluiceHistoryEntry *self,
                                                           SluiceOperationKind *kind);
const char           *sluice_history_entry_get_kind_name  (SluiceHistoryEntry *self);
SluiceOperationState  sluice_history_entry_get_state      (SluiceHistoryEntry *self);
SluiceOutcome         sluice_history_entry_get_outcome    (SluiceHistoryEntry *self);
gboolean              sluice_history_entry_was_in_doubt   (SluiceHistoryEntry *self);
gboolean              sluice_history_entry_is_interrupted (SluiceHistoryEntry *self);
void                  sluice_history_entry_note_created   (SluiceHistoryEntry *self,
                                                           GHashTable         *created);
gboolean              sluice_history_entry_was_created_again (SluiceHistoryEntry *self);
GDateTime            *sluice_history_entry_get_time       (SluiceHistoryEntry *self);
const char           *sluice_history_entry_get_host       (SluiceHistoryEntry *self);
const char           *sluice_history_entry_get_project_id (SluiceHistoryEntry *self);
const char           *sluice_history_entry_get_instance   (SluiceHistoryEntry *self);
const char           *sluice_history_entry_get_subject    (SluiceHistoryEntry *self);
const char           *sluice_history_entry_get_wanted     (SluiceHistoryEntry *self,
                                                           const char         *name);
const GError         *sluice_history_entry_get_error      (SluiceHistoryEntry *self);
SluiceEvidence       *sluice_history_entry_get_evidence   (SluiceHistoryEntry *self);
const SluiceHistoryLine *sluice_history_entry_get_line    (SluiceHistoryEntry *self);

G_END_DECLS
