/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting up AWS access. */
#include "sluice-aws-access.h"

#include "sluice-remote-list.h"
#include "sluice-role-operations.h"

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

struct _SluiceAwsAccess
{
  GObject            parent_instance;

  /* owned */
  SluiceSession     *session;
  SluiceAtlasClient *client;      /* the place the list is of */
  char              *project_id;
  SluiceRemoteList  *list;        /* NULL before the first look */
  GListStore        *roles;       /* what the list holds, in the order to show */
  SluiceAwsRole     *chosen;
  char              *chosen_id;   /* wanted, whether there or not */
  SluiceOperation   *last;        /* working, or the one that ended last */

  gboolean           active;
  gboolean           last_is_here; /* the last operation is one on these roles */
};

G_DEFINE_FINAL_TYPE (SluiceAwsAccess, sluice_aws_access, G_TYPE_OBJECT)

static void
tell (SluiceAwsAccess *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- the roles, and which one is worked on --------------------------------------------------- */

/* What can be gone on with stands first, the newest above. Dates are ISO 8601 in UTC. */
static int
compare_roles (gconstpointer a, gconstpointer b)
{
  SluiceAwsRole *one = *(SluiceAwsRole **) a;
  SluiceAwsRole *other = *(SluiceAwsRole **) b;

  if (sluice_aws_role_is_authorized (one) != sluice_aws_role_is_authorized (other))
    return sluice_aws_role_is_authorized (one) ? 1 : -1;
  return g_strcmp0 (sluice_aws_role_get_created_date (other),
                    sluice_aws_role_get_created_date (one));
}

static SluiceAwsRole *
dup_role (SluiceAwsAccess *self, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->roles)); i++)
    {
      g_autoptr (SluiceAwsRole) role = g_list_model_get_item (G_LIST_MODEL (self->roles), i);

      if (g_strcmp0 (sluice_aws_role_get_id (role), id) == 0)
        return g_steal_pointer (&role);
    }
  return NULL;
}

/* The one that was asked for, else the first that can be gone on with or used. */
static void
find_chosen (SluiceAwsAccess *self)
{
  g_clear_object (&self->chosen);
  self->chosen = dup_role (self, self->chosen_id);
  if (self->chosen == NULL)
    self->chosen = g_list_model_get_item (G_LIST_MODEL (self->roles), 0);
}

/* Reading the list anew mostly finds what was there; then nothing moves on the screen. */
static gboolean
is_shown (SluiceAwsAccess *self, GPtrArray *roles)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->roles)) != roles->len)
    return FALSE;
  for (guint i = 0; i < roles->len; i++)
    {
      g_autoptr (SluiceAwsRole) shown = g_list_model_get_item (G_LIST_MODEL (self->roles), i);

      if (g_strcmp0 (sluice_aws_role_get_id (shown), sluice_aws_role_get_id (roles->pdata[i])) ||
          g_strcmp0 (sluice_aws_role_get_arn (shown), sluice_aws_role_get_arn (roles->pdata[i])) ||
          g_strcmp0 (sluice_aws_role_get_authorized_date (shown),
                     sluice_aws_role_get_authorized_date (roles->pdata[i])))
        return FALSE;
    }
  return TRUE;
}

static void
list_changed_cb (SluiceAwsAccess *self)
{
  GListModel *items = G_LIST_MODEL (self->list);
  g_autoptr (GPtrArray) roles = g_ptr_array_new_with_free_func (g_object_unref);

  if (sluice_remote_list_get_loading (self->list) || !sluice_remote_list_get_loaded (self->list))
    {
      tell (self);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    g_ptr_array_add (roles, g_list_model_get_item (items, i));
  g_ptr_array_sort (roles, compare_roles);
  if (!is_shown (self, roles))
    g_list_store_splice (self->roles, 0, g_list_model_get_n_items (G_LIST_MODEL (self->roles)),
                         roles->pdata, roles->len);
  find_chosen (self);
  tell (self);
}

/* Whether Atlas may be asked about the place the form names. */
static gboolean
knows_place (SluiceAwsAccess *self)
{
  SluiceFactState project =
    sluice_session_get_fact (self->session, SLUICE_FACT_PROJECT, NULL, NULL);

  return sluice_session_get_client (self->session) != NULL &&
         sluice_session_get_project_id (self->session) != NULL &&
         (project == SLUICE_FACT_STATE_TRUE || project == SLUICE_FACT_STATE_CANNOT_TELL);
}

static void
leave_place (SluiceAwsAccess *self)
{
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  g_clear_object (&self->client);
  g_clear_pointer (&self->project_id, g_free);
  g_clear_object (&self->chosen);
  self->last_is_here = FALSE;
  g_list_store_remove_all (self->roles);
}

static void
go_to_place (SluiceAwsAccess *self)
{
  SluiceAtlasClient *client = sluice_session_get_client (self->session);
  const char *project_id = sluice_session_get_project_id (self->session);

  if (!self->active || !knows_place (self) ||
      (client == self->client && g_strcmp0 (project_id, self->project_id) == 0))
    return;
  leave_place (self);
  self->client = g_object_ref (client);
  self->project_id = g_strdup (project_id);
  self->list = sluice_remote_list_new_aws_roles (client, project_id);
  g_signal_connect_swapped (self->list, "changed", G_CALLBACK (list_changed_cb), self);
  sluice_remote_list_refresh (self->list);
}

static void
place_changed_cb (SluiceAwsAccess *self)
{
  if (self->list != NULL &&
      (sluice_session_get_client (self->session) != self->client ||
       g_strcmp0 (sluice_session_get_project_id (self->session), self->project_id) != 0))
    leave_place (self);
  go_to_place (self);
  tell (self);
}

/* ---- life ------------------------------------------------------------------------------------ */

static void
sluice_aws_access_dispose (GObject *object)
{
  SluiceAwsAccess *self = SLUICE_AWS_ACCESS (object);

  leave_place (self);
  if (self->last != NULL)
    g_signal_handlers_disconnect_by_data (self->last, self);
  g_clear_object (&self->last);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sluice_aws_access_parent_class)->dispose (object);
}

