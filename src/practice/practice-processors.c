/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stream processors: enough of them to see what uses a connection. */
#include "practice-operations.h"

/* Documents a second, as long as it runs. */
#define PACE 5

/* What is kept with a processor, but never shown. */
#define RUNS_SINCE "practice.since"
#define WRITES_FROM "practice.writes"
#define FAILS_WITH "practice.error"

static gboolean
is_on (PracticeRequest *request,
       PracticeFault    fault)
{
  return practice_scenarios_take (request->state->scenarios, fault, request->operation->name);
}

static double
get_number (JsonObject *object,
            const char *member)
{
  return json_object_has_member (object, member) ? json_object_get_double_member (object, member)
                                                 : 0;
}

static double
get_now (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

static void
add_stats (JsonObject *shown)
{
  const double passed = get_now () - get_number (shown, RUNS_SINCE);
  const gboolean writes = json_object_has_member (shown, WRITES_FROM)
                          && passed >= get_number (shown, WRITES_FROM);
  const gint64 n_read = (gint64) (passed * PACE) + 1;
  JsonObject *stats = json_object_new ();

  json_object_set_int_member (stats, "inputMessageCount", n_read);
  json_object_set_double_member (stats, "inputMessageSize", (double) n_read * 390);
  json_object_set_int_member (stats, "outputMessageCount", writes ? n_read : 0);
  json_object_set_int_member (stats, "dlqMessageCount", 0);
  json_object_set_string_member (stats, "status", "running");
  json_object_set_object_member (shown, "stats", stats);
}

/* Counters while it runs, and why it has failed. */
static JsonObject *
show (PracticeThing *processor)
{
  JsonObject *shown = practice_thing_show (processor);
  const char *state = practice_json_get_string (shown, "state");

  if (g_strcmp0 (state, "STARTED") == 0 && json_object_has_member (shown, RUNS_SINCE))
    add_stats (shown);
  if (g_strcmp0 (state, "FAILED") == 0 && json_object_has_member (shown, FAILS_WITH))
    json_object_set_string_member (shown, "errorMsg",
                                   practice_json_get_string (shown, FAILS_WITH));
  json_object_remove_member (shown, RUNS_SINCE);
  json_object_remove_member (shown, WRITES_FROM);
  json_object_remove_member (shown, FAILS_WITH);
  return shown;
}

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
    json_array_add_object_element (items, show (processors->pdata[i]));
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
  problem = is_on (request, PRACTICE_FAULT_UNKNOWN_CONNECTION)
    ? refuse (request, "The pipeline names a connection that does not exist.")
    : check_pipeline (request);
  if (problem != NULL)
    return problem;
  processor = practice_thing_new (name, practice_json_copy (request->body), "CREATED");
  json_object_set_string_member (processor->object, "_id", id);
  g_ptr_array_add (request->instance->processors, processor);
  return practice_reply_new (show (processor));
}

PracticeReply *
practice_get_processor (PracticeRequest *request)
{
  PracticeThing *processor = find (request);

  return processor != NULL ? practice_reply_new (show (processor))
                           : not_found (request);
}

/* In the words of S3, as far as those are known. */
static const char *
find_failure (PracticeRequest *request)
{
  static const struct { PracticeFault fault; const char *text; } failures[] = {
    { PRACTICE_FAULT_DELIVERY_DENIED,
      "S3 PutObject failed: AccessDenied: User: arn:aws:sts::123456789012:assumed-role/"
      "atlas-stream-sink/atlas is not authorized to perform: s3:PutObject" },
    { PRACTICE_FAULT_DELIVERY_NO_BUCKET,
      "S3 PutObject failed: NoSuchBucket: The specified bucket does not exist" },
    { PRACTICE_FAULT_DELIVERY_REGION,
      "S3 PutObject failed: PermanentRedirect: The bucket you are attempting to access must be "
      "addressed using the specified endpoint." },
    { PRACTICE_FAULT_DELIVERY_KMS,
      "S3 PutObject failed: AccessDenied: not authorized to perform: kms:GenerateDataKey" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (is_on (request, failures[i].fault))
      return failures[i].text;
  return NULL;
}

static void
plan_run (PracticeRequest *request,
          PracticeThing   *processor)
{
  const double step = request->state->ready_after / 2;
  const char *failure = find_failure (request);

  json_object_remove_member (processor->object, WRITES_FROM);
  json_object_remove_member (processor->object, FAILS_WITH);
  json_object_set_double_member (processor->object, RUNS_SINCE, get_now () + step);
  if (!is_on (request, PRACTICE_FAULT_NEVER_DELIVERS))
    json_object_set_double_member (processor->object, WRITES_FROM, step);
  practice_thing_set_state (processor, "STARTING");
  practice_thing_plan (processor, step, "STARTED");
  if (failure == NULL)
    return;
  /* What it cannot write counts as written until it has failed. */
  json_object_set_double_member (processor->object, WRITES_FROM, 0);
  json_object_set_string_member (processor->object, FAILS_WITH, failure);
  practice_thing_plan (processor, 2 * step, "FAILED");
}

PracticeReply *
practice_start_processor (PracticeRequest *request)
{
  PracticeThing *processor = find (request);

  if (processor == NULL)
    return not_found (request);
  plan_run (request, processor);
  return practice_reply_new (json_object_new ());
}

PracticeReply *
practice_stop_processor (PracticeRequest *request)
{
  PracticeThing *processor = find (request);

  if (processor == NULL)
    return not_found (request);
  if (!is_on (request, PRACTICE_FAULT_STOP_IGNORED))
    {
      practice_thing_set_state (processor, "STOPPING");
      practice_thing_plan (processor, request->state->ready_after / 4, "STOPPED");
    }
  return practice_reply_new (json_object_new ());
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
