/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the operation writes its report; everybody else only reads. */
#pragma once

#include "sluice-delivery-report.h"
#include "sluice-processor.h"

G_BEGIN_DECLS

SluiceDeliveryReport *sluice_delivery_report_new              (const char            *processor,
                                                               const char            *bucket,
                                                               const char            *path);
void                  sluice_delivery_report_note_processor   (SluiceDeliveryReport  *self,
                                                               SluiceProcessor       *processor);
void                  sluice_delivery_report_set_verdict      (SluiceDeliveryReport  *self,
                                                               SluiceDeliveryVerdict  verdict);
void                  sluice_delivery_report_set_processor_is (SluiceDeliveryReport  *self,
                                                               SluiceDeliveryThing    thing);
void                  sluice_delivery_report_set_sample_is    (SluiceDeliveryReport  *self,
                                                               SluiceDeliveryThing    thing);

G_END_DECLS
