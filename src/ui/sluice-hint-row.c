/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row that holds a hint below an entry row. */

#include "sluice-hint-row.h"

struct _SluiceHintRow
{
  AdwPreferencesRow  parent_instance;
};

G_DEFINE_FINAL_TYPE (SluiceHintRow, sluice_hint_row, ADW_TYPE_PREFERENCES_ROW)

static gboolean
sluice_hint_row_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  gboolean back = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP;
  GtkWidget *row = widget;

  do
    row = back ? gtk_widget_get_prev_sibling (row) : gtk_widget_get_next_sibling (row);
  while (row != NULL && !gtk_widget_get_visible (row));
  return row != NULL && gtk_widget_child_focus (row, direction);
}

static void
sluice_hint_row_class_init (SluiceHintRowClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = sluice_hint_row_focus;
}

static void
sluice_hint_row_init (SluiceHintRow *self)
{
  g_object_set (self, "activatable", FALSE, "focusable", FALSE, "visible", FALSE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "hint-row");
}
