/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks where a copy of a connection is to be created, and under which name. */

#include "sluice-connection-target.h"

#include <glib/gi18n-lib.h>

#include "sluice-aws-role.h"
#include "sluice-choose-button.h"
#include "sluice-connection-words.h"
#include "sluice-create-operation.h"
#include "sluice-remote-list.h"
#include "sluice-task-window.h"
#include "sluice-validate.h"
#include "sluice-words.h"

#define ASK_KEY "sluice-ask"

/* Borrowed from the window, whose data it is. */
typedef struct
{
  SluiceTaskWindow   *window;
  SluiceField        *name;
  SluiceField        *instance;
  SluiceField        *project;
  SluiceChooseButton *choose_instance;
  SluiceRemoteList   *roles;     /* of the project below; owned */
  char               *asked_for; /* that project's id; owned */
} Ask;

static void
drop_roles (Ask *ask)
{
  if (ask->roles != NULL)
    g_signal_handlers_disconnect_by_data (ask->roles, ask);
  g_clear_object (&ask->roles);
  g_clear_pointer (&ask->asked_for, g_free);
}

static void
ask_free (gpointer data)
{
  drop_roles (data);
  g_free (data);
}

static SluiceConnectionTarget *
target_of (Ask *ask)
{
  return sluice_task_window_get_data (ask->window);
}

/* ---- what another project means ---- */

