/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of the keyboard through each page and dialog: all the way round with Tab and back with
 * Shift and Tab, in the order in which one reads, and never out of sight.
 */
#include "scenes.h"
#include "ui-fixture.h"

/* More than any page has. */
#define MOST_STEPS 400

/* Lines that are laid out by halves of a pixel. */
#define SLACK 2

/* All that is wrong, in one run. */
static void G_GNUC_PRINTF (1, 2)
fail (const char *format,
      ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_test_message ("WRONG %s", text);
  g_test_fail ();
}

static const char *
describe (GtkWidget *widget)
{
  static char text[4][200];
  static guint n;
  char *place = text[n++ % 4];
  GtkWidget *label = scenes_find_type (widget, GTK_TYPE_LABEL);

  g_snprintf (place, sizeof text[0], "%s “%s”", G_OBJECT_TYPE_NAME (widget),
              label != NULL ? gtk_label_get_text (GTK_LABEL (label)) : "");
  return place;
}

/* What a person sees as the thing that has the keyboard: an entry, not the text in it, and a list
 * within which arrows lead from row to row. */
static GtkWidget *
get_shown (GtkWidget *focus)
{
  GtkWidget *row = gtk_widget_get_ancestor (focus, ADW_TYPE_ENTRY_ROW);
  GtkWidget *list = gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW);

  if (list != NULL)
    return list;
  if (!GTK_IS_TEXT (focus))
    return focus;
  return row != NULL ? row : gtk_widget_get_parent (focus);
}

static GtkWindow *
get_window (GtkWidget *root)
{
  return GTK_WINDOW (gtk_widget_get_root (root));
}

/* ---- where it is ---- */

static void
get_bounds (GtkWidget       *widget,
            GtkWidget       *relative_to,
            graphene_rect_t *bounds)
{
  if (!gtk_widget_compute_bounds (widget, relative_to, bounds))
    g_error ("%s has no place", G_OBJECT_TYPE_NAME (widget));
}

/* What is scrolled has been told how far already, though it is laid out with the next frame. */
static void
expect_in_sight (const char *name,
                 GtkWidget  *widget)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double top, page;

  if (viewport == NULL || viewport == widget)
    return;
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  get_bounds (widget, gtk_viewport_get_child (GTK_VIEWPORT (viewport)), &bounds);
  top = bounds.origin.y - gtk_adjustment_get_value (adjustment);
  page = gtk_adjustment_get_page_size (adjustment);
  if (bounds.size.height <= page && (top < -SLACK || top + bounds.size.height > page + SLACK))
    fail ("%s: %s has the keyboard out of sight: %.0f of %.0f", name,
                        describe (widget), top, page);
}

static gboolean
is_before (const graphene_rect_t *a,
           const graphene_rect_t *b,
           gboolean               rtl)
{
  double a_right = a->origin.x + a->size.width;
  double b_right = b->origin.x + b->size.width;

  return rtl ? a->origin.x + SLACK >= b_right : a_right <= b->origin.x + SLACK;
}

/* What scrolls widget, but not the other: as a whole it stands beside the other. */
static GtkWidget *
get_own_viewport (GtkWidget *widget,
                  GtkWidget *other)
{
  GtkWidget *own = NULL;

  for (GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
       viewport != NULL && !gtk_widget_is_ancestor (other, viewport);
       viewport = gtk_widget_get_ancestor (gtk_widget_get_parent (viewport), GTK_TYPE_VIEWPORT))
    own = viewport;
  return own;
}

/* Where it would be beside the other if nothing were scrolled. */
static void
get_place (GtkWidget       *widget,
           GtkWidget       *other,
           GtkWidget       *root,
           graphene_rect_t *bounds)
{
  GtkWidget *own = get_own_viewport (widget, other);
  GtkWidget *outermost = own != NULL ? own : widget;
  GtkWidget *shared = gtk_widget_get_ancestor (gtk_widget_get_parent (outermost),
                                               GTK_TYPE_VIEWPORT);

  get_bounds (outermost,
              shared != NULL ? gtk_viewport_get_child (GTK_VIEWPORT (shared)) : root, bounds);
}

