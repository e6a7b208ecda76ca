/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A box through which Tab leads in the order in which one reads. */

#include "sluice-reading-box.h"

struct _SluiceReadingBox
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (SluiceReadingBox, sluice_reading_box, GTK_TYPE_BOX)

/* The next child in this order; the first one if there is none before. */
static GtkWidget *
get_next (GtkWidget        *box,
          GtkWidget        *child,
          GtkDirectionType  direction)
{
  if (direction == GTK_DIR_TAB_BACKWARD)
    return child != NULL ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_last_child (box);
  return child != NULL ? gtk_widget_get_next_sibling (child) : gtk_widget_get_first_child (box);
}

static gboolean
sluice_reading_box_focus (GtkWidget        *widget,
                          GtkDirectionType  direction)
{
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (sluice_reading_box_parent_class)->focus (widget, direction);

  /* Within the child that has the keyboard it may lead further. */
  if (child == NULL)
    child = get_next (widget, NULL, direction);
  for (; child != NULL; child = get_next (widget, child, direction))
    if (gtk_widget_get_mapped (child) && gtk_widget_child_focus (child, direction))
      return TRUE;
  return FALSE;
}

static void
sluice_reading_box_class_init (SluiceReadingBoxClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = sluice_reading_box_focus;
}

static void
sluice_reading_box_init (SluiceReadingBox *self)
{
}
