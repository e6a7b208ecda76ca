/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures what is on the screen: nothing may be cut, nothing may lie on something else, nothing
 * may stick out or scroll sideways, and what is pressed must be large enough for a finger.
 */

#include "looks.h"

#include "looks-measure.h"

/* Rounding, and borders that lie on each other. */
#define TOLERANCE 1.0f

/* What a finger meets; libadwaita's buttons are as high. */
#define SMALLEST_TARGET 34

/* Less of a page than two lines is no use to anybody. */
#define SMALLEST_VIEW 36

typedef struct
{
  GtkWidget       *widget;
  graphene_rect_t  seen;
} Leaf;

static char *
describe (GtkWidget *widget)
{
  GString *text = g_string_new (NULL);
  int depth = 0;

  for (GtkWidget *at = widget; at != NULL && depth < 4; at = gtk_widget_get_parent (at))
    {
      const char *id = GTK_IS_BUILDABLE (at) ? gtk_buildable_get_buildable_id (GTK_BUILDABLE (at))
                                             : NULL;

      if (depth++ > 0)
        g_string_append (text, " in ");
      g_string_append (text, G_OBJECT_TYPE_NAME (at));
      if (id != NULL && !g_str_has_prefix (id, "___"))
        g_string_append_printf (text, "#%s", id);
      if (GTK_IS_LABEL (at))
        g_string_append_printf (text, " “%.60s”", gtk_label_get_text (GTK_LABEL (at)));
    }
  return g_string_free (text, FALSE);
}

void
looks_report (LooksMeasuring *self,
              GtkWidget      *widget,
              const char     *format,
              ...)
{
  g_autofree char *name = describe (widget);
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (self->problems, g_strdup_printf ("%s: %s", name, what));
}

/* ---- cut ---- */

static int
get_needed (GtkWidget      *widget,
            GtkOrientation  orientation,
            int             for_size)
{
  GtkBorder margin;
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_style_context_get_margin (gtk_widget_get_style_context (widget), &margin);
  G_GNUC_END_IGNORE_DEPRECATIONS
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return minimum - margin.left - margin.right - gtk_widget_get_margin_start (widget)
           - gtk_widget_get_margin_end (widget);
  return minimum - margin.top - margin.bottom - gtk_widget_get_margin_top (widget)
         - gtk_widget_get_margin_bottom (widget);
}

static int
get_outer_width (GtkWidget *widget,
                 float      width)
{
  GtkBorder margin;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_style_context_get_margin (gtk_widget_get_style_context (widget), &margin);
  G_GNUC_END_IGNORE_DEPRECATIONS
  return (int) width + margin.left + margin.right + gtk_widget_get_margin_start (widget)
         + gtk_widget_get_margin_end (widget);
}

/* Whether a widget has at least the room it says it needs. */
static void
check_room (LooksMeasuring        *self,
            GtkWidget             *widget,
            const graphene_rect_t *bounds)
{
  int width = get_needed (widget, GTK_ORIENTATION_HORIZONTAL, -1);
  int height;

  /* What scrolls is as small as it has to be; an entry row's titles are there for their places. */
  if (GTK_IS_SCROLLABLE (widget) || looks_is_title_of_entry (widget))
    return;
  if (bounds->size.width + TOLERANCE < width)
    {
      looks_report (self, widget, "is %g wide, and needs %d", bounds->size.width, width);
      return;
    }
  height = get_needed (widget, GTK_ORIENTATION_VERTICAL,
                       get_outer_width (widget, bounds->size.width));
  if (bounds->size.height + TOLERANCE < height)
    looks_report (self, widget, "is %g high, and needs %d", bounds->size.height, height);
}

/* ---- scrolling ---- */

static void
check_scrolling (LooksMeasuring    *self,
                 GtkScrolledWindow *scroller)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (scroller);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (scroller);
  double page = gtk_adjustment_get_page_size (down);

  if (gtk_adjustment_get_upper (across) > gtk_adjustment_get_page_size (across) + TOLERANCE)
    looks_report (self, GTK_WIDGET (scroller), "scrolls sideways: %g in %g",
                  gtk_adjustment_get_upper (across), gtk_adjustment_get_page_size (across));
  if (gtk_adjustment_get_upper (down) > page + TOLERANCE && page < SMALLEST_VIEW)
    looks_report (self, GTK_WIDGET (scroller), "shows only %g of %g", page,
                  gtk_adjustment_get_upper (down));
}

