/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each operation of Sluice with Atlas, to be run through the table of faults. */
#include "fault-stage.h"

#include "sluice-atlas-aws-roles.h"
#include "sluice-atlas-connections.h"
#include "sluice-atlas-instances.h"
#include "sluice-atlas-private-links.h"
#include "sluice-atlas-processors.h"
#include "sluice-atlas-projects.h"
#include "sluice-atlas-status.h"
#include "sluice-connection-operations.h"
#include "sluice-create-operation.h"
#include "sluice-role-operations.h"

#define ROLE "arn:aws:iam::123456789012:role/atlas-stream-sink"
#define OTHER_ROLE "arn:aws:iam::123456789012:role/another-one"

static const SluicePollerPace watch_pace = { 10, 50, 20 * 1000 };
static const SluicePollerPace settle_pace = { 10, 30, 150 };

/* ---- reading --------------------------------------------------------------------------------- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Stage *stage = user_data;
  g_autoptr (GError) error = NULL;
  gpointer found = stage->operation->finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);

  g_assert_true ((found != NULL) == (error == NULL));
  g_assert_true (error == NULL || error->domain == SLUICE_ATLAS_ERROR);
  stage->ended = TRUE;
  stage->code = error ? error->code : FAULT_FINE;
  stage->tls_errors = evidence ? sluice_evidence_get_tls_errors (evidence) : 0;
  if (found != NULL && stage->operation->is_list)
    g_ptr_array_unref (found);
  else if (found != NULL)
    g_object_unref (found);
}

static void
check_key (Stage *stage)
{
  sluice_atlas_check_key_async (stage->client, stage->cancellable, read_cb, stage);
}

static void
get_project (Stage *stage)
{
  sluice_atlas_get_project_async (stage->client, stage->atlas->project_id, stage->cancellable,
                                  read_cb, stage);
}

static void
list_projects (Stage *stage)
{
  sluice_atlas_list_projects_async (stage->client, stage->cancellable, read_cb, stage);
}

static void
get_instance (Stage *stage)
{
  sluice_atlas_get_instance_async (stage->client, stage->atlas->project_id,
                                   stage->atlas->instance, stage->cancellable, read_cb, stage);
}

static void
list_instances (Stage *stage)
{
  sluice_atlas_list_instances_async (stage->client, stage->atlas->project_id, stage->cancellable,
                                     read_cb, stage);
}

static void
get_connection (Stage *stage)
{
  sluice_atlas_get_connection_async (stage->client, stage->atlas->project_id,
                                     stage->atlas->instance, stage->name, stage->cancellable,
                                     read_cb, stage);
}

static void
list_connections (Stage *stage)
{
  sluice_atlas_list_connections_async (stage->client, stage->atlas->project_id,
                                       stage->atlas->instance, stage->cancellable, read_cb, stage);
}

static void
list_roles (Stage *stage)
{
  sluice_atlas_list_aws_roles_async (stage->client, stage->atlas->project_id, stage->cancellable,
                                     read_cb, stage);
}

static void
list_links (Stage *stage)
{
  sluice_atlas_list_private_links_async (stage->client, stage->atlas->project_id,
                                         stage->cancellable, read_cb, stage);
}

static void
list_processors (Stage *stage)
{
  sluice_atlas_list_processors_async (stage->client, stage->atlas->project_id,
                                      stage->atlas->instance, stage->cancellable, read_cb, stage);
}

/* ---- the other client, whom one waits for ---------------------------------------------------- */

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static SluiceConnection *
ask_connection (Stage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SluiceConnection *connection;

  sluice_atlas_get_connection_async (stage->other, stage->atlas->project_id,
                                     stage->atlas->instance, stage->name, NULL, settled_cb,
                                     &result);
  connection = sluice_atlas_get_connection_finish (stage->other, await (&result), &error);
  if (connection == NULL)
    g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CONNECTION_NOT_FOUND);
  return connection;
}

/* The connection of the cell as the server has it, or NULL; the caller's own. */
gpointer
stage_read (Stage *stage)
{
  return ask_connection (stage);
}

