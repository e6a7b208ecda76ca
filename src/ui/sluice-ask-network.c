/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for another network for a connection, which means to delete it and to create it again. */

#include "sluice-connection-target.h"

#include <glib/gi18n-lib.h>

#include "sluice-atlas-processors.h"
#include "sluice-connection-words.h"
#include "sluice-private-link.h"
#include "sluice-hyphens.h"
#include "sluice-remote-list.h"
#include "sluice-task-window.h"
#include "sluice-user-words.h"
#include "sluice-words.h"

#define ASK_KEY "sluice-ask"

/* Borrowed from the window, whose data it is. */
typedef struct
{
  SluiceTaskWindow    *window;
  AdwPreferencesGroup *group;
  GtkCheckButton      *public_button;
  GPtrArray           *rows;         /* of links */
  SluiceRemoteList    *list;         /* owned */
  GCancellable        *cancellable;  /* owned */
  char                *chosen;       /* id of a link; NULL: public; owned */
  gboolean             is_chosen;
} Ask;

/* The window is closed, but what it has asked for may still come. */
static void
stop (Ask *ask)
{
  g_cancellable_cancel (ask->cancellable);
  if (ask->list != NULL)
    g_signal_handlers_disconnect_by_data (ask->list, ask);
  g_clear_object (&ask->list);
}

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  stop (ask);
  g_clear_object (&ask->cancellable);
  g_ptr_array_unref (ask->rows);
  g_free (ask->chosen);
  g_free (ask);
}

static SluiceConnectionTarget *
target_of (Ask *ask)
{
  return sluice_task_window_get_data (ask->window);
}

/* ---- the choice ---- */

static void
toggled_cb (GtkCheckButton *button,
            Ask            *ask)
{
  const char *present =
    sluice_connection_get_private_link_id (target_of (ask)->connection);

  if (!gtk_check_button_get_active (button))
    return;
  g_free (ask->chosen);
  ask->chosen = g_strdup (g_object_get_data (G_OBJECT (button), "link"));
  ask->is_chosen = g_strcmp0 (ask->chosen, present) != 0;
  sluice_task_window_set_ready (ask->window, ask->is_chosen);
}

/* link_id: NULL for the public network. */
static GtkWidget *
add_network (Ask        *ask,
             const char *title,
             const char *link_id)
{
  SluiceConnection *connection = target_of (ask)->connection;
  gboolean present =
    g_strcmp0 (sluice_connection_get_private_link_id (connection), link_id) == 0;
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_check_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  if (present)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("The present network"));
  else if (link_id != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), link_id);
  sluice_hyphens_leave_out (row);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (ask->public_button != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), ask->public_button);
  g_object_set_data_full (G_OBJECT (button), "link", g_strdup (link_id), g_free);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), present);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), ask);
  adw_preferences_group_add (ask->group, row);
  if (ask->public_button == NULL)
    ask->public_button = GTK_CHECK_BUTTON (button);
  return row;
}

static void
add_links (Ask *ask)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (ask->list));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SluicePrivateLink) link = g_list_model_get_item (G_LIST_MODEL (ask->list), i);
      const char *region = sluice_private_link_get_region (link);
      g_autofree char *title = NULL;

      if (!sluice_private_link_is_done (link) || !sluice_private_link_is_s3 (link)
          || sluice_private_link_get_id (link) == NULL)
        continue;
      /* Translators: %s is an AWS region */
      title = region != NULL ? g_strdup_printf (_("Private link in %s"), region)
                             : g_strdup (_("Private link"));
      g_ptr_array_add (ask->rows, add_network (ask, title, sluice_private_link_get_id (link)));
    }
}

