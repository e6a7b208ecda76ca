/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Sluice did to prove that data flows, in words. */

#include "sluice-words.h"

#include <glib/gi18n-lib.h>

#include "sluice-atlas-sample.h"
#include "sluice-delivery-report.h"

/* How much of a processor's error message goes into a sentence, in characters. */
#define MESSAGE_MAX_LENGTH 400

static const char *
get_name (const SluiceStory *story)
{
  return story->subject != NULL ? story->subject : "";
}

/* Never NULL: a story without a report tells of a test of which nothing is known. */
static SluiceDeliveryReport *
get_report (const SluiceStory *story)
{
  static SluiceDeliveryReport *nothing;

  if (story->result != NULL && SLUICE_IS_DELIVERY_REPORT (story->result))
    return SLUICE_DELIVERY_REPORT (story->result);
  if (nothing == NULL)
    nothing = g_object_new (SLUICE_TYPE_DELIVERY_REPORT, NULL);
  return nothing;
}

static const char *
get_bucket (SluiceDeliveryReport *report)
{
  const char *bucket = sluice_delivery_report_get_bucket (report);

  return bucket != NULL ? bucket : "";
}

static const char *
get_processor (SluiceDeliveryReport *report)
{
  const char *processor = sluice_delivery_report_get_processor (report);

  return processor != NULL ? processor : "";
}

/* ---- headlines ---- */

static char *
headline_working (const SluiceStory *story)
{
  SluiceDeliveryReport *report = get_report (story);
  gboolean made =
    sluice_delivery_report_get_processor_is (report) == SLUICE_DELIVERY_THING_MADE;

  switch ((int) story->phase)
    {
    case SLUICE_PHASE_READING_BACK:
      return g_strdup_printf (_("Looking what became of the test of %s"), get_name (story));
    case SLUICE_PHASE_RETRYING:
      return g_strdup_printf (_("Atlas does not know %s everywhere yet"), get_name (story));
    case SLUICE_PHASE_RUNNING:
      return g_strdup_printf (_("Testing delivery through %s"), get_name (story));
    case SLUICE_PHASE_CLEANING_UP:
      return g_strdup_printf (_("Cleaning up after the test of %s"), get_name (story));
    default:
      return g_strdup_printf (made ? _("Starting the test of %s") : _("Preparing the test of %s"),
                              get_name (story));
    }
}

static char *
headline_failed (const SluiceStory    *story,
                 SluiceDeliveryReport *report)
{
  const char *bucket = get_bucket (report);

  switch (sluice_delivery_report_get_cause (report))
    {
    case SLUICE_DELIVERY_CAUSE_DENIED:
      return g_strdup_printf (_("The role may not write to %s"), bucket);
    case SLUICE_DELIVERY_CAUSE_NO_BUCKET:
      return g_strdup_printf (_("AWS has no bucket %s"), bucket);
    case SLUICE_DELIVERY_CAUSE_REGION:
      return g_strdup_printf (_("The bucket %s is in another region"), bucket);
    case SLUICE_DELIVERY_CAUSE_KMS:
      return g_strdup_printf (_("The role may not use the key of %s"), bucket);
    case SLUICE_DELIVERY_CAUSE_ASSUME_ROLE:
      return g_strdup_printf (_("Atlas cannot assume the role of %s"), get_name (story));
    case SLUICE_DELIVERY_CAUSE_NETWORK:
      return g_strdup_printf (_("The bucket %s could not be reached"), bucket);
    case SLUICE_DELIVERY_CAUSE_UNKNOWN:
    default:
      return g_strdup_printf (_("Writing through %s failed"), get_name (story));
    }
}

/* The history knows the outcome alone. */
static char *
headline_outcome (const SluiceStory *story)
{
  switch ((int) story->outcome)
    {
    case SLUICE_OUTCOME_DELIVERED:
      return g_strdup_printf (_("Data flows through %s"), get_name (story));
    case SLUICE_OUTCOME_NOT_DELIVERED:
      return g_strdup_printf (_("Writing through %s failed"), get_name (story));
    case SLUICE_OUTCOME_GONE:
      return g_strdup_printf (_("Cleaned up after an interrupted test of %s"), get_name (story));
    case SLUICE_OUTCOME_CANCELLED:
      return g_strdup_printf (_("The test of %s was cancelled"), get_name (story));
    case SLUICE_OUTCOME_CANNOT_TELL:
      return g_strdup_printf (_("Sluice cannot tell whether data flows through %s"),
                              get_name (story));
    default:
      return g_strdup_printf (_("%s could not be tested"), get_name (story));
    }
}

