/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window as a whole: opens, fits, folds, goes without a trace, and does the main job. */

#include "ui-fixture.h"

#include <string.h>

#include "sluice-connection-row.h"
#include "sluice-connections-page.h"
#include "sluice-objects-private.h"
#include "sluice-operation-private.h"
#include "sluice-split.h"
#include "sluice-status-pane.h"
#include "sluice-status-row.h"
#include "sluice-tour-bar.h"

/* Nobody listens there, so nothing ever answers. */
#define NOWHERE "http://127.0.0.1:1"

static void
test_opens_and_goes (void)
{
  SluiceWindow *window = fixture_open (NOWHERE, NULL, NULL);

  g_assert_true (sluice_window_is_for (window, FALSE, NOWHERE));
  g_assert_false (sluice_window_is_for (window, TRUE, NULL));
  g_assert_false (sluice_window_is_for (window, FALSE, NULL));
  fixture_close (window);
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static gboolean
has_practice_key (gpointer data)
{
  return *gtk_editable_get_text (data) != '\0';
}

static gboolean
newest_is_ready (gpointer data)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (data, 0);

  return row != NULL
         && g_str_equal (sluice_status_row_get_headline (SLUICE_STATUS_ROW (row)),
                         "Connection s3sink is ready");
}

static gboolean
has_two_entries (gpointer data)
{
  return gtk_list_box_get_row_at_index (data, 1) != NULL;
}

/* Names what asks for too much, down to the widget at fault. */
static void
tell_widths (GtkWidget *widget,
             int        depth)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if (width <= 300)
    return;
  g_test_message ("%*s%s needs %d", depth, "", G_OBJECT_TYPE_NAME (widget), width);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell_widths (child, depth + 1);
}

static void
assert_fits (GtkTextDirection direction,
             int              percent,
             gboolean         practice)
{
  GtkSettings *defaults = gtk_settings_get_default ();
  SluiceWindow *window;
  GtkWidget *content;
  int width, height;

  g_object_set (defaults, "gtk-xft-dpi", 96 * 1024 * percent / 100, NULL);
  gtk_widget_set_default_direction (direction);
  window = practice ? fixture_open_practice () : fixture_open (NOWHERE, NULL, NULL);
  if (practice)
    {
      fixture_wait_for (has_practice_key, fixture_get_key (window, "public_row"), "practice");
      gtk_widget_activate_action (GTK_WIDGET (window), "win.fill-in", NULL);
      fixture_click (fixture_get_button (window, "create_button"));
      fixture_wait_for (has_two_entries,
                        fixture_get (fixture_get (window, SLUICE_TYPE_WINDOW, "pane"),
                                     SLUICE_TYPE_STATUS_PANE, "list"), "the create's entry");
    }
  content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (content, GTK_ORIENTATION_VERTICAL, 360, &height, NULL, NULL, NULL);
  g_test_message ("smallest content at %d %%: %d x %d", percent, width, height);
  tell_widths (content, 0);
  g_assert_cmpint (width, <=, 360);
  g_assert_cmpint (height, <=, percent > 100 ? 400 : 294);
  fixture_close (window);
  g_object_set (defaults, "gtk-xft-dpi", 96 * 1024, NULL);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* With each of the tour's steps that asks for room. */
static void
test_tour_fits_a_phone (void)
{
  static const int percents[] = { 100, 150 };

  for (gsize i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      GtkSettings *defaults = gtk_settings_get_default ();
      SluiceWindow *window;
      GtkWidget *content;
      int width, height;

      g_object_set (defaults, "gtk-xft-dpi", 96 * 1024 * percents[i] / 100, NULL);
      window = fixture_open_practice ();
      sluice_window_take_tour (window);
      fixture_wait_for (is_mapped, fixture_get (window, SLUICE_TYPE_WINDOW, "tour_bar"),
                        "the tour");
      content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
      gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      gtk_widget_measure (content, GTK_ORIENTATION_VERTICAL, 360, &height, NULL, NULL, NULL);
      g_test_message ("smallest content at %d %%: %d x %d", percents[i], width, height);
      tell_widths (content, 0);
      g_assert_cmpint (width, <=, 360);
      g_assert_cmpint (height, <=, percents[i] > 100 ? 400 : 294);
      fixture_close (window);
    }
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
}

static gboolean
is_at_project (gpointer data)
{
  return strstr (gtk_label_get_label (data), "Step 2") != NULL;
}

typedef struct
{
  int height;
  int frames;
} Quiet;

static gboolean
quiet_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  Quiet *quiet = user_data;
  int height = gtk_widget_get_mapped (widget) ? gtk_widget_get_height (widget) : 0;

  quiet->frames = height > 0 && height == quiet->height ? quiet->frames + 1 : 0;
  quiet->height = height;
  return G_SOURCE_CONTINUE;
}