static void
listed_cb (Ask *ask)
{
  const GError *error = sluice_remote_list_get_error (ask->list);
  g_autofree char *reason = error != NULL ? sluice_words_error_headline (error) : NULL;
  g_autofree char *text = NULL;

  if (sluice_remote_list_get_loading (ask->list))
    return;
  if (error != NULL)
    {
      /* Translators: %s is a short sentence such as “The connection was lost” */
      text = g_strdup_printf (_("The private links could not be read: %s."), reason);
      sluice_task_window_set_notice (ask->window, SLUICE_TONE_WARNING, text);
      return;
    }
  add_links (ask);
  sluice_task_window_set_notice (ask->window, SLUICE_TONE_PLAIN,
                                 ask->rows->len == 0
                                 ? _("This project has no private link for S3 that is done. "
                                     "Private Links, on the page Connections, makes one.") : NULL);
}

/* ---- the question ---- */

static void
users_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (SluiceTaskWindow) window = user_data;
  Ask *ask = g_object_get_data (G_OBJECT (window), ASK_KEY);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) processors =
    sluice_atlas_list_processors_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) users = NULL;
  g_autofree char *text = NULL;

  if (ask == NULL || g_cancellable_is_cancelled (ask->cancellable))
    return;
  if (processors != NULL)
    users = sluice_user_words_find (processors,
                                    sluice_connection_get_name (target_of (ask)->connection));
  text = sluice_user_words_describe (1, users, error);
  sluice_task_window_set_remark (window, text);
}

static void
go_cb (SluiceTaskWindow *window,
       Ask              *ask)
{
  SluiceConnectionRequest request = { .private_link_id = ask->chosen };

  if (sluice_connection_target_start (target_of (ask), sluice_move_operation_start, &request)
      != NULL)
    gtk_window_destroy (GTK_WINDOW (window));
  else
    sluice_task_window_set_notice (window, SLUICE_TONE_BAD,
                                   _("Sluice has no key any more to sign in with. Fill it in on "
                                     "the page Connect, then try again."));
}

static void
ask_atlas (Ask               *ask,
           SluiceAtlasClient *client)
{
  SluiceConnectionTarget *target = target_of (ask);

  ask->list = sluice_remote_list_new_private_links (client, target->project_id);
  g_signal_connect_swapped (ask->list, "changed", G_CALLBACK (listed_cb), ask);
  sluice_remote_list_refresh (ask->list);
  sluice_task_window_set_notice (ask->window, SLUICE_TONE_PLAIN, _("Asking Atlas…"));
  sluice_task_window_set_remark (ask->window, _("Looking up which stream processors use it…"));
  sluice_atlas_list_processors_async (client, target->project_id, target->instance,
                                      ask->cancellable, users_cb, g_object_ref (ask->window));
}

void
sluice_connection_ask_network (GtkWidget              *parent,
                               SluiceConnectionTarget *target)
{
  SluiceTaskWindow *window =
    sluice_task_window_new (parent, _("Change Network"), _("Change _Network"), 540, TRUE, target,
                            (GDestroyNotify) sluice_connection_target_free);
  SluiceAtlasClient *client = sluice_session_get_client (target->session);
  g_autofree char *name =
    sluice_connection_words_line (sluice_connection_get_name (target->connection));
  g_autofree char *title = g_markup_escape_text (name, -1);
  Ask *ask = g_new0 (Ask, 1);

  ask->window = window;
  ask->rows = g_ptr_array_new ();
  ask->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (window), ASK_KEY, ask, ask_free);
  sluice_task_window_set_explanation (
    window, _("Atlas cannot change the network of a connection that exists. Sluice deletes it, "
              "waits until it is gone, and creates it again with the same name and role. Until "
              "then nothing can be written through it."));
  ask->group = sluice_task_window_add_group (window, title);
  add_network (ask, _("Public network"), NULL);
  sluice_task_window_set_ready (window, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (ask->public_button));
  g_signal_connect (window, "go", G_CALLBACK (go_cb), ask);
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (stop), ask);
  if (client != NULL)
    ask_atlas (ask, client);
  gtk_window_present (GTK_WINDOW (window));
}
