/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands above the form, and what is put into it without typing: the tour that is offered to
 * somebody new, the hint about the network, the places that worked last, a file that is dropped.
 */

#include "ui-fixture.h"

#include <string.h>

#include "sluice-import-dialog.h"
#include "sluice-memory-store.h"
#include "sluice-practice-process.h"
#include "sluice-recent-places.h"
#include "sluice-window-private.h"

/* Nobody listens there, so nothing ever answers. */
#define NOWHERE "http://127.0.0.1:1"
#define NOWHERE_ENCRYPTED "https://127.0.0.1:1"

/* ---- a network that comes and goes ---- */

#define TEST_TYPE_NETWORK (test_network_get_type ())
G_DECLARE_FINAL_TYPE (TestNetwork, test_network, TEST, NETWORK, GObject)

struct _TestNetwork
{
  GObject parent_instance;
};

static gboolean network_is_there = TRUE;

static gboolean
init_network (GInitable     *initable,
              GCancellable  *cancellable,
              GError       **error)
{
  return TRUE;
}

static void
test_network_initable_init (GInitableIface *iface)
{
  iface->init = init_network;
}

static void
test_network_monitor_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestNetwork, test_network, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, test_network_initable_init)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR,
                                                      test_network_monitor_init))

enum { AVAILABLE = 1, METERED, CONNECTIVITY };

static void
test_network_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  if (id == CONNECTIVITY)
    g_value_set_enum (value, network_is_there ? G_NETWORK_CONNECTIVITY_FULL
                                              : G_NETWORK_CONNECTIVITY_LOCAL);
  else
    g_value_set_boolean (value, id == AVAILABLE && network_is_there);
}

static void
test_network_class_init (TestNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_network_get_property;
  g_object_class_override_property (object_class, AVAILABLE, "network-available");
  g_object_class_override_property (object_class, METERED, "network-metered");
  g_object_class_override_property (object_class, CONNECTIVITY, "connectivity");
}

static void
test_network_init (TestNetwork *self)
{
}

static void
set_network (gboolean there)
{
  network_is_there = there;
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", there);
}

/* ---- what stands above the form ---- */

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
says_offline (gpointer data)
{
  return strstr (gtk_label_get_label (data), "offline") != NULL;
}

static gboolean
says_back (gpointer data)
{
  return strstr (gtk_label_get_label (data), "is back") != NULL;
}

