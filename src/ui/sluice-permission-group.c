/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step 3 of AWS access: the permission policy, and both policies as one script. */

#include "sluice-permission-group.h"

#include <glib/gi18n-lib.h>

#include "sluice-aws-script.h"
#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-drafts.h"
#include "sluice-field.h"
#include "sluice-hint-row.h"
#include "sluice-text-card.h"
#include "sluice-validate.h"

typedef enum { BUCKET, KMS_KEY, ROLE_NAME, N_FIELDS } FieldId;

struct _SluicePermissionGroup
{
  AdwPreferencesGroup  parent_instance;

  GSettings           *settings;
  SluiceAwsRole       *role;
  char                *role_arn;
  SluiceField         *fields[N_FIELDS];

  /* Template */
  SluiceStepMark      *mark;
  AdwEntryRow         *bucket_row;
  AdwEntryRow         *kms_row;
  AdwEntryRow         *name_row;
  SluiceHint          *bucket_hint;
  SluiceHint          *kms_hint;
  SluiceHint          *name_hint;
  GtkSwitch           *wider_switch;
  GtkWidget           *result;
  SluiceTextCard      *policy;
  SluiceHint          *script_notice;
  GtkWidget           *script_buttons;
};

enum { TAKEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluicePermissionGroup, sluice_permission_group, ADW_TYPE_PREFERENCES_GROUP)

/* ---- what is shown ---- */

/* Everything in it is borrowed. */
static SluiceAwsSetup
read_setup (SluicePermissionGroup *self)
{
  const char *account = self->role ? sluice_aws_role_get_account_arn (self->role) : NULL;

  return (SluiceAwsSetup) {
    .role_name = sluice_field_get_value (self->fields[ROLE_NAME]),
    .account_arn = account,
    .external_id = self->role ? sluice_aws_role_get_external_id (self->role) : NULL,
    .permissions = {
      .bucket = sluice_field_get_value (self->fields[BUCKET]),
      .partition_arn = self->role_arn != NULL ? self->role_arn : account,
      .kms_key_arn = sluice_field_get_text (self->fields[KMS_KEY]),
      .wider = gtk_switch_get_active (self->wider_switch),
    },
  };
}

static char *
dup_policy (SluicePermissionGroup *self)
{
  SluiceAwsSetup setup = read_setup (self);

  return setup.permissions.bucket != NULL ? sluice_permission_policy_new (&setup.permissions)
                                          : NULL;
}

static char *
dup_script (SluicePermissionGroup *self,
            gboolean               terraform)
{
  SluiceAwsSetup setup = read_setup (self);

  if (setup.role_name == NULL || setup.account_arn == NULL || setup.external_id == NULL ||
      setup.permissions.bucket == NULL)
    return NULL;
  if (terraform)
    return sluice_aws_terraform (&setup);
  if (g_settings_get_boolean (self->settings, "aws-existing-role"))
    return sluice_aws_script_for_present_role (&setup);
  return sluice_aws_script_for_new_role (&setup);
}

static void
show_script (SluicePermissionGroup *self)
{
  g_autofree char *script = dup_script (self, FALSE);
  const char *notice = NULL;

  if (self->role == NULL)
    notice = _("The script and the file are there once step 1 is done.");
  else if (script == NULL)
    notice = _("The script and the file need the bucket and the role’s name.");
  else if (g_settings_get_boolean (self->settings, "aws-existing-role"))
    notice = _("The script adds both policies to the role of this name and changes nothing else. "
               "The Terraform file describes a whole role.");
  else
    notice = _("Each of them makes a role of this name with both policies and prints its ARN. "
               "Nothing is run by Sluice.");
  sluice_hint_set_text (self->script_notice, SLUICE_TONE_PLAIN, notice);
  gtk_widget_set_visible (self->script_buttons, script != NULL);
}

static void
show (SluicePermissionGroup *self)
{
  g_autofree char *policy = NULL;

  if (self->settings == NULL)
    return;
  policy = dup_policy (self);
  gtk_widget_set_visible (self->result, policy != NULL);
  if (policy != NULL)
    sluice_text_card_set_text (self->policy, policy);
  show_script (self);
}

