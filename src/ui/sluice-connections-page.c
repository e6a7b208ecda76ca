/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page Connections. */

#include "sluice-connections-page.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-connection-actions.h"
#include "sluice-connection-detail.h"
#include "sluice-connection-filter-bar.h"
#include "sluice-connection-list.h"
#include "sluice-connection-words.h"
#include "sluice-dialogs.h"
#include "sluice-export-dialog.h"
#include "sluice-hint.h"
#include "sluice-history-dialog.h"
#include "sluice-import-dialog.h"
#include "sluice-links-dialog.h"
#include "sluice-registry-model.h"
#include "sluice-words.h"
#include "sluice-wrap-box.h"

struct _SluiceConnectionsPage
{
  GtkWidget                  parent_instance;

  /* Owned */
  SluiceSession             *session;
  SluiceRegistryModel            *registry;
  SluiceConnectionFilter     filter;

  /* Template */
  GtkWidget                 *content;
  GtkWidget                 *tools;
  GtkEditable               *search_entry;
  GtkWidget                 *filter_button;
  SluiceConnectionFilterBar *filter_bar;
  GtkWidget                 *refresh_button;
  GtkToggleButton           *all_button;
  GtkLabel                  *count_label;
  GtkSpinner                *spinner;
  GtkToggleButton           *select_button;
  SluiceHint                *notice;
  SluiceConnectionList      *list;
  GtkWidget                 *message_area;
  AdwStatusPage             *message;
  GtkWidget                 *connect_button;
  GtkWidget                 *try_again_button;
  GtkWidget                 *expander;
  GtkLabel                  *details;
  GtkWidget                 *loading_area;
  GtkWidget                 *bar;
  GtkWidget                 *choice_bar;
  GtkLabel                  *chosen_label;
  SluiceConnectionDetail    *detail;
};

G_DEFINE_FINAL_TYPE (SluiceConnectionsPage, sluice_connections_page, GTK_TYPE_WIDGET)

/* ---- what is shown instead of the list ---- */

static void
show_area (SluiceConnectionsPage *self,
           GtkWidget             *area)
{
  gtk_widget_set_visible (GTK_WIDGET (self->list), area == GTK_WIDGET (self->list));
  gtk_widget_set_visible (self->message_area, area == self->message_area);
  gtk_widget_set_visible (self->loading_area, area == self->loading_area);
}

static void
show_message (SluiceConnectionsPage *self,
              const char            *icon,
              const char            *title,
              const char            *sentence,
              GtkWidget             *button)
{
  g_autofree char *escaped_title = g_markup_escape_text (title, -1);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_status_page_set_icon_name (self->message, icon);
  adw_status_page_set_title (self->message, escaped_title);
  adw_status_page_set_description (self->message, escaped);
  gtk_widget_set_visible (self->connect_button, button == self->connect_button);
  gtk_widget_set_visible (self->try_again_button, button == self->try_again_button);
  gtk_widget_set_visible (self->expander, FALSE);
  if (!gtk_widget_get_visible (self->message_area))
    sluice_dialogs_announce (GTK_WIDGET (self), title);
  show_area (self, self->message_area);
}

/* The key was accepted, but may not list these. */
static gboolean
is_forbidden (const GError *error)
{
  return g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_ROLE_MISSING)
         || g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_PROJECT_OUT_OF_REACH)
         || g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_FORBIDDEN);
}

static void
show_error (SluiceConnectionsPage *self,
            const GError          *error)
{
  g_autofree char *headline = sluice_words_error_headline (error);
  g_autofree char *sentence = sluice_words_error_sentence (error);

  if (is_forbidden (error))
    show_message (self, "action-unavailable-symbolic", _("Your Key May Not List These"),
                  _("Atlas does not let this key list the connections of this project. Give it the "
                    "role Project Stream Processing Owner, or Project Read Only to look only: in "
                    "Atlas, under Project → Access Manager → API Keys."), self->try_again_button);
  else
    show_message (self, "dialog-warning-symbolic", headline, sentence, self->try_again_button);
  if (sluice_atlas_error_get_evidence (error) != NULL)
    {
      g_autofree char *details = sluice_words_evidence (sluice_atlas_error_get_evidence (error));

      gtk_label_set_label (self->details, details);
      gtk_widget_set_visible (self->expander, TRUE);
    }
}

static gboolean
is_filtered (SluiceConnectionsPage *self)
{
  return self->filter.needle != NULL || self->filter.state >= 0 || self->filter.role_arn != NULL;
}

static void
show_listed (SluiceConnectionsPage *self)
{
  guint total = g_list_model_get_n_items (sluice_registry_model_get_rows (self->registry));
  guint shown = sluice_connection_list_get_n_shown (self->list);

  if (total == 0)
    show_message (self, "list-add-symbolic", _("No Connections"),
                  sluice_registry_model_get_instance (self->registry) != NULL
                  ? _("This instance has no connection yet. The page Connect creates one.")
                  : _("No instance of this project has a connection yet. The page Connect creates "
                      "one."),
                  self->connect_button);
  else if (shown == 0 && is_filtered (self) && sluice_connection_list_is_settled (self->list))
    show_message (self, "edit-find-symbolic", _("Nothing Found"),
                  _("No connection here is like that. Try another word, or other filters."), NULL);
  else if (shown > 0 || !is_filtered (self))
    show_area (self, GTK_WIDGET (self->list));
}

/* ---- the lines above the list ---- */

