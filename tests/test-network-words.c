/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of private links, and of the network a connection shall use: without a display, the
 * latter with what a practice Atlas has.
 */
#include <string.h>

#include "session-fixture.h"
#include "sluice-evidence-private.h"
#include "sluice-json.h"
#include "sluice-links.h"
#include "sluice-network-words.h"
#include "sluice-objects-private.h"
#include "sluice-operation-private.h"
#include "sluice-words.h"

static SluicePrivateLink *
make_link (const char *state)
{
  g_autofree char *text = g_strdup_printf ("{\"_id\":\"x\",\"vendor\":\"S3\",\"region\":"
                                           "\"us-east-1\",\"state\":\"%s\"}", state);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (JsonNode) root = sluice_json_parse (bytes, NULL);

  return sluice_private_link_new_from_json (root);
}

/* ---- operations ---- */

static void
tell (SluiceStory *story,
      GHashTable  *headlines,
      gboolean     fresh)
{
  g_autofree char *sentence = sluice_words_sentence (story);
  char *headline = sluice_words_headline (story);

  g_assert_cmpstr (headline, !=, "");
  g_assert_cmpstr (sentence, !=, "");
  if (fresh)
    g_assert_nonnull (strstr (headline, "us-east-1"));
  g_assert_true (g_hash_table_add (headlines, headline) || !fresh);
}

static void
test_operations (void)
{
  static const SluicePhase phases[][4] = {
    { SLUICE_PHASE_CHECKING, SLUICE_PHASE_SENDING, SLUICE_PHASE_READING_BACK,
      SLUICE_PHASE_WATCHING },
    { SLUICE_PHASE_SENDING, SLUICE_PHASE_READING_BACK, SLUICE_PHASE_LEAVING, 0 },
  };
  static const SluiceOutcome outcomes[][11] = {
    { SLUICE_OUTCOME_READY, SLUICE_OUTCOME_CREATED_FAILED, SLUICE_OUTCOME_STOPPED,
      SLUICE_OUTCOME_STILL_PENDING, SLUICE_OUTCOME_UNWATCHED, SLUICE_OUTCOME_NAME_TAKEN,
      SLUICE_OUTCOME_NOT_CREATED, SLUICE_OUTCOME_CANNOT_TELL, SLUICE_OUTCOME_CANCELLED,
      SLUICE_OUTCOME_GONE, 0 },
    { SLUICE_OUTCOME_GONE, SLUICE_OUTCOME_STOPPED, SLUICE_OUTCOME_STILL_THERE,
      SLUICE_OUTCOME_UNWATCHED, SLUICE_OUTCOME_CANNOT_TELL, SLUICE_OUTCOME_CANCELLED, 0 },
  };
  g_autoptr (GError) error =
    sluice_atlas_error_new (SLUICE_ATLAS_ERROR_CONNECTION_LOST, NULL, "for the log");

  for (int k = 0; k < 2; k++)
    {
      g_autoptr (GHashTable) headlines =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      SluiceStory story = {
        .kind = k == 0 ? SLUICE_OPERATION_CREATE_LINK : SLUICE_OPERATION_DELETE_LINK,
        .subject = "us-east-1", .error = error,
      };

      for (int i = 0; i < 4 && phases[k][i] != 0; i++)
        {
          story.phase = phases[k][i];
          tell (&story, headlines, TRUE);
        }
      story.phase = SLUICE_PHASE_NONE;
      story.state = SLUICE_OPERATION_STATE_UNKNOWN;
      for (int i = 0; outcomes[k][i] != 0; i++)
        {
          story.outcome = outcomes[k][i];
          tell (&story, headlines, TRUE);
        }
    }
}

/* Atlas's own reason is told, and what costs money is said to. */
static void
test_reasons (void)
{
  static const char text[] = "{\"_id\":\"x\",\"errorMessage\":\"No room.\"}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (JsonNode) root = sluice_json_parse (bytes, NULL);
  g_autoptr (SluicePrivateLink) link = sluice_private_link_new_from_json (root);
  SluiceStory story = {
    .kind = SLUICE_OPERATION_CREATE_LINK, .subject = "us-east-1",
    .state = SLUICE_OPERATION_STATE_FAILED, .outcome = SLUICE_OUTCOME_CREATED_FAILED,
  };
  g_autofree char *failed = NULL;
  g_autofree char *ready = NULL;
  g_autofree char *taken = NULL;

  story.result = G_OBJECT (link);
  failed = sluice_words_sentence (&story);
  g_assert_nonnull (strstr (failed, "No room."));

  g_clear_object (&link);
  link = make_link ("DONE");
  story.result = G_OBJECT (link);
  story.outcome = SLUICE_OUTCOME_NAME_TAKEN;
  taken = sluice_words_sentence (&story);
  g_assert_nonnull (strstr (taken, "ready"));
  story.state = SLUICE_OPERATION_STATE_DONE;
  story.outcome = SLUICE_OUTCOME_READY;
  ready = sluice_words_sentence (&story);
  g_assert_nonnull (strstr (ready, "billed"));
}

