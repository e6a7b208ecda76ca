/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All pages and dialogs of the window, one after the other, as a person comes to them: for tests
 * that look at each.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* root: the window, or the dialog, that has the keyboard. */
typedef void (*SceneVisitor) (const char *name,
                              GtkWidget  *root,
                              gpointer    data);

void     scenes_visit     (SceneVisitor  visit,
                           gpointer      data);
void     scenes_wait      (GtkWidget    *widget);
gpointer scenes_find_type (GtkWidget    *widget,
                           GType         type);

G_END_DECLS
