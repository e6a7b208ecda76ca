/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window to choose one thing from a listing of Atlas. */

#include "sluice-chooser.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-message-names.h"
#include "sluice-words.h"

struct _SluiceChooser
{
  AdwWindow           parent_instance;

  /* Owned */
  SluiceChooserKind   kind;
  SluiceRemoteList   *list;
  gpointer            data;
  GDestroyNotify      free_data;
  GtkFilter          *filter;
  GtkSelectionModel  *found;
  GPtrArray          *shown;    /* GtkListItem of the rows there are */
  char               *needle;   /* what is searched for, folded; NULL: everything */

  /* Template */
  GtkEditable        *search_entry;
  AdwToastOverlay    *toasts;
  GtkStack           *stack;
  GtkSpinner         *spinner;
  GtkListView        *list_view;
  AdwStatusPage      *message;
  GtkWidget          *try_again_button;
  GtkWidget          *expander;
  GtkLabel           *details;
  GtkLabel           *note;
};

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceChooser, sluice_chooser, ADW_TYPE_WINDOW)

/* ---- rows ---- */

static void
show_row (SluiceChooser *self,
          GtkListItem   *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  g_auto (SluiceChoice) choice = { 0 };

  self->kind.describe (gtk_list_item_get_item (item), self->data, &choice);
  sluice_choice_row_show (SLUICE_CHOICE_ROW (row), &choice);
  /* What the keyboard stands on is the widget around the row. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, choice.name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  choice.note != NULL ? choice.note : choice.id,
                                  -1);
}

static void
setup_cb (SluiceChooser *self,
          GtkListItem   *item)
{
  gtk_list_item_set_child (item, sluice_choice_row_new (self->kind.copy));
}

static void
bind_cb (SluiceChooser *self,
         GtkListItem   *item)
{
  g_ptr_array_add (self->shown, item);
  show_row (self, item);
}

static void
unbind_cb (SluiceChooser *self,
           GtkListItem   *item)
{
  g_ptr_array_remove_fast (self->shown, item);
}

static GtkListItemFactory *
create_factory (SluiceChooser *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  return factory;
}

/* ---- searching ---- */

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  SluiceChooser *self = user_data;
  g_auto (SluiceChoice) choice = { 0 };

  if (self->needle == NULL)
    return TRUE;
  self->kind.describe (item, self->data, &choice);
  return sluice_choice_matches (&choice, self->needle);
}

/* ---- states ---- */

/* The key was accepted, but may not list these. */
static gboolean
is_forbidden (const GError *error)
{
  return g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_ROLE_MISSING)
         || g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_PROJECT_OUT_OF_REACH)
         || g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_FORBIDDEN);
}

static void
show_page (SluiceChooser *self,
           const char    *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
  gtk_widget_set_visible (GTK_WIDGET (self->note),
                          g_str_equal (name, "list") && *gtk_label_get_label (self->note) != '\0');
}

static void
show_message (SluiceChooser *self,
              const char    *icon,
              const char    *headline,
              const char    *sentence,
              gboolean       try_again)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  g_object_set (self->message, "icon-name", icon, "title", headline, "description", escaped, NULL);
  gtk_widget_set_visible (self->try_again_button, try_again);
  gtk_widget_set_visible (self->expander, FALSE);
  show_page (self, "message");
  sluice_dialogs_announce (GTK_WIDGET (self), headline);
}

static void
show_error (SluiceChooser *self,
            const GError  *error)
{
  g_autofree char *headline = sluice_words_error_headline (error);
  g_autofree char *sentence = sluice_words_error_sentence (error);

  if (is_forbidden (error))
    show_message (self, "action-unavailable-symbolic", _("Your Key May Not List These"),
                  self->kind.forbidden_help, TRUE);
  else
    show_message (self, "dialog-warning-symbolic", headline, sentence, TRUE);
  if (sluice_atlas_error_get_evidence (error) != NULL)
    {
      g_autofree char *details = sluice_words_evidence (sluice_atlas_error_get_evidence (error));

      gtk_label_set_label (self->details, details);
      gtk_widget_set_visible (self->expander, TRUE);
    }
  gtk_widget_grab_focus (self->try_again_button);
}

