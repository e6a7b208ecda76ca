/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Page switcher or title, whichever has room in the header bar. */

#include "sluice-heading.h"

struct _SluiceHeading
{
  GtkWidget  parent_instance;

  GtkWidget *title;
  GtkWidget *switcher;
};

G_DEFINE_FINAL_TYPE (SluiceHeading, sluice_heading, GTK_TYPE_WIDGET)

static GtkWidget *
get_shown (SluiceHeading *self)
{
  return gtk_widget_get_visible (self->switcher) ? self->switcher : self->title;
}

/* A switcher's minimum would keep the window from becoming narrow, which is what would replace
 * the switcher. */
static void
sluice_heading_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  GtkWidget *shown = get_shown (SLUICE_HEADING (widget));

  gtk_widget_measure (shown, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 0;
}

static void
sluice_heading_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  GtkWidget *shown = get_shown (SLUICE_HEADING (widget));
  GtkAllocation place = { 0, 0, width, height };
  int minimum;

  gtk_widget_measure (shown, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  place.width = MAX (width, minimum);
  gtk_widget_size_allocate (shown, &place, -1);
}

static void
sluice_heading_dispose (GObject *object)
{
  SluiceHeading *self = SLUICE_HEADING (object);

  g_clear_pointer (&self->title, gtk_widget_unparent);
  g_clear_pointer (&self->switcher, gtk_widget_unparent);

  G_OBJECT_CLASS (sluice_heading_parent_class)->dispose (object);
}

static void
sluice_heading_class_init (SluiceHeadingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_heading_dispose;
  widget_class->measure = sluice_heading_measure;
  widget_class->size_allocate = sluice_heading_size_allocate;
}

static void
sluice_heading_init (SluiceHeading *self)
{
  self->title = adw_window_title_new ("Sluice", NULL);
  gtk_widget_set_visible (self->title, FALSE);
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));

  self->switcher = adw_view_switcher_new ();
  adw_view_switcher_set_policy (ADW_VIEW_SWITCHER (self->switcher),
                                ADW_VIEW_SWITCHER_POLICY_WIDE);
  gtk_widget_set_parent (self->switcher, GTK_WIDGET (self));

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
sluice_heading_set_stack (SluiceHeading *self,
                          AdwViewStack  *stack)
{
  g_return_if_fail (SLUICE_IS_HEADING (self));

  adw_view_switcher_set_stack (ADW_VIEW_SWITCHER (self->switcher), stack);
}

void
sluice_heading_set_narrow (SluiceHeading *self,
                           gboolean       narrow)
{
  g_return_if_fail (SLUICE_IS_HEADING (self));

  gtk_widget_set_visible (self->switcher, !narrow);
  gtk_widget_set_visible (self->title, narrow);
  /* A switcher that has no room yet must not be drawn over what is beside it; a title shortens
   * itself, but later versions of libadwaita let it reach into the padding of the bar. */
  gtk_widget_set_overflow (GTK_WIDGET (self), narrow ? GTK_OVERFLOW_VISIBLE : GTK_OVERFLOW_HIDDEN);
}

void
sluice_heading_set_subtitle (SluiceHeading *self,
                             const char    *subtitle)
{
  g_return_if_fail (SLUICE_IS_HEADING (self));

  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle);
}

gboolean
sluice_heading_is_at (SluiceHeading *self,
                      const char    *page)
{
  AdwViewStack *stack;

  g_return_val_if_fail (SLUICE_IS_HEADING (self), FALSE);

  stack = adw_view_switcher_get_stack (ADW_VIEW_SWITCHER (self->switcher));
  return g_strcmp0 (adw_view_stack_get_visible_child_name (stack), page) == 0;
}

/* To where the keyboard was on this page, or to its first place. */
static void
focus_page (GtkWidget *page)
{
  GtkWidget *last = page;

  while (gtk_widget_get_focus_child (last) != NULL)
    last = gtk_widget_get_focus_child (last);
  if (last == page || !gtk_widget_grab_focus (last))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

/* Shows a page and takes the keyboard along: what had the focus is out of sight. */
void
sluice_heading_go_to (SluiceHeading *self,
                      const char    *page)
{
  AdwViewStack *stack;

  g_return_if_fail (SLUICE_IS_HEADING (self));

  if (sluice_heading_is_at (self, page))
    return;
  stack = adw_view_switcher_get_stack (ADW_VIEW_SWITCHER (self->switcher));
  adw_view_stack_set_visible_child_name (stack, page);
  focus_page (adw_view_stack_get_visible_child (stack));
}
