/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of the pages at the bottom of a narrow window. */

#include "sluice-page-bar.h"

/* In percent of the size of the text, in steps. */
#define STEP 5

/* Of a button, the page it is for. */
#define PAGE_NAME "sluice-page-name"

struct _SluicePageBar
{
  GtkWidget     parent_instance;

  GtkWidget    *box;
  AdwViewStack *stack;      /* borrowed: it is in the same window */
  GPtrArray    *labels;     /* borrowed from the buttons */
  int           percent;
  guint         fit_id;
};

G_DEFINE_FINAL_TYPE (SluicePageBar, sluice_page_bar, GTK_TYPE_WIDGET)

/* ---- fitting ---- */

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

/* Large text may be as large as there is room for; nobody's text is made smaller than without. */
static int
get_smallest (SluicePageBar *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 96 * 1024 ? 100 * 96 * 1024 / dpi : 100;
}

static void
resize_names (SluicePageBar *self,
              int            percent)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (percent == self->percent)
    return;
  self->percent = percent;
  pango_attr_list_insert (attributes, pango_attr_scale_new (percent / 100.0));
  for (guint i = 0; i < self->labels->len; i++)
    gtk_label_set_attributes (self->labels->pdata[i], percent < 100 ? attributes : NULL);
}

static void
fit_cb (gpointer user_data)
{
  SluicePageBar *self = user_data;
  int n = (int) self->labels->len;
  int room = gtk_widget_get_width (GTK_WIDGET (self));
  int sum = 0, widest = 0, percent = 100;

  self->fit_id = 0;
  for (int i = 0; i < n; i++)
    {
      GtkWidget *label = self->labels->pdata[i];
      int width = get_full_width (label);

      room -= get_natural (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON)) - get_natural (label);
      sum += width;
      widest = MAX (widest, width);
    }
  gtk_box_set_homogeneous (GTK_BOX (self->box), n * widest <= room);
  if (sum > room)
    percent = CLAMP (room * 100 / sum / STEP * STEP, get_smallest (self), 100);
  resize_names (self, percent);
}

static void
sluice_page_bar_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  SluicePageBar *self = SLUICE_PAGE_BAR (widget);

  gtk_widget_size_allocate (self->box, &(GtkAllocation) { 0, 0, width, height }, -1);
  /* Nothing may ask for another size within an allocation. */
  if (self->fit_id == 0 && self->labels->len > 0)
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
  gtk_widget_measure (SLUICE_PAGE_BAR (widget)->box, orientation, for_size, minimum, natural,
                      NULL, NULL);
}

/* ---- pages ---- */

static void
toggled_cb (GtkToggleButton *button,
            SluicePageBar   *self)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (button),
                               GTK_ACCESSIBLE_STATE_SELECTED,
                               gtk_toggle_button_get_active (button),
                               -1);
  if (gtk_toggle_button_get_active (button))
    adw_view_stack_set_visible_child_name (self->stack,
                                           g_object_get_data (G_OBJECT (button), PAGE_NAME));
}

static void
page_changed_cb (SluicePageBar *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->stack);

  for (GtkWidget *button = gtk_widget_get_first_child (self->box);
       button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (button), PAGE_NAME), name) == 0)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

static void
add_button (SluicePageBar    *self,
            AdwViewStackPage *page)
{
  GtkWidget *button = g_object_new (GTK_TYPE_TOGGLE_BUTTON,
                                    "accessible-role", GTK_ACCESSIBLE_ROLE_TAB,
                                    "hexpand", TRUE,
                                    NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "icon-name", adw_view_stack_page_get_icon_name (page),
                                  NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", adw_view_stack_page_get_title (page),
                                   "ellipsize", PANGO_ELLIPSIZE_END,
                                   "mnemonic-widget", button,
                                   NULL);
  GtkWidget *first = gtk_widget_get_first_child (self->box);

  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), PAGE_NAME,
                          g_strdup (adw_view_stack_page_get_name (page)), g_free);
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  gtk_box_append (GTK_BOX (self->box), button);
  g_ptr_array_add (self->labels, label);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, 0);
}

/* ---- the widget ---- */

static void
sluice_page_bar_dispose (GObject *object)
{
  SluicePageBar *self = SLUICE_PAGE_BAR (object);

  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (sluice_page_bar_parent_class)->dispose (object);
}

static void
sluice_page_bar_class_init (SluicePageBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sluice_page_bar_dispose;
  widget_class->measure = sluice_page_bar_measure;
  widget_class->size_allocate = sluice_page_bar_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TAB_LIST);
}

static void
sluice_page_bar_init (SluicePageBar *self)
{
  self->labels = g_ptr_array_new ();
  self->percent = 100;
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "page-bar");
}

/* To be called once, when the stack has its pages. */
void
sluice_page_bar_set_stack (SluicePageBar *self,
                           AdwViewStack  *stack)
{
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (stack);

  g_return_if_fail (SLUICE_IS_PAGE_BAR (self));
  g_return_if_fail (self->stack == NULL);

  self->stack = stack;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);

      add_button (self, page);
    }
  g_signal_connect_object (stack, "notify::visible-child-name", G_CALLBACK (page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  page_changed_cb (self);
}
