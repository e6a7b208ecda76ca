/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing a deleted connection back, and finishing a change of network that has stopped. */
#include "connection-fixture.h"

#include "sluice-base-url.h"
#include "sluice-history.h"
#include "sluice-resume.h"
#include "sluice-undo.h"

typedef struct
{
  ConnectionFixture  base;
  SluiceSession     *session;
  SluiceOperation   *undo;     /* borrowed from the one that deletes */
} Fixture;

static void
set_up (Fixture *fixture)
{
  g_autoptr (SluiceApiKey) key = NULL;

  connection_set_up (&fixture->base, "0");
  fixture->session = sluice_session_new (fixture->base.atlas->url, NULL);
  key = sluice_api_key_new (fixture->base.atlas->public_key, fixture->base.atlas->private_key);
  sluice_session_set_key (fixture->session, key);
}

static void
tear_down (Fixture *fixture)
{
  sluice_session_close (fixture->session);
  g_object_unref (fixture->session);
  connection_tear_down (&fixture->base);
}

static void
begin (Fixture *fixture, SluiceOperationKind kind)
{
  connection_start (&fixture->base, kind);
  sluice_undo_offer (fixture->base.operation, fixture->session);
  g_assert_false (sluice_undo_is_offered (fixture->base.operation, SLUICE_UNDO_AS_IT_WAS));
  connection_wait_for_end (&fixture->base);
}

static gboolean
undo_has_ended (gpointer data)
{
  return sluice_operation_get_state (((Fixture *) data)->undo) != SLUICE_OPERATION_STATE_WORKING;
}

static void
undo (Fixture *fixture, SluiceUndoWay way)
{
  fixture->undo = sluice_undo_start (fixture->base.operation, way);
  g_assert_nonnull (fixture->undo);
  g_assert_false (sluice_undo_is_offered (fixture->base.operation, way));
  g_assert_null (sluice_undo_start (fixture->base.operation, way));
  wait_until (undo_has_ended, fixture);
}

static void
test_deletion (void)
{
  Fixture fixture;
  g_autoptr (GObject) listed = NULL;

  set_up (&fixture);
  begin (&fixture, SLUICE_OPERATION_DELETE_CONNECTION);
  g_assert_true (sluice_undo_is_offered (fixture.base.operation, SLUICE_UNDO_AS_IT_WAS));
  g_assert_false (sluice_undo_is_offered (fixture.base.operation, SLUICE_UNDO_FINISH));
  undo (&fixture, SLUICE_UNDO_AS_IT_WAS);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.undo), ==, SLUICE_OUTCOME_READY);
  g_assert_false (sluice_undo_is_offered (fixture.base.operation, SLUICE_UNDO_AS_IT_WAS));
  listed = g_list_model_get_item (sluice_session_get_operations (fixture.session), 0);
  g_assert_true (listed == G_OBJECT (fixture.undo));
  connection_assert_held (&fixture.base, "READY first my-bucket public");
  connection_assert_writes (&fixture.base, 0, 1, 1);
  tear_down (&fixture);
}

/* What was certainly not created may be tried again, and only that. */
static void
test_refused (void)
{
  Fixture fixture;

  set_up (&fixture);
  begin (&fixture, SLUICE_OPERATION_DELETE_CONNECTION);
  practice_atlas_switch (fixture.base.atlas, "role-missing@create-connection", TRUE);
  undo (&fixture, SLUICE_UNDO_AS_IT_WAS);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.undo), ==, SLUICE_OUTCOME_REFUSED);
  g_assert_true (sluice_undo_is_offered (fixture.base.operation, SLUICE_UNDO_AS_IT_WAS));
  practice_atlas_switch (fixture.base.atlas, "all", FALSE);
  undo (&fixture, SLUICE_UNDO_AS_IT_WAS);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.undo), ==, SLUICE_OUTCOME_READY);
  g_assert_false (sluice_undo_is_offered (fixture.base.operation, SLUICE_UNDO_AS_IT_WAS));
  tear_down (&fixture);
}

static void
test_without_key (void)
{
  Fixture fixture;

  set_up (&fixture);
  begin (&fixture, SLUICE_OPERATION_DELETE_CONNECTION);
  sluice_session_set_key (fixture.session, NULL);
  g_assert_null (sluice_undo_start (fixture.base.operation, SLUICE_UNDO_AS_IT_WAS));
  /* The offer stands until there is one. */
  g_assert_true (sluice_undo_is_offered (fixture.base.operation, SLUICE_UNDO_AS_IT_WAS));
  connection_assert_writes (&fixture.base, 0, 1, 0);
  tear_down (&fixture);
}

/* Nobody is offered to bring back what was not deleted. */
static void
test_not_deleted (void)
{
  Fixture fixture;

  set_up (&fixture);
  practice_atlas_switch (fixture.base.atlas, "in-use", TRUE);
  begin (&fixture, SLUICE_OPERATION_DELETE_CONNECTION);
  g_assert_false (sluice_undo_is_offered (fixture.base.operation, SLUICE_UNDO_AS_IT_WAS));
  g_assert_null (sluice_undo_start (fixture.base.operation, SLUICE_UNDO_AS_IT_WAS));
  tear_down (&fixture);
}

