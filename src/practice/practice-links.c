/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private links of a project. */
#include "practice-operations.h"

static PracticeReply *
not_found (PracticeRequest *request)
{
  const char *id = practice_argument (request, "{name}");
  const char *parameters[] = { id, NULL };

  return practice_reply_new_error (404, "STREAM_PRIVATE_LINK_NOT_FOUND", parameters,
                                   "No private link with ID %s exists.", id);
}

PracticeReply *
practice_list_links (PracticeRequest *request)
{
  JsonArray *items = json_array_new ();

  practice_things_sweep (request->project->links);
  for (guint i = 0; i < request->project->links->len; i++)
    json_array_add_object_element (items, practice_thing_show (request->project->links->pdata[i]));
  return practice_page (request, items, FALSE, 0);
}

static PracticeReply *
check_link (PracticeRequest *request)
{
  static const char * const needed[] = { "provider", "vendor", "region", "serviceEndpointId" };
  const char *region = practice_json_get_string (request->body, "region");

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (practice_json_get_string (request->body, needed[i]) == NULL)
      return practice_reply_new_violation ("MISSING_ATTRIBUTE", needed[i],
                                           "The required attribute was not specified.");
  if (g_ascii_strcasecmp (practice_json_get_string (request->body, "provider"), "AWS") != 0)
    return practice_reply_new_violation ("INVALID_ENUM_VALUE", "provider",
                                         "The practice Atlas only makes links to AWS.");

  practice_things_sweep (request->project->links);
  for (guint i = 0; i < request->project->links->len; i++)
    {
      const PracticeThing *link = request->project->links->pdata[i];

      if (g_strcmp0 (practice_json_get_string (link->object, "region"), region) == 0)
        return practice_reply_new_error (400, "STREAM_PRIVATE_LINK_ALREADY_EXISTS", NULL,
                                         "A private link to S3 in %s already exists.", region);
    }
  return NULL;
}

static gboolean
is_on (PracticeRequest *request,
       PracticeFault    fault)
{
  return practice_scenarios_take (request->state->scenarios, fault, request->operation->name);
}

static void
plan_readiness (PracticeRequest *request,
                PracticeThing   *link)
{
  const double seconds = request->state->ready_after;
  const gboolean fails = is_on (request, PRACTICE_FAULT_FAILS);

  if (is_on (request, PRACTICE_FAULT_PENDING_FOREVER))
    {
      practice_thing_plan (link, 0, "WORKING");
      return;
    }
  if (fails)
    json_object_set_string_member (link->object, "errorMessage",
                                   "The endpoint service did not accept the endpoint.");
  practice_thing_plan (link, seconds / 3, "WORKING");
  practice_thing_plan (link, seconds, fails ? "FAILED" : "DONE");
}

/* As recorded, the reply to the creation has neither state nor vendor. */
PracticeReply *
practice_create_link (PracticeRequest *request)
{
  g_autofree char *digits = practice_state_dup_new_id (request->state);
  /* As in every ObjectId, the second it is made in stands first. */
  g_autofree char *id = g_strdup_printf ("%08x%s", (guint) (g_get_real_time () / G_USEC_PER_SEC),
                                         digits + 8);
  PracticeReply *problem = check_link (request);
  PracticeThing *link = NULL;
  JsonObject *shown = NULL;

  if (problem != NULL)
    return problem;
  link = practice_thing_new (id, practice_json_copy (request->body), "IDLE");
  json_object_set_string_member (link->object, "_id", id);
  json_object_set_string_member (link->object, "interfaceEndpointName", id);
  json_object_set_string_member (link->object, "providerAccountId", "111122223333");
  json_object_remove_member (link->object, "state");
  plan_readiness (request, link);
  g_ptr_array_add (request->project->links, link);

  shown = practice_json_copy (link->object);
  json_object_remove_member (shown, "vendor");
  return practice_reply_new (shown);
}

PracticeReply *
practice_get_link (PracticeRequest *request)
{
  PracticeThing *link = practice_things_find (request->project->links,
                                              practice_argument (request, "{name}"));

  return link != NULL ? practice_reply_new (practice_thing_show (link)) : not_found (request);
}

static gboolean
is_link_used (PracticeProject *project,
              const char      *id)
{
  for (guint i = 0; i < project->instances->len; i++)
    {
      const PracticeInstance *instance = project->instances->pdata[i];

      practice_things_sweep (instance->connections);
      for (guint j = 0; j < instance->connections->len; j++)
        {
          const PracticeThing *connection = instance->connections->pdata[j];
          JsonObject *networking = practice_json_get_object (connection->object, "networking");
          JsonObject *access = practice_json_get_object (networking, "access");

          if (g_strcmp0 (practice_json_get_string (access, "connectionId"), id) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

PracticeReply *
practice_delete_link (PracticeRequest *request)
{
  PracticeThing *link = practice_things_find (request->project->links,
                                              practice_argument (request, "{name}"));
  const double seconds = request->state->ready_after;

  if (link == NULL)
    return not_found (request);
  if (is_link_used (request->project, link->name))
    return practice_reply_new_error (409, "STREAM_PRIVATE_LINK_IN_USE", NULL,
                                     "A stream connection uses this private link.");
  practice_thing_set_state (link, "DELETE_REQUESTED");
  if (is_on (request, PRACTICE_FAULT_PENDING_FOREVER))
    return practice_reply_new_status (202);
  practice_thing_plan (link, seconds / 3, "DELETING");
  practice_thing_plan (link, seconds, PRACTICE_GONE);
  return practice_reply_new_status (202);
}
