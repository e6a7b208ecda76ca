/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A horizontal box for one sentence and the buttons beside it. */

#include "sluice-line.h"

#include "sluice-line-layout.h"

#define SPACING 12

struct _SluiceLine
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (SluiceLine, sluice_line, GTK_TYPE_WIDGET)

static void
sluice_line_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_line_parent_class)->dispose (object);
}

static void
sluice_line_class_init (SluiceLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_line_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), SLUICE_TYPE_LINE_LAYOUT);
}

static void
sluice_line_init (SluiceLine *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  sluice_line_layout_set_spacing (SLUICE_LINE_LAYOUT (layout), SPACING);
  sluice_line_layout_set_folds (SLUICE_LINE_LAYOUT (layout), TRUE);
}
