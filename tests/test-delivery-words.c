/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of tests of delivery. */

#include "sluice-words.h"

#include <string.h>

#include "sluice-delivery-report-private.h"
#include "sluice-json.h"
#include "sluice-objects-private.h"

#define PROCESSOR "sluiceTest20260102030405x0badcafe"

static SluiceDeliveryReport *
new_report (SluiceDeliveryVerdict  verdict,
            const char            *json)
{
  SluiceDeliveryReport *report = sluice_delivery_report_new (PROCESSOR, "my-bucket",
                                                             "sluice-delivery-test/x/");

  if (json != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
      g_autoptr (JsonNode) node = sluice_json_parse (bytes, NULL);
      g_autoptr (SluiceProcessor) processor = sluice_processor_new_from_json (node);

      g_assert_nonnull (processor);
      sluice_delivery_report_note_processor (report, processor);
      sluice_delivery_report_set_processor_is (report, SLUICE_DELIVERY_THING_REMOVED);
    }
  sluice_delivery_report_set_verdict (report, verdict);
  return report;
}

static void
assert_words (const SluiceStory *story,
              const char        *headline,
              const char        *part)
{
  g_autofree char *said = sluice_words_headline (story);
  g_autofree char *sentence = sluice_words_sentence (story);

  g_assert_cmpstr (said, ==, headline);
  if (strstr (sentence, part) == NULL)
    g_error ("“%s” is not in “%s”", part, sentence);
  g_assert_null (strstr (sentence, "(null)"));
}

typedef struct
{
  SluiceDeliveryVerdict  verdict;
  SluiceOutcome          outcome;
  const char            *json;
  const char            *headline;
  const char            *part;
} Case;

#define STATE(state, more) "{\"name\":\"p\",\"state\":\"" state "\"" more "}"
#define FAILED(message) STATE ("FAILED", ",\"errorMsg\":\"" message "\"")
#define NOT_DELIVERED SLUICE_OUTCOME_NOT_DELIVERED

static const Case cases[] = {
  { SLUICE_DELIVERY_WRITTEN, SLUICE_OUTCOME_DELIVERED,
    STATE ("STARTED", ",\"stats\":{\"outputMessageCount\":1}"), "Data flows through sink",
    "1 document was written to my-bucket under sluice-delivery-test/x/." },
  { SLUICE_DELIVERY_WRITTEN, SLUICE_OUTCOME_DELIVERED,
    STATE ("STARTED", ",\"stats\":{\"outputMessageCount\":12.0}"), "Data flows through sink",
    "12 documents were written" },
  { SLUICE_DELIVERY_FAILED, NOT_DELIVERED, FAILED ("AccessDenied"),
    "The role may not write to my-bucket",
    "s3:PutObject on arn:aws:s3:::my-bucket/*" },
  { SLUICE_DELIVERY_FAILED, NOT_DELIVERED, FAILED ("AccessDenied"),
    "The role may not write to my-bucket", "wider permission policy" },
  { SLUICE_DELIVERY_FAILED, NOT_DELIVERED, FAILED ("NoSuchBucket"),
    "AWS has no bucket my-bucket", "spelling" },
  { SLUICE_DELIVERY_FAILED, NOT_DELIVERED, FAILED ("PermanentRedirect"),
    "The bucket my-bucket is in another region", "region filled in" },
  { SLUICE_DELIVERY_FAILED, NOT_DELIVERED, FAILED ("kms:GenerateDataKey"),
    "The role may not use the key of my-bucket", "kms:GenerateDataKey" },
  { SLUICE_DELIVERY_FAILED, NOT_DELIVERED, FAILED ("sts:AssumeRole"),
    "Atlas cannot assume the role of sink", "trust policy" },
  { SLUICE_DELIVERY_FAILED, NOT_DELIVERED, FAILED ("timed out"),
    "The bucket my-bucket could not be reached", "private link" },
  { SLUICE_DELIVERY_FAILED, NOT_DELIVERED, FAILED ("<b>odd</b>"),
    "Writing through sink failed", "Atlas said: “<b>odd</b>”" },
  { SLUICE_DELIVERY_FAILED, NOT_DELIVERED, STATE ("FAILED", ""),
    "Writing through sink failed", "gives no reason" },
  { SLUICE_DELIVERY_NOTHING_WRITTEN, NOT_DELIVERED,
    STATE ("STARTED", ",\"stats\":{\"inputMessageCount\":7,\"outputMessageCount\":0}"),
    "Nothing arrived in time through sink", "read 7 documents and wrote none" },
  { SLUICE_DELIVERY_UNCOUNTED, NOT_DELIVERED, STATE ("STARTED", ""),
    "Nothing arrived in time through sink", "Look into my-bucket" },
  { SLUICE_DELIVERY_NEVER_RAN, NOT_DELIVERED, STATE ("CREATED", ""),
    "The test of sink did not get going", "did not run it" },
  { SLUICE_DELIVERY_STOPPED_BY_OTHERS, NOT_DELIVERED, STATE ("STOPPED", ""),
    "The test of sink was ended by somebody else", "not by this test" },
  { SLUICE_DELIVERY_NOT_READY, SLUICE_OUTCOME_CHANGED_BEFORE, NULL,
    "sink is not ready", "Nothing was created." },
  { SLUICE_DELIVERY_CANCELLED, SLUICE_OUTCOME_CANCELLED, NULL,
    "The test of sink was cancelled", "No stream processor was created." },
  { SLUICE_DELIVERY_CANCELLED, SLUICE_OUTCOME_CANCELLED, STATE ("STARTED", ""),
    "The test of sink was cancelled", "stopped and deleted" },
};

