/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first group of the form: which Atlas, and the key pair. */

#include "sluice-key-group-private.h"

#include <glib/gi18n-lib.h>

#include "sluice-config.h"
#include "sluice-drafts.h"
#include "sluice-hint-row.h"
#include "sluice-validate.h"
#include "sluice-words.h"

enum { ACTIVATED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceKeyGroup, sluice_key_group, ADW_TYPE_PREFERENCES_GROUP)

/* ---- from the fields to the session ---- */

/* The drafts of the key that is left are kept for when it comes back. */
static void
set_key (SluiceKeyGroup *self,
         SluiceApiKey   *key)
{
  SluiceApiKey *old = sluice_session_get_key (self->session);

  if (old != NULL && self->drafts != NULL)
    sluice_key_drafts_part (self->drafts, sluice_api_key_get_public_key (old));
  sluice_session_set_key (self->session, key);
}

/* The key the session holds stays in use only under its own public key. */
static void
pass_on_dummy (SluiceKeyGroup *self,
               const char     *public_key)
{
  SluiceApiKey *key = sluice_session_get_key (self->session);

  if (key != NULL && g_strcmp0 (sluice_api_key_get_public_key (key), public_key) == 0)
    return;
  sluice_field_set_text (self->private_field, "");
  set_key (self, NULL);
}

/* What is only half typed is not tried: each try is a request, and an entry in the pane. */
static void
pass_on (SluiceKeyGroup *self,
         gboolean        final)
{
  const char *public_key = sluice_field_get_value (self->public_field);
  g_autoptr (SluiceApiKey) key = NULL;

  if (sluice_private_field_holds_dummy (self->private))
    {
      if (final || sluice_field_is_good (self->public_field))
        pass_on_dummy (self, public_key);
      return;
    }
  if (!final && !(sluice_field_is_good (self->public_field)
                  && sluice_field_is_good (self->private_field)))
    return;

  if (public_key != NULL && sluice_field_is_sendable (self->private_field))
    key = sluice_api_key_new (public_key, sluice_field_get_text (self->private_field));
  if (!sluice_api_key_equal (key, sluice_session_get_key (self->session)))
    set_key (self, key);
}

static void
look_into_keyring (SluiceKeyGroup *self)
{
  if (sluice_field_get_value (self->public_field) != NULL
      && *sluice_field_get_text (self->private_field) == '\0')
    sluice_key_group_load (self);
}

static void
settled_cb (SluiceKeyGroup *self,
            gboolean        final,
            SluiceField    *field)
{
  if (self->session == NULL || self->turning)
    return;
  pass_on (self, final);
  /* Somebody with several kept keys chooses one by typing its public key. */
  if (final && field == self->public_field)
    look_into_keyring (self);
}

/* What is being typed is not to be replaced by what the keyring finds meanwhile. */
static void
private_edited_cb (SluiceKeyGroup *self)
{
  if (self->session != NULL && *sluice_field_get_text (self->private_field) != '\0')
    sluice_session_decline_key (self->session);
}

static void
activated_cb (SluiceKeyGroup *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0);
}

/* ---- from the session to the fields ---- */

/* Whether the fields still hold the pair that was checked, not something typed since. */
static gboolean
shows_key_in_use (SluiceKeyGroup *self)
{
  SluiceApiKey *key = sluice_session_get_key (self->session);

  return key != NULL
         && g_strcmp0 (sluice_field_get_value (self->public_field),
                       sluice_api_key_get_public_key (key)) == 0
         && sluice_private_field_holds (self->private, key);
}

static void
show_key_fact (SluiceKeyGroup *self)
{
  GObject *info = NULL;
  const GError *error = NULL;
  SluiceFactState state = sluice_session_get_fact (self->session, SLUICE_FACT_KEY, &info, &error);
  g_autofree char *text = sluice_words_fact (SLUICE_FACT_KEY, state, info, error);
  gboolean denied = state == SLUICE_FACT_STATE_FALSE;

  /* The sentences are about the pair: what is wrong stands below both fields, what works in the
   * card. */
  sluice_field_set_fact (self->public_field, denied ? SLUICE_FACT_STATE_NONE : state, NULL);
  sluice_field_set_fact (self->private_field,
                         denied ? SLUICE_FACT_STATE_FALSE : SLUICE_FACT_STATE_NONE,
                         denied ? text : NULL);
  if (state == SLUICE_FACT_STATE_TRUE && !self->practice && shows_key_in_use (self))
    sluice_private_field_put_dummy (self->private);
}

