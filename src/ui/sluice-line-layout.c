/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Children in one line, of which one expands. */

#include "sluice-line-layout.h"

struct _SluiceLineLayout
{
  GtkLayoutManager parent_instance;

  int              spacing;
  gboolean         folds;
};

G_DEFINE_FINAL_TYPE (SluiceLineLayout, sluice_line_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkWidget *
find_next (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
get_first (GtkWidget *widget)
{
  return find_next (gtk_widget_get_first_child (widget));
}

static GtkWidget *
get_next (GtkWidget *child)
{
  return find_next (gtk_widget_get_next_sibling (child));
}

static gboolean
expands (GtkWidget *child)
{
  return gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
}

static int
get_natural_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* What is left for the child that expands. */
static int
get_rest (SluiceLineLayout *self,
          GtkWidget        *widget,
          int               width)
{
  for (GtkWidget *child = get_first (widget); child != NULL; child = get_next (child))
    {
      if (!expands (child))
        width -= get_natural_width (child);
      if (child != get_first (widget))
        width -= self->spacing;
    }
  return MAX (width, 0);
}

/* Whether what expands has a line to itself, above the others: beside them it would have less than
 * half of the room, and be higher for it. */
static gboolean
is_folded (SluiceLineLayout *self,
           GtkWidget        *widget,
           int               width)
{
  int rest = get_rest (self, widget, width);

  if (!self->folds || 2 * rest >= width)
    return FALSE;
  for (GtkWidget *child = get_first (widget); child != NULL; child = get_next (child))
    if (expands (child))
      return get_natural_width (child) > rest;
  return FALSE;
}

static int
get_height (GtkWidget *child,
            int        width)
{
  int height;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

/* Of the line below what expands. */
static int
get_lower_height (GtkWidget *widget)
{
  int height = 0;

  for (GtkWidget *child = get_first (widget); child != NULL; child = get_next (child))
    if (!expands (child))
      height = MAX (height, get_height (child, -1));
  return height;
}

static int
get_folded_height (SluiceLineLayout *self,
                   GtkWidget        *widget,
                   int               width)
{
  int height = get_lower_height (widget) + self->spacing / 2;

  for (GtkWidget *child = get_first (widget); child != NULL; child = get_next (child))
    if (expands (child))
      height += get_height (child, width);
  return height;
}

static void
allocate_folded (SluiceLineLayout *self,
                 GtkWidget        *widget,
                 int               width,
                 int               height)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int lower = get_lower_height (widget), x = 0;

  for (GtkWidget *child = get_first (widget); child != NULL; child = get_next (child))
    {
      GtkAllocation place = { 0, 0, width, height - lower - self->spacing / 2 };

      if (!expands (child))
        {
          place.width = get_natural_width (child);
          place.x = mirrored ? width - x - place.width : x;
          place.y = height - lower;
          place.height = lower;
          x += place.width + self->spacing;
        }
      gtk_widget_size_allocate (child, &place, -1);
    }
}

static void
measure_width (SluiceLineLayout *self,
               GtkWidget        *widget,
               int              *minimum,
               int              *natural)
{
  for (GtkWidget *child = get_first (widget); child != NULL; child = get_next (child))
    {
      int child_min, child_nat;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_min, &child_nat,
                          NULL, NULL);
      *minimum += expands (child) ? child_min : child_nat;
      *natural += child_nat;
      if (child != get_first (widget))
        {
          *minimum += self->spacing;
          *natural += self->spacing;
        }
    }
}

static void
sluice_line_layout_measure (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            GtkOrientation    orientation,
                            int               for_size,
                            int              *minimum,
                            int              *natural,
                            int              *minimum_baseline,
                            int              *natural_baseline)
{
  SluiceLineLayout *self = SLUICE_LINE_LAYOUT (manager);
  int rest;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, widget, minimum, natural);
      return;
    }
  if (for_size >= 0 && is_folded (self, widget, for_size))
    {
      *minimum = *natural = get_folded_height (self, widget, for_size);
      return;
    }
  rest = for_size >= 0 ? get_rest (self, widget, for_size) : -1;
  for (GtkWidget *child = get_first (widget); child != NULL; child = get_next (child))
    {
      int child_min, child_nat;

      gtk_widget_measure (child, orientation, expands (child) ? rest : -1, &child_min, &child_nat,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_min);
      *natural = MAX (*natural, child_nat);
    }
}

static void
sluice_line_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget        *widget,
                             int               width,
                             int               height,
                             int               baseline)
{
  SluiceLineLayout *self = SLUICE_LINE_LAYOUT (manager);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int rest = get_rest (self, widget, width), x = 0;

  if (is_folded (self, widget, width))
    {
      allocate_folded (self, widget, width, height);
      return;
    }
  for (GtkWidget *child = get_first (widget); child != NULL; child = get_next (child))
    {
      int child_width = expands (child) ? rest : get_natural_width (child);

      gtk_widget_size_allocate (child, &(GtkAllocation) {
                                  mirrored ? width - x - child_width : x, 0, child_width, height
                                }, -1);
      x += child_width + self->spacing;
    }
}

static GtkSizeRequestMode
sluice_line_layout_get_request_mode (GtkLayoutManager *manager,
                                     GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sluice_line_layout_class_init (SluiceLineLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->measure = sluice_line_layout_measure;
  manager_class->allocate = sluice_line_layout_allocate;
  manager_class->get_request_mode = sluice_line_layout_get_request_mode;
}

static void
sluice_line_layout_init (SluiceLineLayout *self)
{
}

void
sluice_line_layout_set_spacing (SluiceLineLayout *self,
                                int               spacing)
{
  g_return_if_fail (SLUICE_IS_LINE_LAYOUT (self));

  self->spacing = spacing;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

/* Whether what expands goes above the others where there is little room beside them. */
void
sluice_line_layout_set_folds (SluiceLineLayout *self,
                              gboolean          folds)
{
  g_return_if_fail (SLUICE_IS_LINE_LAYOUT (self));

  self->folds = folds;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}
