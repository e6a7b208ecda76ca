/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections as text for other tools. */

#include "sluice-export-dialog.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-combo-names.h"
#include "sluice-config.h"
#include "sluice-connection-export.h"
#include "sluice-connection-words.h"
#include "sluice-dialogs.h"
#include "sluice-hint.h"
#include "sluice-hint-row.h"
#include "sluice-hyphens.h"
#include "sluice-registry-entry.h"
#include "sluice-text-card.h"
#include "sluice-wrap-box.h"

/* As much as anybody reads; copied and saved is everything. */
#define MAX_SHOWN (128 * 1024)
/* Names in the sentence about what is left out. */
#define MAX_NAMED 5

struct _SluiceExportDialog
{
  AdwWindow        parent_instance;

  /* Owned */
  GPtrArray       *entries;      /* keeps alive what the connections borrow */
  GArray          *connections;  /* of SluiceExportConnection */
  SluiceExport     export;
  char            *base_url;
  char            *public_key;
  char            *project_id;
  char            *text;

  /* Template */
  AdwToastOverlay *toasts;
  AdwActionRow    *place_row;
  AdwComboRow     *format_row;
  SluiceHint      *format_hint;
  SluiceHint      *left_out;
  SluiceTextCard  *card;
  SluiceHint      *note;
};

G_DEFINE_FINAL_TYPE (SluiceExportDialog, sluice_export_dialog, ADW_TYPE_WINDOW)

static SluiceExportFormat
get_format (SluiceExportDialog *self)
{
  return (SluiceExportFormat) adw_combo_row_get_selected (self->format_row);
}

/* ---- what is shown ---- */

static const char *
describe_format (SluiceExportDialog *self)
{
  gboolean many = self->connections->len != 1;

  switch (get_format (self))
    {
    case SLUICE_EXPORT_ATLAS_CLI:
      return _("A shell script. The Atlas CLI has to be signed in.");
    case SLUICE_EXPORT_CURL:
      return many ? _("A shell script. It asks for the private key.")
                  : _("A command. It asks for the private key.");
    case SLUICE_EXPORT_TERRAFORM:
      return _("A file that takes the connections over as they are.");
    case SLUICE_EXPORT_JSON:
    case SLUICE_EXPORT_N_FORMATS:
    default:
      return many ? _("Sluice can import it. The Atlas CLI takes one connection per file.")
                  : _("For “atlas streams connections create --file”, and for Sluice to import.");
    }
}

static void
show_text (SluiceExportDialog *self)
{
  g_autofree char *beginning = NULL;
  const char *end;

  g_free (self->text);
  self->text = sluice_connection_export (&self->export, get_format (self));
  sluice_hint_set_text (self->format_hint, SLUICE_TONE_PLAIN, describe_format (self));
  sluice_hint_describe (self->format_hint, GTK_WIDGET (self->format_row));
  if (strlen (self->text) <= MAX_SHOWN)
    {
      sluice_text_card_set_text (self->card, self->text);
      sluice_hint_set_text (self->note, SLUICE_TONE_PLAIN, NULL);
      return;
    }
  end = g_strrstr_len (self->text, MAX_SHOWN, "\n");
  if (end == NULL)
    end = g_utf8_find_prev_char (self->text, self->text + MAX_SHOWN);
  beginning = g_strndup (self->text, end - self->text);
  sluice_text_card_set_text (self->card, beginning);
  sluice_hint_set_text (self->note, SLUICE_TONE_PLAIN,
                        _("This is the beginning. Copied and saved is all of it."));
}

/* One name, or how many. */
static char *
dup_instances (SluiceExportDialog *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->entries->len; i++)
    g_hash_table_add (names,
                      (char *) sluice_registry_entry_get_instance (self->entries->pdata[i]));
  if (g_hash_table_size (names) == 1)
    return sluice_connection_words_isolate (
      sluice_registry_entry_get_instance (self->entries->pdata[0]));
  return g_strdup_printf (ngettext ("%u instance", "%u instances", g_hash_table_size (names)),
                          g_hash_table_size (names));
}

static void
show_place (SluiceExportDialog *self)
{
  guint count = self->connections->len;
  g_autofree char *title = g_strdup_printf (ngettext ("%u connection", "%u connections", count),
                                            count);
  g_autofree char *instances = dup_instances (self);
  /* Translators: an instance or several, the ID of its project, an address */
  g_autofree char *place = g_strdup_printf (_("From %s, project %s, at %s"), instances,
                                            self->project_id, self->base_url);
  g_autofree char *escaped = g_markup_escape_text (place, -1);

  if (count == 1)
    {
      g_free (title);
      title = sluice_connection_words_line (
        g_array_index (self->connections, SluiceExportConnection, 0).name);
    }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->place_row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->place_row), title);
  adw_action_row_set_subtitle (self->place_row, escaped);
}

static void
show_left_out (SluiceExportDialog *self,
               GPtrArray          *names)
{
  GString *list = g_string_new (NULL);
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < MIN (names->len, MAX_NAMED); i++)
    {
      g_autofree char *name = sluice_connection_words_isolate (names->pdata[i]);

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", name);
    }
  if (names->len > MAX_NAMED)
    g_string_append (list, ", …");
  if (names->len > 0)
    /* Translators: %2$s is a list of names, perhaps not all of them */
    sentence = g_strdup_printf (ngettext ("%1$u is left out, since it is no S3 connection or Atlas "
                                          "has not told all of it: %2$s.",
                                          "%1$u are left out, since they are no S3 connections or "
                                          "Atlas has not told all of them: %2$s.", names->len),
                                names->len, list->str);
  sluice_hint_set_text (self->left_out, SLUICE_TONE_PLAIN, sentence);
  g_string_free (list, TRUE);
}

