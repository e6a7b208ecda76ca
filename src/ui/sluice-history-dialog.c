/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history: a list of entries, and one entry. */

#include "sluice-history-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-history-row.h"
#include "sluice-history-words.h"
#include "sluice-message-names.h"
#include "sluice-wrap-box.h"

struct _SluiceHistoryDialog
{
  AdwWindow           parent_instance;

  /* Owned */
  SluiceHistory      *history;
  char               *instance;    /* NULL: of all instances */
  char               *connection;  /* NULL: of all connections */
  GListStore         *entries;
  GtkFilter          *filter;
  GtkSelectionModel  *found;
  char               *needle;      /* what is searched for, folded; NULL: everything */
  gboolean            loading;
  gboolean            stale;       /* changed while it was being loaded */

  /* Template */
  GtkWidget          *back_button;
  AdwToastOverlay    *toasts;
  GtkStack           *pages;
  GtkEditable        *search_entry;
  GtkStack           *stack;
  GtkListView        *list_view;
  AdwStatusPage      *message;
  GtkLabel           *note;
  GtkLabel           *headline;
  GtkLabel           *sentence;
  GtkLabel           *details;
};

G_DEFINE_FINAL_TYPE (SluiceHistoryDialog, sluice_history_dialog, ADW_TYPE_WINDOW)

#define SEARCH_TEXT "sluice-search-text"

/* ---- rows ---- */

static void
setup_cb (SluiceHistoryDialog *self,
          GtkListItem         *item)
{
  gtk_list_item_set_child (item, sluice_history_row_new ());
}

static void
bind_cb (SluiceHistoryDialog *self,
         GtkListItem         *item)
{
  sluice_history_row_show (SLUICE_HISTORY_ROW (gtk_list_item_get_child (item)),
                           gtk_list_item_get_item (item));
}

/* ---- which entries ---- */

static gboolean
is_about (SluiceHistoryDialog *self,
          SluiceHistoryEntry  *entry)
{
  return (self->connection == NULL
          || g_strcmp0 (sluice_history_entry_get_subject (entry), self->connection) == 0)
         && (self->instance == NULL
             || g_strcmp0 (sluice_history_entry_get_instance (entry), self->instance) == 0);
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  SluiceHistoryDialog *self = user_data;
  const char *text;

  if (self->needle == NULL)
    return TRUE;
  text = g_object_get_data (item, SEARCH_TEXT);
  if (text == NULL)
    {
      char *all = sluice_history_words_all (SLUICE_HISTORY_ENTRY (item));

      g_object_set_data_full (item, SEARCH_TEXT, all, g_free);
      text = all;
    }
  return strstr (text, self->needle) != NULL;
}

/* ---- what is shown ---- */

static void
show_message (SluiceHistoryDialog *self,
              const char          *icon,
              const char          *title,
              const char          *text)
{
  gboolean is_new = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "message") != 0
                    || g_strcmp0 (adw_status_page_get_title (self->message), title) != 0;

  adw_status_page_set_icon_name (self->message, icon);
  adw_status_page_set_title (self->message, title);
  adw_status_page_set_description (self->message, text);
  gtk_stack_set_visible_child_name (self->stack, "message");
  if (is_new)
    sluice_dialogs_announce (GTK_WIDGET (self), title);
}

/* The keyboard cannot go to a message: who comes to the search hears that there is one. */
static void
describe_search (SluiceHistoryDialog *self)
{
  gboolean empty = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "message") == 0;

  if (empty)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    adw_status_page_get_title (self->message),
                                    -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->search_entry),
                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
show_state (SluiceHistoryDialog *self)
{
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  guint found = g_list_model_get_n_items (G_LIST_MODEL (self->found));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.export", found > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.clear", all > 0);
  if (found > 0)
    gtk_stack_set_visible_child_name (self->stack, "rows");
  else if (all > 0)
    show_message (self, "edit-find-symbolic", _("Nothing Found"),
                  _("No entry of the history has this in it. Try another word."));
  else if (self->connection != NULL)
    show_message (self, "document-open-recent-symbolic", _("Nothing Yet"),
                  _("Nothing was done with this connection in Sluice, as far as the history "
                    "reaches."));
  else
    show_message (self, "document-open-recent-symbolic", _("Nothing Yet"),
                  _("What is created, changed and deleted with Sluice is written down here, "
                    "without any key."));
  describe_search (self);
}

