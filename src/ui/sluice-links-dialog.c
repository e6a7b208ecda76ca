/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The private links of the form's project. */

#include "sluice-links-dialog.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-group-titles.h"
#include "sluice-hint.h"
#include "sluice-hyphens.h"
#include "sluice-link-question.h"
#include "sluice-link-row.h"
#include "sluice-links.h"
#include "sluice-message-names.h"
#include "sluice-new-link-group.h"
#include "sluice-words.h"

struct _SluiceLinksDialog
{
  AdwWindow           parent_instance;

  /* Owned */
  SluiceSession      *session;
  SluiceOperation    *last;    /* begun here last */
  GHashTable         *rows;    /* id → its row */
  GtkWidget          *empty_row;
  GtkWidget          *creating_row;
  gboolean            loaded;  /* once */

  /* Borrowed from the session */
  SluiceLinks        *links;

  /* Template */
  AdwToastOverlay    *toasts;
  GtkStack           *stack;
  GtkSpinner         *spinner;
  SluiceHint         *notice;
  GtkListBox         *s3_list;
  GtkWidget          *other_group;
  GtkListBox         *other_list;
  SluiceNewLinkGroup *new_group;
  AdwStatusPage      *message;
  GtkWidget          *try_again_button;
  GtkWidget          *expander;
  GtkLabel           *details;
};

G_DEFINE_FINAL_TYPE (SluiceLinksDialog, sluice_links_dialog, ADW_TYPE_WINDOW)

/* ---- the rows ---- */

/* Rows stay where they are while what they show changes, so that the keyboard focus stays, too. */
static void
show_row (SluiceLinksDialog *self,
          SluicePrivateLink *link,
          int                position)
{
  const char *id = sluice_private_link_get_id (link);
  gboolean s3 = sluice_private_link_is_s3 (link);
  GtkWidget *row = g_hash_table_lookup (self->rows, id);

  if (row == NULL)
    {
      row = sluice_link_row_new ();
      g_hash_table_insert (self->rows, g_strdup (id), row);
      gtk_list_box_insert (s3 ? self->s3_list : self->other_list, row, s3 ? position : -1);
    }
  sluice_link_row_show (SLUICE_LINK_ROW (row), link);
}

static void
remove_missing (SluiceLinksDialog *self)
{
  GHashTableIter iter;
  gpointer id, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    {
      g_autoptr (SluicePrivateLink) link = sluice_links_find (self->links, id);

      if (link != NULL)
        continue;
      gtk_list_box_remove (GTK_LIST_BOX (gtk_widget_get_parent (row)), row);
      g_hash_table_iter_remove (&iter);
    }
}

/* What stands there while Atlas has not shown the link yet. */
static void
show_creating (SluiceLinksDialog *self)
{
  SluiceOperation *creating = sluice_links_get_creating (self->links);
  g_autofree char *headline = NULL;
  SluiceStory story;

  gtk_widget_set_visible (self->creating_row, creating != NULL);
  sluice_new_link_group_set_busy (self->new_group, creating != NULL);
  if (creating == NULL)
    return;
  sluice_words_read_operation (creating, &story);
  headline = sluice_words_headline (&story);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->creating_row), headline);
}

static void
show_links (SluiceLinksDialog *self)
{
  GListModel *list = sluice_links_get_list (self->links);
  int n_s3 = 0;
  guint n_all = g_list_model_get_n_items (list);

  for (guint i = 0; i < n_all; i++)
    {
      g_autoptr (SluicePrivateLink) link = g_list_model_get_item (list, i);

      show_row (self, link, n_s3);
      n_s3 += sluice_private_link_is_s3 (link);
    }
  remove_missing (self);
  show_creating (self);
  gtk_widget_set_visible (self->empty_row,
                          n_s3 == 0 && !gtk_widget_get_visible (self->creating_row));
  gtk_widget_set_visible (self->other_group, n_all > (guint) n_s3);
}

