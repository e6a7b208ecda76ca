/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a test of delivery has found out and made so far: the result of its operation. Grows while
 * the operation works; each change is told by the operation's notify::revision.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  SLUICE_DELIVERY_OPEN,             /* nothing is known yet */
  SLUICE_DELIVERY_WRITTEN,          /* documents were written */
  SLUICE_DELIVERY_FAILED,           /* the processor failed: see the error message */
  SLUICE_DELIVERY_NOTHING_WRITTEN,  /* it ran, and wrote nothing in all that time */
  SLUICE_DELIVERY_UNCOUNTED,        /* it ran all that time, but Atlas told no counters */
  SLUICE_DELIVERY_NEVER_RAN,        /* it was started, but never seen to run */
  SLUICE_DELIVERY_NOT_STARTED,      /* Atlas did not start it: see the operation's error */
  SLUICE_DELIVERY_NOT_CREATED,      /* Atlas did not create it, or something it needs: see there */
  SLUICE_DELIVERY_NOT_READY,        /* nothing was sent: the connection is not READY any more */
  SLUICE_DELIVERY_STOPPED_BY_OTHERS,
  SLUICE_DELIVERY_UNSEEN,           /* it could not be read any more: see the operation's error */
  SLUICE_DELIVERY_CANCELLED,        /* the person stopped it */
  SLUICE_DELIVERY_INTERRUPTED,      /* Sluice was ended in the middle, and looks again now */
} SluiceDeliveryVerdict;

/* What the words of a failed processor point at. */
typedef enum
{
  SLUICE_DELIVERY_CAUSE_UNKNOWN,
  SLUICE_DELIVERY_CAUSE_DENIED,       /* the role may not write there */
  SLUICE_DELIVERY_CAUSE_NO_BUCKET,
  SLUICE_DELIVERY_CAUSE_REGION,       /* the bucket is in another region */
  SLUICE_DELIVERY_CAUSE_KMS,          /* the role may not use the bucket's key */
  SLUICE_DELIVERY_CAUSE_ASSUME_ROLE,  /* Atlas may not use the role */
  SLUICE_DELIVERY_CAUSE_NETWORK,
} SluiceDeliveryCause;

/* What a test has made in Atlas and what became of it. */
typedef enum
{
  SLUICE_DELIVERY_THING_NONE,     /* was never made */
  SLUICE_DELIVERY_THING_MADE,
  SLUICE_DELIVERY_THING_KEPT,     /* stays, as the person wanted or as others use it now */
  SLUICE_DELIVERY_THING_REMOVED,
  SLUICE_DELIVERY_THING_LEFT,     /* could not be removed */
} SluiceDeliveryThing;

#define SLUICE_TYPE_DELIVERY_REPORT (sluice_delivery_report_get_type ())
G_DECLARE_FINAL_TYPE (SluiceDeliveryReport, sluice_delivery_report, SLUICE, DELIVERY_REPORT,
                      GObject)

SluiceDeliveryVerdict  sluice_delivery_report_get_verdict       (SluiceDeliveryReport *self);
SluiceDeliveryCause    sluice_delivery_report_get_cause         (SluiceDeliveryReport *self);
const char            *sluice_delivery_report_get_error_message (SluiceDeliveryReport *self);
const char            *sluice_delivery_report_get_processor     (SluiceDeliveryReport *self);
const char            *sluice_delivery_report_get_state_name    (SluiceDeliveryReport *self);
gboolean               sluice_delivery_report_get_busy          (SluiceDeliveryReport *self);
const char            *sluice_delivery_report_get_bucket        (SluiceDeliveryReport *self);
const char            *sluice_delivery_report_get_path          (SluiceDeliveryReport *self);
gint64                 sluice_delivery_report_get_read          (SluiceDeliveryReport *self);
gint64                 sluice_delivery_report_get_written       (SluiceDeliveryReport *self);
SluiceDeliveryThing    sluice_delivery_report_get_processor_is  (SluiceDeliveryReport *self);
SluiceDeliveryThing    sluice_delivery_report_get_sample_is     (SluiceDeliveryReport *self);

SluiceDeliveryCause    sluice_delivery_cause_from_text          (const char           *text);

G_END_DECLS
