/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences for people: everything that can happen has its own, and says what it must. */

#include "sluice-words.h"

#include <string.h>

#include "sluice-evidence-private.h"
#include "sluice-objects-private.h"
#include "sluice-operation-private.h"

static GError *
make_error (SluiceAtlasError  code,
            guint             status,
            const char       *error_code,
            const char       *detail,
            const char       *parameter)
{
  g_autoptr (SluiceEvidence) evidence = sluice_evidence_new ("POST", "/api/atlas/v2/groups");
  const char *parameters[] = { parameter, NULL };

  evidence->status = status;
  evidence->error_code = g_strdup (error_code);
  evidence->detail = g_strdup (detail);
  if (parameter != NULL)
    evidence->parameters = g_strdupv ((char **) parameters);
  return sluice_atlas_error_new (code, evidence, "for the log");
}

/* Fails if the text is empty or has been seen; takes it. */
static void
assert_new (GHashTable *seen,
            char       *text)
{
  g_assert_nonnull (text);
  g_assert_cmpstr (text, !=, "");
  g_assert_true (g_utf8_validate (text, -1, NULL));
  if (!g_hash_table_add (seen, text))
    g_test_fail_printf ("said twice: %s", text);
}

static void
assert_contains (const char *text,
                 const char *part)
{
  if (strstr (text, part) == NULL)
    g_test_fail_printf ("“%s” lacks “%s”", text, part);
}

/* ---- errors ---- */

static void
test_errors_each_has_its_own (void)
{
  g_autoptr (GHashTable) headlines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) sentences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = SLUICE_ATLAS_ERROR_CANCELLED; code <= SLUICE_ATLAS_ERROR_FAILED; code++)
    {
      g_autoptr (GError) error = make_error (code, 0, NULL, NULL, NULL);

      assert_new (headlines, sluice_words_error_headline (error));
      assert_new (sentences, sluice_words_error_sentence (error));
    }
}

static void
test_errors_foreign (void)
{
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no space left");
  g_autofree char *headline = sluice_words_error_headline (error);
  g_autofree char *sentence = sluice_words_error_sentence (error);

  g_assert_cmpstr (headline, !=, "");
  assert_contains (sentence, "no space left");
}

static void
test_errors_address (void)
{
  g_autoptr (GError) listed = make_error (SLUICE_ATLAS_ERROR_ADDRESS_NOT_LISTED, 403,
                                          "IP_ADDRESS_NOT_ON_ACCESS_LIST", NULL, "203.0.113.7");
  g_autoptr (GError) odd = make_error (SLUICE_ATLAS_ERROR_ADDRESS_NOT_LISTED, 403,
                                       "IP_ADDRESS_NOT_ON_ACCESS_LIST", NULL, "rm -rf; 0.0.0.0/0");
  g_autofree char *address = sluice_words_error_address (listed);
  g_autofree char *no_address = sluice_words_error_address (odd);
  g_autofree char *sentence = sluice_words_error_sentence (listed);
  g_autofree char *odd_sentence = sluice_words_error_sentence (odd);

  g_assert_cmpstr (address, ==, "203.0.113.7");
  assert_contains (sentence, "203.0.113.7");
  assert_contains (sentence, "API access list");
  assert_contains (sentence, "not the project’s network access list");

  g_assert_null (no_address);
  g_assert_null (strstr (odd_sentence, "rm -rf"));
}

static void
test_errors_rate_limit (void)
{
  g_autoptr (SluiceEvidence) evidence = sluice_evidence_new ("GET", "/");
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  evidence->status = 429;
  evidence->retry_after = 17;
  error = sluice_atlas_error_new (SLUICE_ATLAS_ERROR_RATE_LIMITED, evidence, "for the log");
  sentence = sluice_words_error_sentence (error);
  assert_contains (sentence, "17 seconds");
}

