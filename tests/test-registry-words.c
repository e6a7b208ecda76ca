/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of connections that are changed, moved and deleted: each thing that can happen has
 * a headline of its own that names the connection, and a sentence with what to do next.
 */
#include <string.h>

#include "sluice-evidence-private.h"
#include "sluice-objects-private.h"
#include "sluice-user-words.h"
#include "sluice-words.h"

static const SluiceOperationKind kinds[] = {
  SLUICE_OPERATION_CHANGE_ROLE, SLUICE_OPERATION_TEST_CONNECTION,
  SLUICE_OPERATION_MOVE_CONNECTION, SLUICE_OPERATION_DELETE_CONNECTION,
};

static SluiceConnection *
make_connection (const char *state)
{
  g_autofree char *json =
    g_strdup_printf ("{\"name\":\"s3sink\",\"type\":\"S3\",\"state\":\"%s\",\"aws\":{\"roleArn\":"
                     "\"arn:aws:iam::123456789012:role/now\",\"testBucket\":\"bucket-now\"}}",
                     state);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  return sluice_connection_new_from_json (node);
}

static GError *
make_error (SluiceAtlasError code)
{
  g_autoptr (SluiceEvidence) evidence = sluice_evidence_new ("DELETE", "/api/atlas/v2/groups");

  return sluice_atlas_error_new (code, evidence, "for the log");
}

static void
assert_contains (const char *text, const char *part)
{
  if (text == NULL || strstr (text, part) == NULL)
    g_test_fail_printf ("“%s” lacks “%s”", text, part);
}

/* Neither empty, nor with the traces of a mistake in it. */
static void
assert_sane (const char *text)
{
  g_assert_nonnull (text);
  g_assert_cmpstr (text, !=, "");
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strstr (text, "(null)"));
  g_assert_null (strstr (text, ".."));
  g_assert_null (strstr (text, "%"));
}

static void
check_story (GHashTable *seen, const SluiceStory *story)
{
  char *headline = sluice_words_registry_headline (story);
  g_autofree char *sentence = sluice_words_registry_sentence (story);

  assert_sane (headline);
  assert_sane (sentence);
  assert_contains (headline, "s3sink");
  if (!g_hash_table_add (seen, headline))
    g_test_fail_printf ("said twice: %s", headline);
}

static void
test_phases (void)
{
  static const SluicePhase phases[] = {
    SLUICE_PHASE_CHECKING, SLUICE_PHASE_SENDING, SLUICE_PHASE_READING_BACK, SLUICE_PHASE_WATCHING,
    SLUICE_PHASE_LEAVING, SLUICE_PHASE_CREATING_AGAIN,
  };
  g_autoptr (SluiceConnection) connection = make_connection ("READY");
  g_autoptr (GError) error = make_error (SLUICE_ATLAS_ERROR_CONNECTION_LOST);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (gsize j = 0; j < G_N_ELEMENTS (phases); j++)
        {
          const SluiceStory story = {
            .kind = kinds[i], .state = SLUICE_OPERATION_STATE_WORKING, .phase = phases[j],
            .subject = "s3sink", .place = "instance", .error = error,
            .result = G_OBJECT (connection),
          };

          check_story (seen, &story);
        }
    }
}

typedef struct
{
  SluiceOutcome        outcome;
  SluiceOperationState state;
  SluiceAtlasError     error;  /* with it; 0 may be CANCELLED, so: -1 for none */
  gboolean             in_doubt;
} Ending;

