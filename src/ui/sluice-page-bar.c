/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of the pages at the bottom of a narrow window. */

#include "sluice-page-bar.h"

/* In percent of the size of the text, in steps. */
#define STEP 5

struct _SluicePageBar
{
  GtkWidget  parent_instance;

  GtkWidget *bar;

  gboolean   tight;      /* the names take only what they need */
  int        percent;
  int        around;     /* what a button adds to its name, as seen at full size */
  guint      fit_id;
};

G_DEFINE_FINAL_TYPE (SluicePageBar, sluice_page_bar, GTK_TYPE_WIDGET)

/* ---- inside of libadwaita's bar ---- */

typedef struct
{
  int n;
  int widest;     /* of the names as they would like to be, in pixels */
  int sum;
  int around;     /* what a button adds to its name */
} Names;

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

/* A button has its name twice; it is the one below the icon that is seen here, and
 * the last. In later versions of libadwaita, the other may be shortened, too. */
static GtkWidget *
find_name (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget)
      && gtk_label_get_ellipsize (GTK_LABEL (widget)) != PANGO_ELLIPSIZE_NONE)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *name = find_name (child);

      if (name != NULL)
        found = name;
    }
  return found;
}

static int
get_natural (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* How wide a name is at its full size, whatever size it has now. */
static int
get_full_width (GtkWidget *label)
{
  g_autoptr (PangoLayout) layout =
    gtk_widget_create_pango_layout (label, gtk_label_get_text (GTK_LABEL (label)));
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static void
read_names (GtkWidget *switcher,
            Names     *names)
{
  for (GtkWidget *button = gtk_widget_get_first_child (switcher);
       button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      GtkWidget *label = find_name (button);
      int width;

      if (label == NULL || !gtk_widget_get_visible (button))
        continue;
      width = get_full_width (label);
      names->n++;
      names->widest = MAX (names->widest, width);
      names->sum += width;
      names->around = MAX (names->around, get_natural (button) - get_natural (label));
    }
}

static void
resize_names (SluicePageBar *self,
              GtkWidget     *switcher)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (switcher);

  if (GTK_IS_BOX_LAYOUT (layout))
    gtk_box_layout_set_homogeneous (GTK_BOX_LAYOUT (layout), !self->tight);
  pango_attr_list_insert (attributes, pango_attr_scale_new (self->percent / 100.0));
  for (GtkWidget *button = gtk_widget_get_first_child (switcher);
       button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      GtkWidget *label = find_name (button);

      if (label != NULL)
        gtk_label_set_attributes (GTK_LABEL (label), self->percent < 100 ? attributes : NULL);
    }
}

/* ---- fitting ---- */

/* Large text may be as large as there is room for; nobody's text is made smaller than without. */
static int
get_smallest (SluicePageBar *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 96 * 1024 ? 100 * 96 * 1024 / dpi : 100;
}

static void
fit_cb (gpointer user_data)
{
  SluicePageBar *self = user_data;
  GtkWidget *switcher = find (self->bar, ADW_TYPE_VIEW_SWITCHER);
  Names names = { 0 };
  gboolean tight;
  int percent = 100, room;

  self->fit_id = 0;
  if (switcher == NULL)
    return;
  read_names (switcher, &names);
  if (names.n == 0 || names.sum == 0)
    return;
  /* With smaller names a button no longer tells: half of what is in it keeps its size. */
  if (self->percent == 100)
    self->around = names.around;
  room = gtk_widget_get_width (GTK_WIDGET (self)) - get_natural (self->bar)
         + get_natural (switcher) - names.n * self->around;
  tight = names.n * names.widest > room;
  if (tight && names.sum > room)
    percent = CLAMP (room * 100 / names.sum / STEP * STEP, get_smallest (self), 100);
  if (tight == self->tight && percent == self->percent)
    return;
  self->tight = tight;
  self->percent = percent;
  resize_names (self, switcher);
}

static void
sluice_page_bar_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  SluicePageBar *self = SLUICE_PAGE_BAR (widget);

  gtk_widget_size_allocate (self->bar, &(GtkAllocation) { 0, 0, width, height }, baseline);
  /* Nothing may ask for another size within an allocation. */
  if (self->fit_id == 0)
    self->fit_id = g_idle_add_once (fit_cb, self);
}

static void
sluice_page_bar_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  gtk_widget_measure (SLUICE_PAGE_BAR (widget)->bar, orientation, for_size, minimum, natural,
                      NULL, NULL);
}

/* ---- the widget ---- */

static void
sluice_page_bar_dispose (GObject *object)
{
  SluicePageBar *self = SLUICE_PAGE_BAR (object);

  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_pointer (&self->bar, gtk_widget_unparent);

  G_OBJECT_CLASS (sluice_page_bar_parent_class)->dispose (object);
}

static void
sluice_page_bar_class_init (SluicePageBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_page_bar_dispose;
  widget_class->measure = sluice_page_bar_measure;
  widget_class->size_allocate = sluice_page_bar_size_allocate;
}

static void
sluice_page_bar_init (SluicePageBar *self)
{
  self->percent = 100;
  self->bar = adw_view_switcher_bar_new ();
  adw_view_switcher_bar_set_reveal (ADW_VIEW_SWITCHER_BAR (self->bar), TRUE);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
}

void
sluice_page_bar_set_stack (SluicePageBar *self,
                           AdwViewStack  *stack)
{
  g_return_if_fail (SLUICE_IS_PAGE_BAR (self));

  adw_view_switcher_bar_set_stack (ADW_VIEW_SWITCHER_BAR (self->bar), stack);
}
