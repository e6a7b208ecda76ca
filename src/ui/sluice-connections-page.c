/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page Connections. */

#include "sluice-connections-page-private.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-connection-actions.h"
#include "sluice-export-dialog.h"
#include "sluice-history-dialog.h"
#include "sluice-import-dialog.h"
#include "sluice-links-dialog.h"
#include "sluice-message-names.h"
#include "sluice-page-keys.h"
#include "sluice-reading-box.h"
#include "sluice-wrap-box.h"

G_DEFINE_FINAL_TYPE (SluiceConnectionsPage, sluice_connections_page, GTK_TYPE_WIDGET)

/* ---- searching ---- */

static void
filter_changed_cb (SluiceConnectionsPage *self)
{
  SluiceConnectionFilter old = self->filter;
  SluiceOrder order = sluice_connection_filter_bar_get_order (self->filter_bar);

  self->filter.needle = sluice_connection_order_fold (gtk_editable_get_text (self->search_entry));
  self->filter.state = sluice_connection_filter_bar_get_state (self->filter_bar);
  self->filter.role_arn = g_strdup (sluice_connection_filter_bar_get_role (self->filter_bar));
  if (g_strcmp0 (self->filter.needle, old.needle) != 0 || self->filter.state != old.state
      || g_strcmp0 (self->filter.role_arn, old.role_arn) != 0 || order != self->order)
    {
      self->order = order;
      sluice_connection_list_set_filter (self->list, &self->filter, order);
    }
  g_free (old.needle);
  g_free (old.role_arn);
  sluice_connections_page_show (self);
}

static void
search_activated_cb (SluiceConnectionsPage *self)
{
  filter_changed_cb (self);
  sluice_connection_list_activate_first (self->list);
}

static void
stop_search_cb (SluiceConnectionsPage *self)
{
  gtk_editable_set_text (self->search_entry, "");
}

static void
all_toggled_cb (SluiceConnectionsPage *self)
{
  sluice_registry_model_set_all (self->registry, gtk_toggle_button_get_active (self->all_button));
}

static void
select_toggled_cb (SluiceConnectionsPage *self)
{
  sluice_connection_list_set_choosing (self->list,
                                       gtk_toggle_button_get_active (self->select_button));
}

/* ---- one of them ---- */

/* Only one of the two can be reached. */
static void
show_part (SluiceConnectionsPage *self)
{
  gboolean mapped = gtk_widget_get_mapped (GTK_WIDGET (self));
  gboolean open = sluice_connection_detail_get_entry (self->detail) != NULL;

  gtk_widget_set_visible (self->content, mapped && !open);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), mapped && open);
}

static void
activated_cb (SluiceConnectionsPage *self,
              SluiceRegistryEntry   *entry)
{
  gtk_widget_set_visible (GTK_WIDGET (self->detail), TRUE);
  sluice_connection_detail_open (self->detail, entry);
  show_part (self);
}

/* Another key, project or instance: what was open is not of this place. */
static void
registry_changed_cb (SluiceConnectionsPage *self)
{
  if (sluice_connection_detail_get_entry (self->detail) != NULL
      && !sluice_connection_detail_is_at_place (self->detail))
    {
      sluice_connection_detail_close (self->detail);
      show_part (self);
    }
  sluice_connections_page_show (self);
}

static void
detail_closed_cb (SluiceConnectionsPage *self)
{
  sluice_connection_detail_close (self->detail);
  show_part (self);
  sluice_connection_list_focus (self->list);
}

/* ---- actions ---- */

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  sluice_connections_page_refresh (SLUICE_CONNECTIONS_PAGE (widget));
}

static void
select_all_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  sluice_connection_list_choose_all (SLUICE_CONNECTIONS_PAGE (widget)->list);
}

