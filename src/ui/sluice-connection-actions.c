/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with one connection, as buttons. */

#include "sluice-connection-actions.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-connection-target.h"
#include "sluice-delivery-dialog.h"
#include "sluice-export-dialog.h"
#include "sluice-history-dialog.h"
#include "sluice-wrap-box.h"

struct _SluiceConnectionActions
{
  GtkWidget            parent_instance;

  SluiceSession       *session;
  char                *project_id;
  SluiceRegistryEntry *entry;
  SluiceOperation     *busy;      /* what is being done with it just now */
};

G_DEFINE_FINAL_TYPE (SluiceConnectionActions, sluice_connection_actions, GTK_TYPE_WIDGET)

/* ---- what is offered ---- */

static gboolean
is_about_target (SluiceConnectionActions *self,
                 SluiceOperation         *operation)
{
  SluiceConnection *connection = sluice_registry_entry_get_connection (self->entry);

  return sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING
         && g_strcmp0 (sluice_operation_get_subject (operation),
                       sluice_connection_get_name (connection)) == 0
         && g_strcmp0 (sluice_operation_get_place (operation),
                       sluice_registry_entry_get_instance (self->entry)) == 0
         && g_strcmp0 (sluice_operation_get_project_id (operation), self->project_id) == 0;
}

/* Returns a new reference, or NULL. */
static SluiceOperation *
find_busy (SluiceConnectionActions *self)
{
  GListModel *operations = sluice_session_get_operations (self->session);

  if (self->entry == NULL)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (operations); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (operations, i);

      if (is_about_target (self, operation))
        return g_steal_pointer (&operation);
    }
  return NULL;
}

static void update (SluiceConnectionActions *self);

static void
busy_changed_cb (SluiceConnectionActions *self)
{
  if (sluice_operation_get_state (self->busy) != SLUICE_OPERATION_STATE_WORKING)
    update (self);
}

static void
set_busy (SluiceConnectionActions *self,
          SluiceOperation         *busy)
{
  if (busy == self->busy)
    return;
  if (self->busy != NULL)
    g_signal_handlers_disconnect_by_func (self->busy, busy_changed_cb, self);
  g_set_object (&self->busy, busy);
  if (busy != NULL)
    g_signal_connect_object (busy, "notify::revision", G_CALLBACK (busy_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

/* One thing at a time is done with a connection; Delete takes it out of any state. */
static void
update (SluiceConnectionActions *self)
{
  SluiceConnection *connection =
    self->entry != NULL ? sluice_registry_entry_get_connection (self->entry) : NULL;
  g_autoptr (SluiceOperation) busy = find_busy (self);
  gboolean s3 = connection != NULL && sluice_connection_is_s3 (connection);
  gboolean has_role = s3 && sluice_connection_get_role_arn (connection) != NULL;
  gboolean leaving = connection != NULL && sluice_connection_get_state (connection)
                                             == SLUICE_CONNECTION_STATE_DELETING;
  gboolean free = s3 && !leaving && busy == NULL
                  && sluice_session_get_client (self->session) != NULL;
  gboolean ready = connection != NULL && sluice_connection_get_state (connection)
                                           == SLUICE_CONNECTION_STATE_READY;
  GtkWidget *widget = GTK_WIDGET (self);

  set_busy (self, busy);
  gtk_widget_action_set_enabled (widget, "connection.change-role", free);
  gtk_widget_action_set_enabled (widget, "connection.test", free && has_role);
  gtk_widget_action_set_enabled (widget, "connection.change-network", free && has_role);
  gtk_widget_action_set_enabled (widget, "connection.duplicate", has_role
                                 && sluice_session_get_client (self->session) != NULL);
  gtk_widget_action_set_enabled (widget, "connection.test-delivery", free && ready);
  gtk_widget_action_set_enabled (widget, "connection.delete", free);
  gtk_widget_action_set_enabled (widget, "connection.export", has_role);
  gtk_widget_action_set_enabled (widget, "connection.history", connection != NULL);
}

/* ---- what the buttons do ---- */

static SluiceConnectionTarget *
new_target (SluiceConnectionActions *self)
{
  return sluice_connection_target_new (GTK_WIDGET (self), self->session, self->project_id,
                                       self->entry);
}

static void
change_role_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  sluice_connection_ask_role (widget, new_target (SLUICE_CONNECTION_ACTIONS (widget)));
}

static void
test_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  sluice_connection_ask_test (widget, new_target (SLUICE_CONNECTION_ACTIONS (widget)));
}

static void
change_network_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  sluice_connection_ask_network (widget, new_target (SLUICE_CONNECTION_ACTIONS (widget)));
}

