/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proving that data can flow: every end it can come to, Cancel wherever it may be pressed, and
 * that nothing is left behind or made twice.
 */
#include "delivery-fixture.h"

#include "sluice-atlas-sample.h"

typedef struct
{
  const char            *name;
  const char            *scenarios;
  const char            *ready_after;
  SluiceOutcome          outcome;
  SluiceDeliveryVerdict  verdict;
  SluiceDeliveryCause    cause;
  const char            *phases;
  guint                  n_created;
  guint                  n_started;
  gboolean               in_doubt;
} Case;

#define DELIVERED SLUICE_OUTCOME_DELIVERED, SLUICE_DELIVERY_WRITTEN, SLUICE_DELIVERY_CAUSE_UNKNOWN
#define FAILED(cause) SLUICE_OUTCOME_NOT_DELIVERED, SLUICE_DELIVERY_FAILED, \
                      SLUICE_DELIVERY_CAUSE_##cause
#define ENDS(outcome, verdict) SLUICE_OUTCOME_##outcome, SLUICE_DELIVERY_##verdict, \
                               SLUICE_DELIVERY_CAUSE_UNKNOWN

static const Case cases[] = {
  { "delivered", "", "0", DELIVERED, "csRu-", 1, 1, FALSE },
  { "takes-its-time", "", "0.3", DELIVERED, "csRu-", 1, 1, FALSE },

  { "denied", "delivery-denied", "0.1", FAILED (DENIED), "csRu-", 1, 1, FALSE },
  { "no-bucket", "delivery-no-bucket", "0.1", FAILED (NO_BUCKET), "csRu-", 1, 1, FALSE },
  { "region", "delivery-region", "0", FAILED (REGION), "csRu-", 1, 1, FALSE },
  { "kms", "delivery-kms", "0", FAILED (KMS), "csRu-", 1, 1, FALSE },
  { "never-delivers", "never-delivers", "0", ENDS (NOT_DELIVERED, NOTHING_WRITTEN), "csRu-", 1, 1,
    FALSE },

  { "unknown-connection", "unknown-connection", "0", DELIVERED, "csysysRu-", 3, 1, FALSE },
  { "unknown-for-good", "unknown-connection*0", "0", ENDS (REFUSED, NOT_CREATED),
    "csysysysysys-", 6, 0, FALSE },
  { "create-refused", "error-401-USER_UNAUTHORIZED@create-processor", "0",
    ENDS (REFUSED, NOT_CREATED), "cs-", 1, 0, FALSE },
  { "create-lost", "lost-answer@create-processor", "0", DELIVERED, "csrsRu-", 1, 1, TRUE },
  { "create-timeout", "processor-timeout@create-processor", "0", DELIVERED, "csrsRu-", 1, 1,
    TRUE },
  { "create-never-sent", "lost-request@create-processor", "0", ENDS (REFUSED, NOT_CREATED),
    "csru-", 1, 0, TRUE },

  { "start-timeout", "processor-timeout", "0.2", DELIVERED, "csRu-", 1, 1, FALSE },
  { "start-lost", "lost-answer@start-processor", "0", DELIVERED, "csRu-", 1, 1, FALSE },
  { "start-never-sent", "lost-request@start-processor", "0", ENDS (NOT_DELIVERED, NOT_STARTED),
    "csRu-", 1, 1, FALSE },
  { "start-refused", "error-402-NO_PAYMENT_INFORMATION_FOUND@start-processor", "0",
    ENDS (NOT_DELIVERED, NOT_STARTED), "csu-", 1, 1, FALSE },

  { "blind-for-a-moment", "html-503@get-processor*2", "0", DELIVERED, "csRu-", 1, 1, FALSE },
  { "stop-lost", "lost-answer@stop-processor", "0", DELIVERED, "csRu-", 1, 1, FALSE },
  { "stop-never-sent", "lost-request@stop-processor*1", "0", DELIVERED, "csRu-", 1, 1, FALSE },
  { "stop-refused", "error-500-UNEXPECTED_ERROR@stop-processor", "0", DELIVERED, "csRu-", 1, 1,
    FALSE },
  { "stop-ignored", "stop-ignored", "0", DELIVERED, "csRu-", 1, 1, FALSE },
  { "delete-lost", "lost-answer@delete-processor", "0", DELIVERED, "csRu-", 1, 1, FALSE },
  { "delete-never-sent", "lost-request@delete-processor*1", "0", DELIVERED, "csRu-", 1, 1,
    FALSE },

  { "not-ready", "error-404-STREAM_CONNECTION_NOT_FOUND_FOR_NAME@get-connection", "0",
    ENDS (REFUSED, NOT_CREATED), "c-", 0, 0, FALSE },
};

