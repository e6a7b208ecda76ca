/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window that tests whether data flows: what it asks, what it shows, and that it goes. */

#include "ui-fixture.h"

#include <string.h>

#include "practice-atlas.h"
#include "sluice-atlas-connections.h"
#include "sluice-atlas-sample.h"
#include "sluice-config.h"
#include "sluice-delivery-dialog.h"
#include "sluice-delivery-leftovers.h"
#include "sluice-delivery-progress.h"

#define ROLE "arn:aws:iam::123456789012:role/atlas-stream-sink"

typedef struct
{
  PracticeAtlas       *atlas;
  GSettings           *settings;
  SluiceSession       *session;
  GtkWindow           *parent;
  SluiceRegistryEntry *entry;
  GtkWidget           *dialog;
} Fixture;

static void
parts_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  SluiceConnection **place = user_data;
  g_autoptr (GError) error = NULL;

  *place = sluice_atlas_get_connection_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_assert_no_error (error);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  SluiceConnection **place = user_data;
  g_autoptr (GError) error = NULL;

  *place = sluice_atlas_create_connection_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

/* Either a connection that exists, or a new one in an instance without the sample connection. */
static void
set_up (Fixture    *fixture,
        const char *scenarios,
        gboolean    empty)
{
  g_autoptr (SluiceApiKey) key = NULL;
  g_autoptr (SluiceConnection) connection = NULL;
  SluiceConnectionSpec spec = { .name = "s3sink", .role_arn = ROLE };
  SluiceAtlasClient *client = NULL;

  fixture->atlas = practice_atlas_start ("", "0");
  key = sluice_api_key_new (fixture->atlas->public_key, fixture->atlas->private_key);
  fixture->settings = fixture_new_settings ();
  fixture->session = sluice_session_new (fixture->atlas->url, NULL);
  sluice_delivery_leftovers_attach (fixture->session, fixture->settings);
  sluice_session_set_key (fixture->session, key);
  client = sluice_session_get_client (fixture->session);
  if (empty)
    sluice_atlas_create_connection_async (client, fixture->atlas->project_id, "empty-instance",
                                          &spec, NULL, made_cb, &connection);
  else
    sluice_atlas_get_connection_async (client, fixture->atlas->project_id,
                                       fixture->atlas->instance, "solar-archive", NULL,
                                       parts_read_cb, &connection);
  fixture_wait_for (is_set, &connection, "the connection");
  fixture->entry = sluice_registry_entry_new (empty ? "empty-instance" : fixture->atlas->instance,
                                              connection);
  if (*scenarios != '\0')
    practice_atlas_switch (fixture->atlas, scenarios, TRUE);
  fixture->parent = GTK_WINDOW (adw_window_new ());
  gtk_window_present (fixture->parent);
}

static GtkWidget *
find_window (GType type)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type))
      return l->data;
  return NULL;
}

static gpointer
get (Fixture    *fixture,
     const char *name)
{
  return fixture_get (fixture->dialog, SLUICE_TYPE_DELIVERY_DIALOG, name);
}

static const char *
get_text (Fixture    *fixture,
          const char *name)
{
  return gtk_label_get_label (fixture_get (get (fixture, "progress"),
                                           SLUICE_TYPE_DELIVERY_PROGRESS, name));
}

static gboolean
can_start (gpointer data)
{
  return gtk_widget_is_sensitive (get (data, "start_button"));
}

static void
open_dialog (Fixture *fixture)
{
  sluice_delivery_dialog_present (GTK_WIDGET (fixture->parent), fixture->session,
                                  fixture->atlas->project_id, fixture->entry);
  fixture->dialog = find_window (SLUICE_TYPE_DELIVERY_DIALOG);
  g_assert_nonnull (fixture->dialog);
  fixture_wait_for (can_start, fixture, "what the instance has");
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture *fixture)
{
  gpointer weak = fixture->dialog;

  if (weak != NULL)
    {
      g_object_add_weak_pointer (weak, &weak);
      gtk_window_destroy (GTK_WINDOW (fixture->dialog));
      fixture_wait_for (is_gone, &weak, "the window to go");
    }
  gtk_window_destroy (fixture->parent);
  sluice_session_close (fixture->session);
  g_object_unref (fixture->entry);
  g_object_unref (fixture->session);
  g_object_unref (fixture->settings);
  practice_atlas_stop (fixture->atlas);
}

static gboolean
shows_form (Fixture *fixture)
{
  return gtk_widget_get_visible (get (fixture, "form"));
}

static gboolean
has_ended (gpointer data)
{
  return !shows_form (data) && gtk_widget_get_visible (get (data, "start_button"));
}

static guint
count_made (Fixture *fixture)
{
  return practice_atlas_count (fixture->atlas, "^POST \\S+ signed ");
}

/* ---- tests ---- */

static void
test_denied (void)
{
  Fixture fixture = { 0 };
  GtkWidget *access = NULL;

  set_up (&fixture, "delivery-denied", FALSE);
  open_dialog (&fixture);
  g_assert_cmpstr (gtk_editable_get_text (get (&fixture, "bucket_row")), ==,
                   "solar-archive-bucket");
  g_assert_true (gtk_widget_get_visible (get (&fixture, "cost")));
  g_assert_false (gtk_widget_get_visible (get (&fixture, "sample_group")));
  g_assert_cmpuint (count_made (&fixture), ==, 0);

  fixture_click (get (&fixture, "start_button"));
  fixture_wait_for (has_ended, &fixture, "the end of the test");
  g_assert_cmpstr (get_text (&fixture, "headline"), ==,
                   "The role may not write to solar-archive-bucket");
  g_assert_nonnull (strstr (get_text (&fixture, "sentence"), "s3:PutObject"));
  access = fixture_get (get (&fixture, "progress"), SLUICE_TYPE_DELIVERY_PROGRESS,
                        "access_button");
  g_assert_true (gtk_widget_get_visible (access));

  fixture_click (get (&fixture, "start_button"));  /* Another Test */
  g_assert_true (shows_form (&fixture));
  g_assert_cmpstr (gtk_editable_get_text (get (&fixture, "bucket_row")), ==,
                   "solar-archive-bucket");
  tear_down (&fixture);
}

