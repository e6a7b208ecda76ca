/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads all registries of a project, one after the other, for the roles they use. */
#include "sluice-role-usage.h"

#include "sluice-atlas-connections.h"
#include "sluice-atlas-instances.h"

struct _SluiceRoleUsage
{
  GObject     parent_instance;

  GHashTable *uses;    /* role ARN, or id of a private link → GPtrArray of SluiceRoleUse */
  GPtrArray  *none;
  GPtrArray  *unread;  /* of char *, NULL-terminated in the end */
  GError     *error;
};

G_DEFINE_FINAL_TYPE (SluiceRoleUsage, sluice_role_usage, G_TYPE_OBJECT)

static void
use_free (gpointer data)
{
  SluiceRoleUse *use = data;

  g_free (use->instance);
  g_free (use->connection);
  g_free (use);
}

static void
sluice_role_usage_finalize (GObject *object)
{
  SluiceRoleUsage *self = SLUICE_ROLE_USAGE (object);

  g_hash_table_unref (self->uses);
  g_ptr_array_unref (self->none);
  g_ptr_array_unref (self->unread);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (sluice_role_usage_parent_class)->finalize (object);
}

static void
sluice_role_usage_class_init (SluiceRoleUsageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_role_usage_finalize;
}

static void
sluice_role_usage_init (SluiceRoleUsage *self)
{
  self->uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) g_ptr_array_unref);
  self->none = g_ptr_array_new ();
  self->unread = g_ptr_array_new_with_free_func (g_free);
}

/* ---- reading ---- */

typedef struct
{
  char            *project_id;
  GPtrArray       *instances;
  guint            position;  /* of the instance that is being read */
  SluiceRoleUsage *usage;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->project_id);
  g_clear_pointer (&reading->instances, g_ptr_array_unref);
  g_object_unref (reading->usage);
  g_free (reading);
}

static const char *
get_instance (Reading *reading)
{
  return sluice_instance_get_name (reading->instances->pdata[reading->position]);
}

static void
add_use (SluiceRoleUsage *self,
         const char      *used,
         const char      *instance,
         const char      *connection)
{
  SluiceRoleUse *use = g_new0 (SluiceRoleUse, 1);
  GPtrArray *uses = g_hash_table_lookup (self->uses, used);

  if (uses == NULL)
    {
      uses = g_ptr_array_new_with_free_func (use_free);
      g_hash_table_insert (self->uses, g_strdup (used), uses);
    }
  use->instance = g_strdup (instance);
  use->connection = g_strdup (connection);
  g_ptr_array_add (uses, use);
}

/* Returns whether everything is known: an S3 connection must have a role, so one without is one
 * that was not understood. */
static gboolean
add_uses (SluiceRoleUsage *self,
          const char      *instance,
          GPtrArray       *connections)
{
  gboolean all = TRUE;

  for (guint i = 0; i < connections->len; i++)
    {
      SluiceConnection *connection = connections->pdata[i];

      /* Links lead to other services, too. */
      if (sluice_connection_get_private_link_id (connection) != NULL)
        add_use (self, sluice_connection_get_private_link_id (connection), instance,
                 sluice_connection_get_name (connection));
      if (!sluice_connection_is_s3 (connection))
        continue;
      if (sluice_connection_get_role_arn (connection) != NULL)
        add_use (self, sluice_connection_get_role_arn (connection), instance,
                 sluice_connection_get_name (connection));
      else
        all = FALSE;
    }
  return all;
}

static void
add_unread (SluiceRoleUsage *self,
            const char      *instance,
            const GError    *error)
{
  g_ptr_array_add (self->unread, g_strdup (instance));
  if (self->error == NULL && error != NULL)
    self->error = g_error_copy (error);
}

/* Whether the other registries would only answer the same, after who knows how long. */
static gboolean
is_hopeless (const GError *error)
{
  return error != NULL && error->domain == SLUICE_ATLAS_ERROR
         && (error->code < SLUICE_ATLAS_ERROR_BAD_REPLY
             || error->code == SLUICE_ATLAS_ERROR_KEY_REFUSED);
}

static void read_next (GTask *task);

static void
connections_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) connections =
    sluice_atlas_list_connections_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (connections == NULL || !add_uses (reading->usage, get_instance (reading), connections))
    add_unread (reading->usage, get_instance (reading), error);
  reading->position++;
  while (is_hopeless (error) && reading->position < reading->instances->len)
    {
      add_unread (reading->usage, get_instance (reading), error);
      reading->position++;
    }
  read_next (g_steal_pointer (&task));
}

static void
read_next (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  if (reading->position < reading->instances->len)
    {
      sluice_atlas_list_connections_async (g_task_get_source_object (task), reading->project_id,
                                           get_instance (reading), g_task_get_cancellable (task),
                                           connections_cb, task);
      return;
    }
  g_ptr_array_add (reading->usage->unread, NULL);
  g_task_return_pointer (task, g_object_ref (reading->usage), g_object_unref);
  g_object_unref (task);
}

