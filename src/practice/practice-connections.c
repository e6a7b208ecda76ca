/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection registry of one instance. */
#include "practice-operations.h"

#define SLOW_DELETE 15.0
#define SHORTEST_WAIT 0.5
#define COUNT_ERROR 40

static gboolean
is_on (PracticeRequest *request,
       PracticeFault    fault)
{
  return practice_scenarios_take (request->state->scenarios, fault, request->operation->name);
}

static void
leave_out_bucket (JsonObject *shown)
{
  JsonObject *aws = practice_json_get_object (shown, "aws");

  if (aws == NULL || !json_object_has_member (aws, "testBucket"))
    return;
  aws = practice_json_copy (aws);
  json_object_remove_member (aws, "testBucket");
  json_object_set_object_member (shown, "aws", aws);
}

static JsonObject *
show (PracticeRequest *request,
      PracticeThing   *connection)
{
  JsonObject *shown = practice_thing_show (connection);
  const char *state = practice_json_get_string (shown, "state");

  if (g_strcmp0 (state, "PENDING") == 0 && is_on (request, PRACTICE_FAULT_UNKNOWN_STATE))
    json_object_set_string_member (shown, "state", "REHYDRATING");
  if (is_on (request, PRACTICE_FAULT_BUCKET_NOT_ECHOED))
    leave_out_bucket (shown);
  return shown;
}

PracticeReply *
practice_connection_not_found (PracticeRequest *request)
{
  const char *name = practice_argument (request, "{name}");
  const char *parameters[] = { name, request->project->id, request->instance->name, NULL };

  return practice_reply_new_error (404, "STREAM_CONNECTION_NOT_FOUND_FOR_NAME", parameters,
                                   "No stream connection named %s exists in project %s, stream "
                                   "instance %s.", name, request->project->id,
                                   request->instance->name);
}

static PracticeReply *
refuse_in_use (PracticeRequest *request,
               PracticeThing   *connection)
{
  const char *parameters[] = { connection->name, request->instance->name, NULL };

  if (!practice_instance_uses (request->instance, connection->name)
      && !is_on (request, PRACTICE_FAULT_IN_USE))
    return NULL;
  return practice_reply_new_error (403, "STREAM_CONNECTION_HAS_STREAM_PROCESSORS", parameters,
                                   "Stream connection %s in instance %s is used by running stream "
                                   "processors.", connection->name, request->instance->name);
}

/* Always half a page more than two, whatever size of page was asked for. */
static void
fill_three_pages (PracticeRequest *request)
{
  GPtrArray *connections = request->instance->connections;
  const guint size = practice_page_size (request);

  for (guint i = connections->len; i < 2 * size + (size + 1) / 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("filler-%04u", i);
      g_autofree char *id = practice_state_dup_new_id (request->state);

      g_ptr_array_add (connections, practice_thing_new (name, practice_json_literal (
        "{'id':'%s','name':'%s','type':'Https','url':'https://example.net/%u'}", id, name, i),
        "READY"));
    }
}

static void
add_oddities (PracticeRequest *request,
              JsonArray       *items)
{
  if (is_on (request, PRACTICE_FAULT_HUGE_NAME))
    {
      g_autofree char *name = g_strnfill (5000, 'n');

      json_array_add_object_element (items, practice_json_literal (
        "{'name':'%s','type':'Https','state':'READY'}", name));
    }
  if (is_on (request, PRACTICE_FAULT_UNKNOWN_TYPE))
    json_array_add_object_element (items, practice_json_literal (
      "{'name':'from-the-future','type':'QuantumTape','state':'READY','reels':[1,2,3]}"));
  if (is_on (request, PRACTICE_FAULT_UNKNOWN_STATE))
    json_array_add_object_element (items, practice_json_literal (
      "{'name':'half-asleep','type':'Kafka','state':'REHYDRATING'}"));
}

PracticeReply *
practice_list_connections (PracticeRequest *request)
{
  GPtrArray *connections = request->instance->connections;
  const gboolean three_pages = is_on (request, PRACTICE_FAULT_THREE_PAGES);
  JsonArray *items = json_array_new ();

  practice_things_sweep (connections);
  if (three_pages)
    fill_three_pages (request);
  for (guint i = 0; i < connections->len; i++)
    if (practice_page_holds (request, i))
      json_array_add_object_element (items, show (request, connections->pdata[i]));
    else
      json_array_add_null_element (items);  /* will not be looked at; there may be very many */
  add_oddities (request, items);
  return practice_page (request, items, FALSE, three_pages ? COUNT_ERROR : 0);
}

static gboolean
is_private (JsonObject *object)
{
  JsonObject *networking = practice_json_get_object (object, "networking");
  JsonObject *access = practice_json_get_object (networking, "access");

  return g_strcmp0 (practice_json_get_string (access, "type"), "PRIVATE_LINK") == 0;
}

/* A public connection of any kind but S3 was seen READY in the very reply to its creation. For S3
 * nobody has recorded it, so a learner may as well see the waiting. */
