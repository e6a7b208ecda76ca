/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections into a registry: first the text, then what it means. */

#include "sluice-import-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-hint.h"
#include "sluice-import-view.h"
#include "sluice-remark-row.h"
#include "sluice-text-card.h"
#include "sluice-wrap-box.h"

/* More than this at once was pasted, not typed: it is looked at without being asked to. */
#define PASTED_CHARS 10

struct _SluiceImportDialog
{
  AdwWindow         parent_instance;

  char             *text;        /* what is being looked at; NULL: nothing, or not kept */
  gboolean          filling;     /* the text is not the person's doing */
  guint             paste;       /* an idle source */

  /* Template */
  GtkWidget        *back_button;
  AdwToastOverlay  *toasts;
  GtkStack         *pages;
  GtkWidget        *source;
  SluiceTextCard   *card;
  SluiceHint       *hint;
  GtkListBox       *problems;
  SluiceImportView *view;
};

G_DEFINE_FINAL_TYPE (SluiceImportDialog, sluice_import_dialog, ADW_TYPE_WINDOW)

/* ---- the pages ---- */

/* What is not seen cannot be reached either, not even by a screen reader. */
static void
show_page (SluiceImportDialog *self,
           GtkWidget          *page)
{
  gtk_widget_set_visible (self->source, page == self->source);
  gtk_widget_set_visible (GTK_WIDGET (self->view), page == GTK_WIDGET (self->view));
  gtk_stack_set_visible_child (self->pages, page);
  gtk_widget_set_visible (self->back_button, page == GTK_WIDGET (self->view));
}

static void
fill_card (SluiceImportDialog *self,
           const char         *text)
{
  self->filling = TRUE;
  sluice_text_card_set_text (self->card, text);
  self->filling = FALSE;
}

static void
clear_problems (SluiceImportDialog *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->problems, 0)) != NULL)
    gtk_list_box_remove (self->problems, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->problems), FALSE);
}

/* ---- looking at a text ---- */

static void
show_problems (SluiceImportDialog     *self,
               SluiceConnectionImport *import,
               gboolean                shown)
{
  clear_problems (self);
  for (guint i = 0; i < import->remarks->len; i++)
    {
      GtkWidget *row = sluice_remark_row_new (import->remarks->pdata[i]);

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_list_box_append (self->problems, row);
    }
  g_ptr_array_set_free_func (import->remarks, NULL);      /* the rows own them now */
  gtk_widget_set_visible (GTK_WIDGET (self->problems), TRUE);
  sluice_hint_set_text (self->hint, SLUICE_TONE_BAD,
                        shown ? _("This text cannot be imported.")
                              : _("This text cannot be imported. It holds secrets, so it is not "
                                  "shown."));
  sluice_dialogs_announce (GTK_WIDGET (self), sluice_hint_get_text (self->hint));
  show_page (self, self->source);
}

/* Takes the text over. One with passwords of other connections is neither shown nor kept. */
static void
look_at (SluiceImportDialog *self,
         char               *text)
{
  g_autoptr (SluiceConnectionImport) import = sluice_connection_import_read (text, strlen (text));
  gboolean secrets = sluice_connection_import_has_secrets (text, strlen (text));

  g_clear_pointer (&self->text, g_free);
  self->text = text;
  if (secrets)
    {
      g_clear_pointer (&self->text, g_free);
      fill_card (self, "");
    }
  else
    fill_card (self, text);
  clear_problems (self);
  sluice_hint_set_text (self->hint, SLUICE_TONE_PLAIN, NULL);
  if (!import->is_readable)
    {
      show_problems (self, import, !secrets);
      return;
    }
  sluice_import_view_show (self->view, g_steal_pointer (&import), secrets);
  show_page (self, GTK_WIDGET (self->view));
}

static void
fix_cb (SluiceImportDialog *self,
        const SluiceRemark *remark)
{
  char *fixed = self->text != NULL
                ? sluice_remark_apply (remark, self->text, strlen (self->text)) : NULL;

  if (fixed != NULL)
    look_at (self, fixed);
}

static void
check (SluiceImportDialog *self)
{
  g_autofree char *text = sluice_text_card_dup_text (self->card);
  gboolean empty = text[strspn (text, " \t\r\n")] == '\0';

  if (!empty)
    {
      look_at (self, g_steal_pointer (&text));
      return;
    }
  clear_problems (self);
  sluice_hint_set_text (self->hint, SLUICE_TONE_BAD,
                        _("Paste connections first, or open a file."));
  gtk_widget_grab_focus (GTK_WIDGET (self->card));
}

/* ---- where texts come from ---- */

static gboolean
pasted_cb (gpointer user_data)
{
  SluiceImportDialog *self = user_data;

  self->paste = 0;
  check (self);
  return G_SOURCE_REMOVE;
}

static void
inserted_cb (SluiceImportDialog *self,
             GtkTextIter        *place,
             const char         *text,
             int                 length)
{
  if (!self->filling && self->paste == 0 && length > PASTED_CHARS)
    self->paste = g_idle_add (pasted_cb, self);
}

static void
changed_cb (SluiceImportDialog *self)
{
  if (self->filling)
    return;
  clear_problems (self);
  sluice_hint_set_text (self->hint, SLUICE_TONE_PLAIN, NULL);
}

