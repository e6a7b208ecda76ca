/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens a chooser and fills a field. */

#include "sluice-choose-button.h"

#include <glib/gi18n-lib.h>

#include "sluice-aws-role.h"
#include "sluice-choices.h"
#include "sluice-connection.h"
#include "sluice-instance.h"
#include "sluice-project.h"

struct _SluiceChooseButton
{
  GtkButton      parent_instance;

  SluiceListed   listed;
  SluiceField   *field;       /* NULL for a row without one */
  AdwEntryRow   *row;         /* borrowed: this is in it */
  SluiceSession *session;
  char          *project_id;
};

enum { OPENING, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceChooseButton, sluice_choose_button, GTK_TYPE_BUTTON)

static const char *
get_project (gpointer item)
{
  return sluice_project_get_id (item);
}

static const char *
get_instance (gpointer item)
{
  return sluice_instance_get_name (item);
}

/* NULL for one whose set-up is half finished. */
static const char *
get_role (gpointer item)
{
  return sluice_aws_role_is_authorized (item) ? sluice_aws_role_get_arn (item) : NULL;
}

static const char *
get_connection (gpointer item)
{
  return sluice_connection_get_name (item);
}

static const struct
{
  const char      *name;
  SluiceChooser *(*create) (SluiceSession *session,
                            const char    *project_id);
  const char    *(*get_text) (gpointer item);
} kinds[] = {
  [SLUICE_LISTED_PROJECT] = { N_("Choose Project"), sluice_choices_new_projects, get_project },
  [SLUICE_LISTED_INSTANCE] = { N_("Choose Instance"), sluice_choices_new_instances, get_instance },
  [SLUICE_LISTED_ROLE] = { N_("Choose Role"), sluice_choices_new_roles, get_role },
  [SLUICE_LISTED_CONNECTION] = { N_("Choose Connection"), sluice_choices_new_connections,
                                 get_connection },
};

static void
chosen_cb (SluiceChooseButton *self,
           GObject            *item)
{
  const char *text = kinds[self->listed].get_text (item);

  if (text == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.resume-setup", "s",
                                  sluice_aws_role_get_id (SLUICE_AWS_ROLE (item)));
      return;
    }
  if (self->field == NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->row), text);
      gtk_widget_grab_focus (GTK_WIDGET (self->row));
      return;
    }
  sluice_field_set_text (self->field, text);
  sluice_field_settle (self->field);
  sluice_field_grab_focus (self->field);
}

static void
sluice_choose_button_clicked (GtkButton *button)
{
  SluiceChooseButton *self = SLUICE_CHOOSE_BUTTON (button);
  SluiceChooser *chooser;

  if (self->session == NULL)
    return;
  g_signal_emit (self, signals[OPENING], 0);
  chooser = kinds[self->listed].create (self->session,
                                        self->project_id != NULL
                                        ? self->project_id
                                        : sluice_session_get_project_id (self->session));
  gtk_window_set_transient_for (GTK_WINDOW (chooser),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (chooser));
}

static void
sluice_choose_button_dispose (GObject *object)
{
  SluiceChooseButton *self = SLUICE_CHOOSE_BUTTON (object);

  g_clear_object (&self->field);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (sluice_choose_button_parent_class)->dispose (object);
}

static void
sluice_choose_button_finalize (GObject *object)
{
  g_free (SLUICE_CHOOSE_BUTTON (object)->project_id);

  G_OBJECT_CLASS (sluice_choose_button_parent_class)->finalize (object);
}

static void
sluice_choose_button_class_init (SluiceChooseButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_choose_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_choose_button_finalize;
  GTK_BUTTON_CLASS (klass)->clicked = sluice_choose_button_clicked;

  signals[OPENING] = g_signal_new ("opening", SLUICE_TYPE_CHOOSE_BUTTON, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_choose_button_init (SluiceChooseButton *self)
{
  gtk_button_set_icon_name (GTK_BUTTON (self), "view-list-symbolic");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
}

SluiceChooseButton *
sluice_choose_button_add (SluiceListed  listed,
                          AdwEntryRow  *row,
                          SluiceField  *field)
{
  const char *name = _(kinds[listed].name);
  SluiceChooseButton *self = g_object_new (SLUICE_TYPE_CHOOSE_BUTTON, "tooltip-text", name, NULL);

  self->listed = listed;
  self->row = row;
  if (field != NULL)
    self->field = g_object_ref (field);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  adw_entry_row_add_suffix (row, GTK_WIDGET (self));
  return self;
}

/* Without a session there is nobody to ask, and the button does nothing. */
void
sluice_choose_button_set_session (SluiceChooseButton *self,
                                  SluiceSession      *session)
{
  g_return_if_fail (SLUICE_IS_CHOOSE_BUTTON (self));

  g_set_object (&self->session, session);
}

void
sluice_choose_button_set_project (SluiceChooseButton *self,
                                  const char         *project_id)
{
  g_return_if_fail (SLUICE_IS_CHOOSE_BUTTON (self));

  g_free (self->project_id);
  self->project_id = g_strdup (project_id);
}