static void
plan_readiness (PracticeRequest *request,
                PracticeThing   *connection)
{
  const gboolean s3 = g_strcmp0 (practice_json_get_string (connection->object, "type"), "S3") == 0;
  const gboolean hurdles = is_private (connection->object)
                           || is_on (request, PRACTICE_FAULT_PRIVATE_LINK);
  const gboolean fails = is_on (request, PRACTICE_FAULT_FAILS);
  const gboolean visible = hurdles || fails || is_on (request, PRACTICE_FAULT_UNKNOWN_STATE);
  const double seconds = (s3 ? request->state->ready_after : 0) * (hurdles ? 3 : 1);

  practice_thing_set_state (connection, "PENDING");
  if (is_on (request, PRACTICE_FAULT_PENDING_FOREVER))
    return;
  practice_thing_plan (connection, visible ? MAX (seconds, SHORTEST_WAIT) : seconds,
                       fails ? "FAILED" : "READY");
}

/* What Atlas never gives back, and what it adds. */
static JsonObject *
store (PracticeRequest *request)
{
  g_autofree char *id = practice_state_dup_new_id (request->state);
  JsonObject *region = practice_json_get_object (request->instance->object, "dataProcessRegion");
  JsonObject *object = practice_json_copy (request->body);
  JsonObject *authentication = practice_json_get_object (object, "authentication");

  json_object_remove_member (object, "state");
  json_object_remove_member (object, "links");
  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "region", practice_json_get_string (region, "region"));
  if (authentication != NULL)
    {
      authentication = practice_json_copy (authentication);
      json_object_remove_member (authentication, "password");
      json_object_remove_member (authentication, "clientSecret");
      json_object_set_object_member (object, "authentication", authentication);
    }
  if (!json_object_has_member (object, "networking")
      && g_strcmp0 (practice_json_get_string (object, "type"), "S3") == 0)
    json_object_set_object_member (object, "networking",
                                   practice_json_literal ("{'access':{'type':'PUBLIC'}}"));
  return object;
}

PracticeReply *
practice_create_connection (PracticeRequest *request)
{
  const char *name = practice_json_get_string (request->body, "name");
  const char *parameters[] = { name, NULL };
  g_autoptr (PracticeReply) problem = practice_connection_check (request);
  PracticeThing *connection = NULL;
  JsonObject *shown = NULL;

  if (problem != NULL)
    return g_steal_pointer (&problem);
  if (practice_things_find (request->instance->connections, name) != NULL)
    return practice_reply_new_error (409, "STREAM_CONNECTION_NAME_ALREADY_EXISTS", parameters,
                                     "A stream connection named %s already exists.", name);

  connection = practice_thing_new (name, store (request), "READY");
  plan_readiness (request, connection);
  connection->hidden = is_on (request, PRACTICE_FAULT_NOT_FOUND_ONCE) ? 1 : 0;
  g_ptr_array_add (request->instance->connections, connection);
  shown = show (request, connection);
  if (is_on (request, PRACTICE_FAULT_NO_STATE))
    json_object_remove_member (shown, "state");
  if (is_on (request, PRACTICE_FAULT_OTHER_NAME))
    json_object_set_string_member (shown, "name", "somebody-elses");
  return practice_reply_new (shown);
}

PracticeReply *
practice_get_connection (PracticeRequest *request)
{
  PracticeThing *connection = practice_things_find (request->instance->connections,
                                                    practice_argument (request, "{name}"));

  if (connection == NULL)
    return practice_connection_not_found (request);
  if (connection->hidden > 0)
    {
      connection->hidden--;
      return practice_connection_not_found (request);
    }
  return practice_reply_new (show (request, connection));
}

static void
merge (PracticeRequest *request,
       PracticeThing   *connection)
{
  static const char * const fixed[] = { "id", "name", "type", "state", "links", "region", NULL };
  JsonObjectIter iter;
  const char *member = NULL;
  JsonNode *node = NULL;

  json_object_iter_init_ordered (&iter, request->body);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    if (!g_strv_contains (fixed, member))
      json_object_set_member (connection->object, member, json_node_copy (node));
}

PracticeReply *
practice_update_connection (PracticeRequest *request)
{
  PracticeThing *connection = practice_things_find (request->instance->connections,
                                                    practice_argument (request, "{name}"));
  g_autoptr (PracticeReply) problem = NULL;
  JsonObject *shown = NULL;

  if (connection == NULL)
    return practice_connection_not_found (request);
  problem = practice_connection_check (request);
  if (problem == NULL)
    problem = refuse_in_use (request, connection);
  if (problem != NULL)
    return g_steal_pointer (&problem);
  if (json_object_has_member (request->body, "networking")
      && is_private (request->body) != is_private (connection->object))
    return practice_reply_new_violation ("VALIDATION_ERROR", "networking.access.type",
                                         "The networking type of a connection cannot be changed.");

  merge (request, connection);
  shown = show (request, connection);
  if (is_on (request, PRACTICE_FAULT_PATCH_WITHOUT_STATE))
    json_object_remove_member (shown, "state");
  return practice_reply_new (shown);
}

PracticeReply *
practice_delete_connection (PracticeRequest *request)
{
  PracticeThing *connection = practice_things_find (request->instance->connections,
                                                    practice_argument (request, "{name}"));
  PracticeReply *problem = NULL;

  if (connection == NULL)
    return practice_connection_not_found (request);
  problem = refuse_in_use (request, connection);
  if (problem != NULL)
    return problem;
  if (g_strcmp0 (practice_thing_get_state (connection), "DELETING") != 0)
    {
      const gboolean slow = is_on (request, PRACTICE_FAULT_SLOW_DELETE);

      practice_thing_set_state (connection, "DELETING");
      practice_thing_plan (connection, slow ? SLOW_DELETE : request->state->ready_after,
                           PRACTICE_GONE);
    }
  return practice_reply_new_status (202);
}