static void
fact_changed_cb (SluiceKeyGroup *self,
                 SluiceFact      fact)
{
  if (fact == SLUICE_FACT_KEY)
    show_key_fact (self);
}

static void
key_changed_cb (SluiceKeyGroup *self)
{
  SluiceApiKey *key = sluice_session_get_key (self->session);
  SluiceSavedKey *saved = sluice_session_get_saved_key (self->session);

  if (key != NULL)
    {
      sluice_field_set_text (self->public_field, sluice_api_key_get_public_key (key));
      sluice_private_field_put_dummy (self->private);
    }
  else if (sluice_private_field_holds_dummy (self->private))
    {
      sluice_field_set_text (self->private_field, "");
    }
  if (saved != NULL && self->drafts != NULL)
    sluice_key_drafts_turn (self->drafts, saved, FALSE);
  show_key_fact (self);
}

/* A key that was typed is kept now. */
static void
keyring_changed_cb (SluiceKeyGroup *self)
{
  SluiceSavedKey *saved = sluice_session_get_saved_key (self->session);

  if (saved != NULL && self->drafts != NULL
      && sluice_session_get_keyring_state (self->session, NULL) == SLUICE_KEYRING_KEPT)
    sluice_key_drafts_adopt (self->drafts, saved);
}

static void
unlock_cb (SluiceKeyGroup *self)
{
  sluice_session_load_key (self->session, sluice_field_get_value (self->public_field));
}

static void
remember_cb (SluiceKeyGroup *self)
{
  sluice_session_set_remember (self->session, gtk_switch_get_active (self->remember_switch));
}

static void
atlas_chosen_cb (SluiceKeyGroup *self)
{
  if (self->turning)
    return;
  sluice_key_drafts_part (self->drafts, sluice_field_get_value (self->public_field));
  sluice_session_set_base_url (self->session, sluice_atlas_row_get_url (self->atlas_row));
  pass_on (self, TRUE);
  look_into_keyring (self);
}

/* ---- life ---- */

static void
sluice_key_group_dispose (GObject *object)
{
  SluiceKeyGroup *self = SLUICE_KEY_GROUP (object);

  if (self->public_field != NULL)
    g_object_run_dispose (G_OBJECT (self->public_field));
  if (self->private != NULL)
    g_object_run_dispose (G_OBJECT (self->private));
  g_clear_object (&self->public_field);
  g_clear_object (&self->private);
  self->private_field = NULL;
  g_clear_object (&self->drafts);
  /* Answers that come later find nobody. */
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), SLUICE_TYPE_KEY_GROUP);

  G_OBJECT_CLASS (sluice_key_group_parent_class)->dispose (object);
}

static void
sluice_key_group_class_init (SluiceKeyGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_key_group_dispose;

  signals[ACTIVATED] = g_signal_new ("activated", SLUICE_TYPE_KEY_GROUP, G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SLUICE_TYPE_ATLAS_ROW);
  g_type_ensure (SLUICE_TYPE_HINT);
  g_type_ensure (SLUICE_TYPE_HINT_ROW);
  g_type_ensure (SLUICE_TYPE_KEY_CARD);
  g_type_ensure (SLUICE_TYPE_KEYRING_LINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-key-group.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyGroup, atlas_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyGroup, public_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyGroup, public_hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyGroup, private_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyGroup, private_hint);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyGroup, remember_row);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyGroup, remember_switch);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyGroup, card);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyGroup, keyring_line);
  gtk_widget_class_bind_template_child (widget_class, SluiceKeyGroup, saved_keys_button);

  gtk_widget_class_install_action (widget_class, "key.saved-keys", NULL,
                                   sluice_key_group_show_saved);
}