static void
test_case (gconstpointer data)
{
  const Case *expected = data;
  DeliveryFixture fixture;

  delivery_set_up (&fixture, expected->scenarios, expected->ready_after);
  if (expected->verdict == SLUICE_DELIVERY_NOTHING_WRITTEN)
    fixture.watch_ms = 1200;
  delivery_start (&fixture, CONNECTION, FALSE, FALSE);
  delivery_wait_for_end (&fixture);
  g_assert_cmpstr (fixture.phases->str, ==, expected->phases);
  delivery_assert_end (&fixture, expected->outcome, expected->verdict);
  g_assert_cmpint (sluice_delivery_report_get_cause (delivery_report (&fixture)), ==,
                   expected->cause);
  g_assert_cmpint (sluice_operation_was_in_doubt (fixture.operation), ==, expected->in_doubt);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, SIGNED_CREATION), ==,
                    expected->n_created);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, SIGNED_START), ==, expected->n_started);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, SIGNED_SAMPLE), ==, 0);
  delivery_assert_nothing_left (&fixture);
  delivery_tear_down (&fixture);
}

/* Nobody waits for as long as a test lasts for what was never started. */
static void
test_never_started (void)
{
  DeliveryFixture fixture;
  gint64 begun = g_get_monotonic_time ();

  delivery_set_up (&fixture, "lost-request@start-processor", "0");
  delivery_start (&fixture, CONNECTION, FALSE, FALSE);
  delivery_wait_for_end (&fixture);
  delivery_assert_end (&fixture, SLUICE_OUTCOME_NOT_DELIVERED, SLUICE_DELIVERY_NOT_STARTED);
  g_assert_error (sluice_operation_get_error (fixture.operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_CONNECTION_LOST);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 20 * G_USEC_PER_SEC);
  delivery_assert_nothing_left (&fixture);
  delivery_tear_down (&fixture);
}

/* ---- what is told ---------------------------------------------------------------------------- */

static void
test_report (void)
{
  DeliveryFixture fixture;
  SluiceDeliveryReport *report;

  delivery_set_up (&fixture, "", "0");
  delivery_start (&fixture, CONNECTION, FALSE, FALSE);
  report = delivery_report (&fixture);
  g_assert_cmpint (delivery_count_remembered (&fixture), ==, 1);
  g_assert_true (sluice_delivery_leftovers_is_name (sluice_delivery_report_get_processor (report)));
  g_assert_cmpstr (sluice_delivery_report_get_bucket (report), ==, BUCKET);
  g_assert_true (g_str_has_prefix (sluice_delivery_report_get_path (report),
                                   SLUICE_DELIVERY_PATH "sluiceTest"));
  g_assert_cmpint (sluice_delivery_report_get_written (report), ==, -1);
  delivery_wait_for_end (&fixture);
  g_assert_cmpint (sluice_delivery_report_get_written (report), >, 0);
  g_assert_cmpint (sluice_delivery_report_get_read (report), >=,
                   sluice_delivery_report_get_written (report));
  g_assert_cmpint (sluice_delivery_report_get_processor_is (report), ==,
                   SLUICE_DELIVERY_THING_REMOVED);
  g_assert_cmpint (sluice_delivery_report_get_sample_is (report), ==, SLUICE_DELIVERY_THING_NONE);
  g_assert_cmpstr (sluice_operation_get_subject (fixture.operation), ==, CONNECTION);
  g_assert_cmpstr (sluice_operation_get_place (fixture.operation), ==, fixture.atlas->instance);
  delivery_tear_down (&fixture);
}