static char *
dup_count (SluiceConnectionsPage *self)
{
  guint total = g_list_model_get_n_items (sluice_registry_model_get_rows (self->registry));
  guint shown = sluice_connection_list_get_n_shown (self->list);
  guint n_places, n_read;

  n_read = sluice_registry_model_get_progress (self->registry, &n_places);
  if (n_places > 1)
    return g_strdup_printf (_("%u connections so far, from %u of %u instances"), total, n_read,
                            n_places);
  if (sluice_registry_model_is_reading (self->registry) && shown < total && !is_filtered (self))
    return g_strdup_printf (_("%u connections so far"), total);
  if (is_filtered (self))
    return g_strdup_printf (ngettext ("%u of %u connection", "%u of %u connections", total),
                            shown, total);
  return g_strdup_printf (ngettext ("%u connection", "%u connections", total), total);
}

/* What could not be read while the rest is shown. */
static void
show_notice (SluiceConnectionsPage *self,
             const GError          *error,
             gboolean               listed)
{
  guint n = sluice_registry_model_get_n_failures (self->registry);
  g_autofree char *headline = NULL;
  g_autofree char *instance = NULL;
  g_autofree char *text = NULL;
  const GError *first = error;

  if (!listed || (n == 0 && error == NULL))
    {
      sluice_hint_set_text (self->notice, SLUICE_TONE_PLAIN, NULL);
      return;
    }
  if (n > 0)
    instance = sluice_connection_words_isolate (
      sluice_registry_model_get_failure (self->registry, 0, &first));
  headline = sluice_words_error_headline (first);
  if (n > 1)
    text = g_strdup_printf (_("%u instances could not be read to the end, %s first: %s. What is "
                              "shown of them may be old or missing."), n, instance, headline);
  else if (n == 1)
    text = g_strdup_printf (_("%s could not be read to the end: %s. What is shown of it may be "
                              "old or missing."), instance, headline);
  else
    text = g_strdup_printf (_("The list could not be read anew: %s. What is shown may be old."),
                            headline);
  sluice_hint_set_text (self->notice, SLUICE_TONE_WARNING, text);
}

static void
show_choices (SluiceConnectionsPage *self)
{
  gboolean choosing = sluice_connection_list_get_choosing (self->list);
  g_autoptr (GPtrArray) chosen = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->bar, !choosing);
  gtk_widget_set_visible (self->choice_bar, choosing);
  if (!choosing)
    return;
  chosen = sluice_connection_list_dup_chosen (self->list);
  text = g_strdup_printf (ngettext ("%u selected", "%u selected", chosen->len), chosen->len);
  gtk_label_set_label (self->chosen_label, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connections.delete", chosen->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connections.export", chosen->len > 0);
}

static void
show_lines (SluiceConnectionsPage *self,
            gboolean               known)
{
  gboolean reading = sluice_registry_model_is_reading (self->registry);
  g_autofree char *count = known ? dup_count (self) : g_strdup ("");

  if (g_strcmp0 (count, gtk_label_get_label (self->count_label)) != 0)
    gtk_label_set_label (self->count_label, count);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), reading && known);
  gtk_spinner_set_spinning (self->spinner, reading && known);
  gtk_widget_set_sensitive (GTK_WIDGET (self->all_button),
                            sluice_session_get_instance (self->session) != NULL);
}

static void
show (SluiceConnectionsPage *self)
{
  const GError *error = NULL;
  SluiceRegistryState state = sluice_registry_model_get_state (self->registry, &error);
  gboolean place = state != SLUICE_REGISTRY_NO_KEY && state != SLUICE_REGISTRY_NO_PROJECT;

  gtk_widget_set_sensitive (self->tools, place);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connections.refresh", place);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connections.export",
                                 state == SLUICE_REGISTRY_LISTED);
  sluice_connection_list_set_with_instance (self->list,
                                            sluice_registry_model_get_instance (self->registry) == NULL);
  show_notice (self, error, state == SLUICE_REGISTRY_LISTED);
  show_lines (self, state == SLUICE_REGISTRY_LISTED);
  show_choices (self);
  switch (state)
    {
    case SLUICE_REGISTRY_NO_KEY:
      show_message (self, "dialog-password-symbolic", _("A Key Is Needed First"),
                    _("Fill in the public and the private key on the page Connect, so that Sluice "
                      "can ask Atlas for the list."), self->connect_button);
      break;
    case SLUICE_REGISTRY_NO_PROJECT:
      show_message (self, "folder-symbolic", _("A Project Is Needed First"),
                    _("Fill in the project and the instance on the page Connect, so that Sluice "
                      "can ask Atlas for the list."), self->connect_button);
      break;
    case SLUICE_REGISTRY_FAILED:
      show_error (self, error);
      break;
    case SLUICE_REGISTRY_READING:
      show_area (self, self->loading_area);
      break;
    case SLUICE_REGISTRY_LISTED:
    default:
      show_listed (self);
    }
}

/* ---- searching ---- */

static void
filter_changed_cb (SluiceConnectionsPage *self)
{
  SluiceConnectionFilter old = self->filter;

  self->filter.needle = sluice_connection_order_fold (gtk_editable_get_text (self->search_entry));
  self->filter.state = sluice_connection_filter_bar_get_state (self->filter_bar);
  self->filter.role_arn = g_strdup (sluice_connection_filter_bar_get_role (self->filter_bar));
  sluice_connection_list_set_filter (self->list, &self->filter,
                                     sluice_connection_filter_bar_get_order (self->filter_bar));
  g_free (old.needle);
  g_free (old.role_arn);
  show (self);
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
  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, SLUICE_RESOURCE_PATH
                                               "/ui/sluice-connections-page.ui");
  bind_children (widget_class);

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
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
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

  g_signal_connect_swapped (self->registry, "changed", G_CALLBACK (show), self);
  g_signal_connect_swapped (self->list, "changed", G_CALLBACK (show), self);
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
  show (self);
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
