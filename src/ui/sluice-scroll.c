/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings something into sight. */

#include "sluice-scroll.h"

#define MARGIN 12

/* A page that scrolls may be in one that does: 0 is the innermost. */
static GtkWidget *
find_viewport (GtkWidget *widget,
               guint      level)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);

  while (viewport != NULL && level-- > 0)
    viewport = gtk_widget_get_ancestor (gtk_widget_get_parent (viewport), GTK_TYPE_VIEWPORT);
  return viewport;
}

static void
scroll_now (GtkWidget *widget,
            GtkWidget *viewport)
{
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget)
      || !gtk_widget_compute_bounds (widget, gtk_viewport_get_child (GTK_VIEWPORT (viewport)),
                                     &bounds))
    return;
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  gtk_adjustment_clamp_page (adjustment, (double) bounds.origin.y - MARGIN,
                             (double) (bounds.origin.y + bounds.size.height) + MARGIN);
}

/* Frames to wait for something that is hidden still. */
#define PATIENCE 200

typedef struct
{
  guint all;
  guint mapped;
} Frames;

/* Only what has been laid out has a place: that is so in the second frame after it appeared, and in
 * an outer page when the inner one has been scrolled. */
static gboolean
frame_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  Frames *frames = user_data;
  GtkWidget *viewport;

  frames->all++;
  frames->mapped = gtk_widget_get_mapped (widget) ? frames->mapped + 1 : 0;
  if (frames->mapped < 2)
    return frames->all < PATIENCE ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
  viewport = find_viewport (widget, frames->mapped - 2);
  if (viewport == NULL)
    return G_SOURCE_REMOVE;
  scroll_now (widget, viewport);
  return G_SOURCE_CONTINUE;
}

/* Scrolls the page as little as it takes to show all of the widget, as soon as there is anything of
 * it to show. */
void
sluice_scroll_to (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, frame_cb, g_new0 (Frames, 1), g_free);
}