static gboolean
is_authorized (Ask *ask)
{
  const char *wanted = sluice_connection_get_role_arn (target_of (ask)->connection);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (ask->roles));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SluiceAwsRole) role = g_list_model_get_item (G_LIST_MODEL (ask->roles), i);

      if (sluice_aws_role_is_authorized (role)
          && g_strcmp0 (sluice_aws_role_get_arn (role), wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What will be different there, or NULL. */
static char *
dup_remark (Ask *ask)
{
  const GError *error = sluice_remote_list_get_error (ask->roles);
  gboolean private_link =
    sluice_connection_get_private_link_id (target_of (ask)->connection) != NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (private_link)
    g_string_append (text, _("Private links belong to one project, so the copy uses the public "
                             "network."));
  if (sluice_remote_list_get_loaded (ask->roles) && error == NULL && !is_authorized (ask))
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, _("The role of this connection is not authorized in that project: set "
                               "it up there first, on the page AWS Access."));
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
roles_changed_cb (Ask *ask)
{
  g_autofree char *remark = dup_remark (ask);

  sluice_task_window_set_notice (ask->window, SLUICE_TONE_WARNING, remark);
}

static void
project_settled_cb (Ask *ask)
{
  SluiceConnectionTarget *target = target_of (ask);
  SluiceAtlasClient *client = sluice_session_get_client (target->session);
  const char *project_id = sluice_field_get_value (ask->project);

  sluice_choose_button_set_project (ask->choose_instance, project_id);
  if (g_strcmp0 (project_id, ask->asked_for) == 0)
    return;
  drop_roles (ask);
  sluice_task_window_set_notice (ask->window, SLUICE_TONE_PLAIN, NULL);
  if (client == NULL || project_id == NULL || g_str_equal (project_id, target->project_id))
    return;
  ask->asked_for = g_strdup (project_id);
  ask->roles = sluice_remote_list_new_aws_roles (client, project_id);
  g_signal_connect_swapped (ask->roles, "changed", G_CALLBACK (roles_changed_cb), ask);
  sluice_remote_list_refresh (ask->roles);
  roles_changed_cb (ask);
}

/* ---- creating the copy ---- */

static gboolean
is_itself (Ask *ask)
{
  SluiceConnectionTarget *target = target_of (ask);

  return g_strcmp0 (sluice_field_get_value (ask->name),
                    sluice_connection_get_name (target->connection)) == 0
         && g_strcmp0 (sluice_field_get_value (ask->instance), target->instance) == 0
         && g_strcmp0 (sluice_field_get_value (ask->project), target->project_id) == 0;
}

static void
create_copy (Ask               *ask,
             SluiceAtlasClient *client)
{
  SluiceConnectionTarget *target = target_of (ask);
  const char *project_id = sluice_field_get_value (ask->project);
  gboolean same_project = g_strcmp0 (project_id, target->project_id) == 0;
  SluiceCreateRequest request = {
    .project_id = project_id,
    .instance = sluice_field_get_value (ask->instance),
    .name = sluice_field_get_value (ask->name),
    .role_arn = sluice_connection_get_role_arn (target->connection),
    .test_bucket = sluice_connection_get_test_bucket (target->connection),
    .private_link_id = same_project
                       ? sluice_connection_get_private_link_id (target->connection) : NULL,
  };
  g_autoptr (SluiceOperation) operation = sluice_create_operation_start (client, &request);

  sluice_session_add_operation (target->session, operation);
}

static void
go_cb (SluiceTaskWindow *window,
       Ask              *ask)
{
  SluiceAtlasClient *client = sluice_session_get_client (target_of (ask)->session);

  if (is_itself (ask))
    {
      sluice_field_set_fact (ask->name, SLUICE_FACT_STATE_FALSE,
                             _("This is the connection itself. Choose another name, instance or "
                               "project."));
      sluice_field_grab_focus (ask->name);
    }
  else if (client == NULL)
    sluice_task_window_set_notice (window, SLUICE_TONE_BAD,
                                   _("Sluice has no key any more to sign in with. Fill it in on "
                                     "the page Connect, then try again."));
  else
    {
      create_copy (ask, client);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
add_fields (Ask                 *ask,
            AdwPreferencesGroup *group)
{
  SluiceConnectionTarget *target = target_of (ask);
  g_autofree char *name =
    g_strdup_printf ("%s-copy", sluice_connection_get_name (target->connection));
  SluiceChooseButton *choose;
  AdwEntryRow *row;

  ask->name = sluice_task_window_add_field (ask->window, group, _("Connection _Name"),
                                            sluice_validate_connection_name,
                                            _("The copy needs a name."), NULL, NULL);
  sluice_field_set_text (ask->name, name);
  ask->instance = sluice_task_window_add_field (ask->window, group,
                                                _("_Stream Processing Instance"),
                                                sluice_validate_instance_name,
                                                _("The instance is needed."), NULL, &row);
  sluice_field_set_text (ask->instance, target->instance);
  ask->choose_instance = sluice_choose_button_add (SLUICE_LISTED_INSTANCE, row, ask->instance);
  sluice_choose_button_set_session (ask->choose_instance, target->session);
  sluice_choose_button_set_project (ask->choose_instance, target->project_id);
  ask->project = sluice_task_window_add_field (ask->window, group, _("Project _ID"),
                                               sluice_validate_project_id,
                                               _("The project is needed."), NULL, &row);
  sluice_field_set_text (ask->project, target->project_id);
  choose = sluice_choose_button_add (SLUICE_LISTED_PROJECT, row, ask->project);
  sluice_choose_button_set_session (choose, target->session);
  g_signal_connect_swapped (ask->project, "settled", G_CALLBACK (project_settled_cb), ask);
}

void
sluice_connection_ask_duplicate (GtkWidget              *parent,
                                 SluiceConnectionTarget *target)
{
  SluiceTaskWindow *window =
    sluice_task_window_new (parent, _("Duplicate"), _("D_uplicate"), 470, FALSE, target,
                            (GDestroyNotify) sluice_connection_target_free);
  g_autofree char *name =
    sluice_connection_words_line (sluice_connection_get_name (target->connection));
  g_autofree char *title = g_markup_escape_text (name, -1);
  Ask *ask = g_new0 (Ask, 1);

  ask->window = window;
  g_object_set_data_full (G_OBJECT (window), ASK_KEY, ask, ask_free);
  sluice_task_window_set_explanation (
    window, _("Creates a connection with the same role, test bucket and network."));
  add_fields (ask, sluice_task_window_add_group (window, title));
  g_signal_connect (window, "go", G_CALLBACK (go_cb), ask);
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (drop_roles), ask);
  sluice_field_grab_focus (ask->name);
  gtk_window_present (GTK_WINDOW (window));
}
