/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a signed HTTP request to a reply: route, version, body, rights, faults, operation. */
#pragma once

#include "practice-reply.h"
#include "practice-state.h"

G_BEGIN_DECLS

#define PRACTICE_API_PATH "/api/atlas/v2"

typedef struct
{
  const char *method;
  const char *path;          /* escaped */
  const char *query;         /* escaped; NULL: none */
  const char *accept;        /* header; NULL: none */
  const char *content_type;  /* header; NULL: none */
  const char *body;
  gsize       length;
} PracticeCall;

typedef struct
{
  char  *body;          /* owned */
  char  *content_type;  /* owned */
  guint  capacity;      /* of the rate limit; 0: no such headers */
} PracticeAnswer;

const char    *practice_dispatch_name  (const PracticeCall *call);
PracticeReply *practice_dispatch       (PracticeState      *state,
                                        const PracticeCall *call,
                                        PracticeAnswer     *answer);

PracticeReply *practice_faults_before  (PracticeScenarios  *scenarios,
                                        const char         *operation,
                                        JsonObject         *body);
PracticeReply *practice_faults_after   (PracticeScenarios  *scenarios,
                                        const char         *operation,
                                        PracticeReply      *reply);

G_END_DECLS