static void
show_found (SluiceChooser *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    show_message (self, "edit-find-symbolic", self->kind.empty, self->kind.empty_help, TRUE);
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->found)) == 0)
    show_message (self, "edit-find-symbolic", _("Nothing Found"),
                  _("Nothing here has this in its name or ID. Try another word."), FALSE);
  else
    show_page (self, "list");
}

static void
show_state (SluiceChooser *self)
{
  if (sluice_remote_list_get_loading (self->list))
    show_page (self, "loading");
  else if (sluice_remote_list_get_error (self->list) != NULL)
    show_error (self, sluice_remote_list_get_error (self->list));
  else if (sluice_remote_list_get_loaded (self->list))
    show_found (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search_entry),
                            sluice_remote_list_get_error (self->list) == NULL);
}

static void
try_again_cb (SluiceChooser *self)
{
  sluice_remote_list_refresh (self->list);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
search_changed_cb (SluiceChooser *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search_entry)));
  g_autofree char *needle = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;

  if (self->found == NULL || g_strcmp0 (needle, self->needle) == 0)
    return;
  g_free (self->needle);
  self->needle = g_steal_pointer (&needle);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0)
    {
      gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (self->found), 0);
      gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", 0);
    }
  show_state (self);
}

/* ---- choosing ---- */

static void
choose (SluiceChooser *self,
        guint          position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->found), position);

  if (item == NULL)
    return;
  g_object_ref (self);
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[CHOSEN], 0, item);
  g_object_unref (self);
}

static void
row_activated_cb (SluiceChooser *self,
                  guint          position)
{
  choose (self, position);
}

/* Enter within the search: the row that is marked, as far as one can be seen. */
static void
entry_activated_cb (SluiceChooser *self)
{
  if (self->found != NULL
      && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0)
    {
      search_changed_cb (self);      /* the last of it may still wait for a pause in typing */
      choose (self, gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (self->found)));
    }
}

static void
copy (SluiceChooser *self,
      const char    *text)
{
  g_autofree char *title = g_strdup_printf (_("Copied %s"), text);
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  copy (SLUICE_CHOOSER (widget), g_variant_get_string (parameter, NULL));
}

/* Ctrl+C anywhere but on selected text: of the row that is marked. */
static void
copy_marked_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  SluiceChooser *self = SLUICE_CHOOSER (widget);
  g_auto (SluiceChoice) choice = { 0 };
  gpointer item = self->found == NULL ? NULL
    : gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (self->found));

  if (item == NULL)
    return;
  self->kind.describe (item, self->data, &choice);
  if (choice.id != NULL)
    copy (self, choice.id);
}

static void
move_mark (SluiceChooser *self,
           gboolean       down)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (self->found);
  guint count = g_list_model_get_n_items (G_LIST_MODEL (selection));
  guint position = gtk_single_selection_get_selected (selection);

  if (count == 0 || position == GTK_INVALID_LIST_POSITION)
    return;
  position = down ? MIN (position + 1, count - 1) : MAX (position, 1) - 1;
  gtk_single_selection_set_selected (selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}

/* Before the search takes them for itself: Esc closes wherever the keyboard is, the arrows move
 * the mark while the search keeps the keyboard, and Ctrl+C copies unless text is selected. */
static gboolean
key_pressed_cb (SluiceChooser   *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  state &= gtk_accelerator_get_default_mod_mask ();
  if (keyval == GDK_KEY_Escape)
    {
      gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    }
  if (self->found == NULL || focus == NULL
      || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search_entry)))
    return FALSE;
  if (state == 0 && (keyval == GDK_KEY_Down || keyval == GDK_KEY_Up))
    {
      move_mark (self, keyval == GDK_KEY_Down);
      return TRUE;
    }
  if (state == GDK_CONTROL_MASK && keyval == GDK_KEY_c
      && !gtk_editable_get_selection_bounds (self->search_entry, NULL, NULL))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "chooser.copy-marked", NULL);
      return TRUE;
    }
  return FALSE;
}

/* ---- life ---- */