static void
test_endings (void)
{
  static const Ending endings[] = {
    { SLUICE_OUTCOME_READY, SLUICE_OPERATION_STATE_DONE, -1, FALSE },
    { SLUICE_OUTCOME_CREATED_FAILED, SLUICE_OPERATION_STATE_FAILED, -1, FALSE },
    { SLUICE_OUTCOME_STOPPED, SLUICE_OPERATION_STATE_UNKNOWN, -1, FALSE },
    { SLUICE_OUTCOME_STILL_PENDING, SLUICE_OPERATION_STATE_UNKNOWN, -1, FALSE },
    { SLUICE_OUTCOME_UNWATCHED, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_ATLAS_ERROR_TIMED_OUT,
      FALSE },
    { SLUICE_OUTCOME_REFUSED, SLUICE_OPERATION_STATE_FAILED, SLUICE_ATLAS_ERROR_ROLE_MISSING,
      FALSE },
    { SLUICE_OUTCOME_CANNOT_TELL, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_ATLAS_ERROR_UNAVAILABLE,
      TRUE },
    { SLUICE_OUTCOME_CANCELLED, SLUICE_OPERATION_STATE_FAILED, SLUICE_ATLAS_ERROR_CANCELLED,
      FALSE },
    { SLUICE_OUTCOME_CHANGED_BEFORE, SLUICE_OPERATION_STATE_FAILED, -1, FALSE },
    { SLUICE_OUTCOME_OTHER_HOLDS, SLUICE_OPERATION_STATE_FAILED, -1, FALSE },
    { SLUICE_OUTCOME_GONE, SLUICE_OPERATION_STATE_DONE, -1, FALSE },
    { SLUICE_OUTCOME_STILL_THERE, SLUICE_OPERATION_STATE_UNKNOWN, -1, FALSE },
    { SLUICE_OUTCOME_NOT_RECREATED, SLUICE_OPERATION_STATE_FAILED,
      SLUICE_ATLAS_ERROR_CANNOT_ASSUME_ROLE, FALSE },
  };
  g_autoptr (SluiceConnection) connection = make_connection ("READY");

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (gsize j = 0; j < G_N_ELEMENTS (endings); j++)
        {
          const Ending *ending = &endings[j];
          gboolean deletes = kinds[i] == SLUICE_OPERATION_DELETE_CONNECTION;
          gboolean leaves = deletes || kinds[i] == SLUICE_OPERATION_MOVE_CONNECTION;
          g_autoptr (GError) error =
            (int) ending->error < 0 ? NULL : make_error (ending->error);
          const SluiceStory story = {
            .kind = kinds[i], .state = ending->state, .outcome = ending->outcome,
            .in_doubt = ending->in_doubt, .subject = "s3sink", .place = "instance",
            .error = error, .result = G_OBJECT (connection),
          };

          if (deletes && (ending->outcome == SLUICE_OUTCOME_READY ||
                          ending->outcome == SLUICE_OUTCOME_CREATED_FAILED ||
                          ending->outcome == SLUICE_OUTCOME_STOPPED ||
                          ending->outcome == SLUICE_OUTCOME_UNWATCHED))
            continue;
          if (!leaves && ending->outcome == SLUICE_OUTCOME_STILL_THERE)
            continue;
          if (kinds[i] != SLUICE_OPERATION_MOVE_CONNECTION &&
              ending->outcome == SLUICE_OUTCOME_NOT_RECREATED)
            continue;
          check_story (seen, &story);
        }
    }
}

/* Not done, whether Atlas has refused or the request was lost: the headline is the same, the
 * sentence is not. */
static void
test_not_done (void)
{
  g_autoptr (SluiceConnection) connection = make_connection ("READY");
  g_autoptr (GError) error = make_error (SLUICE_ATLAS_ERROR_CONNECTION_LOST);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      SluiceStory story = {
        .kind = kinds[i], .state = SLUICE_OPERATION_STATE_FAILED,
        .outcome = SLUICE_OUTCOME_NOT_CREATED, .in_doubt = TRUE, .subject = "s3sink",
        .place = "instance", .error = error, .result = G_OBJECT (connection),
      };
      g_autofree char *headline = sluice_words_registry_headline (&story);
      g_autofree char *sentence = sluice_words_registry_sentence (&story);
      g_autofree char *refused = NULL;

      assert_contains (headline, "not");
      assert_contains (sentence, "as it was");
      assert_contains (sentence, "is safe");
      story.outcome = SLUICE_OUTCOME_REFUSED;
      refused = sluice_words_registry_headline (&story);
      g_assert_cmpstr (refused, ==, headline);
    }
}

/* What it is now is told, not only that it is different. */
static void
test_changed_before (void)
{
  g_autoptr (SluiceConnection) connection = make_connection ("READY");
  const SluiceStory story = {
    .kind = SLUICE_OPERATION_CHANGE_ROLE, .state = SLUICE_OPERATION_STATE_FAILED,
    .outcome = SLUICE_OUTCOME_CHANGED_BEFORE, .subject = "s3sink",
    .result = G_OBJECT (connection),
  };
  g_autofree char *sentence = sluice_words_registry_sentence (&story);

  assert_contains (sentence, "arn:aws:iam::123456789012:role/now");
  assert_contains (sentence, "bucket-now");
  assert_contains (sentence, "public network");
}

