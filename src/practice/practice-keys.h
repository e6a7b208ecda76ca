/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys beside the one everybody is told: for learning, and testing, what each role may do. */
#pragma once

#include "practice-routes.h"

G_BEGIN_DECLS

typedef struct _PracticeKey PracticeKey;

PracticeKey  *practice_key_new             (const char            *text,
                                            GError               **error);
void          practice_key_free            (PracticeKey           *self);
const char   *practice_key_get_public_key  (PracticeKey           *self);
const char   *practice_key_get_private_key (PracticeKey           *self);
JsonObject   *practice_key_show            (PracticeKey           *self);

/* key: NULL for the one everybody is told, whose roles the projects know. */
gboolean      practice_key_sees            (PracticeKey           *key,
                                            const PracticeProject *project);
PracticeNeed  practice_key_get_need        (PracticeKey           *key,
                                            const PracticeProject *project);

G_END_DECLS