/* What came of the test, whether or not everything could be removed. */
static char *
headline_verdict (const SluiceStory *story)
{
  SluiceDeliveryReport *report = get_report (story);

  if (story->result == NULL)
    return headline_outcome (story);
  switch (sluice_delivery_report_get_verdict (report))
    {
    case SLUICE_DELIVERY_WRITTEN:
      return g_strdup_printf (_("Data flows through %s"), get_name (story));
    case SLUICE_DELIVERY_FAILED:
      return headline_failed (story, report);
    case SLUICE_DELIVERY_NOTHING_WRITTEN:
    case SLUICE_DELIVERY_UNCOUNTED:
      return g_strdup_printf (_("Nothing arrived in time through %s"), get_name (story));
    case SLUICE_DELIVERY_NEVER_RAN:
      return g_strdup_printf (_("The test of %s did not get going"), get_name (story));
    case SLUICE_DELIVERY_NOT_READY:
      return g_strdup_printf (_("%s is not ready"), get_name (story));
    case SLUICE_DELIVERY_STOPPED_BY_OTHERS:
      return g_strdup_printf (_("The test of %s was ended by somebody else"), get_name (story));
    case SLUICE_DELIVERY_UNSEEN:
      return g_strdup_printf (_("Sluice cannot tell whether data flows through %s"),
                              get_name (story));
    case SLUICE_DELIVERY_CANCELLED:
      return g_strdup_printf (_("The test of %s was cancelled"), get_name (story));
    case SLUICE_DELIVERY_INTERRUPTED:
      return g_strdup_printf (_("Cleaned up after an interrupted test of %s"), get_name (story));
    case SLUICE_DELIVERY_OPEN:
    case SLUICE_DELIVERY_NOT_STARTED:
    case SLUICE_DELIVERY_NOT_CREATED:
    default:
      return g_strdup_printf (_("%s could not be tested"), get_name (story));
    }
}

static char *
headline_left (SluiceDeliveryReport *report)
{
  if (sluice_delivery_report_get_processor_is (report) != SLUICE_DELIVERY_THING_LEFT)
    return g_strdup_printf (_("%s could not be removed again"), SLUICE_SAMPLE_CONNECTION);
  if (sluice_delivery_report_get_busy (report))
    /* Translators: %s is a stream processor */
    return g_strdup_printf (_("%s may still be running"), get_processor (report));
  return g_strdup_printf (_("%s could not be removed again"), get_processor (report));
}

char *
sluice_words_delivery_headline (const SluiceStory *story)
{
  if (story->state == SLUICE_OPERATION_STATE_WORKING)
    return headline_working (story);
  if (story->outcome == SLUICE_OUTCOME_LEFT_BEHIND)
    return headline_left (get_report (story));
  return headline_verdict (story);
}

/* ---- sentences: while it works ---- */

static char *
sentence_running (SluiceDeliveryReport *report)
{
  gint64 written = sluice_delivery_report_get_written (report);
  gint64 n_read = sluice_delivery_report_get_read (report);

  if (written > 0)
    return g_strdup_printf (ngettext ("%u document was written. Making sure that it goes on well.",
                                      "%u documents were written. Making sure that it goes on "
                                      "well.", (gulong) written), (guint) written);
  if (n_read > 0)
    return g_strdup_printf (ngettext ("%u document was read and none written yet. It costs money "
                                      "as long as it runs: five minutes at most.",
                                      "%u documents were read and none written yet. It costs "
                                      "money as long as it runs: five minutes at most.",
                                      (gulong) n_read), (guint) n_read);
  return g_strdup (_("Waiting for the first documents. It costs money as long as it runs: five "
                     "minutes at most."));
}

static char *
sentence_working (const SluiceStory *story)
{
  SluiceDeliveryReport *report = get_report (story);

  switch ((int) story->phase)
    {
    case SLUICE_PHASE_CHECKING:
      return g_strdup (_("Reading what is there first. Nothing has been created yet."));
    case SLUICE_PHASE_READING_BACK:
      return g_strdup (_("The answer was lost on the way. Sluice does not send the request again; "
                         "it asks Atlas what became of it."));
    case SLUICE_PHASE_RETRYING:
      /* Translators: %1$u is how often it was tried, %2$u how often it is tried at most */
      return g_strdup_printf (_("Usual just after a connection was created. Tried %1$u of %2$u "
                                "times; the next try follows by itself."), story->tries,
                              story->most_tries);
    case SLUICE_PHASE_RUNNING:
      return sentence_running (report);
    case SLUICE_PHASE_CLEANING_UP:
      return g_strdup_printf (_("Stopping and deleting the stream processor %s."),
                              get_processor (report));
    default:
      return g_strdup (_("The request is on its way to Atlas."));
    }
}

