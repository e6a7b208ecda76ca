/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of what Sluice did. */

#include "sluice-status-pane.h"

#include "sluice-config.h"
#include "sluice-status-row.h"
#include "sluice-wrap-box.h"

/* Each change lays out all rows anew. What is older is in the history. */
#define MAX_ROWS 50

struct _SluiceStatusPane
{
  GtkWidget   parent_instance;

  GListModel *operations;
  guint       tick_id;

  /* Template */
  GtkWidget  *scroller;
  GtkListBox *list;
  GtkWidget  *placeholder;
  GtkWidget  *history_button;
};

enum { TICKED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceStatusPane, sluice_status_pane, GTK_TYPE_WIDGET)

static gboolean
anything_works (SluiceStatusPane *self)
{
  guint n = self->operations != NULL ? g_list_model_get_n_items (self->operations) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (self->operations, i);

      if (sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING)
        return TRUE;
    }
  return FALSE;
}

/* What has no row any more may have ended unseen. */
static gboolean
ticked_cb (gpointer user_data)
{
  SluiceStatusPane *self = user_data;
  GtkListBoxRow *row;

  if (!anything_works (self))
    {
      self->tick_id = 0;
      return G_SOURCE_REMOVE;
    }
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    sluice_status_row_tick (SLUICE_STATUS_ROW (row));
  g_signal_emit (self, signals[TICKED], 0);

  return G_SOURCE_CONTINUE;
}

static void
update_clock (SluiceStatusPane *self)
{
  gboolean needed = anything_works (self);

  if (needed && self->tick_id == 0)
    self->tick_id = g_timeout_add_seconds (1, ticked_cb, self);
  else if (!needed)
    g_clear_handle_id (&self->tick_id, g_source_remove);
}

static void
items_changed_cb (SluiceStatusPane *self)
{
  guint n = g_list_model_get_n_items (self->operations);

  /* Left in place it would be the last child, and the last row would not look like the last. */
  gtk_list_box_set_placeholder (self->list, n > 0 ? NULL : self->placeholder);
  gtk_widget_set_visible (self->history_button, n > MAX_ROWS);
  update_clock (self);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  SluiceStatusPane *self = user_data;

  g_signal_connect_object (item, "notify::revision", G_CALLBACK (update_clock), self,
                           G_CONNECT_SWAPPED);
  return sluice_status_row_new (SLUICE_OPERATION (item));
}

static void
sluice_status_pane_dispose (GObject *object)
{
  SluiceStatusPane *self = SLUICE_STATUS_PANE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->operations != NULL)
    g_signal_handlers_disconnect_by_data (self->operations, self);
  g_clear_object (&self->operations);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_STATUS_PANE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_status_pane_parent_class)->dispose (object);
}

static void
sluice_status_pane_class_init (SluiceStatusPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_status_pane_dispose;

  signals[TICKED] = g_signal_new ("ticked", SLUICE_TYPE_STATUS_PANE, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-status-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusPane, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusPane, placeholder);
  gtk_widget_class_bind_template_child (widget_class, SluiceStatusPane, history_button);
}

static void
sluice_status_pane_init (SluiceStatusPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sluice_status_pane_set_operations (SluiceStatusPane *self,
                                   GListModel       *operations)
{
  g_autoptr (GtkSliceListModel) newest = NULL;

  g_return_if_fail (SLUICE_IS_STATUS_PANE (self));
  g_return_if_fail (self->operations == NULL);

  self->operations = g_object_ref (operations);
  newest = gtk_slice_list_model_new (g_object_ref (operations), 0, MAX_ROWS);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (newest), create_row, self, NULL);
  g_signal_connect_swapped (operations, "items-changed", G_CALLBACK (items_changed_cb), self);
  items_changed_cb (self);
}

void
sluice_status_pane_focus_newest (SluiceStatusPane *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (SLUICE_IS_STATUS_PANE (self));

  row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