static gboolean
is_quiet (gpointer data)
{
  return ((Quiet *) data)->frames >= 20;
}

/* What the key may do comes after the step, and pushes the row down. */
static void
test_tour_shows_its_row (void)
{
  SluiceWindow *window = fixture_open_practice ();
  gpointer bar = fixture_get (window, SLUICE_TYPE_WINDOW, "tour_bar");
  GtkWidget *card = fixture_get_key (window, "card");
  GtkWidget *row = fixture_get_page (window, "project_row");
  GtkWidget *scroller = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  Quiet quiet = { 0, 0 };
  graphene_rect_t bounds;
  guint id;

  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  sluice_window_take_tour (window);
  fixture_wait_for (is_at_project, fixture_get (bar, SLUICE_TYPE_TOUR_BAR, "progress"),
                    "the project's step");
  id = gtk_widget_add_tick_callback (card, quiet_frame_cb, &quiet, NULL);
  fixture_wait_for (is_quiet, &quiet, "the key's rights");
  gtk_widget_remove_tick_callback (card, id);
  g_assert_true (gtk_widget_compute_bounds (row, scroller, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, 0);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (scroller));
  fixture_close (window);
}

static void
test_fits_a_phone (void)
{
  assert_fits (GTK_TEXT_DIR_LTR, 100, FALSE);
  assert_fits (GTK_TEXT_DIR_RTL, 100, FALSE);
  assert_fits (GTK_TEXT_DIR_LTR, 150, FALSE);
  assert_fits (GTK_TEXT_DIR_LTR, 150, TRUE);
}

static GtkInscription *
find_cell (GtkWidget  *row,
           const char *text)
{
  for (GtkWidget *cell = gtk_widget_get_first_child (row);
       cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    if (GTK_IS_INSCRIPTION (cell)
        && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (cell)), text) == 0)
      return GTK_INSCRIPTION (cell);
  g_assert_not_reached ();
}

