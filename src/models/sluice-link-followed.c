/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the operations on a certain private link. */
#include "sluice-link-followed.h"

#include "sluice-link-operations.h"

static gboolean
is_working (SluiceOperation *operation, const char *project_id)
{
  return sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING &&
         g_strcmp0 (sluice_operation_get_project_id (operation), project_id) == 0;
}

/**
 * sluice_link_followed_has:
 * @operations: (element-type SluiceOperation): operations on private links
 * @project_id: (nullable): the link's project
 * @link: a link
 *
 * An operation that does not know yet which link it is about may be about any in its region.
 *
 * Returns: whether one of them is, or was, about the link
 */
gboolean
sluice_link_followed_has (GPtrArray         *operations,
                          const char        *project_id,
                          SluicePrivateLink *link)
{
  for (guint i = 0; i < operations->len; i++)
    {
      SluiceOperation *operation = operations->pdata[i];
      const char *id = sluice_link_operation_get_link (operation);

      if (g_strcmp0 (id, sluice_private_link_get_id (link)) == 0)
        return TRUE;
      if (id == NULL && is_working (operation, project_id) &&
          g_strcmp0 (sluice_operation_get_subject (operation),
                     sluice_private_link_get_region (link)) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * sluice_link_followed_get:
 * @operations: (element-type SluiceOperation): operations on private links
 * @project_id: (nullable): of which project
 * @id: (nullable): of which link; %NULL for one that is not known yet
 *
 * Returns: (transfer none) (nullable): the operation that is at work there
 */
SluiceOperation *
sluice_link_followed_get (GPtrArray  *operations,
                          const char *project_id,
                          const char *id)
{
  for (guint i = 0; i < operations->len; i++)
    {
      SluiceOperation *operation = operations->pdata[i];

      if (is_working (operation, project_id) &&
          g_strcmp0 (sluice_link_operation_get_link (operation), id) == 0)
        return operation;
    }
  return NULL;
}