static GPtrArray *
ask_roles (Stage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *roles;

  sluice_atlas_list_aws_roles_async (stage->other, stage->atlas->project_id, NULL, settled_cb,
                                     &result);
  roles = sluice_atlas_list_aws_roles_finish (stage->other, await (&result), &error);
  g_assert_no_error (error);
  return roles;
}

/* ---- connections ----------------------------------------------------------------------------- */

static void
make_connection (Stage *stage)
{
  const SluiceConnectionSpec spec = { .name = stage->name, .role_arn = ROLE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = NULL;

  sluice_atlas_create_connection_async (stage->other, stage->atlas->project_id,
                                        stage->atlas->instance, &spec, NULL, settled_cb, &result);
  connection = sluice_atlas_create_connection_finish (stage->other, await (&result), &error);
  g_assert_no_error (error);
  stage->seen = G_OBJECT (ask_connection (stage));
  g_assert_nonnull (stage->seen);
}

static void
start_create (Stage *stage, gboolean name_is_free)
{
  const SluiceCreateRequest request = {
    .project_id = stage->atlas->project_id,
    .instance = stage->atlas->instance,
    .name = stage->name,
    .role_arn = ROLE,
    .name_is_free = name_is_free,
    .watch_pace = watch_pace,
    .settle_pace = settle_pace,
  };

  stage->write = sluice_create_operation_start (stage->client, &request);
}

static void
create (Stage *stage)
{
  start_create (stage, TRUE);
}

static void
look_and_create (Stage *stage)
{
  start_create (stage, FALSE);
}

static SluiceConnectionRequest
connection_request (Stage *stage)
{
  return (SluiceConnectionRequest) {
    .project_id = stage->atlas->project_id,
    .instance = stage->atlas->instance,
    .seen = SLUICE_CONNECTION (stage->seen),
    .role_arn = OTHER_ROLE,
    .watch_pace = watch_pace,
    .settle_pace = settle_pace,
  };
}

static void
change_role (Stage *stage)
{
  const SluiceConnectionRequest request = connection_request (stage);

  stage->write = sluice_change_operation_start (stage->client, &request);
}

static void
delete_connection (Stage *stage)
{
  const SluiceConnectionRequest request = connection_request (stage);

  stage->write = sluice_delete_operation_start (stage->client, &request);
}

static gboolean
is_there (Stage *stage)
{
  g_autoptr (SluiceConnection) connection = ask_connection (stage);

  return connection != NULL;
}

static gboolean
has_other_role (Stage *stage)
{
  g_autoptr (SluiceConnection) connection = ask_connection (stage);

  return g_strcmp0 (sluice_connection_get_role_arn (connection), OTHER_ROLE) == 0;
}

/* A connection is still listed for a moment while it leaves. */
static gboolean
is_gone (Stage *stage)
{
  g_autoptr (SluiceConnection) connection = ask_connection (stage);

  return connection == NULL ||
         sluice_connection_get_state (connection) == SLUICE_CONNECTION_STATE_DELETING;
}

/* ---- AWS roles ------------------------------------------------------------------------------- */

static void
count_roles (Stage *stage)
{
  g_autoptr (GPtrArray) roles = ask_roles (stage);

  stage->before = roles->len;
}

static void
make_role (Stage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sluice_atlas_create_aws_role_async (stage->other, stage->atlas->project_id, NULL, settled_cb,
                                      &result);
  stage->role = sluice_atlas_create_aws_role_finish (stage->other, await (&result), &error);
  g_assert_no_error (error);
}

static SluiceRoleRequest
role_request (Stage *stage)
{
  return (SluiceRoleRequest) {
    .project_id = stage->atlas->project_id,
    .role = stage->role,
    .role_arn = OTHER_ROLE,
    .retry_pace = watch_pace,
    .settle_pace = settle_pace,
  };
}

static void
start_setup (Stage *stage)
{
  const SluiceRoleRequest request = role_request (stage);

  stage->write = sluice_setup_operation_start (stage->client, &request);
}

static void
authorize (Stage *stage)
{
  const SluiceRoleRequest request = role_request (stage);

  stage->write = sluice_authorize_operation_start (stage->client, &request);
}

static void
deauthorize (Stage *stage)
{
  const SluiceRoleRequest request = role_request (stage);

  stage->write = sluice_deauthorize_operation_start (stage->client, &request);
}

static gboolean
has_one_more (Stage *stage)
{
  g_autoptr (GPtrArray) roles = ask_roles (stage);

  return roles->len > stage->before;
}

static SluiceAwsRole *
find_role (Stage *stage)
{
  g_autoptr (GPtrArray) roles = ask_roles (stage);

  for (guint i = 0; i < roles->len; i++)
    if (g_strcmp0 (sluice_aws_role_get_id (roles->pdata[i]),
                   sluice_aws_role_get_id (stage->role)) == 0)
      return g_object_ref (roles->pdata[i]);
  return NULL;
}

static gboolean
is_authorized (Stage *stage)
{
  g_autoptr (SluiceAwsRole) role = find_role (stage);

  return role != NULL && sluice_aws_role_is_authorized (role);
}

static gboolean
is_removed (Stage *stage)
{
  g_autoptr (SluiceAwsRole) role = find_role (stage);

  return role == NULL;
}

/* ---- all of them ----------------------------------------------------------------------------- */

#define READ(name, function) \
  { name, "GET", NULL, function, (gpointer (*) (SluiceAtlasClient *, GAsyncResult *, GError **))
static const StageOperation operations[] = {
  READ ("check-key", check_key) sluice_atlas_check_key_finish, FALSE, NULL },
  READ ("get-project", get_project) sluice_atlas_get_project_finish, FALSE, NULL },
  READ ("list-projects", list_projects) sluice_atlas_list_projects_finish, TRUE, NULL },
  READ ("get-instance", get_instance) sluice_atlas_get_instance_finish, FALSE, NULL },
  READ ("list-instances", list_instances) sluice_atlas_list_instances_finish, TRUE, NULL },
  { "get-connection", "GET", make_connection, get_connection,
    (gpointer (*) (SluiceAtlasClient *, GAsyncResult *, GError **))
      sluice_atlas_get_connection_finish, FALSE, NULL },
  READ ("list-connections", list_connections) sluice_atlas_list_connections_finish, TRUE, NULL },
  READ ("list-roles", list_roles) sluice_atlas_list_aws_roles_finish, TRUE, NULL },
  READ ("list-links", list_links) sluice_atlas_list_private_links_finish, TRUE, NULL },
  READ ("list-processors", list_processors) sluice_atlas_list_processors_finish, TRUE, NULL },
  { "create", "POST", NULL, create, NULL, FALSE, is_there },
  { "look-and-create", "GET", NULL, look_and_create, NULL, FALSE, is_there },
  { "change-role", "PATCH", make_connection, change_role, NULL, FALSE, has_other_role },
  { "delete", "DELETE", make_connection, delete_connection, NULL, FALSE, is_gone },
  { "start-setup", "POST", count_roles, start_setup, NULL, FALSE, has_one_more },
  { "authorize", "PATCH", make_role, authorize, NULL, FALSE, is_authorized },
  { "deauthorize", "DELETE", make_role, deauthorize, NULL, FALSE, is_removed },
};

/**
 * stage_find:
 * @name: of an operation
 *
 * Returns: the operation; the test fails where there is none
 */
const StageOperation *
stage_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    if (g_str_equal (operations[i].name, name))
      return &operations[i];
  g_error ("There is no operation “%s”", name);
}

/* With stage->client, and everything else of the cell, in place. */
void
stage_begin (Stage *stage)
{
  stage->ended = FALSE;
  stage->cancellable = g_cancellable_new ();
  stage->operation->start (stage);
}

void
stage_cancel (gpointer data)
{
  Stage *stage = data;

  g_cancellable_cancel (stage->cancellable);
  if (stage->write != NULL)
    sluice_operation_cancel (stage->write);
}

gboolean
stage_is_over (Stage *stage)
{
  return stage->write != NULL
         ? sluice_operation_get_state (stage->write) != SLUICE_OPERATION_STATE_WORKING
         : stage->ended;
}

void
stage_clear (Stage *stage)
{
  g_clear_object (&stage->write);
  g_clear_object (&stage->cancellable);
  g_clear_object (&stage->role);
  g_clear_object (&stage->seen);
  g_clear_pointer (&stage->name, g_free);
}
