/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step 2 of AWS access: the trust policy. */

#include "sluice-trust-group.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-dialogs.h"
#include "sluice-drafts.h"
#include "sluice-hint.h"
#include "sluice-text-card.h"
#include "sluice-trust-policy.h"

/* How long typing must rest before the pasted policy is looked at, in milliseconds. */
#define PAUSE 300
/* Of remarks on the pasted policy shown at a time. */
#define MAX_REMARKS 6

struct _SluiceTrustGroup
{
  AdwPreferencesGroup  parent_instance;

  GSettings           *settings;
  SluiceAwsRole       *role;
  guint                pause_id;

  /* Template */
  SluiceStepMark      *mark;
  GtkSwitch           *existing_switch;
  GtkWidget           *present_box;
  SluiceTextCard      *present;
  GtkWidget           *remarks;
  SluiceHint          *notice;
  GtkWidget           *result;
  SluiceTextCard      *policy;
};

enum { TAKEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceTrustGroup, sluice_trust_group, ADW_TYPE_PREFERENCES_GROUP)

/* ---- what is shown ---- */

static void
show_remarks (SluiceTrustGroup *self,
              GPtrArray        *remarks)
{
  static const SluiceTone tones[] = {
    [SLUICE_SEVERITY_NOTE] = SLUICE_TONE_PLAIN,
    [SLUICE_SEVERITY_WARNING] = SLUICE_TONE_WARNING,
    [SLUICE_SEVERITY_PROBLEM] = SLUICE_TONE_BAD,
  };
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->remarks)) != NULL)
    gtk_box_remove (GTK_BOX (self->remarks), child);

  for (guint i = 0; remarks != NULL && i < MIN (remarks->len, MAX_REMARKS); i++)
    {
      const SluiceRemark *remark = remarks->pdata[i];
      SluiceHint *hint = g_object_new (SLUICE_TYPE_HINT, NULL);
      g_autofree char *text = NULL;

      /* Translators: %1$u is a line, %2$u a column, %3$s sentences about what stands there */
      text = g_strdup_printf (_("Line %1$u, column %2$u: %3$s %4$s"), remark->line, remark->column,
                              remark->reason, remark->fix != NULL ? remark->fix : "");
      sluice_hint_set_text (hint, tones[remark->severity], g_strchomp (text));
      gtk_box_append (GTK_BOX (self->remarks), GTK_WIDGET (hint));
    }
}

static void
show_result (SluiceTrustGroup *self,
             const char       *text,
             guint             first_line,
             guint             last_line)
{
  gtk_widget_set_visible (self->result, text != NULL);
  if (text == NULL)
    return;
  sluice_text_card_set_text (self->policy, text);
  sluice_text_card_mark_lines (self->policy, first_line, last_line);
}

static void
show_merged (SluiceTrustGroup *self,
             const char       *present)
{
  g_autoptr (SluiceTrustMerge) merge =
    sluice_trust_policy_merge (present, sluice_aws_role_get_account_arn (self->role),
                               sluice_aws_role_get_external_id (self->role));
  g_autofree char *notice = NULL;

  show_remarks (self, merge->remarks);
  switch (merge->outcome)
    {
    case SLUICE_TRUST_MERGE_ADDED:
      notice = g_strdup_printf (ngettext ("Your policy with one more statement: line %u is new, all "
                                          "else is as it was.",
                                          "Your policy with one more statement: lines %u to %u are "
                                          "new, all else is as it was.",
                                          merge->last_line - merge->first_line + 1),
                                merge->first_line, merge->last_line);
      sluice_hint_set_text (self->notice, SLUICE_TONE_GOOD, notice);
      break;
    case SLUICE_TRUST_MERGE_PRESENT:
      sluice_hint_set_text (self->notice, SLUICE_TONE_GOOD,
                            _("This policy lets Atlas in already. Nothing needs to be changed."));
      break;
    case SLUICE_TRUST_MERGE_REFUSED:
    default:
      sluice_hint_set_text (self->notice, SLUICE_TONE_PLAIN, NULL);
      break;
    }
  show_result (self, merge->text, merge->first_line, merge->last_line);
}

static void
show (SluiceTrustGroup *self)
{
  gboolean existing = gtk_switch_get_active (self->existing_switch);
  const char *account = self->role ? sluice_aws_role_get_account_arn (self->role) : NULL;
  const char *external_id = self->role ? sluice_aws_role_get_external_id (self->role) : NULL;
  g_autofree char *present = sluice_text_card_dup_text (self->present);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->present_box, existing);
  if (account == NULL || external_id == NULL)
    {
      sluice_hint_set_text (self->notice, SLUICE_TONE_PLAIN,
                            self->role == NULL
                            ? _("The text appears here once step 1 is done.")
                            : _("Atlas gave no account and external ID for this setup. Start "
                                "another one in step 1."));
      show_remarks (self, NULL);
      show_result (self, NULL, 0, 0);
    }
  else if (!existing)
    {
      text = sluice_trust_policy_new (account, external_id);
      sluice_hint_set_text (self->notice, SLUICE_TONE_PLAIN, NULL);
      show_remarks (self, NULL);
      show_result (self, text, 0, 0);
    }
  else if (*g_strstrip (present) == '\0')
    {
      sluice_hint_set_text (self->notice, SLUICE_TONE_PLAIN,
                            _("Paste the trust policy the role has now. It comes back with one "
                              "statement added; nothing in it is lost."));
      show_remarks (self, NULL);
      show_result (self, NULL, 0, 0);
    }
  else
    {
      g_clear_pointer (&present, g_free);
      present = sluice_text_card_dup_text (self->present);
      show_merged (self, present);
    }
}

