/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of one operation as a shape, a colour and a word. */

#include "sluice-status-icon.h"

#include <glib/gi18n-lib.h>

struct _SluiceStatusIcon
{
  GtkWidget             parent_instance;

  int                   look;

  /* Children; one of them is shown */
  GtkWidget            *image;
  GtkWidget            *spinner;
};

G_DEFINE_FINAL_TYPE (SluiceStatusIcon, sluice_status_icon, GTK_TYPE_WIDGET)

/* Beside the states: what failed, but leaves all as it was. */
#define LOOK_WARNING (SLUICE_OPERATION_STATE_UNKNOWN + 1)

static const struct
{
  const char *icon;
  const char *style;
  const char *word;
} looks[] = {
  [SLUICE_OPERATION_STATE_WORKING] = { NULL, "working", NC_("state", "Working") },
  [SLUICE_OPERATION_STATE_DONE]    = { "object-select-symbolic", "success", NC_("state", "Done") },
  [SLUICE_OPERATION_STATE_FAILED]  = { "dialog-error-symbolic", "error", NC_("state", "Failed") },
  [SLUICE_OPERATION_STATE_UNKNOWN] = { "dialog-question-symbolic", "warning",
                                       NC_("state", "Not known") },
  [LOOK_WARNING] = { "dialog-warning-symbolic", "warning", NC_("state", "Failed") },
};

static void
sluice_status_icon_dispose (GObject *object)
{
  SluiceStatusIcon *self = SLUICE_STATUS_ICON (object);

  g_clear_pointer (&self->image, gtk_widget_unparent);
  g_clear_pointer (&self->spinner, gtk_widget_unparent);

  G_OBJECT_CLASS (sluice_status_icon_parent_class)->dispose (object);
}

static void
sluice_status_icon_class_init (SluiceStatusIconClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_status_icon_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
sluice_status_icon_init (SluiceStatusIcon *self)
{
  self->image = gtk_image_new ();
  gtk_widget_set_parent (self->image, GTK_WIDGET (self));

  self->spinner = g_object_new (GTK_TYPE_SPINNER,
                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                NULL);
  gtk_widget_set_parent (self->spinner, GTK_WIDGET (self));
  gtk_widget_set_size_request (self->spinner, 16, 16);
}

static void
set_look (SluiceStatusIcon *self,
          int               look)
{
  const char *word = g_dpgettext2 (GETTEXT_PACKAGE, "state", looks[look].word);
  gboolean working = look == SLUICE_OPERATION_STATE_WORKING;

  gtk_widget_remove_css_class (GTK_WIDGET (self), looks[self->look].style);
  self->look = look;
  gtk_widget_add_css_class (GTK_WIDGET (self), looks[look].style);

  gtk_widget_set_visible (self->image, !working);
  gtk_widget_set_visible (self->spinner, working);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), working);
  if (!working)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->image), looks[look].icon);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->image),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                  -1);
}

void
sluice_status_icon_set_state (SluiceStatusIcon     *self,
                              SluiceOperationState  state)
{
  g_return_if_fail (SLUICE_IS_STATUS_ICON (self));

  set_look (self, (int) state);
}

/* A key that is not kept works all the same, until Sluice is closed. */
void
sluice_status_icon_set_operation (SluiceStatusIcon     *self,
                                  SluiceOperationKind   kind,
                                  SluiceOperationState  state)
{
  gboolean harmless = kind == SLUICE_OPERATION_SAVE_KEY && state == SLUICE_OPERATION_STATE_FAILED;

  g_return_if_fail (SLUICE_IS_STATUS_ICON (self));

  set_look (self, harmless ? LOOK_WARNING : (int) state);
}