/* Top to bottom, and in a line as one reads. What stands beside may begin further up: it is another
 * column. */
static void
expect_in_order (const char *name,
                 GtkWidget  *root,
                 gboolean    rtl,
                 GtkWidget  *first,
                 GtkWidget  *second)
{
  graphene_rect_t a, b;

  get_place (first, second, root, &a);
  get_place (second, first, root, &b);
  if (gtk_widget_is_ancestor (second, first) || gtk_widget_is_ancestor (first, second)
      || b.origin.y + SLACK >= a.origin.y + a.size.height)
    return;
  if (!is_before (&a, &b, rtl))
    fail ("%s: %s (%.0f,%.0f) comes before %s (%.0f,%.0f)", name, describe (first), a.origin.x,
          a.origin.y, describe (second), b.origin.x, b.origin.y);
}

/* ---- whoever presses Tab ---- */

static gboolean
is_active (gpointer data)
{
  return gtk_window_is_active (data);
}

/* As it is for whoever presses keys. In a window that is not active no row of a list counts as the
 * one with the keyboard, and later versions of GTK (4.18 is one) then begin with it again and
 * again. */
static void
activate (GtkWindow *window)
{
  gtk_window_present (window);
  fixture_wait_for (is_active, window, "the window to be active");
}

/* Whether GTK leads through a line of its own as one reads: later versions (4.18 is one) lead from
 * the left to the right in any language. */
static gboolean
gtk_reads_lines (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *buttons[] = { gtk_button_new (), gtk_button_new (), gtk_button_new () };
  gboolean reads;

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_box_append (GTK_BOX (box), buttons[i]);
  gtk_window_set_child (window, box);
  gtk_window_present (window);
  activate (window);
  scenes_wait (GTK_WIDGET (window));
  gtk_widget_grab_focus (buttons[1]);
  g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
  reads = gtk_window_get_focus (window) == buttons[2];
  gtk_window_destroy (window);
  return reads;
}

/* ---- all the way round ---- */

/* At once: a person’s next key comes later than the next frame. */
static void
lay_out (GtkWidget *root)
{
  g_signal_emit_by_name (gtk_widget_get_frame_clock (root), "layout");
}

static void
look_at_stop (const char *name,
              GtkWidget  *root,
              GtkWidget  *focus)
{
  g_assert_true (gtk_widget_get_mapped (focus));
  if (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_accepts_tab (GTK_TEXT_VIEW (focus)))
    fail ("%s: %s keeps Tab for itself", name, describe (focus));
  lay_out (root);
  expect_in_sight (name, focus);
}

static GPtrArray *
walk (const char       *name,
      GtkWidget        *root,
      GtkDirectionType  direction)
{
  GtkWindow *window = get_window (root);
  GPtrArray *stops = g_ptr_array_new ();

  gtk_window_set_focus (window, NULL);
  for (guint i = 0; i < MOST_STEPS; i++)
    {
      GtkWidget *focus, *shown;

      g_signal_emit_by_name (window, "move-focus", direction);
      focus = gtk_window_get_focus (window);
      if (focus == NULL)
        break;
      shown = get_shown (focus);
      /* Into a window without a focus nothing scrolls: the first is looked at when it is back. */
      if (stops->len > 0)
        look_at_stop (name, root, focus);
      if (stops->len > 1 && stops->pdata[0] == shown)
        break;
      if (stops->len > 0 && stops->pdata[stops->len - 1] == shown && GTK_IS_LIST_VIEW (shown))
        continue;
      if (g_ptr_array_find (stops, shown, NULL))
        {
          if (stops->len > 1)
            fail ("%s: the keyboard does not get out of %s", name, describe (shown));
          break;
        }
      g_ptr_array_add (stops, shown);
    }
  return stops;
}

