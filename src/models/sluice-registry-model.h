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

#define SLUICE_TYPE_REGISTRY_MODEL (sluice_registry_model_get_type ())
G_DECLARE_FINAL_TYPE (SluiceRegistryModel, sluice_registry_model, SLUICE, REGISTRY_MODEL, GObject)

SluiceRegistryModel      *sluice_registry_model_new            (SluiceSession  *session);
GListModel          *sluice_registry_model_get_rows       (SluiceRegistryModel *self);
SluiceRegistryState  sluice_registry_model_get_state      (SluiceRegistryModel *self,
                                                     const GError  **error);
gboolean             sluice_registry_model_is_reading     (SluiceRegistryModel *self);
guint                sluice_registry_model_get_progress   (SluiceRegistryModel *self,
                                                     guint          *n_places);
guint                sluice_registry_model_get_n_failures (SluiceRegistryModel *self);
const char          *sluice_registry_model_get_failure    (SluiceRegistryModel *self,
                                                     guint           position,
                                                     const GError  **error);
const char          *sluice_registry_model_get_project_id (SluiceRegistryModel *self);
const char          *sluice_registry_model_get_instance   (SluiceRegistryModel *self);

SluiceRegistryEntry *sluice_registry_model_find         (SluiceRegistryModel *self,
                                                         const char          *instance,
                                                         const char          *name);

/* Whether all instances are shown: those of the project, not only the one the form names. */
void                 sluice_registry_model_set_all        (SluiceRegistryModel *self,
                                                     gboolean        all);
gboolean             sluice_registry_model_get_all        (SluiceRegistryModel *self);

/* Whether somebody looks: else nothing is asked. */
void                 sluice_registry_model_set_active     (SluiceRegistryModel *self,
                                                     gboolean        active);
void                 sluice_registry_model_refresh        (SluiceRegistryModel *self);

/* What is known from elsewhere of a connection that has a row: NULL, it is gone. */
void                 sluice_registry_model_learn          (SluiceRegistryModel   *self,
                                                     const char       *instance,
                                                     const char       *name,
                                                     SluiceConnection *connection);

/* Signal ::changed: anything but the rows, which tell for themselves, before. */

G_END_DECLS
