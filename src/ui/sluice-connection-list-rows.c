/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the list of connections, and when they are filled. */

#include "sluice-connection-list-private.h"

#include "sluice-connection-row.h"

/* ---- rows ---- */

void
sluice_connection_list_show_choice (SluiceConnectionList *self,
                                    GtkListItem          *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *around = gtk_widget_get_parent (row);
  gboolean chosen = sluice_connection_list_is_chosen (self, gtk_list_item_get_item (item));

  sluice_connection_row_set_chosen (SLUICE_CONNECTION_ROW (row), self->choosing, chosen);
  if (self->choosing)
    gtk_accessible_update_state (GTK_ACCESSIBLE (around), GTK_ACCESSIBLE_STATE_SELECTED, chosen,
                                 -1);
  else
    gtk_accessible_reset_state (GTK_ACCESSIBLE (around), GTK_ACCESSIBLE_STATE_SELECTED);
}

/* What the keyboard stands on is the widget around the row. */
static void
name_row (SluiceConnectionList *self,
          GtkListItem          *item)
{
  SluiceRegistryEntry *entry = gtk_list_item_get_item (item);
  g_autofree char *name = sluice_connection_row_dup_name (entry);
  g_autofree char *summary = sluice_connection_row_dup_summary (entry, self->with_instance);

  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_list_item_get_child (item))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, name,
    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary,
    -1);
}

void
sluice_connection_list_show_row (SluiceConnectionList *self,
                                 GtkListItem          *item)
{
  sluice_connection_row_show (SLUICE_CONNECTION_ROW (gtk_list_item_get_child (item)),
                              gtk_list_item_get_item (item), self->with_instance);
  name_row (self, item);
  sluice_connection_list_show_choice (self, item);
}

/* ---- filling rows ---- */

/* A list view keeps some two hundred rows at hand. To fill them all at once would take longer than
 * a frame, so those that are seen, or nearly, are filled before they are drawn, and the others only
 * get their names for screen readers, when there is time. */
#define SLICE_US 2000

/* Taken for seen before the list has a height. */
#define FIRST_ROWS 24

static int
get_row_height (SluiceConnectionList *self)
{
  int height = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->list_view);
       row != NULL && height == 0;
       row = gtk_widget_get_next_sibling (row))
    height = gtk_widget_get_height (row);
  return height;
}

/* About where the list is: all rows are of one height. */
static void
get_seen (SluiceConnectionList *self,
          guint                *first,
          guint                *last)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list_view));
  int row = get_row_height (self);
  guint page = row > 0 ? (guint) (gtk_adjustment_get_page_size (adjustment) / row) : 0;
  double value = gtk_adjustment_get_value (adjustment);

  *first = 0;
  *last = MAX (page, FIRST_ROWS);
  if (row == 0)
    return;
  *first = (guint) MAX (value / row - page / 4, 0);
  *last = (guint) (value / row) + page + page / 4 + 2;
}

static gboolean
fill_seen_cb (gpointer user_data)
{
  SluiceConnectionList *self = user_data;
  guint first, last;

  self->soon = 0;
  get_seen (self, &first, &last);
  for (guint i = 0; i < self->items->len; i++)
    {
      GtkListItem *item = self->items->pdata[i];
      guint position = gtk_list_item_get_position (item);
      gboolean old = g_hash_table_contains (self->old, item);

      if (position < first || position > last
          || (!old && sluice_connection_row_is_filled (gtk_list_item_get_child (item))))
        continue;
      g_hash_table_remove (self->old, item);
      sluice_connection_list_show_row (self, item);
    }
  return G_SOURCE_REMOVE;
}

void
sluice_connection_list_fill_soon (SluiceConnectionList *self)
{
  if (self->soon == 0)
    self->soon = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fill_seen_cb, self, NULL);
}

static gboolean
fill_later_cb (gpointer user_data)
{
  SluiceConnectionList *self = user_data;
  gint64 until = g_get_monotonic_time () + SLICE_US;
  GHashTableIter iter;
  gpointer item;

  do
    {
      g_hash_table_iter_init (&iter, self->old);
      if (!g_hash_table_iter_next (&iter, &item, NULL))
        {
          self->later = 0;
          return G_SOURCE_REMOVE;
        }
      g_hash_table_iter_remove (&iter);
      if (sluice_connection_row_is_filled (gtk_list_item_get_child (item)))
        sluice_connection_list_show_row (self, item);
      else
        name_row (self, item);
    }
  while (g_get_monotonic_time () < until);
  return G_SOURCE_CONTINUE;
}

static void
setup_cb (SluiceConnectionList *self,
          GtkListItem          *item)
{
  gtk_list_item_set_child (item, sluice_connection_row_new ());
}

static void
bind_cb (SluiceConnectionList *self,
         GtkListItem          *item)
{
  g_ptr_array_add (self->items, item);
  g_hash_table_add (self->old, item);
  sluice_connection_list_fill_soon (self);
  if (self->later == 0)
    self->later = g_idle_add (fill_later_cb, self);
}

static void
unbind_cb (SluiceConnectionList *self,
           GtkListItem          *item)
{
  g_ptr_array_remove_fast (self->items, item);
  g_hash_table_remove (self->old, item);
}

GtkListItemFactory *
sluice_connection_list_create_factory (SluiceConnectionList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}
