/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an operation takes place, and what has to be so before it may change anything there. */
#include "sluice-operation-private.h"

#include "sluice-base-url.h"

#define ORIGIN_KEY "sluice-origin"

typedef struct
{
  char       *project_id;
  char       *host;
  GHashTable *wanted;
} Origin;

static void
origin_free (gpointer data)
{
  Origin *origin = data;

  g_free (origin->project_id);
  g_free (origin->host);
  g_hash_table_unref (origin->wanted);
  g_free (origin);
}

static Origin *
origin_of (SluiceOperation *self)
{
  return g_object_get_data (G_OBJECT (self), ORIGIN_KEY);
}

/**
 * sluice_operation_set_project:
 * @self: an operation that has not sent anything yet
 * @client: (transfer none): who asks Atlas for it
 * @project_id: where it takes place
 *
 * Notes where it takes place. Each operation that may write calls this once, first of all.
 */
void
sluice_operation_set_project (SluiceOperation   *self,
                              SluiceAtlasClient *client,
                              const char        *project_id)
{
  Origin *origin = g_new0 (Origin, 1);

  origin->project_id = g_strdup (project_id);
  origin->host = sluice_base_url_dup_host (sluice_atlas_client_get_base_url (client));
  origin->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_object_set_data_full (G_OBJECT (self), ORIGIN_KEY, origin, origin_free);
}

/**
 * sluice_operation_set_wanted:
 * @self: an operation after sluice_operation_set_project()
 * @name: a short name, such as "role"
 * @value: (nullable): no secret; %NULL or "" for nothing
 *
 * Notes a part of what was asked for that Sluice needs in order to judge, after it was ended in
 * the middle, whether it has come about.
 */
void
sluice_operation_set_wanted (SluiceOperation *self,
                             const char      *name,
                             const char      *value)
{
  if (value != NULL && *value != '\0')
    g_hash_table_insert (origin_of (self)->wanted, g_strdup (name), g_strdup (value));
}

/**
 * sluice_operation_get_project_id:
 * @self: an operation
 *
 * Returns: (nullable): the project it takes place in
 */
const char *
sluice_operation_get_project_id (SluiceOperation *self)
{
  Origin *origin = origin_of (self);

  return origin != NULL ? origin->project_id : NULL;
}

/**
 * sluice_operation_get_host:
 * @self: an operation
 *
 * Returns: (nullable): the host of the Atlas it takes place at
 */
const char *
sluice_operation_get_host (SluiceOperation *self)
{
  Origin *origin = origin_of (self);

  return origin != NULL ? origin->host : NULL;
}

/**
 * sluice_operation_before_write:
 * @self: an operation that is about to send a POST, PATCH or DELETE
 * @func: sends it; called with @self and @user_data, perhaps at once
 * @user_data: for @func; must live as long as @self works
 *
 * Calls @func as soon as it may send. It is called in any case and exactly once, after Cancel too:
 * a call with a cancelled cancellable ends before anything is sent.
 */
void
sluice_operation_before_write (SluiceOperation     *self,
                               SluiceOperationFunc  func,
                               gpointer             user_data)
{
  func (self, user_data);
}
