/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the session knows about the form's content, and how few requests that takes. */
#include "session-fixture.h"

#include "sluice-connection.h"
#include "sluice-project.h"

#define OTHER_PROJECT "64c0ffee00000000000000ff"

static guint
count_requests (SessionFixture *fixture)
{
  return practice_atlas_count (fixture->atlas, " signed ");
}

static void
test_true (void)
{
  SessionFixture fixture;
  GObject *object;
  guint n;

  session_set_up (&fixture, "");
  session_assert_facts (&fixture, "nnnn");
  session_fill_form (&fixture);
  session_assert_facts (&fixture, "tttt");
  session_assert_list (&fixture, "kd");
  sluice_session_get_fact (fixture.session, SLUICE_FACT_PROJECT, &object, NULL);
  g_assert_cmpstr (sluice_project_get_id (SLUICE_PROJECT (object)), ==,
                   fixture.atlas->project_id);

  /* Key, project, instance, list; and one challenge for all of them. */
  g_assert_cmpuint (count_requests (&fixture), ==, 4);
  n = practice_atlas_count (fixture.atlas, "");
  g_assert_cmpuint (n, ==, 5);

  /* The same again, and other names, take none. */
  session_fill_form (&fixture);
  sluice_session_set_name (fixture.session, "orders");
  session_assert_facts (&fixture, "tttf");
  sluice_session_get_fact (fixture.session, SLUICE_FACT_NAME, &object, NULL);
  g_assert_cmpstr (sluice_connection_get_type_name (SLUICE_CONNECTION (object)), ==, "Kafka");
  sluice_session_set_name (fixture.session, NULL);
  session_assert_facts (&fixture, "tttn");
  sluice_session_set_name (fixture.session, "another");
  session_assert_facts (&fixture, "tttt");
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, ""), ==, n);
  session_tear_down (&fixture);
}

static void
test_any_order (void)
{
  SessionFixture fixture;

  session_set_up (&fixture, "");
  sluice_session_set_name (fixture.session, NAME);
  sluice_session_set_place (fixture.session, fixture.atlas->project_id, NULL);
  session_assert_facts (&fixture, "nnnn");
  sluice_session_set_key (fixture.session, fixture.key);
  session_assert_facts (&fixture, "cnnn");
  session_settle (&fixture);
  session_assert_facts (&fixture, "ttnn");
  sluice_session_set_place (fixture.session, fixture.atlas->project_id, fixture.atlas->instance);
  session_assert_facts (&fixture, "ttcn");
  session_settle (&fixture);
  session_assert_facts (&fixture, "tttt");
  g_assert_cmpuint (count_requests (&fixture), ==, 4);
  session_tear_down (&fixture);
}

static void
test_false (void)
{
  SessionFixture fixture;
  guint n;

  session_set_up (&fixture, "");
  session_fill_form (&fixture);
  n = count_requests (&fixture);
  sluice_session_set_place (fixture.session, fixture.atlas->project_id, "no-such-instance");
  session_assert_facts (&fixture, "ttcn");
  session_settle (&fixture);
  session_assert_facts (&fixture, "ttfn");
  g_assert_cmpuint (count_requests (&fixture), ==, n + 1);
  sluice_session_set_place (fixture.session, OTHER_PROJECT, NULL);
  session_settle (&fixture);
  session_assert_facts (&fixture, "tfnn");
  g_assert_cmpuint (count_requests (&fixture), ==, n + 2);
  sluice_session_set_place (fixture.session, NULL, NULL);
  session_assert_facts (&fixture, "tnnn");
  session_tear_down (&fixture);
}

