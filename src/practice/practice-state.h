/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that exists in the practice Atlas: projects, their instances, and what is in those. */
#pragma once

#include "practice-scenarios.h"
#include "practice-thing.h"

G_BEGIN_DECLS

#define PRACTICE_PUBLIC_KEY "practice"
#define PRACTICE_PRIVATE_KEY "5ca1ab1e-0000-4000-8000-0123456789ab"
#define PRACTICE_KEY_ID "64c0ffee00000000000000aa"
#define PRACTICE_ORG_ID "64c0ffee00000000000000bb"
#define PRACTICE_PROJECT_ID "64c0ffee0000000000000001"
#define PRACTICE_INSTANCE "practice-instance"
#define PRACTICE_ATLAS_ACCOUNT_ARN "arn:aws:iam::111122223333:root"

typedef struct
{
  char       *name;
  JsonObject *object;
  GPtrArray  *connections;  /* of PracticeThing */
  GPtrArray  *processors;   /* of PracticeThing */
} PracticeInstance;

typedef struct
{
  char       *id;
  char       *role;       /* what the key may do here; NULL: no place in it */
  JsonObject *object;
  GPtrArray  *instances;  /* of PracticeInstance */
  GPtrArray  *links;      /* private links, of PracticeThing */
  GPtrArray  *roles;      /* cloud provider access, of PracticeThing */
} PracticeProject;

typedef struct
{
  GPtrArray         *projects;  /* of PracticeProject */
  GPtrArray         *keys;      /* of PracticeKey: those beside the one everybody is told */
  gpointer           key;       /* who asks just now; NULL: the one everybody is told */
  PracticeScenarios *scenarios;
  double             ready_after;  /* seconds from PENDING to READY, and from DELETING to gone */
  guint64            last_id;
} PracticeState;

PracticeState    *practice_state_new           (double            ready_after);
void              practice_state_free          (PracticeState    *self);
char             *practice_state_dup_new_id    (PracticeState    *self);
PracticeProject  *practice_state_add_project   (PracticeState    *self,
                                                const char       *id,
                                                const char       *name,
                                                const char       *role);
PracticeProject  *practice_state_find_project  (PracticeState    *self,
                                                const char       *id);
PracticeInstance *practice_project_add_instance  (PracticeProject  *self,
                                                  PracticeState    *state,
                                                  const char       *name,
                                                  const char       *provider,
                                                  const char       *region);
PracticeInstance *practice_project_find_instance (PracticeProject  *self,
                                                  const char       *name);
gboolean          practice_instance_uses         (PracticeInstance *self,
                                                  const char       *connection);

void              practice_examples_add        (PracticeState    *state);
void              practice_examples_fill_registry (PracticeState *state,
                                                 int            connections,
                                                 guint          instances);
void              practice_examples_add_many   (PracticeState    *state,
                                                guint             projects,
                                                guint             roles);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticeState, practice_state_free)

G_END_DECLS
