/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a test of delivery leaves behind when Sluice is ended in the middle, and the next start. */
#include "delivery-fixture.h"

#include <string.h>

#include "sluice-atlas-processors.h"

#define LEFT "sluiceTest20260102030405x0badcafe"

/* ---- the program that was ended ------------------------------------------------------------- */

static void
remember (DeliveryFixture *fixture,
          const char      *host,
          const char      *project_id,
          const char      *processor,
          gboolean         sample)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{ss}"));
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "host", host);
  g_variant_builder_add (&builder, "{ss}", "project", project_id);
  g_variant_builder_add (&builder, "{ss}", "instance", fixture->instance);
  g_variant_builder_add (&builder, "{ss}", "connection", CONNECTION);
  g_variant_builder_add (&builder, "{ss}", "processor", processor);
  if (sample)
    g_variant_builder_add (&builder, "{ss}", "sample", "remove");
  g_variant_builder_close (&builder);
  g_settings_set_value (fixture->settings, "delivery-leftovers", g_variant_builder_end (&builder));
}

static void
remember_here (DeliveryFixture *fixture, const char *processor, gboolean sample)
{
  remember (fixture, strstr (fixture->atlas->url, "//") + 2, fixture->atlas->project_id, processor,
            sample);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeliveryFixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  sluice_atlas_start_processor_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_assert_no_error (error);
  fixture->n_pending--;
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeliveryFixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceProcessor) processor =
    sluice_atlas_create_processor_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  g_assert_no_error (error);
  sluice_atlas_start_processor_async (fixture->client, fixture->atlas->project_id,
                                      fixture->instance, sluice_processor_get_name (processor),
                                      NULL, started_cb, fixture);
}

static gboolean
has_nothing_pending (gpointer data)
{
  return ((DeliveryFixture *) data)->n_pending == 0;
}

static void
leave_running (DeliveryFixture *fixture)
{
  SluiceProcessorSpec spec = {
    .name = LEFT, .source = "sample_stream_solar", .connection = CONNECTION, .bucket = BUCKET,
    .path = "p/", .seconds = 5,
  };

  fixture->n_pending++;
  sluice_atlas_create_processor_async (fixture->client, fixture->atlas->project_id,
                                       fixture->instance, &spec, NULL, created_cb, fixture);
  wait_until (has_nothing_pending, fixture);
}

/* ---- the next start -------------------------------------------------------------------------- */

static void
start_again (DeliveryFixture *fixture)
{
  sluice_session_set_key (fixture->session, sluice_atlas_client_get_key (fixture->client));
  sluice_session_set_place (fixture->session, fixture->atlas->project_id, NULL);
}

static SluiceOperation *
find_operation (DeliveryFixture *fixture)
{
  GListModel *operations = sluice_session_get_operations (fixture->session);

  for (guint i = 0; i < g_list_model_get_n_items (operations); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (operations, i);

      if (sluice_operation_get_kind (operation) == SLUICE_OPERATION_TEST_DELIVERY)
        return operation;
    }
  return NULL;
}

static gboolean
has_ended (gpointer data)
{
  SluiceOperation *operation = find_operation (data);

  return operation != NULL &&
         sluice_operation_get_state (operation) != SLUICE_OPERATION_STATE_WORKING;
}

static gboolean
has_forgotten (gpointer data)
{
  return delivery_count_remembered (data) == 0;
}

static gboolean
knows_project (gpointer data)
{
  return sluice_session_get_fact (((DeliveryFixture *) data)->session, SLUICE_FACT_PROJECT, NULL,
                                  NULL) == SLUICE_FACT_STATE_TRUE;
}

static void
test_running (void)
{
  DeliveryFixture fixture;
  SluiceOperation *operation;
  SluiceDeliveryReport *report;

  delivery_set_up (&fixture, "", "0");
  leave_running (&fixture);
  remember_here (&fixture, LEFT, FALSE);
  start_again (&fixture);
  wait_until (has_ended, &fixture);
  operation = find_operation (&fixture);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_GONE);
  g_assert_cmpint (sluice_operation_get_state (operation), ==, SLUICE_OPERATION_STATE_DONE);
  g_assert_cmpstr (sluice_operation_get_subject (operation), ==, CONNECTION);
  report = SLUICE_DELIVERY_REPORT (sluice_operation_get_result (operation));
  g_assert_cmpstr (sluice_delivery_report_get_processor (report), ==, LEFT);
  g_assert_cmpint (sluice_delivery_report_get_processor_is (report), ==,
                   SLUICE_DELIVERY_THING_REMOVED);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, SIGNED_STOP), ==, 1);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, SIGNED_DELETION), ==, 1);
  g_assert_cmpuint (delivery_count_remembered (&fixture), ==, 0);
  delivery_assert_no_processor (&fixture);
  delivery_tear_down (&fixture);
}

static gboolean
has_looked (gpointer data)
{
  return practice_atlas_count (((DeliveryFixture *) data)->atlas,
                               "^GET \\S+/processor/sluiceTest\\S+ signed ") > 0;
}

/* What was made a moment ago may still come: the start after this one looks again. */
static void
test_not_yet_there (void)
{
  DeliveryFixture fixture;
  g_autofree char *name = sluice_delivery_leftovers_make_name ();

  delivery_set_up (&fixture, "", "0");
  remember_here (&fixture, name, FALSE);
  start_again (&fixture);
  wait_until (has_looked, &fixture);
  /* Its answer has come before that of a later question. */
  delivery_assert_no_processor (&fixture);
  g_assert_cmpuint (delivery_count_remembered (&fixture), ==, 1);
  g_assert_null (find_operation (&fixture));
  delivery_tear_down (&fixture);
}

