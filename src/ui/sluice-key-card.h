/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose key is in use, what it may do in the chosen project, from where, and what is missing.
 * Shows what the session knows already, and asks nobody.
 */
#pragma once

#include <gtk/gtk.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_KEY_CARD (sluice_key_card_get_type ())
G_DECLARE_FINAL_TYPE (SluiceKeyCard, sluice_key_card, SLUICE, KEY_CARD, GtkWidget)

/* To be called once. */
void sluice_key_card_set_session (SluiceKeyCard *self,
                                  SluiceSession *session);

G_END_DECLS