static void
show_note (SluiceHistoryDialog *self,
           const GError        *error)
{
  g_autofree char *text = NULL;

  if (error != NULL)
    /* Translators: %s is a message of the operating system */
    text = g_strdup_printf (_("The history could not be kept or read. Your work is not affected. "
                              "This computer reports: “%s”"), error->message);
  else if (!sluice_history_is_kept (self->history))
    text = g_strdup (_("Practice: this history ends with its window."));
  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
}

static void load (SluiceHistoryDialog *self);

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SluiceHistoryDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = sluice_history_load_finish (result, &error);

  self->loading = FALSE;
  if (self->entries == NULL)
    return;
  for (guint i = entries != NULL ? entries->len : 0; i > 0; i--)
    if (!is_about (self, entries->pdata[i - 1]))
      g_ptr_array_remove_index (entries, i - 1);
  if (entries != NULL)
    g_list_store_splice (self->entries, 0, g_list_model_get_n_items (G_LIST_MODEL (self->entries)),
                         entries->pdata, entries->len);
  show_note (self, error != NULL ? error : sluice_history_get_error (self->history));
  show_state (self);
  if (self->stale)
    load (self);
}

static void
load (SluiceHistoryDialog *self)
{
  self->stale = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  sluice_history_load_async (self->history, loaded_cb, g_object_ref (self));
}

static void
search_changed_cb (SluiceHistoryDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search_entry)));
  g_autofree char *needle = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;

  if (g_strcmp0 (needle, self->needle) == 0)
    return;
  g_free (self->needle);
  self->needle = g_steal_pointer (&needle);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/* ---- one entry ---- */

static void
show_page (SluiceHistoryDialog *self,
           const char          *name)
{
  gboolean detail = g_str_equal (name, "detail");

  /* The focus goes first, or the stack would lead it to a text, which then is chosen as a whole. */
  if (detail)
    {
      gtk_widget_set_visible (self->back_button, TRUE);
      gtk_widget_grab_focus (self->back_button);
    }
  gtk_stack_set_visible_child_name (self->pages, name);
  if (!detail)
    {
      gtk_widget_set_visible (self->back_button, FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
    }
}

static void
row_activated_cb (SluiceHistoryDialog *self,
                  guint                position)
{
  g_autoptr (SluiceHistoryEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->found),
                                                                position);
  g_autofree char *headline = sluice_history_words_headline (entry);
  g_autofree char *sentence = sluice_history_words_sentence (entry);
  g_autofree char *details = sluice_history_words_details (entry);

  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->sentence, sentence);
  gtk_label_set_label (self->details, details);
  show_page (self, "detail");
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  show_page (SLUICE_HISTORY_DIALOG (widget), "list");
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SluiceHistoryDialog *self = SLUICE_HISTORY_DIALOG (widget);
  g_autofree char *text = g_strdup_printf ("%s\n%s\n\n%s\n",
                                           gtk_label_get_label (self->headline),
                                           gtk_label_get_label (self->sentence),
                                           gtk_label_get_label (self->details));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Copied")));
}

/* ---- all entries ---- */

/* What is found, oldest first, as it stands in the file. */
static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  SluiceHistoryDialog *self = SLUICE_HISTORY_DIALOG (widget);
  GListModel *found = G_LIST_MODEL (self->found);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = g_list_model_get_n_items (found); i > 0; i--)
    {
      g_autoptr (SluiceHistoryEntry) entry = g_list_model_get_item (found, i - 1);
      g_autofree char *line =
        sluice_history_line_print (sluice_history_entry_get_line (entry));

      g_string_append_printf (text, "%s\n", line);
    }
  sluice_dialogs_save_text (widget, "sluice-history.jsonl", text->str);
}

static void
saved_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  adw_toast_overlay_add_toast (SLUICE_HISTORY_DIALOG (widget)->toasts, adw_toast_new (_("Saved")));
}

static void
clear_confirmed_cb (gpointer user_data)
{
  sluice_history_clear_async (SLUICE_HISTORY_DIALOG (user_data)->history, NULL, NULL);
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  sluice_dialogs_confirm (GTK_WINDOW (widget), _("Clear the Whole History?"),
                          _("Sluice forgets what was done, with all connections. Nothing changes "
                            "in Atlas. Only entries whose outcome is not known yet stay."),
                          _("_Keep"), _("_Clear"), clear_confirmed_cb, widget);
}

