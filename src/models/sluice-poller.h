/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting between looks at something that changes by itself: short at first, longer later, never
 * longer than a limit in all. Sleeps on a timer only while a wait is pending.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint  first_ms;
  guint  longest_ms;
  gint64 limit_ms;   /* for all waits together */
} SluicePollerPace;

typedef struct _SluicePoller SluicePoller;

SluicePoller *sluice_poller_new         (const SluicePollerPace *pace);
void          sluice_poller_free        (SluicePoller           *self);
gboolean      sluice_poller_is_over     (SluicePoller           *self);
void          sluice_poller_wait_async  (SluicePoller           *self,
                                         guint                   at_least_ms,
                                         GCancellable           *cancellable,
                                         GAsyncReadyCallback     callback,
                                         gpointer                user_data);
gboolean      sluice_poller_wait_finish (GAsyncResult           *result,
                                         GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluicePoller, sluice_poller_free)

G_END_DECLS