static void
test_fields (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "", FALSE);
  open_dialog (&fixture);
  gtk_editable_set_text (get (&fixture, "bucket_row"), "Not A Bucket");
  fixture_click (get (&fixture, "start_button"));
  g_assert_true (shows_form (&fixture));
  gtk_editable_set_text (get (&fixture, "bucket_row"), "");
  fixture_click (get (&fixture, "start_button"));
  g_assert_true (shows_form (&fixture));
  gtk_editable_set_text (get (&fixture, "bucket_row"), "my-bucket");
  gtk_editable_set_text (get (&fixture, "region_row"), "the moon");
  fixture_click (get (&fixture, "start_button"));
  g_assert_true (shows_form (&fixture));
  g_assert_cmpuint (count_made (&fixture), ==, 0);
  tear_down (&fixture);
}

/* A window of its own, or since libadwaita 1.5 a part of the window below it. */
static gpointer
get_question (Fixture *fixture)
{
#if ADW_CHECK_VERSION (1, 5, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  return adw_window_get_visible_dialog (ADW_WINDOW (fixture->dialog));
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  return find_window (ADW_TYPE_MESSAGE_DIALOG);
#endif
}

static gboolean
has_question (gpointer data)
{
  return get_question (data) != NULL;
}

static void
answer (Fixture    *fixture,
        const char *response)
{
  gpointer question = NULL;

  fixture_wait_for (has_question, fixture, "the question");
  question = get_question (fixture);
  g_signal_emit_by_name (question, "response", response);
#if ADW_CHECK_VERSION (1, 5, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  adw_dialog_force_close (question);
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  gtk_window_destroy (question);
#endif
}

/* Without the sample connection: asked first; no is no. */
static void
test_sample (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "delivery-denied", TRUE);
  open_dialog (&fixture);
  g_assert_true (gtk_widget_get_visible (get (&fixture, "sample_group")));
  gtk_editable_set_text (get (&fixture, "bucket_row"), "my-bucket");
  fixture_click (get (&fixture, "start_button"));
  answer (&fixture, "stay");
  g_assert_true (shows_form (&fixture));
  g_assert_cmpuint (count_made (&fixture), ==, 1);  /* the connection itself */

  fixture_click (get (&fixture, "start_button"));
  answer (&fixture, "go");
  fixture_wait_for (has_ended, &fixture, "the end of the test");
  g_assert_nonnull (strstr (get_text (&fixture, "sentence"), SLUICE_SAMPLE_CONNECTION));
  g_assert_cmpuint (practice_atlas_count (fixture.atlas,
                                          "^DELETE \\S+/connections/sample_stream_solar signed "),
                    ==, 1);
  tear_down (&fixture);
}

static SluiceOperation *
get_test (Fixture *fixture)
{
  GListModel *operations = sluice_session_get_operations (fixture->session);
  g_autoptr (SluiceOperation) newest = g_list_model_get_item (operations, 0);

  g_assert_cmpint (sluice_operation_get_kind (newest), ==, SLUICE_OPERATION_TEST_DELIVERY);
  return newest;
}

static gboolean
is_running (gpointer data)
{
  return sluice_operation_get_phase (get_test (data)) == SLUICE_PHASE_RUNNING;
}

static gboolean
is_over (gpointer data)
{
  return sluice_operation_get_state (get_test (data)) != SLUICE_OPERATION_STATE_WORKING;
}

/* The test goes on without its window, and the window finds it again. */
static void
test_closed (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, "never-delivers", FALSE);
  open_dialog (&fixture);
  fixture_click (get (&fixture, "start_button"));
  fixture_wait_for (is_running, &fixture, "the processor to run");
  gtk_window_destroy (GTK_WINDOW (fixture.dialog));
  g_assert_true (is_running (&fixture));

  sluice_delivery_dialog_present (GTK_WIDGET (fixture.parent), fixture.session,
                                  fixture.atlas->project_id, fixture.entry);
  fixture.dialog = find_window (SLUICE_TYPE_DELIVERY_DIALOG);
  g_assert_false (shows_form (&fixture));
  fixture_click (get (&fixture, "cancel_button"));
  fixture_wait_for (is_over, &fixture, "the end of the test");
  g_assert_cmpstr (get_text (&fixture, "headline"), ==,
                   "The test of solar-archive was cancelled");
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, "^DELETE \\S+/processor/\\S+ signed "),
                    ==, 1);
  tear_down (&fixture);
}

static void
add_tests (void)
{
  g_test_add_func ("/delivery-dialog/denied", test_denied);
  g_test_add_func ("/delivery-dialog/fields", test_fields);
  g_test_add_func ("/delivery-dialog/sample", test_sample);
  g_test_add_func ("/delivery-dialog/closed", test_closed);
}

int
main (int   argc,
      char *argv[])
{
  return fixture_run (argc, argv, add_tests);
}