static void
test_cannot_tell (void)
{
  static const struct { const char *scenario; const char *facts; } cases[] = {
    { "error-503-SERVICE_UNAVAILABLE@check-key", "?nnn" },
    { "address-not-listed@check-key", "?nnn" },
    { "error-500-UNEXPECTED_ERROR@get-project", "t?tt" },
    { "error-401-USER_UNAUTHORIZED@get-project", "t?tt" },
    { "truncated@get-instance", "tt?n" },
    { "bad-json@list-connections", "ttt?" },
    { "read-only-list", "ttt?" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SessionFixture fixture;

      g_test_message ("%s", cases[i].scenario);
      session_set_up (&fixture, cases[i].scenario);
      session_fill_form (&fixture);
      session_assert_facts (&fixture, cases[i].facts);
      if (cases[i].facts[3] == '?')
        {
          sluice_session_set_name (fixture.session, NULL);
          session_assert_facts (&fixture, "tttn");
          sluice_session_set_name (fixture.session, "another");
          session_assert_facts (&fixture, "ttt?");
        }
      practice_atlas_switch (fixture.atlas, "all", FALSE);
      sluice_session_recheck (fixture.session);
      session_settle (&fixture);
      session_assert_facts (&fixture, "tttt");
      session_assert_list (&fixture, "kd");
      session_tear_down (&fixture);
    }
}

static void
test_wrong_key (void)
{
  SessionFixture fixture;
  g_autoptr (SluiceApiKey) wrong = sluice_api_key_new ("abcdefgh", "wrong");

  session_set_up (&fixture, "");
  sluice_session_set_place (fixture.session, fixture.atlas->project_id, fixture.atlas->instance);
  sluice_session_set_key (fixture.session, wrong);
  session_settle (&fixture);
  session_assert_facts (&fixture, "fnnn");
  session_assert_list (&fixture, "kf");
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, ""), ==, 2);

  sluice_session_set_key (fixture.session, fixture.key);
  session_settle (&fixture);
  session_assert_facts (&fixture, "tttn");
  session_assert_list (&fixture, "kd kf");
  sluice_session_set_key (fixture.session, NULL);
  session_assert_facts (&fixture, "nnnn");
  session_tear_down (&fixture);
}

/* What was true with the key does not stay true without it. */
static void
test_key_revoked (void)
{
  SessionFixture fixture;

  session_set_up (&fixture, "");
  session_fill_form (&fixture);
  practice_atlas_switch (fixture.atlas, "wrong-key-later", TRUE);
  sluice_session_recheck (fixture.session);
  session_settle (&fixture);
  session_assert_facts (&fixture, "fnnn");
  session_assert_list (&fixture, "kf");
  session_tear_down (&fixture);
}

static gboolean
has_key_check (gpointer data)
{
  return practice_atlas_count (((SessionFixture *) data)->atlas, "signed .* check-key") > 0;
}

static void
test_key_changed_meanwhile (void)
{
  SessionFixture fixture;
  g_autoptr (SluiceApiKey) wrong = sluice_api_key_new ("abcdefgh", "wrong");

  session_set_up (&fixture, "silent@check-key*1");
  sluice_session_set_key (fixture.session, fixture.key);
  sluice_session_set_place (fixture.session, fixture.atlas->project_id, fixture.atlas->instance);
  wait_until (has_key_check, &fixture);
  session_assert_list (&fixture, "kw");
  sluice_session_set_key (fixture.session, wrong);
  session_assert_list (&fixture, "kw");
  session_settle (&fixture);
  session_assert_facts (&fixture, "fnnn");
  wait_ms (50);
  session_assert_facts (&fixture, "fnnn");
  session_assert_list (&fixture, "kf");
  session_tear_down (&fixture);
}

static gboolean
has_instance_check (gpointer data)
{
  return practice_atlas_count (((SessionFixture *) data)->atlas, "signed .* get-instance") > 0;
}

static void
test_place_changed_meanwhile (void)
{
  SessionFixture fixture;

  session_set_up (&fixture, "silent@get-instance*1");
  sluice_session_set_key (fixture.session, fixture.key);
  sluice_session_set_name (fixture.session, NAME);
  sluice_session_set_place (fixture.session, fixture.atlas->project_id, fixture.atlas->instance);
  wait_until (has_instance_check, &fixture);
  sluice_session_set_place (fixture.session, fixture.atlas->project_id, "no-such-instance");
  session_settle (&fixture);
  session_assert_facts (&fixture, "ttfn");
  wait_ms (50);
  session_assert_facts (&fixture, "ttfn");
  session_tear_down (&fixture);
}

