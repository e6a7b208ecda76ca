/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of operations, and how a path is matched against it. */
#include "practice-operations.h"

#define V1 "2023-01-01"
#define V2 "2023-02-01"
#define V3 "2024-05-30"
#define G "/groups/{groupId}"
#define W G "/streams/{tenantName}"
#define NONE PRACTICE_NEED_NONE
#define READ PRACTICE_NEED_READ
#define DATA PRACTICE_NEED_DATA
#define STREAM PRACTICE_NEED_STREAM
#define OWNER PRACTICE_NEED_OWNER

/* Literal segments stand before the placeholders they would also fit. */
static const PracticeOperation operations[] = {
  { "check-key", "GET", "", V1, NONE, 300, practice_check_key },
  { "list-projects", "GET", "/groups", V1, NONE, 1200, practice_list_projects },
  { "list-organizations", "GET", "/orgs", V1, NONE, 1200, practice_list_organizations },
  { "get-organization", "GET", "/orgs/{orgId}", V1, NONE, 1200, practice_get_organization },
  { "list-organization-projects", "GET", "/orgs/{orgId}/groups", V1, NONE, 1200,
    practice_list_projects },
  { "get-project", "GET", G, V1, READ, 1200, practice_get_project },
  { "list-roles", "GET", G "/cloudProviderAccess", V1, READ, 2000, practice_list_roles },
  { "create-role", "POST", G "/cloudProviderAccess", V1, OWNER, 2000, practice_create_role },
  { "get-role", "GET", G "/cloudProviderAccess/{name}", V1, READ, 2000, practice_get_role },
  { "authorize-role", "PATCH", G "/cloudProviderAccess/{name}", V1, OWNER, 2000,
    practice_authorize_role },
  { "deauthorize-role", "DELETE", G "/cloudProviderAccess/{cloudProvider}/{name}", V1, OWNER, 2000,
    practice_deauthorize_role },
  { "list-instances", "GET", G "/streams", V2, READ, 1200, practice_list_instances },
  { "list-links", "GET", G "/streams/privateLinkConnections", V2, READ, 1200, practice_list_links },
  { "create-link", "POST", G "/streams/privateLinkConnections", V2, STREAM, 1200,
    practice_create_link },
  { "get-link", "GET", G "/streams/privateLinkConnections/{name}", V2, READ, 1200,
    practice_get_link },
  { "delete-link", "DELETE", G "/streams/privateLinkConnections/{name}", V2, STREAM, 1200,
    practice_delete_link },
  { "get-instance", "GET", W, V2, DATA, 1200, practice_get_instance },
  { "list-connections", "GET", W "/connections", V2, DATA, 1200, practice_list_connections },
  { "create-connection", "POST", W "/connections", V2, STREAM, 1200, practice_create_connection },
  { "get-connection", "GET", W "/connections/{name}", V2, READ, 1200, practice_get_connection },
  { "update-connection", "PATCH", W "/connections/{name}", V2, STREAM, 1200,
    practice_update_connection },
  { "delete-connection", "DELETE", W "/connections/{name}", V2, STREAM, 1200,
    practice_delete_connection },
  { "list-processors", "GET", W "/processors", V3, STREAM, 1200, practice_list_processors },
  { "create-processor", "POST", W "/processor", V3, STREAM, 1200, practice_create_processor },
  { "start-processor", "POST", W "/processor/{name}:start", V3, STREAM, 1200,
    practice_start_processor },
  { "stop-processor", "POST", W "/processor/{name}:stop", V3, STREAM, 1200,
    practice_stop_processor },
  { "get-processor", "GET", W "/processor/{name}", V3, STREAM, 1200, practice_get_processor },
  { "delete-processor", "DELETE", W "/processor/{name}", V3, STREAM, 1200,
    practice_delete_processor },
};

static gboolean
match_segment (const char *pattern,
               const char *segment,
               GHashTable *arguments)
{
  g_autofree char *decoded = g_uri_unescape_string (segment, NULL);
  const char *verb = NULL;
  gsize length = 0;

  if (decoded == NULL)
    return FALSE;
  if (pattern[0] != '{')
    return g_str_equal (pattern, decoded);

  verb = strchr (pattern, '}') + 1;
  length = strlen (decoded);
  if (verb[0] != '\0')
    {
      if (!g_str_has_suffix (decoded, verb))
        return FALSE;
      length -= strlen (verb);
    }
  if (length == 0 || !g_utf8_validate (decoded, -1, NULL))
    return FALSE;
  g_hash_table_insert (arguments, g_strndup (pattern, verb - pattern), g_strndup (decoded, length));
  return TRUE;
}

static gboolean
match (const char *pattern,
       const char *path,
       GHashTable *arguments)
{
  g_auto (GStrv) patterns = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) segments = g_strsplit (path, "/", -1);

  if (g_strv_length (patterns) != g_strv_length (segments))
    return FALSE;
  g_hash_table_remove_all (arguments);
  for (guint i = 0; patterns[i] != NULL; i++)
    if (!match_segment (patterns[i], segments[i], arguments))
      return FALSE;
  return TRUE;
}

/**
 * practice_routes_find:
 * @method: HTTP method
 * @path: what follows /api/atlas/v2, still escaped
 * @path_arguments: filled with "{name}" → decoded text
 * @path_known: (out): whether any method would do for this path
 *
 * Returns: (transfer none) (nullable): the operation
 */
const PracticeOperation *
practice_routes_find (const char *method,
                      const char *path,
                      GHashTable *path_arguments,
                      gboolean   *path_known)
{
  *path_known = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (match (operations[i].path, path, path_arguments))
      {
        *path_known = TRUE;
        if (g_str_equal (operations[i].method, method))
          return &operations[i];
      }
  return NULL;
}

/**
 * practice_routes_knows:
 * @operation: a word from the first column of the table
 *
 * Returns: whether it is one
 */
gboolean
practice_routes_knows (const char *operation)
{
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (g_str_equal (operations[i].name, operation))
      return TRUE;
  return FALSE;
}