static void
sluice_aws_access_finalize (GObject *object)
{
  SluiceAwsAccess *self = SLUICE_AWS_ACCESS (object);

  g_object_unref (self->roles);
  g_free (self->chosen_id);
  G_OBJECT_CLASS (sluice_aws_access_parent_class)->finalize (object);
}

static void
sluice_aws_access_class_init (SluiceAwsAccessClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_aws_access_dispose;
  object_class->finalize = sluice_aws_access_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_aws_access_init (SluiceAwsAccess *self)
{
  self->roles = g_list_store_new (SLUICE_TYPE_AWS_ROLE);
}

/**
 * sluice_aws_access_new:
 * @session: (transfer none): says with which key and in which project
 *
 * Returns: (transfer full): the procedure; nothing is asked before it is active
 */
SluiceAwsAccess *
sluice_aws_access_new (SluiceSession *session)
{
  SluiceAwsAccess *self = g_object_new (SLUICE_TYPE_AWS_ACCESS, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "fact-changed", G_CALLBACK (place_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "key-changed", G_CALLBACK (place_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * sluice_aws_access_set_active:
 * @self: the procedure
 * @active: whether somebody is looking at it
 *
 * Atlas is asked for the roles when it becomes active in a place it has not looked at yet.
 */
void
sluice_aws_access_set_active (SluiceAwsAccess *self,
                              gboolean         active)
{
  self->active = active;
  place_changed_cb (self);
}

/**
 * sluice_aws_access_refresh:
 * @self: the procedure
 *
 * Lists the roles anew.
 */
void
sluice_aws_access_refresh (SluiceAwsAccess *self)
{
  if (self->list != NULL)
    sluice_remote_list_refresh (self->list);
}

/**
 * sluice_aws_access_get_state:
 * @self: the procedure
 * @error: (out) (optional) (transfer none): why the roles could not be listed
 *
 * Returns: what is known about the roles
 */
SluiceAwsAccessState
sluice_aws_access_get_state (SluiceAwsAccess  *self,
                             const GError    **error)
{
  if (self->list == NULL)
    return SLUICE_AWS_ACCESS_NO_PLACE;
  if (sluice_remote_list_get_loading (self->list))
    return SLUICE_AWS_ACCESS_LOADING;
  if (sluice_remote_list_get_error (self->list) == NULL)
    return SLUICE_AWS_ACCESS_LOADED;
  if (error != NULL)
    *error = sluice_remote_list_get_error (self->list);
  return SLUICE_AWS_ACCESS_NOT_LOADED;
}

/**
 * sluice_aws_access_get_roles:
 * @self: the procedure
 *
 * Returns: (transfer none): a list of SluiceAwsRole: first what is half finished, the newest above
 */
GListModel *
sluice_aws_access_get_roles (SluiceAwsAccess *self)
{
  return G_LIST_MODEL (self->roles);
}

/**
 * sluice_aws_access_get_chosen:
 * @self: the procedure
 *
 * Returns: (transfer none) (nullable): the set-up that is worked on
 */
SluiceAwsRole *
sluice_aws_access_get_chosen (SluiceAwsAccess *self)
{
  return self->chosen;
}

/**
 * sluice_aws_access_choose:
 * @self: the procedure
 * @role_id: (nullable): Atlas's id of a set-up; may be one that will be listed later
 *
 * Works on this one from now on.
 */
void
sluice_aws_access_choose (SluiceAwsAccess *self,
                          const char      *role_id)
{
  if (g_strcmp0 (role_id, self->chosen_id) == 0)
    return;
  g_free (self->chosen_id);
  self->chosen_id = g_strdup (role_id);
  find_chosen (self);
  tell (self);
}

/* ---- what is done ---------------------------------------------------------------------------- */

/* The result is shown at once; the list, read anew, has the last word. */
static void
operation_changed_cb (SluiceAwsAccess *self)
{
  GObject *result = sluice_operation_get_result (self->last);

  if (self->last_is_here &&
      sluice_operation_get_state (self->last) == SLUICE_OPERATION_STATE_DONE)
    {
      if (result != NULL && sluice_operation_get_kind (self->last) == SLUICE_OPERATION_START_SETUP)
        {
          g_free (self->chosen_id);
          self->chosen_id = g_strdup (sluice_aws_role_get_id (SLUICE_AWS_ROLE (result)));
        }
      if (result != NULL)
        g_set_object (&self->chosen, SLUICE_AWS_ROLE (result));
      sluice_aws_access_refresh (self);
    }
  else if (self->last_is_here &&
           sluice_operation_get_outcome (self->last) == SLUICE_OUTCOME_CHANGED_BEFORE)
    sluice_aws_access_refresh (self);
  tell (self);
}

static SluiceOperation *
follow (SluiceAwsAccess *self, SluiceOperation *operation)
{
  if (self->last != NULL)
    g_signal_handlers_disconnect_by_data (self->last, self);
  g_clear_object (&self->last);
  self->last = operation;
  self->last_is_here = TRUE;
  g_signal_connect_swapped (operation, "notify::revision", G_CALLBACK (operation_changed_cb),
                            self);
  sluice_session_add_operation (self->session, operation);
  tell (self);
  return operation;
}

/**
 * sluice_aws_access_get_running:
 * @self: the procedure
 *
 * Returns: (transfer none) (nullable): the operation at work; there is one at a time
 */
SluiceOperation *
sluice_aws_access_get_running (SluiceAwsAccess *self)
{
  return self->last != NULL &&
         sluice_operation_get_state (self->last) == SLUICE_OPERATION_STATE_WORKING ? self->last
                                                                                   : NULL;
}

/**
 * sluice_aws_access_get_last:
 * @self: the procedure
 *
 * Returns: (transfer none) (nullable): the operation at work, or the one that has ended last
 */
SluiceOperation *
sluice_aws_access_get_last (SluiceAwsAccess *self)
{
  return self->last;
}

/**
 * sluice_aws_access_start:
 * @self: the procedure
 *
 * Starts a new set-up. See sluice_setup_operation_start().
 *
 * Returns: (transfer none) (nullable): the operation; %NULL while another one is at work, or
 *   without a place
 */
SluiceOperation *
sluice_aws_access_start (SluiceAwsAccess *self)
{
  SluiceRoleRequest request = { .project_id = self->project_id };

  if (self->list == NULL || sluice_aws_access_get_running (self) != NULL)
    return NULL;
  return follow (self, sluice_setup_operation_start (self->client, &request));
}

/**
 * sluice_aws_access_authorize:
 * @self: the procedure
 * @role_arn: the ARN of the role in the customer's AWS account
 *
 * Has Atlas assume the role with the chosen set-up. See sluice_authorize_operation_start().
 *
 * Returns: (transfer none) (nullable): as sluice_aws_access_start()
 */
SluiceOperation *
sluice_aws_access_authorize (SluiceAwsAccess *self,
                             const char      *role_arn)
{
  SluiceRoleRequest request = {
    .project_id = self->project_id, .role = self->chosen, .role_arn = role_arn
  };

  if (self->list == NULL || self->chosen == NULL || sluice_aws_access_get_running (self) != NULL)
    return NULL;
  return follow (self, sluice_authorize_operation_start (self->client, &request));
}

/**
 * sluice_aws_access_deauthorize:
 * @self: the procedure
 * @usage: (nullable): who uses the chosen role, as the person has seen it
 *
 * Removes the chosen role from the project. See sluice_deauthorize_operation_start().
 *
 * Returns: (transfer none) (nullable): as sluice_aws_access_start()
 */
SluiceOperation *
sluice_aws_access_deauthorize (SluiceAwsAccess *self,
                               SluiceRoleUsage *usage)
{
  SluiceRoleRequest request = {
    .project_id = self->project_id, .role = self->chosen, .usage = usage
  };

  if (self->list == NULL || self->chosen == NULL || sluice_aws_access_get_running (self) != NULL)
    return NULL;
  return follow (self, sluice_deauthorize_operation_start (self->client, &request));
}
