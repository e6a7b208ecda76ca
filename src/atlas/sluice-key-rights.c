/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roles that are known, and what each is enough for. */
#include "sluice-key-rights.h"

#define LIST (1u << SLUICE_KEY_RIGHT_LIST)
#define CREATE (1u << SLUICE_KEY_RIGHT_CREATE)
#define AWS (1u << SLUICE_KEY_RIGHT_AWS)

/* After the roles the API's description names for each operation. That Project Stream Processing
 * Owner lists and creates is from the vendor's guides; the code of Project Stream Processing
 * Manager is assumed. Roles not in this table may be enough for anything. */
static const struct { const char *code; guint rights; } roles[] = {
  { "GROUP_OWNER", LIST | CREATE | AWS },
  { "ORG_OWNER", LIST | CREATE | AWS },
  { "GROUP_STREAM_PROCESSING_OWNER", LIST | CREATE },
  { "GROUP_STREAM_PROCESSING_MANAGER", LIST | CREATE },
  { "ORG_STREAM_PROCESSING_ADMIN", LIST | CREATE },
  { "GROUP_DATA_ACCESS_ADMIN", LIST },
  { "GROUP_DATA_ACCESS_READ_WRITE", LIST },
  { "GROUP_DATA_ACCESS_READ_ONLY", LIST },
  { "GROUP_READ_ONLY", 0 },
  { "ORG_MEMBER", 0 },
  { "ORG_READ_ONLY", 0 },
  { "ORG_GROUP_CREATOR", 0 },
  { "ORG_BILLING_ADMIN", 0 },
};

static SluiceKeyAnswer
judge_role (const char     *code,
            SluiceKeyRight  right)
{
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      if (g_str_equal (code, roles[i].code))
        return roles[i].rights & (1u << right) ? SLUICE_KEY_ANSWER_YES : SLUICE_KEY_ANSWER_NO;
    }
  return SLUICE_KEY_ANSWER_CANNOT_TELL;
}

/* A role of a project that names none, and one of an organization that is said to be in a project,
 * tell nothing. */
static SluiceKeyAnswer
judge_roles (char           **codes,
             const char      *prefix,
             SluiceKeyRight   right)
{
  SluiceKeyAnswer best = SLUICE_KEY_ANSWER_NO;

  for (guint i = 0; codes[i] != NULL; i++)
    best = MAX (best, g_str_has_prefix (codes[i], prefix) ? judge_role (codes[i], right)
                                                          : SLUICE_KEY_ANSWER_CANNOT_TELL);
  return best;
}

/**
 * sluice_key_info_may:
 * @self: a key's info
 * @project_id: a project
 * @org_id: (nullable): the organization that the project belongs to, if it is known
 * @right: something Sluice does for people
 *
 * Pure: asks nobody. A role that is not known, or no list of roles at all, is never a no.
 *
 * Returns: whether the roles Atlas lists for the key are enough for @right in that project
 */
SluiceKeyAnswer
sluice_key_info_may (SluiceKeyInfo  *self,
                     const char     *project_id,
                     const char     *org_id,
                     SluiceKeyRight  right)
{
  g_auto (GStrv) in_project = sluice_key_info_dup_project_roles (self, project_id);
  g_auto (GStrv) in_organization = sluice_key_info_dup_org_roles (self, org_id);

  if (in_project[0] == NULL && in_organization[0] == NULL)
    return SLUICE_KEY_ANSWER_CANNOT_TELL;
  return MAX (judge_roles (in_project, "GROUP_", right),
              judge_roles (in_organization, "ORG_", right));
}
