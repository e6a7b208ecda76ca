/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a registry. */
#include "sluice-registry-model-private.h"

/**
 * sluice_registry_model_get_rows:
 * @self: a registry
 *
 * Returns: (transfer none): a list of #SluiceRegistryEntry
 */
GListModel *
sluice_registry_model_get_rows (SluiceRegistryModel *self)
{
  return G_LIST_MODEL (self->rows);
}

/* Why what was asked for could not be read: the list of instances, or the registry of the one. */
static const GError *
get_error (SluiceRegistryModel *self)
{
  const SluiceRegistryFailure *failure;

  if (self->error != NULL)
    return self->error;
  if (self->instance == NULL || self->failures->len == 0)
    return NULL;
  failure = self->failures->pdata[0];
  return failure->error;
}

/**
 * sluice_registry_model_get_state:
 * @self: a registry
 * @error: (out) (optional) (transfer none): of %SLUICE_ATLAS_ERROR: why the instances, or the only
 *   one that was asked for, could not be read the last time, even where older rows are shown
 *
 * Returns: what there is to show
 */
SluiceRegistryState
sluice_registry_model_get_state (SluiceRegistryModel  *self,
                                 const GError        **error)
{
  if (error != NULL)
    *error = get_error (self);
  if (sluice_session_get_client (self->session) == NULL)
    return SLUICE_REGISTRY_NO_KEY;
  if (sluice_session_get_project_id (self->session) == NULL)
    return SLUICE_REGISTRY_NO_PROJECT;
  if (sluice_registry_rows_count (self->rows) > 0)
    return SLUICE_REGISTRY_LISTED;
  if (get_error (self) != NULL)
    return SLUICE_REGISTRY_FAILED;
  return self->read_once && self->reading == NULL ? SLUICE_REGISTRY_LISTED
                                                  : SLUICE_REGISTRY_READING;
}

/**
 * sluice_registry_model_is_reading:
 * @self: a registry
 *
 * Returns: whether a listing is under way
 */
gboolean
sluice_registry_model_is_reading (SluiceRegistryModel *self)
{
  return self->reading != NULL;
}

/**
 * sluice_registry_model_get_progress:
 * @self: a registry
 * @n_places: (out): how many instances are being read; 0 while none is, or that is not known
 *
 * Returns: how many of them have been read
 */
guint
sluice_registry_model_get_progress (SluiceRegistryModel *self,
                                    guint               *n_places)
{
  *n_places = 0;
  return self->reading != NULL ? sluice_registry_reading_get_progress (self->reading, n_places)
                               : 0;
}

/**
 * sluice_registry_model_get_n_failures:
 * @self: a registry
 *
 * Returns: how many instances could not be read, or not to the end
 */
guint
sluice_registry_model_get_n_failures (SluiceRegistryModel *self)
{
  return self->failures->len;
}

/**
 * sluice_registry_model_get_failure:
 * @self: a registry
 * @position: less than their number
 * @error: (out) (optional) (transfer none): of %SLUICE_ATLAS_ERROR
 *
 * Returns: the name of an instance that could not be read
 */
const char *
sluice_registry_model_get_failure (SluiceRegistryModel  *self,
                                   guint                 position,
                                   const GError        **error)
{
  const SluiceRegistryFailure *failure = self->failures->pdata[position];

  if (error != NULL)
    *error = failure->error;
  return failure->instance;
}

/**
 * sluice_registry_model_get_project_id:
 * @self: a registry
 *
 * Returns: (nullable): the project the rows are of
 */
const char *
sluice_registry_model_get_project_id (SluiceRegistryModel *self)
{
  return self->project_id;
}

/**
 * sluice_registry_model_get_instance:
 * @self: a registry
 *
 * Returns: (nullable): the instance the rows are of; %NULL for every one of the project
 */
const char *
sluice_registry_model_get_instance (SluiceRegistryModel *self)
{
  return self->instance;
}

/**
 * sluice_registry_model_find:
 * @self: a registry
 * @instance: an instance's name
 * @name: a connection's name
 *
 * Returns: (transfer none) (nullable): its row
 */
SluiceRegistryEntry *
sluice_registry_model_find (SluiceRegistryModel *self,
                            const char          *instance,
                            const char          *name)
{
  return sluice_registry_rows_find (self->rows, instance, name);
}