static void
test_not_ready (void)
{
  DeliveryFixture fixture;

  delivery_set_up (&fixture, "", "0");
  delivery_start (&fixture, "orders", FALSE, FALSE);  /* Kafka */
  delivery_wait_for_end (&fixture);
  delivery_assert_end (&fixture, SLUICE_OUTCOME_CHANGED_BEFORE, SLUICE_DELIVERY_NOT_READY);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, "^(POST|DELETE) .*/processor.* signed "),
                    ==, 0);
  delivery_assert_nothing_left (&fixture);
  delivery_tear_down (&fixture);
}

/* Documents are counted, and then it fails: that is no delivery. */
static void
test_fails_later (void)
{
  DeliveryFixture fixture;

  delivery_set_up (&fixture, "delivery-denied", "1.2");
  fixture.confirm_ms = 60 * 1000;
  delivery_start (&fixture, CONNECTION, FALSE, FALSE);
  delivery_wait_for_end (&fixture);
  delivery_assert_end (&fixture, SLUICE_OUTCOME_NOT_DELIVERED, SLUICE_DELIVERY_FAILED);
  g_assert_cmpint (sluice_delivery_report_get_written (delivery_report (&fixture)), >, 0);
  delivery_assert_nothing_left (&fixture);
  delivery_tear_down (&fixture);
}

/* Stopping is asked for once more, but only after a look has shown that it still runs. */
static void
test_stopped_again (void)
{
  DeliveryFixture fixture;

  delivery_set_up (&fixture, "lost-request@stop-processor*1", "0");
  delivery_start (&fixture, CONNECTION, FALSE, FALSE);
  delivery_wait_for_end (&fixture);
  delivery_assert_end (&fixture, SLUICE_OUTCOME_DELIVERED, SLUICE_DELIVERY_WRITTEN);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, SIGNED_STOP), ==, 2);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, SIGNED_DELETION), ==, 1);
  delivery_assert_nothing_left (&fixture);
  delivery_tear_down (&fixture);
}

static void
test_causes (void)
{
  static const struct { const char *text; SluiceDeliveryCause cause; } texts[] = {
    { NULL, SLUICE_DELIVERY_CAUSE_UNKNOWN },
    { "", SLUICE_DELIVERY_CAUSE_UNKNOWN },
    { "something else", SLUICE_DELIVERY_CAUSE_UNKNOWN },
    { "User: x is not authorized to perform: sts:AssumeRole on resource: y",
      SLUICE_DELIVERY_CAUSE_ASSUME_ROLE },
    { "ACCESSDENIED when calling PutObject", SLUICE_DELIVERY_CAUSE_DENIED },
    { "AccessDenied: not authorized to perform: kms:GenerateDataKey", SLUICE_DELIVERY_CAUSE_KMS },
    { "NoSuchBucket", SLUICE_DELIVERY_CAUSE_NO_BUCKET },
    { "the region 'us-east-1' is wrong; expecting 'eu-west-1'", SLUICE_DELIVERY_CAUSE_REGION },
    { "AccessDenied in region us-east-1", SLUICE_DELIVERY_CAUSE_DENIED },
    { "connect timeout on endpoint", SLUICE_DELIVERY_CAUSE_NETWORK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (sluice_delivery_cause_from_text (texts[i].text), ==, texts[i].cause);
}

/* ---- the sample connection ------------------------------------------------------------------- */

static void
run_in_empty (DeliveryFixture *fixture, const char *scenarios, gboolean may_add, gboolean remove)
{
  delivery_set_up_empty (fixture, scenarios);
  delivery_start (fixture, CONNECTION, may_add, remove);
  delivery_wait_for_end (fixture);
}

static void
test_sample_not_allowed (void)
{
  DeliveryFixture fixture;

  run_in_empty (&fixture, "", FALSE, FALSE);
  delivery_assert_end (&fixture, SLUICE_OUTCOME_REFUSED, SLUICE_DELIVERY_NOT_CREATED);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, SIGNED_CREATION), ==, 0);
  delivery_assert_sample (&fixture, FALSE);
  delivery_tear_down (&fixture);
}

