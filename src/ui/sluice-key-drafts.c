/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drafts of each saved key. */

#include "sluice-key-drafts.h"

#include "sluice-drafts.h"
#include "sluice-validate.h"

/* Where those go that belong to no saved key. */
#define KEYLESS "keyless-drafts"

struct _SluiceKeyDrafts
{
  GObject         parent_instance;

  GtkWidget      *widget;    /* borrowed: owns this */
  SluiceSession  *session;
  GSettings      *settings;
  SluiceSavedKey *owner;     /* of what is in the settings; NULL: no saved key */
};

G_DEFINE_FINAL_TYPE (SluiceKeyDrafts, sluice_key_drafts, G_TYPE_OBJECT)

void
sluice_key_drafts_part (SluiceKeyDrafts *self,
                        const char      *public_key)
{
  SluiceSavedKeys *keys;
  SluiceSavedKey *saved;
  g_autofree char *host = NULL;

  g_return_if_fail (SLUICE_IS_KEY_DRAFTS (self));

  keys = sluice_session_get_saved_keys (self->session);
  host = sluice_session_dup_host (self->session);
  saved = sluice_saved_keys_find (keys, host, public_key);
  if (saved == NULL)
    {
      /* A key that was never saved, or none. */
      g_settings_set_value (self->settings, KEYLESS, sluice_drafts_save (self->settings));
      g_clear_object (&self->owner);
    }
  else if (saved == self->owner)
    {
      sluice_saved_keys_keep_drafts (keys, saved, sluice_drafts_save (self->settings));
    }
}

static void
sluice_key_drafts_dispose (GObject *object)
{
  SluiceKeyDrafts *self = SLUICE_KEY_DRAFTS (object);

  /* The next start may be with another host, where the settings are another key's. */
  if (self->session != NULL)
    {
      g_autofree char *public_key = g_settings_get_string (self->settings, "public-key");

      sluice_key_drafts_part (self, public_key);
    }
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  g_clear_object (&self->owner);
  G_OBJECT_CLASS (sluice_key_drafts_parent_class)->dispose (object);
}

static void
sluice_key_drafts_class_init (SluiceKeyDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_key_drafts_dispose;
}

static void
sluice_key_drafts_init (SluiceKeyDrafts *self)
{
}

/* At a start the settings hold the drafts of the key they name. */
SluiceKeyDrafts *
sluice_key_drafts_new (GtkWidget     *widget,
                       SluiceSession *session,
                       GSettings     *settings)
{
  SluiceKeyDrafts *self = g_object_new (SLUICE_TYPE_KEY_DRAFTS, NULL);
  g_autofree char *public_key = g_settings_get_string (settings, "public-key");
  g_autofree char *host = sluice_session_dup_host (session);

  self->widget = widget;
  self->session = g_object_ref (session);
  self->settings = g_object_ref (settings);
  g_set_object (&self->owner, sluice_saved_keys_find (sluice_session_get_saved_keys (session),
                                                      host, public_key));
  return self;
}

static const char *
get_value (SluiceFinding *finding)
{
  return finding->verdict == SLUICE_VERDICT_ERROR ? NULL : finding->value;
}

/* The fields tell the session only after a pause, and the new key must not be seen asking for
 * the old key's place. */
static void
tell_place (SluiceKeyDrafts *self)
{
  g_autofree char *project_text = g_settings_get_string (self->settings, "project-id");
  g_autofree char *instance_text = g_settings_get_string (self->settings, "instance");
  g_autofree char *name_text = g_settings_get_string (self->settings, "connection-name");
  g_autoptr (SluiceFinding) project = sluice_validate_project_id (project_text);
  g_autoptr (SluiceFinding) instance = sluice_validate_instance_name (instance_text);
  g_autoptr (SluiceFinding) name = sluice_validate_connection_name (name_text);

  sluice_session_set_place (self->session, get_value (project), get_value (instance));
  sluice_session_set_name (self->session, get_value (name));
}

static void
restore (SluiceKeyDrafts *self,
         GVariant        *drafts)
{
  sluice_drafts_restore (self->settings, drafts,
                         GTK_WIDGET (gtk_widget_get_root (self->widget)));
  tell_place (self);
}

void
sluice_key_drafts_adopt (SluiceKeyDrafts *self,
                         SluiceSavedKey  *key)
{
  g_return_if_fail (SLUICE_IS_KEY_DRAFTS (self));

  if (self->owner == NULL)
    g_settings_reset (self->settings, KEYLESS);
  g_set_object (&self->owner, key);
}

void
sluice_key_drafts_turn (SluiceKeyDrafts *self,
                        SluiceSavedKey  *key,
                        gboolean         chosen)
{
  g_autoptr (GVariant) typed = NULL;
  GVariant *drafts;
  gboolean owned;

  g_return_if_fail (SLUICE_IS_KEY_DRAFTS (self));
  g_return_if_fail (SLUICE_IS_SAVED_KEY (key));

  owned = self->owner != NULL;
  if (!g_set_object (&self->owner, key))
    return;
  drafts = sluice_saved_key_get_drafts (key);
  typed = g_variant_ref_sink (sluice_drafts_save (self->settings));
  /* What was typed for no key yet would be kept nowhere. */
  if (!chosen && !owned && g_variant_n_children (typed) > 0)
    return;
  if (drafts != NULL || (chosen && owned))
    restore (self, drafts);
  else if (chosen)
    g_settings_reset (self->settings, KEYLESS);
}

void
sluice_key_drafts_clear (SluiceKeyDrafts *self)
{
  g_autoptr (GVariant) drafts = NULL;

  g_return_if_fail (SLUICE_IS_KEY_DRAFTS (self));

  drafts = g_settings_get_value (self->settings, KEYLESS);
  g_clear_object (&self->owner);
  restore (self, drafts);
}