static void
opened_cb (const char *text,
           const char *problem,
           gpointer    object)
{
  SluiceImportDialog *self = object;

  if (sluice_import_view_is_started (self->view))
    return;
  if (text != NULL)
    {
      look_at (self, g_strdup (text));
      return;
    }
  clear_problems (self);
  show_page (self, self->source);
  sluice_hint_set_text (self->hint, SLUICE_TONE_BAD, problem);
}

static gboolean
drop_cb (SluiceImportDialog *self,
         const GValue       *value)
{
  if (sluice_import_view_is_started (self->view))
    return FALSE;
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

      if (files == NULL)
        return FALSE;
      sluice_dialogs_read_text (GTK_WIDGET (self), files->data, opened_cb);
      return TRUE;
    }
  look_at (self, g_value_dup_string (value));
  return TRUE;
}

/* ---- actions ---- */

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  sluice_dialogs_open_text (widget, opened_cb);
}

static void
check_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  check (SLUICE_IMPORT_DIALOG (widget));
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SluiceImportDialog *self = SLUICE_IMPORT_DIALOG (widget);

  show_page (self, self->source);
  gtk_widget_grab_focus (GTK_WIDGET (self->card));
}

static void
saved_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  adw_toast_overlay_add_toast (SLUICE_IMPORT_DIALOG (widget)->toasts, adw_toast_new (_("Saved")));
}

static void
started_cb (SluiceImportDialog *self)
{
  gtk_widget_set_visible (self->back_button, FALSE);
}

/* What waits for its turn is not begun behind a person's back: closing is a cancel first. */
static gboolean
sluice_import_dialog_close_request (GtkWindow *window)
{
  SluiceImportDialog *self = SLUICE_IMPORT_DIALOG (window);

  if (sluice_import_view_is_running (self->view))
    {
      sluice_import_view_cancel (self->view);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (sluice_import_dialog_parent_class)->close_request (window);
}

/* ---- life ---- */

static void
sluice_import_dialog_dispose (GObject *object)
{
  g_clear_handle_id (&SLUICE_IMPORT_DIALOG (object)->paste, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_IMPORT_DIALOG);

  G_OBJECT_CLASS (sluice_import_dialog_parent_class)->dispose (object);
}

static void
sluice_import_dialog_finalize (GObject *object)
{
  g_free (SLUICE_IMPORT_DIALOG (object)->text);

  G_OBJECT_CLASS (sluice_import_dialog_parent_class)->finalize (object);
}

static void
sluice_import_dialog_class_init (SluiceImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = sluice_import_dialog_close_request;

  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, SLUICE_RESOURCE_PATH
                                               "/ui/sluice-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceImportDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportDialog, source);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportDialog, card);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportDialog, problems);
  gtk_widget_class_bind_template_child (widget_class, SluiceImportDialog, view);

  gtk_widget_class_install_action (widget_class, "source.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "source.check", NULL, check_action);
  gtk_widget_class_install_action (widget_class, "source.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.saved", NULL, saved_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkEventController *
create_drop_target (gboolean with_text)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, with_text ? 2 : 1);
  return GTK_EVENT_CONTROLLER (target);
}

static void
sluice_import_dialog_init (SluiceImportDialog *self)
{
  GtkEventController *target = create_drop_target (TRUE);
  GtkTextBuffer *buffer;

  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_TEXT_CARD);
  g_type_ensure (SLUICE_TYPE_IMPORT_VIEW);
  gtk_widget_init_template (GTK_WIDGET (self));

  /* Before the text view puts the name of a file into the text. */
  gtk_event_controller_set_propagation_phase (target, GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), target);

  buffer = sluice_text_card_get_buffer (self->card);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (inserted_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->view, "fix", G_CALLBACK (fix_cb), self);
  g_signal_connect_swapped (self->view, "started", G_CALLBACK (started_cb), self);
}

static SluiceImportDialog *
open_dialog (GtkWidget     *parent,
             SluiceSession *session)
{
  SluiceImportDialog *self = g_object_new (SLUICE_TYPE_IMPORT_DIALOG,
                                           "transient-for", gtk_widget_get_root (parent),
                                           NULL);

  sluice_import_view_set_up (self->view, session);
  gtk_widget_grab_focus (GTK_WIDGET (self->card));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

void
sluice_import_dialog_present (GtkWidget     *parent,
                              SluiceSession *session,
                              const char    *text)
{
  SluiceImportDialog *self = open_dialog (parent, session);

  if (text != NULL)
    look_at (self, g_strdup (text));
}

/* ---- drops elsewhere ---- */

static gboolean
drop_elsewhere_cb (GtkDropTarget *target,
                   const GValue  *value,
                   double         x,
                   double         y,
                   gpointer       user_data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  return drop_cb (open_dialog (widget, user_data), value);
}

void
sluice_import_dialog_accept_drops (GtkWidget     *widget,
                                   SluiceSession *session)
{
  GtkEventController *target = create_drop_target (FALSE);

  /* Before a field puts the name of a file into its text. */
  gtk_event_controller_set_propagation_phase (target, GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_elsewhere_cb), session, 0);
  gtk_widget_add_controller (widget, target);
}
