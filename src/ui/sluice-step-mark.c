/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far one step of a procedure is. */

#include "sluice-step-mark.h"

#include <glib/gi18n-lib.h>

struct _SluiceStepMark
{
  GtkWidget        parent_instance;

  SluiceStepState  state;

  /* Children */
  GtkWidget       *spinner;
  GtkWidget       *icon;
  GtkWidget       *label;
};

G_DEFINE_FINAL_TYPE (SluiceStepMark, sluice_step_mark, GTK_TYPE_WIDGET)

static const struct
{
  const char *word;
  const char *icon;
  const char *style;
} looks[] = {
  [SLUICE_STEP_WAITING] = { N_("Later"), NULL, "dim-label" },
  [SLUICE_STEP_NEXT]    = { N_("Next"), "go-next-symbolic", "accent" },
  [SLUICE_STEP_WORKING] = { N_("At work"), NULL, "dim-label" },
  [SLUICE_STEP_DONE]    = { N_("Done"), "object-select-symbolic", "success" },
  [SLUICE_STEP_OPTIONAL] = { N_("If needed"), NULL, "dim-label" },
  [SLUICE_STEP_PROBLEM] = { N_("Problem"), "dialog-error-symbolic", "error" },
};

static void
sluice_step_mark_dispose (GObject *object)
{
  SluiceStepMark *self = SLUICE_STEP_MARK (object);

  g_clear_pointer (&self->spinner, gtk_widget_unparent);
  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (sluice_step_mark_parent_class)->dispose (object);
}

static void
sluice_step_mark_class_init (SluiceStepMarkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_step_mark_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
sluice_step_mark_init (SluiceStepMark *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);

  self->spinner = g_object_new (GTK_TYPE_SPINNER,
                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                NULL);
  self->icon = g_object_new (GTK_TYPE_IMAGE,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             NULL);
  self->label = g_object_new (GTK_TYPE_LABEL, NULL);
  gtk_widget_add_css_class (self->label, "caption-heading");
  gtk_widget_set_parent (self->spinner, GTK_WIDGET (self));
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  sluice_step_mark_set_state (self, SLUICE_STEP_WAITING);
}

void
sluice_step_mark_set_state (SluiceStepMark  *self,
                            SluiceStepState  state)
{
  gboolean working = state == SLUICE_STEP_WORKING;

  g_return_if_fail (SLUICE_IS_STEP_MARK (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self), looks[self->state].style);
  self->state = state;
  gtk_widget_add_css_class (GTK_WIDGET (self), looks[state].style);

  gtk_widget_set_visible (self->spinner, working);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), working);
  gtk_widget_set_visible (self->icon, looks[state].icon != NULL);
  if (looks[state].icon != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), looks[state].icon);
  gtk_label_set_label (GTK_LABEL (self->label), _(looks[state].word));
}

SluiceStepState
sluice_step_mark_get_state (SluiceStepMark *self)
{
  g_return_val_if_fail (SLUICE_IS_STEP_MARK (self), SLUICE_STEP_WAITING);

  return self->state;
}