static void
connect_field (SluiceKeyGroup *self,
               SluiceField    *field)
{
  g_signal_connect_object (field, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
sluice_key_group_init (SluiceKeyGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->public_field = sluice_field_new (self->public_row, self->public_hint,
                                         sluice_validate_public_key,
                                         _("The public key is needed. In Atlas, keys are made and "
                                           "listed under Access Manager → Applications → API Keys."),
                                         _("In Atlas: Access Manager → Applications → API Keys."));
  self->private = sluice_private_field_new (self->private_row, self->private_hint);
  self->private_field = sluice_private_field_get_field (self->private);
  connect_field (self, self->public_field);
  connect_field (self, self->private_field);
  g_signal_connect_object (self->private_field, "edited", G_CALLBACK (private_edited_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
set_up_practice (SluiceKeyGroup *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->atlas_row), FALSE);
  gtk_widget_set_visible (self->saved_keys_button, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->remember_row), FALSE);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("A practice key, filled in for you; kept nowhere"));
  sluice_session_set_remember (self->session, FALSE);
}

static void
set_up_live (SluiceKeyGroup *self,
             GSettings      *settings)
{
  g_autoptr (SluiceSavedKeys) saved_keys = sluice_saved_keys_get_for (settings);

  sluice_session_set_saved_keys (self->session, saved_keys);
  self->drafts = sluice_key_drafts_new (GTK_WIDGET (self), self->session, settings);
  g_signal_connect_object (self->session, "keyring-changed", G_CALLBACK (keyring_changed_cb),
                           self, G_CONNECT_SWAPPED);
  sluice_drafts_bind_public_key (settings, self->public_row);
  g_settings_bind (settings, "remember-key", self->remember_switch, "active",
                   G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_GET_NO_CHANGES);
  remember_cb (self);
  g_signal_connect_object (self->remember_switch, "notify::active", G_CALLBACK (remember_cb),
                           self, G_CONNECT_SWAPPED);

  sluice_atlas_row_set_up (self->atlas_row, settings,
                           sluice_session_get_base_url (self->session));
  g_signal_connect_object (self->atlas_row, "chosen", G_CALLBACK (atlas_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

/* To be called once. */
void
sluice_key_group_set_up (SluiceKeyGroup *self,
                         SluiceSession  *session,
                         GSettings      *settings,
                         gboolean        practice)
{
  g_return_if_fail (SLUICE_IS_KEY_GROUP (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->practice = practice;
  g_signal_connect_object (session, "fact-changed", G_CALLBACK (fact_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "key-changed", G_CALLBACK (key_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sluice_key_card_set_session (self->card, session);
  sluice_keyring_line_set_session (self->keyring_line, session);
  g_signal_connect_object (self->keyring_line, "unlock", G_CALLBACK (unlock_cb), self,
                           G_CONNECT_SWAPPED);
  if (practice)
    set_up_practice (self);
  else
    set_up_live (self, settings);
}

/* Asks the keyring, unless a key is in use; not before the window has been drawn once. */
void
sluice_key_group_load (SluiceKeyGroup *self)
{
  g_return_if_fail (SLUICE_IS_KEY_GROUP (self));

  if (!self->practice && sluice_session_get_key (self->session) == NULL
      && sluice_session_get_remember (self->session))
    sluice_session_load_key (self->session, sluice_field_get_value (self->public_field));
}

void
sluice_key_group_set_practice (SluiceKeyGroup *self,
                               const char     *public_key,
                               const char     *private_key)
{
  g_return_if_fail (SLUICE_IS_KEY_GROUP (self));

  sluice_field_set_text (self->public_field, public_key);
  sluice_field_set_text (self->private_field, private_key);
  pass_on (self, TRUE);
}

void
sluice_key_group_clear (SluiceKeyGroup *self)
{
  g_return_if_fail (SLUICE_IS_KEY_GROUP (self));

  if (self->practice)
    return;
  sluice_private_field_put_dummy (self->private);  /* over a key that was never accepted */
  sluice_field_set_text (self->private_field, "");
  sluice_field_set_text (self->public_field, "");
  sluice_session_set_key (self->session, NULL);
}

/* Makes what the fields hold now the key in use, without waiting for a pause. */
void
sluice_key_group_settle (SluiceKeyGroup *self)
{
  g_return_if_fail (SLUICE_IS_KEY_GROUP (self));

  sluice_field_settle (self->public_field);
  sluice_field_settle (self->private_field);
}

/* The first field that cannot be sent, or NULL. */
SluiceField *
sluice_key_group_find_problem (SluiceKeyGroup *self)
{
  gboolean public_good, private_good;

  g_return_val_if_fail (SLUICE_IS_KEY_GROUP (self), NULL);

  public_good = sluice_field_submit (self->public_field);
  private_good = sluice_field_submit (self->private_field);
  if (!public_good)
    return self->public_field;
  return private_good ? NULL : self->private_field;
}

/* The first field nothing was typed into, or NULL. */
SluiceField *
sluice_key_group_find_empty (SluiceKeyGroup *self)
{
  g_return_val_if_fail (SLUICE_IS_KEY_GROUP (self), NULL);

  if (*sluice_field_get_text (self->public_field) == '\0')
    return self->public_field;
  return *sluice_field_get_text (self->private_field) == '\0' ? self->private_field : NULL;
}