/* ---- what is exported ---- */

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Whether everything that makes it what it is is known here. */
static gboolean
can_export (SluiceConnection *connection)
{
  const char *network = sluice_connection_get_network_type (connection);

  if (!sluice_connection_is_s3 (connection)
      || !is_given (sluice_connection_get_role_arn (connection)))
    return FALSE;
  if (g_strcmp0 (network, "PRIVATE_LINK") == 0)
    return is_given (sluice_connection_get_private_link_id (connection));
  return network == NULL || g_ascii_strcasecmp (network, "PUBLIC") == 0;
}

static void
take_entries (SluiceExportDialog *self,
              GPtrArray          *entries)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < entries->len; i++)
    {
      SluiceRegistryEntry *entry = entries->pdata[i];
      SluiceConnection *connection = sluice_registry_entry_get_connection (entry);
      SluiceExportConnection one = {
        .instance = sluice_registry_entry_get_instance (entry),
        .name = sluice_connection_get_name (connection),
        .role_arn = sluice_connection_get_role_arn (connection),
        .test_bucket = sluice_connection_get_test_bucket (connection),
        .private_link_id = sluice_connection_get_private_link_id (connection),
      };

      g_ptr_array_add (self->entries, g_object_ref (entry));
      if (can_export (connection))
        g_array_append_val (self->connections, one);
      else
        g_ptr_array_add (others, (char *) one.name);
    }
  self->export.connections = (const SluiceExportConnection *) (gpointer) self->connections->data;
  self->export.n_connections = self->connections->len;
  show_left_out (self, others);
}

/* ---- actions ---- */

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SluiceExportDialog *self = SLUICE_EXPORT_DIALOG (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Copied")));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SluiceExportDialog *self = SLUICE_EXPORT_DIALOG (widget);
  g_autofree char *file = sluice_connection_export_dup_name (&self->export, get_format (self));

  sluice_dialogs_save_text (widget, file, self->text);
}

static void
saved_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  adw_toast_overlay_add_toast (SLUICE_EXPORT_DIALOG (widget)->toasts, adw_toast_new (_("Saved")));
}

/* ---- life ---- */

static void
sluice_export_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_EXPORT_DIALOG);

  G_OBJECT_CLASS (sluice_export_dialog_parent_class)->dispose (object);
}

static void
sluice_export_dialog_finalize (GObject *object)
{
  SluiceExportDialog *self = SLUICE_EXPORT_DIALOG (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_array_unref (self->connections);
  g_free (self->base_url);
  g_free (self->public_key);
  g_free (self->project_id);
  g_free (self->text);

  G_OBJECT_CLASS (sluice_export_dialog_parent_class)->finalize (object);
}

static void
sluice_export_dialog_class_init (SluiceExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_export_dialog_finalize;

  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, SLUICE_RESOURCE_PATH
                                               "/ui/sluice-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceExportDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, SluiceExportDialog, place_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceExportDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceExportDialog, format_hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceExportDialog, left_out);
  gtk_widget_class_bind_template_child (widget_class, SluiceExportDialog, card);
  gtk_widget_class_bind_template_child (widget_class, SluiceExportDialog, note);

  gtk_widget_class_install_action (widget_class, "export.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "export.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "win.saved", NULL, saved_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sluice_export_dialog_init (SluiceExportDialog *self)
{
  /* In the order of SluiceExportFormat; all but the first are names of programs. */
  const char * const formats[] = { _("JSON"), "Atlas CLI", "curl", "Terraform", NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (formats);

  self->connections = g_array_new (FALSE, FALSE, sizeof (SluiceExportConnection));
  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_HINT_ROW);
  g_type_ensure (SLUICE_TYPE_TEXT_CARD);
  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_hyphens_leave_out (GTK_WIDGET (self));
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (list));
  sluice_combo_names_watch (self->format_row);
}

void
sluice_export_dialog_present (GtkWidget     *parent,
                              SluiceSession *session,
                              GPtrArray     *entries)
{
  SluiceExportDialog *self = g_object_new (SLUICE_TYPE_EXPORT_DIALOG,
                                           "transient-for", gtk_widget_get_root (parent),
                                           NULL);
  SluiceApiKey *key = sluice_session_get_key (session);
  const char *project_id = sluice_session_get_project_id (session);

  self->base_url = g_strdup (sluice_session_get_base_url (session));
  self->public_key = g_strdup (key != NULL ? sluice_api_key_get_public_key (key) : NULL);
  self->project_id = g_strdup (project_id != NULL ? project_id : "");
  self->export.base_url = self->base_url;
  self->export.public_key = self->public_key;
  self->export.project_id = self->project_id;
  take_entries (self, entries);
  show_place (self);
  show_text (self);
  g_signal_connect_swapped (self->format_row, "notify::selected", G_CALLBACK (show_text), self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.copy", self->connections->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.save", self->connections->len > 0);
  gtk_window_present (GTK_WINDOW (self));
}
