/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stream processors: enough of them to see what uses a connection. */
#include "practice-operations.h"

static PracticeThing *
find (PracticeRequest *request)
{
  return practice_things_find (request->instance->processors,
                               practice_argument (request, "{name}"));
}

static PracticeReply *
not_found (PracticeRequest *request)
{
  const char *name = practice_argument (request, "{name}");
  const char *parameters[] = { name, request->instance->name, NULL };

  return practice_reply_new_error (404, "STREAM_PROCESSOR_NOT_FOUND", parameters,
                                   "No stream processor named %s exists in instance %s.", name,
                                   request->instance->name);
}

static PracticeReply *
refuse (PracticeRequest *request,
        const char      *message)
{
  const char *name = practice_json_get_string (request->body, "name");
  const char *parameters[] = { name, message, NULL };

  return practice_reply_new_error (400, "STREAM_PROCESSOR_GENERIC_ERROR", parameters,
                                   "Stream processor %s: %s", name, message);
}

PracticeReply *
practice_list_processors (PracticeRequest *request)
{
  GPtrArray *processors = request->instance->processors;
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < processors->len; i++)
    json_array_add_object_element (items, practice_thing_show (processors->pdata[i]));
  return practice_page (request, items, TRUE, 0);
}

static const char *
get_type_of (PracticeRequest *request,
             JsonObject      *options)
{
  const char *name = practice_json_get_string (options, "connectionName");
  PracticeThing *connection = NULL;

  if (name == NULL)
    return NULL;
  connection = practice_things_find (request->instance->connections, name);
  return connection != NULL ? practice_json_get_string (connection->object, "type") : NULL;
}

static PracticeReply *
check_pipeline (PracticeRequest *request)
{
  JsonArray *pipeline = practice_json_get_array (request->body, "pipeline");
  const guint length = pipeline != NULL ? json_array_get_length (pipeline) : 0;
  JsonObject *first = practice_json_get_element (pipeline, 0);
  JsonObject *last = length > 1 ? practice_json_get_element (pipeline, length - 1) : NULL;
  JsonObject *emit = practice_json_get_object (last, "$emit");
  JsonObject *merge = practice_json_get_object (last, "$merge");
  const char *source_type = get_type_of (request, practice_json_get_object (first, "$source"));
  const char *sink_type = get_type_of (request, emit != NULL ? emit
                                       : practice_json_get_object (merge, "into"));

  if (practice_json_get_object (first, "$source") == NULL)
    return refuse (request, "The first stage of the pipeline must be $source.");
  if (emit == NULL && merge == NULL)
    return refuse (request, "The last stage of the pipeline must be $emit or $merge.");
  if (source_type == NULL || sink_type == NULL)
    return refuse (request, "The pipeline names a connection that does not exist.");
  if (g_str_equal (source_type, "S3"))
    return refuse (request, "An S3 connection cannot be a source.");
  if (merge != NULL && g_str_equal (sink_type, "S3"))
    return refuse (request, "$merge cannot write to S3: use $emit.");
  if (emit != NULL && g_str_equal (sink_type, "S3")
      && (!json_object_has_member (emit, "bucket") || !json_object_has_member (emit, "path")))
    return refuse (request, "$emit to S3 needs bucket and path.");
  return NULL;
}

PracticeReply *
practice_create_processor (PracticeRequest *request)
{
  const char *name = practice_json_get_string (request->body, "name");
  const char *parameters[] = { name, NULL };
  g_autofree char *id = practice_state_dup_new_id (request->state);
  PracticeThing *processor = NULL;
  PracticeReply *problem = NULL;

  if (name == NULL || name[0] == '\0')
    return practice_reply_new_violation ("MISSING_ATTRIBUTE", "name",
                                         "The required attribute was not specified.");
  if (practice_things_find (request->instance->processors, name) != NULL)
    return practice_reply_new_error (409, "STREAM_PROCESSOR_NAME_ALREADY_EXISTS", parameters,
                                     "A stream processor named %s already exists.", name);
  problem = check_pipeline (request);
  if (problem != NULL)
    return problem;
  processor = practice_thing_new (name, practice_json_copy (request->body), "CREATED");
  json_object_set_string_member (processor->object, "_id", id);
  g_ptr_array_add (request->instance->processors, processor);
  return practice_reply_new (practice_thing_show (processor));
}

PracticeReply *
practice_get_processor (PracticeRequest *request)
{
  PracticeThing *processor = find (request);

  return processor != NULL ? practice_reply_new (practice_thing_show (processor))
                           : not_found (request);
}

static PracticeReply *
set_state (PracticeRequest *request,
           const char      *state)
{
  PracticeThing *processor = find (request);

  if (processor == NULL)
    return not_found (request);
  practice_thing_set_state (processor, state);
  return practice_reply_new (json_object_new ());
}

PracticeReply *
practice_start_processor (PracticeRequest *request)
{
  return set_state (request, "STARTED");
}

PracticeReply *
practice_stop_processor (PracticeRequest *request)
{
  return set_state (request, "STOPPED");
}

PracticeReply *
practice_delete_processor (PracticeRequest *request)
{
  PracticeThing *processor = find (request);

  if (processor == NULL)
    return not_found (request);
  g_ptr_array_remove (request->instance->processors, processor);
  return practice_reply_new_status (204);
}
