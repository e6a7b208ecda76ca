/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proving that data can flow: a stream processor of our own writes invented data through an S3
 * connection until documents have arrived or an error is known, and is removed again.
 *
 *   checking ─▶ sending ─▶ running ─▶ cleaning up ─▶ delivered, not delivered, left behind, …
 *                 │  ▲
 *                 ├──┴ retrying (Atlas does not know the new connection yet)
 *                 └▶ reading back (an answer was lost)
 *
 * The result is a SluiceDeliveryReport. Whatever happens, what was made is removed again; what
 * could not be is named, and tried again by Check Again and at the next start.
 */
#pragma once

#include "sluice-delivery-leftovers.h"
#include "sluice-delivery-report.h"
#include "sluice-operation.h"
#include "sluice-poller.h"

G_BEGIN_DECLS

/* Prefix of everything a test writes into a bucket. */
#define SLUICE_DELIVERY_PATH "sluice-delivery-test/"

/* Zeros: the usual ones. */
typedef struct
{
  SluicePollerPace retry;       /* of creating, while Atlas does not know the connection yet */
  SluicePollerPace settle;      /* between looks for what may still appear */
  SluicePollerPace watch;       /* its limit is how long the processor may run */
  SluicePollerPace clean;       /* while stopping and deleting */
  guint            confirm_ms;  /* how long it must go well after the first document */
} SluiceDeliveryPaces;

typedef struct
{
  const char              *project_id;
  const char              *instance;
  const char              *connection;
  const char              *bucket;
  const char              *region;         /* AWS's spelling; NULL or "" for the default */
  gboolean                 may_add_sample; /* the person was asked */
  gboolean                 remove_sample;  /* once the test is over, if it was added */
  SluiceDeliveryLeftovers *leftovers;      /* NULL: nothing is remembered */
  SluiceDeliveryPaces      paces;
} SluiceDeliveryRequest;

SluiceOperation *sluice_delivery_operation_start    (SluiceAtlasClient            *client,
                                                     const SluiceDeliveryRequest  *request);
SluiceOperation *sluice_delivery_operation_clean_up (SluiceAtlasClient            *client,
                                                     const SluiceDeliveryLeftover *leftover,
                                                     SluiceDeliveryLeftovers      *leftovers,
                                                     const SluiceDeliveryPaces    *paces);

G_END_DECLS
