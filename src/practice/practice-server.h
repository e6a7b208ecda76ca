/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The HTTP side of the practice Atlas: listens on loopback, asks for the key, answers. */
#pragma once

#include "practice-log.h"
#include "practice-state.h"

G_BEGIN_DECLS

typedef struct _PracticeServer PracticeServer;

PracticeServer *practice_server_new         (PracticeState   *state,
                                             PracticeLog     *log,
                                             guint            port,
                                             GError         **error);
void            practice_server_free        (PracticeServer  *self);
const char     *practice_server_get_url     (PracticeServer  *self);
void            practice_server_set_latency (PracticeServer  *self,
                                             guint            milliseconds);
void            practice_server_set_open    (PracticeServer  *self,
                                             gboolean         is_open);

G_END_DECLS