static void
test_errors_tls (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *both = NULL;
  g_autofree char *clock = NULL;

  for (guint flag = G_TLS_CERTIFICATE_UNKNOWN_CA; flag <= G_TLS_CERTIFICATE_GENERIC_ERROR; flag <<= 1)
    assert_new (seen, sluice_words_tls_reasons (flag));
  assert_new (seen, sluice_words_tls_reasons (0));

  both = sluice_words_tls_reasons (G_TLS_CERTIFICATE_UNKNOWN_CA | G_TLS_CERTIFICATE_BAD_IDENTITY);
  assert_contains (both, "does not know");
  assert_contains (both, "another name");
  clock = sluice_words_tls_reasons (G_TLS_CERTIFICATE_NOT_ACTIVATED);
  assert_contains (clock, "clock");
}

static void
test_errors_unknown (void)
{
  g_autoptr (GError) bare = make_error (SLUICE_ATLAS_ERROR_FAILED, 418, "TEAPOT", NULL, NULL);
  g_autoptr (GError) told = make_error (SLUICE_ATLAS_ERROR_FAILED, 418, "TEAPOT",
                                        "Short and stout.", NULL);
  g_autoptr (GString) flood = g_string_new (NULL);
  g_autoptr (GError) flooded = NULL;
  g_autofree char *bare_text = sluice_words_error_sentence (bare);
  g_autofree char *told_text = sluice_words_error_sentence (told);
  g_autofree char *flooded_text = NULL;

  assert_contains (bare_text, "418");
  assert_contains (bare_text, "TEAPOT");
  assert_contains (told_text, "Short and stout.");

  for (int i = 0; i < 10000; i++)
    g_string_append (flood, "ä");
  flooded = make_error (SLUICE_ATLAS_ERROR_FAILED, 500, "X", flood->str, NULL);
  flooded_text = sluice_words_error_sentence (flooded);
  g_assert_true (g_utf8_validate (flooded_text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (flooded_text, -1), <, 400);
}

/* ---- operations ---- */

static void
assert_headline (const SluiceStory *story,
                 const char        *expected)
{
  g_autofree char *headline = sluice_words_headline (story);

  g_assert_cmpstr (headline, ==, expected);
}

static void
test_operations_headlines (void)
{
  g_autoptr (GError) refused = make_error (SLUICE_ATLAS_ERROR_KEY_REFUSED, 401, "UNEXPECTED_ERROR",
                                           NULL, NULL);
  SluiceStory story = {
    .kind = SLUICE_OPERATION_CREATE_CONNECTION, .subject = "s3sink", .place = "tides",
  };

  story.phase = SLUICE_PHASE_SENDING;
  assert_headline (&story, "Creating s3sink");
  story.phase = SLUICE_PHASE_WATCHING;
  assert_headline (&story, "Waiting until s3sink is ready");

  story.phase = SLUICE_PHASE_NONE;
  story.state = SLUICE_OPERATION_STATE_DONE;
  story.outcome = SLUICE_OUTCOME_READY;
  assert_headline (&story, "Connection s3sink is ready");
  story.in_doubt = TRUE;
  assert_headline (&story, "Connection s3sink is ready");

  story.state = SLUICE_OPERATION_STATE_FAILED;
  story.outcome = SLUICE_OUTCOME_NAME_TAKEN;
  assert_headline (&story, "The name s3sink is taken");
  story.outcome = SLUICE_OUTCOME_NOT_CREATED;
  assert_headline (&story, "s3sink was not created");
  story.state = SLUICE_OPERATION_STATE_UNKNOWN;
  story.outcome = SLUICE_OUTCOME_CANNOT_TELL;
  assert_headline (&story, "Sluice cannot tell whether s3sink was created");

  story = (SluiceStory) { .kind = SLUICE_OPERATION_CHECK_KEY, .subject = "abcdefgh",
                          .state = SLUICE_OPERATION_STATE_DONE };
  assert_headline (&story, "Key abcdefgh was accepted");
  story.state = SLUICE_OPERATION_STATE_FAILED;
  story.error = refused;
  assert_headline (&story, "Key abcdefgh was not accepted");
}

static void
test_operations_each_has_its_own (void)
{
  g_autoptr (GHashTable) headlines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) sentences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = make_error (SLUICE_ATLAS_ERROR_TIMED_OUT, 0, NULL, NULL, NULL);

  for (int phase = SLUICE_PHASE_CHECKING; phase <= SLUICE_PHASE_WATCHING; phase++)
    {
      SluiceStory story = { .kind = SLUICE_OPERATION_CREATE_CONNECTION, .subject = "s3sink",
                            .phase = phase };

      assert_new (headlines, sluice_words_headline (&story));
      assert_new (sentences, sluice_words_sentence (&story));
    }
  for (int outcome = SLUICE_OUTCOME_READY; outcome <= SLUICE_OUTCOME_CANCELLED; outcome++)
    {
      SluiceStory story = { .kind = SLUICE_OPERATION_CREATE_CONNECTION, .subject = "s3sink",
                            .state = SLUICE_OPERATION_STATE_FAILED, .outcome = outcome,
                            .error = error };

      assert_new (headlines, sluice_words_headline (&story));
      assert_new (sentences, sluice_words_sentence (&story));
    }
}

