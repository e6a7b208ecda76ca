/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page AWS Access: five steps, each of which shows how far it is. */

#include "sluice-aws-page.h"

#include <glib/gi18n-lib.h>

#include "sluice-authorize-group.h"
#include "sluice-aws-access.h"
#include "sluice-config.h"
#include "sluice-deauthorize.h"
#include "sluice-drafts.h"
#include "sluice-group-titles.h"
#include "sluice-hint.h"
#include "sluice-hyphens.h"
#include "sluice-permission-group.h"
#include "sluice-project.h"
#include "sluice-setup-group.h"
#include "sluice-trust-group.h"
#include "sluice-words.h"

#define N_STEPS 5

struct _SluiceAwsPage
{
  GtkWidget              parent_instance;

  /* Owned */
  SluiceSession         *session;
  GSettings             *settings;
  SluiceAwsAccess       *access;

  /* Template */
  GtkWidget             *content;
  SluiceSetupGroup      *setup_group;
  SluiceTrustGroup      *trust_group;
  SluicePermissionGroup *permission_group;
  SluiceAuthorizeGroup  *authorize_group;
  SluiceStepMark        *use_mark;
  SluiceHint            *use_notice;
  GtkWidget             *use_button;
  GtkWidget             *remove_button;
  GtkLabel              *remove_label;
};

G_DEFINE_FINAL_TYPE (SluiceAwsPage, sluice_aws_page, GTK_TYPE_WIDGET)

/* ---- how far each step is ---- */

static gboolean
is_used (SluiceAwsPage *self,
         SluiceAwsRole *role)
{
  g_autofree char *arn = g_settings_get_string (self->settings, "role-arn");

  return g_strcmp0 (arn, sluice_aws_role_get_arn (role)) == 0;
}

/* What an operation makes of the step it belongs to; otherwise returns what it is. */
static SluiceStepState
regard_operation (SluiceAwsPage       *self,
                  SluiceOperationKind  kind,
                  SluiceStepState      otherwise)
{
  SluiceOperation *last = sluice_aws_access_get_last (self->access);

  if (last == NULL || sluice_operation_get_kind (last) != kind)
    return otherwise;
  switch (sluice_operation_get_state (last))
    {
    case SLUICE_OPERATION_STATE_WORKING:
      return SLUICE_STEP_WORKING;
    case SLUICE_OPERATION_STATE_FAILED:
    case SLUICE_OPERATION_STATE_UNKNOWN:
      return otherwise == SLUICE_STEP_DONE ? otherwise : SLUICE_STEP_PROBLEM;
    case SLUICE_OPERATION_STATE_DONE:
    default:
      return otherwise;
    }
}

static void
show_marks (SluiceAwsPage *self)
{
  SluiceAwsRole *chosen = sluice_aws_access_get_chosen (self->access);
  gboolean authorized = chosen != NULL && sluice_aws_role_is_authorized (chosen);
  SluiceStepMark *marks[N_STEPS] = {
    sluice_setup_group_get_mark (self->setup_group),
    sluice_trust_group_get_mark (self->trust_group),
    sluice_permission_group_get_mark (self->permission_group),
    sluice_authorize_group_get_mark (self->authorize_group),
    self->use_mark,
  };
  gboolean done[N_STEPS] = {
    chosen != NULL,
    authorized || sluice_trust_group_is_taken (self->trust_group),
    sluice_permission_group_is_taken (self->permission_group),
    authorized,
    authorized && is_used (self, chosen),
  };
  SluiceStepState states[N_STEPS];
  gboolean next_found = FALSE;

  for (int i = 0; i < N_STEPS; i++)
    {
      states[i] = done[i] ? SLUICE_STEP_DONE
                          : next_found ? SLUICE_STEP_WAITING : SLUICE_STEP_NEXT;
      /* Atlas does not tell what a role may do. */
      if (i == 2 && authorized && !done[i])
        states[i] = SLUICE_STEP_OPTIONAL;
      next_found |= states[i] == SLUICE_STEP_NEXT;
    }
  if (sluice_aws_access_get_state (self->access, NULL) == SLUICE_AWS_ACCESS_NOT_LOADED)
    states[0] = SLUICE_STEP_PROBLEM;
  else if (sluice_aws_access_get_state (self->access, NULL) == SLUICE_AWS_ACCESS_NO_PLACE)
    states[0] = SLUICE_STEP_WAITING;
  states[0] = regard_operation (self, SLUICE_OPERATION_START_SETUP, states[0]);
  states[3] = regard_operation (self, SLUICE_OPERATION_AUTHORIZE_ROLE, states[3]);
  for (int i = 0; i < N_STEPS; i++)
    sluice_step_mark_set_state (marks[i], states[i]);
}

