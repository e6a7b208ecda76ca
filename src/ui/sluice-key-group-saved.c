/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key group, turning from one saved key to another. */
#include "sluice-key-group-private.h"

#include "sluice-keys-dialog.h"

static void
leave_key (SluiceKeyGroup *self)
{
  self->turning = TRUE;
  sluice_key_drafts_part (self->drafts, sluice_field_get_value (self->public_field));
  sluice_session_set_key (self->session, NULL);
}

static void
put_key (SluiceKeyGroup *self,
         const char     *public_key)
{
  sluice_field_set_text (self->public_field, public_key);
  sluice_private_field_put_dummy (self->private);  /* over a key that was never accepted */
  sluice_field_set_text (self->private_field, "");
  sluice_field_settle (self->public_field);
  sluice_field_settle (self->private_field);
}

static void
use_saved_key_cb (SluiceKeyGroup *self,
                  SluiceSavedKey *saved)
{
  if (saved == sluice_session_get_saved_key (self->session))
    return;
  leave_key (self);
  sluice_atlas_row_set_url (self->atlas_row, sluice_saved_key_get_base_url (saved));
  sluice_session_set_base_url (self->session, sluice_saved_key_get_base_url (saved));
  put_key (self, sluice_saved_key_get_public_key (saved));
  sluice_key_drafts_turn (self->drafts, saved, TRUE);
  self->turning = FALSE;
  /* Where one goes on if the keyring does not have it, or will not give it. */
  sluice_field_grab_focus (self->private_field);
  sluice_session_load_key (self->session, sluice_saved_key_get_public_key (saved));
}

static void
add_key_cb (SluiceKeyGroup *self)
{
  leave_key (self);
  put_key (self, "");
  sluice_key_drafts_clear (self->drafts);
  self->turning = FALSE;
  sluice_field_grab_focus (self->public_field);
}

void
sluice_key_group_show_saved (GtkWidget  *widget,
                             const char *name,
                             GVariant   *parameter)
{
  SluiceKeyGroup *self = SLUICE_KEY_GROUP (widget);
  SluiceKeysDialog *dialog = sluice_keys_dialog_present (widget, self->session);

  g_signal_connect_object (dialog, "use", G_CALLBACK (use_saved_key_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "add", G_CALLBACK (add_key_cb), self, G_CONNECT_SWAPPED);
}
