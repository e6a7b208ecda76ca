/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries of the history in words: the same as the status pane had for them. Every function returns
 * a new string.
 */
#pragma once

#include "sluice-history-entry.h"

G_BEGIN_DECLS

char *sluice_history_words_headline (SluiceHistoryEntry *entry);
char *sluice_history_words_sentence (SluiceHistoryEntry *entry);
char *sluice_history_words_when     (SluiceHistoryEntry *entry);
char *sluice_history_words_where    (SluiceHistoryEntry *entry);
char *sluice_history_words_details  (SluiceHistoryEntry *entry);
char *sluice_history_words_all      (SluiceHistoryEntry *entry);

G_END_DECLS
