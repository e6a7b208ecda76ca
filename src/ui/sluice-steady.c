/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scrolls by as much as something above the keyboard focus grows. */

#include "sluice-steady.h"

#include "sluice-hint-row.h"

/* Until what has changed has its place, and room kept around a row. */
#define FRAMES 3
#define MARGIN 12
/* Set on a window that somebody has used. */
#define USED "sluice-steady-used"

static gboolean
event_cb (GtkEventController *controller,
          GdkEvent           *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_KEY_PRESS || type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN
      || type == GDK_SCROLL)
    g_object_set_data (G_OBJECT (gtk_event_controller_get_widget (controller)), USED,
                       GINT_TO_POINTER (TRUE));
  return GDK_EVENT_PROPAGATE;
}

/* Before somebody has used the window nobody is anywhere in it: then its pages are better seen from
 * their beginning. */
void
sluice_steady_watch (GtkWidget *window)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (event_cb), NULL);
  gtk_widget_add_controller (window, controller);
}

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

/* Whether the row with the keyboard focus is in sight, and below the box. */
static GtkWidget *
find_row (GtkWidget *box,
          GtkWidget *scroller)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (scroller));
  GtkWidget *row = focus != NULL && gtk_widget_is_ancestor (focus, scroller)
                   ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  graphene_rect_t row_place, box_place;

  if (row == NULL || !gtk_widget_compute_bounds (row, scroller, &row_place)
      || !gtk_widget_compute_bounds (box, scroller, &box_place)
      || row_place.origin.y < box_place.origin.y || row_place.origin.y < 0
      || row_place.origin.y + row_place.size.height > gtk_widget_get_height (scroller))
    return NULL;
  return row;
}

/* Somebody else may have scrolled to the row while it was on its way: the row, and the sentence
 * below it, end in sight in any case. */
static gboolean
laid_out_cb (GtkWidget     *row,
             GdkFrameClock *clock,
             gpointer       user_data)
{
  guint *frames = user_data;
  GtkWidget *scroller = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *next = gtk_widget_get_next_sibling (row);
  GtkAdjustment *adjustment;
  graphene_rect_t place, hint_place;
  double start, end;

  if (++*frames < FRAMES || scroller == NULL)
    return scroller != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  if (!gtk_widget_compute_bounds (row, scroller, &place))
    return G_SOURCE_REMOVE;
  start = place.origin.y;
  end = start + place.size.height;
  if (SLUICE_IS_HINT_ROW (next) && gtk_widget_get_visible (next)
      && gtk_widget_compute_bounds (next, scroller, &hint_place))
    end = hint_place.origin.y + hint_place.size.height;
  gtk_adjustment_clamp_page (adjustment, gtk_adjustment_get_value (adjustment) + start - MARGIN,
                             gtk_adjustment_get_value (adjustment) + end + MARGIN);
  return G_SOURCE_REMOVE;
}

void
sluice_steady_end (GtkWidget *box,
                   int        before)
{
  int after = sluice_steady_begin (box);
  GtkWidget *scroller, *row;
  GtkAdjustment *adjustment;

  if (before < 0 || after < 0 || after == before)
    return;
  scroller = gtk_widget_get_ancestor (box, GTK_TYPE_SCROLLED_WINDOW);
  row = scroller != NULL ? find_row (box, scroller) : NULL;
  if (row == NULL)
    return;
  gtk_widget_add_tick_callback (row, laid_out_cb, g_new0 (guint, 1), g_free);
  if (g_object_get_data (G_OBJECT (gtk_widget_get_root (box)), USED) == NULL)
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  /* The room comes with the next layout; the place is wanted for the same. */
  if (after > before)
    gtk_adjustment_set_upper (adjustment,
                              gtk_adjustment_get_upper (adjustment) + after - before);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + after - before);
}
