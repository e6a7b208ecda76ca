/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection registry of the instance the form names, or of every instance of its project:
 * what the page Connections shows. It is read when the page is looked at and when asked to, its
 * rows stay until newer ones are known, and it learns from the session's operations without
 * reading anything anew.
 */
#pragma once

#include "sluice-registry-entry.h"
#include "sluice-session.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_REGISTRY_NO_KEY,      /* nothing can be asked yet */
  SLUICE_REGISTRY_NO_PROJECT,
  SLUICE_REGISTRY_READING,     /* for the first time, and nothing has come yet */
  SLUICE_REGISTRY_LISTED,      /* what is known is in the rows; more may be coming */
  SLUICE_REGISTRY_FAILED,      /* nothing could be read: see the error */
} SluiceRegistryState;

#define SLUICE_TYPE_REGISTRY (sluice_registry_get_type ())
G_DECLARE_FINAL_TYPE (SluiceRegistry, sluice_registry, SLUICE, REGISTRY, GObject)

SluiceRegistry      *sluice_registry_new            (SluiceSession  *session);
GListModel          *sluice_registry_get_rows       (SluiceRegistry *self);
SluiceRegistryState  sluice_registry_get_state      (SluiceRegistry *self,
                                                     const GError  **error);
gboolean             sluice_registry_is_reading     (SluiceRegistry *self);
guint                sluice_registry_get_progress   (SluiceRegistry *self,
                                                     guint          *n_places);
guint                sluice_registry_get_n_failures (SluiceRegistry *self);
const char          *sluice_registry_get_failure    (SluiceRegistry *self,
                                                     guint           position,
                                                     const GError  **error);
const char          *sluice_registry_get_project_id (SluiceRegistry *self);
const char          *sluice_registry_get_instance   (SluiceRegistry *self);

/* Whether all instances are shown: those of the project, not only the one the form names. */
void                 sluice_registry_set_all        (SluiceRegistry *self,
                                                     gboolean        all);
gboolean             sluice_registry_get_all        (SluiceRegistry *self);

/* Whether somebody looks: else nothing is asked. */
void                 sluice_registry_set_active     (SluiceRegistry *self,
                                                     gboolean        active);
void                 sluice_registry_refresh        (SluiceRegistry *self);

/* What is known from elsewhere of a connection that has a row: NULL, it is gone. */
void                 sluice_registry_learn          (SluiceRegistry   *self,
                                                     const char       *instance,
                                                     const char       *name,
                                                     SluiceConnection *connection);

/* Signal ::changed: anything but the rows, which tell for themselves, before. */

G_END_DECLS
