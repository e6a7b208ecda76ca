/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Form and status pane, side by side or one at a time. */

#include "sluice-split.h"

/* Widths at 100 % text size; they grow with the text. */
#define NARROW_BELOW 760
#define PANE_MIN 300
#define PANE_MAX 460

typedef enum
{
  PROP_FORM = 1,
  PROP_PANE,
  PROP_STRIP,
  PROP_NARROW,
  PROP_PANE_OPEN,
} SluiceSplitProperty;
static GParamSpec *properties[PROP_PANE_OPEN + 1];

struct _SluiceSplit
{
  GtkWidget  parent_instance;

  GtkWidget *form;
  GtkWidget *pane;
  GtkWidget *strip;
  GtkWidget *separator;

  gboolean   narrow;
  gboolean   pane_open;
  guint      notify_id;
};

G_DEFINE_FINAL_TYPE (SluiceSplit, sluice_split, GTK_TYPE_WIDGET)

/* Larger text needs more room; GTK 4.8 has no unit for that. */
static double
get_text_scale (SluiceSplit *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? MAX (dpi / 1024.0 / 96.0, 1.0) : 1.0;
}

static void
measure_child (GtkWidget      *child,
               GtkOrientation  orientation,
               int            *minimum,
               int            *natural)
{
  *minimum = *natural = 0;
  if (child != NULL && gtk_widget_get_visible (child))
    gtk_widget_measure (child, orientation, -1, minimum, natural, NULL, NULL);
}

static void
sluice_split_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  SluiceSplit *self = SLUICE_SPLIT (widget);
  int form_min, form_nat, pane_min, pane_nat, strip_min, strip_nat;

  measure_child (self->form, orientation, &form_min, &form_nat);
  measure_child (self->pane, orientation, &pane_min, &pane_nat);
  measure_child (self->strip, orientation, &strip_min, &strip_nat);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (MAX (form_min, pane_min), strip_min);
      *natural = form_nat + pane_nat;
    }
  else
    {
      *minimum = MAX (form_min + strip_min, pane_min);
      *natural = MAX (form_nat + strip_nat, pane_nat);
    }
}

static void
notify_cb (gpointer user_data)
{
  SluiceSplit *self = user_data;

  self->notify_id = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
show_child (GtkWidget *child,
            gboolean   shown)
{
  if (child != NULL)
    gtk_widget_set_child_visible (child, shown);
}

/* Listeners may change what is shown, which must not happen within an allocation. */
static void
set_narrow (SluiceSplit *self,
            gboolean     narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (self->notify_id == 0)
    self->notify_id = g_idle_add_once (notify_cb, self);
}

static void
allocate_child (SluiceSplit *self,
                GtkWidget   *child,
                int          x,
                int          y,
                int          width,
                int          height)
{
  GtkAllocation allocation = { x, y, width, height };

  if (child == NULL || !gtk_widget_get_visible (child))
    return;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    allocation.x = gtk_widget_get_width (GTK_WIDGET (self)) - x - width;
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
allocate_narrow (SluiceSplit *self,
                 int          width,
                 int          height)
{
  int strip_min, strip_nat;

  show_child (self->form, !self->pane_open);
  show_child (self->strip, !self->pane_open);
  show_child (self->pane, self->pane_open);
  show_child (self->separator, FALSE);

  if (self->pane_open)
    {
      allocate_child (self, self->pane, 0, 0, width, height);
      return;
    }
  measure_child (self->strip, GTK_ORIENTATION_VERTICAL, &strip_min, &strip_nat);
  allocate_child (self, self->form, 0, 0, width, height - strip_min);
  allocate_child (self, self->strip, 0, height - strip_min, width, strip_min);
}

static void
allocate_wide (SluiceSplit *self,
               int          width,
               int          height)
{
  double scale = get_text_scale (self);
  int line_min, line_nat, pane_min, pane_nat, pane;

  show_child (self->form, TRUE);
  show_child (self->strip, FALSE);
  show_child (self->pane, TRUE);
  show_child (self->separator, TRUE);

  measure_child (self->separator, GTK_ORIENTATION_HORIZONTAL, &line_min, &line_nat);
  measure_child (self->pane, GTK_ORIENTATION_HORIZONTAL, &pane_min, &pane_nat);
  pane = CLAMP (width * 38 / 100, (int) (PANE_MIN * scale), (int) (PANE_MAX * scale));
  pane = MAX (pane, pane_min);

  allocate_child (self, self->form, 0, 0, width - pane - line_min, height);
  allocate_child (self, self->separator, width - pane - line_min, 0, line_min, height);
  allocate_child (self, self->pane, width - pane, 0, pane, height);
}

static gboolean
is_too_narrow (SluiceSplit *self,
               int          width)
{
  int form_min, form_nat, pane_min, pane_nat;

  measure_child (self->form, GTK_ORIENTATION_HORIZONTAL, &form_min, &form_nat);
  measure_child (self->pane, GTK_ORIENTATION_HORIZONTAL, &pane_min, &pane_nat);

  return width < MAX (NARROW_BELOW * get_text_scale (self), form_min + pane_min + 1);
}

static void
sluice_split_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  SluiceSplit *self = SLUICE_SPLIT (widget);

  set_narrow (self, is_too_narrow (self, width));
  if (self->narrow)
    allocate_narrow (self, width, height);
  else
    allocate_wide (self, width, height);
}

static void
take_child (SluiceSplit  *self,
            GtkWidget   **place,
            GtkWidget    *child)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  /* Keyboard order is reading order: form, strip, separator, pane. */
  if (child != NULL)
    gtk_widget_insert_before (child, GTK_WIDGET (self),
                              place == &self->pane ? NULL : self->separator);
}