/* What was chosen; else what is shown. */
static GPtrArray *
dup_meant (SluiceConnectionsPage *self)
{
  return sluice_connection_list_get_choosing (self->list)
         ? sluice_connection_list_dup_chosen (self->list)
         : sluice_connection_list_dup_shown (self->list);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  SluiceConnectionsPage *self = SLUICE_CONNECTIONS_PAGE (widget);
  g_autoptr (GPtrArray) entries = dup_meant (self);

  sluice_export_dialog_present (widget, self->session, entries);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  SluiceConnectionsPage *self = SLUICE_CONNECTIONS_PAGE (widget);
  g_autoptr (GPtrArray) entries = sluice_connection_list_dup_chosen (self->list);

  sluice_connection_actions_delete_many (widget, self->session,
                                         sluice_registry_model_get_project_id (self->registry),
                                         entries);
}

static void
import_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  sluice_import_dialog_present (widget, SLUICE_CONNECTIONS_PAGE (widget)->session, NULL);
}

static void
links_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  sluice_links_dialog_present (widget, SLUICE_CONNECTIONS_PAGE (widget)->session);
}

static void
history_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  sluice_history_dialog_present (widget, SLUICE_CONNECTIONS_PAGE (widget)->session, NULL, NULL);
}

/* ---- keys ---- */

/* A text takes these keys for itself, but does not always say so. */
static gboolean
is_typing (GtkWidget *widget)
{
  return GTK_IS_EDITABLE (gtk_root_get_focus (gtk_widget_get_root (widget)));
}

static gboolean
delete_key_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  return !is_typing (widget)
         && sluice_page_keys_press (widget, (const char *[]) { "connection.delete",
                                                               "connections.delete", NULL });
}

static gboolean
select_all_key_cb (GtkWidget *widget,
                   GVariant  *args,
                   gpointer   user_data)
{
  GtkWidget *page = gtk_widget_get_ancestor (widget, SLUICE_TYPE_CONNECTIONS_PAGE);
  SluiceConnectionsPage *self = SLUICE_CONNECTIONS_PAGE (page);

  if (is_typing (widget) || !gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    return FALSE;
  gtk_toggle_button_set_active (self->select_button, TRUE);
  sluice_connection_list_choose_all (self->list);
  return TRUE;
}

/* The list would take Ctrl+A for the selection of its own, which it does not have. */
static void
watch_list_keys (SluiceConnectionsPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_a, GDK_CONTROL_MASK),
                      gtk_callback_action_new (select_all_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

/* ---- life ---- */

/* While another page is shown nothing of this one can be reached, not even by a screen reader. */
static void
sluice_connections_page_map (GtkWidget *widget)
{
  SluiceConnectionsPage *self = SLUICE_CONNECTIONS_PAGE (widget);

  GTK_WIDGET_CLASS (sluice_connections_page_parent_class)->map (widget);
  show_part (self);
  if (self->registry != NULL)
    sluice_registry_model_set_active (self->registry, TRUE);
}

static void
sluice_connections_page_unmap (GtkWidget *widget)
{
  SluiceConnectionsPage *self = SLUICE_CONNECTIONS_PAGE (widget);

  GTK_WIDGET_CLASS (sluice_connections_page_parent_class)->unmap (widget);
  if (self->content != NULL)
    show_part (self);
  if (self->registry != NULL)
    sluice_registry_model_set_active (self->registry, FALSE);
}

static void
sluice_connections_page_dispose (GObject *object)
{
  SluiceConnectionsPage *self = SLUICE_CONNECTIONS_PAGE (object);
  GtkWidget *child;

  if (self->registry != NULL)
    g_signal_handlers_disconnect_by_data (self->registry, self);
  g_clear_object (&self->registry);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_CONNECTIONS_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_connections_page_parent_class)->dispose (object);
}

static void
sluice_connections_page_finalize (GObject *object)
{
  SluiceConnectionsPage *self = SLUICE_CONNECTIONS_PAGE (object);

  g_free (self->filter.needle);
  g_free (self->filter.role_arn);

  G_OBJECT_CLASS (sluice_connections_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, content);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, tools);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, refresh_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, all_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, select_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, notice);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, message_area);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, message);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, connect_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, try_again_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, expander);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, details);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, loading_area);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, bar);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, choice_bar);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, chosen_label);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionsPage, detail);
}