/* ---- sentences: what came of it ---- */

static char *
sentence_written (SluiceDeliveryReport *report)
{
  gint64 written = sluice_delivery_report_get_written (report);

  /* Translators: %1$u is a number, %2$s a bucket, %3$s the beginning of file names in it */
  return g_strdup_printf (ngettext ("%1$u document was written to %2$s under %3$s. What was "
                                    "written stays there: delete it in AWS.",
                                    "%1$u documents were written to %2$s under %3$s. What was "
                                    "written stays there: delete it in AWS.", (gulong) written),
                          (guint) written, get_bucket (report),
                          sluice_delivery_report_get_path (report));
}

static char *
advice (SluiceDeliveryReport *report)
{
  const char *bucket = get_bucket (report);

  switch (sluice_delivery_report_get_cause (report))
    {
    case SLUICE_DELIVERY_CAUSE_DENIED:
      return g_strdup_printf (_("Give the role s3:PutObject on arn:aws:s3:::%s/*. If it has that, "
                                "try the wider permission policy of the page AWS Access, and look "
                                "for a bucket policy that denies it."), bucket);
    case SLUICE_DELIVERY_CAUSE_NO_BUCKET:
      return g_strdup (_("Check the spelling of the bucket’s name, and that it exists."));
    case SLUICE_DELIVERY_CAUSE_REGION:
      return g_strdup (_("Test again with the bucket’s region filled in, and name that region in "
                         "the $emit stage too."));
    case SLUICE_DELIVERY_CAUSE_KMS:
      return g_strdup (_("The bucket is encrypted with a key of KMS. Give the role "
                         "kms:GenerateDataKey on it: the page AWS Access makes the policy."));
    case SLUICE_DELIVERY_CAUSE_ASSUME_ROLE:
      return g_strdup (_("Check the role’s trust policy on the page AWS Access, and that the role "
                         "still exists."));
    case SLUICE_DELIVERY_CAUSE_NETWORK:
      return g_strdup (_("Check the region of the bucket. Behind a private link, the bucket has to "
                         "be in the link’s region."));
    case SLUICE_DELIVERY_CAUSE_UNKNOWN:
    default:
      return g_strdup (_("Check the role’s permissions, the bucket’s name and its region."));
    }
}

static char *
sentence_failed (SluiceDeliveryReport *report)
{
  const char *message = sluice_delivery_report_get_error_message (report);
  g_autofree char *next = advice (report);
  g_autofree char *start = NULL;
  g_autofree char *said = NULL;

  if (message == NULL)
    /* Translators: %s is one or more sentences */
    return g_strdup_printf (_("The stream processor failed, and Atlas gives no reason. %s"), next);
  if (g_utf8_strlen (message, -1) > MESSAGE_MAX_LENGTH)
    {
      g_autofree char *cut = g_utf8_substring (message, 0, MESSAGE_MAX_LENGTH);

      start = g_strconcat (cut, "…", NULL);
    }
  /* Translators: %s is what the server wrote, in English */
  said = g_strdup_printf (_("Atlas said: “%s”"), start != NULL ? start : message);
  return g_strdup_printf ("%s %s", said, next);
}

static char *
sentence_nothing_written (SluiceDeliveryReport *report)
{
  g_autofree char *next = advice (report);
  gint64 n_read = MAX (sluice_delivery_report_get_read (report), 0);

  if (sluice_delivery_report_get_verdict (report) == SLUICE_DELIVERY_UNCOUNTED)
    return g_strdup_printf (_("The stream processor ran without failing, but Atlas told no "
                              "numbers. Look into %1$s under %2$s for what it has written."),
                            get_bucket (report), sluice_delivery_report_get_path (report));
  return g_strdup_printf (ngettext ("The stream processor read %1$u document and wrote none, "
                                    "without failing. %2$s",
                                    "The stream processor read %1$u documents and wrote none, "
                                    "without failing. %2$s", (gulong) n_read),
                          (guint) n_read, next);
}