static void
test_half_way (gconstpointer data)
{
  SluiceUndoWay way = GPOINTER_TO_INT (data);
  Fixture fixture;

  set_up (&fixture);
  practice_atlas_switch (fixture.base.atlas, "role-missing@create-connection", TRUE);
  begin (&fixture, SLUICE_OPERATION_MOVE_CONNECTION);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.base.operation), ==,
                   SLUICE_OUTCOME_NOT_RECREATED);
  g_assert_true (sluice_undo_is_offered (fixture.base.operation, SLUICE_UNDO_AS_IT_WAS));
  g_assert_true (sluice_undo_is_offered (fixture.base.operation, SLUICE_UNDO_FINISH));
  practice_atlas_switch (fixture.base.atlas, "all", FALSE);
  undo (&fixture, way);
  g_assert_cmpint (sluice_operation_get_outcome (fixture.undo), ==, SLUICE_OUTCOME_READY);
  connection_assert_held (&fixture.base, way == SLUICE_UNDO_FINISH
                                           ? "READY first my-bucket private"
                                           : "READY first my-bucket public");
  /* The one that failed, and the one that was asked for. */
  connection_assert_writes (&fixture.base, 0, 1, 2);
  tear_down (&fixture);
}

/* ---- after a restart ---- */

static const struct
{
  const char    *kind;
  SluiceUndoWay  way;
  const char    *held;   /* in the end; NULL: nothing is offered */
  const char    *was_role;
} past[] = {
  { "delete-connection", SLUICE_UNDO_AS_IT_WAS, "READY first my-bucket public", ROLE },
  { "move-connection", SLUICE_UNDO_AS_IT_WAS, "READY first my-bucket public", ROLE },
  { "move-connection", SLUICE_UNDO_FINISH, "READY first my-bucket private", ROLE },
  { "delete-connection", SLUICE_UNDO_AS_IT_WAS, NULL, NULL },
};

static SluiceHistoryEntry *
interrupted_new (Fixture *fixture, gsize row)
{
  SluiceHistoryLine *line = sluice_history_line_new ();

  line->id = g_strdup ("id");
  line->event = g_strdup ("begun");
  line->time = g_strdup ("2020-01-02T03:04:05Z");
  line->kind = g_strdup (past[row].kind);
  line->subject = g_strdup (NAME);
  line->host = sluice_base_url_dup_host (fixture->base.atlas->url);
  line->project = g_strdup (fixture->base.atlas->project_id);
  line->instance = g_strdup (fixture->base.atlas->instance);
  line->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (line->wanted, g_strdup ("link"), g_strdup (fixture->base.link));
  if (past[row].was_role != NULL)
    {
      g_hash_table_insert (line->wanted, g_strdup ("was-role"), g_strdup (past[row].was_role));
      g_hash_table_insert (line->wanted, g_strdup ("was-bucket"), g_strdup (BUCKET));
    }
  return sluice_history_entry_new (line, FALSE);
}

/* What Sluice was ended in the middle of can be undone and finished as if it had not been. */
static void
test_past (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr (SluiceHistory) history = sluice_history_new (NULL);
  g_autoptr (SluiceHistoryEntry) entry = NULL;
  Fixture fixture;

  set_up (&fixture);
  connection_others_delete (&fixture.base);
  entry = interrupted_new (&fixture, row);
  sluice_undo_offer_past (fixture.session);
  connection_follow (&fixture.base, sluice_resume_start (fixture.base.client, entry, history));
  sluice_session_add_operation (fixture.session, fixture.base.operation);
  g_assert_false (sluice_undo_is_offered (fixture.base.operation, past[row].way));
  connection_wait_for_end (&fixture.base);
  g_assert_cmpint (sluice_undo_is_offered (fixture.base.operation, past[row].way), ==,
                   past[row].held != NULL);
  if (past[row].held != NULL)
    {
      undo (&fixture, past[row].way);
      g_assert_true (sluice_undo_is_done (fixture.base.operation));
      connection_assert_held (&fixture.base, past[row].held);
    }
  tear_down (&fixture);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/undo/deletion", test_deletion);
  g_test_add_func ("/undo/refused", test_refused);
  g_test_add_func ("/undo/without-key", test_without_key);
  g_test_add_func ("/undo/not-deleted", test_not_deleted);
  g_test_add_data_func ("/undo/half-way/finish", GINT_TO_POINTER (SLUICE_UNDO_FINISH),
                        test_half_way);
  g_test_add_data_func ("/undo/half-way/as-it-was", GINT_TO_POINTER (SLUICE_UNDO_AS_IT_WAS),
                        test_half_way);
  for (gsize i = 0; i < G_N_ELEMENTS (past); i++)
    {
      g_autofree char *path = g_strdup_printf ("/undo/past/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_past);
    }
  status = g_test_run ();
  connection_stop_servers ();
  return status;
}
