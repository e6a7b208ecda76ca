/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dialogs and announcements: only the sluice-dialogs files know newer versions of GTK and
 * libadwaita than the floor.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*SluiceConfirmed) (gpointer user_data);
typedef void (*SluiceOpened)    (const char *text,
                                 const char *problem,
                                 gpointer    widget);

void     sluice_dialogs_show_about        (GtkWindow       *parent);
void     sluice_dialogs_show_shortcuts    (GtkWindow       *parent);
void     sluice_dialogs_show_keyring_help (GtkWidget       *widget);
GObject *sluice_dialogs_confirm           (GtkWindow       *parent,
                                           const char      *heading,
                                           const char      *body,
                                           const char      *stay,
                                           const char      *verb,
                                           SluiceConfirmed  confirmed,
                                           gpointer         object);
void     sluice_dialogs_set_body          (GObject         *dialog,
                                           const char      *body);
void     sluice_dialogs_propose           (GtkWindow       *parent,
                                           const char      *heading,
                                           const char      *body,
                                           const char      *stay,
                                           const char      *verb,
                                           SluiceConfirmed  confirmed,
                                           gpointer         object);
void     sluice_dialogs_save_text         (GtkWidget       *widget,
                                           const char      *name,
                                           const char      *text);
void     sluice_dialogs_open_text         (GtkWidget       *widget,
                                           SluiceOpened     opened);
void     sluice_dialogs_read_text         (GtkWidget       *widget,
                                           GFile           *file,
                                           SluiceOpened     opened);
GtkAccessible *
         sluice_dialogs_get_field         (GtkWidget       *row);
void     sluice_dialogs_name_menu         (GtkMenuButton   *button);
void     sluice_dialogs_announce          (GtkWidget       *widget,
                                           const char      *text);
gboolean sluice_dialogs_in_flatpak        (void);

G_END_DECLS
