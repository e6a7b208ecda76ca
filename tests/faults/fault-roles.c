/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AWS roles, to be run through the table of faults. */
#include "fault-parts.h"

#include "sluice-atlas-aws-roles.h"
#include "sluice-role-operations.h"

static GPtrArray *
ask_roles (Stage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *roles;

  sluice_atlas_list_aws_roles_async (stage->other, stage->atlas->project_id, NULL, stage_settled_cb,
                                     &result);
  roles = sluice_atlas_list_aws_roles_finish (stage->other, stage_await (&result), &error);
  g_assert_no_error (error);
  return roles;
}

void
role_count (Stage *stage)
{
  g_autoptr (GPtrArray) roles = ask_roles (stage);

  stage->before = roles->len;
}

void
role_make (Stage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sluice_atlas_create_aws_role_async (stage->other, stage->atlas->project_id, NULL,
                                      stage_settled_cb, &result);
  stage->role = sluice_atlas_create_aws_role_finish (stage->other, stage_await (&result), &error);
  g_assert_no_error (error);
}

static SluiceRoleRequest
role_request (Stage *stage)
{
  return (SluiceRoleRequest) {
    .project_id = stage->atlas->project_id,
    .role = stage->role,
    .role_arn = STAGE_OTHER_ROLE,
    .retry_pace = stage_watch_pace,
    .settle_pace = stage_settle_pace,
  };
}

void
role_start_setup (Stage *stage)
{
  const SluiceRoleRequest request = role_request (stage);

  stage->write = sluice_setup_operation_start (stage->client, &request);
}

void
role_authorize (Stage *stage)
{
  const SluiceRoleRequest request = role_request (stage);

  stage->write = sluice_authorize_operation_start (stage->client, &request);
}

void
role_deauthorize (Stage *stage)
{
  const SluiceRoleRequest request = role_request (stage);

  stage->write = sluice_deauthorize_operation_start (stage->client, &request);
}

gboolean
role_has_one_more (Stage *stage)
{
  g_autoptr (GPtrArray) roles = ask_roles (stage);

  return roles->len > stage->before;
}

static SluiceAwsRole *
find (Stage *stage, const char *id)
{
  g_autoptr (GPtrArray) roles = ask_roles (stage);

  for (guint i = 0; i < roles->len; i++)
    if (g_strcmp0 (sluice_aws_role_get_id (roles->pdata[i]), id) == 0)
      return g_object_ref (roles->pdata[i]);
  return NULL;
}

/* One that another process has made. */
void
role_adopt (Stage *stage, const char *id)
{
  stage->role = find (stage, id);
  g_assert_nonnull (stage->role);
}

static SluiceAwsRole *
find_role (Stage *stage)
{
  return find (stage, sluice_aws_role_get_id (stage->role));
}

gboolean
role_is_authorized (Stage *stage)
{
  g_autoptr (SluiceAwsRole) role = find_role (stage);

  return role != NULL && sluice_aws_role_is_authorized (role);
}

gboolean
role_is_removed (Stage *stage)
{
  g_autoptr (SluiceAwsRole) role = find_role (stage);

  return role == NULL;
}
