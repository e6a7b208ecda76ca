/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of the session: a practice Atlas and a session that talks to it, with a store whose
 * answers the test gives.
 */
#pragma once

#include "practice-atlas.h"
#include "scripted-store.h"
#include "sluice-session.h"

G_BEGIN_DECLS

#define NAME "s3sink"
#define ROLE "arn:aws:iam::123456789012:role/atlas-stream-sink"

typedef struct
{
  PracticeAtlas *atlas;
  ScriptedStore *store;
  SluiceSession *session;
  SluiceApiKey  *key;
  GString       *told;    /* signals: a digit for a fact, K key-changed */
} SessionFixture;

void session_set_up        (SessionFixture     *fixture,
                            const char         *scenarios);
void session_tear_down     (SessionFixture     *fixture);
void session_fill_form     (SessionFixture     *fixture);
void session_settle        (SessionFixture     *fixture);
void session_assert_facts  (SessionFixture     *fixture,
                            const char         *states);
void session_assert_list   (SessionFixture     *fixture,
                            const char         *operations);
SluiceOperation *
     session_begin         (SessionFixture     *fixture,
                            const char         *name);
SluiceOperation *
     session_create        (SessionFixture     *fixture,
                            const char         *name);

G_END_DECLS
