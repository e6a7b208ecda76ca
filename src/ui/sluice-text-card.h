/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text in a card, such as a policy: to read and take elsewhere, or to paste into. Its name is
 * what a screen reader says.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_TEXT_CARD (sluice_text_card_get_type ())
G_DECLARE_FINAL_TYPE (SluiceTextCard, sluice_text_card, SLUICE, TEXT_CARD, GtkWidget)

GtkTextBuffer *sluice_text_card_get_buffer (SluiceTextCard *self);
char          *sluice_text_card_dup_text   (SluiceTextCard *self);
void           sluice_text_card_set_text   (SluiceTextCard *self,
                                            const char     *text);
void           sluice_text_card_mark_lines (SluiceTextCard *self,
                                            guint           first,
                                            guint           last);

/* Also for views that are no cards. */
void           sluice_text_card_break_lines (GtkTextBuffer *buffer);

G_END_DECLS