/* Pango turns around how a text is aligned that runs against its widget. */
static void
assert_starts (GtkTextDirection direction,
               const char      *name,
               float            xalign)
{
  g_autofree char *text = g_strdup_printf ("{\"name\":\"%s\",\"type\":\"S3\"}", name);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (SluiceConnection) connection = sluice_connection_new_from_listing (node);
  g_autoptr (SluiceRegistryEntry) entry = sluice_registry_entry_new ("one", connection);
  g_autoptr (GtkWidget) row = NULL;

  gtk_widget_set_default_direction (direction);
  row = g_object_ref_sink (sluice_connection_row_new ());
  sluice_connection_row_show (SLUICE_CONNECTION_ROW (row), entry, FALSE);
  g_assert_cmpfloat (gtk_inscription_get_xalign (find_cell (row, name)), ==, xalign);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_cells_start_where_one_reads_from (void)
{
  assert_starts (GTK_TEXT_DIR_LTR, "sink", 0);
  assert_starts (GTK_TEXT_DIR_LTR, "مصب", 1);
  assert_starts (GTK_TEXT_DIR_RTL, "sink", 1);
  assert_starts (GTK_TEXT_DIR_RTL, "مصب", 0);
}

/* ---- wide and narrow ---- */

static gboolean
is_narrow (gpointer data)
{
  return sluice_split_get_narrow (data);
}

static gboolean
is_visible (gpointer data)
{
  return gtk_widget_get_visible (data);
}

static gboolean
is_invisible (gpointer data)
{
  return !gtk_widget_get_visible (data);
}

static gboolean
is_unmapped (gpointer data)
{
  return !gtk_widget_get_mapped (data);
}

static SluiceWindow *
open_with_width (int width)
{
  g_autoptr (GSettings) settings = fixture_new_settings ();

  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", 600);
  return fixture_open (NOWHERE, NULL, settings);
}

static void
test_wide (void)
{
  SluiceWindow *window = open_with_width (1080);
  SluiceSplit *split = fixture_get (window, SLUICE_TYPE_WINDOW, "split");

  g_assert_false (sluice_split_get_narrow (split));
  g_assert_true (is_mapped (fixture_get (window, SLUICE_TYPE_WINDOW, "page")));
  g_assert_true (is_mapped (fixture_get (window, SLUICE_TYPE_WINDOW, "pane")));
  fixture_wait_for (is_unmapped, fixture_get (window, SLUICE_TYPE_WINDOW, "strip"),
                    "the strip to go");
  fixture_close (window);
}

static void
test_narrow (void)
{
  SluiceWindow *window = open_with_width (360);
  SluiceSplit *split = fixture_get (window, SLUICE_TYPE_WINDOW, "split");
  GtkWidget *page = fixture_get (window, SLUICE_TYPE_WINDOW, "page");
  GtkWidget *pane = fixture_get (window, SLUICE_TYPE_WINDOW, "pane");
  GtkWidget *strip = fixture_get (window, SLUICE_TYPE_WINDOW, "strip");
  GtkWidget *back = fixture_get (window, SLUICE_TYPE_WINDOW, "back_button");

  fixture_wait_for (is_narrow, split, "the narrow layout");
  fixture_wait_for (is_mapped, strip, "the strip");
  g_assert_true (is_mapped (page));
  g_assert_false (is_mapped (pane));
  g_assert_false (is_visible (back));

  fixture_click (strip);
  fixture_wait_for (is_mapped, pane, "the pane");
  fixture_wait_for (is_visible, back, "the back button");
  g_assert_false (is_mapped (page));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.escape", NULL);
  fixture_wait_for (is_mapped, page, "the form again");
  fixture_wait_for (is_invisible, back, "the back button to go");
  fixture_close (window);
}

/* ---- mnemonics ---- */

static void
collect_mnemonics (GtkWidget  *widget,
                   GHashTable *seen)
{
  if (GTK_IS_LABEL (widget) && gtk_label_get_use_underline (GTK_LABEL (widget)))
    {
      guint key = gtk_label_get_mnemonic_keyval (GTK_LABEL (widget));
      GtkWidget *target = gtk_label_get_mnemonic_widget (GTK_LABEL (widget));
      GtkWidget *other = g_hash_table_lookup (seen, GUINT_TO_POINTER (key));

      g_assert_cmpuint (key, !=, GDK_KEY_VoidSymbol);
      if (other != NULL && other != target)
        g_test_fail_printf ("Alt+%c is there twice: %s", (int) key,
                            gtk_label_get_label (GTK_LABEL (widget)));
      g_hash_table_insert (seen, GUINT_TO_POINTER (key), target);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_mnemonics (child, seen);
}

static void
test_mnemonics_are_unique (void)
{
  SluiceWindow *window = fixture_open (NOWHERE, NULL, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  collect_mnemonics (fixture_get (window, SLUICE_TYPE_WINDOW, "page"), seen);
  /* Every field and button of the form has one. */
  g_assert_cmpuint (g_hash_table_size (seen), >=, 10);
  fixture_close (window);
}

/* ---- status ---- */

static SluiceOperation *
make_operation (const char *name)
{
  return sluice_operation_new (SLUICE_OPERATION_CREATE_CONNECTION, name, "tides");
}

static void
test_status_pane (void)
{
  GtkWidget *window = gtk_window_new ();
  SluiceStatusPane *pane = g_object_new (SLUICE_TYPE_STATUS_PANE, NULL);
  g_autoptr (GListStore) operations = g_list_store_new (SLUICE_TYPE_OPERATION);
  g_autoptr (SluiceOperation) first = make_operation ("first");
  g_autoptr (SluiceOperation) second = make_operation ("second");
  GtkListBox *list;
  GtkListBoxRow *row;
  gpointer weak = pane;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (pane));
  sluice_status_pane_set_operations (pane, G_LIST_MODEL (operations));
  gtk_window_present (GTK_WINDOW (window));
  fixture_wait_for (is_mapped, window, "the window");

  list = fixture_get (pane, SLUICE_TYPE_STATUS_PANE, "list");
  g_assert_null (gtk_list_box_get_row_at_index (list, 0));
  g_list_store_insert (operations, 0, first);
  g_list_store_insert (operations, 0, second);
  row = gtk_list_box_get_row_at_index (list, 0);
  g_assert_cmpstr (sluice_status_row_get_headline (SLUICE_STATUS_ROW (row)), ==,
                   "Creating second");

  sluice_operation_enter (second, SLUICE_PHASE_WATCHING);
  g_assert_cmpstr (sluice_status_row_get_headline (SLUICE_STATUS_ROW (row)), ==,
                   "Waiting until second is ready");
  g_assert_true (is_visible (fixture_get (row, SLUICE_TYPE_STATUS_ROW, "stop_button")));
  gtk_widget_activate_action (GTK_WIDGET (row), "status.stop", NULL);
  g_assert_true (g_cancellable_is_cancelled (sluice_operation_get_cancellable (second)));

  sluice_operation_end (second, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_READY, NULL);
  g_assert_cmpstr (sluice_status_row_get_headline (SLUICE_STATUS_ROW (row)), ==,
                   "Connection second is ready");
  g_assert_true (is_invisible (fixture_get (row, SLUICE_TYPE_STATUS_ROW, "stop_button")));

  g_object_add_weak_pointer (G_OBJECT (pane), &weak);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_null (weak);
  sluice_operation_end (first, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_READY, NULL);
}

/* ---- the main job ---- */

/* Tab leads round the whole window and is caught nowhere. */
static void
assert_tab_goes_round (SluiceWindow *window)
{
  GtkWidget *start = gtk_window_get_focus (GTK_WINDOW (window));
  GtkWidget *last = NULL;
  int n = 0;

  do
    {
      GtkWidget *focus;

      gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      g_assert_true (focus != last);
      last = focus;
      g_assert_cmpint (++n, <, 100);
    }
  while (last != start);
  /* At least all fields, the buttons of form and banner, and the entries. */
  g_assert_cmpint (n, >, 14);
}

static void
test_practice_creates (void)
{
  SluiceWindow *window = fixture_open_practice ();
  GtkWidget *create = fixture_get_button (window, "create_button");
  GtkWidget *cancel = fixture_get_button (window, "cancel_button");
  gpointer list = fixture_get (fixture_get (window, SLUICE_TYPE_WINDOW, "pane"),
                               SLUICE_TYPE_STATUS_PANE, "list");

  fixture_wait_for (has_practice_key, fixture_get_key (window, "public_row"), "the practice key");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.fill-in", NULL);
  g_assert_true (is_visible (create));
  fixture_click (create);
  g_assert_true (is_invisible (create));
  g_assert_true (is_visible (cancel));
  fixture_wait_for (newest_is_ready, list, "the connection to be ready");
  g_assert_true (is_visible (create));
  g_assert_true (is_invisible (cancel));
  /* The keyboard is where the news is. */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window))
                 == GTK_WIDGET (gtk_list_box_get_row_at_index (list, 0)));
  assert_tab_goes_round (window);
  fixture_close (window);
}

