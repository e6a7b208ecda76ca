/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the registry model share; nobody else includes this. */
#pragma once

#include "sluice-registry-model.h"
#include "sluice-registry-news.h"
#include "sluice-registry-reading.h"
#include "sluice-registry-watch.h"

G_BEGIN_DECLS

struct _SluiceRegistryModel
{
  GObject                parent_instance;

  /* owned */
  SluiceSession         *session;
  SluiceRegistryNews    *news;
  SluiceRegistryRows    *rows;

  /* owned: the place the rows are of */
  SluiceAtlasClient     *client;      /* NULL: nothing was read yet */
  char                  *project_id;
  char                  *instance;    /* NULL: every one */
  SluiceRegistryReading *reading;     /* NULL: none is under way */
  SluiceRegistryWatch   *watch;       /* NULL: nobody looks */
  GHashTable            *seen;        /* rows of the registry that is being read */
  GPtrArray             *failures;    /* of the last reading */
  GError                *error;       /* the instances could not be listed */

  gboolean               all;
  gboolean               active;
  gboolean               read_once;   /* a reading of this place has come to its end */
};

typedef struct
{
  char   *instance;
  GError *error;
} SluiceRegistryFailure;

G_END_DECLS