static void
test_ends (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceDeliveryReport) report = new_report (cases[i].verdict, cases[i].json);
      SluiceStory story = {
        .kind = SLUICE_OPERATION_TEST_DELIVERY,
        .state = cases[i].outcome == SLUICE_OUTCOME_DELIVERED ? SLUICE_OPERATION_STATE_DONE
                                                              : SLUICE_OPERATION_STATE_FAILED,
        .outcome = cases[i].outcome,
        .subject = "sink",
        .place = "instance",
        .result = G_OBJECT (report),
      };

      assert_words (&story, cases[i].headline, cases[i].part);
    }
}

static void
test_sample (void)
{
  g_autoptr (SluiceDeliveryReport) report = new_report (SLUICE_DELIVERY_CANCELLED,
                                                        STATE ("STARTED", ""));
  SluiceStory story = {
    .kind = SLUICE_OPERATION_TEST_DELIVERY, .state = SLUICE_OPERATION_STATE_FAILED,
    .outcome = SLUICE_OUTCOME_CANCELLED, .subject = "sink", .result = G_OBJECT (report),
  };

  sluice_delivery_report_set_sample_is (report, SLUICE_DELIVERY_THING_REMOVED);
  assert_words (&story, "The test of sink was cancelled", "sample_stream_solar was removed");
  sluice_delivery_report_set_sample_is (report, SLUICE_DELIVERY_THING_KEPT);
  assert_words (&story, "The test of sink was cancelled",
                "sample_stream_solar was added and stays");
}

