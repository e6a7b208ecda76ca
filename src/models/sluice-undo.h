/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Creating a connection again after it was deleted: as it was, or as a change of its network was
 * to make it. The operation that has deleted it remembers how; the private key is not kept for
 * that, so it takes the key in use.
 */
#pragma once

#include "sluice-session.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_UNDO_AS_IT_WAS,
  SLUICE_UNDO_FINISH,     /* the change that has stopped half-way */
} SluiceUndoWay;

void             sluice_undo_offer      (SluiceOperation *operation,
                                         SluiceSession   *session);
void             sluice_undo_offer_past (SluiceSession   *session);
gboolean         sluice_undo_is_between (SluiceOperation *operation);
gboolean         sluice_undo_is_known   (SluiceOperation *operation);
gboolean         sluice_undo_is_done    (SluiceOperation *operation);
gboolean         sluice_undo_is_offered (SluiceOperation *operation,
                                         SluiceUndoWay    way);
SluiceOperation *sluice_undo_start      (SluiceOperation *operation,
                                         SluiceUndoWay    way);

G_END_DECLS
