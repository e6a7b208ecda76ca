/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All about one connection. */

#include "sluice-connection-detail.h"

#include <glib/gi18n-lib.h>

#include "sluice-atlas-connections.h"
#include "sluice-atlas-processors.h"
#include "sluice-config.h"
#include "sluice-connection-actions.h"
#include "sluice-connection-facts.h"
#include "sluice-connection-words.h"
#include "sluice-dialogs.h"
#include "sluice-group-titles.h"
#include "sluice-hint.h"
#include "sluice-hyphens.h"
#include "sluice-project.h"
#include "sluice-text-card.h"
#include "sluice-words.h"
#include "sluice-wrap-box.h"

struct _SluiceConnectionDetail
{
  GtkWidget            parent_instance;

  /* Owned */
  SluiceSession       *session;
  SluiceRegistryModel *registry;
  SluiceRegistryEntry *entry;        /* NULL: closed */
  GCancellable        *cancellable;  /* of what is being read of it */
  char                *project_id;
  char                *json;
  gboolean             gone;

  /* Template */
  GtkWidget           *back_button;
  GtkImage            *icon;
  GtkLabel            *title;
  GtkSpinner          *spinner;
  SluiceHint          *notice;
  AdwBin              *actions_bin;
  AdwPreferencesGroup *members;
  AdwPreferencesGroup *users;
  GtkToggleButton     *json_button;
  SluiceTextCard      *json_card;

  const char          *style;
};

enum { CLOSED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceConnectionDetail, sluice_connection_detail, GTK_TYPE_WIDGET)

static SluiceConnection *
get_connection (SluiceConnectionDetail *self)
{
  return sluice_registry_entry_get_connection (self->entry);
}

static const char *
get_name (SluiceConnectionDetail *self)
{
  return sluice_connection_get_name (get_connection (self));
}

/* ---- what is shown ---- */

static char *
dup_project (SluiceConnectionDetail *self)
{
  const char *id = sluice_registry_model_get_project_id (self->registry);
  GObject *project = NULL;

  if (sluice_session_get_fact (self->session, SLUICE_FACT_PROJECT, &project, NULL)
        == SLUICE_FACT_STATE_TRUE && project != NULL)
    return g_strdup_printf ("%s (%s)", sluice_project_get_name (SLUICE_PROJECT (project)), id);
  return g_strdup (id);
}

static void
show_style (SluiceConnectionDetail *self,
            const char             *style)
{
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->style);
  self->style = style;
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), style);
}

static void
show_json (SluiceConnectionDetail *self)
{
  sluice_text_card_set_text (self->json_card,
                             self->json != NULL ? self->json : _("Not read yet."));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "detail.copy-json", self->json != NULL);
}

static void
show (SluiceConnectionDetail *self)
{
  SluiceConnection *connection = get_connection (self);
  g_autofree char *title = sluice_connection_words_line (get_name (self));
  g_autofree char *project = dup_project (self);

  gtk_label_set_label (self->title, title);
  gtk_image_set_from_icon_name (self->icon, sluice_connection_words_icon (connection));
  show_style (self, sluice_connection_words_style (connection));
  sluice_connection_facts_show_members (self->members, self->entry, project);
  gtk_widget_set_visible (GTK_WIDGET (self->actions_bin), !self->gone);
  sluice_connection_actions_set_target (
    SLUICE_CONNECTION_ACTIONS (adw_bin_get_child (self->actions_bin)),
    sluice_registry_model_get_project_id (self->registry), self->gone ? NULL : self->entry);
  show_json (self);
}

static void
show_gone (SluiceConnectionDetail *self)
{
  const char *text = _("Atlas has no connection of this name any more. What is shown was known "
                       "before.");

  if (!self->gone)
    sluice_dialogs_announce (GTK_WIDGET (self), text);
  self->gone = TRUE;
  sluice_hint_set_text (self->notice, SLUICE_TONE_WARNING, text);
  show (self);
}

/* ---- reading ---- */