static void
test_sample_kept (void)
{
  DeliveryFixture fixture;

  run_in_empty (&fixture, "", TRUE, FALSE);
  delivery_assert_end (&fixture, SLUICE_OUTCOME_DELIVERED, SLUICE_DELIVERY_WRITTEN);
  g_assert_cmpint (sluice_delivery_report_get_sample_is (delivery_report (&fixture)), ==,
                   SLUICE_DELIVERY_THING_KEPT);
  delivery_assert_sample (&fixture, TRUE);
  delivery_assert_nothing_left (&fixture);
  delivery_tear_down (&fixture);
}

static void
test_sample_removed (void)
{
  static const char * const scenarios[] = {
    "", "lost-answer@create-connection*1", "lost-answer@delete-connection",
    "denied-done@create-connection*1", "denied-done@delete-connection",
    "denied-done@create-processor*1",
    "error-401-USER_UNAUTHORIZED@create-processor", "unknown-connection", "delivery-denied",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      DeliveryFixture fixture;

      run_in_empty (&fixture, scenarios[i], TRUE, TRUE);
      g_assert_cmpint (sluice_delivery_report_get_sample_is (delivery_report (&fixture)), ==,
                       SLUICE_DELIVERY_THING_REMOVED);
      g_assert_cmpuint (practice_atlas_count (fixture.atlas, SIGNED_SAMPLE), ==, 2);
      delivery_assert_sample (&fixture, FALSE);
      delivery_assert_nothing_left (&fixture);
      delivery_tear_down (&fixture);
    }
}

static void
test_sample_left (void)
{
  DeliveryFixture fixture;

  run_in_empty (&fixture, "error-401-USER_UNAUTHORIZED@delete-connection", TRUE, TRUE);
  delivery_assert_end (&fixture, SLUICE_OUTCOME_LEFT_BEHIND, SLUICE_DELIVERY_WRITTEN);
  g_assert_cmpint (sluice_delivery_report_get_sample_is (delivery_report (&fixture)), ==,
                   SLUICE_DELIVERY_THING_LEFT);
  g_assert_cmpint (delivery_count_remembered (&fixture), ==, 1);
  delivery_assert_sample (&fixture, TRUE);  /* which switches the fault off */
  sluice_operation_check_again (fixture.operation);
  delivery_wait_for_end (&fixture);
  delivery_assert_end (&fixture, SLUICE_OUTCOME_DELIVERED, SLUICE_DELIVERY_WRITTEN);
  delivery_assert_sample (&fixture, FALSE);
  delivery_assert_nothing_left (&fixture);
  delivery_tear_down (&fixture);
}

/* Somebody else adds it at the same moment: it is not the test's to remove. */
static void
test_sample_of_others (void)
{
  DeliveryFixture fixture;

  run_in_empty (&fixture, "error-409-STREAM_CONNECTION_NAME_ALREADY_EXISTS@create-connection", TRUE,
                TRUE);
  g_assert_cmpint (sluice_delivery_report_get_sample_is (delivery_report (&fixture)), ==,
                   SLUICE_DELIVERY_THING_NONE);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, "^DELETE \\S+/connections"), ==, 0);
  delivery_assert_nothing_left (&fixture);
  delivery_tear_down (&fixture);
}

/* Somebody else has begun to read from it while the test ran. */
static void
test_sample_in_use (void)
{
  DeliveryFixture fixture;

  delivery_set_up_empty (&fixture, "never-delivers");
  delivery_start (&fixture, CONNECTION, TRUE, TRUE);
  delivery_wait_for_phase (&fixture, SLUICE_PHASE_RUNNING);
  delivery_use_elsewhere (&fixture);
  sluice_operation_cancel (fixture.operation);
  delivery_wait_for_end (&fixture);
  delivery_assert_end (&fixture, SLUICE_OUTCOME_CANCELLED, SLUICE_DELIVERY_CANCELLED);
  g_assert_cmpint (sluice_delivery_report_get_sample_is (delivery_report (&fixture)), ==,
                   SLUICE_DELIVERY_THING_KEPT);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, "^DELETE \\S+/connections"), ==, 0);
  delivery_assert_sample (&fixture, TRUE);
  delivery_assert_nothing_left (&fixture);
  delivery_tear_down (&fixture);
}