static void
paused_cb (gpointer user_data)
{
  SluiceTrustGroup *self = user_data;

  self->pause_id = 0;
  show (self);
}

static void
present_changed_cb (SluiceTrustGroup *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add_once (PAUSE, paused_cb, self);
}

/* ---- taking it along ---- */

/* The statement of the pasted policy may be a moment behind. */
static char *
dup_policy (SluiceTrustGroup *self)
{
  if (self->pause_id != 0)
    {
      g_clear_handle_id (&self->pause_id, g_source_remove);
      show (self);
    }
  return gtk_widget_get_visible (self->result) ? sluice_text_card_dup_text (self->policy) : NULL;
}

static void
note_taken (SluiceTrustGroup *self)
{
  g_settings_set_string (self->settings, "aws-trust-taken", sluice_aws_role_get_id (self->role));
  g_signal_emit (self, signals[TAKEN], 0);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SluiceTrustGroup *self = SLUICE_TRUST_GROUP (widget);
  g_autofree char *text = dup_policy (self);

  if (text == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_widget_activate_action (widget, "win.copied", NULL);
  note_taken (self);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  SluiceTrustGroup *self = SLUICE_TRUST_GROUP (widget);
  g_autofree char *text = dup_policy (self);

  if (text == NULL)
    return;
  sluice_dialogs_save_text (widget, "trust-policy.json", text);
  note_taken (self);
}

/* ---- life ---- */

static void
sluice_trust_group_dispose (GObject *object)
{
  SluiceTrustGroup *self = SLUICE_TRUST_GROUP (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (self->existing_switch != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->existing_switch, self);
      g_signal_handlers_disconnect_by_data (sluice_text_card_get_buffer (self->present), self);
    }
  g_clear_object (&self->role);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_TRUST_GROUP);

  G_OBJECT_CLASS (sluice_trust_group_parent_class)->dispose (object);
}

static void
sluice_trust_group_class_init (SluiceTrustGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_trust_group_dispose;

  signals[TAKEN] = g_signal_new ("taken", SLUICE_TYPE_TRUST_GROUP, G_SIGNAL_RUN_LAST,
                                 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_STEP_MARK);
  g_type_ensure (SLUICE_TYPE_TEXT_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-trust-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceTrustGroup, mark);
  gtk_widget_class_bind_template_child (widget_class, SluiceTrustGroup, existing_switch);
  gtk_widget_class_bind_template_child (widget_class, SluiceTrustGroup, present_box);
  gtk_widget_class_bind_template_child (widget_class, SluiceTrustGroup, present);
  gtk_widget_class_bind_template_child (widget_class, SluiceTrustGroup, remarks);
  gtk_widget_class_bind_template_child (widget_class, SluiceTrustGroup, notice);
  gtk_widget_class_bind_template_child (widget_class, SluiceTrustGroup, result);
  gtk_widget_class_bind_template_child (widget_class, SluiceTrustGroup, policy);

  gtk_widget_class_install_action (widget_class, "trust.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "trust.save", NULL, save_action);
}

static void
sluice_trust_group_init (SluiceTrustGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->existing_switch, "notify::active", G_CALLBACK (show), self);
  g_signal_connect_swapped (sluice_text_card_get_buffer (self->present), "changed",
                            G_CALLBACK (present_changed_cb), self);
}

/* To be called once. */
void
sluice_trust_group_set_up (SluiceTrustGroup *self,
                           GSettings        *settings)
{
  g_return_if_fail (SLUICE_IS_TRUST_GROUP (self));

  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "aws-existing-role", self->existing_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  sluice_drafts_bind_text (settings, "aws-present-policy",
                           sluice_text_card_get_buffer (self->present),
                           GTK_WIDGET (self->present));
  show (self);
}

/* role: the set-up that is worked on; may be NULL. */
void
sluice_trust_group_set_role (SluiceTrustGroup *self,
                             SluiceAwsRole    *role)
{
  g_return_if_fail (SLUICE_IS_TRUST_GROUP (self));

  if (g_set_object (&self->role, role))
    show (self);
}

/* Whether the text was copied or saved for this set-up, now or earlier. */
gboolean
sluice_trust_group_is_taken (SluiceTrustGroup *self)
{
  g_autofree char *taken = NULL;

  g_return_val_if_fail (SLUICE_IS_TRUST_GROUP (self), FALSE);

  if (self->role == NULL || self->settings == NULL)
    return FALSE;
  taken = g_settings_get_string (self->settings, "aws-trust-taken");
  return g_str_equal (taken, sluice_aws_role_get_id (self->role));
}

SluiceStepMark *
sluice_trust_group_get_mark (SluiceTrustGroup *self)
{
  g_return_val_if_fail (SLUICE_IS_TRUST_GROUP (self), NULL);

  return self->mark;
}
