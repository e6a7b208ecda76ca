/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of creating: a practice Atlas, a client, a create, and what is true in the end. */
#pragma once

#include "practice-atlas.h"
#include "sluice-create-operation.h"

G_BEGIN_DECLS

#define NAME "s3sink"
#define ROLE "arn:aws:iam::123456789012:role/atlas-stream-sink"
#define OTHER_ROLE "arn:aws:iam::123456789012:role/somebody-elses"
#define BUCKET "my-bucket"

/* Lines of the practice program's log. */
#define ANY_POST "^POST "
#define SIGNED_POST "^POST .* signed "
#define GET_ONE "^GET .* get-connection$"

typedef struct _CreateFixture CreateFixture;
struct _CreateFixture
{
  PracticeAtlas     *atlas;
  SluiceAtlasClient *client;
  SluiceOperation   *operation;
  SluicePollerPace   watch_pace;
  SluicePollerPace   settle_pace;
  SluicePhase        act_in;      /* what happens as soon as that phase is entered */
  void             (*act) (CreateFixture *fixture);
  guint              n_pending;   /* calls of the test's own */
  GString           *phases;      /* entered: c, s, r, w; "-" is the end */
  char              *held;
};

void     create_set_up              (CreateFixture *fixture,
                                     const char    *scenarios,
                                     const char    *ready_after);
void     create_tear_down           (CreateFixture *fixture);
void     create_start_as            (CreateFixture *fixture,
                                     const char    *role,
                                     const char    *bucket,
                                     gboolean       name_is_free);
void     create_start               (CreateFixture *fixture,
                                     gboolean       name_is_free);
void     create_wait_for_end        (CreateFixture *fixture);
void     create_wait_for_phase      (CreateFixture *fixture,
                                     SluicePhase    phase);

gboolean create_has_post            (gpointer       fixture);
gboolean create_has_get             (gpointer       fixture);
gboolean create_has_nothing_pending (gpointer       fixture);

void     create_assert_outcome      (CreateFixture *fixture,
                                     SluiceOutcome  outcome);
void     create_assert_held         (CreateFixture *fixture,
                                     const char    *state);
void     create_assert_posts        (CreateFixture *fixture,
                                     guint          n);

G_END_DECLS
