/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of a test of delivery share. Only they use it. */
#pragma once

#include "sluice-atlas-processors.h"
#include "sluice-atlas-sample.h"
#include "sluice-delivery-operation.h"
#include "sluice-delivery-report-private.h"
#include "sluice-operation-private.h"

G_BEGIN_DECLS

/* Looks in a row that may fail before Sluice says that it cannot see. */
#define SLUICE_DELIVERY_BLIND_LOOKS 5

/* Belongs to its operation as long as there is something left to do or to remove: with it goes
 * the client, and with that the private key. */
typedef struct
{
  SluiceOperation         *operation;  /* borrowed; every pending callback holds a reference */
  SluiceAtlasClient       *client;
  SluiceDeliveryLeftovers *leftovers;
  SluiceDeliveryReport    *report;
  char                    *project_id;
  char                    *instance;
  char                    *connection;
  char                    *processor;
  char                    *bucket;
  char                    *path;
  char                    *region;
  gboolean                 may_add_sample;
  gboolean                 remove_sample;
  SluiceDeliveryPaces      paces;

  SluicePoller            *poller;
  guint                    tries;
  guint                    blind_looks;
  gboolean                 sample_in_doubt;  /* its creation was sent, and the answer lost */
  gboolean                 may_exist;        /* the processor's creation was sent and not refused */
  gboolean                 may_appear;       /* … and the answer lost: it was not seen yet */
  gboolean                 seen_running;
  GError                  *start_lost;       /* why the answer to the start was lost, if it was */
  gint64                   start_lost_us;    /* … and when */
  gint64                   written_us;       /* when the first document was seen; 0: not yet */
  GError                  *refusal;          /* what a look is to confirm */
  GError                  *error;            /* why the test itself ended as it did */

  /* cleaning up */
  guint                    stops;
  guint                    deletes;
  guint                    looks_since_stop;
  gboolean                 hurry;            /* the session is closing: wait for nothing more */
  GError                  *clean_error;
} SluiceDeliveryRun;

typedef void (*SluiceDeliveryNext) (SluiceDeliveryRun *run);

/* sluice-delivery-run.c */
SluiceDeliveryRun *sluice_delivery_run_new         (SluiceAtlasClient            *client,
                                                    const SluiceDeliveryLeftover *leftover,
                                                    SluiceDeliveryLeftovers      *leftovers,
                                                    const SluiceDeliveryPaces    *paces);
SluiceDeliveryRun *sluice_delivery_run_of          (SluiceOperation              *operation);
gboolean           sluice_delivery_run_cancelled   (SluiceDeliveryRun            *run);
void               sluice_delivery_run_pace        (SluiceDeliveryRun            *run,
                                                    const SluicePollerPace       *pace);
void               sluice_delivery_run_wait        (SluiceDeliveryRun            *run,
                                                    const GError                 *error,
                                                    GAsyncReadyCallback           callback);
gboolean           sluice_delivery_run_may_look    (SluiceDeliveryRun            *run,
                                                    const GError                 *error);
gboolean           sluice_delivery_run_doubt       (SluiceDeliveryRun            *run,
                                                    const GError                 *refusal,
                                                    const char                   *connection,
                                                    GAsyncReadyCallback           callback);
void               sluice_delivery_run_conclude    (SluiceDeliveryRun            *run,
                                                    SluiceDeliveryVerdict         verdict,
                                                    const GError                 *error);
void               sluice_delivery_run_tell        (SluiceDeliveryRun            *run);
gboolean           sluice_delivery_is_absence      (const GError                 *error);

/* sluice-delivery-watch.c */
void               sluice_delivery_run_launch      (SluiceDeliveryRun            *run);

/* sluice-delivery-cleanup.c, sluice-delivery-sample.c */
void               sluice_delivery_run_clean_up    (SluiceDeliveryRun            *run);
void               sluice_delivery_run_finish      (SluiceDeliveryRun            *run);
void               sluice_delivery_run_add_sample  (SluiceDeliveryRun            *run,
                                                    SluiceDeliveryNext            next);
void               sluice_delivery_run_drop_sample (SluiceDeliveryRun            *run);

G_END_DECLS