/* It is told once for each attempt, with the server's words, and nothing is sent. */
static void
test_denied_place (void)
{
  SessionFixture fixture;
  g_autoptr (SluiceOperation) operation = NULL;

  session_set_up (&fixture, "");
  sluice_session_tell_denied_create (fixture.session, NAME);
  session_assert_list (&fixture, "");
  sluice_session_set_key (fixture.session, fixture.key);
  sluice_session_set_place (fixture.session, fixture.atlas->project_id, "no-such-instance");
  session_settle (&fixture);
  sluice_session_tell_denied_create (fixture.session, NAME);
  operation = g_list_model_get_item (sluice_session_get_operations (fixture.session), 0);
  g_assert_cmpint (sluice_operation_get_kind (operation), ==, SLUICE_OPERATION_CREATE_CONNECTION);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_REFUSED);
  g_assert_error (sluice_operation_get_error (operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_INSTANCE_NOT_FOUND);
  g_assert_nonnull (sluice_operation_get_evidence (operation));
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, "^POST "), ==, 0);
  session_tear_down (&fixture);
}

static void
empty_place_cb (SluiceSession *session, int fact, SessionFixture *fixture)
{
  if (fact == SLUICE_FACT_INSTANCE &&
      sluice_session_get_fact (session, fact, NULL, NULL) == SLUICE_FACT_STATE_TRUE)
    sluice_session_set_place (session, fixture->atlas->project_id, NULL);
}

static void
drop_key_cb (SluiceSession *session, int fact, SessionFixture *fixture)
{
  if (fact == SLUICE_FACT_PROJECT)
    sluice_session_set_key (session, NULL);
}

/* A page that reacts to what it is told by changing it. */
static void
test_changed_while_told (gconstpointer data)
{
  SessionFixture fixture;
  gboolean key = data != NULL;

  session_set_up (&fixture, "");
  g_signal_connect (fixture.session, "fact-changed",
                    key ? G_CALLBACK (drop_key_cb) : G_CALLBACK (empty_place_cb), &fixture);
  session_fill_form (&fixture);
  session_assert_facts (&fixture, key ? "nnnn" : "ttnn");
  session_tear_down (&fixture);
}

static void
test_create (void)
{
  SessionFixture fixture;
  SluiceOperation *operation;
  guint n;

  session_set_up (&fixture, "");
  g_assert_null (session_begin (&fixture, NAME));
  session_fill_form (&fixture);
  n = practice_atlas_count (fixture.atlas, "");
  operation = session_create (&fixture, NAME);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_READY);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, ""), ==, n + 1);
  session_assert_list (&fixture, "cd kd");

  /* One's own name is no news, but is known to be taken from now on. */
  session_assert_facts (&fixture, "tttn");
  sluice_session_set_name (fixture.session, "another");
  session_assert_facts (&fixture, "tttt");
  sluice_session_set_name (fixture.session, NAME);
  session_assert_facts (&fixture, "tttf");
  operation = session_create (&fixture, NAME);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_NAME_TAKEN);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, "^POST"), ==, 1);
  session_tear_down (&fixture);
}

static void
test_create_one_at_a_time (void)
{
  SessionFixture fixture;
  SluiceOperation *operation;

  session_set_up (&fixture, "silent@get-connection,silent");
  session_fill_form (&fixture);
  operation = session_begin (&fixture, NAME);
  g_assert_nonnull (operation);
  g_assert_null (session_begin (&fixture, "another"));
  g_assert_true (sluice_session_get_running_create (fixture.session) == operation);
  sluice_session_close (fixture.session);
  wait_ms (50);
  sluice_operation_cancel (operation);
  session_settle (&fixture);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, "^POST"), <=, 1);
  session_tear_down (&fixture);
}

/* A name of which one cannot tell whether it was created is looked at before it is sent again. */
static void
test_create_in_doubt (void)
{
  SessionFixture fixture;
  SluiceOperation *operation;

  session_set_up (&fixture, "lost-answer*1,address-not-listed@get-connection*1");
  session_fill_form (&fixture);
  operation = session_create (&fixture, NAME);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_CANNOT_TELL);
  g_assert_true (sluice_operation_can_check_again (operation));
  operation = session_create (&fixture, NAME);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_NAME_TAKEN);
  session_assert_facts (&fixture, "tttf");
  session_assert_list (&fixture, "cf cu kd");
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, "^POST"), ==, 1);
  session_tear_down (&fixture);
}

