/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The operations of the fault table: how each is begun, what it says in the end, and whether the
 * server really holds what it was to make.
 */
#pragma once

#include "fault-table.h"
#include "practice-atlas.h"
#include "sluice-atlas-client.h"
#include "sluice-aws-role.h"
#include "sluice-operation.h"

G_BEGIN_DECLS

typedef struct _Stage Stage;

typedef struct
{
  const char *name;
  const char *method;                    /* of the request that the fault is for */
  void      (*prepare) (Stage *stage);   /* writes only: by the other client, with no fault */
  void      (*start) (Stage *stage);
  gpointer  (*finish) (SluiceAtlasClient *client, GAsyncResult *result, GError **error);
  gboolean    is_list;
  gboolean  (*is_done) (Stage *stage);   /* writes only: asked by the other client */
} StageOperation;

struct _Stage
{
  PracticeAtlas        *atlas;
  SluiceAtlasClient    *other;      /* whom nothing ever happens to */
  const StageOperation *operation;

  /* of one cell */
  guint                 number;
  char                 *name;       /* of the connection that is made, changed or removed */
  SluiceAwsRole        *role;
  GObject              *seen;
  guint                 before;     /* roles there were */
  SluiceAtlasClient    *client;
  GCancellable         *cancellable;
  SluiceOperation      *write;

  /* what was said */
  gboolean              ended;
  int                   code;       /* of reads */
  GTlsCertificateFlags  tls_errors;
};

const StageOperation *stage_find    (const char *name);
void                  stage_begin   (Stage      *stage);
void                  stage_cancel  (gpointer    stage);
gboolean              stage_is_over (Stage      *stage);
void                  stage_clear   (Stage      *stage);
gpointer              stage_read    (Stage      *stage);

G_END_DECLS
