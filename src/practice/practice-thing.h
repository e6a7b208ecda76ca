/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Something that lives in a project or an instance and changes its state with time: a connection,
 * a private link, a processor, a role.
 */
#pragma once

#include "practice-json.h"

G_BEGIN_DECLS

#define PRACTICE_GONE "(gone)"

typedef struct
{
  char       *name;    /* how it is found: a name or an id */
  JsonObject *object;  /* what Atlas shows, without the state */
  char       *state;   /* NULL: has none */
  GQueue      plan;    /* of Step */
  guint       hidden;  /* how many GETs still say 404 */
} PracticeThing;

PracticeThing *practice_thing_new       (const char    *name,
                                         JsonObject    *object,
                                         const char    *state);
void           practice_thing_free      (PracticeThing *self);
void           practice_thing_plan      (PracticeThing *self,
                                         double         seconds,
                                         const char    *state);
void           practice_thing_set_state (PracticeThing *self,
                                         const char    *state);
const char    *practice_thing_get_state (PracticeThing *self);
JsonObject    *practice_thing_show      (PracticeThing *self);

PracticeThing *practice_things_find     (GPtrArray     *things,
                                         const char    *name);
void           practice_things_sweep    (GPtrArray     *things);

G_END_DECLS
