/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which operation a method and a path mean, and what that operation needs. */
#pragma once

#include "practice-reply.h"
#include "practice-state.h"

G_BEGIN_DECLS

typedef enum
{
  PRACTICE_NEED_NONE,
  PRACTICE_NEED_READ,    /* any place in the project */
  PRACTICE_NEED_DATA,    /* Project Data Access Read Only and above */
  PRACTICE_NEED_STREAM,  /* Project Stream Processing Manager */
  PRACTICE_NEED_OWNER,   /* Project Owner */
} PracticeNeed;

typedef struct _PracticeRequest PracticeRequest;

typedef struct
{
  const char     *name;      /* our own word, used by scenarios */
  const char     *method;
  const char     *path;      /* below /api/atlas/v2 */
  const char     *version;   /* the date in the media type */
  PracticeNeed    need;
  guint           capacity;  /* of the rate limit it belongs to */
  PracticeReply *(*run) (PracticeRequest *request);
} PracticeOperation;

struct _PracticeRequest
{
  const PracticeOperation *operation;
  PracticeState           *state;
  PracticeProject         *project;         /* borrowed; NULL if the path names none */
  PracticeInstance        *instance;        /* borrowed; NULL if the path names none */
  const char              *path;            /* escaped */
  GHashTable              *path_arguments;  /* "{name}" and the like → decoded text */
  GHashTable              *query;           /* decoded */
  JsonObject              *body;            /* NULL if there is none or it is not an object */
};

const PracticeOperation *practice_routes_find  (const char *method,
                                                const char *path,
                                                GHashTable *path_arguments,
                                                gboolean   *path_known);
gboolean                 practice_routes_knows (const char *operation);

G_END_DECLS
