/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an operation is made of; only sluice-operation.c and -told.c see it. */
#pragma once

#include "sluice-operation-private.h"

G_BEGIN_DECLS

struct _SluiceOperation
{
  GObject              parent_instance;

  SluiceOperationKind  kind;
  char                *subject;
  char                *place;
  SluiceOperationState state;
  SluicePhase          phase;
  SluiceOutcome        outcome;
  gboolean             in_doubt;
  GDateTime           *started;
  gint64               started_us;  /* monotonic */
  gint64               ended_us;    /* 0 while working */
  guint                tries;
  guint                most_tries;
  GError              *error;
  SluiceEvidence      *evidence;
  GObject             *result;
  guint                revision;

  GCancellable        *cancellable;
  SluiceOperationFunc  check_again;
  gpointer             check_again_data;
  GDestroyNotify       check_again_destroy;
};

G_END_DECLS