/* ---- what cannot be removed ------------------------------------------------------------------ */

static void
test_left (gconstpointer scenarios)
{
  DeliveryFixture fixture;
  SluiceDeliveryReport *report;

  delivery_set_up (&fixture, scenarios, "0");
  delivery_start (&fixture, CONNECTION, FALSE, FALSE);
  delivery_wait_for_end (&fixture);
  delivery_assert_end (&fixture, SLUICE_OUTCOME_LEFT_BEHIND, SLUICE_DELIVERY_WRITTEN);
  report = delivery_report (&fixture);
  g_assert_cmpint (sluice_delivery_report_get_processor_is (report), ==,
                   SLUICE_DELIVERY_THING_LEFT);
  g_assert_cmpint (sluice_operation_get_state (fixture.operation), ==,
                   SLUICE_OPERATION_STATE_UNKNOWN);
  g_assert_nonnull (sluice_operation_get_error (fixture.operation));
  g_assert_cmpint (delivery_count_remembered (&fixture), ==, 1);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, SIGNED_DELETION), <=, 2);

  practice_atlas_switch (fixture.atlas, "all", FALSE);
  g_assert_true (sluice_operation_can_check_again (fixture.operation));
  sluice_operation_check_again (fixture.operation);
  delivery_wait_for_end (&fixture);
  delivery_assert_end (&fixture, SLUICE_OUTCOME_DELIVERED, SLUICE_DELIVERY_WRITTEN);
  delivery_assert_nothing_left (&fixture);
  delivery_tear_down (&fixture);
}

/* Somebody else removes it while it runs. */
static void
test_removed_by_others (void)
{
  DeliveryFixture fixture;

  delivery_set_up (&fixture, "never-delivers", "0");
  delivery_start (&fixture, CONNECTION, FALSE, FALSE);
  delivery_wait_for_phase (&fixture, SLUICE_PHASE_RUNNING);
  delivery_remove_elsewhere (&fixture);
  delivery_wait_for_end (&fixture);
  delivery_assert_end (&fixture, SLUICE_OUTCOME_NOT_DELIVERED, SLUICE_DELIVERY_STOPPED_BY_OTHERS);
  delivery_assert_nothing_left (&fixture);
  delivery_tear_down (&fixture);
}

/* ---- Cancel ---------------------------------------------------------------------------------- */

typedef struct
{
  const char  *name;
  const char  *scenarios;
  SluicePhase  phase;
} Cancel;

static const Cancel cancels[] = {
  { "checking", "", SLUICE_PHASE_CHECKING },
  { "sending", "", SLUICE_PHASE_SENDING },
  { "sending-slowly", "slow@create-processor", SLUICE_PHASE_SENDING },
  { "reading-back", "lost-answer@create-processor", SLUICE_PHASE_READING_BACK },
  { "reading-back-nothing", "lost-request@create-processor", SLUICE_PHASE_READING_BACK },
  { "retrying", "unknown-connection*0", SLUICE_PHASE_RETRYING },
  { "running", "never-delivers", SLUICE_PHASE_RUNNING },
};

static void
test_cancel (gconstpointer data)
{
  const Cancel *cancel = data;
  DeliveryFixture fixture;

  delivery_set_up (&fixture, cancel->scenarios, "0");
  fixture.cancel_in = cancel->phase;
  delivery_start (&fixture, CONNECTION, FALSE, FALSE);
  delivery_wait_for_end (&fixture);
  delivery_assert_end (&fixture, SLUICE_OUTCOME_CANCELLED, SLUICE_DELIVERY_CANCELLED);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, SIGNED_START), <=, 1);
  delivery_assert_no_processor (&fixture);
  delivery_tear_down (&fixture);
}

