/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections that are to be deleted, a few at a time: one operation each, and one that fails
 * stops nothing else. Another key, or the end of the session, stops the rest.
 */
#pragma once

#include "sluice-connection-target.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_DELETION_QUEUE (sluice_deletion_queue_get_type ())
G_DECLARE_FINAL_TYPE (SluiceDeletionQueue, sluice_deletion_queue, SLUICE, DELETION_QUEUE, GObject)

/* targets: of SluiceConnectionTarget. */
SluiceDeletionQueue *sluice_deletion_queue_new   (GtkWidget           *parent,
                                                  GPtrArray           *targets);
/* Keeps itself until the last one was begun. */
void                 sluice_deletion_queue_start (SluiceDeletionQueue *self);

G_END_DECLS