static void
instances_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->instances = sluice_atlas_list_instances_finish (SLUICE_ATLAS_CLIENT (source), result,
                                                           &error);
  if (reading->instances == NULL)
    g_task_return_error (task, error);
  else
    read_next (g_steal_pointer (&task));
}

/**
 * sluice_role_usage_load_async:
 * @client: whom to ask
 * @project_id: the project
 * @cancellable: (nullable): ends it with %SLUICE_ATLAS_ERROR_CANCELLED
 * @callback: called with the result
 * @user_data: for @callback
 *
 * Lists the project's instances, then each one's registry, one request at a time so that others
 * come in between. A registry that cannot be read does not stop it: see
 * sluice_role_usage_get_unread ().
 */
void
sluice_role_usage_load_async (SluiceAtlasClient   *client,
                              const char          *project_id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task;
  Reading *reading;

  g_return_if_fail (SLUICE_IS_ATLAS_CLIENT (client));
  g_return_if_fail (project_id != NULL);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, sluice_role_usage_load_async);
  g_task_set_check_cancellable (task, FALSE);
  reading = g_new0 (Reading, 1);
  reading->project_id = g_strdup (project_id);
  reading->usage = g_object_new (SLUICE_TYPE_ROLE_USAGE, NULL);
  g_task_set_task_data (task, reading, reading_free);

  sluice_atlas_list_instances_async (client, project_id, cancellable, instances_cb, task);
}

/**
 * sluice_role_usage_load_finish:
 * @client: who was asked
 * @result: what the callback got
 * @error: set, of %SLUICE_ATLAS_ERROR, when not even the instances could be listed
 *
 * Returns: (transfer full): what was found, or %NULL: then nothing is known
 */
SluiceRoleUsage *
sluice_role_usage_load_finish (SluiceAtlasClient  *client,
                               GAsyncResult       *result,
                               GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- what was found ---- */

/**
 * sluice_role_usage_get_uses:
 * @self: what was found
 * @role_arn: (nullable): a role; the spelling must be the same
 *
 * Returns: (transfer none) (element-type SluiceRoleUse): its uses, in the order of the registries
 */
GPtrArray *
sluice_role_usage_get_uses (SluiceRoleUsage *self,
                            const char      *role_arn)
{
  GPtrArray *uses = NULL;

  g_return_val_if_fail (SLUICE_IS_ROLE_USAGE (self), NULL);

  if (role_arn != NULL)
    uses = g_hash_table_lookup (self->uses, role_arn);
  return uses != NULL ? uses : self->none;
}

static gboolean
has_use (GPtrArray           *uses,
         const SluiceRoleUse *wanted)
{
  for (guint i = 0; i < uses->len; i++)
    {
      const SluiceRoleUse *use = uses->pdata[i];

      if (g_str_equal (use->instance, wanted->instance) &&
          g_str_equal (use->connection, wanted->connection))
        return TRUE;
    }
  return FALSE;
}

/**
 * sluice_role_usage_has_grown:
 * @self: what was found
 * @before: what was found earlier
 * @role_arn: (nullable): a role
 *
 * Returns: whether a connection uses the role that did not before, or may do so, since its registry
 *   can no longer be read
 */
gboolean
sluice_role_usage_has_grown (SluiceRoleUsage *self,
                             SluiceRoleUsage *before,
                             const char      *role_arn)
{
  GPtrArray *uses = sluice_role_usage_get_uses (self, role_arn);
  GPtrArray *old = sluice_role_usage_get_uses (before, role_arn);
  const char * const *unread = sluice_role_usage_get_unread (self);

  for (guint i = 0; i < uses->len; i++)
    if (!has_use (old, uses->pdata[i]))
      return TRUE;
  for (guint i = 0; unread[i] != NULL; i++)
    if (!g_strv_contains (sluice_role_usage_get_unread (before), unread[i]))
      return TRUE;
  return FALSE;
}

/**
 * sluice_role_usage_get_link_uses:
 * @self: what was found
 * @link_id: (nullable): a private link
 *
 * Returns: (transfer none) (element-type SluiceRoleUse): its uses, by connections of any type, in
 *   the order of the registries
 */
GPtrArray *
sluice_role_usage_get_link_uses (SluiceRoleUsage *self,
                                 const char      *link_id)
{
  return sluice_role_usage_get_uses (self, link_id);
}

/**
 * sluice_role_usage_get_unread:
 * @self: what was found
 *
 * Returns: (transfer none): the instances that may hold more uses, %NULL-terminated
 */
const char * const *
sluice_role_usage_get_unread (SluiceRoleUsage *self)
{
  g_return_val_if_fail (SLUICE_IS_ROLE_USAGE (self), NULL);

  return (const char * const *) self->unread->pdata;
}

/**
 * sluice_role_usage_get_error:
 * @self: what was found
 *
 * Returns: (transfer none) (nullable): why the first registry could not be read
 */
const GError *
sluice_role_usage_get_error (SluiceRoleUsage *self)
{
  g_return_val_if_fail (SLUICE_IS_ROLE_USAGE (self), NULL);

  return self->error;
}
