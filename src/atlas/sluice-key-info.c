/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Atlas says about a key. */
#include "sluice-key-info.h"

#include "sluice-json.h"
#include "sluice-objects-private.h"

typedef struct
{
  char *name;
  char *project_id;  /* NULL for a role in the organization */
  char *org_id;      /* NULL for a role in a project, or where Atlas does not tell */
} Role;

struct _SluiceKeyInfo
{
  GObject    parent_instance;

  char      *id;
  char      *public_key;
  char      *org_id;
  char     **access_list;
  GArray    *roles;  /* of Role */
};

G_DEFINE_FINAL_TYPE (SluiceKeyInfo, sluice_key_info, G_TYPE_OBJECT)

static void
clear_role (gpointer data)
{
  Role *role = data;

  g_free (role->name);
  g_free (role->project_id);
  g_free (role->org_id);
}

static void
sluice_key_info_finalize (GObject *object)
{
  SluiceKeyInfo *self = SLUICE_KEY_INFO (object);

  g_free (self->id);
  g_free (self->public_key);
  g_free (self->org_id);
  g_strfreev (self->access_list);
  g_array_unref (self->roles);
  G_OBJECT_CLASS (sluice_key_info_parent_class)->finalize (object);
}

static void
sluice_key_info_class_init (SluiceKeyInfoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_key_info_finalize;
}

static void
sluice_key_info_init (SluiceKeyInfo *self)
{
  self->roles = g_array_new (FALSE, FALSE, sizeof (Role));
  g_array_set_clear_func (self->roles, clear_role);
}

static void
read_roles (SluiceKeyInfo *self, JsonArray *array)
{
  guint n = array ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *json = sluice_json_as_object (json_array_get_element (array, i));
      const char *name = sluice_json_get_string (json, "roleName");
      Role role;

      /* A key belongs to one organization: any of its roles there tells which. */
      if (self->org_id == NULL)
        self->org_id = g_strdup (sluice_json_get_string (json, "orgId"));
      if (name == NULL)
        continue;
      role.name = g_strdup (name);
      role.project_id = g_strdup (sluice_json_get_string (json, "groupId"));
      role.org_id = g_strdup (sluice_json_get_string (json, "orgId"));
      g_array_append_val (self->roles, role);
    }
}

static char **
read_access_list (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = array ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *json = sluice_json_as_object (json_array_get_element (array, i));
      const char *entry = sluice_json_get_string (json, "cidrBlock");

      if (entry == NULL)
        entry = sluice_json_get_string (json, "ipAddress");
      if (entry != NULL)
        g_strv_builder_add (builder, entry);
    }
  return g_strv_builder_end (builder);
}

/**
 * sluice_key_info_new_from_json:
 * @node: (nullable): the API's SystemStatus
 *
 * Its "apiKey" may be null (other kinds of credentials); the object is empty then.
 *
 * Returns: (transfer full) (nullable): the key's info; %NULL if @node is no object
 */
SluiceKeyInfo *
sluice_key_info_new_from_json (JsonNode *node)
{
  JsonObject *json = sluice_json_as_object (node);
  JsonObject *key = sluice_json_get_object (json, "apiKey");
  SluiceKeyInfo *self;

  if (json == NULL)
    return NULL;
  self = g_object_new (SLUICE_TYPE_KEY_INFO, NULL);
  self->id = g_strdup (sluice_json_get_string (key, "id"));
  self->public_key = g_strdup (sluice_json_get_string (key, "publicKey"));
  self->access_list = read_access_list (sluice_json_get_array (key, "accessList"));
  read_roles (self, sluice_json_get_array (key, "roles"));
  return self;
}

/**
 * sluice_key_info_get_id:
 * @self: a key's info
 *
 * Returns: (nullable): Atlas's id of the key
 */
const char *
sluice_key_info_get_id (SluiceKeyInfo *self)
{
  return self->id;
}

/**
 * sluice_key_info_get_public_key:
 * @self: a key's info
 *
 * Returns: (nullable): the public half
 */
const char *
sluice_key_info_get_public_key (SluiceKeyInfo *self)
{
  return self->public_key;
}

/**
 * sluice_key_info_get_org_id:
 * @self: a key's info
 *
 * Returns: (nullable): the id of the organization the key belongs to, if Atlas told
 */
const char *
sluice_key_info_get_org_id (SluiceKeyInfo *self)
{
  return self->org_id;
}

/**
 * sluice_key_info_get_access_list:
 * @self: a key's info
 *
 * Returns: the addresses and blocks the key may be used from, as text; empty if there are none
 */
const char * const *
sluice_key_info_get_access_list (SluiceKeyInfo *self)
{
  return (const char * const *) self->access_list;
}

/* org_id: NULL for those in any organization. */
static char **
dup_roles (SluiceKeyInfo *self, const char *project_id, const char *org_id)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->roles->len; i++)
    {
      const Role *role = &g_array_index (self->roles, Role, i);

      if (g_strcmp0 (role->project_id, project_id) == 0 &&
          (org_id == NULL || role->org_id == NULL || g_str_equal (role->org_id, org_id)))
        g_strv_builder_add (builder, role->name);
    }
  return g_strv_builder_end (builder);
}

/**
 * sluice_key_info_dup_project_roles:
 * @self: a key's info
 * @project_id: a project
 *
 * Returns: (transfer full): the role codes the key itself has in that project, such as
 *   "GROUP_OWNER"; an open set. Roles it has through the organization are not among them
 */
char **
sluice_key_info_dup_project_roles (SluiceKeyInfo *self,
                                   const char    *project_id)
{
  g_return_val_if_fail (project_id != NULL, g_new0 (char *, 1));

  return dup_roles (self, project_id, NULL);
}

/**
 * sluice_key_info_dup_org_roles:
 * @self: a key's info
 * @org_id: (nullable): leaves out roles in any other organization, where Atlas tells which one
 *
 * Returns: (transfer full): the role codes the key has in its organization
 */
char **
sluice_key_info_dup_org_roles (SluiceKeyInfo *self,
                               const char    *org_id)
{
  return dup_roles (self, NULL, org_id);
}