/* By just what was asked for: whose it is cannot be told, that it is there can. */
static void
test_create_taken_meanwhile (void)
{
  SessionFixture fixture;
  SluiceSession *other;
  SluiceOperation *operation;

  session_set_up (&fixture, "");
  session_fill_form (&fixture);
  other = fixture.session;
  fixture.session = sluice_session_new (fixture.atlas->url, NULL);
  session_fill_form (&fixture);
  session_create (&fixture, NAME);
  g_assert_finalize_object (fixture.session);
  fixture.session = other;
  operation = session_create (&fixture, NAME);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_READY);
  g_assert_true (sluice_operation_was_in_doubt (operation));
  g_assert_error (sluice_operation_get_error (operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_NAME_TAKEN);
  session_assert_facts (&fixture, "tttn");
  session_tear_down (&fixture);
}

/* What is found out belongs to the place it was asked about. */
static void
test_create_elsewhere (void)
{
  SessionFixture fixture;
  SluiceOperation *operation;

  session_set_up (&fixture, "");
  session_fill_form (&fixture);
  sluice_session_set_name (fixture.session, "orders");
  operation = session_begin (&fixture, "orders");
  sluice_session_set_place (fixture.session, OTHER_PROJECT, fixture.atlas->instance);
  session_settle (&fixture);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_NAME_TAKEN);
  session_assert_facts (&fixture, "tf?n");
  session_tear_down (&fixture);
}

/* Nothing more is asked once the window is gone. */
static void
test_gone (void)
{
  SessionFixture fixture;
  SluiceSession *session;

  session_set_up (&fixture, "");
  sluice_session_set_key (fixture.session, fixture.key);
  sluice_session_set_place (fixture.session, fixture.atlas->project_id, fixture.atlas->instance);
  session = g_steal_pointer (&fixture.session);
  g_object_unref (session);
  wait_ms (300);
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, "project|instance|connections"), ==, 0);
  session_tear_down (&fixture);
}

static void
test_closed (void)
{
  SessionFixture fixture;

  session_set_up (&fixture, "silent@get-instance");
  sluice_session_set_key (fixture.session, fixture.key);
  sluice_session_set_place (fixture.session, fixture.atlas->project_id, fixture.atlas->instance);
  wait_until (has_instance_check, &fixture);
  sluice_session_close (fixture.session);
  session_assert_facts (&fixture, "ttnn");
  wait_ms (50);
  session_assert_facts (&fixture, "ttnn");
  session_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/true", test_true);
  g_test_add_func ("/session/any-order", test_any_order);
  g_test_add_func ("/session/false", test_false);
  g_test_add_func ("/session/cannot-tell", test_cannot_tell);
  g_test_add_func ("/session/wrong-key", test_wrong_key);
  g_test_add_func ("/session/key-revoked", test_key_revoked);
  g_test_add_func ("/session/key-changed-meanwhile", test_key_changed_meanwhile);
  g_test_add_func ("/session/place-changed-meanwhile", test_place_changed_meanwhile);
  g_test_add_func ("/session/denied-place", test_denied_place);
  g_test_add_data_func ("/session/place-changed-while-told", NULL, test_changed_while_told);
  g_test_add_data_func ("/session/key-changed-while-told", "key", test_changed_while_told);
  g_test_add_func ("/session/create", test_create);
  g_test_add_func ("/session/create/one-at-a-time", test_create_one_at_a_time);
  g_test_add_func ("/session/create/in-doubt", test_create_in_doubt);
  g_test_add_func ("/session/create/taken-meanwhile", test_create_taken_meanwhile);
  g_test_add_func ("/session/create/elsewhere", test_create_elsewhere);
  g_test_add_func ("/session/gone", test_gone);
  g_test_add_func ("/session/closed", test_closed);
  return g_test_run ();
}
