/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stream processor. */
#include "sluice-processor.h"

#include "sluice-json.h"
#include "sluice-objects-private.h"

#include <math.h>

struct _SluiceProcessor
{
  GObject   parent_instance;

  char     *id;
  char     *name;
  char     *state_name;
  GStrv     connections;
  gint64    read_count;     /* -1: not told */
  gint64    written_count;
  char     *error_message;
};

G_DEFINE_FINAL_TYPE (SluiceProcessor, sluice_processor, G_TYPE_OBJECT)

static void
sluice_processor_finalize (GObject *object)
{
  SluiceProcessor *self = SLUICE_PROCESSOR (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->state_name);
  g_strfreev (self->connections);
  g_free (self->error_message);
  G_OBJECT_CLASS (sluice_processor_parent_class)->finalize (object);
}

static void
sluice_processor_class_init (SluiceProcessorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_processor_finalize;
}

static void
sluice_processor_init (SluiceProcessor *self)
{
}

/* Stages nest: $lookup, $validate, $facet and others name connections further down. Answers are
 * no deeper than SLUICE_JSON_MAX_DEPTH. */
static void
collect_connections (JsonNode *node, GStrvBuilder *builder, GHashTable *seen)
{
  JsonObject *object = sluice_json_as_object (node);
  JsonArray *array = sluice_json_as_array (node);
  const char *name = sluice_json_get_string (object, "connectionName");

  if (name != NULL && g_hash_table_add (seen, g_strdup (name)))
    g_strv_builder_add (builder, name);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    collect_connections (json_array_get_element (array, i), builder, seen);
  if (object != NULL)
    {
      g_autoptr (GList) values = json_object_get_values (object);

      for (GList *l = values; l != NULL; l = l->next)
        collect_connections (l->data, builder, seen);
    }
}

static GStrv
read_connections (JsonObject *json)
{
  static const char * const members[] = { "pipeline", "options" };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *node = json_object_get_member (json, members[i]);

      if (node != NULL)
        collect_connections (node, builder, seen);
    }
  return g_strv_builder_end (builder);
}

/* A count as a number, or as extended JSON spells one: {"$numberLong": "12"}. */
static gint64
read_count (JsonObject *stats, const char *member)
{
  JsonNode *node = stats ? json_object_get_member (stats, member) : NULL;
  JsonObject *spelled = sluice_json_as_object (node);
  const char *text = sluice_json_get_string (spelled, "$numberLong");
  double value = -1;

  if (text == NULL)
    text = sluice_json_get_string (spelled, "$numberInt");
  if (text == NULL)
    text = sluice_json_get_string (spelled, "$numberDouble");
  if (text != NULL)
    value = g_ascii_strtod (text, NULL);
  else if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
           (json_node_get_value_type (node) == G_TYPE_INT64 ||
            json_node_get_value_type (node) == G_TYPE_DOUBLE))
    value = json_node_get_double (node);
  return isfinite (value) && value >= 0 && value < 9e15 ? (gint64) value : -1;
}

/* Where a failed processor says why is not in the API's description: under one of these names,
 * beside the state or among the counters. */
static const char *
read_error_message (JsonObject *json)
{
  static const char * const members[] = { "errorMsg", "errorMessage", "error", "message" };

  /* "message" alone could be anything at the top. */
  for (gsize i = 0; json != NULL && i < G_N_ELEMENTS (members) - 1; i++)
    {
      JsonObject *inner = sluice_json_get_object (json, members[i]);
      const char *text = sluice_json_get_string (json, members[i]);

      for (gsize j = 0; text == NULL && inner != NULL && j < G_N_ELEMENTS (members); j++)
        text = sluice_json_get_string (inner, members[j]);
      if (text != NULL && *text != '\0')
        return text;
    }
  return NULL;
}

/**
 * sluice_processor_new_from_json:
 * @node: (nullable): the API's StreamsProcessor, with or without stats
 *
 * Returns: (transfer full) (nullable): the processor; %NULL if @node is no object or has no name
 */
SluiceProcessor *
sluice_processor_new_from_json (JsonNode *node)
{
  JsonObject *json = sluice_json_as_object (node);
  const char *name = sluice_json_get_string (json, "name");
  JsonObject *stats;
  const char *message;
  SluiceProcessor *self;

  if (name == NULL)
    return NULL;
  stats = sluice_json_get_object (json, "stats");
  message = read_error_message (json);
  self = g_object_new (SLUICE_TYPE_PROCESSOR, NULL);
  self->id = g_strdup (sluice_json_get_string (json, "_id"));
  self->name = g_strdup (name);
  self->state_name = g_strdup (sluice_json_get_string (json, "state"));
  self->connections = read_connections (json);
  self->read_count = read_count (stats, "inputMessageCount");
  self->written_count = read_count (stats, "outputMessageCount");
  self->error_message = g_strdup (message != NULL ? message : read_error_message (stats));
  return self;
}

