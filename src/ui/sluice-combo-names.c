/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names for the lists inside a combo row. */

#include "sluice-combo-names.h"

static const char *
find_text (GtkWidget *widget)
{
  const char *text = NULL;

  if (GTK_IS_LABEL (widget))
    return gtk_label_get_label (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && text == NULL;
       child = gtk_widget_get_next_sibling (child))
    text = find_text (child);
  return text;
}

static void
name_widget (GtkWidget  *widget,
             const char *name)
{
  if (name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}

/* The title as it is read, without what marks its key. */
static char *
dup_title (AdwPreferencesRow *row)
{
  const char *title = adw_preferences_row_get_title (row);
  GString *name = g_string_new (NULL);

  for (const char *p = title; *p != '\0'; p++)
    if (*p != '_' || !adw_preferences_row_get_use_underline (row) || (p > title && p[-1] == '_'))
      g_string_append_c (name, *p);
  return g_string_free (name, FALSE);
}

static void
name_list (GtkWidget *list)
{
  GtkWidget *row = gtk_widget_get_ancestor (list, ADW_TYPE_COMBO_ROW);

  if (row != NULL)
    {
      g_autofree char *title = dup_title (ADW_PREFERENCES_ROW (row));

      name_widget (list, title);
    }
  for (GtkWidget *item = gtk_widget_get_first_child (list);
       item != NULL;
       item = gtk_widget_get_next_sibling (item))
    name_widget (item, find_text (item));
}

static gboolean
frame_cb (GtkWidget     *list,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  /* Its items are made while it is laid out for the first frame. */
  name_list (list);
  return gtk_widget_get_first_child (list) == NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
mapped_cb (GtkWidget *list)
{
  gtk_widget_add_tick_callback (list, frame_cb, NULL, NULL);
}

static void
watch_lists (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget))
    g_signal_connect (widget, "map", G_CALLBACK (mapped_cb), NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    watch_lists (child);
}

static void
name_again (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget) && gtk_widget_get_mapped (widget))
    mapped_cb (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_again (child);
}

/* Only moves the keyboard focus here, and thus scrolls: out of sight a list cannot open. */
static gboolean
mnemonic_cb (GtkWidget *row)
{
  return gtk_widget_grab_focus (row);
}

/* To be called once for a row that has its model; names are given whenever its lists are shown, and
 * when they change. */
void
sluice_combo_names_watch (AdwComboRow *row)
{
  GListModel *model = adw_combo_row_get_model (row);

  watch_lists (GTK_WIDGET (row));
  g_signal_connect (row, "mnemonic-activate", G_CALLBACK (mnemonic_cb), NULL);
  g_signal_connect (row, "notify::selected-item", G_CALLBACK (name_again), NULL);
  if (model != NULL)
    g_signal_connect_object (model, "items-changed", G_CALLBACK (name_again), row,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}
