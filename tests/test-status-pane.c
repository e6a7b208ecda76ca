/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The status pane while very much happens: few rows, and a clock that stops. */

#include "ui-fixture.h"

#include "sluice-operation-private.h"
#include "sluice-status-pane.h"
#include "sluice-status-row.h"

#define MANY 60
#define MOST 50

static guint n_ticks;

static SluiceOperation *
make_operation (guint n)
{
  g_autofree char *name = g_strdup_printf ("sink-%u", n);

  return sluice_operation_new (SLUICE_OPERATION_CREATE_CONNECTION, name, "tides");
}

static guint
count_rows (GtkListBox *list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n) != NULL)
    n++;
  return n;
}

static void
end (GListStore *operations,
     guint       position)
{
  g_autoptr (SluiceOperation) operation =
    g_list_model_get_item (G_LIST_MODEL (operations), position);

  sluice_operation_end (operation, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_READY, NULL);
}

/* What is older than the newest ones is in the history, and the pane says where that is. */
static void
test_few_rows (void)
{
  SluiceStatusPane *pane = g_object_ref_sink (g_object_new (SLUICE_TYPE_STATUS_PANE, NULL));
  g_autoptr (GListStore) operations = g_list_store_new (SLUICE_TYPE_OPERATION);
  GtkListBox *list = fixture_get (pane, SLUICE_TYPE_STATUS_PANE, "list");
  GtkWidget *history = fixture_get (pane, SLUICE_TYPE_STATUS_PANE, "history_button");
  GtkListBoxRow *row;

  sluice_status_pane_set_operations (pane, G_LIST_MODEL (operations));
  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (SluiceOperation) operation = make_operation (i);

      g_assert_true (gtk_widget_get_visible (history) == (i > MOST));
      g_list_store_insert (operations, 0, operation);
    }
  g_assert_cmpuint (count_rows (list), ==, MOST);
  row = gtk_list_box_get_row_at_index (list, 0);
  g_assert_cmpstr (sluice_status_row_get_headline (SLUICE_STATUS_ROW (row)), ==,
                   "Creating sink-59");
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (history)), ==, "win.history");
  g_object_unref (pane);
}

static void
ticked_cb (void)
{
  n_ticks++;
}

static gboolean
has_ticked (gpointer data)
{
  return n_ticks >= GPOINTER_TO_UINT (data);
}

static gboolean
has_no_clock (gpointer data)
{
  /* The pane's own is the only one that may be left. */
  return g_main_context_find_source_by_user_data (NULL, data) == NULL;
}

/* The last that works never had a row, so nothing but the clock sees its end. */
static void
test_clock_stops (void)
{
  SluiceStatusPane *pane = g_object_ref_sink (g_object_new (SLUICE_TYPE_STATUS_PANE, NULL));
  g_autoptr (GListStore) operations = g_list_store_new (SLUICE_TYPE_OPERATION);

  n_ticks = 0;
  g_signal_connect (pane, "ticked", G_CALLBACK (ticked_cb), NULL);
  sluice_status_pane_set_operations (pane, G_LIST_MODEL (operations));
  for (guint i = 0; i <= MOST; i++)
    {
      g_autoptr (SluiceOperation) operation = make_operation (i);

      g_list_store_append (operations, operation);
    }
  fixture_wait_for (has_ticked, GUINT_TO_POINTER (1), "a tick");
  for (guint i = 0; i <= MOST; i++)
    end (operations, i);
  g_assert_false (has_no_clock (pane));
  fixture_wait_for (has_no_clock, pane, "the clock to stop");
  g_object_unref (pane);
}

static void
add_tests (void)
{
  g_test_add_func ("/status-pane/few-rows", test_few_rows);
  g_test_add_func ("/status-pane/clock-stops", test_clock_stops);
}

int
main (int   argc,
      char *argv[])
{
  return fixture_run (argc, argv, add_tests);
}
