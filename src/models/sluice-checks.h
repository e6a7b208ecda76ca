/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Atlas knows about the things the form holds: checked while the person is still typing, so
 * that Create has nothing left to find out. Belongs to the session.
 */
#pragma once

#include "sluice-atlas-client.h"
#include "sluice-connection.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_FACT_KEY,       /* the pair is accepted; object: SluiceKeyInfo */
  SLUICE_FACT_PROJECT,   /* the project exists and the key may see it; object: SluiceProject */
  SLUICE_FACT_INSTANCE,  /* the instance exists; object: SluiceInstance */
  SLUICE_FACT_NAME,      /* the name is free; FALSE: object is the SluiceConnection that has it */
} SluiceFact;
#define SLUICE_N_FACTS 4

typedef enum
{
  SLUICE_FACT_STATE_NONE,         /* nothing to check yet */
  SLUICE_FACT_STATE_CHECKING,
  SLUICE_FACT_STATE_TRUE,
  SLUICE_FACT_STATE_FALSE,
  SLUICE_FACT_STATE_CANNOT_TELL,  /* asking failed for a reason that says nothing about it */
} SluiceFactState;

#define SLUICE_TYPE_CHECKS (sluice_checks_get_type ())
G_DECLARE_FINAL_TYPE (SluiceChecks, sluice_checks, SLUICE, CHECKS, GObject)

SluiceChecks    *sluice_checks_new             (GListStore         *operations);
void             sluice_checks_set_client      (SluiceChecks       *self,
                                                SluiceAtlasClient  *client);
void             sluice_checks_recheck         (SluiceChecks       *self);
void             sluice_checks_set_place       (SluiceChecks       *self,
                                                const char         *project_id,
                                                const char         *instance);
void             sluice_checks_set_name        (SluiceChecks       *self,
                                                const char         *name);
void             sluice_checks_note_connection (SluiceChecks       *self,
                                                SluiceConnection   *connection,
                                                gboolean            ours);
SluiceFactState  sluice_checks_get_fact        (SluiceChecks       *self,
                                                SluiceFact          fact,
                                                GObject           **object,
                                                const GError      **error);
void             sluice_checks_stop            (SluiceChecks       *self);

/* Signal ::fact-changed (int fact): a fact's state or object changed. */

G_END_DECLS