static void
processors_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (SluiceConnectionDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) processors =
    sluice_atlas_list_processors_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_autofree char *headline = NULL;
  g_autofree char *note = NULL;

  if (self->entry == NULL
      || g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED))
    return;
  gtk_spinner_stop (self->spinner);
  if (processors != NULL)
    {
      sluice_connection_facts_show_users (self->users, get_name (self), processors);
      return;
    }
  headline = sluice_words_error_headline (error);
  note = g_strdup_printf (_("Which stream processors use it could not be read: %s."), headline);
  sluice_connection_facts_show_note (self->users, note);
}

static void
take_connection (SluiceConnectionDetail *self,
                 SluiceConnection       *connection)
{
  g_autofree char *instance = g_strdup (sluice_registry_entry_get_instance (self->entry));

  g_free (self->json);
  self->json = sluice_connection_dup_json (connection);
  self->gone = FALSE;
  g_clear_object (&self->entry);
  self->entry = sluice_registry_entry_new (instance, connection);
  sluice_hint_set_text (self->notice, SLUICE_TONE_PLAIN, NULL);
  show (self);
  sluice_registry_model_learn (self->registry, instance, sluice_connection_get_name (connection),
                               connection);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (SluiceConnectionDetail) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection =
    sluice_atlas_get_connection_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_autofree char *headline = NULL;
  g_autofree char *text = NULL;

  if (self->entry == NULL
      || g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED))
    return;
  if (connection != NULL)
    {
      take_connection (self, connection);
      return;
    }
  if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CONNECTION_NOT_FOUND))
    {
      show_gone (self);
      sluice_registry_model_learn (self->registry,
                                   sluice_registry_entry_get_instance (self->entry),
                                   get_name (self), NULL);
      return;
    }
  headline = sluice_words_error_headline (error);
  text = g_strdup_printf (_("It could not be read anew: %s. What is shown may be old."), headline);
  sluice_hint_set_text (self->notice, SLUICE_TONE_WARNING, text);
}

static void
stop (SluiceConnectionDetail *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Asks Atlas anew, for it and for who uses it. */
void
sluice_connection_detail_read (SluiceConnectionDetail *self)
{
  SluiceAtlasClient *client;
  const char *project_id, *instance;

  g_return_if_fail (SLUICE_IS_CONNECTION_DETAIL (self));

  client = sluice_session_get_client (self->session);
  project_id = sluice_registry_model_get_project_id (self->registry);
  if (self->entry == NULL || client == NULL || project_id == NULL)
    return;
  stop (self);
  self->cancellable = g_cancellable_new ();
  instance = sluice_registry_entry_get_instance (self->entry);
  gtk_spinner_start (self->spinner);
  sluice_atlas_get_connection_async (client, project_id, instance, get_name (self),
                                     self->cancellable, read_cb, g_object_ref (self));
  sluice_atlas_list_processors_async (client, project_id, instance, self->cancellable,
                                      processors_cb, g_object_ref (self));
}

/* ---- following ---- */

/* Whether the registry is still that of the project and the instance it was opened in. */
gboolean
sluice_connection_detail_is_at_place (SluiceConnectionDetail *self)
{
  const char *instance;

  g_return_val_if_fail (SLUICE_IS_CONNECTION_DETAIL (self), FALSE);

  instance = sluice_registry_model_get_instance (self->registry);
  return self->entry != NULL
         && g_strcmp0 (self->project_id,
                       sluice_registry_model_get_project_id (self->registry)) == 0
         && (instance == NULL
             || g_str_equal (instance, sluice_registry_entry_get_instance (self->entry)));
}

/* What an operation, the watch or a listing has found out. */
static void
rows_changed_cb (SluiceConnectionDetail *self)
{
  SluiceRegistryEntry *now;

  if (self->entry == NULL || !sluice_connection_detail_is_at_place (self))
    return;
  now = sluice_registry_model_find (self->registry,
                                    sluice_registry_entry_get_instance (self->entry),
                                    get_name (self));
  if (now == NULL && !self->gone)
    show_gone (self);
  if (now == NULL
      || sluice_connection_equal (sluice_registry_entry_get_connection (now),
                                  get_connection (self)))
    return;
  g_set_object (&self->entry, now);
  g_clear_pointer (&self->json, g_free);
  self->gone = FALSE;
  sluice_hint_set_text (self->notice, SLUICE_TONE_PLAIN, NULL);
  show (self);
  sluice_connection_detail_read (self);
}

/* ---- actions ---- */

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[CLOSED], 0);
}