static void
test_operations_say_what_became_of_it (void)
{
  g_autoptr (GError) lost = make_error (SLUICE_ATLAS_ERROR_CONNECTION_LOST, 0, NULL, NULL, NULL);
  g_autoptr (GError) role = make_error (SLUICE_ATLAS_ERROR_ROLE_MISSING, 401, "USER_UNAUTHORIZED",
                                        NULL, NULL);
  SluiceStory story = { .kind = SLUICE_OPERATION_CREATE_CONNECTION, .subject = "s3sink",
                        .state = SLUICE_OPERATION_STATE_DONE, .outcome = SLUICE_OUTCOME_READY,
                        .in_doubt = TRUE, .error = lost };
  g_autofree char *ready = sluice_words_sentence (&story);
  g_autoptr (GError) stopped = make_error (SLUICE_ATLAS_ERROR_CANCELLED, 0, NULL, NULL, NULL);
  g_autofree char *denied = NULL;
  g_autofree char *not_created = NULL;
  g_autofree char *told_why = NULL;
  g_autofree char *refused = NULL;

  assert_contains (ready, "The connection was lost");
  assert_contains (ready, "asked Atlas what became of it");

  /* Not lost, but not so either. */
  story.error = role;
  denied = sluice_words_sentence (&story);
  assert_contains (denied, "it was done all the same");
  assert_contains (denied, "Next: ");
  story.error = lost;

  story.state = SLUICE_OPERATION_STATE_FAILED;
  story.outcome = SLUICE_OUTCOME_NOT_CREATED;
  not_created = sluice_words_sentence (&story);
  assert_contains (not_created, "does not exist");
  assert_contains (not_created, "The connection was lost");

  story.error = stopped;
  told_why = sluice_words_sentence (&story);
  assert_contains (told_why, "You stopped waiting");

  story.outcome = SLUICE_OUTCOME_REFUSED;
  story.error = role;
  story.in_doubt = FALSE;
  refused = sluice_words_sentence (&story);
  assert_contains (refused, "s3sink was not created");
  assert_contains (refused, "Project Stream Processing Owner");
}