static void
test_left (void)
{
  g_autoptr (SluiceDeliveryReport) report = new_report (
    SLUICE_DELIVERY_WRITTEN, STATE ("STARTED", ",\"stats\":{\"outputMessageCount\":3}"));
  g_autoptr (GError) error = sluice_atlas_error_new (SLUICE_ATLAS_ERROR_CONNECTION_LOST, NULL, "x");
  SluiceStory story = {
    .kind = SLUICE_OPERATION_TEST_DELIVERY, .state = SLUICE_OPERATION_STATE_UNKNOWN,
    .outcome = SLUICE_OUTCOME_LEFT_BEHIND, .subject = "sink", .result = G_OBJECT (report),
    .error = error,
  };

  sluice_delivery_report_set_processor_is (report, SLUICE_DELIVERY_THING_LEFT);
  assert_words (&story, PROCESSOR " may still be running",
                "The test itself: Data flows through sink. Removing " PROCESSOR
                " failed: The connection was lost. It costs money as long as it runs. Check Again");
  sluice_delivery_report_set_processor_is (report, SLUICE_DELIVERY_THING_REMOVED);
  sluice_delivery_report_set_sample_is (report, SLUICE_DELIVERY_THING_LEFT);
  assert_words (&story, "sample_stream_solar could not be removed again",
                "Removing sample_stream_solar failed");
}

/* One that was stopped costs nothing; one that somebody else has removed was not removed by Sluice. */
static void
test_stopped (void)
{
  g_autoptr (SluiceDeliveryReport) left = new_report (SLUICE_DELIVERY_WRITTEN,
                                                      STATE ("STOPPED", ""));
  g_autoptr (SluiceDeliveryReport) gone = new_report (SLUICE_DELIVERY_STOPPED_BY_OTHERS,
                                                      STATE ("STARTED", ""));
  SluiceStory story = {
    .kind = SLUICE_OPERATION_TEST_DELIVERY, .state = SLUICE_OPERATION_STATE_UNKNOWN,
    .outcome = SLUICE_OUTCOME_LEFT_BEHIND, .subject = "sink", .result = G_OBJECT (left),
  };
  g_autofree char *sentence = NULL;

  sluice_delivery_report_set_processor_is (left, SLUICE_DELIVERY_THING_LEFT);
  sentence = sluice_words_delivery_sentence (&story);
  g_assert_null (strstr (sentence, "costs money"));
  sluice_delivery_report_set_processor_is (gone, SLUICE_DELIVERY_THING_REMOVED);
  story.result = G_OBJECT (gone);
  story.state = SLUICE_OPERATION_STATE_FAILED;
  story.outcome = SLUICE_OUTCOME_NOT_DELIVERED;
  assert_words (&story, "The test of sink was ended by somebody else",
                "not by this test. It no longer exists.");
}

static void
test_interrupted (void)
{
  g_autoptr (SluiceDeliveryReport) report = new_report (SLUICE_DELIVERY_INTERRUPTED,
                                                        STATE ("STARTED", ""));
  SluiceStory story = {
    .kind = SLUICE_OPERATION_TEST_DELIVERY, .state = SLUICE_OPERATION_STATE_DONE,
    .outcome = SLUICE_OUTCOME_GONE, .subject = "sink", .result = G_OBJECT (report),
  };

  assert_words (&story, "Cleaned up after an interrupted test of sink", "ended in the middle");
}