/* The status pane is behind this window, so what went wrong is said here, too. */
static void
show_notice (SluiceLinksDialog *self)
{
  g_autofree char *headline = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *text = NULL;
  SluiceStory story;

  if (self->last != NULL)
    sluice_words_read_operation (self->last, &story);
  if (self->last == NULL || story.state == SLUICE_OPERATION_STATE_WORKING
      || story.state == SLUICE_OPERATION_STATE_DONE)
    {
      sluice_hint_set_text (self->notice, SLUICE_TONE_PLAIN, NULL);
      return;
    }
  headline = sluice_words_headline (&story);
  sentence = sluice_words_sentence (&story);
  /* Translators: %1$s is a short sentence without its full stop, %2$s one or more sentences */
  text = g_strdup_printf (_("%1$s. %2$s"), headline, sentence);
  if (g_strcmp0 (sluice_hint_get_text (self->notice), text) == 0)
    return;
  sluice_hint_set_text (self->notice, story.state == SLUICE_OPERATION_STATE_FAILED
                                      ? SLUICE_TONE_BAD : SLUICE_TONE_WARNING, text);
  sluice_dialogs_announce (GTK_WIDGET (self), text);
}

/* ---- states ---- */

static void
show_page (SluiceLinksDialog *self,
           const char        *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
}

static void
show_message (SluiceLinksDialog *self,
              const char        *icon,
              const char        *headline,
              const char        *sentence,
              gboolean           try_again)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_status_page_set_icon_name (self->message, icon);
  adw_status_page_set_title (self->message, headline);
  adw_status_page_set_description (self->message, escaped);
  gtk_widget_set_visible (self->try_again_button, try_again);
  gtk_widget_set_visible (self->expander, FALSE);
  show_page (self, "message");
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
show_error (SluiceLinksDialog *self,
            const GError      *error)
{
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);
  g_autofree char *headline = sluice_words_error_headline (error);
  g_autofree char *sentence = sluice_words_error_sentence (error);
  g_autofree char *details = evidence != NULL ? sluice_words_evidence (evidence) : NULL;

  if (is_forbidden (error))
    show_message (self, "action-unavailable-symbolic", _("Your Key May Not List These"),
                  _("Atlas does not let this key list the private links of this project. Give the "
                    "key the role Project Stream Processing Owner or Project Owner: in Atlas, "
                    "under Project → Access Manager → API Keys."), TRUE);
  else
    show_message (self, "dialog-warning-symbolic", headline, sentence, TRUE);
  if (details == NULL)
    return;
  gtk_label_set_label (self->details, details);
  gtk_widget_set_visible (self->expander, TRUE);
}

/* The button to look again stays as it is while Atlas is asked: it has the keyboard then. */
static void
show (SluiceLinksDialog *self)
{
  const GError *error = NULL;
  SluiceLinksState state = sluice_links_get_state (self->links, &error);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "links.refresh",
                                 state != SLUICE_LINKS_NO_PLACE);
  if (state == SLUICE_LINKS_NO_PLACE)
    show_message (self, "dialog-information-symbolic", _("A Key and a Project Are Needed First"),
                  _("Fill them in on the page Connect, so that Sluice can ask Atlas for the list."),
                  FALSE);
  else if (state == SLUICE_LINKS_NOT_LOADED)
    show_error (self, error);
  else if (state == SLUICE_LINKS_LOADED || self->loaded)
    {
      gboolean first = !self->loaded;

      self->loaded = TRUE;
      show_links (self);
      show_notice (self);
      show_page (self, "links");
      if (first)
        gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
    }
  else
    show_page (self, "loading");
}

/* ---- what is done ---- */

static void
create_cb (SluiceLinksDialog *self,
           const char        *region)
{
  g_set_object (&self->last, sluice_links_create (self->links, region));
  show (self);
}