/* ---- what is shown ---- */

static const char *
get_project (SluiceAwsPage *self)
{
  GObject *project = NULL;

  if (sluice_session_get_fact (self->session, SLUICE_FACT_PROJECT, &project, NULL)
        == SLUICE_FACT_STATE_TRUE && project != NULL)
    return sluice_project_get_name (SLUICE_PROJECT (project));
  return sluice_session_get_project_id (self->session);
}

static void
show_use (SluiceAwsPage *self)
{
  SluiceAwsRole *chosen = sluice_aws_access_get_chosen (self->access);
  gboolean authorized = chosen != NULL && sluice_aws_role_is_authorized (chosen);
  g_autofree char *text = NULL;

  if (authorized && is_used (self, chosen))
    text = g_strdup (_("The form on the page Connect holds this role."));
  else if (authorized)
    text = g_strdup_printf (_("Puts %s into the form on the page Connect."),
                            sluice_aws_role_get_arn (chosen));
  else
    text = g_strdup (_("Possible once Atlas may assume the role."));
  sluice_hint_set_text (self->use_notice, SLUICE_TONE_PLAIN, text);
  gtk_widget_set_sensitive (self->use_button, authorized);
  if (authorized && !is_used (self, chosen))
    gtk_widget_add_css_class (self->use_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->use_button, "suggested-action");
  gtk_widget_set_visible (self->remove_button, chosen != NULL);
  gtk_widget_set_sensitive (self->remove_button,
                            sluice_aws_access_get_running (self->access) == NULL);
  gtk_label_set_label (self->remove_label,
                       authorized ? _("_Deauthorize…") : _("_Remove Setup…"));
}

static void
show (SluiceAwsPage *self)
{
  SluiceAwsRole *chosen = sluice_aws_access_get_chosen (self->access);

  sluice_trust_group_set_role (self->trust_group, chosen);
  sluice_permission_group_set_role (self->permission_group, chosen,
                                    sluice_authorize_group_get_role_arn (self->authorize_group));
  sluice_setup_group_show (self->setup_group, get_project (self));
  sluice_authorize_group_show (self->authorize_group);
  show_use (self);
  show_marks (self);
}

/* The set-up that was chosen last is chosen again after a restart. */
static void
access_changed_cb (SluiceAwsPage *self)
{
  SluiceAwsRole *chosen = sluice_aws_access_get_chosen (self->access);

  if (chosen != NULL)
    g_settings_set_string (self->settings, "aws-set-up", sluice_aws_role_get_id (chosen));
  show (self);
}

/* ---- what is done ---- */

static void
use_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  SluiceAwsPage *self = SLUICE_AWS_PAGE (widget);
  SluiceAwsRole *chosen = sluice_aws_access_get_chosen (self->access);

  if (chosen != NULL && sluice_aws_role_is_authorized (chosen))
    gtk_widget_activate_action (widget, "win.use-role", "s", sluice_aws_role_get_arn (chosen));
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  SluiceAwsPage *self = SLUICE_AWS_PAGE (widget);

  sluice_deauthorize_ask (widget, self->access,
                          sluice_session_get_client (self->session),
                          sluice_session_get_project_id (self->session));
}

/* Esc: left to the window where there is nothing to cancel. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  return sluice_authorize_group_cancel (SLUICE_AWS_PAGE (widget)->authorize_group);
}

/* ---- life ---- */

/* While another page is shown nothing of this one can be reached, not even by a screen reader. */
static void
sluice_aws_page_map (GtkWidget *widget)
{
  SluiceAwsPage *self = SLUICE_AWS_PAGE (widget);

  gtk_widget_set_visible (self->content, TRUE);
  GTK_WIDGET_CLASS (sluice_aws_page_parent_class)->map (widget);
  if (self->access != NULL)
    sluice_aws_access_set_active (self->access, TRUE);
}

