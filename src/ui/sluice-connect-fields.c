/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of the form. */

#include "sluice-connect-fields.h"

#include <glib/gi18n-lib.h>

#include "sluice-validate.h"

static const struct
{
  const char      *row, *hint, *draft;
  SluiceValidator  validator;
  const char      *missing;
  const char      *help;
  SluiceListed     listed;   /* SLUICE_N_LISTED: nothing to choose from */
  const char      *example;
} fields[SLUICE_CONNECT_N_FIELDS] = {
  [SLUICE_CONNECT_PROJECT] = {
    "project_row", "project_hint", "project-id", sluice_validate_project_id,
    N_("The project’s ID is needed. It stands in the address of the project’s page in Atlas; you "
       "can paste the whole address."),
    N_("Stands in the address of its page in Atlas; the whole address will do."),
    SLUICE_LISTED_PROJECT, NULL },
  [SLUICE_CONNECT_INSTANCE] = {
    "instance_row", "instance_hint", "instance", sluice_validate_instance_name,
    N_("The instance’s name is needed. Atlas lists it under Stream Processing; newer pages say "
       "workspace."),
    N_("Its name under Stream Processing in Atlas; newer pages say workspace."),
    SLUICE_LISTED_INSTANCE, NULL },
  [SLUICE_CONNECT_NAME] = {
    "name_row", "name_hint", "connection-name", sluice_validate_connection_name,
    N_("The new connection needs a name."), NULL, SLUICE_N_LISTED, "s3sink" },
  [SLUICE_CONNECT_ROLE] = {
    "role_row", "role_hint", "role-arn", sluice_validate_role_arn,
    N_("The role’s ARN is needed: arn:aws:iam::…:role/…, of the AWS role that Atlas may assume."),
    N_("Of the role in your AWS account that Atlas may assume: arn:aws:iam::…:role/…"),
    SLUICE_LISTED_ROLE, "arn:aws:iam::111122223333:role/harbour/s3-writer" },
  [SLUICE_CONNECT_BUCKET] = {
    "bucket_row", "bucket_hint", "test-bucket", sluice_validate_test_bucket,
    NULL, N_("If you like: a bucket with which Atlas tries the role."),
    SLUICE_N_LISTED, NULL },
};

const char *
sluice_connect_field_get_row (SluiceConnectField id)
{
  return fields[id].row;
}

const char *
sluice_connect_field_get_hint (SluiceConnectField id)
{
  return fields[id].hint;
}

const char *
sluice_connect_field_get_draft (SluiceConnectField id)
{
  return fields[id].draft;
}

SluiceField *
sluice_connect_field_new (SluiceConnectField  id,
                          AdwEntryRow        *row,
                          SluiceHint         *hint)
{
  return sluice_field_new (row, hint, fields[id].validator,
                           fields[id].missing != NULL ? _(fields[id].missing) : NULL,
                           fields[id].help != NULL ? _(fields[id].help) : NULL);
}

SluiceChooseButton *
sluice_connect_field_add_button (SluiceConnectField  id,
                                 AdwEntryRow        *row,
                                 SluiceField        *field)
{
  return fields[id].listed != SLUICE_N_LISTED
         ? sluice_choose_button_add (fields[id].listed, row, field) : NULL;
}

const char *
sluice_connect_field_get_example (SluiceConnectField id)
{
  return fields[id].example;
}

gboolean
sluice_connect_field_created_here (SluiceSession *session,
                                   const char    *name)
{
  GListModel *operations = sluice_session_get_operations (session);
  const char *instance = sluice_session_get_instance (session);

  for (guint i = 0; name != NULL && i < g_list_model_get_n_items (operations); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (operations, i);

      if (sluice_operation_get_kind (operation) == SLUICE_OPERATION_CREATE_CONNECTION
          && g_strcmp0 (sluice_operation_get_subject (operation), name) == 0
          && g_strcmp0 (sluice_operation_get_place (operation), instance) == 0)
        return sluice_operation_get_outcome (operation) != SLUICE_OUTCOME_NAME_TAKEN
               && sluice_operation_get_outcome (operation) != SLUICE_OUTCOME_OTHER_HOLDS;
    }
  return FALSE;
}