static void
sluice_chooser_dispose (GObject *object)
{
  SluiceChooser *self = SLUICE_CHOOSER (object);

  if (self->found != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->found);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  g_clear_object (&self->filter);
  g_clear_object (&self->list);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_CHOOSER);

  G_OBJECT_CLASS (sluice_chooser_parent_class)->dispose (object);
}

static void
sluice_chooser_finalize (GObject *object)
{
  SluiceChooser *self = SLUICE_CHOOSER (object);

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_ptr_array_unref (self->shown);
  g_free (self->needle);

  G_OBJECT_CLASS (sluice_chooser_parent_class)->finalize (object);
}

static void
sluice_chooser_class_init (SluiceChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sluice_chooser_dispose;
  object_class->finalize = sluice_chooser_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", SLUICE_TYPE_CHOOSER, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceChooser, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SluiceChooser, toasts);
  gtk_widget_class_bind_template_child (widget_class, SluiceChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceChooser, spinner);
  gtk_widget_class_bind_template_child (widget_class, SluiceChooser, list_view);
  gtk_widget_class_bind_template_child (widget_class, SluiceChooser, message);
  gtk_widget_class_bind_template_child (widget_class, SluiceChooser, try_again_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceChooser, expander);
  gtk_widget_class_bind_template_child (widget_class, SluiceChooser, details);
  gtk_widget_class_bind_template_child (widget_class, SluiceChooser, note);

  gtk_widget_class_install_action (widget_class, "chooser.copy", "s", copy_action);
  gtk_widget_class_install_action (widget_class, "chooser.copy-marked", NULL, copy_marked_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "chooser.copy-marked", NULL);
}

static void
sluice_chooser_init (SluiceChooser *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->shown = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_message_names_follow (self->message);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (self->search_entry, "search-changed", G_CALLBACK (search_changed_cb),
                            self);
  g_signal_connect_swapped (self->search_entry, "activate", G_CALLBACK (entry_activated_cb), self);
  g_signal_connect_swapped (self->list_view, "activate", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (self->try_again_button, "clicked", G_CALLBACK (try_again_cb), self);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search_entry),
                                           GTK_WIDGET (self));
}

static void
set_list (SluiceChooser    *self,
          SluiceRemoteList *list)
{
  g_autoptr (GtkListItemFactory) factory = create_factory (self);
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (self->kind.compare, self->data, NULL));
  GtkSortListModel *sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (list)), sorter);
  GtkFilterListModel *filtered;

  self->list = g_object_ref (list);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (sorted), g_object_ref (self->filter));
  self->found = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (filtered)));
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, self->found);
  g_signal_connect_object (list, "changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
}

SluiceChooser *
sluice_chooser_new (const SluiceChooserKind *kind,
                    SluiceRemoteList        *list,
                    gpointer                 data,
                    GDestroyNotify           free_data)
{
  SluiceChooser *self = g_object_new (SLUICE_TYPE_CHOOSER, "title", kind->title, NULL);

  self->kind = *kind;
  self->data = data;
  self->free_data = free_data;
  g_object_set (self->search_entry, "placeholder-text", kind->search, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search_entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, kind->search,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list_view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, kind->title,
                                  -1);
  set_list (self, list);
  sluice_remote_list_refresh (list);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  return self;
}

SluiceChooser *
sluice_chooser_new_missing (const char *title,
                            const char *headline,
                            const char *sentence)
{
  SluiceChooser *self = g_object_new (SLUICE_TYPE_CHOOSER, "title", title, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->search_entry), FALSE);
  show_message (self, "dialog-information-symbolic", headline, sentence, FALSE);
  return self;
}

/* A sentence about the whole list, below it; NULL takes it away. */
void
sluice_chooser_set_note (SluiceChooser *self,
                         const char    *note)
{
  g_return_if_fail (SLUICE_IS_CHOOSER (self) && self->list != NULL);

  gtk_label_set_label (self->note, note != NULL ? note : "");
  show_state (self);
}

/* When describe would say something else now. */
void
sluice_chooser_describe_again (SluiceChooser *self)
{
  g_return_if_fail (SLUICE_IS_CHOOSER (self));

  for (guint i = 0; i < self->shown->len; i++)
    show_row (self, self->shown->pdata[i]);
}
