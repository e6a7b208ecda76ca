/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list on the page Connections. */

#include "sluice-connection-list-private.h"

#include <glib/gi18n-lib.h>

#include "sluice-connection-row.h"

enum { ACTIVATED, CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceConnectionList, sluice_connection_list, GTK_TYPE_WIDGET)

/* What makes a row the same after it was read anew. Neither part holds a line end unescaped. */
char *
sluice_connection_list_dup_key (SluiceRegistryEntry *entry)
{
  return g_strconcat (sluice_registry_entry_get_instance (entry), "\n",
                      sluice_connection_get_name (sluice_registry_entry_get_connection (entry)),
                      NULL);
}

gboolean
sluice_connection_list_is_chosen (SluiceConnectionList *self,
                                  SluiceRegistryEntry  *entry)
{
  g_autofree char *key = NULL;

  if (g_hash_table_size (self->chosen) == 0)
    return FALSE;
  key = sluice_connection_list_dup_key (entry);
  return g_hash_table_contains (self->chosen, key);
}

/* ---- finding and ordering ---- */

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  return sluice_connection_order_matches (item, SLUICE_CONNECTION_LIST (user_data)->wanted);
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      user_data)
{
  return sluice_connection_order_compare ((SluiceRegistryEntry *) a, (SluiceRegistryEntry *) b,
                                          SLUICE_CONNECTION_LIST (user_data)->order);
}

/* ---- choosing ---- */

static void
show_choices (SluiceConnectionList *self)
{
  for (guint i = 0; i < self->items->len; i++)
    sluice_connection_list_show_choice (self, self->items->pdata[i]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activated_cb (SluiceConnectionList *self,
              guint                 position)
{
  g_autoptr (SluiceRegistryEntry) entry =
    g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  char *key;

  if (entry == NULL)
    return;
  if (!self->choosing)
    {
      g_signal_emit (self, signals[ACTIVATED], 0, entry);
      return;
    }
  key = sluice_connection_list_dup_key (entry);
  if (!g_hash_table_remove (self->chosen, key))
    g_hash_table_add (self->chosen, g_strdup (key));
  g_free (key);
  show_choices (self);
}

static void
settled_cb (SluiceConnectionList *self)
{
  gboolean activating = self->activating;

  self->activating = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
  if (activating)
    activated_cb (self, 0);
}

/* ---- life ---- */

static void
sluice_connection_list_dispose (GObject *object)
{
  SluiceConnectionList *self = SLUICE_CONNECTION_LIST (object);

  g_clear_handle_id (&self->soon, g_source_remove);
  g_clear_handle_id (&self->later, g_source_remove);
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  if (self->list_view != NULL)
    gtk_list_view_set_model (GTK_LIST_VIEW (self->list_view), NULL);
  g_clear_object (&self->shown);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  if (self->sorter != NULL)
    gtk_custom_sorter_set_sort_func (GTK_CUSTOM_SORTER (self->sorter), NULL, NULL, NULL);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->model);
  self->list_view = NULL;
  g_clear_pointer (&self->titles, gtk_widget_unparent);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);

  G_OBJECT_CLASS (sluice_connection_list_parent_class)->dispose (object);
}

static void
sluice_connection_list_finalize (GObject *object)
{
  SluiceConnectionList *self = SLUICE_CONNECTION_LIST (object);

  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->old);
  g_hash_table_unref (self->chosen);

  G_OBJECT_CLASS (sluice_connection_list_parent_class)->finalize (object);
}

static void
sluice_connection_list_class_init (SluiceConnectionListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_connection_list_dispose;
  object_class->finalize = sluice_connection_list_finalize;

  signals[ACTIVATED] = g_signal_new ("activated", SLUICE_TYPE_CONNECTION_LIST, G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                     SLUICE_TYPE_REGISTRY_ENTRY);
  signals[CHANGED] = g_signal_new ("changed", SLUICE_TYPE_CONNECTION_LIST, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "connections");
}

static void
sluice_connection_list_init (SluiceConnectionList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkAdjustment *adjustment;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->items = g_ptr_array_new ();
  self->old = g_hash_table_new (NULL, NULL);
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->titles = sluice_connection_row_new_titles ();
  gtk_widget_set_parent (self->titles, GTK_WIDGET (self));
  self->list_view = g_object_new (GTK_TYPE_LIST_VIEW,
                                  "single-click-activate", TRUE,
                                  "show-separators", TRUE,
                                  NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("List of Connections"),
                                  -1);
  g_signal_connect_swapped (self->list_view, "activate", G_CALLBACK (activated_cb), self);
  self->scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                 "hscrollbar-policy", GTK_POLICY_NEVER,
                                 "vexpand", TRUE,
                                 "child", self->list_view,
                                 NULL);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  g_signal_connect_object (adjustment, "value-changed",
                           G_CALLBACK (sluice_connection_list_fill_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed",
                           G_CALLBACK (sluice_connection_list_fill_soon), self,
                           G_CONNECT_SWAPPED);
}