static void
test_operations_keys (void)
{
  g_autoptr (GHashTable) headlines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = g_error_new (SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_LOCKED,
                                          "for the log");
  static const SluiceOperationKind kinds[] = {
    SLUICE_OPERATION_CHECK_KEY, SLUICE_OPERATION_SAVE_KEY, SLUICE_OPERATION_FORGET_KEY
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (int state = SLUICE_OPERATION_STATE_WORKING; state <= SLUICE_OPERATION_STATE_FAILED; state++)
      {
        SluiceStory story = { .kind = kinds[i], .subject = "abcdefgh", .state = state,
                              .error = error };
        g_autofree char *sentence = sluice_words_sentence (&story);

        assert_new (headlines, sluice_words_headline (&story));
        g_assert_cmpstr (sentence, !=, "");
      }
}

/* ---- facts ---- */

static GObject *
parse (gpointer  (*read) (JsonNode *),
       const char *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  gpointer object = read (node);

  g_assert_nonnull (object);
  return object;
}

#define PARSE(read, json) parse ((gpointer (*) (JsonNode *)) read, json)
#define PROJECT "32b6e34b3d91647abb20e7b8"

static void
test_facts_form (void)
{
  g_autoptr (GObject) project = PARSE (sluice_project_new_from_json,
                                       "{ \"id\": \"" PROJECT "\", \"name\": \"Harbour\" }");
  g_autoptr (GObject) kafka = PARSE (sluice_connection_new_from_json,
                                     "{ \"name\": \"s3sink\", \"type\": \"Kafka\" }");
  g_autoptr (GError) error = make_error (SLUICE_ATLAS_ERROR_PROJECT_NOT_FOUND, 404,
                                         "GROUP_NOT_FOUND", NULL, NULL);
  g_autofree char *name = sluice_words_fact (SLUICE_FACT_PROJECT, SLUICE_FACT_STATE_TRUE,
                                             project, NULL);
  g_autofree char *missing = sluice_words_fact (SLUICE_FACT_PROJECT, SLUICE_FACT_STATE_FALSE,
                                                NULL, error);
  g_autofree char *taken = sluice_words_fact (SLUICE_FACT_NAME, SLUICE_FACT_STATE_FALSE,
                                              kafka, NULL);
  g_autofree char *taken_somehow = sluice_words_fact (SLUICE_FACT_NAME, SLUICE_FACT_STATE_FALSE,
                                                      NULL, NULL);

  g_assert_cmpstr (name, ==, "Harbour");
  assert_contains (missing, "no project");
  assert_contains (taken, "Taken");
  assert_contains (taken, "Kafka");
  assert_contains (taken_somehow, "Taken");
  for (int fact = 0; fact < SLUICE_N_FACTS; fact++)
    {
      g_assert_null (sluice_words_fact (fact, SLUICE_FACT_STATE_NONE, NULL, NULL));
      g_assert_null (sluice_words_fact (fact, SLUICE_FACT_STATE_CHECKING, NULL, NULL));
      g_assert_null (sluice_words_fact (fact, SLUICE_FACT_STATE_CANNOT_TELL, NULL, error));
    }
}

static void
test_facts_keyring (void)
{
  g_autofree char *kept = sluice_words_keyring (SLUICE_KEYRING_KEPT, NULL);
  static const SluiceKeyringState failures[] = {
    SLUICE_KEYRING_NOT_SAVED, SLUICE_KEYRING_NOT_LOADED, SLUICE_KEYRING_NOT_FORGOTTEN
  };

  g_assert_null (sluice_words_keyring (SLUICE_KEYRING_NONE, NULL));
  assert_contains (kept, "Kept");
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    for (int code = SLUICE_KEY_STORE_ERROR_NOT_FOUND; code <= SLUICE_KEY_STORE_ERROR_FAILED; code++)
      {
        g_autoptr (GError) error = g_error_new (SLUICE_KEY_STORE_ERROR, code, "for the log");
        g_autofree char *text = sluice_words_keyring (failures[i], error);

        g_assert_cmpstr (text, !=, "");
        /* “Forgotten” is said only when it is true. */
        if (failures[i] == SLUICE_KEYRING_NOT_FORGOTTEN)
          assert_contains (text, "could not be removed");
      }
}

/* A server's words neither fill the pane, nor turn around ours. */
static void
test_hostile_detail (void)
{
  g_autoptr (GString) lines = g_string_new ("first");
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *details = NULL;
  g_auto (GStrv) shown = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append (lines, "\n\u202eline\x1b\u2069");
  error = make_error (SLUICE_ATLAS_ERROR_INVALID, 400, "X", lines->str, NULL);
  sentence = sluice_words_error_sentence (error);
  details = sluice_words_evidence (sluice_atlas_error_get_evidence (error));
  g_assert_nonnull (strstr (sentence, "first"));
  g_assert_null (strpbrk (sentence, "\n\x1b"));
  g_assert_cmpuint (g_utf8_strlen (sentence, -1), <, 500);
  for (gunichar c = 0x202a; c <= 0x2069; c = c == 0x202e ? 0x2066 : c + 1)
    {
      g_assert_null (g_utf8_strchr (sentence, -1, c));
      g_assert_null (g_utf8_strchr (details, -1, c));
    }
  g_assert_null (strchr (details, '\x1b'));
  shown = g_strsplit (details, "\n", -1);
  g_assert_cmpuint (g_strv_length (shown), <, 10);
}

/* ---- details ---- */

static void
test_details_evidence (void)
{
  g_autoptr (SluiceEvidence) evidence =
    sluice_evidence_new ("POST", "/api/atlas/v2/groups/x/streams/tides/connections");
  g_autofree char *text = NULL;
  g_autofree char *unsent_text = NULL;
  g_autoptr (SluiceEvidence) unsent = sluice_evidence_new ("GET", "/api/atlas/v2");
  const char *parameters[] = { "first", "second", NULL };
  const char *violations[] = { "aws.roleArn: must be an ARN", NULL };

  evidence->status = 400;
  evidence->reason = g_strdup ("Bad Request");
  evidence->error_code = g_strdup ("VALIDATION_ERROR");
  evidence->detail = g_strdup ("Something is off.");
  evidence->parameters = g_strdupv ((char **) parameters);
  evidence->violations = g_strdupv ((char **) violations);
  evidence->request_count = 2;
  text = sluice_words_evidence (evidence);
  unsent_text = sluice_words_evidence (unsent);

  g_assert_true (g_str_has_prefix (text, "POST /api/atlas/v2/groups/x/streams/tides/connections\n"));
  assert_contains (text, "\nHTTP status: 400 Bad Request\n");
  assert_contains (text, "\nerrorCode: VALIDATION_ERROR\n");
  assert_contains (text, "\nDetail: Something is off.\n");
  assert_contains (text, "\nField: aws.roleArn: must be an ARN\n");
  assert_contains (text, "\nParameter: first\n");
  assert_contains (text, "\nParameter: second\n");
  assert_contains (text, "\nRequests: 2");
  assert_contains (unsent_text, "not sent");
}

static void
test_details_operation (void)
{
  g_autoptr (SluiceOperation) operation =
    sluice_operation_new (SLUICE_OPERATION_CREATE_CONNECTION, "s3sink", "tides");
  g_autoptr (GError) error = make_error (SLUICE_ATLAS_ERROR_SERVER, 500, "UNEXPECTED_ERROR",
                                         "Oops.", NULL);
  g_autofree char *text = NULL;

  sluice_operation_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_REFUSED, error);
  text = sluice_words_details (operation);
  assert_contains (text, "500");
  assert_contains (text, "Oops.");
  assert_contains (text, "Instance: tides");
  assert_contains (text, "Took: 0.0 seconds");
}