/**
 * sluice_processor_get_id:
 * @self: a processor
 *
 * Returns: (nullable): Atlas's id of it
 */
const char *
sluice_processor_get_id (SluiceProcessor *self)
{
  return self->id;
}

/**
 * sluice_processor_get_name:
 * @self: a processor
 *
 * Returns: its name, unique in its instance; any text
 */
const char *
sluice_processor_get_name (SluiceProcessor *self)
{
  return self->name;
}

/**
 * sluice_processor_get_state:
 * @self: a processor
 *
 * Returns: its state
 */
SluiceProcessorState
sluice_processor_get_state (SluiceProcessor *self)
{
  static const struct { const char *name; SluiceProcessorState state; } states[] = {
    { "CREATED", SLUICE_PROCESSOR_STATE_CREATED },
    { "INIT", SLUICE_PROCESSOR_STATE_STARTING },
    { "CREATING", SLUICE_PROCESSOR_STATE_STARTING },
    { "STARTING", SLUICE_PROCESSOR_STATE_STARTING },
    { "STARTED", SLUICE_PROCESSOR_STATE_STARTED },
    { "STOPPING", SLUICE_PROCESSOR_STATE_STOPPING },
    { "STOPPED", SLUICE_PROCESSOR_STATE_STOPPED },
    { "FAILED", SLUICE_PROCESSOR_STATE_FAILED },
    { "DROPPED", SLUICE_PROCESSOR_STATE_DROPPED },
  };

  if (self->state_name == NULL)
    return SLUICE_PROCESSOR_STATE_ABSENT;
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_ascii_strcasecmp (states[i].name, self->state_name) == 0)
      return states[i].state;
  return SLUICE_PROCESSOR_STATE_UNKNOWN;
}

/**
 * sluice_processor_get_state_name:
 * @self: a processor
 *
 * Returns: (nullable): its state as Atlas spells it
 */
const char *
sluice_processor_get_state_name (SluiceProcessor *self)
{
  return self->state_name;
}

/**
 * sluice_processor_is_busy:
 * @self: a processor
 *
 * Returns: whether it runs, starts or stops: then Atlas refuses to change or delete the
 *   connections it uses, and it costs money
 */
gboolean
sluice_processor_is_busy (SluiceProcessor *self)
{
  SluiceProcessorState state = sluice_processor_get_state (self);

  return state == SLUICE_PROCESSOR_STATE_STARTING || state == SLUICE_PROCESSOR_STATE_STARTED ||
         state == SLUICE_PROCESSOR_STATE_STOPPING;
}

/**
 * sluice_processor_get_connections:
 * @self: a processor
 *
 * Returns: (transfer none): the connections its pipeline and its dead letter queue name, each
 *   once, in that order
 */
const char * const *
sluice_processor_get_connections (SluiceProcessor *self)
{
  return (const char * const *) self->connections;
}

/**
 * sluice_processor_uses:
 * @self: a processor
 * @connection_name: a connection of the same instance
 *
 * Returns: whether its pipeline or its dead letter queue names the connection
 */
gboolean
sluice_processor_uses (SluiceProcessor *self,
                       const char      *connection_name)
{
  return g_strv_contains ((const char * const *) self->connections, connection_name);
}

/**
 * sluice_processor_get_read_count:
 * @self: a processor
 *
 * Returns: how many documents it has read since it started (stats.inputMessageCount); -1 if Atlas
 *   did not tell
 */
gint64
sluice_processor_get_read_count (SluiceProcessor *self)
{
  return self->read_count;
}

/**
 * sluice_processor_get_written_count:
 * @self: a processor
 *
 * Returns: how many documents it has written since it started (stats.outputMessageCount); -1 if
 *   Atlas did not tell
 */
gint64
sluice_processor_get_written_count (SluiceProcessor *self)
{
  return self->written_count;
}

/**
 * sluice_processor_get_error_message:
 * @self: a processor
 *
 * Returns: (nullable): why it failed, in Atlas's words
 */
const char *
sluice_processor_get_error_message (SluiceProcessor *self)
{
  return self->error_message;
}
