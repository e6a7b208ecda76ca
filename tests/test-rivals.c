/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What others have done to a connection meanwhile, answer by answer. */
#include "raw-calls.h"
#include "sluice-connection-operations.h"
#include "sluice-connection-run.h"
#include "sluice-objects-private.h"

#define PROJECT "64c0ffee0000000000000001"
#define ROLE "arn:aws:iam::123456789012:role/ours"
#define OTHER_ROLE "arn:aws:iam::123456789012:role/another"
#define LINK "{\"access\":{\"type\":\"PRIVATE_LINK\",\"connectionId\":\"64c0ffee000000000000000"
#define ONE(id, state, network) "{\"id\":\"" id "\",\"name\":\"s3sink\",\"type\":\"S3\"," \
  "\"state\":\"" state "\",\"aws\":{\"roleArn\":\"" ROLE "\"}" network "}"

static const SluicePollerPace watch_pace = { 1, 2, 20 * 1000 };
static const SluicePollerPace settle_pace = { 1, 2, 40 };

static SluiceConnection *
parse (const char *json)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);

  g_assert_nonnull (root);
  return sluice_connection_new_from_json (root);
}

/* ---- is it still the same? ------------------------------------------------------------------- */

static void
test_changed (void)
{
  static const struct { const char *seen, *now; gboolean changed; } cases[] = {
    { ONE ("a", "PENDING", ""), ONE ("a", "READY", ""), FALSE },
    { ONE ("a", "READY", ""),
      ONE ("a", "READY", ",\"networking\":{\"access\":{\"type\":\"public\"}}"), FALSE },
    { ONE ("a", "READY", ""), ONE ("b", "READY", ""), TRUE },
    { ONE ("a", "READY", ",\"networking\":" LINK "1\"}}"),
      ONE ("a", "READY", ",\"networking\":" LINK "2\"}}"), TRUE },
    { ONE ("a", "READY", ""), ONE ("a", "READY", ",\"networking\":" LINK "1\"}}"), TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceConnection) seen = parse (cases[i].seen);
      g_autoptr (SluiceConnection) now = parse (cases[i].now);

      g_test_message ("%s, %s", cases[i].seen, cases[i].now);
      g_assert_cmpint (sluice_connection_has_changed (seen, now), ==, cases[i].changed);
    }
}

/* ---- is it what was asked for? --------------------------------------------------------------- */

static void
test_wanted (void)
{
  static const struct { const char *link, *now; gboolean wanted; } cases[] = {
    { NULL, ONE ("a", "READY", ""), TRUE },
    { NULL, ONE ("a", "READY", ",\"networking\":" LINK "1\"}}"), FALSE },
    { "64c0ffee0000000000000001", ONE ("a", "READY", ""), FALSE },
    { "64c0ffee0000000000000001", ONE ("a", "READY", ",\"networking\":" LINK "1\"}}"), TRUE },
    { "64c0ffee0000000000000001", ONE ("a", "READY", ",\"networking\":" LINK "2\"}}"), FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SluiceConnectionSpec spec = {
        .name = "s3sink", .role_arn = ROLE, .private_link_id = cases[i].link,
      };
      g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
      g_autoptr (SluiceAtlasClient) client = raw_client (server);
      SluiceConnectionRun *run = sluice_connection_run_new (
        client, SLUICE_OPERATION_CREATE_CONNECTION, PROJECT, "i", &spec);
      g_autoptr (SluiceOperation) operation = run->operation;
      g_autoptr (SluiceConnection) now = parse (cases[i].now);

      g_test_message ("%s, %s", cases[i].link, cases[i].now);
      g_assert_cmpint (sluice_connection_run_is_wanted (run, now), ==, cases[i].wanted);
    }
}

/* ---- operations ------------------------------------------------------------------------------ */

typedef struct
{
  const char           *name;
  SluiceOperation    *(*start) (SluiceAtlasClient             *client,
                                const SluiceConnectionRequest *request);
  const char           *before;   /* what the look beforehand shows */
  const char           *status;   /* of the write's answer; NULL: none is sent */
  const char           *after;    /* what each look afterwards shows */
  SluiceOperationState  state;
  SluiceOutcome         outcome;
} Case;

static const Case cases[] = {
  { "change/leaving", sluice_change_operation_start, ONE ("a", "DELETING", ""), NULL, NULL,
    SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_CHANGED_BEFORE },
  { "change/another-link", sluice_change_operation_start,
    ONE ("a", "READY", ",\"networking\":" LINK "1\"}}"), NULL, NULL,
    SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_CHANGED_BEFORE },
  { "delete/accepted-but-idle", sluice_delete_operation_start, ONE ("a", "READY", ""),
    "202 Accepted", ONE ("a", "READY", ""),
    SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_STILL_THERE },
  { "delete/another-came-after", sluice_delete_operation_start, ONE ("a", "READY", ""),
    "202 Accepted", ONE ("b", "READY", ""),
    SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_OTHER_HOLDS },
};

static gboolean
has_ended (gpointer operation)
{
  return sluice_operation_get_state (operation) != SLUICE_OPERATION_STATE_WORKING;
}

static guint
count_writes (RawServer *server)
{
  guint n = 0;

  for (guint i = 0; i < raw_server_count (server); i++)
    n += !g_str_equal (raw_server_get_request (server, i)->method, "GET");
  return n;
}

static void
test_operation (gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_autoptr (SluiceConnection) seen = parse (ONE ("a", "READY", ""));
  const SluiceConnectionRequest request = {
    .project_id = PROJECT, .instance = "i", .seen = seen, .role_arn = OTHER_ROLE,
    .watch_pace = watch_pace, .settle_pace = settle_pace,
  };
  g_autoptr (SluiceOperation) operation = NULL;

  raw_push (server, "200 OK", NULL, expected->before);
  if (expected->status != NULL)
    raw_push (server, expected->status, NULL, "{}");
  for (guint i = 0; expected->after != NULL && i < 40; i++)
    raw_push (server, "200 OK", NULL, expected->after);
  operation = expected->start (client, &request);
  while (!has_ended (operation))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, expected->outcome);
  g_assert_cmpint (sluice_operation_get_state (operation), ==, expected->state);
  g_assert_cmpuint (count_writes (server), ==, expected->status != NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rivals/changed", test_changed);
  g_test_add_func ("/rivals/wanted", test_wanted);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/rivals/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_operation);
    }
  return g_test_run ();
}
