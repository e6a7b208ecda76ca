/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step 4 of AWS access: the role's ARN, and having Atlas assume the role. */

#include "sluice-authorize-group.h"

#include <glib/gi18n-lib.h>

#include "sluice-arn.h"
#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-drafts.h"
#include "sluice-field.h"
#include "sluice-hint-row.h"
#include "sluice-scroll.h"
#include "sluice-validate.h"
#include "sluice-words.h"

struct _SluiceAuthorizeGroup
{
  AdwPreferencesGroup  parent_instance;

  /* Owned */
  SluiceAwsAccess     *access;
  SluiceField         *field;

  /* Template */
  SluiceStepMark      *mark;
  AdwEntryRow         *role_row;
  SluiceHint          *role_hint;
  GtkLabel            *account_label;
  GtkLabel            *role_caption;
  GtkLabel            *role_label;
  SluiceHint          *notice;
  GtkWidget           *authorize_button;
  GtkWidget           *cancel_button;
};

enum { EDITED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceAuthorizeGroup, sluice_authorize_group, ADW_TYPE_PREFERENCES_GROUP)

/* ---- what is shown ---- */

/* The two ARNs that are mistaken for one another, next to each other. */
static void
show_arns (SluiceAuthorizeGroup *self)
{
  SluiceAwsRole *chosen = sluice_aws_access_get_chosen (self->access);
  const char *account = chosen ? sluice_aws_role_get_account_arn (chosen) : NULL;
  const char *typed = sluice_field_get_value (self->field);
  g_autoptr (SluiceArn) arn = account != NULL ? sluice_arn_parse (account) : NULL;
  g_autofree char *example = g_strdup_printf ("arn:%s:iam::123456789012:role/my-role",
                                              arn != NULL ? arn->partition : "aws");

  gtk_label_set_label (self->account_label,
                       account != NULL ? account : "arn:aws:iam::111122223333:root");
  gtk_label_set_label (self->role_caption, typed != NULL ? _("Needed here: your role")
                                                         : _("Needed here: your role, such as"));
  gtk_label_set_label (self->role_label, typed != NULL ? typed : example);
}

static SluiceOperation *
get_operation (SluiceAuthorizeGroup *self)
{
  SluiceOperation *last = sluice_aws_access_get_last (self->access);

  return last != NULL &&
         sluice_operation_get_kind (last) == SLUICE_OPERATION_AUTHORIZE_ROLE ? last : NULL;
}

static void
show_operation (SluiceAuthorizeGroup *self,
                SluiceOperation      *operation)
{
  SluiceStory story;
  SluiceTone tone = SLUICE_TONE_PLAIN;
  g_autofree char *headline = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *text = NULL;

  sluice_words_read_operation (operation, &story);
  headline = sluice_words_headline (&story);
  sentence = sluice_words_sentence (&story);
  /* Translators: %1$s is a short sentence, %2$s one or more sentences */
  text = g_strdup_printf (_("%1$s. %2$s"), headline, sentence);
  if (story.state == SLUICE_OPERATION_STATE_DONE)
    tone = SLUICE_TONE_GOOD;
  else if (story.outcome == SLUICE_OUTCOME_STOPPED)
    tone = SLUICE_TONE_WARNING;
  else if (story.state != SLUICE_OPERATION_STATE_WORKING)
    tone = SLUICE_TONE_BAD;
  sluice_hint_set_text (self->notice, tone, text);
}

/* A setup has one role: another one takes the place of the first. */
static gboolean
would_replace (SluiceAuthorizeGroup *self,
               SluiceAwsRole        *chosen)
{
  const char *typed = sluice_field_get_value (self->field);

  return chosen != NULL && sluice_aws_role_is_authorized (chosen) && typed != NULL &&
         g_strcmp0 (typed, sluice_aws_role_get_arn (chosen)) != 0;
}

static void
show_notice (SluiceAuthorizeGroup *self)
{
  SluiceAwsRole *chosen = sluice_aws_access_get_chosen (self->access);
  SluiceOperation *operation = get_operation (self);
  gboolean done = operation == NULL ||
                  sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_DONE;
  g_autofree char *text = NULL;

  if (done && would_replace (self, chosen))
    {
      text = g_strdup_printf (_("This setup is authorized for %s. Another role takes its place, "
                                "and S3 connections that use the first stop working. To have both, "
                                "press Start Setup first."), sluice_aws_role_get_arn (chosen));
      sluice_hint_set_text (self->notice, SLUICE_TONE_WARNING, text);
      return;
    }
  if (operation != NULL)
    {
      show_operation (self, operation);
      return;
    }
  if (chosen == NULL)
    text = g_strdup (_("Possible once step 1 is done."));
  else if (sluice_aws_role_is_authorized (chosen))
    text = g_strdup_printf (_("Atlas may assume %s."), sluice_aws_role_get_arn (chosen));
  sluice_hint_set_text (self->notice, chosen != NULL ? SLUICE_TONE_GOOD : SLUICE_TONE_PLAIN, text);
}

