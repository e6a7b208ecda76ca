/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is not said, although an answer looks like it: that a key is right which nobody has asked
 * for, that something is created which the answer does not show, that something is gone because a
 * web page has said 404, and that it is still as it was seen.
 */
#include "practice-atlas.h"
#include "raw-calls.h"
#include "sluice-atlas-status.h"
#include "sluice-connection-operations.h"
#include "sluice-create-operation.h"
#include "sluice-link-operations.h"
#include "sluice-objects-private.h"
#include "sluice-role-operations.h"
#include "sluice-session.h"

#define ROLE "arn:aws:iam::123456789012:role/ours"
#define PROJECT "64c0ffee0000000000000001"
#define S3(role) "{\"name\":\"s3sink\",\"type\":\"S3\",\"state\":\"READY\"," \
                 "\"aws\":{\"roleArn\":\"" role "\"}}"
#define KAFKA "{\"name\":\"s3sink\",\"type\":\"Kafka\",\"state\":\"READY\"}"
#define PAGE "<html><body>Not Found</body></html>"
#define MISSING "{\"error\":404,\"errorCode\":\"STREAM_CONNECTION_NOT_FOUND\",\"detail\":\"x\"}"
#define LINK(state) "{\"_id\":\"64c0ffee0000000000000009\",\"vendor\":\"S3\"," \
                    "\"region\":\"us-east-1\",\"state\":\"" state "\"}"
#define TAKEN "{\"error\":409,\"errorCode\":\"STREAM_CONNECTION_NAME_ALREADY_EXISTS\"}"

static const SluicePollerPace watch_pace = { 5, 10, 2000 };
static const SluicePollerPace settle_pace = { 5, 10, 40 };

static gboolean
has_ended (gpointer operation)
{
  return sluice_operation_get_state (operation) != SLUICE_OPERATION_STATE_WORKING;
}

/* ---- a key that nobody has asked for --------------------------------------------------------- */

static gboolean
knows_project (gpointer session)
{
  SluiceFactState state = sluice_session_get_fact (session, SLUICE_FACT_PROJECT, NULL, NULL);

  return state != SLUICE_FACT_STATE_NONE && state != SLUICE_FACT_STATE_CHECKING;
}

static void
test_key (gconstpointer asks)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autofree char *url = raw_server_dup_url (server);
  g_autoptr (SluiceSession) session = sluice_session_new (url, NULL);
  g_autoptr (SluiceApiKey) key = sluice_api_key_new ("zmmrboas", "private");
  g_autoptr (SluiceOperation) check = NULL;
  const GError *error = NULL;
  SluiceFactState state;

  if (asks != NULL)
    raw_server_push (server, RAW_KEEP, raw_challenge ("first", "false"));
  raw_push (server, "200 OK", NULL, RAW_STATUS);
  raw_push (server, "200 OK", NULL, "{\"id\":\"" PROJECT "\",\"name\":\"P\"}");
  sluice_session_set_key (session, key);
  sluice_session_set_place (session, PROJECT, NULL);
  wait_until (knows_project, session);
  check = g_list_model_get_item (sluice_session_get_operations (session), 0);
  state = sluice_session_get_fact (session, SLUICE_FACT_KEY, NULL, &error);
  if (asks != NULL)
    {
      g_assert_cmpint (state, ==, SLUICE_FACT_STATE_TRUE);
      g_assert_cmpint (sluice_operation_get_outcome (check), ==, SLUICE_OUTCOME_ACCEPTED);
    }
  else
    {
      g_assert_cmpint (state, ==, SLUICE_FACT_STATE_CANNOT_TELL);
      g_assert_error ((GError *) error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_KEY_UNASKED);
      g_assert_cmpint (sluice_operation_get_state (check), ==, SLUICE_OPERATION_STATE_UNKNOWN);
      g_assert_null (sluice_operation_get_result (check));
    }
  /* Not knowing is no reason not to go on. */
  g_assert_cmpint (sluice_session_get_fact (session, SLUICE_FACT_PROJECT, NULL, NULL), ==,
                   SLUICE_FACT_STATE_TRUE);
}

/* ---- what is created ------------------------------------------------------------------------- */

typedef struct
{
  const char    *path;
  const char    *status;    /* of the answer to the one POST */
  const char    *answer;
  const char    *seen;      /* afterwards; its status */
  const char    *held;
  SluiceOutcome  outcome;
  gboolean       in_doubt;
} Creation;

