/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of buttons that wraps. */

#include "sluice-wrap-box.h"

#define SPACING 6
#define WIDE_SPACING 12    /* between buttons of the same width */

typedef enum { PROP_HOMOGENEOUS = 1 } SluiceWrapBoxProperty;
static GParamSpec *properties[PROP_HOMOGENEOUS + 1];

struct _SluiceWrapBox
{
  GtkWidget parent_instance;

  gboolean  homogeneous;
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

static int
get_spacing (GtkWidget *widget)
{
  return SLUICE_WRAP_BOX (widget)->homogeneous ? WIDE_SPACING : SPACING;
}

/* The width that all children get: 0 if each gets its own. Without room for all of them in one
 * line, each has a line to itself. */
static int
get_common_width (GtkWidget *widget,
                  int        width)
{
  int n = 0, widest = 0, all;

  if (!SLUICE_WRAP_BOX (widget)->homogeneous)
    return 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      widest = MAX (widest, natural);
      n++;
    }
  all = n * widest + (n - 1) * WIDE_SPACING;
  if (gtk_widget_get_halign (widget) == GTK_ALIGN_CENTER)
    return widest;
  return all <= width ? (width - (n - 1) * WIDE_SPACING) / MAX (n, 1) : width;
}

static void
get_size (GtkWidget      *child,
          int             width,
          int             common,
          GtkRequisition *size)
{
  GtkRequisition minimum;

  gtk_widget_get_preferred_size (child, &minimum, size);
  if (common > 0)
    size->width = common;
  size->width = MAX (MIN (size->width, width), minimum.width);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, size->width, NULL, &size->height,
                      NULL, NULL);
}

/* Allocates a line's children, up to but without end. Lines stand in the middle where the box
 * does. */
static void
place_line (GtkWidget *widget,
            GtkWidget *first,
            GtkWidget *end,
            int        width,
            int        common,
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
      get_size (child, width, common, &size);
      gtk_widget_size_allocate (child, &(GtkAllocation) {
                                  mirrored ? width - x - size.width : x, y, size.width, size.height
                                }, -1);
      x += size.width + get_spacing (widget);
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
  int spacing = get_spacing (widget), common = get_common_width (widget, width);
  int line_width = 0, line_height = 0, y = 0;

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkRequisition size;

      if (!gtk_widget_should_layout (child))
        continue;
      get_size (child, width, common, &size);
      if (line_width > 0 && line_width + spacing + size.width > width)
        {
          if (allocate)
            place_line (widget, first, child, width, common, line_width, y);
          first = child;
          y += line_height + SPACING;
          line_width = line_height = 0;
        }
      line_width += size.width + (line_width > 0 ? spacing : 0);
      line_height = MAX (line_height, size.height);
    }
  if (allocate)
    place_line (widget, first, NULL, width, common, line_width, y);
  return y + line_height;
}

static void
measure_width (GtkWidget *widget,
               int       *minimum,
               int       *natural)
{
  int n = 0, widest = 0, sum = 0;

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
      widest = MAX (widest, child_nat);
      sum += child_nat;
      n++;
    }
  if (SLUICE_WRAP_BOX (widget)->homogeneous)
    sum = n * widest;
  *natural = sum + MAX (n - 1, 0) * get_spacing (widget);
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
sluice_wrap_box_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SluiceWrapBox *self = SLUICE_WRAP_BOX (object);

  switch ((SluiceWrapBoxProperty) prop_id)
    {
    case PROP_HOMOGENEOUS:
      self->homogeneous = g_value_get_boolean (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (sluice_wrap_box_parent_class)->dispose (object);
}

/* What a button says may need more than one line, too. */
static void
sluice_wrap_box_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sluice_wrap_box_parent_class)->root (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *label = GTK_IS_BUTTON (child) ? gtk_button_get_child (GTK_BUTTON (child)) : NULL;

      if (GTK_IS_LABEL (label))
        g_object_set (label,
                      "wrap", TRUE,
                      "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                      "justify", GTK_JUSTIFY_CENTER,
                      NULL);
    }
}

static void
sluice_wrap_box_class_init (SluiceWrapBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = sluice_wrap_box_set_property;
  object_class->dispose = sluice_wrap_box_dispose;
  widget_class->root = sluice_wrap_box_root;
  widget_class->measure = sluice_wrap_box_measure;
  widget_class->size_allocate = sluice_wrap_box_size_allocate;
  widget_class->get_request_mode = sluice_wrap_box_get_request_mode;

  properties[PROP_HOMOGENEOUS] =
    g_param_spec_boolean ("homogeneous", NULL, NULL, FALSE,
                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_wrap_box_init (SluiceWrapBox *self)
{
}