static void
copy_json_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  SluiceConnectionDetail *self = SLUICE_CONNECTION_DETAIL (widget);

  if (self->json == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->json);
  gtk_widget_activate_action (widget, "win.copied", NULL);
}

/* ---- life ---- */

static void
sluice_connection_detail_dispose (GObject *object)
{
  SluiceConnectionDetail *self = SLUICE_CONNECTION_DETAIL (object);
  GtkWidget *child;

  stop (self);
  if (self->registry != NULL)
    g_signal_handlers_disconnect_by_data (sluice_registry_model_get_rows (self->registry), self);
  g_clear_object (&self->entry);
  g_clear_object (&self->registry);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_CONNECTION_DETAIL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_connection_detail_parent_class)->dispose (object);
}

static void
sluice_connection_detail_finalize (GObject *object)
{
  g_free (SLUICE_CONNECTION_DETAIL (object)->project_id);
  g_free (SLUICE_CONNECTION_DETAIL (object)->json);

  G_OBJECT_CLASS (sluice_connection_detail_parent_class)->finalize (object);
}

static void
sluice_connection_detail_class_init (SluiceConnectionDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_connection_detail_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_connection_detail_finalize;

  signals[CLOSED] = g_signal_new ("closed", SLUICE_TYPE_CONNECTION_DETAIL, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_TEXT_CARD);
  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, SLUICE_RESOURCE_PATH
                                               "/ui/sluice-connection-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionDetail, back_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionDetail, icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionDetail, title);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionDetail, spinner);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionDetail, notice);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionDetail, actions_bin);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionDetail, members);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionDetail, users);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionDetail, json_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceConnectionDetail, json_card);

  gtk_widget_class_install_action (widget_class, "detail.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "detail.copy-json", NULL, copy_json_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "detail.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "detail.back",
                                       NULL);
}

static void
sluice_connection_detail_init (SluiceConnectionDetail *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_group_titles_wrap (GTK_WIDGET (self));
  sluice_hyphens_leave_out (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
}

void
sluice_connection_detail_set_up (SluiceConnectionDetail *self,
                                 SluiceSession          *session,
                                 SluiceRegistryModel    *registry)
{
  g_return_if_fail (SLUICE_IS_CONNECTION_DETAIL (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->registry = g_object_ref (registry);
  adw_bin_set_child (self->actions_bin, sluice_connection_actions_new (session));
  g_signal_connect_swapped (sluice_registry_model_get_rows (registry), "items-changed",
                            G_CALLBACK (rows_changed_cb), self);
}

/* Shows what is known, and reads it anew. */
void
sluice_connection_detail_open (SluiceConnectionDetail *self,
                               SluiceRegistryEntry    *entry)
{
  g_return_if_fail (SLUICE_IS_CONNECTION_DETAIL (self));

  g_set_object (&self->entry, entry);
  g_free (self->project_id);
  self->project_id = g_strdup (sluice_registry_model_get_project_id (self->registry));
  g_clear_pointer (&self->json, g_free);
  self->gone = FALSE;
  gtk_toggle_button_set_active (self->json_button, FALSE);
  sluice_hint_set_text (self->notice, SLUICE_TONE_PLAIN, NULL);
  sluice_connection_facts_show_note (self->users, _("Asking Atlas…"));
  show (self);
  sluice_connection_detail_read (self);
  gtk_widget_grab_focus (self->back_button);
}

void
sluice_connection_detail_close (SluiceConnectionDetail *self)
{
  g_return_if_fail (SLUICE_IS_CONNECTION_DETAIL (self));

  stop (self);
  g_clear_object (&self->entry);
}

/* Borrowed; NULL: closed. */
SluiceRegistryEntry *
sluice_connection_detail_get_entry (SluiceConnectionDetail *self)
{
  g_return_val_if_fail (SLUICE_IS_CONNECTION_DETAIL (self), NULL);

  return self->entry;
}
