/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a list that is sorted and filtered bit by bit once it has come to rest: rows stay where
 * they are until their new places are known, and a list view has work once, not a hundred times.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SLUICE_TYPE_SETTLED_LIST (sluice_settled_list_get_type ())
G_DECLARE_FINAL_TYPE (SluiceSettledList, sluice_settled_list, SLUICE, SETTLED_LIST, GObject)

SluiceSettledList *sluice_settled_list_new         (GListModel         *source,
                                                    GtkFilter          *filter,
                                                    GtkSorter          *sorter);
gboolean           sluice_settled_list_is_settled  (SluiceSettledList  *self);

/* Signal ::settled: what is shown is what there is. */

G_END_DECLS