static gboolean
frame_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       count)
{
  return ++*(int *) count < 4 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
has_four (gpointer count)
{
  return *(int *) count == 4;
}

/* The network is asked about after the first frames only. */
static void
wait_for_frames (SluiceWindow *window)
{
  int count = 0;

  gtk_widget_add_tick_callback (GTK_WIDGET (window), frame_cb, &count, NULL);
  fixture_wait_for (has_four, &count, "some frames");
}

static gpointer
get (SluiceWindow *window,
     const char   *name)
{
  return fixture_get (window, SLUICE_TYPE_WINDOW, name);
}

/* ---- how the sentence above the form is measured ---- */

/* GtkLabel's own; how often the offer was asked how wide it would be at some height, and other
 * things. */
static void (*measure_label) (GtkWidget      *label,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline);
static guint widths_asked;
static guint others_asked;

static void
count_measure (GtkWidget      *label,
               GtkOrientation  orientation,
               int             for_size,
               int            *minimum,
               int            *natural,
               int            *minimum_baseline,
               int            *natural_baseline)
{
  gboolean offer = strstr (gtk_label_get_label (GTK_LABEL (label)), "New here?") != NULL;

  if (offer && orientation == GTK_ORIENTATION_HORIZONTAL && for_size >= 0)
    widths_asked++;
  else if (offer)
    others_asked++;
  measure_label (label, orientation, for_size, minimum, natural, minimum_baseline,
                 natural_baseline);
}

/* How wide a sentence would be at some height is found by trying, which took a third of the time
 * in which a window opens. */
static void
test_offer_is_measured_quickly (void)
{
  GtkWidgetClass *label_class = g_type_class_ref (GTK_TYPE_LABEL);
  SluiceWindow *window;

  measure_label = label_class->measure;
  label_class->measure = count_measure;
  window = fixture_open (NULL, NULL, NULL);
  wait_for_frames (window);
  label_class->measure = measure_label;

  g_assert_cmpuint (others_asked, >, 0);
  g_assert_cmpuint (widths_asked, ==, 0);
  fixture_close (window);
  g_type_class_unref (label_class);
}

/* Only to somebody new, and not again to who did not want it. */
static void
test_tour_is_offered (void)
{
  g_autoptr (GSettings) settings = fixture_new_settings ();
  SluiceWindow *window = fixture_open (NULL, NULL, settings);

  g_assert_true (is_visible (get (window, "banner")));
  g_assert_true (is_visible (get (window, "tour_button")));
  fixture_click (get (window, "dismiss_button"));
  g_assert_true (is_invisible (get (window, "banner")));
  fixture_close (window);

  window = fixture_open (NULL, NULL, settings);
  g_assert_true (is_invisible (get (window, "banner")));
  fixture_close (window);

  window = fixture_open (NOWHERE, NULL, NULL);
  g_assert_true (is_invisible (get (window, "banner")));
  fixture_close (window);

  g_settings_reset (settings, "offer-tour");
  g_settings_set_string (settings, "public-key", "abcdefgh");
  window = fixture_open (NULL, NULL, settings);
  g_assert_true (is_invisible (get (window, "banner")));
  fixture_close (window);
}

static gboolean
is_pointed_at (gpointer row)
{
  return gtk_widget_has_css_class (row, "pointed-at");
}

/* A tour that cannot go on points at nothing. */
static void
test_tour_ends_with_practice (void)
{
  SluiceWindow *window = fixture_open_practice ();
  gpointer row = fixture_get_page (window, "project_row");

  fixture_wait_for (is_visible, get (window, "tour_button"), "the practice Atlas");
  sluice_window_take_tour (window);
  fixture_wait_for (is_pointed_at, row, "the step");
  g_signal_emit_by_name (window->process, "ended");
  g_assert_true (is_invisible (get (window, "tour_bar")));
  g_assert_false (is_pointed_at (row));
  fixture_close (window);
}

/* It says so and forbids nothing; what it said goes when it is true no more. */
static void
test_offline (void)
{
  SluiceWindow *window;
  gpointer label;

  network_is_there = FALSE;
  window = fixture_open (NOWHERE_ENCRYPTED, NULL, NULL);
  label = get (window, "banner_label");
  fixture_wait_for (says_offline, label, "the hint");
  g_assert_true (is_visible (get (window, "banner")));
  g_assert_true (gtk_widget_is_sensitive (fixture_get_button (window, "create_button")));

  set_network (TRUE);
  g_assert_true (says_back (label));
  g_assert_true (is_visible (get (window, "try_again_button")));
  fixture_click (get (window, "try_again_button"));
  g_assert_true (is_invisible (get (window, "banner")));

  set_network (FALSE);
  g_assert_true (says_offline (label));
  set_network (TRUE);
  fixture_click (get (window, "dismiss_button"));
  g_assert_true (is_invisible (get (window, "banner")));
  fixture_close (window);

  /* A moment after the start it is known of: nobody was offline. */
  network_is_there = FALSE;
  window = fixture_open (NOWHERE_ENCRYPTED, NULL, NULL);
  wait_for_frames (window);
  set_network (TRUE);
  wait_for_frames (window);
  g_assert_true (is_invisible (get (window, "banner")));
  set_network (FALSE);
  g_assert_true (says_offline (get (window, "banner_label")));
  fixture_close (window);

  /* This computer is there without a network. */
  network_is_there = FALSE;
  window = fixture_open (NOWHERE, NULL, NULL);
  wait_for_frames (window);
  set_network (FALSE);
  g_assert_true (is_invisible (get (window, "banner")));
  fixture_close (window);
  network_is_there = TRUE;
}

/* ---- places that worked ---- */

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  sluice_practice_process_start_finish (SLUICE_PRACTICE_PROCESS (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
has_place (gpointer settings)
{
  g_autoptr (GVariant) places = g_settings_get_value (settings, "recent-places");

  return g_variant_n_children (places) > 0;
}

static gboolean
has_no_place (gpointer settings)
{
  return !has_place (settings);
}

static void
type (gpointer    row,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static gpointer
find_widget (GtkWidget *widget,
             GType      wanted)
{
  gpointer found = g_type_is_a (G_OBJECT_TYPE (widget), wanted) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, wanted);
  return found;
}

/* Noted once Atlas has found both; offered while the form holds something else. */
static void
test_recent_places (void)
{
  g_autoptr (SluicePracticeProcess) atlas = sluice_practice_process_new ();
  g_autoptr (GSettings) settings = fixture_new_settings ();
  g_autoptr (SluiceKeyStore) store = sluice_memory_store_new ();
  gboolean started = FALSE;
  SluiceWindow *window;
  gpointer project_row, instance_row, button, list, row;

  sluice_practice_process_start_async (atlas, NULL, started_cb, &started);
  fixture_wait_for (is_true, &started, "an Atlas");
  window = fixture_open (sluice_practice_process_get_url (atlas), store, settings);
  project_row = fixture_get_page (window, "project_row");
  instance_row = fixture_get_page (window, "instance_row");
  button = fixture_get_page (window, "recent_button");
  g_assert_true (is_invisible (button));
  type (fixture_get_key (window, "public_row"), sluice_practice_process_get_public_key (atlas));
  type (fixture_get_key (window, "private_row"), sluice_practice_process_get_private_key (atlas));
  type (project_row, sluice_practice_process_get_project_id (atlas));
  type (instance_row, sluice_practice_process_get_instance (atlas));
  fixture_wait_for (has_place, settings, "the place to be noted");
  g_assert_true (is_invisible (button));

  type (instance_row, "elsewhere");
  fixture_wait_for (is_visible, button, "the place to be offered");
  list = find_widget (button, GTK_TYPE_LIST_BOX);
  row = gtk_list_box_get_row_at_index (list, 0);
  g_assert_nonnull (row);
  g_assert_null (gtk_list_box_get_row_at_index (list, 1));
  g_signal_emit_by_name (list, "row-activated", row);
  g_assert_cmpstr (gtk_editable_get_text (instance_row), ==,
                   sluice_practice_process_get_instance (atlas));
  fixture_wait_for (is_invisible, button, "the place not to be offered any more");

  type (instance_row, "elsewhere");
  fixture_wait_for (is_visible, button, "the place to be offered again");
  gtk_widget_activate_action (button, "recent.clear", NULL);
  fixture_wait_for (has_no_place, settings, "the list to be empty");
  g_assert_true (is_invisible (button));
  fixture_close (window);
}

/* ---- a file that is dropped ---- */

static gpointer
find_import_dialog (void)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l != NULL; l = l->next)
    if (SLUICE_IS_IMPORT_DIALOG (l->data))
      return l->data;
  return NULL;
}

static void
test_file_is_dropped (void)
{
  SluiceWindow *window = fixture_open (NOWHERE, NULL, NULL);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (get (window, "page"));
  g_autoptr (GFile) file = g_file_new_for_path ("/dev/null");
  GSList files = { file, NULL };
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (&files));
  g_assert_null (find_import_dialog ());
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 0.0, 0.0, &taken);
    }
  g_assert_true (taken);
  g_assert_nonnull (find_import_dialog ());
  gtk_window_destroy (find_import_dialog ());
  fixture_close (window);
}

static void
add_tests (void)
{
  g_test_add_func ("/newcomer/offer-is-measured-quickly", test_offer_is_measured_quickly);
  g_test_add_func ("/newcomer/tour-is-offered", test_tour_is_offered);
  g_test_add_func ("/newcomer/tour-ends-with-practice", test_tour_ends_with_practice);
  g_test_add_func ("/newcomer/offline", test_offline);
  g_test_add_func ("/newcomer/recent-places", test_recent_places);
  g_test_add_func ("/newcomer/file-is-dropped", test_file_is_dropped);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("GIO_USE_NETWORK_MONITOR", "test", TRUE);
  g_vfs_get_default ();                    /* registers the extension points */
  g_io_extension_point_implement (G_NETWORK_MONITOR_EXTENSION_POINT_NAME, TEST_TYPE_NETWORK,
                                  "test", 1000);
  return fixture_run (argc, argv, add_tests);
}
