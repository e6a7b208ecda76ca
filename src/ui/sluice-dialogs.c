/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dialogs and announcements, and the shims for newer libraries. */

#include "sluice-dialogs.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"

#define HOMEPAGE "https://github.com/sluice-app/sluice"

gboolean
sluice_dialogs_in_flatpak (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

/* What a problem report needs: versions and surroundings, never an id or a key. */
char *
sluice_dialogs_dup_debug_info (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *renderer = g_getenv ("GSK_RENDERER");

  g_string_append_printf (text, "Sluice %s (%s)\n", SLUICE_VERSION, SLUICE_APP_ID);
  g_string_append_printf (text, "Flatpak: %s\n", sluice_dialogs_in_flatpak () ? "yes" : "no");
  g_string_append_printf (text, "GLib %u.%u.%u (built with %d.%d.%d)\n",
                          glib_major_version, glib_minor_version, glib_micro_version,
                          GLIB_MAJOR_VERSION, GLIB_MINOR_VERSION, GLIB_MICRO_VERSION);
  g_string_append_printf (text, "GTK %u.%u.%u (built with %d.%d.%d)\n",
                          gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (),
                          GTK_MAJOR_VERSION, GTK_MINOR_VERSION, GTK_MICRO_VERSION);
  g_string_append_printf (text, "libadwaita %u.%u.%u (built with %d.%d.%d)\n",
                          adw_get_major_version (), adw_get_minor_version (),
                          adw_get_micro_version (),
                          ADW_MAJOR_VERSION, ADW_MINOR_VERSION, ADW_MICRO_VERSION);
  g_string_append_printf (text, "TLS: %s\n",
                          G_OBJECT_TYPE_NAME (g_tls_backend_get_default ()));
  g_string_append_printf (text, "Proxy resolver: %s\n",
                          G_OBJECT_TYPE_NAME (g_proxy_resolver_get_default ()));
  g_string_append_printf (text, "Renderer: %s\n", renderer != NULL ? renderer : "default");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define ABOUT_COMMENTS \
  _("Creates S3 connections for Atlas Stream Processing. An independent program, neither made nor " \
    "endorsed by the makers of Atlas.")

/* The setters of the two about dialogs have different names only. */
#if ADW_CHECK_VERSION (1, 5, 0)

void
sluice_dialogs_show_about (GtkWindow *parent)
{
  static const char *developers[] = { "The Sluice developers", NULL };
  g_autofree char *debug_info = sluice_dialogs_dup_debug_info ();

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  adw_dialog_present (g_object_new (ADW_TYPE_ABOUT_DIALOG,
                                    "application-name", "Sluice",
                                    "application-icon", SLUICE_APP_ID,
                                    "version", SLUICE_VERSION,
                                    "comments", ABOUT_COMMENTS,
                                    "developers", developers,
                                    "license-type", GTK_LICENSE_GPL_3_0,
                                    "website", HOMEPAGE,
                                    "issue-url", HOMEPAGE "/issues",
                                    "debug-info", debug_info,
                                    "debug-info-filename", "sluice-debug-info.txt",
                                    NULL),
                      GTK_WIDGET (parent));
  G_GNUC_END_IGNORE_DEPRECATIONS
}

#else

void
sluice_dialogs_show_about (GtkWindow *parent)
{
  static const char *developers[] = { "The Sluice developers", NULL };
  g_autofree char *debug_info = sluice_dialogs_dup_debug_info ();

  gtk_window_present (g_object_new (ADW_TYPE_ABOUT_WINDOW,
                                    "transient-for", parent,
                                    "modal", TRUE,
                                    "application-name", "Sluice",
                                    "application-icon", SLUICE_APP_ID,
                                    "version", SLUICE_VERSION,
                                    "comments", ABOUT_COMMENTS,
                                    "developers", developers,
                                    "license-type", GTK_LICENSE_GPL_3_0,
                                    "website", HOMEPAGE,
                                    "issue-url", HOMEPAGE "/issues",
                                    "debug-info", debug_info,
                                    "debug-info-filename", "sluice-debug-info.txt",
                                    NULL));
}

#endif

/* Built when asked for: as gtk/help-overlay.ui it would be built with every window, which every
 * start would wait for. */
void
sluice_dialogs_show_shortcuts (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource (SLUICE_RESOURCE_PATH "/ui/sluice-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}

/* ---- asking back ---- */

typedef struct
{
  SluiceConfirmed  confirmed;
  GWeakRef         object;
} Question;

static void
question_free (Question *question)
{
  g_weak_ref_clear (&question->object);
  g_free (question);
}

static void
response_cb (GObject    *dialog,
             const char *response,
             Question   *question)
{
  g_autoptr (GObject) object = g_weak_ref_get (&question->object);

  if (object != NULL && g_str_equal (response, "go"))
    question->confirmed (object);
}

/* Asks before something that cannot be taken back; staying is the default and what Esc does.
 * Calls confirmed (object) unless the object is gone by then. */
void
sluice_dialogs_confirm (GtkWindow       *parent,
                        const char      *heading,
                        const char      *body,
                        const char      *stay,
                        const char      *verb,
                        SluiceConfirmed  confirmed,
                        gpointer         object)
{
  Question *question = g_new0 (Question, 1);
  gpointer dialog;

  question->confirmed = confirmed;
  g_weak_ref_init (&question->object, object);

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#if ADW_CHECK_VERSION (1, 5, 0)
  dialog = adw_alert_dialog_new (heading, body);
  adw_alert_dialog_add_responses (dialog, "stay", stay, "go", verb, NULL);
  adw_alert_dialog_set_response_appearance (dialog, "go", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "stay");
  adw_alert_dialog_set_close_response (dialog, "stay");
#else
  dialog = adw_message_dialog_new (parent, heading, body);
  adw_message_dialog_add_responses (dialog, "stay", stay, "go", verb, NULL);
  adw_message_dialog_set_response_appearance (dialog, "go", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "stay");
  adw_message_dialog_set_close_response (dialog, "stay");
#endif
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question,
                         (GClosureNotify) (GCallback) question_free, 0);
#if ADW_CHECK_VERSION (1, 5, 0)
  adw_dialog_present (dialog, GTK_WIDGET (parent));
#else
  gtk_window_present (dialog);
#endif
  G_GNUC_END_IGNORE_DEPRECATIONS
}

/* ---- saving a file ---- */

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
    problem = g_strdup (_("The file is too large to be a pipeline."));
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

/* ---- the keyring inside Flatpak ---- */

static void
copy_cb (GtkButton  *button,
         const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), text);
}

static GtkWidget *
create_fix (const char *explanation,
            const char *code)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (explanation);
  GtkWidget *text = gtk_label_new (code);
  GtkWidget *button = gtk_button_new_with_label (_("Copy"));

  g_object_set (label, "wrap", TRUE, "xalign", 0.0f, NULL);
  g_object_set (text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_CHAR, "xalign", 0.0f,
                "selectable", TRUE, "css-classes", (const char *[]) { "monospace", NULL }, NULL);
  gtk_widget_set_direction (text, GTK_TEXT_DIR_LTR);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_cb), g_strdup (code),
                         (GClosureNotify) (GCallback) g_free, 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