/* Says so when key and role are in different partitions; that is known only with the role. */
static void
kms_settled_cb (SluicePermissionGroup *self)
{
  SluiceAwsSetup setup = read_setup (self);
  g_autoptr (SluiceFinding) finding =
    sluice_permission_check_kms_key (setup.permissions.kms_key_arn,
                                     setup.permissions.partition_arn);

  if (finding->verdict == SLUICE_VERDICT_WARNING)
    sluice_field_set_fact (self->fields[KMS_KEY], SLUICE_FACT_STATE_CANNOT_TELL,
                           finding->message);
}

/* ---- taking it along ---- */

static void
note_taken (SluicePermissionGroup *self)
{
  if (self->role != NULL)
    g_settings_set_string (self->settings, "aws-permissions-taken",
                           sluice_aws_role_get_id (self->role));
  g_signal_emit (self, signals[TAKEN], 0);
}

static void
copy_text (SluicePermissionGroup *self,
           const char            *text)
{
  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.copied", NULL);
  note_taken (self);
}

static void
save_text (SluicePermissionGroup *self,
           const char            *name,
           const char            *text)
{
  if (text == NULL)
    return;
  sluice_dialogs_save_text (GTK_WIDGET (self), name, text);
  note_taken (self);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SluicePermissionGroup *self = SLUICE_PERMISSION_GROUP (widget);
  g_autofree char *policy = dup_policy (self);

  copy_text (self, policy);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SluicePermissionGroup *self = SLUICE_PERMISSION_GROUP (widget);
  g_autofree char *policy = dup_policy (self);

  save_text (self, "permission-policy.json", policy);
}

static void
copy_script_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  SluicePermissionGroup *self = SLUICE_PERMISSION_GROUP (widget);
  g_autofree char *script = dup_script (self, g_str_equal (name, "permission.copy-terraform"));

  copy_text (self, script);
}

static void
save_script_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  SluicePermissionGroup *self = SLUICE_PERMISSION_GROUP (widget);
  gboolean terraform = g_str_equal (name, "permission.save-terraform");
  g_autofree char *script = dup_script (self, terraform);

  save_text (self, terraform ? "sluice-role.tf" : "sluice-role.sh", script);
}

/* ---- life ---- */

static void
sluice_permission_group_dispose (GObject *object)
{
  SluicePermissionGroup *self = SLUICE_PERMISSION_GROUP (object);

  for (int i = 0; i < N_FIELDS; i++)
    {
      /* Its pause timer must not outlive the rows. */
      if (self->fields[i] != NULL)
        g_object_run_dispose (G_OBJECT (self->fields[i]));
      g_clear_object (&self->fields[i]);
    }
  if (self->wider_switch != NULL)
    g_signal_handlers_disconnect_by_data (self->wider_switch, self);
  g_clear_object (&self->settings);
  g_clear_object (&self->role);
  g_clear_pointer (&self->role_arn, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_PERMISSION_GROUP);

  G_OBJECT_CLASS (sluice_permission_group_parent_class)->dispose (object);
}