/* The second phase "sending" is that of starting. */
static void
test_cancel_start (void)
{
  DeliveryFixture fixture;

  delivery_set_up (&fixture, "slow@start-processor", "0");
  delivery_start (&fixture, CONNECTION, FALSE, FALSE);
  wait_until (delivery_has_start, &fixture);
  sluice_operation_cancel (fixture.operation);
  delivery_wait_for_end (&fixture);
  delivery_assert_end (&fixture, SLUICE_OUTCOME_CANCELLED, SLUICE_DELIVERY_CANCELLED);
  delivery_assert_nothing_left (&fixture);
  delivery_tear_down (&fixture);
}

static void
test_cancel_sample (void)
{
  DeliveryFixture fixture;

  delivery_set_up_empty (&fixture, "slow@create-connection");
  fixture.cancel_in = SLUICE_PHASE_SENDING;
  delivery_start (&fixture, CONNECTION, TRUE, TRUE);
  delivery_wait_for_end (&fixture);
  delivery_assert_end (&fixture, SLUICE_OUTCOME_CANCELLED, SLUICE_DELIVERY_CANCELLED);
  delivery_assert_sample (&fixture, FALSE);
  delivery_assert_nothing_left (&fixture);
  delivery_tear_down (&fixture);
}

/* The session is closed: the client with it, so that nothing can be removed any more. */
static void
test_close (void)
{
  DeliveryFixture fixture;

  delivery_set_up (&fixture, "never-delivers", "0");
  delivery_start (&fixture, CONNECTION, FALSE, FALSE);
  delivery_wait_for_phase (&fixture, SLUICE_PHASE_RUNNING);
  sluice_operation_cancel (fixture.operation);
  sluice_atlas_client_close (fixture.client);
  delivery_wait_for_end (&fixture);
  delivery_assert_end (&fixture, SLUICE_OUTCOME_LEFT_BEHIND, SLUICE_DELIVERY_CANCELLED);
  g_assert_cmpint (delivery_count_remembered (&fixture), ==, 1);
  delivery_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  static const char * const left[] = {
    "error-401-USER_UNAUTHORIZED@delete-processor",
    "error-500-UNEXPECTED_ERROR@delete-processor",
    "lost-request@delete-processor",
    "stop-ignored,error-400-STREAM_PROCESSOR_GENERIC_ERROR@delete-processor",
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/delivery/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/delivery/never-started", test_never_started);
  g_test_add_func ("/delivery/report", test_report);
  g_test_add_func ("/delivery/no-s3", test_not_ready);
  g_test_add_func ("/delivery/fails-later", test_fails_later);
  g_test_add_func ("/delivery/stopped-again", test_stopped_again);
  g_test_add_func ("/delivery/causes", test_causes);
  g_test_add_func ("/delivery/sample/not-allowed", test_sample_not_allowed);
  g_test_add_func ("/delivery/sample/kept", test_sample_kept);
  g_test_add_func ("/delivery/sample/removed", test_sample_removed);
  g_test_add_func ("/delivery/sample/left", test_sample_left);
  g_test_add_func ("/delivery/sample/of-others", test_sample_of_others);
  g_test_add_func ("/delivery/sample/in-use", test_sample_in_use);
  for (gsize i = 0; i < G_N_ELEMENTS (left); i++)
    {
      g_autofree char *path = g_strdup_printf ("/delivery/left/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, left[i], test_left);
    }
  g_test_add_func ("/delivery/removed-by-others", test_removed_by_others);
  for (gsize i = 0; i < G_N_ELEMENTS (cancels); i++)
    {
      g_autofree char *path = g_strconcat ("/delivery/cancel/", cancels[i].name, NULL);

      g_test_add_data_func (path, &cancels[i], test_cancel);
    }
  g_test_add_func ("/delivery/cancel/starting", test_cancel_start);
  g_test_add_func ("/delivery/cancel/sample", test_cancel_sample);
  g_test_add_func ("/delivery/close", test_close);
  return g_test_run ();
}
