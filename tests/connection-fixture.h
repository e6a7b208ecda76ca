/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of changing, moving and deleting: a practice Atlas with a connection, somebody else
 * who changes it, and what is true in the end.
 */
#pragma once

#include "practice-atlas.h"
#include "sluice-atlas-connections.h"
#include "sluice-connection-operations.h"

G_BEGIN_DECLS

#define NAME "s3sink"
#define ROLE "arn:aws:iam::123456789012:role/first"
#define NEW_ROLE "arn:aws:iam::123456789012:role/second"
#define OTHER_ROLE "arn:aws:iam::123456789012:role/somebody-elses"
#define BUCKET "my-bucket"

typedef struct _ConnectionFixture ConnectionFixture;
struct _ConnectionFixture
{
  PracticeAtlas     *atlas;
  SluiceAtlasClient *client;
  SluiceAtlasClient *somebody;    /* else, with a client that tests share */
  SluiceConnection  *seen;
  char              *link;        /* id of a private link that is done */
  SluiceOperation   *operation;
  SluicePollerPace   watch_pace;
  SluicePollerPace   settle_pace;
  SluicePhase        act_in;      /* what happens as soon as that phase is entered */
  void             (*act) (ConnectionFixture *fixture);
  GString           *phases;      /* entered: c, s, r, w, l(eaving), a(gain); "-" is the end */
  guint              n_before[3]; /* of writes, before the operation began */
  guint              n_pending;   /* calls of the test's own */
  GAsyncResult      *answer;
};

void              connection_set_up         (ConnectionFixture   *fixture,
                                             const char          *ready_after);
void              connection_tear_down      (ConnectionFixture   *fixture);
/* Servers are shared by the tests of one program: to be called at its end. */
void              connection_stop_servers   (void);
SluiceConnection *connection_read           (ConnectionFixture   *fixture,
                                             const char          *name);
void              connection_start          (ConnectionFixture   *fixture,
                                             SluiceOperationKind  kind);
void              connection_follow         (ConnectionFixture   *fixture,
                                             SluiceOperation     *operation);
void              connection_wait_for_end   (ConnectionFixture   *fixture);
void              connection_check_again    (ConnectionFixture   *fixture);

/* What somebody else does; waits until it is done. */
void              connection_others_change  (ConnectionFixture   *fixture);
void              connection_others_delete  (ConnectionFixture   *fixture);
void              connection_others_create  (ConnectionFixture   *fixture);

/* "nothing", or STATE, role, bucket, and private or public. Switches all faults off. */
void              connection_assert_held    (ConnectionFixture   *fixture,
                                             const char          *held);
void              connection_assert_writes  (ConnectionFixture   *fixture,
                                             guint                patches,
                                             guint                deletes,
                                             guint                posts);

G_END_DECLS