/* Why no keyring answers inside Flatpak, and the two ways out. */
void
sluice_dialogs_show_keyring_help (GtkWidget *widget)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  g_object_set (box, "margin-top", 18, "margin-bottom", 18, "margin-start", 18, "margin-end", 18,
                NULL);
  gtk_box_append (GTK_BOX (box), create_fix (
    _("Your desktop offers no Secret portal. It can be switched on: put these lines into "
      "~/.config/xdg-desktop-portal/portals.conf, then log in again."),
    "[preferred]\norg.freedesktop.impl.portal.Secret=gnome-keyring"));
  gtk_box_append (GTK_BOX (box), create_fix (
    _("Or allow Sluice to talk to the keyring itself. It could then read everything in it."),
    "flatpak override --user --talk-name=org.freedesktop.secrets " SLUICE_APP_ID));
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (content), box);

  g_object_set (window,
                "title", _("Keyring"),
                "modal", TRUE,
                "transient-for", gtk_widget_get_root (widget),
                "default-width", 440,
                "content", content,
                NULL);
  gtk_window_present (GTK_WINDOW (window));
}

/* ---- announcements ---- */

/* Below GTK 4.14 nothing can be announced; there the caller moves the focus to what is new when
 * the person has started it. */
void
sluice_dialogs_announce (GtkWidget  *widget,
                         const char *text)
{
#if GTK_CHECK_VERSION (4, 14, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
}
