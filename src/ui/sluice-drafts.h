/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps what is typed in the settings with each key stroke, so that neither closing nor a crash
 * loses it; and puts all of it away, and back, when another key is used. Private keys never come
 * here.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*SluiceDraftsRestored) (GtkWidget *widget);

void      sluice_drafts_bind            (GSettings            *settings,
                                         const char           *key,
                                         AdwEntryRow          *row);
void      sluice_drafts_bind_text       (GSettings            *settings,
                                         const char           *key,
                                         GtkTextBuffer        *buffer,
                                         GtkWidget            *owner);
void      sluice_drafts_bind_public_key (GSettings            *settings,
                                         AdwEntryRow          *row);
/* restored (widget): other drafts are in the settings now. */
void      sluice_drafts_watch           (GtkWidget            *widget,
                                         SluiceDraftsRestored  restored);

GVariant *sluice_drafts_save            (GSettings            *settings);
void      sluice_drafts_restore         (GSettings            *settings,
                                         GVariant             *drafts,
                                         GtkWidget            *window);

G_END_DECLS
