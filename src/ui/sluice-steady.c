/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scrolls by as much as something above the keyboard focus grows. */

#include "sluice-steady.h"

/* Returns the height the box needs, or -1 while it is not shown. */
int
sluice_steady_begin (GtkWidget *box)
{
  int height;

  if (box == NULL || !gtk_widget_get_mapped (box) || gtk_widget_get_width (box) <= 0)
    return -1;
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (box), NULL, &height,
                      NULL, NULL);
  return height;
}

static gboolean
is_below (GtkWidget *focus,
          GtkWidget *box,
          GtkWidget *scroller)
{
  graphene_rect_t focused, place;

  return focus != NULL && gtk_widget_is_ancestor (focus, scroller)
         && gtk_widget_compute_bounds (focus, scroller, &focused)
         && gtk_widget_compute_bounds (box, scroller, &place)
         && focused.origin.y > place.origin.y;
}

void
sluice_steady_end (GtkWidget *box,
                   int        before)
{
  int after = sluice_steady_begin (box);
  GtkWidget *scroller, *focus;
  GtkAdjustment *adjustment;

  if (before < 0 || after < 0 || after == before)
    return;
  scroller = gtk_widget_get_ancestor (box, GTK_TYPE_SCROLLED_WINDOW);
  focus = gtk_root_get_focus (gtk_widget_get_root (box));
  if (scroller == NULL || !is_below (focus, box, scroller))
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  /* The room comes with the next layout; the place is wanted for the same. */
  if (after > before)
    gtk_adjustment_set_upper (adjustment,
                              gtk_adjustment_get_upper (adjustment) + after - before);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + after - before);
}