/* A move that has stopped half-way says that nothing is there, and offers both ways. */
static void
test_half_way (void)
{
  g_autoptr (GError) error = make_error (SLUICE_ATLAS_ERROR_CANNOT_ASSUME_ROLE);
  const SluiceStory story = {
    .kind = SLUICE_OPERATION_MOVE_CONNECTION, .state = SLUICE_OPERATION_STATE_FAILED,
    .outcome = SLUICE_OUTCOME_NOT_RECREATED, .subject = "s3sink", .error = error,
    .between = TRUE, .can_undo = TRUE,
  };
  g_autofree char *headline = sluice_words_registry_headline (&story);
  g_autofree char *sentence = sluice_words_registry_sentence (&story);

  assert_contains (headline, "does not exist now");
  assert_contains (sentence, "Finish Change");
  assert_contains (sentence, "Undo");
}

/* ---- who uses it ---- */

static SluiceProcessor *
make_processor (const char *name, const char *state)
{
  g_autofree char *json =
    g_strdup_printf ("{\"name\":\"%s\",\"state\":\"%s\",\"pipeline\":[{\"$source\":"
                     "{\"connectionName\":\"solar\"}},{\"$emit\":{\"connectionName\":\"s3sink\","
                     "\"bucket\":\"b\",\"path\":\"p\"}}]}", name, state);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  return sluice_processor_new_from_json (node);
}

static void
test_users (void)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) users = NULL;
  g_autofree char *text = NULL;
  g_autofree char *many = NULL;
  g_autofree char *none = NULL;
  g_autofree char *unknown = NULL;
  g_autoptr (GError) error = make_error (SLUICE_ATLAS_ERROR_TIMED_OUT);

  none = sluice_user_words_describe (1, all, NULL);
  assert_contains (none, "No stream processor");
  g_ptr_array_add (all, make_processor ("one", "STARTED"));
  g_ptr_array_add (all, make_processor ("two", "STOPPED"));
  users = sluice_user_words_find (all, "another");
  g_assert_cmpuint (users->len, ==, 0);
  g_clear_pointer (&users, g_ptr_array_unref);
  users = sluice_user_words_find (all, "s3sink");
  g_assert_cmpuint (users->len, ==, 2);
  text = sluice_user_words_describe (1, users, NULL);
  assert_contains (text, "2 stream processors use it");
  assert_contains (text, "one (running)");
  assert_contains (text, "two (stopped)");
  assert_contains (text, "stop it first");
  for (guint i = 0; i < 20; i++)
    g_ptr_array_add (users, make_processor ("more", "STOPPED"));
  many = sluice_user_words_describe (3, users, NULL);
  assert_contains (many, "22 stream processors use one of them");
  assert_contains (many, "and 14 more");
  unknown = sluice_user_words_describe (1, NULL, error);
  assert_contains (unknown, "could not find out");
}

static void
test_in_use (void)
{
  g_autoptr (GPtrArray) users = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = make_error (SLUICE_ATLAS_ERROR_IN_USE);
  SluiceStory story = {
    .kind = SLUICE_OPERATION_DELETE_CONNECTION, .state = SLUICE_OPERATION_STATE_FAILED,
    .outcome = SLUICE_OUTCOME_REFUSED, .subject = "s3sink", .error = error, .users = users,
  };
  g_autofree char *named = NULL;
  g_autofree char *unnamed = NULL;

  g_ptr_array_add (users, make_processor ("archiveSolar", "STARTED"));
  named = sluice_words_registry_sentence (&story);
  assert_contains (named, "archiveSolar");
  story.users = NULL;
  unnamed = sluice_words_registry_sentence (&story);
  assert_contains (unnamed, "could not find out");
}

/* Each connection in a line, but no endless list. */
static void
test_uses (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) uses = g_ptr_array_new ();
  SluiceRoleUse use = { (char *) "tides", (char *) "archive" };

  for (guint i = 0; i < 10; i++)
    g_ptr_array_add (uses, &use);
  sluice_words_add_uses (text, uses);
  g_assert_true (g_str_has_prefix (text->str, "\n• archive in tides\n• archive in tides\n"));
  g_assert_true (g_str_has_suffix (text->str, "\n• archive in tides\n… and 2 more"));

  g_string_truncate (text, 0);
  g_ptr_array_set_size (uses, 1);
  sluice_words_add_uses (text, uses);
  g_assert_cmpstr (text->str, ==, "\n• archive in tides");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/registry-words/phases", test_phases);
  g_test_add_func ("/registry-words/endings", test_endings);
  g_test_add_func ("/registry-words/not-done", test_not_done);
  g_test_add_func ("/registry-words/changed-before", test_changed_before);
  g_test_add_func ("/registry-words/half-way", test_half_way);
  g_test_add_func ("/registry-words/users", test_users);
  g_test_add_func ("/registry-words/in-use", test_in_use);
  g_test_add_func ("/registry-words/uses", test_uses);
  return g_test_run ();
}