static void
sluice_connections_page_class_init (SluiceConnectionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_connections_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_connections_page_finalize;
  widget_class->map = sluice_connections_page_map;
  widget_class->unmap = sluice_connections_page_unmap;

  g_type_ensure (SLUICE_TYPE_CONNECTION_DETAIL);
  g_type_ensure (SLUICE_TYPE_CONNECTION_FILTER_BAR);
  g_type_ensure (SLUICE_TYPE_CONNECTION_LIST);
  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_READING_BOX);
  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, SLUICE_RESOURCE_PATH
                                               "/ui/sluice-connections-page.ui");
  bind_children (widget_class);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, delete_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, select_all_key_cb,
                                NULL);
  gtk_widget_class_install_action (widget_class, "connections.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "connections.select-all", NULL,
                                   select_all_action);
  gtk_widget_class_install_action (widget_class, "connections.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "connections.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "connections.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "connections.links", NULL, links_action);
  gtk_widget_class_install_action (widget_class, "connections.history", NULL, history_action);
}

static void
sluice_connections_page_init (SluiceConnectionsPage *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->filter.state = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_message_names_follow (self->message);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  watch_list_keys (self);
}

void
sluice_connections_page_set_up (SluiceConnectionsPage *self,
                                SluiceSession         *session)
{
  GListModel *rows;

  g_return_if_fail (SLUICE_IS_CONNECTIONS_PAGE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  sluice_import_dialog_accept_drops (GTK_WIDGET (self), session);
  self->registry = sluice_registry_model_new (session);
  rows = sluice_registry_model_get_rows (self->registry);
  sluice_connection_list_set_model (self->list, rows);
  sluice_connection_filter_bar_set_rows (self->filter_bar, rows);

  g_signal_connect_swapped (self->registry, "changed", G_CALLBACK (registry_changed_cb), self);
  g_signal_connect_swapped (self->list, "changed", G_CALLBACK (sluice_connections_page_show), self);
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (activated_cb), self);
  sluice_connection_detail_set_up (self->detail, session, self->registry);
  g_signal_connect_swapped (self->detail, "closed", G_CALLBACK (detail_closed_cb), self);
  g_signal_connect_swapped (self->filter_bar, "changed", G_CALLBACK (filter_changed_cb), self);
  g_signal_connect_swapped (self->search_entry, "search-changed", G_CALLBACK (filter_changed_cb),
                            self);
  g_signal_connect_swapped (self->search_entry, "activate", G_CALLBACK (search_activated_cb),
                            self);
  g_signal_connect_swapped (self->search_entry, "stop-search", G_CALLBACK (stop_search_cb), self);
  g_signal_connect_swapped (self->all_button, "toggled", G_CALLBACK (all_toggled_cb), self);
  g_signal_connect_swapped (self->select_button, "toggled", G_CALLBACK (select_toggled_cb), self);
  sluice_registry_model_set_active (self->registry, gtk_widget_get_mapped (GTK_WIDGET (self)));
  sluice_connections_page_show (self);
}

void
sluice_connections_page_focus_search (SluiceConnectionsPage *self)
{
  g_return_if_fail (SLUICE_IS_CONNECTIONS_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
sluice_connections_page_refresh (SluiceConnectionsPage *self)
{
  g_return_if_fail (SLUICE_IS_CONNECTIONS_PAGE (self));

  if (self->registry == NULL)
    return;
  if (sluice_connection_detail_get_entry (self->detail) != NULL)
    sluice_connection_detail_read (self->detail);
  else
    sluice_registry_model_refresh (self->registry);
}
