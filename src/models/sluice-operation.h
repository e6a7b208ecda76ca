/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing Sluice did, or is doing, with Atlas: what the status pane shows. It knows facts
 * only; ui/sluice-words turns them into sentences. All changes are told by notify::revision,
 * once per change. An operation ends by itself: done, failed, or unknown.
 */
#pragma once

#include <gio/gio.h>

#include "sluice-atlas-error.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_OPERATION_CHECK_KEY,          /* subject: public key; result: SluiceKeyInfo */
  SLUICE_OPERATION_CREATE_CONNECTION,  /* subject: connection name; result: SluiceConnection */
  SLUICE_OPERATION_SAVE_KEY,           /* subject: public key; only shown when it fails */
  SLUICE_OPERATION_FORGET_KEY,         /* subject: public key */
  SLUICE_OPERATION_START_SETUP,        /* no subject; result: SluiceAwsRole, half finished */
  SLUICE_OPERATION_AUTHORIZE_ROLE,     /* subject: the role's name; result: SluiceAwsRole */
  SLUICE_OPERATION_DEAUTHORIZE_ROLE,   /* subject: the role's name or Atlas's id of the set-up */

  /* subject: connection name; result: SluiceConnection as it is known last */
  SLUICE_OPERATION_CHANGE_ROLE,
  SLUICE_OPERATION_TEST_CONNECTION,
  SLUICE_OPERATION_MOVE_CONNECTION,    /* to another network: deleted, then created again */
  SLUICE_OPERATION_DELETE_CONNECTION,
  SLUICE_OPERATION_TEST_DELIVERY,      /* result: SluiceDeliveryReport */

  /* subject: the link's region or id; result: SluicePrivateLink */
  SLUICE_OPERATION_CREATE_LINK,
  SLUICE_OPERATION_DELETE_LINK,
} SluiceOperationKind;

typedef enum
{
  SLUICE_OPERATION_STATE_WORKING,
  SLUICE_OPERATION_STATE_DONE,
  SLUICE_OPERATION_STATE_FAILED,
  SLUICE_OPERATION_STATE_UNKNOWN,  /* what is true now is not known; Check Again can find out */
} SluiceOperationState;

typedef enum
{
  SLUICE_PHASE_NONE,
  SLUICE_PHASE_CHECKING,       /* reading the registry before the one POST */
  SLUICE_PHASE_SENDING,        /* the one POST is out */
  SLUICE_PHASE_READING_BACK,   /* the answer was lost: looking whether it was created */
  SLUICE_PHASE_WATCHING,       /* created; waiting until READY or FAILED */
  SLUICE_PHASE_RETRYING,       /* AWS spreads a change slowly: waiting for the next try */
  SLUICE_PHASE_LEAVING,        /* the deletion was accepted; waiting until it is gone */
  SLUICE_PHASE_CREATING_AGAIN, /* it is gone; the one POST that brings it back is out */
  SLUICE_PHASE_RUNNING,        /* a stream processor runs; waiting for its counters */
  SLUICE_PHASE_CLEANING_UP,    /* removing what was made for a test */
} SluicePhase;

typedef enum
{
  SLUICE_OUTCOME_NONE,            /* working, or see the error */
  SLUICE_OUTCOME_ACCEPTED,        /* key accepted, saved, forgotten; AWS role as asked for */
  SLUICE_OUTCOME_READY,           /* connection READY */
  SLUICE_OUTCOME_CREATED_FAILED,  /* exists, Atlas says FAILED */
  SLUICE_OUTCOME_STOPPED,         /* exists, not READY yet (or role not authorized): stopped */
  SLUICE_OUTCOME_STILL_PENDING,   /* exists, not READY after the longest wait */
  SLUICE_OUTCOME_UNWATCHED,       /* was created, but its state cannot be read: see error */
  SLUICE_OUTCOME_NAME_TAKEN,      /* not created: result has the name, or is NULL */
  SLUICE_OUTCOME_REFUSED,         /* not done: Atlas said no, or it never left: see error */
  SLUICE_OUTCOME_NOT_CREATED,     /* answer lost; read back: not done. error: why it was lost */
  SLUICE_OUTCOME_OTHER_HOLDS,     /* answer lost; another connection (result) has the name */
  SLUICE_OUTCOME_CANNOT_TELL,     /* answer lost, and reading back failed: see error */
  SLUICE_OUTCOME_CANCELLED,       /* stopped before anything was sent */
  SLUICE_OUTCOME_GONE,            /* deleted, and seen to be gone */
  SLUICE_OUTCOME_STILL_THERE,     /* answer lost or wait over; read back: it still exists */
  SLUICE_OUTCOME_CHANGED_BEFORE,  /* not sent: it has changed since it was read (see result) */
  SLUICE_OUTCOME_NOT_RECREATED,   /* gone, but not there again: see error */
  SLUICE_OUTCOME_DELIVERED,       /* documents were written */
  SLUICE_OUTCOME_NOT_DELIVERED,   /* the test ran, and nothing was written: see error */
  SLUICE_OUTCOME_LEFT_BEHIND,     /* the test ended, but something it made could not be removed */
} SluiceOutcome;

#define SLUICE_TYPE_OPERATION (sluice_operation_get_type ())
G_DECLARE_FINAL_TYPE (SluiceOperation, sluice_operation, SLUICE, OPERATION, GObject)

SluiceOperationKind   sluice_operation_get_kind        (SluiceOperation *self);
const char           *sluice_operation_get_subject     (SluiceOperation *self);
const char           *sluice_operation_get_place       (SluiceOperation *self);
const char           *sluice_operation_get_project_id  (SluiceOperation *self);
const char           *sluice_operation_get_host        (SluiceOperation *self);
SluiceOperationState  sluice_operation_get_state       (SluiceOperation *self);
SluicePhase           sluice_operation_get_phase       (SluiceOperation *self);
SluiceOutcome         sluice_operation_get_outcome     (SluiceOperation *self);
gboolean              sluice_operation_was_in_doubt    (SluiceOperation *self);
GDateTime            *sluice_operation_get_started     (SluiceOperation *self);
gint64                sluice_operation_get_elapsed     (SluiceOperation *self);
guint                 sluice_operation_get_tries       (SluiceOperation *self,
                                                        guint           *most);
guint                 sluice_operation_get_wait        (SluiceOperation *self);
const GError         *sluice_operation_get_error       (SluiceOperation *self);
SluiceEvidence       *sluice_operation_get_evidence    (SluiceOperation *self);
GObject              *sluice_operation_get_result      (SluiceOperation *self);
gboolean              sluice_operation_can_cancel      (SluiceOperation *self);
void                  sluice_operation_cancel          (SluiceOperation *self);
gboolean              sluice_operation_can_check_again (SluiceOperation *self);
void                  sluice_operation_check_again     (SluiceOperation *self);

G_END_DECLS