static const Creation creations[] = {
  { "as-asked-for", "200 OK", S3 (ROLE), NULL, NULL, SLUICE_OUTCOME_READY, FALSE },
  { "elsewhere/done", "303 See Other", "", "200 OK", S3 (ROLE), SLUICE_OUTCOME_READY, TRUE },
  { "elsewhere/not-done", "304 Not Modified", "", "404 Not Found", MISSING,
    SLUICE_OUTCOME_NOT_CREATED, TRUE },
  { "another-role/but-ours", "200 OK", S3 ("another"), "200 OK", S3 (ROLE), SLUICE_OUTCOME_READY,
    TRUE },
  { "another-role/theirs", "200 OK", S3 ("another"), "200 OK", S3 ("another"),
    SLUICE_OUTCOME_OTHER_HOLDS, TRUE },
  { "another-type/theirs", "200 OK", KAFKA, "200 OK", KAFKA, SLUICE_OUTCOME_OTHER_HOLDS, TRUE },
  { "another-type/nothing", "200 OK", KAFKA, "404 Not Found", MISSING, SLUICE_OUTCOME_NOT_CREATED,
    TRUE },
  { "another-type/page", "200 OK", KAFKA, "404 Not Found", PAGE, SLUICE_OUTCOME_CANNOT_TELL,
    TRUE },
  { "taken/seen", "409 Conflict", TAKEN, "200 OK", KAFKA, SLUICE_OUTCOME_NAME_TAKEN, FALSE },
  { "taken/by-ours", "409 Conflict", TAKEN, "200 OK", S3 (ROLE), SLUICE_OUTCOME_READY, TRUE },
  { "taken/unseen", "409 Conflict", TAKEN, "404 Not Found", MISSING, SLUICE_OUTCOME_NAME_TAKEN,
    FALSE },
};

static guint
count (RawServer *server, const char *method)
{
  guint n = 0;

  for (guint i = 0; i < raw_server_count (server); i++)
    n += g_str_equal (raw_server_get_request (server, i)->method, method);
  return n;
}

static void
test_create (gconstpointer data)
{
  const Creation *creation = data;
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  const SluiceCreateRequest request = {
    .project_id = PROJECT, .instance = "i", .name = "s3sink", .role_arn = ROLE,
    .name_is_free = TRUE, .watch_pace = watch_pace, .settle_pace = settle_pace,
  };
  g_autoptr (SluiceOperation) operation = NULL;

  raw_push (server, creation->status, NULL, creation->answer);
  for (int i = 0; creation->seen != NULL && i < 40; i++)
    raw_push (server, creation->seen, NULL, creation->held);
  operation = sluice_create_operation_start (client, &request);
  wait_until (has_ended, operation);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, creation->outcome);
  g_assert_cmpint (sluice_operation_was_in_doubt (operation), ==, creation->in_doubt);
  g_assert_cmpuint (count (server, "POST"), ==, 1);
  if (creation->outcome == SLUICE_OUTCOME_NAME_TAKEN)
    g_assert_true ((sluice_operation_get_result (operation) != NULL) ==
                   g_str_has_prefix (creation->seen, "200"));
}

/* ---- a web page with status 404 -------------------------------------------------------------- */

static SluiceConnection *
read_connection (RawServer *server, SluiceAtlasClient *client)
{
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  SluiceConnection *connection;

  raw_push (server, "200 OK", NULL, S3 (ROLE));
  connection = calls_get (client, "s3sink", &outcome, &error);
  g_assert_no_error (error);
  return connection;
}

static SluiceOperation *
start_deletion (RawServer *server, SluiceAtlasClient *client, const char *what)
{
  g_autoptr (SluiceConnection) seen = NULL;
  g_autoptr (SluiceAwsRole) role = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (g_str_equal (what, "connection"))
    {
      SluiceConnectionRequest request = {
        .project_id = PROJECT, .instance = "i", .watch_pace = watch_pace,
        .settle_pace = settle_pace,
      };

      seen = request.seen = read_connection (server, client);
      return sluice_delete_operation_start (client, &request);
    }
  if (g_str_equal (what, "link"))
    {
      const SluiceLinkRequest request = {
        .project_id = PROJECT, .id = "64c0ffee0000000000000009", .watch_pace = watch_pace,
        .settle_pace = settle_pace,
      };

      return sluice_link_delete_start (client, &request);
    }
  root = json_from_string ("{\"roleId\":\"64c0ffee0000000000000008\"}", NULL);
  role = sluice_aws_role_new_from_json (root);
  return sluice_deauthorize_operation_start (client, &(SluiceRoleRequest) {
    .project_id = PROJECT, .role = role, .settle_pace = settle_pace,
  });
}