static void
test_gone (void)
{
  DeliveryFixture fixture;

  delivery_set_up (&fixture, "", "0");
  remember_here (&fixture, LEFT, FALSE);
  start_again (&fixture);
  wait_until (has_forgotten, &fixture);
  g_assert_null (find_operation (&fixture));
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, "^(POST|DELETE|PATCH) \\S+ signed "), ==,
                    0);
  delivery_tear_down (&fixture);
}

static void
test_not_allowed (void)
{
  DeliveryFixture fixture;

  delivery_set_up (&fixture, "", "0");
  leave_running (&fixture);
  remember_here (&fixture, LEFT, FALSE);
  practice_atlas_switch (fixture.atlas, "error-401-USER_UNAUTHORIZED@delete-processor", TRUE);
  start_again (&fixture);
  wait_until (has_ended, &fixture);
  g_assert_cmpint (sluice_operation_get_outcome (find_operation (&fixture)), ==,
                   SLUICE_OUTCOME_LEFT_BEHIND);
  g_assert_cmpuint (delivery_count_remembered (&fixture), ==, 1);

  practice_atlas_switch (fixture.atlas, "all", FALSE);
  sluice_operation_check_again (find_operation (&fixture));
  wait_until (has_ended, &fixture);
  g_assert_cmpint (sluice_operation_get_outcome (find_operation (&fixture)), ==,
                   SLUICE_OUTCOME_GONE);
  g_assert_cmpuint (delivery_count_remembered (&fixture), ==, 0);
  delivery_assert_no_processor (&fixture);
  delivery_tear_down (&fixture);
}

static void
test_sample (void)
{
  DeliveryFixture fixture;

  delivery_set_up_empty (&fixture, "");
  delivery_start (&fixture, CONNECTION, TRUE, FALSE);
  delivery_wait_for_end (&fixture);
  delivery_assert_sample (&fixture, TRUE);
  remember_here (&fixture, LEFT, TRUE);
  start_again (&fixture);
  wait_until (has_ended, &fixture);
  g_assert_cmpint (sluice_operation_get_outcome (find_operation (&fixture)), ==,
                   SLUICE_OUTCOME_GONE);
  delivery_assert_sample (&fixture, FALSE);
  g_assert_cmpuint (delivery_count_remembered (&fixture), ==, 0);
  delivery_tear_down (&fixture);
}

/* Nothing is touched that is elsewhere, or that a test cannot have made. */
static void
test_not_ours (void)
{
  static const struct { const char *host, *project_id, *processor; } others[] = {
    { "cloud.mongodb.com", NULL, LEFT },
    { NULL, "64c0ffee0000000000000002", LEFT },
    { NULL, NULL, "archiveSolar" },
    { NULL, NULL, "sluiceTest" },
    { NULL, NULL, LEFT "\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      DeliveryFixture fixture;

      delivery_set_up (&fixture, "", "0");
      remember (&fixture, others[i].host ? others[i].host : strstr (fixture.atlas->url, "//") + 2,
                others[i].project_id ? others[i].project_id : fixture.atlas->project_id,
                others[i].processor, FALSE);
      start_again (&fixture);
      wait_until (knows_project, &fixture);
      wait_ms (100);
      g_assert_null (find_operation (&fixture));
      g_assert_cmpuint (practice_atlas_count (fixture.atlas, "/processor"), ==, 0);
      delivery_tear_down (&fixture);
    }
}

/* What this very program is testing is none of its leftovers. */
static void
test_at_work (void)
{
  DeliveryFixture fixture;

  delivery_set_up (&fixture, "never-delivers", "0");
  fixture.watch_ms = 2500;
  delivery_start (&fixture, CONNECTION, FALSE, FALSE);
  delivery_wait_for_phase (&fixture, SLUICE_PHASE_RUNNING);
  start_again (&fixture);
  wait_until (knows_project, &fixture);
  g_assert_null (find_operation (&fixture));
  delivery_wait_for_end (&fixture);
  g_assert_null (find_operation (&fixture));
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, SIGNED_DELETION), ==, 1);
  delivery_tear_down (&fixture);
}

static void
test_names (void)
{
  g_autofree char *one = sluice_delivery_leftovers_make_name ();
  g_autofree char *other = sluice_delivery_leftovers_make_name ();

  g_assert_cmpstr (one, !=, other);
  g_assert_true (sluice_delivery_leftovers_is_name (one));
  g_assert_false (sluice_delivery_leftovers_is_name (NULL));
  g_assert_false (sluice_delivery_leftovers_is_name (""));
  g_assert_false (sluice_delivery_leftovers_is_name ("sluiceTest20260102030405x0badcafe0"));
  g_assert_false (sluice_delivery_leftovers_is_name ("mysluiceTest20260102030405x0badcafe"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery-leftovers/running", test_running);
  g_test_add_func ("/delivery-leftovers/gone", test_gone);
  g_test_add_func ("/delivery-leftovers/not-yet-there", test_not_yet_there);
  g_test_add_func ("/delivery-leftovers/not-allowed", test_not_allowed);
  g_test_add_func ("/delivery-leftovers/sample", test_sample);
  g_test_add_func ("/delivery-leftovers/not-ours", test_not_ours);
  g_test_add_func ("/delivery-leftovers/at-work", test_at_work);
  g_test_add_func ("/delivery-leftovers/names", test_names);
  return g_test_run ();
}