static gboolean
says_that_it_failed (gpointer data)
{
  return strstr (gtk_label_get_label (data), "could not be started") != NULL;
}

static void
test_practice_fails (void)
{
  g_autofree char *program = g_strdup (g_getenv ("SLUICE_PRACTICE_PROGRAM"));
  static const char *wrong[] = { "/nonexistent/program", "/bin/false" };
  static const char *bins[] = { "aws_bin", "emit_bin", "connections_bin" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      SluiceWindow *window;

      g_setenv ("SLUICE_PRACTICE_PROGRAM", wrong[i], TRUE);
      window = fixture_open_practice ();
      fixture_wait_for (says_that_it_failed, fixture_get (window, SLUICE_TYPE_WINDOW,
                                                          "banner_label"), "the failure");
      fixture_click (fixture_get_button (window, "create_button"));
      g_assert_true (is_visible (fixture_get_button (window, "create_button")));
      for (gsize j = 0; j < G_N_ELEMENTS (bins); j++)
        {
          gpointer bin = fixture_get (window, SLUICE_TYPE_WINDOW, bins[j]);
          AdwStatusPage *page = ADW_STATUS_PAGE (adw_bin_get_child (bin));

          g_assert_nonnull (strstr (adw_status_page_get_description (page), "could not be started"));
          g_assert_true (GTK_IS_BUTTON (adw_status_page_get_child (page)));
        }
      g_setenv ("SLUICE_PRACTICE_PROGRAM", program, TRUE);
      fixture_click (fixture_get (window, SLUICE_TYPE_WINDOW, "try_again_button"));
      fixture_wait_for (has_practice_key, fixture_get_key (window, "public_row"),
                        "the practice key");
      adw_view_stack_set_visible_child_name (fixture_get (window, SLUICE_TYPE_WINDOW, "stack"),
                                             "connections");
      g_assert_true (SLUICE_IS_CONNECTIONS_PAGE (adw_bin_get_child (
        fixture_get (window, SLUICE_TYPE_WINDOW, "connections_bin"))));
      fixture_close (window);
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/window/opens-and-goes", test_opens_and_goes);
  g_test_add_func ("/window/fits-a-phone", test_fits_a_phone);
  g_test_add_func ("/window/tour-fits-a-phone", test_tour_fits_a_phone);
  g_test_add_func ("/window/tour-shows-its-row", test_tour_shows_its_row);
  g_test_add_func ("/window/cells-start-where-one-reads-from",
                   test_cells_start_where_one_reads_from);
  g_test_add_func ("/window/wide", test_wide);
  g_test_add_func ("/window/narrow", test_narrow);
  g_test_add_func ("/window/mnemonics-are-unique", test_mnemonics_are_unique);
  g_test_add_func ("/window/status-pane", test_status_pane);
  g_test_add_func ("/window/practice-creates", test_practice_creates);
  g_test_add_func ("/window/practice-fails", test_practice_fails);
}

int
main (int   argc,
      char *argv[])
{
  return fixture_run (argc, argv, add_tests);
}
