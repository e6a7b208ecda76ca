/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys, their roles, and what those are enough for. */
#include "practice-keys.h"

#define KEY_ID "64c0ffee0000000000%06x"

struct _PracticeKey
{
  char  *public_key;
  char  *private_key;
  char **roles;      /* ROLE@PROJECT, or ROLE in the organization */
  char **addresses;
};

/**
 * practice_key_new:
 * @text: PUBLIC:PRIVATE:ROLES[:ADDRESSES]; both lists with commas, a role in a project as
 *   ROLE@PROJECT
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the key
 */
PracticeKey *
practice_key_new (const char  *text,
                  GError     **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 4);
  PracticeKey *self;

  if (g_strv_length (parts) < 3 || parts[0][0] == '\0' || parts[1][0] == '\0')
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "--key is PUBLIC:PRIVATE:ROLE@PROJECT,ROLE,…[:ADDRESS,…], not %s", text);
      return NULL;
    }
  self = g_new0 (PracticeKey, 1);
  self->public_key = g_strdup (parts[0]);
  self->private_key = g_strdup (parts[1]);
  self->roles = g_strsplit (parts[2], ",", -1);
  self->addresses = g_strsplit (parts[3] != NULL ? parts[3] : "", ",", -1);
  return self;
}

void
practice_key_free (PracticeKey *self)
{
  g_free (self->public_key);
  g_free (self->private_key);
  g_strfreev (self->roles);
  g_strfreev (self->addresses);
  g_free (self);
}

const char *
practice_key_get_public_key (PracticeKey *self)
{
  return self->public_key;
}

const char *
practice_key_get_private_key (PracticeKey *self)
{
  return self->private_key;
}

static JsonArray *
show_roles (PracticeKey *self)
{
  JsonArray *roles = json_array_new ();

  for (guint i = 0; self->roles[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (self->roles[i], "@", 2);

      if (parts[0] != NULL && parts[0][0] != '\0')
        json_array_add_object_element (roles, practice_json_literal (
          "{'%s':'%s','roleName':'%s'}", parts[1] != NULL ? "groupId" : "orgId",
          parts[1] != NULL ? parts[1] : PRACTICE_ORG_ID, parts[0]));
    }
  return roles;
}

/**
 * practice_key_show:
 * @self: a key
 *
 * Returns: (transfer full): the key as Atlas tells of it
 */
JsonObject *
practice_key_show (PracticeKey *self)
{
  JsonObject *object = practice_json_literal ("{'id':'" KEY_ID "','publicKey':'%s'}",
                                              g_str_hash (self->public_key) & 0xffffff,
                                              self->public_key);
  JsonArray *addresses = json_array_new ();

  for (guint i = 0; self->addresses[i] != NULL; i++)
    if (self->addresses[i][0] != '\0')
      json_array_add_object_element (addresses, practice_json_literal (
        "{'%s':'%s'}", strchr (self->addresses[i], '/') != NULL ? "cidrBlock" : "ipAddress",
        self->addresses[i]));
  json_object_set_array_member (object, "accessList", addresses);
  json_object_set_array_member (object, "roles", show_roles (self));
  return object;
}

static PracticeNeed
judge (const char *role)
{
  if (g_str_equal (role, "GROUP_OWNER") || g_str_equal (role, "ORG_OWNER"))
    return PRACTICE_NEED_OWNER;
  if (strstr (role, "_STREAM_PROCESSING_") != NULL)
    return PRACTICE_NEED_STREAM;
  if (g_str_has_prefix (role, "GROUP_DATA_ACCESS"))
    return PRACTICE_NEED_DATA;
  if (g_str_equal (role, "ORG_MEMBER") || g_str_equal (role, "ORG_GROUP_CREATOR")
      || g_str_equal (role, "ORG_BILLING_ADMIN"))
    return PRACTICE_NEED_NONE;
  return PRACTICE_NEED_READ;
}

/**
 * practice_key_get_need:
 * @key: (nullable): a key
 * @project: a project
 *
 * Returns: the most that the key's roles are enough for in the project
 */
PracticeNeed
practice_key_get_need (PracticeKey           *key,
                       const PracticeProject *project)
{
  PracticeNeed best = PRACTICE_NEED_NONE;

  /* It is of another organization. */
  if (project->role == NULL)
    return PRACTICE_NEED_NONE;
  if (key == NULL)
    return judge (project->role);
  for (guint i = 0; key->roles[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (key->roles[i], "@", 2);

      if (parts[0] != NULL && parts[0][0] != '\0'
          && (parts[1] == NULL || g_str_equal (parts[1], project->id)))
        best = MAX (best, judge (parts[0]));
    }
  return best;
}

gboolean
practice_key_sees (PracticeKey           *key,
                   const PracticeProject *project)
{
  return practice_key_get_need (key, project) > PRACTICE_NEED_NONE;
}