static void
sluice_aws_page_unmap (GtkWidget *widget)
{
  SluiceAwsPage *self = SLUICE_AWS_PAGE (widget);

  GTK_WIDGET_CLASS (sluice_aws_page_parent_class)->unmap (widget);
  if (self->content != NULL)
    gtk_widget_set_visible (self->content, FALSE);
  if (self->access != NULL)
    sluice_aws_access_set_active (self->access, FALSE);
}

static void
sluice_aws_page_dispose (GObject *object)
{
  SluiceAwsPage *self = SLUICE_AWS_PAGE (object);
  GtkWidget *child;

  if (self->access != NULL)
    g_signal_handlers_disconnect_by_data (self->access, self);
  g_clear_object (&self->access);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_AWS_PAGE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_aws_page_parent_class)->dispose (object);
}

static void
sluice_aws_page_class_init (SluiceAwsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_aws_page_dispose;
  widget_class->map = sluice_aws_page_map;
  widget_class->unmap = sluice_aws_page_unmap;

  g_type_ensure (SLUICE_TYPE_AUTHORIZE_GROUP);
  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_PERMISSION_GROUP);
  g_type_ensure (SLUICE_TYPE_SETUP_GROUP);
  g_type_ensure (SLUICE_TYPE_STEP_MARK);
  g_type_ensure (SLUICE_TYPE_TRUST_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-aws-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceAwsPage, content);
  gtk_widget_class_bind_template_child (widget_class, SluiceAwsPage, setup_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceAwsPage, trust_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceAwsPage, permission_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceAwsPage, authorize_group);
  gtk_widget_class_bind_template_child (widget_class, SluiceAwsPage, use_mark);
  gtk_widget_class_bind_template_child (widget_class, SluiceAwsPage, use_notice);
  gtk_widget_class_bind_template_child (widget_class, SluiceAwsPage, use_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceAwsPage, remove_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceAwsPage, remove_label);

  gtk_widget_class_install_action (widget_class, "aws.use", NULL, use_action);
  gtk_widget_class_install_action (widget_class, "aws.remove", NULL, remove_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
sluice_aws_page_init (SluiceAwsPage *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_group_titles_wrap (GTK_WIDGET (self));
  sluice_hyphens_leave_out (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  g_signal_connect_object (self->trust_group, "taken", G_CALLBACK (show_marks), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->permission_group, "taken", G_CALLBACK (show_marks), self,
                           G_CONNECT_SWAPPED);
}

static void
restored_cb (GtkWidget *widget)
{
  SluiceAwsPage *self = SLUICE_AWS_PAGE (widget);
  g_autofree char *chosen = g_settings_get_string (self->settings, "aws-set-up");

  sluice_aws_access_choose (self->access, chosen);
}

/* To be called once. */
void
sluice_aws_page_set_up (SluiceAwsPage *self,
                        SluiceSession *session,
                        GSettings     *settings,
                        gboolean       practice)
{
  g_autofree char *chosen = NULL;

  g_return_if_fail (SLUICE_IS_AWS_PAGE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  self->access = sluice_aws_access_new (session);
  chosen = g_settings_get_string (settings, "aws-set-up");
  sluice_aws_access_choose (self->access, chosen);

  sluice_drafts_watch (GTK_WIDGET (self), restored_cb);
  sluice_setup_group_set_up (self->setup_group, self->access);
  sluice_trust_group_set_up (self->trust_group, settings);
  sluice_permission_group_set_up (self->permission_group, settings);
  sluice_authorize_group_set_up (self->authorize_group, self->access, settings);
  g_signal_connect_swapped (self->access, "changed", G_CALLBACK (access_changed_cb), self);
  g_signal_connect_object (self->authorize_group, "edited", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::role-arn", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  sluice_aws_access_set_active (self->access, gtk_widget_get_mapped (GTK_WIDGET (self)));
}

/* Goes on with a setup, which may be listed only later. */
void
sluice_aws_page_choose (SluiceAwsPage *self,
                        const char    *role_id)
{
  g_return_if_fail (SLUICE_IS_AWS_PAGE (self));

  sluice_aws_access_choose (self->access, role_id);
}
