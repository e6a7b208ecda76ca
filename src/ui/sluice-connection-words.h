/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A connection in short words, for rows and for the view of one. Names may hold anything: what is
 * shown of them is one line without control characters, not longer than a screen is wide.
 */
#pragma once

#include "sluice-registry-entry.h"

G_BEGIN_DECLS

char       *sluice_connection_words_line        (const char       *text);
char       *sluice_connection_words_cut         (const char       *text,
                                                 guint             most);
char       *sluice_connection_words_isolate     (const char       *text);
const char *sluice_connection_words_type        (SluiceConnection *connection);
const char *sluice_connection_words_state       (SluiceConnection *connection);
const char *sluice_connection_words_explanation (SluiceConnection *connection);
const char *sluice_connection_words_icon        (SluiceConnection *connection);
const char *sluice_connection_words_style       (SluiceConnection *connection);
const char *sluice_connection_words_role        (SluiceConnection *connection);
const char *sluice_connection_words_short_role  (const char       *role_arn);
const char *sluice_connection_words_network     (SluiceConnection *connection);

G_END_DECLS
