/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of the Atlas client: each operation run to its end, and the practice program started
 * and ended with the test.
 */
#pragma once

#include "sluice-atlas-connections.h"
#include "sluice-atlas-instances.h"
#include "sluice-atlas-projects.h"
#include "sluice-atlas-status.h"

G_BEGIN_DECLS

/* A call's outcome; the callback data of start functions below. */
typedef struct
{
  GAsyncResult   *result;
  SluiceEvidence *evidence;  /* borrowed from the result */
  gboolean        done;
} Outcome;

void              outcome_cb          (GObject            *source,
                                       GAsyncResult       *result,
                                       gpointer            outcome);
void              outcome_wait        (Outcome            *outcome);
void              outcome_clear       (Outcome            *outcome);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

SluiceAtlasClient *calls_client       (const char         *url);
SluiceKeyInfo    *calls_check_key     (SluiceAtlasClient  *client,
                                       Outcome            *outcome,
                                       GError            **error);
SluiceConnection *calls_get           (SluiceAtlasClient  *client,
                                       const char         *name,
                                       Outcome            *outcome,
                                       GError            **error);
void              calls_start_create  (SluiceAtlasClient  *client,
                                       const char         *name,
                                       GCancellable       *cancellable,
                                       Outcome            *outcome);
SluiceConnection *calls_create        (SluiceAtlasClient  *client,
                                       const char         *name,
                                       Outcome            *outcome,
                                       GError            **error);
GPtrArray        *calls_list          (SluiceAtlasClient  *client,
                                       Outcome            *outcome,
                                       GError            **error);

/* What calls_* use unless a practice program has said otherwise. */
#define CALLS_REGISTRY \
  "/api/atlas/v2/groups/" CALLS_PROJECT "/streams/" CALLS_INSTANCE "/connections"
#define CALLS_PROJECT "5f3c1d2e4b6a7c8d9e0f1a2b"
#define CALLS_INSTANCE "instance"
#define CALLS_ROLE "arn:aws:iam::123456789012:role/sink"
#define CALLS_PUBLIC_KEY "zmmrboas"
#define CALLS_PRIVATE_KEY "0f3c1d2e-4b6a-7c8d-9e0f-1a2b3c4d5e6f"

typedef struct
{
  GSubprocess *process;
  char        *folder;
  char        *log;
  gsize        log_start;  /* what is before is forgotten */
  char        *url;
  char        *public_key;
  char        *private_key;
  char        *project;
  char        *instance;
} Practice;

Practice          *practice_start      (const char         *argument);
void               practice_renew      (Practice           *practice,
                                        const char         *scenarios);
void               practice_end        (Practice           *practice);
SluiceAtlasClient *practice_client     (Practice           *practice);
char              *practice_dup_log    (Practice           *practice);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Practice, practice_end)

G_END_DECLS
