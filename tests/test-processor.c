/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stream processors as Atlas describes them, and as it never should. */
#include "sluice-processor.h"

#include <string.h>

#include "sluice-json.h"
#include "sluice-objects-private.h"

static SluiceProcessor *
parse (const char *json)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = sluice_json_parse (bytes, &error);

  g_assert_no_error (error);
  return sluice_processor_new_from_json (node);
}

static SluiceProcessor *
parse_quoted (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');

  return parse (json);
}

static void
test_members (void)
{
  g_autoptr (SluiceProcessor) processor = parse_quoted (
    "{'_id':'32b6e34b3d91647abb20e7b8','name':'toS3','state':'STARTED','tier':'SP10',"
    "'pipeline':[{'$source':{'connectionName':'solar'}},"
    "{'$lookup':{'from':{'connectionName':'cluster','db':'d','coll':'c'}}},"
    "{'$emit':{'connectionName':'s3sink','bucket':'b','path':{'$concat':['$a','other']}}}],"
    "'options':{'dlq':{'connectionName':'letters','db':'d','coll':'c'}},"
    "'stats':{'inputMessageCount':12,'outputMessageCount':7.0}}");
  g_autofree char *names = g_strjoinv (",",
                                       (char **) sluice_processor_get_connections (processor));

  g_assert_cmpstr (sluice_processor_get_id (processor), ==, "32b6e34b3d91647abb20e7b8");
  g_assert_cmpstr (sluice_processor_get_name (processor), ==, "toS3");
  g_assert_cmpint (sluice_processor_get_state (processor), ==, SLUICE_PROCESSOR_STATE_STARTED);
  g_assert_cmpstr (names, ==, "solar,cluster,s3sink,letters");
  g_assert_true (sluice_processor_uses (processor, "s3sink"));
  g_assert_true (sluice_processor_uses (processor, "letters"));
  g_assert_false (sluice_processor_uses (processor, "other"));
  g_assert_false (sluice_processor_uses (processor, "S3SINK"));
  g_assert_cmpint (sluice_processor_get_read_count (processor), ==, 12);
  g_assert_cmpint (sluice_processor_get_written_count (processor), ==, 7);
  g_assert_null (sluice_processor_get_error_message (processor));
}

static void
test_states (void)
{
  static const struct { const char *word; SluiceProcessorState state; gboolean busy; } states[] = {
    { "CREATED", SLUICE_PROCESSOR_STATE_CREATED, FALSE },
    { "INIT", SLUICE_PROCESSOR_STATE_STARTING, TRUE },
    { "CREATING", SLUICE_PROCESSOR_STATE_STARTING, TRUE },
    { "starting", SLUICE_PROCESSOR_STATE_STARTING, TRUE },
    { "STARTED", SLUICE_PROCESSOR_STATE_STARTED, TRUE },
    { "STOPPING", SLUICE_PROCESSOR_STATE_STOPPING, TRUE },
    { "STOPPED", SLUICE_PROCESSOR_STATE_STOPPED, FALSE },
    { "FAILED", SLUICE_PROCESSOR_STATE_FAILED, FALSE },
    { "DROPPED", SLUICE_PROCESSOR_STATE_DROPPED, FALSE },
    { "DREAMING", SLUICE_PROCESSOR_STATE_UNKNOWN, FALSE },
  };
  g_autoptr (SluiceProcessor) absent = parse ("{\"name\":\"p\"}");

  g_assert_cmpint (sluice_processor_get_state (absent), ==, SLUICE_PROCESSOR_STATE_ABSENT);
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"name\":\"p\",\"state\":\"%s\"}",
                                               states[i].word);
      g_autoptr (SluiceProcessor) processor = parse (json);

      g_assert_cmpint (sluice_processor_get_state (processor), ==, states[i].state);
      g_assert_cmpint (sluice_processor_is_busy (processor), ==, states[i].busy);
      g_assert_cmpstr (sluice_processor_get_state_name (processor), ==, states[i].word);
    }
}

static void
test_counts (void)
{
  static const struct { const char *json; gint64 count; } counts[] = {
    { "3", 3 }, { "3.9", 3 }, { "0", 0 }, { "{'$numberLong':'12'}", 12 },
    { "{'$numberInt':'4'}", 4 }, { "{'$numberDouble':'5.0'}", 5 }, { "9007199254740991", -1 },
    { "-1", -1 }, { "1e300", -1 }, { "null", -1 }, { "true", -1 }, { "'7'", -1 }, { "[]", -1 },
    { "{}", -1 }, { "{'$numberLong':'nan'}", -1 }, { "{'$numberLong':{}}", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *json = g_strdup_printf ("{'name':'p','stats':{'outputMessageCount':%s}}",
                                               counts[i].json);
      g_autoptr (SluiceProcessor) processor = parse_quoted (json);

      g_assert_cmpint (sluice_processor_get_written_count (processor), ==, counts[i].count);
      g_assert_cmpint (sluice_processor_get_read_count (processor), ==, -1);
    }
}

static void
test_messages (void)
{
  static const char * const shapes[] = {
    "'errorMsg':'why'", "'errorMessage':'why'", "'error':'why'", "'error':{'message':'why'}",
    "'errorMsg':'','errorMessage':'why'", "'stats':{'errorMsg':'why'}",
    "'error':{'errorMsg':'why','code':1}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *json = g_strdup_printf ("{'name':'p',%s}", shapes[i]);
      g_autoptr (SluiceProcessor) processor = parse_quoted (json);

      g_assert_cmpstr (sluice_processor_get_error_message (processor), ==, "why");
    }
}

static void
test_odd (void)
{
  static const char * const nothing[] = { "[]", "{}", "{'name':null}", "{'name':7}" };
  static const char * const odd[] = {
    "{'name':'p','pipeline':null,'options':7,'stats':'x','state':[],'_id':{}}",
    "{'name':'p','pipeline':{'connectionName':['x']},'options':[[[]]],'error':[]}",
    "{'name':'p','pipeline':[1,null,'x',{'$source':null}],'stats':[],'errorMsg':{}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
    g_assert_null (parse_quoted (nothing[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (SluiceProcessor) processor = parse_quoted (odd[i]);

      g_assert_nonnull (processor);
      g_assert_cmpuint (g_strv_length ((char **) sluice_processor_get_connections (processor)), ==,
                        0);
      g_assert_null (sluice_processor_get_error_message (processor));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/processor/members", test_members);
  g_test_add_func ("/processor/states", test_states);
  g_test_add_func ("/processor/counts", test_counts);
  g_test_add_func ("/processor/messages", test_messages);
  g_test_add_func ("/processor/odd", test_odd);
  return g_test_run ();
}
