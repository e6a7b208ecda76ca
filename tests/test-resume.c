/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of each kind of operation that Sluice was ended in the middle of, against what the
 * server holds: one connection that is READY, a set-up of AWS access that is half finished, and a
 * private link.
 */
#include "create-fixture.h"
#include "sluice-history.h"
#include "sluice-resume.h"

#define OTHER "other"

typedef struct
{
  const char           *kind;
  const char           *subject;
  const char           *wanted[6];  /* name, value, name, value … */
  SluiceOperationState  state;
  SluiceOutcome         outcome;
} Row;

#define FAILED SLUICE_OPERATION_STATE_FAILED
#define DONE SLUICE_OPERATION_STATE_DONE
#define UNKNOWN SLUICE_OPERATION_STATE_UNKNOWN

static const Row rows[] = {
  { "create-connection", NAME, { "role", ROLE, "bucket", BUCKET }, DONE, SLUICE_OUTCOME_READY },
  { "create-connection", NAME, { "role", OTHER_ROLE }, FAILED, SLUICE_OUTCOME_OTHER_HOLDS },
  { "create-connection", OTHER, { "role", ROLE }, FAILED, SLUICE_OUTCOME_NOT_CREATED },
  { "change-role", NAME, { "role", ROLE }, DONE, SLUICE_OUTCOME_READY },
  { "change-role", NAME, { "role", OTHER_ROLE }, FAILED, SLUICE_OUTCOME_NOT_CREATED },
  { "change-role", OTHER, { "role", ROLE }, FAILED, SLUICE_OUTCOME_GONE },
  /* Only a bucket that it did not have before tells whether it was tested. */
  { "test-connection", NAME, { "role", ROLE, "bucket", BUCKET, "bucket-before", "-" }, DONE,
    SLUICE_OUTCOME_READY },
  { "test-connection", NAME, { "role", ROLE, "bucket", "other", "bucket-before", BUCKET }, UNKNOWN,
    SLUICE_OUTCOME_CANNOT_TELL },
  { "test-connection", NAME, { "role", ROLE, "bucket", BUCKET, "bucket-before", BUCKET }, UNKNOWN,
    SLUICE_OUTCOME_CANNOT_TELL },
  { "test-connection", NAME, { "role", ROLE }, UNKNOWN, SLUICE_OUTCOME_CANNOT_TELL },
  { "test-connection", OTHER, { "role", ROLE }, FAILED, SLUICE_OUTCOME_GONE },
  { "delete-connection", OTHER, { NULL }, DONE, SLUICE_OUTCOME_GONE },
  { "delete-connection", NAME, { NULL }, FAILED, SLUICE_OUTCOME_NOT_CREATED },
  { "move-connection", OTHER, { "role", ROLE, "link", "x" }, FAILED, SLUICE_OUTCOME_NOT_RECREATED },
  { "move-connection", NAME, { "role", ROLE, "link", "x" }, FAILED, SLUICE_OUTCOME_NOT_CREATED },
  { "move-connection", NAME, { "role", ROLE, "bucket", BUCKET }, DONE, SLUICE_OUTCOME_READY },
  { "start-setup", NULL, { "before", "5f3c1d2e4b6a7c8d9e0f1a2b" }, DONE,
    SLUICE_OUTCOME_ACCEPTED },
  { "authorize-role", "r", { "role-id", "5f3c1d2e4b6a7c8d9e0f1a2b", "role", ROLE }, FAILED,
    SLUICE_OUTCOME_NOT_CREATED },
  { "deauthorize-role", "r", { "role-id", "5f3c1d2e4b6a7c8d9e0f1a2b" }, DONE,
    SLUICE_OUTCOME_ACCEPTED },
  { "create-link", "us-east-1", { "region", "us-east-1" }, DONE, SLUICE_OUTCOME_READY },
  { "create-link", "eu-west-1", { "region", "eu-west-1" }, FAILED, SLUICE_OUTCOME_NOT_CREATED },
  { "delete-link", "us-east-1", { "link", "5f3c1d2e4b6a7c8d9e0f1a2b" }, DONE,
    SLUICE_OUTCOME_GONE },
};

static SluiceHistoryLine *
create_line (CreateFixture *fixture, const Row *row)
{
  SluiceHistoryLine *line = sluice_history_line_new ();

  line->id = g_strdup ("id");
  line->event = g_strdup ("begun");
  line->time = g_strdup ("2020-01-02T03:04:05Z");
  line->kind = g_strdup (row->kind);
  line->subject = g_strdup (row->subject);
  line->project = g_strdup (fixture->atlas->project_id);
  line->instance = g_strdup (fixture->atlas->instance);
  line->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (gsize i = 0; i < 6 && row->wanted[i] != NULL; i += 2)
    g_hash_table_insert (line->wanted, g_strdup (row->wanted[i]), g_strdup (row->wanted[i + 1]));
  return line;
}

static gboolean
has_ended (gpointer operation)
{
  return sluice_operation_get_state (operation) != SLUICE_OPERATION_STATE_WORKING;
}

static void
test_row (CreateFixture *fixture, const Row *row)
{
  SluiceHistory *history = sluice_history_new (NULL);
  g_autoptr (SluiceHistoryEntry) entry =
    sluice_history_entry_new (create_line (fixture, row), FALSE);
  g_autoptr (SluiceOperation) operation = NULL;

  g_test_message ("%s %s %s", row->kind, row->subject, row->wanted[1]);
  g_assert_true (sluice_resume_can (entry));
  operation = sluice_resume_start (fixture->client, entry, history);
  wait_until (has_ended, operation);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, row->outcome);
  g_assert_cmpint (sluice_operation_get_state (operation), ==, row->state);
  g_assert_true (sluice_operation_was_in_doubt (operation));
  g_object_unref (history);
}

static void
test_rows (void)
{
  CreateFixture fixture;

  create_set_up (&fixture, "", "0");
  create_start (&fixture, TRUE);
  create_wait_for_end (&fixture);
  create_assert_outcome (&fixture, SLUICE_OUTCOME_READY);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    test_row (&fixture, &rows[i]);
  /* Nothing but the one create was ever sent that could change anything. */
  g_assert_cmpuint (practice_atlas_count (fixture.atlas, "^(POST|PATCH|DELETE) .* signed "), ==, 1);
  create_tear_down (&fixture);
}

/* Entries that nothing can be found out about, or need not be. */
static void
test_cannot (void)
{
  static const Row others[] = {
    { "test-delivery", NAME, { NULL }, 0, 0 },
    { "of-the-future", NAME, { NULL }, 0, 0 },
    { "create-connection", NULL, { NULL }, 0, 0 },
    { "create-link", "us-east-1", { NULL }, 0, 0 },
    { "check-key", "key", { NULL }, 0, 0 },
  };
  PracticeAtlas atlas = { .project_id = (char *) "p", .instance = (char *) "i" };
  CreateFixture fixture = { .atlas = &atlas };
  g_autoptr (SluiceHistoryEntry) running =
    sluice_history_entry_new (create_line (&fixture, &rows[0]), TRUE);

  g_assert_false (sluice_resume_can (running));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (SluiceHistoryEntry) entry =
        sluice_history_entry_new (create_line (&fixture, &others[i]), FALSE);

      g_assert_false (sluice_resume_can (entry));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resume/rows", test_rows);
  g_test_add_func ("/resume/cannot", test_cannot);
  return g_test_run ();
}