static void
sluice_split_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SluiceSplit *self = SLUICE_SPLIT (object);

  switch ((SluiceSplitProperty) prop_id)
    {
    case PROP_FORM:
      g_value_set_object (value, self->form);
      break;
    case PROP_PANE:
      g_value_set_object (value, self->pane);
      break;
    case PROP_STRIP:
      g_value_set_object (value, self->strip);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_PANE_OPEN:
      g_value_set_boolean (value, self->pane_open);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_split_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SluiceSplit *self = SLUICE_SPLIT (object);

  switch ((SluiceSplitProperty) prop_id)
    {
    case PROP_FORM:
      take_child (self, &self->form, g_value_get_object (value));
      break;
    case PROP_PANE:
      take_child (self, &self->pane, g_value_get_object (value));
      break;
    case PROP_STRIP:
      take_child (self, &self->strip, g_value_get_object (value));
      break;
    case PROP_PANE_OPEN:
      sluice_split_set_pane_open (self, g_value_get_boolean (value));
      break;
    case PROP_NARROW:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sluice_split_dispose (GObject *object)
{
  SluiceSplit *self = SLUICE_SPLIT (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  g_clear_pointer (&self->form, gtk_widget_unparent);
  g_clear_pointer (&self->strip, gtk_widget_unparent);
  g_clear_pointer (&self->separator, gtk_widget_unparent);
  g_clear_pointer (&self->pane, gtk_widget_unparent);

  G_OBJECT_CLASS (sluice_split_parent_class)->dispose (object);
}

static void
sluice_split_class_init (SluiceSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sluice_split_get_property;
  object_class->set_property = sluice_split_set_property;
  object_class->dispose = sluice_split_dispose;
  widget_class->measure = sluice_split_measure;
  widget_class->size_allocate = sluice_split_size_allocate;

  properties[PROP_FORM] = g_param_spec_object ("form", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_PANE] = g_param_spec_object ("pane", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_STRIP] = g_param_spec_object ("strip", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PANE_OPEN] = g_param_spec_boolean ("pane-open", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
sluice_split_init (SluiceSplit *self)
{
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_parent (self->separator, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

gboolean
sluice_split_get_narrow (SluiceSplit *self)
{
  g_return_val_if_fail (SLUICE_IS_SPLIT (self), FALSE);

  return self->narrow;
}

gboolean
sluice_split_get_pane_open (SluiceSplit *self)
{
  g_return_val_if_fail (SLUICE_IS_SPLIT (self), FALSE);

  return self->pane_open;
}

void
sluice_split_set_pane_open (SluiceSplit *self,
                            gboolean     pane_open)
{
  g_return_if_fail (SLUICE_IS_SPLIT (self));

  if (self->pane_open == pane_open)
    return;
  self->pane_open = pane_open;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PANE_OPEN]);
}
