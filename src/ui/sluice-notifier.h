/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells the desktop when something that took long has ended and the person is elsewhere. There is
 * at most one notification; it goes when the person comes back to the window.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_NOTIFIER (sluice_notifier_get_type ())
G_DECLARE_FINAL_TYPE (SluiceNotifier, sluice_notifier, SLUICE, NOTIFIER, GObject)

SluiceNotifier *sluice_notifier_new (GtkWindow  *window,
                                     GListModel *operations);

G_END_DECLS