static void
sluice_permission_group_class_init (SluicePermissionGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_permission_group_dispose;

  signals[TAKEN] = g_signal_new ("taken", SLUICE_TYPE_PERMISSION_GROUP, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_HINT_ROW);
  g_type_ensure (SLUICE_TYPE_STEP_MARK);
  g_type_ensure (SLUICE_TYPE_TEXT_CARD);
  gtk_widget_class_set_template_from_resource (
    widget_class, SLUICE_RESOURCE_PATH "/ui/sluice-permission-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SluicePermissionGroup, mark);
  gtk_widget_class_bind_template_child (widget_class, SluicePermissionGroup, bucket_row);
  gtk_widget_class_bind_template_child (widget_class, SluicePermissionGroup, kms_row);
  gtk_widget_class_bind_template_child (widget_class, SluicePermissionGroup, name_row);
  gtk_widget_class_bind_template_child (widget_class, SluicePermissionGroup, bucket_hint);
  gtk_widget_class_bind_template_child (widget_class, SluicePermissionGroup, kms_hint);
  gtk_widget_class_bind_template_child (widget_class, SluicePermissionGroup, name_hint);
  gtk_widget_class_bind_template_child (widget_class, SluicePermissionGroup, wider_switch);
  gtk_widget_class_bind_template_child (widget_class, SluicePermissionGroup, result);
  gtk_widget_class_bind_template_child (widget_class, SluicePermissionGroup, policy);
  gtk_widget_class_bind_template_child (widget_class, SluicePermissionGroup, script_notice);
  gtk_widget_class_bind_template_child (widget_class, SluicePermissionGroup, script_buttons);

  gtk_widget_class_install_action (widget_class, "permission.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "permission.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "permission.copy-script", NULL,
                                   copy_script_action);
  gtk_widget_class_install_action (widget_class, "permission.save-script", NULL,
                                   save_script_action);
  gtk_widget_class_install_action (widget_class, "permission.copy-terraform", NULL,
                                   copy_script_action);
  gtk_widget_class_install_action (widget_class, "permission.save-terraform", NULL,
                                   save_script_action);
}

static SluiceFinding *
check_kms_key (const char *text)
{
  return sluice_permission_check_kms_key (text, NULL);
}

static void
sluice_permission_group_init (SluicePermissionGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->fields[BUCKET] =
    sluice_field_new (self->bucket_row, self->bucket_hint, sluice_validate_test_bucket, NULL,
                      _("The bucket the connection will write to. The policy appears below."));
  self->fields[KMS_KEY] =
    sluice_field_new (self->kms_row, self->kms_hint, check_kms_key, NULL,
                      _("Only if the bucket is encrypted with a key of your own: that key’s ARN."));
  self->fields[ROLE_NAME] =
    sluice_field_new (self->name_row, self->name_hint, sluice_aws_check_role_name, NULL,
                      _("For the script and the file: what the role is called in AWS."));
  for (int i = 0; i < N_FIELDS; i++)
    {
      g_signal_connect_object (self->fields[i], "edited", G_CALLBACK (show), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->fields[i], "settled", G_CALLBACK (show), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (self->fields[KMS_KEY], "settled", G_CALLBACK (kms_settled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->wider_switch, "notify::active", G_CALLBACK (show), self);
}

/* To be called once. */
void
sluice_permission_group_set_up (SluicePermissionGroup *self,
                                GSettings             *settings)
{
  g_return_if_fail (SLUICE_IS_PERMISSION_GROUP (self));

  self->settings = g_object_ref (settings);
  sluice_drafts_bind (settings, "aws-bucket", self->bucket_row);
  sluice_drafts_bind (settings, "aws-kms-key-arn", self->kms_row);
  sluice_drafts_bind (settings, "aws-role-name", self->name_row);
  g_settings_bind (settings, "aws-wider", self->wider_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (settings, "changed::aws-existing-role", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED);
  show (self);
}

/* role: the set-up that is worked on; role_arn: what was typed, if it is one. Both may be NULL. */
void
sluice_permission_group_set_role (SluicePermissionGroup *self,
                                  SluiceAwsRole         *role,
                                  const char            *role_arn)
{
  g_autofree char *old_arn = NULL;

  g_return_if_fail (SLUICE_IS_PERMISSION_GROUP (self));

  g_set_object (&self->role, role);
  old_arn = self->role_arn;
  self->role_arn = g_strdup (role_arn);
  show (self);
}

/* Whether a text was copied or saved for this set-up, now or earlier. */
gboolean
sluice_permission_group_is_taken (SluicePermissionGroup *self)
{
  g_autofree char *taken = NULL;

  g_return_val_if_fail (SLUICE_IS_PERMISSION_GROUP (self), FALSE);

  if (self->role == NULL || self->settings == NULL)
    return FALSE;
  taken = g_settings_get_string (self->settings, "aws-permissions-taken");
  return g_str_equal (taken, sluice_aws_role_get_id (self->role));
}

SluiceStepMark *
sluice_permission_group_get_mark (SluicePermissionGroup *self)
{
  g_return_val_if_fail (SLUICE_IS_PERMISSION_GROUP (self), NULL);

  return self->mark;
}
