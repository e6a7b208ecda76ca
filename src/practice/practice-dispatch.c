/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks every operation shares, in the order Atlas makes them as far as that is known. */
#include "practice-dispatch.h"

#include "practice-keys.h"
#include "practice-operations.h"

#include <libsoup/soup.h>

static PracticeReply *
check_version (const PracticeOperation *operation,
               const char              *accept)
{
  g_autoptr (GRegex) regex = g_regex_new ("application/vnd\\.atlas\\.([0-9]{4}-[0-9]{2}-[0-9]{2})"
                                          "\\+json", G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *date = NULL;

  if (accept != NULL && g_regex_match (regex, accept, 0, &match))
    date = g_match_info_fetch (match, 1);
  if (date == NULL)
    return practice_reply_new_error (406, "NOT_ACCEPTABLE", NULL,
                                     "The Accept header names no version of this resource.");
  /* A later date means the newest version before it. */
  if (strcmp (date, operation->version) < 0)
    return practice_reply_new_error (406, "NOT_ACCEPTABLE", NULL,
                                     "The resource has no version %s.", date);
  return NULL;
}

static gboolean
wants_body (const PracticeOperation *operation)
{
  return (g_str_equal (operation->method, "POST") || g_str_equal (operation->method, "PATCH"))
         && strchr (operation->path, ':') == NULL;
}

static PracticeReply *
read_body (PracticeRequest    *request,
           const PracticeCall *call)
{
  const char *type = call->content_type;

  if (!wants_body (request->operation))
    return NULL;
  if (type == NULL
      || (!g_str_has_prefix (type, "application/json")
          && !g_str_has_prefix (type, "application/vnd.atlas.")))
    return practice_reply_new_error (415, "UNSUPPORTED_MEDIA_TYPE", NULL,
                                     "The Content-Type header must name a JSON type.");
  request->body = practice_json_parse_object (call->body, (gssize) call->length);
  if (request->body == NULL)
    return practice_reply_new_error (400, "MALFORMED_JSON", NULL,
                                     "Received JSON is malformed.");
  return NULL;
}

static PracticeReply *
find_project (PracticeRequest *request)
{
  const char *id = practice_argument (request, "{groupId}");
  const char *parameters[] = { id, NULL };

  if (id == NULL)
    return NULL;
  if (!g_regex_match_simple ("^[a-f0-9]{24}\\z", id, 0, 0))
    return practice_reply_new_error (404, "INVALID_GROUP_ID", parameters,
                                     "An invalid group ID %s was specified.", id);
  request->project = practice_state_find_project (request->state, id);
  if (request->project == NULL)
    return practice_reply_new_error (404, "GROUP_NOT_FOUND", parameters,
                                     "No group with ID %s exists.", id);
  if (!practice_key_sees (request->state->key, request->project))
    return practice_reply_new_error (401, "USER_CANNOT_ACCESS_GROUP", parameters,
                                     "The current user cannot access group %s.", id);
  return NULL;
}

static PracticeReply *
find_instance (PracticeRequest *request)
{
  const char *name = practice_argument (request, "{tenantName}");

  if (name == NULL)
    return NULL;
  request->instance = practice_project_find_instance (request->project, name);
  if (request->instance == NULL)
    {
      const char *parameters[] = { request->project->id, name, NULL };

      return practice_reply_new_error (404, "STREAM_TENANT_NOT_FOUND_FOR_NAME", parameters,
                                       "No stream instance named %s exists in project %s.", name,
                                       request->project->id);
    }
  return NULL;
}

static PracticeReply *
check_role (PracticeRequest *request)
{
  if (request->project == NULL
      || request->operation->need <= practice_key_get_need (request->state->key, request->project))
    return NULL;
  return practice_reply_new_error (401, "USER_UNAUTHORIZED", NULL,
                                   "The current user is not authorized to perform this action.");
}

static PracticeReply *
run (PracticeRequest    *request,
     const PracticeCall *call)
{
  PracticeReply *reply = NULL;

  reply = check_version (request->operation, call->accept);
  if (reply == NULL)
    reply = find_project (request);
  if (reply == NULL)
    reply = check_role (request);
  if (reply == NULL)
    reply = find_instance (request);
  if (reply == NULL)
    reply = read_body (request, call);
  if (reply == NULL)
    reply = practice_faults_before (request->state->scenarios, request->operation->name,
                                    request->body);
  if (reply != NULL)
    return reply;
  reply = request->operation->run (request);
  return practice_faults_after (request->state->scenarios, request->operation->name, reply);
}

static void
render (PracticeRequest *request,
        PracticeReply   *reply,
        PracticeAnswer  *answer)
{
  const char *pretty = g_hash_table_lookup (request->query, "pretty");
  const char *envelope = g_hash_table_lookup (request->query, "envelope");

  answer->body = practice_reply_render (reply, g_strcmp0 (pretty, "true") == 0,
                                        g_strcmp0 (envelope, "true") == 0);
  answer->content_type = reply->content_type != NULL || request->operation == NULL
    ? g_strdup (reply->content_type)
    : g_strdup_printf ("application/vnd.atlas.%s+json;charset=utf-8", request->operation->version);
  answer->capacity = request->operation != NULL ? request->operation->capacity : 0;
}

static const PracticeOperation *
find_operation (const PracticeCall *call,
                GHashTable         *path_arguments,
                gboolean           *path_known)
{
  *path_known = FALSE;
  if (!g_str_has_prefix (call->path, PRACTICE_API_PATH))
    return NULL;
  return practice_routes_find (call->method, call->path + strlen (PRACTICE_API_PATH),
                               path_arguments, path_known);
}

/**
 * practice_dispatch_name:
 * @call: a request
 *
 * Returns: (transfer none): the name of the operation it asks for, or "-"
 */
const char *
practice_dispatch_name (const PracticeCall *call)
{
  g_autoptr (GHashTable) path_arguments = g_hash_table_new_full (g_str_hash, g_str_equal,
                                                                 g_free, g_free);
  gboolean path_known = FALSE;
  const PracticeOperation *operation = find_operation (call, path_arguments, &path_known);

  return operation != NULL ? operation->name : "-";
}

/**
 * practice_dispatch:
 * @state: all that exists
 * @call: a request whose signature was fine
 * @answer: (out caller-allocates): body, media type and rate limit of the reply
 *
 * Returns: (transfer full): the rest of the reply
 */
PracticeReply *
practice_dispatch (PracticeState      *state,
                   const PracticeCall *call,
                   PracticeAnswer     *answer)
{
  PracticeRequest request = { .state = state, .path = call->path };
  PracticeReply *reply = NULL;
  gboolean path_known = FALSE;

  request.path_arguments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  request.query = soup_form_decode (call->query != NULL ? call->query : "");
  request.operation = find_operation (call, request.path_arguments, &path_known);
  if (request.operation != NULL)
    reply = run (&request, call);
  else if (path_known)
    reply = practice_reply_new_error (405, "METHOD_NOT_ALLOWED", NULL,
                                      "The resource does not support %s.", call->method);
  else
    reply = practice_reply_new_error (404, "RESOURCE_NOT_FOUND", NULL,
                                      "Cannot find resource %s.", call->path);

  render (&request, reply, answer);
  g_hash_table_unref (request.path_arguments);
  g_hash_table_unref (request.query);
  g_clear_pointer (&request.body, json_object_unref);
  return reply;
}
