/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The operations of the fault table: how each is begun, what it says in the end, and whether the
 * server really holds what it was to make.
 */
#pragma once

#include "fault-table.h"
#include "practice-atlas.h"
#include "sluice-atlas-client.h"
#include "sluice-aws-role.h"
#include "sluice-delivery-leftovers.h"
#include "sluice-import-run.h"
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
  gboolean  (*is_honest) (Stage *stage); /* … whether what else is said is so */
  const char *path;                      /* part of the target of that request; NULL: any */
  gboolean    at_once;                   /* does not read first */
  gboolean    is_call;                   /* one request, of which nobody reads back what became */
  gboolean    leaves_no_trace;           /* nothing shows afterwards whether it was done */
  gboolean    shows_only_done;           /* nothing shows afterwards that it was not done */
  gboolean    has_body;                  /* … but the answer has one, to be cut off */
  gboolean    second;                    /* the request is not the first write */
  gboolean    needs_no_body;             /* success is all that is told, as for each DELETE */
  guint       n_writes;                  /* at most; 0: one */
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
  char                 *link_id;
  SluiceDeliveryLeftovers *leftovers;  /* where it is kept what a test of delivery makes, or NULL */
  guint                 before;     /* how many there were */
  SluiceAtlasClient    *client;
  GCancellable         *cancellable;
  SluiceOperation      *write;
  SluiceImportRun      *run;
  GPtrArray            *steps;

  /* what was said */
  gboolean              ended;
  int                   code;       /* of reads and calls */
  gboolean              leaves_open; /* of calls */
  GTlsCertificateFlags  tls_errors;
};

const StageOperation *stage_find    (const char *name);
void                  stage_begin   (Stage      *stage);
void                  stage_cancel  (gpointer    stage);
void                  stage_quit    (gpointer    stage);
void                  stage_sleep   (gpointer    stage);
gboolean              stage_is_over (Stage      *stage);
gboolean              stage_writes  (Stage      *stage);
void                  stage_clear   (Stage      *stage);
gpointer              stage_read    (Stage      *stage);

G_END_DECLS