/* What is looked at before: it is there, as the person has seen it. */
static void
push_look (RawServer *server, const char *what)
{
  if (g_str_equal (what, "link"))
    raw_push (server, "200 OK", NULL, LINK ("DONE"));
  else if (g_str_equal (what, "role"))
    raw_push (server, "200 OK", NULL,
              "{\"awsIamRoles\":[{\"roleId\":\"64c0ffee0000000000000008\"}]}");
}

static void
test_page (gconstpointer what)
{
  static const struct { const char *body; gboolean is_gone; } answers[] = {
    { PAGE, FALSE },
    { "{\"error\":404,\"errorCode\":\"STREAM_CONNECTION_NOT_FOUND\"}", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
      g_autoptr (SluiceAtlasClient) client = raw_client (server);
      g_autoptr (SluiceOperation) operation = NULL;
      const char *body = answers[i].body;

      if (answers[i].is_gone && g_str_equal (what, "link"))
        body = "{\"error\":404,\"errorCode\":\"STREAM_PRIVATE_LINK_NOT_FOUND\"}";
      if (answers[i].is_gone && g_str_equal (what, "role"))
        body = "{\"error\":404,\"errorCode\":\"CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND\"}";
      operation = start_deletion (server, client, what);
      push_look (server, what);
      for (int n = 0; n < 40; n++)
        raw_push (server, "404 Not Found", body == answers[0].body
                                             ? "Content-Type: text/html\r\n" : NULL, body);
      wait_until (has_ended, operation);
      g_test_message ("%s", body);
      if (answers[i].is_gone)
        g_assert_cmpint (sluice_operation_get_state (operation), ==, SLUICE_OPERATION_STATE_DONE);
      else
        g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_REFUSED);
    }
}

/* ---- a private link that has come to work ---------------------------------------------------- */

static SluicePrivateLink *
make_link (const char *state)
{
  g_autofree char *text = g_strdup_printf (LINK ("%s"), state);
  g_autoptr (JsonNode) root = json_from_string (text, NULL);

  return sluice_private_link_new_from_json (root);
}

static void
test_meanwhile (gconstpointer state)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_autoptr (SluicePrivateLink) seen = make_link (state);
  const SluiceLinkRequest request = {
    .project_id = PROJECT, .link = seen, .watch_pace = watch_pace, .settle_pace = settle_pace,
  };
  g_autoptr (SluiceOperation) operation = NULL;

  raw_push (server, "200 OK", NULL, LINK ("DONE"));
  operation = sluice_link_delete_start (client, &request);
  wait_until (has_ended, operation);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_CHANGED_BEFORE);
  g_assert_cmpint (sluice_operation_get_state (operation), ==, SLUICE_OPERATION_STATE_FAILED);
  g_assert_cmpuint (count (server, "DELETE"), ==, 0);
}

/* Nor does what is said of another one tell anything about it. */
static void
test_another (void)
{
  g_autoptr (RawServer) server = raw_server_new (NULL, FALSE);
  g_autoptr (SluiceAtlasClient) client = raw_client (server);
  g_autoptr (SluicePrivateLink) seen = make_link ("DONE");
  const SluiceLinkRequest request = {
    .project_id = PROJECT, .link = seen, .watch_pace = watch_pace, .settle_pace = settle_pace,
  };
  g_autoptr (SluiceOperation) operation = NULL;

  raw_push (server, "200 OK", NULL, LINK ("DONE"));
  raw_push (server, "500 Internal Server Error", NULL, "{}");
  for (int i = 0; i < 40; i++)
    raw_push (server, "200 OK", NULL, "{\"_id\":\"another\",\"state\":\"DELETING\"}");
  operation = sluice_link_delete_start (client, &request);
  wait_until (has_ended, operation);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_CANNOT_TELL);
  g_assert_cmpuint (count (server, "DELETE"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/honesty/key/asked-for", "asks", test_key);
  g_test_add_data_func ("/honesty/key/not-asked-for", NULL, test_key);
  for (gsize i = 0; i < G_N_ELEMENTS (creations); i++)
    {
      g_autofree char *path = g_strconcat ("/honesty/create/", creations[i].path, NULL);

      g_test_add_data_func (path, &creations[i], test_create);
    }
  g_test_add_data_func ("/honesty/page/connection", "connection", test_page);
  g_test_add_data_func ("/honesty/page/link", "link", test_page);
  g_test_add_data_func ("/honesty/page/role", "role", test_page);
  g_test_add_data_func ("/honesty/meanwhile/prepared", "WORKING", test_meanwhile);
  g_test_add_data_func ("/honesty/meanwhile/failed", "FAILED", test_meanwhile);
  g_test_add_func ("/honesty/another-link", test_another);
  return g_test_run ();
}
