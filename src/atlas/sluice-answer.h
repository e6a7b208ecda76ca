/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an answer says besides the object that was asked for, noted in the evidence. Everything
 * noted is valid UTF-8 of a length that can be shown, whatever the server has sent.
 */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "sluice-evidence-private.h"

G_BEGIN_DECLS

gpointer sluice_answer_read         (GBytes          *body,
                                     gpointer       (*reader) (JsonNode *root),
                                     GError         **error);
void     sluice_answer_note_headers (SluiceEvidence  *evidence,
                                     SoupMessage     *message);
void     sluice_answer_note_error   (SluiceEvidence  *evidence,
                                     JsonNode        *root);
void     sluice_answer_note_excerpt (SluiceEvidence  *evidence,
                                     GBytes          *body);

G_END_DECLS