static void
expect_reverse (const char *name,
                GPtrArray  *there,
                GPtrArray  *back)
{
  if (there->len != back->len)
    fail ("%s: %u stops there, %u back", name, there->len, back->len);
  for (guint i = 0; i < there->len; i++)
    if (!g_ptr_array_find (back, there->pdata[i], NULL))
      fail ("%s: not reached on the way back: %s", name,
                          describe (there->pdata[i]));
  for (guint i = 0; i < back->len; i++)
    if (!g_ptr_array_find (there, back->pdata[i], NULL))
      fail ("%s: only reached on the way back: %s", name,
                          describe (back->pdata[i]));
}

/* Who comes to a page by its key begins at its top. */
static void
expect_at_top (const char *name,
               GtkWidget  *root)
{
  GtkWidget *focus = gtk_window_get_focus (get_window (root));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_ENTRY_ROW) : NULL;

  if (row == NULL
      || !g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "Co_nnection"))
    fail ("%s: the keyboard begins at %s", name, focus != NULL ? describe (focus) : "nothing");
}

/* Who cannot see where the keyboard is must not have to look for it: a dialog has it somewhere from
 * the beginning. */
static void
expect_begun (const char *name,
              GtkWidget  *root)
{
  GtkWidget *focus = gtk_window_get_focus (get_window (root));

  if (focus == NULL || !gtk_widget_get_mapped (focus) || !gtk_widget_is_ancestor (focus, root))
    fail ("%s: the keyboard begins at %s", name, focus != NULL ? describe (focus) : "nothing");
}

/* Into a window with a title bar of its own the keyboard comes below it, and to the title bar at the
 * end of a round. The next round begins there. */
static void
begin_with_title_bar (GtkWidget *root,
                      GPtrArray *stops)
{
  GtkWidget *bar = gtk_window_get_titlebar (get_window (root));

  for (guint n = stops->len;
       bar != NULL && n > 0 && gtk_widget_is_ancestor (stops->pdata[stops->len - 1], bar);
       n--)
    g_ptr_array_insert (stops, 0, g_ptr_array_steal_index (stops, stops->len - 1));
}

static void
visit (const char *name,
       GtkWidget  *root,
       gpointer    data)
{
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GPtrArray) back = NULL;
  gboolean rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;

  /* That one is GTK's own. */
  if (g_str_equal (name, "shortcuts") && !gtk_reads_lines ())
    rtl = FALSE;
  activate (get_window (root));
  if (g_str_equal (name, "emit"))
    expect_at_top (name, root);
  expect_begun (name, root);
  there = walk (name, root, GTK_DIR_TAB_FORWARD);
  back = walk (name, root, GTK_DIR_TAB_BACKWARD);

  g_test_message ("%s: %u stops", name, there->len);
  for (guint i = 0; i < there->len; i++)
    g_test_message ("%s  %s", name, describe (there->pdata[i]));
  g_assert_cmpuint (there->len, >, 0);
  begin_with_title_bar (root, there);
  for (guint i = 1; i < there->len; i++)
    expect_in_order (name, root, rtl, there->pdata[i - 1], there->pdata[i]);
  expect_reverse (name, there, back);
}

static void
test_focus (gconstpointer data)
{
  gtk_widget_set_default_direction (GPOINTER_TO_INT (data));
  scenes_visit (visit, NULL);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
add_tests (void)
{
  g_test_add_data_func ("/focus/left-to-right", GINT_TO_POINTER (GTK_TEXT_DIR_LTR), test_focus);
  g_test_add_data_func ("/focus/right-to-left", GINT_TO_POINTER (GTK_TEXT_DIR_RTL), test_focus);
}

int
main (int   argc,
      char *argv[])
{
  return fixture_run (argc, argv, add_tests);
}