static void
duplicate_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  sluice_connection_ask_duplicate (widget, new_target (SLUICE_CONNECTION_ACTIONS (widget)));
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GPtrArray *targets =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_connection_target_free);

  g_ptr_array_add (targets, new_target (SLUICE_CONNECTION_ACTIONS (widget)));
  sluice_connection_ask_delete (widget, targets, 0);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  SluiceConnectionActions *self = SLUICE_CONNECTION_ACTIONS (widget);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (entries, g_object_ref (self->entry));
  sluice_export_dialog_present (widget, self->session, entries);
}

static void
test_delivery_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  SluiceConnectionActions *self = SLUICE_CONNECTION_ACTIONS (widget);

  sluice_delivery_dialog_present (widget, self->session, self->project_id, self->entry);
}

static void
history_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  SluiceConnectionActions *self = SLUICE_CONNECTION_ACTIONS (widget);
  SluiceConnection *connection = sluice_registry_entry_get_connection (self->entry);

  sluice_history_dialog_present (widget, self->session,
                                 sluice_registry_entry_get_instance (self->entry),
                                 sluice_connection_get_name (connection));
}

/* ---- the widget ---- */

static void
sluice_connection_actions_dispose (GObject *object)
{
  SluiceConnectionActions *self = SLUICE_CONNECTION_ACTIONS (object);
  GtkWidget *child;

  set_busy (self, NULL);
  g_clear_object (&self->session);
  g_clear_object (&self->entry);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_CONNECTION_ACTIONS);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_connection_actions_parent_class)->dispose (object);
}

static void
sluice_connection_actions_finalize (GObject *object)
{
  g_free (SLUICE_CONNECTION_ACTIONS (object)->project_id);

  G_OBJECT_CLASS (sluice_connection_actions_parent_class)->finalize (object);
}

static void
sluice_connection_actions_class_init (SluiceConnectionActionsClass *klass)
{
  static const struct { const char *name; GtkWidgetActionActivateFunc activate; } actions[] = {
    { "connection.change-role", change_role_action },
    { "connection.test", test_action },
    { "connection.change-network", change_network_action },
    { "connection.duplicate", duplicate_action },
    { "connection.delete", delete_action },
    { "connection.export", export_action },
    { "connection.test-delivery", test_delivery_action },
    { "connection.history", history_action },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_connection_actions_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_connection_actions_finalize;

  g_type_ensure (SLUICE_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
    widget_class, SLUICE_RESOURCE_PATH "/ui/sluice-connection-actions.ui");
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}

static void
sluice_connection_actions_init (SluiceConnectionActions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
sluice_connection_actions_new (SluiceSession *session)
{
  SluiceConnectionActions *self = g_object_new (SLUICE_TYPE_CONNECTION_ACTIONS, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (sluice_session_get_operations (session), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "key-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

void
sluice_connection_actions_set_target (SluiceConnectionActions *self,
                                      const char              *project_id,
                                      SluiceRegistryEntry     *entry)
{
  g_autofree char *old_project_id = NULL;

  g_return_if_fail (SLUICE_IS_CONNECTION_ACTIONS (self));

  old_project_id = self->project_id;
  self->project_id = g_strdup (project_id);
  g_set_object (&self->entry, entry);
  update (self);
}

/* ---- several at once ---- */

static void
tell_none (GtkWidget *parent)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay),
                                 adw_toast_new (_("Sluice deletes S3 connections only")));
}

void
sluice_connection_actions_delete_many (GtkWidget     *parent,
                                       SluiceSession *session,
                                       const char    *project_id,
                                       GPtrArray     *entries)
{
  GPtrArray *targets =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sluice_connection_target_free);

  for (guint i = 0; i < entries->len; i++)
    if (sluice_connection_is_s3 (sluice_registry_entry_get_connection (entries->pdata[i])))
      g_ptr_array_add (targets, sluice_connection_target_new (parent, session, project_id,
                                                              entries->pdata[i]));
  /* Each entry of the status pane has its own Undo; as many toasts would say nothing. */
  for (guint i = 0; targets->len > 1 && i < targets->len; i++)
    g_weak_ref_set (&((SluiceConnectionTarget *) targets->pdata[i])->widget, NULL);
  if (targets->len > 0)
    sluice_connection_ask_delete (parent, targets, entries->len - targets->len);
  else
    {
      g_ptr_array_unref (targets);
      tell_none (parent);
    }
}