/* Whatever was begun here, also by the question before deleting. */
static void
operations_changed_cb (SluiceLinksDialog *self)
{
  GListModel *operations = sluice_session_get_operations (self->session);
  g_autoptr (SluiceOperation) newest = g_list_model_get_item (operations, 0);
  SluiceOperationKind kind;

  if (newest == NULL)
    return;
  kind = sluice_operation_get_kind (newest);
  if (kind == SLUICE_OPERATION_CREATE_LINK || kind == SLUICE_OPERATION_DELETE_LINK)
    g_set_object (&self->last, newest);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  SluiceLinksDialog *self = SLUICE_LINKS_DIALOG (widget);
  g_autoptr (SluicePrivateLink) link =
    sluice_links_find (self->links, g_variant_get_string (parameter, NULL));

  if (link != NULL)
    sluice_link_question_ask (widget, self->session, link);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SluiceLinksDialog *self = SLUICE_LINKS_DIALOG (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_variant_get_string (parameter, NULL));
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Copied")));
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  SluiceLinksDialog *self = SLUICE_LINKS_DIALOG (widget);

  if (sluice_links_get_state (self->links, NULL) != SLUICE_LINKS_LOADING)
    sluice_links_refresh (self->links);
}

/* ---- life ---- */

static void
sluice_links_dialog_dispose (GObject *object)
{
  SluiceLinksDialog *self = SLUICE_LINKS_DIALOG (object);

  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_object (&self->last);
  if (self->links != NULL)
    g_signal_handlers_disconnect_by_data (self->links, self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (sluice_session_get_operations (self->session), self);
  self->links = NULL;
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_LINKS_DIALOG);

  G_OBJECT_CLASS (sluice_links_dialog_parent_class)->dispose (object);
}

static void
sluice_links_dialog_class_init (SluiceLinksDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_links_dialog_dispose;

  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_NEW_LINK_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-links-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceLinksDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, SluiceLinksDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SluiceLinksDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, SluiceLinksDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, SluiceLinksDialog, s3_list);
  gtk_widget_class_bind_template_child (widget_class, SluiceLinksDialog, other_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceLinksDialog, other_list);
  gtk_widget_class_bind_template_child (widget_class, SluiceLinksDialog, new_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceLinksDialog, message);
  gtk_widget_class_bind_template_child (widget_class, SluiceLinksDialog, try_again_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceLinksDialog, expander);
  gtk_widget_class_bind_template_child (widget_class, SluiceLinksDialog, details);

  gtk_widget_class_install_action (widget_class, "links.delete", "s", delete_action);
  gtk_widget_class_install_action (widget_class, "links.copy", "s", copy_action);
  gtk_widget_class_install_action (widget_class, "links.refresh", NULL, refresh_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
add_plain_row (SluiceLinksDialog *self,
               const char        *title)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "title-lines", 0, "visible", FALSE, NULL);

  gtk_list_box_append (self->s3_list, row);
  return row;
}

static void
sluice_links_dialog_init (SluiceLinksDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_message_names_follow (self->message);
  sluice_group_titles_wrap (GTK_WIDGET (self));
  sluice_hyphens_leave_out (GTK_WIDGET (self));
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->empty_row = add_plain_row (self, _("No private link to S3 in this project yet"));
  self->creating_row = add_plain_row (self, "");
  g_signal_connect_object (self->new_group, "create", G_CALLBACK (create_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Lists them anew, and watches those that change. */
void
sluice_links_dialog_present (GtkWidget     *parent,
                             SluiceSession *session)
{
  SluiceLinksDialog *self = g_object_new (SLUICE_TYPE_LINKS_DIALOG,
                                          "transient-for", gtk_widget_get_root (parent), NULL);

  self->session = g_object_ref (session);
  self->links = sluice_links_of (session);
  sluice_new_link_group_set_session (self->new_group, session);
  g_signal_connect_object (self->links, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sluice_session_get_operations (session), "items-changed",
                           G_CALLBACK (operations_changed_cb), self, G_CONNECT_SWAPPED);
  sluice_links_refresh (self->links);
  sluice_links_watch_all (self->links);
  show (self);
  gtk_window_present (GTK_WINDOW (self));
}
