/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of a chooser. */

#include "sluice-choice-row.h"

#include "sluice-config.h"
#include "sluice-line-layout.h"

struct _SluiceChoiceRow
{
  GtkWidget   parent_instance;

  const char *copy;         /* what its button does to whom */

  /* Template */
  GtkWidget  *icon;
  GtkLabel   *name;
  GtkLabel   *id;
  GtkLabel   *note;
  GtkWidget  *copy_button;
};

G_DEFINE_FINAL_TYPE (SluiceChoiceRow, sluice_choice_row, GTK_TYPE_WIDGET)

void
sluice_choice_clear (SluiceChoice *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->note, g_free);
}

static gboolean
holds (const char *text,
       const char *needle)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  return strstr (folded, needle) != NULL;
}

gboolean
sluice_choice_matches (const SluiceChoice *self,
                       const char         *needle)
{
  return holds (self->name, needle) || holds (self->id, needle) || holds (self->note, needle);
}

static void
sluice_choice_row_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), SLUICE_TYPE_CHOICE_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_choice_row_parent_class)->dispose (object);
}

static void
sluice_choice_row_class_init (SluiceChoiceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_choice_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, SLUICE_TYPE_LINE_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               SLUICE_RESOURCE_PATH "/ui/sluice-choice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SluiceChoiceRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SluiceChoiceRow, name);
  gtk_widget_class_bind_template_child (widget_class, SluiceChoiceRow, id);
  gtk_widget_class_bind_template_child (widget_class, SluiceChoiceRow, note);
  gtk_widget_class_bind_template_child (widget_class, SluiceChoiceRow, copy_button);
}

static void
sluice_choice_row_init (SluiceChoiceRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_widget_init_template (GTK_WIDGET (self));
  sluice_line_layout_set_spacing (SLUICE_LINE_LAYOUT (layout), 12);
}

/* copy: what the copy button is called, for example “Copy ID of %s”; not copied. */
GtkWidget *
sluice_choice_row_new (const char *copy)
{
  SluiceChoiceRow *self = g_object_new (SLUICE_TYPE_CHOICE_ROW, NULL);

  self->copy = copy;
  return GTK_WIDGET (self);
}

static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* In a list of such buttons each says whose it is. */
static void
name_copy_button (SluiceChoiceRow *self,
                  const char      *of)
{
  g_autofree char *name = g_strdup_printf (self->copy, of);

  gtk_widget_set_tooltip_text (self->copy_button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

void
sluice_choice_row_show (SluiceChoiceRow    *self,
                        const SluiceChoice *choice)
{
  g_return_if_fail (SLUICE_IS_CHOICE_ROW (self));

  show_text (self->name, choice->name);
  show_text (self->id, choice->id);
  show_text (self->note, choice->note);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), choice->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->id), choice->id);
  gtk_widget_set_visible (self->icon, choice->unfinished);
  gtk_widget_set_visible (self->copy_button, choice->id != NULL);
  if (choice->id != NULL)
    name_copy_button (self, choice->name != NULL ? choice->name : choice->id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy_button), "s",
                                    choice->id != NULL ? choice->id : "");
}