static void
test_details_elapsed (void)
{
  static const struct { gint64 seconds; const char *text; } cases[] = {
    { -1, "0:00" }, { 0, "0:00" }, { 14, "0:14" }, { 61, "1:01" }, { 600, "10:00" },
    { 3600, "1:00:00" }, { 3723, "1:02:03" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = sluice_words_elapsed (cases[i].seconds * G_USEC_PER_SEC);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/errors/each-has-its-own", test_errors_each_has_its_own);
  g_test_add_func ("/words/errors/foreign", test_errors_foreign);
  g_test_add_func ("/words/errors/address", test_errors_address);
  g_test_add_func ("/words/errors/rate-limit", test_errors_rate_limit);
  g_test_add_func ("/words/errors/tls", test_errors_tls);
  g_test_add_func ("/words/errors/unknown", test_errors_unknown);
  g_test_add_func ("/words/operations/headlines", test_operations_headlines);
  g_test_add_func ("/words/operations/each-has-its-own", test_operations_each_has_its_own);
  g_test_add_func ("/words/operations/what-became-of-it", test_operations_say_what_became_of_it);
  g_test_add_func ("/words/operations/keys", test_operations_keys);
  g_test_add_func ("/words/facts/form", test_facts_form);
  g_test_add_func ("/words/facts/keyring", test_facts_keyring);
  g_test_add_func ("/words/hostile-detail", test_hostile_detail);
  g_test_add_func ("/words/details/evidence", test_details_evidence);
  g_test_add_func ("/words/details/operation", test_details_operation);
  g_test_add_func ("/words/details/elapsed", test_details_elapsed);

  return g_test_run ();
}