static char *
sentence_verdict (const SluiceStory *story)
{
  SluiceDeliveryReport *report = get_report (story);
  g_autofree char *reason = NULL;

  switch (sluice_delivery_report_get_verdict (report))
    {
    case SLUICE_DELIVERY_WRITTEN:
      return sentence_written (report);
    case SLUICE_DELIVERY_FAILED:
      return sentence_failed (report);
    case SLUICE_DELIVERY_NOTHING_WRITTEN:
    case SLUICE_DELIVERY_UNCOUNTED:
      return sentence_nothing_written (report);
    case SLUICE_DELIVERY_NEVER_RAN:
      return g_strdup (_("Atlas was asked to start the stream processor, but did not run it within "
                         "five minutes. Test again later."));
    case SLUICE_DELIVERY_NOT_READY:
      return g_strdup (_("Only an S3 connection that is ready can be tested. Nothing was "
                         "created."));
    case SLUICE_DELIVERY_STOPPED_BY_OTHERS:
      return g_strdup (_("Its stream processor was stopped or deleted, but not by this test."));
    case SLUICE_DELIVERY_CANCELLED:
    case SLUICE_DELIVERY_INTERRUPTED:
      return g_strdup ("");
    case SLUICE_DELIVERY_UNSEEN:
      reason = sluice_words_error_headline (story->error);
      /* Translators: %s is a short sentence such as “The connection was lost” */
      return g_strdup_printf (_("The stream processor could not be read any more: %s."), reason);
    case SLUICE_DELIVERY_OPEN:
    case SLUICE_DELIVERY_NOT_STARTED:
    case SLUICE_DELIVERY_NOT_CREATED:
    default:
      return sluice_words_error_sentence (story->error);
    }
}

/* ---- sentences: what became of what was made ---- */

static void
add (GString    *text,
     const char *sentence)
{
  if (*sentence == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

static void
add_remains (GString              *text,
             SluiceDeliveryReport *report)
{
  SluiceDeliveryVerdict verdict = sluice_delivery_report_get_verdict (report);
  SluiceDeliveryThing processor = sluice_delivery_report_get_processor_is (report);
  SluiceDeliveryThing sample = sluice_delivery_report_get_sample_is (report);

  if (processor == SLUICE_DELIVERY_THING_REMOVED && verdict == SLUICE_DELIVERY_STOPPED_BY_OTHERS)
    add (text, _("It no longer exists."));
  else if (processor == SLUICE_DELIVERY_THING_REMOVED)
    add (text, verdict == SLUICE_DELIVERY_INTERRUPTED
                 ? _("Sluice was ended in the middle of the test. The test’s stream processor was "
                     "still there; now it is stopped and deleted.")
                 : _("The test’s stream processor was stopped and deleted."));
  else if (verdict == SLUICE_DELIVERY_CANCELLED || verdict == SLUICE_DELIVERY_NOT_CREATED)
    add (text, _("No stream processor was created."));
  if (sample == SLUICE_DELIVERY_THING_REMOVED)
    add (text, _("The connection sample_stream_solar was removed again too."));
  else if (sample == SLUICE_DELIVERY_THING_KEPT)
    add (text, _("The connection sample_stream_solar was added and stays."));
}

static char *
sentence_left (const SluiceStory *story)
{
  SluiceDeliveryReport *report = get_report (story);
  gboolean processor =
    sluice_delivery_report_get_processor_is (report) == SLUICE_DELIVERY_THING_LEFT;
  const char *name = processor ? get_processor (report)
                               : SLUICE_SAMPLE_CONNECTION;
  g_autofree char *reason = sluice_words_error_headline (story->error);
  g_autofree char *verdict = headline_verdict (story);
  g_autofree char *failure = NULL;
  GString *text = g_string_new (NULL);

  if (sluice_delivery_report_get_verdict (report) != SLUICE_DELIVERY_INTERRUPTED)
    /* Translators: %s is a short sentence such as “Data flows through s3sink” */
    g_string_append_printf (text, _("The test itself: %s."), verdict);
  /* Translators: %1$s is what should be removed, %2$s a short sentence */
  failure = g_strdup_printf (_("Removing %1$s failed: %2$s."), name, reason);
  add (text, story->error != NULL ? failure : "");
  if (processor && (sluice_delivery_report_get_busy (report)
                    || sluice_delivery_report_get_state_name (report) == NULL))
    add (text, _("It costs money as long as it runs."));
  add (text, _("Check Again tries to remove it once more, and so does the next start of Sluice. "
               "You can also remove it in Atlas."));
  return g_string_free (text, FALSE);
}

char *
sluice_words_delivery_sentence (const SluiceStory *story)
{
  SluiceDeliveryReport *report = get_report (story);
  g_autofree char *verdict = NULL;
  GString *text = NULL;

  if (story->state == SLUICE_OPERATION_STATE_WORKING)
    return sentence_working (story);
  if (story->outcome == SLUICE_OUTCOME_LEFT_BEHIND)
    return sentence_left (story);
  if (story->result == NULL)
    return story->error != NULL ? sluice_words_error_sentence (story->error) : g_strdup ("");
  verdict = sentence_verdict (story);
  text = g_string_new (verdict);
  add_remains (text, report);
  return g_string_free (text, FALSE);
}
