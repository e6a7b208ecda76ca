/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One sentence below a field or a group. */

#include "sluice-hint.h"

#include "sluice-dialogs.h"
#include "sluice-hyphens.h"
#include "sluice-line-layout.h"

struct _SluiceHint
{
  GtkWidget   parent_instance;

  SluiceTone  tone;

  /* Children */
  GtkWidget  *icon;
  GtkWidget  *label;
};

G_DEFINE_FINAL_TYPE (SluiceHint, sluice_hint, GTK_TYPE_WIDGET)

static const struct
{
  const char *style;
  const char *icon;
} tones[] = {
  [SLUICE_TONE_PLAIN]   = { "dim-label", NULL },
  [SLUICE_TONE_GOOD]    = { "success", "object-select-symbolic" },
  [SLUICE_TONE_WARNING] = { "warning", "dialog-warning-symbolic" },
  [SLUICE_TONE_BAD]     = { "error", "dialog-error-symbolic" },
};

static void
sluice_hint_dispose (GObject *object)
{
  SluiceHint *self = SLUICE_HINT (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (sluice_hint_parent_class)->dispose (object);
}

static void
sluice_hint_class_init (SluiceHintClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_hint_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, SLUICE_TYPE_LINE_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hint");
}

static void
sluice_hint_init (SluiceHint *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  sluice_line_layout_set_spacing (SLUICE_LINE_LAYOUT (layout), 6);

  self->icon = g_object_new (GTK_TYPE_IMAGE,
                             "valign", GTK_ALIGN_START,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             NULL);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));

  self->label = g_object_new (GTK_TYPE_LABEL,
                              "wrap", TRUE,
                              "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                              "xalign", 0.0f,
                              "hexpand", TRUE,
                              NULL);
  sluice_hyphens_leave_out (self->label);
  gtk_widget_add_css_class (self->label, "caption");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));

  gtk_widget_add_css_class (GTK_WIDGET (self), tones[self->tone].style);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
sluice_hint_set_text (SluiceHint *self,
                      SluiceTone  tone,
                      const char *text)
{
  GtkWidget *row;
  gboolean shown = text != NULL && *text != '\0';

  g_return_if_fail (SLUICE_IS_HINT (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self), tones[self->tone].style);
  self->tone = tone;
  gtk_widget_add_css_class (GTK_WIDGET (self), tones[tone].style);

  gtk_widget_set_visible (self->icon, tones[tone].icon != NULL);
  if (tones[tone].icon != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), tones[tone].icon);
  gtk_label_set_label (GTK_LABEL (self->label), shown ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), shown);

  row = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_BOX_ROW);
  if (row != NULL)
    {
      gtk_widget_set_visible (row, shown);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, shown ? text : "",
                                      -1);
    }
}

const char *
sluice_hint_get_text (SluiceHint *self)
{
  g_return_val_if_fail (SLUICE_IS_HINT (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->label));
}

SluiceTone
sluice_hint_get_tone (SluiceHint *self)
{
  g_return_val_if_fail (SLUICE_IS_HINT (self), SLUICE_TONE_PLAIN);

  return self->tone;
}

/* Ties the hint to the row above it, as it is now: for screen readers, and for the style sheet,
 * which leaves out the line between the two. To be called again when the text has come or gone. */
void
sluice_hint_describe (SluiceHint *self,
                      GtkWidget  *row)
{
  GtkAccessible *field;

  g_return_if_fail (SLUICE_IS_HINT (self));

  field = sluice_dialogs_get_field (row);
  if (*sluice_hint_get_text (self) != '\0')
    {
      gtk_widget_add_css_class (row, "has-hint");
      gtk_accessible_update_relation (field,
                                      GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->label, NULL,
                                      -1);
    }
  else
    {
      gtk_widget_remove_css_class (row, "has-hint");
      gtk_accessible_reset_relation (field, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
    }
}