void
sluice_connection_list_set_model (SluiceConnectionList *self,
                                  GListModel           *model)
{
  g_autoptr (GtkListItemFactory) factory = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_if_fail (SLUICE_IS_CONNECTION_LIST (self));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  self->filter = GTK_FILTER (gtk_custom_filter_new (NULL, NULL, NULL));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
  self->shown = sluice_settled_list_new (model, self->filter, self->sorter);
  g_signal_connect_swapped (self->shown, "settled", G_CALLBACK (settled_cb), self);
  factory = sluice_connection_list_create_factory (self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list_view), factory);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list_view), GTK_SELECTION_MODEL (selection));
}

void
sluice_connection_list_set_filter (SluiceConnectionList         *self,
                                   const SluiceConnectionFilter *filter,
                                   SluiceOrder                   order)
{
  gboolean all;

  g_return_if_fail (SLUICE_IS_CONNECTION_LIST (self));
  g_return_if_fail (self->model != NULL);

  /* Without a function all rows are known to match, which costs nothing. */
  all = filter->needle == NULL && filter->state < 0 && filter->role_arn == NULL;
  if (!all || self->wanted != NULL)
    {
      self->wanted = all ? NULL : filter;
      gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter),
                                         all ? NULL : matches, all ? NULL : self, NULL);
    }
  if (order != self->order)
    {
      self->order = order;
      gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
    }
}

void
sluice_connection_list_set_with_instance (SluiceConnectionList *self,
                                          gboolean              with_instance)
{
  g_autofree char *nothing = NULL;

  g_return_if_fail (SLUICE_IS_CONNECTION_LIST (self));

  if (self->with_instance == with_instance)
    return;
  self->with_instance = with_instance;
  sluice_connection_row_set_with_instance (SLUICE_CONNECTION_ROW (self->titles), with_instance);
  for (guint i = 0; i < self->items->len; i++)
    if (sluice_connection_row_is_filled (gtk_list_item_get_child (self->items->pdata[i])))
      sluice_connection_list_show_row (self, self->items->pdata[i]);
}

guint
sluice_connection_list_get_n_shown (SluiceConnectionList *self)
{
  g_return_val_if_fail (SLUICE_IS_CONNECTION_LIST (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->shown));
}

gboolean
sluice_connection_list_is_settled (SluiceConnectionList *self)
{
  g_return_val_if_fail (SLUICE_IS_CONNECTION_LIST (self), TRUE);

  return sluice_settled_list_is_settled (self->shown);
}

void
sluice_connection_list_activate_first (SluiceConnectionList *self)
{
  g_return_if_fail (SLUICE_IS_CONNECTION_LIST (self));

  self->activating = !sluice_connection_list_is_settled (self);
  if (!self->activating)
    activated_cb (self, 0);
}

void
sluice_connection_list_focus (SluiceConnectionList *self)
{
  g_return_if_fail (SLUICE_IS_CONNECTION_LIST (self));

  gtk_widget_grab_focus (self->list_view);
}

void
sluice_connection_list_set_choosing (SluiceConnectionList *self,
                                     gboolean              choosing)
{
  g_return_if_fail (SLUICE_IS_CONNECTION_LIST (self));

  if (self->choosing == choosing)
    return;
  self->choosing = choosing;
  g_hash_table_remove_all (self->chosen);
  show_choices (self);
}

gboolean
sluice_connection_list_get_choosing (SluiceConnectionList *self)
{
  g_return_val_if_fail (SLUICE_IS_CONNECTION_LIST (self), FALSE);

  return self->choosing;
}

void
sluice_connection_list_choose_all (SluiceConnectionList *self)
{
  GListModel *shown;

  g_return_if_fail (SLUICE_IS_CONNECTION_LIST (self));

  shown = G_LIST_MODEL (self->shown);
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (SluiceRegistryEntry) entry = g_list_model_get_item (shown, i);

      g_hash_table_add (self->chosen, sluice_connection_list_dup_key (entry));
    }
  show_choices (self);
}

static GPtrArray *
dup_entries (GListModel           *model,
             SluiceConnectionList *chosen_by)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SluiceRegistryEntry) entry = g_list_model_get_item (model, i);

      if (chosen_by == NULL || sluice_connection_list_is_chosen (chosen_by, entry))
        g_ptr_array_add (entries, g_steal_pointer (&entry));
    }
  return entries;
}

/* Of SluiceRegistryEntry, as they are now; also those that a search hides. */
GPtrArray *
sluice_connection_list_dup_chosen (SluiceConnectionList *self)
{
  g_return_val_if_fail (SLUICE_IS_CONNECTION_LIST (self), NULL);

  return dup_entries (self->model, self);
}

GPtrArray *
sluice_connection_list_dup_shown (SluiceConnectionList *self)
{
  g_return_val_if_fail (SLUICE_IS_CONNECTION_LIST (self), NULL);

  return dup_entries (G_LIST_MODEL (self->shown), NULL);
}