/* ---- pressing ---- */

static gboolean
is_target (GtkWidget *widget)
{
  /* Not ours to make larger. */
  if (gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL
      || looks_is_below (widget, "AdwAboutWindow") || looks_is_below (widget, "AdwAboutDialog"))
    return FALSE;
  if (GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget))
    return TRUE;
  /* In a row, the whole row is pressed. */
  if (GTK_IS_SWITCH (widget) || GTK_IS_CHECK_BUTTON (widget))
    return gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW) == NULL
           && gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_VIEW) == NULL;
  return GTK_IS_LIST_BOX_ROW (widget)
         && gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget))
         && gtk_widget_get_focusable (widget);
}

static void
check_target (LooksMeasuring        *self,
              GtkWidget             *widget,
              const graphene_rect_t *bounds)
{
  if (is_target (widget)
      && (bounds->size.width < SMALLEST_TARGET || bounds->size.height < SMALLEST_TARGET))
    looks_report (self, widget, "is only %g × %g to press", bounds->size.width,
                  bounds->size.height);
}

/* ---- lying on each other ---- */

static gboolean
is_leaf (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) || GTK_IS_IMAGE (widget) || GTK_IS_SWITCH (widget)
         || GTK_IS_SPINNER (widget) || GTK_IS_BUTTON (widget) || GTK_IS_TEXT (widget)
         || GTK_IS_TEXT_VIEW (widget);
}

static void
check_overlaps (LooksMeasuring *self)
{
  for (guint i = 0; i < self->leaves->len; i++)
    {
      Leaf *one = self->leaves->pdata[i];

      for (guint j = i + 1; j < self->leaves->len; j++)
        {
          Leaf *other = self->leaves->pdata[j];
          graphene_rect_t both;
          g_autofree char *name = NULL;

          if (!graphene_rect_intersection (&one->seen, &other->seen, &both)
              || both.size.width <= TOLERANCE || both.size.height <= TOLERANCE
              || gtk_widget_is_ancestor (other->widget, one->widget))
            continue;
          name = describe (other->widget);
          looks_report (self, one->widget, "lies on %s (%g × %g)", name, both.size.width,
                        both.size.height);
        }
    }
}

static void
add_leaf (LooksMeasuring        *self,
          GtkWidget             *widget,
          const graphene_rect_t *bounds,
          const graphene_rect_t *clip)
{
  Leaf *leaf;
  graphene_rect_t seen;

  /* What cannot be pressed lies there on purpose, such as the example in an empty text. */
  if (!is_leaf (widget) || looks_is_title_of_entry (widget) || !gtk_widget_get_can_target (widget)
            || !graphene_rect_intersection (bounds, clip, &seen))
    return;
  leaf = g_new (Leaf, 1);
  leaf->widget = widget;
  leaf->seen = seen;
  g_ptr_array_add (self->leaves, leaf);
}

/* ---- all of it ---- */

/* limits: where the widget must stay, which is without end where one can scroll to it.
 * clip: what of that is on the screen. */
static void
check_inside (LooksMeasuring        *self,
              GtkWidget             *widget,
              const graphene_rect_t *bounds,
              const graphene_rect_t *limits)
{
  float left = limits->origin.x - bounds->origin.x;
  float right = bounds->origin.x + bounds->size.width - limits->origin.x - limits->size.width;
  float above = limits->origin.y - bounds->origin.y;
  float below = bounds->origin.y + bounds->size.height - limits->origin.y - limits->size.height;

  if (looks_is_title_of_entry (widget))
    return;
  /* Later versions of libadwaita let the title of a bar reach into the bar's padding. */
  if (gtk_widget_get_ancestor (widget, ADW_TYPE_WINDOW_TITLE) != NULL)
    below = above = 0;
  if (MAX (left, right) > TOLERANCE)
    looks_report (self, widget, "sticks out sideways by %g", MAX (left, right));
  if (MAX (above, below) > TOLERANCE)
    looks_report (self, widget, "sticks out %s by %g",
                  above > below ? "at the top" : "at the bottom", MAX (above, below));
}

