/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registries that do not fit on any screen. */
#include "practice-state.h"

#define ROLES 7
#define BUCKETS 23

/* One in ten is something else than S3, one in fifty has failed, one in a hundred goes through a
 * private link. */
static void
add_connection (PracticeState    *state,
                PracticeInstance *instance,
                const char       *name,
                guint             i)
{
  g_autofree char *id = practice_state_dup_new_id (state);
  JsonObject *object;

  if (i % 10 == 3)
    object = practice_json_literal ("{'type':'Https','url':'https://example.net/%u'}", i);
  else
    object = practice_json_literal (
      "{'type':'S3','region':'VIRGINIA_USA','aws':{'roleArn':"
      "'arn:aws:iam::123456789012:role/many/writer-%u','testBucket':'bucket-%02u'},"
      "'networking':{'access':{%s}}}", i % ROLES, i % BUCKETS,
      i % 100 == 7 ? "'type':'PRIVATE_LINK','connectionId':'64c0ffee00000000000000dd'"
                   : "'type':'PUBLIC'");
  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "name", name);
  g_ptr_array_add (instance->connections,
                   practice_thing_new (name, object, i % 50 == 49 ? "FAILED" : "READY"));
}

/**
 * practice_examples_fill_registry:
 * @state: the state with the examples in it
 * @connections: how many connections the first instance has, instead of the examples; -1 for those
 * @instances: how many more instances the first project has, with two connections each
 */
void
practice_examples_fill_registry (PracticeState *state,
                                 int            connections,
                                 guint          instances)
{
  PracticeProject *project = practice_state_find_project (state, PRACTICE_PROJECT_ID);
  PracticeInstance *first = practice_project_find_instance (project, PRACTICE_INSTANCE);

  if (connections >= 0)
    g_ptr_array_set_size (first->connections, 0);
  for (int i = 1; i <= connections; i++)
    {
      g_autofree char *name = g_strdup_printf ("sink-%06d", i);

      add_connection (state, first, name, (guint) i);
    }
  for (guint i = 1; i <= instances; i++)
    {
      g_autofree char *name = g_strdup_printf ("instance-%04u", i);
      g_autofree char *archive = g_strdup_printf ("archive-%04u", i);
      PracticeInstance *instance =
        practice_project_add_instance (project, state, name, "AWS", "DUBLIN_IRL");

      add_connection (state, instance, archive, i * 10);
      add_connection (state, instance, "events", i * 10 + 3);
    }
}