/* Esc: out of the entry, else out of the window, wherever the keyboard is. */
static gboolean
key_pressed_cb (SluiceHistoryDialog *self,
                guint                keyval)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  if (gtk_widget_get_visible (self->back_button))
    show_page (self, "list");
  else
    gtk_window_close (GTK_WINDOW (self));
  return TRUE;
}

/* ---- life ---- */

static void
sluice_history_dialog_dispose (GObject *object)
{
  SluiceHistoryDialog *self = SLUICE_HISTORY_DIALOG (object);

  if (self->found != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->found, self);
      gtk_list_view_set_model (self->list_view, NULL);
    }
  g_clear_object (&self->found);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  g_clear_object (&self->filter);
  g_clear_object (&self->entries);
  g_clear_object (&self->history);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_HISTORY_DIALOG);

  G_OBJECT_CLASS (sluice_history_dialog_parent_class)->dispose (object);
}

static void
sluice_history_dialog_finalize (GObject *object)
{
  SluiceHistoryDialog *self = SLUICE_HISTORY_DIALOG (object);

  g_free (self->instance);
  g_free (self->connection);
  g_free (self->needle);

  G_OBJECT_CLASS (sluice_history_dialog_parent_class)->finalize (object);
}

static void
sluice_history_dialog_class_init (SluiceHistoryDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_history_dialog_dispose;
  object_class->finalize = sluice_history_dialog_finalize;

  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, SLUICE_RESOURCE_PATH
                                               "/ui/sluice-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceHistoryDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceHistoryDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, SluiceHistoryDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, SluiceHistoryDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SluiceHistoryDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceHistoryDialog, list_view);
  gtk_widget_class_bind_template_child (widget_class, SluiceHistoryDialog, message);
  gtk_widget_class_bind_template_child (widget_class, SluiceHistoryDialog, note);
  gtk_widget_class_bind_template_child (widget_class, SluiceHistoryDialog, headline);
  gtk_widget_class_bind_template_child (widget_class, SluiceHistoryDialog, sentence);
  gtk_widget_class_bind_template_child (widget_class, SluiceHistoryDialog, details);

  gtk_widget_class_install_action (widget_class, "history.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "history.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "history.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "history.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "win.saved", NULL, saved_action);
}

static void
set_up_list (SluiceHistoryDialog *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered;

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  self->entries = g_list_store_new (SLUICE_TYPE_HISTORY_ENTRY);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->entries)),
                                        g_object_ref (self->filter));
  /* The words of each entry are put together when it is first searched. */
  gtk_filter_list_model_set_incremental (filtered, TRUE);
  self->found = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (filtered)));
  g_signal_connect_swapped (self->found, "items-changed", G_CALLBACK (show_state), self);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, self->found);
  g_object_unref (factory);
}

static void
sluice_history_dialog_init (SluiceHistoryDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_message_names_follow (self->message);
  /* Method, path and codes read from left to right in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self->details), GTK_TEXT_DIR_LTR);
  set_up_list (self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (self->search_entry, "search-changed", G_CALLBACK (search_changed_cb),
                            self);
  g_signal_connect_swapped (self->list_view, "activate", G_CALLBACK (row_activated_cb), self);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search_entry),
                                           GTK_WIDGET (self));
}

/* Shows what was done: everything, or with one connection of one instance. */
void
sluice_history_dialog_present (GtkWidget     *parent,
                               SluiceSession *session,
                               const char    *instance,
                               const char    *connection)
{
  SluiceHistoryDialog *self = g_object_new (SLUICE_TYPE_HISTORY_DIALOG,
                                            "transient-for", gtk_widget_get_root (parent),
                                            NULL);
  g_autofree char *title = NULL;

  self->history = g_object_ref (sluice_session_get_history (session));
  self->instance = g_strdup (instance);
  self->connection = g_strdup (connection);
  if (connection != NULL)
    {
      /* Translators: %s is a connection's name */
      title = g_strdup_printf (_("History of %s"), connection);
      gtk_window_set_title (GTK_WINDOW (self), title);
    }
  g_signal_connect_object (self->history, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_window_present (GTK_WINDOW (self));
}