/* Anything but the text of the field may have changed. */
void
sluice_authorize_group_show (SluiceAuthorizeGroup *self)
{
  SluiceAwsRole *chosen;
  SluiceOperation *running;
  gboolean authorizing;
  gboolean had_focus;

  g_return_if_fail (SLUICE_IS_AUTHORIZE_GROUP (self));

  chosen = sluice_aws_access_get_chosen (self->access);
  running = sluice_aws_access_get_running (self->access);
  authorizing = running != NULL && running == get_operation (self);
  had_focus = gtk_widget_has_focus (authorizing ? self->authorize_button : self->cancel_button);

  show_arns (self);
  show_notice (self);
  gtk_widget_set_visible (self->cancel_button, authorizing);
  gtk_widget_set_sensitive (self->cancel_button,
                            authorizing && sluice_operation_can_cancel (running));
  gtk_widget_set_visible (self->authorize_button, !authorizing);
  gtk_widget_set_sensitive (self->authorize_button,
                            chosen != NULL && running == NULL);
  if (chosen != NULL && !sluice_aws_role_is_authorized (chosen))
    gtk_widget_add_css_class (self->authorize_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->authorize_button, "suggested-action");
  if (had_focus)
    {
      gtk_widget_grab_focus (authorizing ? self->cancel_button : self->authorize_button);
      sluice_scroll_to (authorizing ? self->cancel_button : self->authorize_button);
    }
}

/* ---- what is done ---- */

static void
submit (SluiceAuthorizeGroup *self)
{
  const char *problem;

  sluice_field_settle (self->field);
  if (!sluice_field_submit (self->field))
    {
      sluice_field_grab_focus (self->field);
      sluice_scroll_to (GTK_WIDGET (self->role_hint));
      problem = sluice_field_get_problem (self->field);
      if (problem != NULL)
        sluice_dialogs_announce (GTK_WIDGET (self), problem);
      return;
    }
  sluice_aws_access_authorize (self->access, sluice_field_get_value (self->field));
}

static void
authorize_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  submit (SLUICE_AUTHORIZE_GROUP (widget));
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  sluice_authorize_group_cancel (SLUICE_AUTHORIZE_GROUP (widget));
}

/* Returns whether there was something to cancel. */
gboolean
sluice_authorize_group_cancel (SluiceAuthorizeGroup *self)
{
  SluiceOperation *operation;

  g_return_val_if_fail (SLUICE_IS_AUTHORIZE_GROUP (self), FALSE);

  operation = self->access != NULL ? get_operation (self) : NULL;
  if (operation == NULL || !sluice_operation_can_cancel (operation))
    return FALSE;
  sluice_operation_cancel (operation);
  return TRUE;
}

static void
edited_cb (SluiceAuthorizeGroup *self)
{
  if (self->access == NULL)
    return;
  show_arns (self);
  show_notice (self);
  g_signal_emit (self, signals[EDITED], 0);
}

/* ---- life ---- */

static void
sluice_authorize_group_dispose (GObject *object)
{
  SluiceAuthorizeGroup *self = SLUICE_AUTHORIZE_GROUP (object);

  /* Its pause timer must not outlive the row. */
  if (self->field != NULL)
    g_object_run_dispose (G_OBJECT (self->field));
  g_clear_object (&self->field);
  g_clear_object (&self->access);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_AUTHORIZE_GROUP);

  G_OBJECT_CLASS (sluice_authorize_group_parent_class)->dispose (object);
}

static void
sluice_authorize_group_class_init (SluiceAuthorizeGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_authorize_group_dispose;

  signals[EDITED] = g_signal_new ("edited", SLUICE_TYPE_AUTHORIZE_GROUP, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_HINT_ROW);
  g_type_ensure (SLUICE_TYPE_STEP_MARK);
  gtk_widget_class_set_template_from_resource (
    widget_class, SLUICE_RESOURCE_PATH "/ui/sluice-authorize-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceAuthorizeGroup, mark);
  gtk_widget_class_bind_template_child (widget_class, SluiceAuthorizeGroup, role_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceAuthorizeGroup, role_hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceAuthorizeGroup, account_label);
  gtk_widget_class_bind_template_child (widget_class, SluiceAuthorizeGroup, role_caption);
  gtk_widget_class_bind_template_child (widget_class, SluiceAuthorizeGroup, role_label);
  gtk_widget_class_bind_template_child (widget_class, SluiceAuthorizeGroup, notice);
  gtk_widget_class_bind_template_child (widget_class, SluiceAuthorizeGroup, authorize_button);
  gtk_widget_class_bind_template_child (widget_class, SluiceAuthorizeGroup, cancel_button);

  gtk_widget_class_install_action (widget_class, "authorize.go", NULL, authorize_action);
  gtk_widget_class_install_action (widget_class, "authorize.cancel", NULL, cancel_action);
}

static void
sluice_authorize_group_init (SluiceAuthorizeGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->field =
    sluice_field_new (self->role_row, self->role_hint, sluice_validate_role_arn,
                      _("The role’s ARN is needed. The page of the role in the AWS console shows "
                        "it under “ARN”."),
                      _("From the page of the role in the AWS console."));
  g_signal_connect_object (self->field, "edited", G_CALLBACK (edited_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->field, "settled", G_CALLBACK (edited_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->field, "activated", G_CALLBACK (submit), self,
                           G_CONNECT_SWAPPED);
}

/* To be called once. */
void
sluice_authorize_group_set_up (SluiceAuthorizeGroup *self,
                               SluiceAwsAccess      *access,
                               GSettings            *settings)
{
  g_return_if_fail (SLUICE_IS_AUTHORIZE_GROUP (self));

  sluice_drafts_bind (settings, "aws-role-arn", self->role_row);
  self->access = g_object_ref (access);
  sluice_authorize_group_show (self);
}

/* What may be sent, or NULL. */
const char *
sluice_authorize_group_get_role_arn (SluiceAuthorizeGroup *self)
{
  g_return_val_if_fail (SLUICE_IS_AUTHORIZE_GROUP (self), NULL);

  return sluice_field_get_value (self->field);
}

SluiceStepMark *
sluice_authorize_group_get_mark (SluiceAuthorizeGroup *self)
{
  g_return_val_if_fail (SLUICE_IS_AUTHORIZE_GROUP (self), NULL);

  return self->mark;
}
