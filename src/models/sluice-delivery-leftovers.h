/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which stream processors tests of delivery have made and not removed yet: kept in the settings,
 * so that one that Sluice was ended in the middle of is cleaned up after at the next start. No
 * secrets; of one window's session.
 */
#pragma once

#include "sluice-session.h"

G_BEGIN_DECLS

typedef struct
{
  const char *host;
  const char *project_id;
  const char *instance;
  const char *connection;  /* what was tested */
  const char *processor;   /* what was made for it */
  gboolean    sample;      /* sample_stream_solar was added for it, and shall go again */
} SluiceDeliveryLeftover;

#define SLUICE_TYPE_DELIVERY_LEFTOVERS (sluice_delivery_leftovers_get_type ())
G_DECLARE_FINAL_TYPE (SluiceDeliveryLeftovers, sluice_delivery_leftovers, SLUICE,
                      DELIVERY_LEFTOVERS, GObject)

SluiceDeliveryLeftovers *
         sluice_delivery_leftovers_attach      (SluiceSession                *session,
                                                GSettings                    *settings);
SluiceDeliveryLeftovers *
         sluice_delivery_leftovers_of          (SluiceSession                *session);

char    *sluice_delivery_leftovers_make_name   (void);
gboolean sluice_delivery_leftovers_is_name     (const char                   *name);
void     sluice_delivery_leftovers_remember    (SluiceDeliveryLeftovers      *self,
                                                const SluiceDeliveryLeftover *leftover);
void     sluice_delivery_leftovers_note_sample (SluiceDeliveryLeftovers      *self,
                                                const char                   *processor);
void     sluice_delivery_leftovers_forget      (SluiceDeliveryLeftovers      *self,
                                                const char                   *processor);

G_END_DECLS
