/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of buttons that wraps. */

#include "sluice-wrap-box.h"

#define SPACING 6

struct _SluiceWrapBox
{
  GtkWidget parent_instance;
};

static void sluice_wrap_box_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceWrapBox, sluice_wrap_box, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      sluice_wrap_box_buildable_init))

static GtkBuildableIface *parent_buildable;

static void
sluice_wrap_box_add_child (GtkBuildable *buildable,
                           GtkBuilder   *builder,
                           GObject      *child,
                           const char   *type)
{
  if (GTK_IS_WIDGET (child))
    gtk_widget_set_parent (GTK_WIDGET (child), GTK_WIDGET (buildable));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
sluice_wrap_box_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = sluice_wrap_box_add_child;
}

static void
get_size (GtkWidget      *child,
          int             width,
          GtkRequisition *size)
{
  GtkRequisition minimum;

  gtk_widget_get_preferred_size (child, &minimum, size);
  size->width = MAX (MIN (size->width, width), minimum.width);
}

/* Allocates a line's children, up to but without end. Lines stand in the middle where the box
 * does. */
static void
place_line (GtkWidget *widget,
            GtkWidget *first,
            GtkWidget *end,
            int        width,
            int        line_width,
            int        y)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = gtk_widget_get_halign (widget) == GTK_ALIGN_CENTER ? (width - line_width) / 2 : 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      GtkRequisition size;

      if (!gtk_widget_should_layout (child))
        continue;
      get_size (child, width, &size);
      gtk_widget_size_allocate (child, &(GtkAllocation) {
                                  mirrored ? width - x - size.width : x, y, size.width, size.height
                                }, -1);
      x += size.width + SPACING;
    }
}

/* Places the visible children into lines of at most width and returns the height; allocates
 * them too if asked. */
static int
flow (GtkWidget *widget,
      int        width,
      gboolean   allocate)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int line_width = 0, line_height = 0, y = 0;

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkRequisition size;

      if (!gtk_widget_should_layout (child))
        continue;
      get_size (child, width, &size);
      if (line_width > 0 && line_width + SPACING + size.width > width)
        {
          if (allocate)
            place_line (widget, first, child, width, line_width, y);
          first = child;
          y += line_height + SPACING;
          line_width = line_height = 0;
        }
      line_width += size.width + (line_width > 0 ? SPACING : 0);
      line_height = MAX (line_height, size.height);
    }
  if (allocate)
    place_line (widget, first, NULL, width, line_width, y);
  return y + line_height;
}

static void
measure_width (GtkWidget *widget,
               int       *minimum,
               int       *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_min, child_nat;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_min, &child_nat,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_min);
      *natural += child_nat + (*natural > 0 ? SPACING : 0);
    }
}

static void
sluice_wrap_box_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  int width_min = 0, width_nat = 0;

  *minimum = *natural = 0;
  measure_width (widget, &width_min, &width_nat);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = width_min;
      *natural = width_nat;
    }
  else
    {
      *minimum = *natural = flow (widget, for_size >= 0 ? for_size : width_nat, FALSE);
    }
}

static void
sluice_wrap_box_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  flow (widget, width, TRUE);
}

static GtkSizeRequestMode
sluice_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sluice_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_wrap_box_parent_class)->dispose (object);
}

static void
sluice_wrap_box_class_init (SluiceWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_wrap_box_dispose;
  widget_class->measure = sluice_wrap_box_measure;
  widget_class->size_allocate = sluice_wrap_box_size_allocate;
  widget_class->get_request_mode = sluice_wrap_box_get_request_mode;
}

static void
sluice_wrap_box_init (SluiceWrapBox *self)
{
}
