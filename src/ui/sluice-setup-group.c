/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step 1 of AWS access: starting a set-up, or going on with one. */

#include "sluice-setup-group.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-hint.h"
#include "sluice-hyphens.h"
#include "sluice-role-operations.h"
#include "sluice-words.h"

/* Of the roles shown before somebody asks for all of them. */
#define FEW 5

/* More than any title needs. */
#define MAX_LINES 20

struct _SluiceSetupGroup
{
  AdwPreferencesGroup  parent_instance;

  /* Owned */
  SluiceAwsAccess     *access;
  GtkSliceListModel   *shown;
  GtkWidget           *leader;  /* of the check buttons */

  /* Template */
  SluiceStepMark      *mark;
  GtkListBox          *list;
  SluiceHint          *notice;
  GtkWidget           *all_button;
  GtkWidget           *start_button;
  GtkWidget           *reload_button;
};

G_DEFINE_FINAL_TYPE (SluiceSetupGroup, sluice_setup_group, ADW_TYPE_PREFERENCES_GROUP)

/* ---- one set-up ---- */

static char *
format_date (const char *iso)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = iso != NULL ? g_date_time_new_from_iso8601 (iso, utc) : NULL;
  g_autoptr (GDateTime) local = date != NULL ? g_date_time_to_local (date) : NULL;

  return local != NULL ? g_date_time_format (local, "%F %H:%M") : g_strdup (iso);
}

static char *
describe (SluiceAwsRole  *role,
          char          **subtitle)
{
  g_autofree char *date = NULL;

  if (sluice_aws_role_is_authorized (role))
    {
      date = format_date (sluice_aws_role_get_authorized_date (role));
      /* Translators: %1$s is a date, %2$s an ARN */
      *subtitle = g_strdup_printf (_("Authorized %1$s · %2$s"), date,
                                   sluice_aws_role_get_arn (role));
      return sluice_role_dup_name (role);
    }
  date = format_date (sluice_aws_role_get_created_date (role));
  /* Translators: %s is the id Atlas has given to a set-up of AWS access */
  *subtitle = g_strdup_printf (_("Can be continued · ID %s"), sluice_aws_role_get_id (role));
  if (date == NULL)
    return g_strdup (_("Half finished"));
  /* Translators: %s is a date */
  return g_strdup_printf (_("Half finished, started %s"), date);
}

static void
toggled_cb (GtkCheckButton   *check,
            SluiceSetupGroup *self)
{
  if (gtk_check_button_get_active (check))
    sluice_aws_access_choose (self->access, g_object_get_data (G_OBJECT (check), "role-id"));
}

static gboolean
is_chosen (SluiceSetupGroup *self,
           const char       *id)
{
  SluiceAwsRole *chosen = sluice_aws_access_get_chosen (self->access);

  return chosen != NULL && g_strcmp0 (sluice_aws_role_get_id (chosen), id) == 0;
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  SluiceSetupGroup *self = SLUICE_SETUP_GROUP (user_data);
  SluiceAwsRole *role = item;
  g_autofree char *subtitle = NULL;
  g_autofree char *title = describe (role, &subtitle);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  /* With a limit to its lines a label never asks for more width than there is: that is how GTK 4.8
   * answers for two of them, one upon the other, when their lines are not of the same height. */
  g_object_set (row, "use-markup", FALSE, "title", title, "subtitle", subtitle,
                "title-lines", MAX_LINES, "subtitle-lines", MAX_LINES, NULL);
  sluice_hyphens_leave_out (row);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (self->leader));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               is_chosen (self, sluice_aws_role_get_id (role)));
  g_object_set_data_full (G_OBJECT (check), "role-id", g_strdup (sluice_aws_role_get_id (role)),
                          g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_object_set_data (G_OBJECT (row), "check", check);
  return row;
}

/* ---- what is shown ---- */

static void
show_chosen (SluiceSetupGroup *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      GtkCheckButton *check = g_object_get_data (G_OBJECT (row), "check");

      if (is_chosen (self, g_object_get_data (G_OBJECT (check), "role-id")))
        gtk_check_button_set_active (check, TRUE);
    }
}

static void
show_list (SluiceSetupGroup *self)
{
  GListModel *roles = sluice_aws_access_get_roles (self->access);
  guint n_roles = g_list_model_get_n_items (roles);
  g_autofree char *all = g_strdup_printf (_("Show All %u"), n_roles);
  gboolean cut;

  /* What is worked on must be in sight, wherever it stands. */
  for (guint i = FEW; i < n_roles; i++)
    {
      g_autoptr (SluiceAwsRole) role = g_list_model_get_item (roles, i);

      if (is_chosen (self, sluice_aws_role_get_id (role)))
        gtk_slice_list_model_set_size (self->shown, G_MAXUINT);
    }
  cut = gtk_slice_list_model_get_size (self->shown) < n_roles;
  gtk_widget_set_visible (GTK_WIDGET (self->list), n_roles > 0);
  gtk_widget_set_visible (self->all_button, cut);
  gtk_button_set_label (GTK_BUTTON (self->all_button), all);
  show_chosen (self);
}

