/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a test of delivery has found out. */
#include "sluice-delivery-report-private.h"

#include <string.h>

struct _SluiceDeliveryReport
{
  GObject                parent_instance;

  char                  *processor;
  char                  *bucket;
  char                  *path;
  char                  *state_name;
  char                  *error_message;
  gboolean               busy;
  gint64                 read;
  gint64                 written;
  SluiceDeliveryVerdict  verdict;
  SluiceDeliveryThing    processor_is;
  SluiceDeliveryThing    sample_is;
};

G_DEFINE_FINAL_TYPE (SluiceDeliveryReport, sluice_delivery_report, G_TYPE_OBJECT)

static void
sluice_delivery_report_finalize (GObject *object)
{
  SluiceDeliveryReport *self = SLUICE_DELIVERY_REPORT (object);

  g_free (self->processor);
  g_free (self->bucket);
  g_free (self->path);
  g_free (self->state_name);
  g_free (self->error_message);
  G_OBJECT_CLASS (sluice_delivery_report_parent_class)->finalize (object);
}

static void
sluice_delivery_report_class_init (SluiceDeliveryReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_delivery_report_finalize;
}

static void
sluice_delivery_report_init (SluiceDeliveryReport *self)
{
  self->read = -1;
  self->written = -1;
}

/**
 * sluice_delivery_report_new:
 * @processor: the name of the test's processor
 * @bucket: (nullable): where it writes
 * @path: (nullable): the prefix of what it writes
 *
 * Returns: (transfer full): a report of a test that has done nothing yet
 */
SluiceDeliveryReport *
sluice_delivery_report_new (const char *processor,
                            const char *bucket,
                            const char *path)
{
  SluiceDeliveryReport *self = g_object_new (SLUICE_TYPE_DELIVERY_REPORT, NULL);

  self->processor = g_strdup (processor);
  self->bucket = g_strdup (bucket);
  self->path = g_strdup (path);
  return self;
}

/**
 * sluice_delivery_report_note_processor:
 * @self: a report
 * @processor: the test's processor as Atlas described it last
 *
 * Notes state, counters and error message. What a later answer leaves out stays as it was.
 */
void
sluice_delivery_report_note_processor (SluiceDeliveryReport *self,
                                       SluiceProcessor      *processor)
{
  const char *message = sluice_processor_get_error_message (processor);

  g_free (self->state_name);
  self->state_name = g_strdup (sluice_processor_get_state_name (processor));
  self->busy = sluice_processor_is_busy (processor);
  self->read = MAX (self->read, sluice_processor_get_read_count (processor));
  self->written = MAX (self->written, sluice_processor_get_written_count (processor));
  if (message == NULL)
    return;
  g_free (self->error_message);
  self->error_message = g_strdup (message);
}

void
sluice_delivery_report_set_verdict (SluiceDeliveryReport  *self,
                                    SluiceDeliveryVerdict  verdict)
{
  self->verdict = verdict;
}

void
sluice_delivery_report_set_processor_is (SluiceDeliveryReport *self,
                                         SluiceDeliveryThing   thing)
{
  self->processor_is = thing;
}

void
sluice_delivery_report_set_sample_is (SluiceDeliveryReport *self,
                                      SluiceDeliveryThing   thing)
{
  self->sample_is = thing;
}

/**
 * sluice_delivery_report_get_verdict:
 * @self: a report
 *
 * Returns: what came of the test; %SLUICE_DELIVERY_OPEN until that is known
 */
SluiceDeliveryVerdict
sluice_delivery_report_get_verdict (SluiceDeliveryReport *self)
{
  return self->verdict;
}

/**
 * sluice_delivery_report_get_cause:
 * @self: a report
 *
 * Returns: what the error message points at
 */
SluiceDeliveryCause
sluice_delivery_report_get_cause (SluiceDeliveryReport *self)
{
  return sluice_delivery_cause_from_text (self->error_message);
}

/**
 * sluice_delivery_report_get_error_message:
 * @self: a report
 *
 * Returns: (nullable): why the processor failed, in the words of Atlas and AWS
 */
const char *
sluice_delivery_report_get_error_message (SluiceDeliveryReport *self)
{
  return self->error_message;
}

/**
 * sluice_delivery_report_get_processor:
 * @self: a report
 *
 * Returns: the name of the test's processor
 */
const char *
sluice_delivery_report_get_processor (SluiceDeliveryReport *self)
{
  return self->processor;
}

/**
 * sluice_delivery_report_get_state_name:
 * @self: a report
 *
 * Returns: (nullable): the processor's state, as Atlas spelled it last
 */