static void
test_working (void)
{
  static const struct { SluicePhase phase; const char *json, *headline, *part; } phases[] = {
    { SLUICE_PHASE_CHECKING, NULL, "Preparing the test of sink", "Nothing has been created" },
    { SLUICE_PHASE_SENDING, NULL, "Preparing the test of sink", "on its way" },
    { SLUICE_PHASE_READING_BACK, NULL, "Looking what became of the test of sink",
      "does not send the request again" },
    { SLUICE_PHASE_RETRYING, NULL, "Atlas does not know sink everywhere yet", "Tried 2 of 6" },
    { SLUICE_PHASE_RUNNING, NULL, "Testing delivery through sink", "costs money" },
    { SLUICE_PHASE_RUNNING, STATE ("STARTED", ",\"stats\":{\"inputMessageCount\":2}"),
      "Testing delivery through sink", "2 documents were read and none written yet" },
    { SLUICE_PHASE_RUNNING, STATE ("STARTED", ",\"stats\":{\"outputMessageCount\":5}"),
      "Testing delivery through sink", "5 documents were written. Making sure" },
    { SLUICE_PHASE_CLEANING_UP, NULL, "Cleaning up after the test of sink", PROCESSOR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      g_autoptr (SluiceDeliveryReport) report = new_report (SLUICE_DELIVERY_OPEN, phases[i].json);
      SluiceStory story = {
        .kind = SLUICE_OPERATION_TEST_DELIVERY, .state = SLUICE_OPERATION_STATE_WORKING,
        .phase = phases[i].phase, .subject = "sink", .result = G_OBJECT (report),
        .tries = 2, .most_tries = 6,
      };

      assert_words (&story, phases[i].headline, phases[i].part);
    }
}

/* A long message is cut between characters. */
static void
test_long (void)
{
  g_autoptr (GString) json = g_string_new ("{\"name\":\"p\",\"state\":\"FAILED\",\"errorMsg\":\"");
  g_autoptr (SluiceDeliveryReport) report = NULL;
  SluiceStory story = {
    .kind = SLUICE_OPERATION_TEST_DELIVERY, .state = SLUICE_OPERATION_STATE_FAILED,
    .outcome = SLUICE_OUTCOME_NOT_DELIVERED, .subject = "sink",
  };
  g_autofree char *sentence = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append (json, "é");
  g_string_append (json, "\"}");
  report = new_report (SLUICE_DELIVERY_FAILED, json->str);
  story.result = G_OBJECT (report);
  sentence = sluice_words_sentence (&story);
  g_assert_true (g_utf8_validate (sentence, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (sentence, -1), <, 700);
}

/* Without a report, as a history tells it. */
static void
test_bare (void)
{
  SluiceStory story = {
    .kind = SLUICE_OPERATION_TEST_DELIVERY, .state = SLUICE_OPERATION_STATE_UNKNOWN,
    .outcome = SLUICE_OUTCOME_LEFT_BEHIND,
  };

  story.phase = SLUICE_PHASE_CLEANING_UP;
  for (int state = SLUICE_OPERATION_STATE_WORKING; state <= SLUICE_OPERATION_STATE_UNKNOWN; state++)
    {
      g_autofree char *headline = NULL;
      g_autofree char *sentence = NULL;

      story.state = state;
      headline = sluice_words_headline (&story);
      sentence = sluice_words_sentence (&story);
      g_assert_null (strstr (headline, "(null)"));
      g_assert_null (strstr (sentence, "(null)"));
    }
}

/* What came of it is not forgotten with the report. */
static void
test_history (void)
{
  static const struct { SluiceOutcome outcome; const char *headline; } told[] = {
    { SLUICE_OUTCOME_DELIVERED, "Data flows through s3sink" },
    { SLUICE_OUTCOME_NOT_DELIVERED, "Writing through s3sink failed" },
    { SLUICE_OUTCOME_CANCELLED, "The test of s3sink was cancelled" },
    { SLUICE_OUTCOME_REFUSED, "s3sink could not be tested" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      SluiceStory story = {
        .kind = SLUICE_OPERATION_TEST_DELIVERY, .subject = "s3sink",
        .state = i == 0 ? SLUICE_OPERATION_STATE_DONE : SLUICE_OPERATION_STATE_FAILED,
        .outcome = told[i].outcome,
      };
      g_autofree char *headline = sluice_words_headline (&story);

      g_assert_cmpstr (headline, ==, told[i].headline);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delivery-words/ends", test_ends);
  g_test_add_func ("/delivery-words/sample", test_sample);
  g_test_add_func ("/delivery-words/left", test_left);
  g_test_add_func ("/delivery-words/stopped", test_stopped);
  g_test_add_func ("/delivery-words/history", test_history);
  g_test_add_func ("/delivery-words/interrupted", test_interrupted);
  g_test_add_func ("/delivery-words/working", test_working);
  g_test_add_func ("/delivery-words/long", test_long);
  g_test_add_func ("/delivery-words/bare", test_bare);
  return g_test_run ();
}
