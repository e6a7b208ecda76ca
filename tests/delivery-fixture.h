/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of delivery: a practice Atlas, a session with settings of its own, a test of delivery,
 * and what is true in the end.
 */
#pragma once

#include "practice-atlas.h"
#include "sluice-delivery-operation.h"

G_BEGIN_DECLS

#define CONNECTION "solar-archive"
#define BUCKET "my-bucket"
#define SIGNED_CREATION "^POST \\S+/processor signed "
#define SIGNED_START "^POST \\S+:start signed "
#define SIGNED_STOP "^POST \\S+:stop signed "
#define SIGNED_DELETION "^DELETE \\S+/processor/\\S+ signed "
/* One of them makes the connection under test in an instance that has none. */
#define SIGNED_SAMPLE "^POST \\S+/connections signed "

typedef struct
{
  PracticeAtlas           *atlas;
  const char              *instance;
  GSettings               *settings;
  SluiceSession           *session;
  SluiceDeliveryLeftovers *leftovers;
  SluiceAtlasClient       *client;
  SluiceOperation         *operation;
  GString                 *phases;     /* a letter for each phase it has been in */
  SluicePhase              cancel_in;  /* press Cancel as soon as it is in this phase */
  guint                    confirm_ms;
  guint                    watch_ms;
  GPtrArray               *processors;
  gboolean                 has_sample;
  guint                    n_pending;
} DeliveryFixture;

void                  delivery_set_up              (DeliveryFixture       *fixture,
                                                    const char            *scenarios,
                                                    const char            *ready_after);
void                  delivery_set_up_empty        (DeliveryFixture       *fixture,
                                                    const char            *scenarios);
void                  delivery_tear_down           (DeliveryFixture       *fixture);
void                  delivery_start               (DeliveryFixture       *fixture,
                                                    const char            *connection,
                                                    gboolean               may_add_sample,
                                                    gboolean               remove_sample);
void                  delivery_follow              (DeliveryFixture       *fixture,
                                                    SluiceOperation       *operation);
void                  delivery_wait_for_end        (DeliveryFixture       *fixture);
void                  delivery_wait_for_phase      (DeliveryFixture       *fixture,
                                                    SluicePhase            phase);
gboolean              delivery_has_start           (gpointer               data);
SluiceDeliveryReport *delivery_report              (DeliveryFixture       *fixture);
guint                 delivery_count_remembered    (DeliveryFixture       *fixture);
void                  delivery_remove_elsewhere    (DeliveryFixture       *fixture);
void                  delivery_use_elsewhere       (DeliveryFixture       *fixture);

void                  delivery_assert_end          (DeliveryFixture       *fixture,
                                                    SluiceOutcome          outcome,
                                                    SluiceDeliveryVerdict  verdict);
void                  delivery_assert_no_processor (DeliveryFixture       *fixture);
void                  delivery_assert_nothing_left (DeliveryFixture       *fixture);
void                  delivery_assert_sample       (DeliveryFixture       *fixture,
                                                    gboolean               exists);

G_END_DECLS