static void
test_in_use (void)
{
  g_autoptr (SluiceEvidence) evidence = sluice_evidence_new ("DELETE", "/api/atlas/v2/groups");
  g_autoptr (GError) error = NULL;
  SluiceStory story = {
    .kind = SLUICE_OPERATION_DELETE_LINK, .subject = "us-east-1",
    .state = SLUICE_OPERATION_STATE_FAILED, .outcome = SLUICE_OUTCOME_REFUSED,
  };
  g_autofree char *headline = NULL;

  evidence->status = 409;
  evidence->error_code = g_strdup ("STREAM_PRIVATE_LINK_IN_USE");
  error = sluice_atlas_error_new (SLUICE_ATLAS_ERROR_PRIVATE_LINK, evidence, "for the log");
  story.error = error;
  headline = sluice_words_headline (&story);
  g_assert_cmpstr (headline, ==, "The private link in us-east-1 is in use");
}

static void
test_states (void)
{
  static const char * const states[] = { "WORKING", "DONE", "FAILED", "DELETING", "DELETED", "" };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (SluicePrivateLink) unknown = make_link ("REHYDRATING");
  g_autofree char *text = sluice_words_link_state (unknown);

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (SluicePrivateLink) link = make_link (states[i]);

      g_assert_true (g_hash_table_add (seen, sluice_words_link_state (link)));
    }
  g_assert_nonnull (strstr (text, "REHYDRATING"));
}

/* ---- the network of a new connection ---- */

static gboolean
is_loaded (gpointer session)
{
  return sluice_links_get_state (sluice_links_of (session), NULL) == SLUICE_LINKS_LOADED;
}

static void
assert_judged (SluiceSession     *session,
               const char        *id,
               SluiceNetworkState state,
               const char        *part)
{
  g_autofree char *sentence = NULL;

  g_assert_cmpint (sluice_network_words_judge (session, id, &sentence), ==, state);
  if (strstr (sentence, part) == NULL)
    g_test_fail_printf ("“%s” lacks “%s”", sentence, part);
}

static void
go_to (SessionFixture *fixture,
       const char     *instance)
{
  sluice_session_set_place (fixture->session, fixture->atlas->project_id, instance);
  session_settle (fixture);
}

static void
test_network (void)
{
  SessionFixture fixture;
  SluiceSession *session;
  g_autoptr (SluicePrivateLink) link = NULL;
  g_autofree char *others = NULL;
  const char *id;

  session_set_up (&fixture, "");
  session = fixture.session;
  assert_judged (session, NULL, SLUICE_NETWORK_GOOD, "internet");
  assert_judged (session, "x", SLUICE_NETWORK_WAITING, "looked up");
  session_fill_form (&fixture);
  sluice_links_want (sluice_links_of (session));
  assert_judged (session, "x", SLUICE_NETWORK_WAITING, "Asking");
  wait_until (is_loaded, session);
  assert_judged (session, "x", SLUICE_NETWORK_PROBLEM, "no such");

  link = g_list_model_get_item (sluice_links_get_list (sluice_links_of (session)), 0);
  id = sluice_private_link_get_id (link);
  assert_judged (session, id, SLUICE_NETWORK_GOOD, "us-east-1");
  g_assert_true (sluice_network_words_is_offered (session, link));
  g_assert_null (sluice_network_words_others (session, NULL));

  go_to (&fixture, "empty-instance");
  assert_judged (session, id, SLUICE_NETWORK_WARNING, "FRANKFURT_DEU");
  g_assert_false (sluice_network_words_is_offered (session, link));
  others = sluice_network_words_others (session, NULL);
  g_assert_nonnull (strstr (others, "us-east-1 (another region)"));
  g_assert_null (sluice_network_words_others (session, id));

  go_to (&fixture, "azure-instance");
  assert_judged (session, id, SLUICE_NETWORK_WARNING, "cannot be told");
  g_assert_true (sluice_network_words_is_offered (session, link));
  go_to (&fixture, NULL);
  assert_judged (session, id, SLUICE_NETWORK_WAITING, "looked up");
  g_clear_object (&link);
  session_tear_down (&fixture);
}

static gboolean
is_preparing (gpointer operation)
{
  GObject *link = sluice_operation_get_result (operation);

  return link != NULL && sluice_private_link_get_state (SLUICE_PRIVATE_LINK (link)) ==
                           SLUICE_PRIVATE_LINK_PREPARING;
}

static void
test_not_ready (void)
{
  SessionFixture fixture;
  SluiceOperation *operation;
  g_autofree char *others = NULL;
  const char *id;

  session_set_up (&fixture, "pending-forever@create-link");
  session_fill_form (&fixture);
  sluice_links_want (sluice_links_of (fixture.session));
  wait_until (is_loaded, fixture.session);
  operation = sluice_links_create (sluice_links_of (fixture.session), "eu-west-1");
  wait_until (is_preparing, operation);
  id = sluice_private_link_get_id (SLUICE_PRIVATE_LINK (sluice_operation_get_result (operation)));
  assert_judged (fixture.session, id, SLUICE_NETWORK_PROBLEM, "preparing");
  others = sluice_network_words_others (fixture.session, NULL);
  g_assert_nonnull (strstr (others, "eu-west-1 (being prepared)"));
  sluice_session_close (fixture.session);
  session_tear_down (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network-words/operations", test_operations);
  g_test_add_func ("/network-words/reasons", test_reasons);
  g_test_add_func ("/network-words/in-use", test_in_use);
  g_test_add_func ("/network-words/states", test_states);
  g_test_add_func ("/network-words/network", test_network);
  g_test_add_func ("/network-words/not-ready", test_not_ready);
  return g_test_run ();
}