const char *
sluice_delivery_report_get_state_name (SluiceDeliveryReport *self)
{
  return self->state_name;
}

/**
 * sluice_delivery_report_get_busy:
 * @self: a report
 *
 * Returns: whether the processor ran when it was read last
 */
gboolean
sluice_delivery_report_get_busy (SluiceDeliveryReport *self)
{
  return self->busy;
}

/**
 * sluice_delivery_report_get_bucket:
 * @self: a report
 *
 * Returns: (nullable): the bucket the test writes to
 */
const char *
sluice_delivery_report_get_bucket (SluiceDeliveryReport *self)
{
  return self->bucket;
}

/**
 * sluice_delivery_report_get_path:
 * @self: a report
 *
 * Returns: (nullable): the prefix of what the test writes
 */
const char *
sluice_delivery_report_get_path (SluiceDeliveryReport *self)
{
  return self->path;
}

/**
 * sluice_delivery_report_get_read:
 * @self: a report
 *
 * Returns: how many documents the processor has read; -1 if Atlas did not tell
 */
gint64
sluice_delivery_report_get_read (SluiceDeliveryReport *self)
{
  return self->read;
}

/**
 * sluice_delivery_report_get_written:
 * @self: a report
 *
 * Returns: how many documents the processor has written; -1 if Atlas did not tell
 */
gint64
sluice_delivery_report_get_written (SluiceDeliveryReport *self)
{
  return self->written;
}

/**
 * sluice_delivery_report_get_processor_is:
 * @self: a report
 *
 * Returns: what became of the processor
 */
SluiceDeliveryThing
sluice_delivery_report_get_processor_is (SluiceDeliveryReport *self)
{
  return self->processor_is;
}

/**
 * sluice_delivery_report_get_sample_is:
 * @self: a report
 *
 * Returns: what became of the connection sample_stream_solar, if the test had to add it
 */
SluiceDeliveryThing
sluice_delivery_report_get_sample_is (SluiceDeliveryReport *self)
{
  return self->sample_is;
}

/**
 * sluice_delivery_cause_from_text:
 * @text: (nullable): the error message of a processor that writes to S3
 *
 * Looks for the error codes of S3, STS and KMS, and for how their messages are worded. Of several
 * the first in this order counts: a refusal by KMS, for one, is an AccessDenied too.
 *
 * Returns: what the message points at
 */
SluiceDeliveryCause
sluice_delivery_cause_from_text (const char *text)
{
  static const struct { const char *part; SluiceDeliveryCause cause; } parts[] = {
    { "assumerole", SLUICE_DELIVERY_CAUSE_ASSUME_ROLE },
    { "assume role", SLUICE_DELIVERY_CAUSE_ASSUME_ROLE },
    { "assume the role", SLUICE_DELIVERY_CAUSE_ASSUME_ROLE },
    { "kms", SLUICE_DELIVERY_CAUSE_KMS },
    { "nosuchbucket", SLUICE_DELIVERY_CAUSE_NO_BUCKET },
    { "bucket does not exist", SLUICE_DELIVERY_CAUSE_NO_BUCKET },
    { "permanentredirect", SLUICE_DELIVERY_CAUSE_REGION },
    { "authorizationheadermalformed", SLUICE_DELIVERY_CAUSE_REGION },
    { "illegallocationconstraint", SLUICE_DELIVERY_CAUSE_REGION },
    { "specified endpoint", SLUICE_DELIVERY_CAUSE_REGION },
    { "accessdenied", SLUICE_DELIVERY_CAUSE_DENIED },
    { "access denied", SLUICE_DELIVERY_CAUSE_DENIED },
    { "not authorized to perform", SLUICE_DELIVERY_CAUSE_DENIED },
    { "forbidden", SLUICE_DELIVERY_CAUSE_DENIED },
    { "timed out", SLUICE_DELIVERY_CAUSE_NETWORK },
    { "timeout", SLUICE_DELIVERY_CAUSE_NETWORK },
    { "could not connect", SLUICE_DELIVERY_CAUSE_NETWORK },
    { "couldn't connect", SLUICE_DELIVERY_CAUSE_NETWORK },
    { "could not resolve", SLUICE_DELIVERY_CAUSE_NETWORK },
    { "region", SLUICE_DELIVERY_CAUSE_REGION },
  };
  g_autofree char *small = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  for (gsize i = 0; small != NULL && i < G_N_ELEMENTS (parts); i++)
    if (strstr (small, parts[i].part) != NULL)
      return parts[i].cause;
  return SLUICE_DELIVERY_CAUSE_UNKNOWN;
}
