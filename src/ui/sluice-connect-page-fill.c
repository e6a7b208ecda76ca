/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is put into the form other than by typing. */

#include "sluice-connect-page-private.h"

#include <glib/gi18n-lib.h>

/* Fills the practice key in, and says what the person may type into the next fields. */
void
sluice_connect_page_set_practice (SluiceConnectPage *self,
                                  const char        *public_key,
                                  const char        *private_key,
                                  const char        *project_id,
                                  const char        *instance)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SLUICE_IS_CONNECT_PAGE (self));

  sluice_key_group_set_practice (self->key_group, public_key, private_key);
  /* Translators: %1$s is a project ID, %2$s a stream processing instance */
  text = g_strdup_printf (_("To practise: project %1$s, instance %2$s"), project_id, instance);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->where_group), text);
}

/* Fills a whole example in, leaving alone what is filled in already. */
void
sluice_connect_page_fill_in (SluiceConnectPage *self,
                             const char        *project_id,
                             const char        *instance)
{
  AdwEntryRow *project_row, *instance_row;

  g_return_if_fail (SLUICE_IS_CONNECT_PAGE (self));

  project_row = sluice_connect_page_get_row (self, SLUICE_CONNECT_PROJECT);
  instance_row = sluice_connect_page_get_row (self, SLUICE_CONNECT_INSTANCE);
  gtk_editable_set_text (GTK_EDITABLE (project_row), project_id);
  gtk_editable_set_text (GTK_EDITABLE (instance_row), instance);
  for (int i = 0; i < SLUICE_CONNECT_N_FIELDS; i++)
    if (sluice_field_get_value (self->fields[i]) == NULL
        && sluice_connect_field_get_example (i) != NULL)
      sluice_field_set_text (self->fields[i], sluice_connect_field_get_example (i));
  for (int i = 0; i < SLUICE_CONNECT_N_FIELDS; i++)
    sluice_field_settle (self->fields[i]);
}

/* Puts a role that is known to be right into the form, and goes there. */
void
sluice_connect_page_use_role (SluiceConnectPage *self,
                              const char        *role_arn)
{
  g_return_if_fail (SLUICE_IS_CONNECT_PAGE (self));

  sluice_field_set_text (self->fields[SLUICE_CONNECT_ROLE], role_arn);
  sluice_field_settle (self->fields[SLUICE_CONNECT_ROLE]);
  sluice_field_grab_focus (self->fields[SLUICE_CONNECT_ROLE]);
}

/* NULL while it is empty or malformed. Borrowed until the next change. */
const char *
sluice_connect_page_get_role (SluiceConnectPage *self)
{
  g_return_val_if_fail (SLUICE_IS_CONNECT_PAGE (self), NULL);

  return sluice_field_get_value (self->fields[SLUICE_CONNECT_ROLE]);
}

/* Where a step of the tour is done: the button with the list, where there is one; NULL for what is
 * not done in the form. */
GtkWidget *
sluice_connect_page_get_target (SluiceConnectPage *self,
                                SluiceTourStep     step)
{
  static const SluiceConnectField ids[] = {
    [SLUICE_TOUR_PROJECT] = SLUICE_CONNECT_PROJECT,
    [SLUICE_TOUR_INSTANCE] = SLUICE_CONNECT_INSTANCE,
    [SLUICE_TOUR_NAME] = SLUICE_CONNECT_NAME,
    [SLUICE_TOUR_ROLE] = SLUICE_CONNECT_ROLE,
  };
  SluiceChooseButton *button;

  g_return_val_if_fail (SLUICE_IS_CONNECT_PAGE (self), NULL);

  if (step == SLUICE_TOUR_KEY)
    return GTK_WIDGET (self->key_group);
  if (step == SLUICE_TOUR_CREATE)
    return sluice_create_bar_get_button (self->bar);
  if (step > SLUICE_TOUR_ROLE)
    return NULL;
  button = self->choose_buttons[ids[step]];
  return button != NULL ? GTK_WIDGET (button)
                        : GTK_WIDGET (sluice_connect_page_get_row (self, ids[step]));
}

void
sluice_connect_page_clear (SluiceConnectPage *self)
{
  g_return_if_fail (SLUICE_IS_CONNECT_PAGE (self));

  if (self->session == NULL)
    return;
  for (int i = 0; i < SLUICE_CONNECT_N_FIELDS; i++)
    sluice_field_set_text (self->fields[i], "");
  sluice_network_row_set_link (self->network_row, NULL);
  sluice_connect_page_settle (self);
  sluice_key_group_clear (self->key_group);
  sluice_create_bar_remark (self->bar, NULL);
}

/* A place where the key has worked before. */
void
sluice_connect_page_use_place (SluiceConnectPage *self,
                               const char        *project_id,
                               const char        *instance)
{
  sluice_field_set_text (self->fields[SLUICE_CONNECT_PROJECT], project_id);
  sluice_field_set_text (self->fields[SLUICE_CONNECT_INSTANCE], instance);
  sluice_field_settle (self->fields[SLUICE_CONNECT_PROJECT]);
  sluice_field_settle (self->fields[SLUICE_CONNECT_INSTANCE]);
  sluice_field_grab_focus (self->fields[SLUICE_CONNECT_NAME]);
}