static void
show_failure (SluiceSetupGroup *self,
              const GError     *error)
{
  g_autofree char *headline = sluice_words_error_headline (error);
  g_autofree char *sentence = sluice_words_error_sentence (error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_ROLE_MISSING))
    text = g_strdup (_("This key may not list the AWS roles of this project. Setting up AWS access "
                       "takes the role Project Owner."));
  else
    /* Translators: %1$s is a short sentence, %2$s one or more sentences */
    text = g_strdup_printf (_("The roles could not be listed. %1$s. %2$s"), headline, sentence);
  sluice_hint_set_text (self->notice, SLUICE_TONE_BAD, text);
}

/* What cannot be begun says so where the others say what they are for. */
static void
show_description (SluiceSetupGroup *self,
                  const char       *project)
{
  g_autofree char *description = NULL;

  if (sluice_aws_access_get_state (self->access, NULL) == SLUICE_AWS_ACCESS_NO_PLACE
      || project == NULL)
    description = g_strdup (_("Key and project are taken from the page Connect. Fill them in "
                              "there first."));
  else
    description = g_markup_printf_escaped (_("In Atlas, for the project %s: gives the account and "
                                             "the external ID the trust policy needs."), project);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), description);
}

static void
show_notice (SluiceSetupGroup *self)
{
  const GError *error = NULL;
  guint n_roles = g_list_model_get_n_items (sluice_aws_access_get_roles (self->access));

  switch (sluice_aws_access_get_state (self->access, &error))
    {
    case SLUICE_AWS_ACCESS_LOADING:
      sluice_hint_set_text (self->notice, SLUICE_TONE_PLAIN,
                            n_roles == 0 ? _("Asking Atlas for the roles of this project…") : NULL);
      break;
    case SLUICE_AWS_ACCESS_NOT_LOADED:
      show_failure (self, error);
      break;
    case SLUICE_AWS_ACCESS_NO_PLACE:
      sluice_hint_set_text (self->notice, SLUICE_TONE_PLAIN, NULL);
      break;
    case SLUICE_AWS_ACCESS_LOADED:
    default:
      sluice_hint_set_text (self->notice, SLUICE_TONE_PLAIN,
                            n_roles == 0 ? _("This project has no AWS role yet.") : NULL);
    }
}

/* project: its name or id, NULL if none is known. */
void
sluice_setup_group_show (SluiceSetupGroup *self,
                         const char       *project)
{
  SluiceAwsAccessState state;
  SluiceOperation *running;

  g_return_if_fail (SLUICE_IS_SETUP_GROUP (self));

  state = sluice_aws_access_get_state (self->access, NULL);
  running = sluice_aws_access_get_running (self->access);
  show_description (self, project);
  show_list (self);
  show_notice (self);
  gtk_widget_set_sensitive (self->start_button,
                            state != SLUICE_AWS_ACCESS_NO_PLACE && running == NULL);
  if (state == SLUICE_AWS_ACCESS_LOADED && sluice_aws_access_get_chosen (self->access) == NULL)
    gtk_widget_add_css_class (self->start_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->start_button, "suggested-action");
  gtk_widget_set_visible (self->reload_button, state != SLUICE_AWS_ACCESS_NO_PLACE);
}

/* ---- what is done ---- */

static void
start_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  sluice_aws_access_start (SLUICE_SETUP_GROUP (widget)->access);
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  SluiceSetupGroup *self = SLUICE_SETUP_GROUP (widget);

  /* Its button stays as it is meanwhile: it has the keyboard. */
  if (sluice_aws_access_get_state (self->access, NULL) != SLUICE_AWS_ACCESS_LOADING)
    sluice_aws_access_refresh (self->access);
}

static void
show_all_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  SluiceSetupGroup *self = SLUICE_SETUP_GROUP (widget);

  gtk_slice_list_model_set_size (self->shown, G_MAXUINT);
  show_list (self);
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/* ---- life ---- */

static void
sluice_setup_group_dispose (GObject *object)
{
  SluiceSetupGroup *self = SLUICE_SETUP_GROUP (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->access);
  g_clear_object (&self->leader);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_SETUP_GROUP);

  G_OBJECT_CLASS (sluice_setup_group_parent_class)->dispose (object);
}

static void
sluice_setup_group_class_init (SluiceSetupGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_setup_group_dispose;

  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_STEP_MARK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-setup-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceSetupGroup, mark);
  gtk_widget_class_bind_template_child (widget_class, SluiceSetupGroup, list);
  gtk_widget_class_bind_template_child (widget_class, SluiceSetupGroup, notice);
  gtk_widget_class_bind_template_child (widget_class, SluiceSetupGroup, all_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceSetupGroup, start_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceSetupGroup, reload_button);

  gtk_widget_class_install_action (widget_class, "setup.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "setup.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "setup.show-all", NULL, show_all_action);
}

static void
sluice_setup_group_init (SluiceSetupGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->leader = g_object_ref_sink (gtk_check_button_new ());
}

/* To be called once. */
void
sluice_setup_group_set_up (SluiceSetupGroup *self,
                           SluiceAwsAccess  *access)
{
  g_return_if_fail (SLUICE_IS_SETUP_GROUP (self));

  self->access = g_object_ref (access);
  self->shown = gtk_slice_list_model_new (g_object_ref (sluice_aws_access_get_roles (access)), 0,
                                          FEW);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), create_row, self, NULL);
}

SluiceStepMark *
sluice_setup_group_get_mark (SluiceSetupGroup *self)
{
  g_return_val_if_fail (SLUICE_IS_SETUP_GROUP (self), NULL);

  return self->mark;
}
