/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking for what became of a write whose answer was lost: again and again, until it shows or has
 * had the time to; or, of one that was refused, once. Only operations use it, as a part of what
 * drives them.
 */
#pragma once

#include "sluice-operation-private.h"
#include "sluice-poller.h"

G_BEGIN_DECLS

/* Looks once. */
typedef void (*SluiceReadBackFunc) (gpointer run);

typedef struct
{
  SluiceOperation    *operation;  /* borrowed */
  SluiceReadBackFunc  look;
  gpointer            run;        /* for look() */
  SluicePollerPace    pace;
  gboolean            is_usual;   /* the pace is nobody's choice */
  SluicePoller       *poller;
  GError             *lost;       /* why the answer was lost; NULL while it was not */
  GError             *refused;    /* what a look is to confirm; NULL while there is none */
} SluiceReadBack;

void     sluice_read_back_init     (SluiceReadBack         *self,
                                    SluiceOperation        *operation,
                                    SluiceReadBackFunc      look,
                                    gpointer                run);
void     sluice_read_back_set_pace (SluiceReadBack         *self,
                                    const SluicePollerPace *pace);
void     sluice_read_back_clear    (SluiceReadBack         *self);
void     sluice_read_back_lose     (SluiceReadBack         *self,
                                    GError                 *error);
void     sluice_read_back_start    (SluiceReadBack         *self);
gboolean sluice_read_back_doubt    (SluiceReadBack         *self,
                                    const GError           *error);
GError  *sluice_read_back_end_doubt (SluiceReadBack        *self);
gboolean sluice_read_back_wait     (SluiceReadBack         *self,
                                    const GError           *error,
                                    gboolean                may_change);

G_END_DECLS