static void walk (LooksMeasuring  *self,
                  GtkWidget       *widget,
                  graphene_rect_t  limits,
                  graphene_rect_t  clip);

static gboolean
is_opaque (GtkWidget *widget)
{
  return GTK_IS_SCROLLBAR (widget) || GTK_IS_WINDOW_CONTROLS (widget) || GTK_IS_SWITCH (widget)
         || GTK_IS_TEXT_VIEW (widget) || GTK_IS_TEXT (widget) || GTK_IS_POPOVER (widget)
         || GTK_IS_PROGRESS_BAR (widget);
}

static void
walk_children (LooksMeasuring  *self,
               GtkWidget       *widget,
               graphene_rect_t  limits,
               graphene_rect_t  clip)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    walk (self, child, limits, clip);
}

static void
walk (LooksMeasuring  *self,
      GtkWidget       *widget,
      graphene_rect_t  limits,
      graphene_rect_t  clip)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget)
      || !gtk_widget_compute_bounds (widget, self->root, &bounds))
    return;

  check_room (self, widget, &bounds);
  check_inside (self, widget, &bounds, &limits);
  check_target (self, widget, &bounds);
  add_leaf (self, widget, &bounds, &clip);
  if (GTK_IS_LABEL (widget))
    looks_check_label (self, widget);
  if (GTK_IS_SCROLLED_WINDOW (widget))
    check_scrolling (self, GTK_SCROLLED_WINDOW (widget));
  if (is_opaque (widget))
    return;

  if (gtk_widget_get_overflow (widget) == GTK_OVERFLOW_HIDDEN || GTK_IS_SCROLLABLE (widget))
    {
      graphene_rect_intersection (&bounds, &clip, &clip);
      graphene_rect_intersection (&bounds, &limits, &limits);
    }
  if (GTK_IS_SCROLLABLE (widget))
    graphene_rect_init (&limits, limits.origin.x, -1e6f, limits.size.width, 2e6f);
  walk_children (self, widget, limits, clip);
}

/* The innermost widget that asks for more than there is. */
static GtkWidget *
find_widest (GtkWidget *widget,
             int        width)
{
  GtkWidget *widest = NULL;
  int most = width;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum;

      if (!gtk_widget_get_visible (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      if (minimum <= most)
        continue;
      most = minimum;
      widest = child;
    }
  return widest != NULL ? find_widest (widest, width) : widget;
}

/* Questions scroll since libadwaita 1.5; before, large text needs more than a phone. The list of
 * shortcuts and the window about Sluice are as GTK and libadwaita make them. */
static gboolean
may_be_larger (GtkWidget *root)
{
  const char *type = G_OBJECT_TYPE_NAME (root);

  return g_str_equal (type, "GtkShortcutsWindow") || g_str_equal (type, "AdwAboutWindow")
         || (g_str_equal (type, "AdwMessageDialog") && looks_is_text_large (root));
}

static void
check_size (LooksMeasuring *self,
            int             width,
            int             height)
{
  int own_width = gtk_widget_get_width (self->root);
  int own_height = gtk_widget_get_height (self->root);
  GtkWidget *cause = self->root;

  if ((own_width <= width && own_height <= height) || may_be_larger (self->root))
    return;
  if (own_width > width)
    cause = find_widest (cause, width);
  looks_report (self, cause, "makes the window %d × %d", own_width, own_height);
}

/* Returns what is wrong with what is on the screen, of which width × height are there, in words;
 * empty if nothing is. */
GPtrArray *
looks_measure (GtkWidget *root,
               int        width,
               int        height)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) leaves = g_ptr_array_new_with_free_func (g_free);
  LooksMeasuring self = { root, problems, leaves };
  graphene_rect_t all;

  graphene_rect_init (&all, 0, 0, gtk_widget_get_width (root), gtk_widget_get_height (root));
  walk_children (&self, root, all, all);
  check_overlaps (&self);
  check_size (&self, width, height);
  return g_steal_pointer (&problems);
}
