/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the code that drives an operation reports its progress; the screen only reads. */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-history.h"
#include "sluice-operation.h"

G_BEGIN_DECLS

typedef void (*SluiceOperationFunc) (SluiceOperation *self,
                                     gpointer         user_data);

SluiceOperation *sluice_operation_new             (SluiceOperationKind  kind,
                                                   const char          *subject,
                                                   const char          *place);
void             sluice_operation_set_started     (SluiceOperation     *self,
                                                   GDateTime           *started);
GCancellable    *sluice_operation_get_cancellable (SluiceOperation     *self);
void             sluice_operation_set_check_again (SluiceOperation     *self,
                                                   SluiceOperationFunc  func,
                                                   gpointer             user_data,
                                                   GDestroyNotify       destroy);
void             sluice_operation_set_in_doubt    (SluiceOperation     *self,
                                                   GError              *error);
void             sluice_operation_set_error       (SluiceOperation     *self,
                                                   GError              *error);
void             sluice_operation_enter           (SluiceOperation     *self,
                                                   SluicePhase          phase);
void             sluice_operation_set_tries       (SluiceOperation     *self,
                                                   guint                tries,
                                                   guint                most);
void             sluice_operation_take_result     (SluiceOperation     *self,
                                                   gpointer             result);
void             sluice_operation_set_evidence    (SluiceOperation     *self,
                                                   SluiceEvidence      *evidence);
void             sluice_operation_end             (SluiceOperation     *self,
                                                   SluiceOperationState state,
                                                   SluiceOutcome        outcome,
                                                   const GError        *error);

/* Whoever sends a POST, PATCH or DELETE: set_project () at the start, and before each one
 * before_write (), which calls func as soon as the journal has it. */
void             sluice_operation_set_project     (SluiceOperation     *self,
                                                   SluiceAtlasClient   *client,
                                                   const char          *project_id);
void             sluice_operation_set_wanted      (SluiceOperation     *self,
                                                   const char          *name,
                                                   const char          *value);
void             sluice_operation_keep_history    (SluiceAtlasClient   *client,
                                                   SluiceHistory       *history);
void             sluice_operation_set_past        (SluiceOperation     *self,
                                                   SluiceHistoryEntry  *entry,
                                                   SluiceHistory       *history);
void             sluice_operation_before_write    (SluiceOperation     *self,
                                                   SluiceOperationFunc  func,
                                                   gpointer             user_data);

G_END_DECLS
