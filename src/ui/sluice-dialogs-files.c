/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts from files and into files: asking which, and saying so if it did not work. */

#include "sluice-dialogs.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static void
tell_not_saved (GtkWidget    *widget,
                const GError *error)
{
  g_autofree char *body = g_strdup_printf (_("This computer reports: “%s”"), error->message);
  gpointer dialog;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#if ADW_CHECK_VERSION (1, 5, 0)
  dialog = adw_alert_dialog_new (_("The File Was Not Saved"), body);
  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  adw_dialog_present (dialog, widget);
#else
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                   _("The File Was Not Saved"), body);
  adw_message_dialog_add_response (dialog, "close", _("_Close"));
  gtk_window_present (dialog);
#endif
  G_GNUC_END_IGNORE_DEPRECATIONS
}

/* Set on the widget that asked, so that it ends with it: the text, and what asks where to. */
#define SAVE_TEXT "sluice-save-text"
#define SAVE_DIALOG "sluice-save-dialog"

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_widget_get_root (widget) == NULL)
    return;
  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    gtk_widget_activate_action (widget, "win.saved", NULL);
  else
    tell_not_saved (widget, error);
}

static void
write_text (GtkWidget *widget,
            GFile     *file)
{
  const char *text = g_object_get_data (G_OBJECT (widget), SAVE_TEXT);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       written_cb, g_object_ref (widget));
}

#if GTK_CHECK_VERSION (4, 10, 0)

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GFile) file = NULL;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  G_GNUC_END_IGNORE_DEPRECATIONS
  if (file != NULL)
    write_text (widget, file);
}

static void
ask_where (GtkWidget  *widget,
           const char *name)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, file_chosen_cb,
                        g_object_ref (widget));
  G_GNUC_END_IGNORE_DEPRECATIONS
}

#else

static void
file_chosen_cb (GtkNativeDialog *dialog,
                int              response,
                GtkWidget       *widget)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    write_text (widget, file);
  g_object_set_data (G_OBJECT (widget), SAVE_DIALOG, NULL);
}

static void
ask_where (GtkWidget  *widget,
           const char *name)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (NULL, GTK_WINDOW (gtk_widget_get_root (widget)),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), widget, 0);
  g_object_set_data_full (G_OBJECT (widget), SAVE_DIALOG, dialog, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

/* Asks where to, and saves the text there. Activates win.saved when that is done; says so if it
 * did not work. */
void
sluice_dialogs_save_text (GtkWidget  *widget,
                          const char *name,
                          const char *text)
{
  g_object_set_data_full (G_OBJECT (widget), SAVE_TEXT, g_strdup (text), g_free);
  ask_where (widget, name);
}

/* ---- opening a file ---- */

/* No text a person would want to read in here is longer. */
#define MAX_TEXT (4 * 1024 * 1024)

typedef struct
{
  GtkWidget    *widget;
  SluiceOpened  opened;
  gpointer      dialog;  /* kept alive while it asks */
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->widget);
  g_clear_object (&opening->dialog);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static void
text_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GInputStream) stream = G_INPUT_STREAM (g_object_ref (source));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (stream, result, &error);
  g_autofree char *text = NULL;
  g_autofree char *problem = NULL;
  gsize length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (error != NULL)
    problem = g_strdup_printf (_("The file could not be read. This computer reports: “%s”"),
                               error->message);
  else if (length >= MAX_TEXT)
    problem = g_strdup (_("This text is too long to be read here."));
  else if (!g_utf8_validate_len (data, (gssize) length, NULL))
    problem = g_strdup (_("The file is not text in UTF-8."));
  else
    text = g_strndup (data, length);
  if (gtk_widget_get_root (opening->widget) != NULL)
    opening->opened (text, problem, opening->widget);
}

static void
file_opened_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);
  g_autofree char *problem = NULL;

  if (stream != NULL)
    {
      g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), MAX_TEXT, G_PRIORITY_DEFAULT, NULL,
                                       text_read_cb, g_steal_pointer (&opening));
      return;
    }
  problem = g_strdup_printf (_("The file could not be read. This computer reports: “%s”"),
                             error->message);
  if (gtk_widget_get_root (opening->widget) != NULL)
    opening->opened (NULL, problem, opening->widget);
}

#if GTK_CHECK_VERSION (4, 10, 0)

static void
file_to_open_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GFile) file = NULL;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  G_GNUC_END_IGNORE_DEPRECATIONS
  if (file != NULL)
    g_file_read_async (file, G_PRIORITY_DEFAULT, NULL, file_opened_cb, g_steal_pointer (&opening));
}

static void
ask_which (Opening *opening)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (opening->widget)), NULL,
                        file_to_open_cb, opening);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

#else

static void
file_to_open_cb (GtkNativeDialog *dialog,
                 int              response,
                 gpointer         user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    g_file_read_async (file, G_PRIORITY_DEFAULT, NULL, file_opened_cb, g_steal_pointer (&opening));
}

static void
ask_which (Opening *opening)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (NULL, GTK_WINDOW (gtk_widget_get_root (opening->widget)),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  opening->dialog = dialog;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (file_to_open_cb), opening);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

/* Asks for a file and reads it as text. Calls opened with the text or with the sentence that says
 * why there is none; not at all if the person has changed their mind. */
void
sluice_dialogs_open_text (GtkWidget    *widget,
                          SluiceOpened  opened)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->widget = g_object_ref (widget);
  opening->opened = opened;
  ask_which (opening);
}

/* The same with a file that is known already. */
void
sluice_dialogs_read_text (GtkWidget    *widget,
                          GFile        *file,
                          SluiceOpened  opened)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->widget = g_object_ref (widget);
  opening->opened = opened;
  g_file_read_async (file, G_PRIORITY_DEFAULT, NULL, file_opened_cb, opening);
}
