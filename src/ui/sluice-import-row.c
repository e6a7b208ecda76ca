/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection of an import. */

#include "sluice-import-row.h"

#include <glib/gi18n-lib.h>

#include "sluice-import-words.h"
#include "sluice-status-icon.h"

struct _SluiceImportRow
{
  GtkListBoxRow     parent_instance;

  SluiceImportStep *step;

  /* Children */
  GtkWidget        *image;
  SluiceStatusIcon *icon;
  GtkLabel         *title;
  GtkLabel         *sentence;
  GtkLabel         *verdict;
};

G_DEFINE_FINAL_TYPE (SluiceImportRow, sluice_import_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_icon (SluiceImportRow *self)
{
  static const struct { const char *icon, *style; } looks[] = {
    [SLUICE_IMPORT_CREATE] = { "list-add-symbolic", "accent" },
    [SLUICE_IMPORT_CHANGE] = { "document-edit-symbolic", "accent" },
    [SLUICE_IMPORT_LEAVE] = { "object-select-symbolic", "dim-label" },
    [SLUICE_IMPORT_CANNOT] = { "dialog-warning-symbolic", "warning" },
  };
  SluiceImportAction action = sluice_import_step_get_values (self->step)->action;
  SluiceOperation *operation = sluice_import_step_get_operation (self->step);
  SluiceOperationState state;

  gtk_widget_set_visible (self->image, operation == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), operation != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), looks[action].icon);
  gtk_widget_add_css_class (self->image, looks[action].style);
  if (operation == NULL)
    return;
  state = sluice_operation_get_state (operation);
  sluice_status_icon_set_state (self->icon, state);
}

static void
show (SluiceImportRow *self)
{
  g_autofree char *title = sluice_import_words_title (self->step);
  g_autofree char *sentence = sluice_import_words_sentence (self->step);
  const char *verdict = sluice_import_words_verdict (self->step);
  g_autofree char *name = NULL;

  show_icon (self);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->verdict, verdict);
  gtk_label_set_label (self->sentence, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), sentence != NULL && *sentence != '\0');
  /* Translators: a connection's name, and what will be done with it */
  name = g_strdup_printf (_("%s: %s"), title, verdict);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence != NULL ? sentence : "",
                                  -1);
}

static void
sluice_import_row_dispose (GObject *object)
{
  g_clear_object (&SLUICE_IMPORT_ROW (object)->step);

  G_OBJECT_CLASS (sluice_import_row_parent_class)->dispose (object);
}

static void
sluice_import_row_class_init (SluiceImportRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_import_row_dispose;
}

static GtkLabel *
create_label (GtkWidget  *box,
              const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "xalign", 0.0,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                                   NULL);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  /* A hyphen that is not part of a name would be taken for one. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
sluice_import_row_init (SluiceImportRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->image = g_object_new (GTK_TYPE_IMAGE,
                              "valign", GTK_ALIGN_START,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                              NULL);
  gtk_widget_add_css_class (self->image, "first-line");
  self->icon = g_object_new (SLUICE_TYPE_STATUS_ICON, "valign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "first-line");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), self->image);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), texts);
  self->title = create_label (texts, NULL);
  self->verdict = create_label (texts, "caption-heading");
  self->sentence = create_label (texts, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "dim-label");

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "status-row");
}

GtkWidget *
sluice_import_row_new (SluiceImportStep *step)
{
  SluiceImportRow *self = g_object_new (SLUICE_TYPE_IMPORT_ROW, NULL);

  self->step = g_object_ref (step);
  g_signal_connect_object (step, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
