/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an operation tells, and when; and the list it stands in. */
#include "sluice-operation-list.h"

#include "practice-atlas.h"

static void
count_cb (SluiceOperation *operation, GParamSpec *pspec, gpointer user_data)
{
  guint revision;

  g_object_get (operation, "revision", &revision, NULL);
  g_assert_cmpuint (revision, >, 0);
  ++*(guint *) user_data;
}

static void
note_cb (SluiceOperation *operation, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
release_cb (gpointer user_data)
{
  *(guint *) user_data += 100;
}

static void
test_life (void)
{
  SluiceOperation *operation = sluice_operation_new (SLUICE_OPERATION_CREATE_CONNECTION, "s3sink",
                                                     "instance");
  guint n_changes = 0;
  gint64 elapsed, again;

  g_signal_connect (operation, "notify::revision", G_CALLBACK (count_cb), &n_changes);
  g_assert_cmpint (sluice_operation_get_kind (operation), ==, SLUICE_OPERATION_CREATE_CONNECTION);
  g_assert_cmpstr (sluice_operation_get_subject (operation), ==, "s3sink");
  g_assert_cmpstr (sluice_operation_get_place (operation), ==, "instance");
  g_assert_nonnull (sluice_operation_get_started (operation));
  g_assert_cmpint (sluice_operation_get_state (operation), ==, SLUICE_OPERATION_STATE_WORKING);
  sluice_operation_enter (operation, SLUICE_PHASE_SENDING);
  g_assert_cmpuint (n_changes, ==, 1);
  wait_ms (20);
  sluice_operation_end (operation, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_STOPPED, NULL);
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_cmpint (sluice_operation_get_phase (operation), ==, SLUICE_PHASE_NONE);
  elapsed = sluice_operation_get_elapsed (operation);
  g_assert_cmpint (elapsed, >=, 19 * 1000);

  /* The time in between is the person's. */
  wait_ms (300);
  g_assert_cmpint (sluice_operation_get_elapsed (operation), ==, elapsed);
  again = g_get_monotonic_time ();
  sluice_operation_enter (operation, SLUICE_PHASE_WATCHING);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_NONE);
  g_assert_cmpint (sluice_operation_get_elapsed (operation), <=,
                   elapsed + g_get_monotonic_time () - again);
  g_assert_finalize_object (operation);
}

static void
test_cancel (void)
{
  SluiceOperation *operation = sluice_operation_new (SLUICE_OPERATION_CHECK_KEY, "key", NULL);
  g_autoptr (GCancellable) first = g_object_ref (sluice_operation_get_cancellable (operation));
  guint n_changes = 0;

  g_signal_connect (operation, "notify::revision", G_CALLBACK (count_cb), &n_changes);
  g_assert_true (sluice_operation_can_cancel (operation));
  sluice_operation_cancel (operation);
  sluice_operation_cancel (operation);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_true (g_cancellable_is_cancelled (first));
  g_assert_false (sluice_operation_can_cancel (operation));

  /* It counted for that phase only. */
  sluice_operation_enter (operation, SLUICE_PHASE_READING_BACK);
  g_assert_true (sluice_operation_can_cancel (operation));
  g_assert_false (g_cancellable_is_cancelled (sluice_operation_get_cancellable (operation)));
  sluice_operation_end (operation, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_READY, NULL);
  g_assert_false (sluice_operation_can_cancel (operation));
  sluice_operation_cancel (operation);
  g_assert_false (g_cancellable_is_cancelled (sluice_operation_get_cancellable (operation)));
  g_assert_finalize_object (operation);
}

static void
test_check_again (void)
{
  SluiceOperation *operation = sluice_operation_new (SLUICE_OPERATION_CREATE_CONNECTION, "a", "b");
  guint n_checks = 0, n_changes = 0;

  sluice_operation_set_check_again (operation, note_cb, &n_checks, release_cb);
  sluice_operation_check_again (operation);
  g_assert_cmpuint (n_checks, ==, 0);
  sluice_operation_end (operation, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_CANNOT_TELL,
                        NULL);
  g_assert_true (sluice_operation_can_check_again (operation));
  sluice_operation_check_again (operation);
  g_assert_cmpuint (n_checks, ==, 1);

  g_signal_connect (operation, "notify::revision", G_CALLBACK (count_cb), &n_changes);
  sluice_operation_set_check_again (operation, NULL, NULL, NULL);
  g_assert_cmpuint (n_checks, ==, 101);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_false (sluice_operation_can_check_again (operation));
  sluice_operation_set_check_again (operation, note_cb, &n_checks, release_cb);
  g_assert_finalize_object (operation);
  g_assert_cmpuint (n_checks, ==, 201);
}

static void
test_errors (void)
{
  SluiceOperation *operation = sluice_operation_new (SLUICE_OPERATION_CREATE_CONNECTION, "a", "b");
  g_autoptr (GError) later = g_error_new_literal (SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_SERVER,
                                                  "later");

  sluice_operation_set_in_doubt (operation, g_error_new_literal (SLUICE_ATLAS_ERROR,
                                                                 SLUICE_ATLAS_ERROR_TIMED_OUT,
                                                                 "lost"));
  g_assert_true (sluice_operation_was_in_doubt (operation));
  sluice_operation_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_NOT_CREATED,
                        NULL);
  g_assert_error (sluice_operation_get_error (operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_TIMED_OUT);
  sluice_operation_end (operation, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_CANNOT_TELL,
                        later);
  g_assert_error (sluice_operation_get_error (operation), SLUICE_ATLAS_ERROR,
                  SLUICE_ATLAS_ERROR_SERVER);
  g_assert_true (sluice_operation_was_in_doubt (operation));
  g_assert_finalize_object (operation);
}

static SluiceOperation *
add (GListStore *list, SluiceOperationKind kind, const char *subject)
{
  g_autoptr (SluiceOperation) operation = sluice_operation_new (kind, subject, NULL);

  sluice_operation_list_add (list, operation);
  return operation;
}

static void
assert_list (GListStore *list, const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (found, "%s ", sluice_operation_get_subject (operation));
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_list_key_checks (void)
{
  GListStore *list = g_list_store_new (SLUICE_TYPE_OPERATION);
  SluiceOperation *ended;

  ended = add (list, SLUICE_OPERATION_CHECK_KEY, "ended");
  sluice_operation_end (ended, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_ACCEPTED, NULL);
  add (list, SLUICE_OPERATION_CREATE_CONNECTION, "same");
  ended = add (list, SLUICE_OPERATION_CHECK_KEY, "same");
  sluice_operation_end (ended, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_ACCEPTED, NULL);
  add (list, SLUICE_OPERATION_CHECK_KEY, "working");
  assert_list (list, "working same same ended ");
  sluice_operation_list_hide_key_checks (list, "same");
  assert_list (list, "same ended ");
  sluice_operation_list_hide_key_checks (list, NULL);
  assert_list (list, "same ended ");
  sluice_operation_list_add_ended (list, SLUICE_OPERATION_FORGET_KEY, "forgotten", NULL);
  assert_list (list, "forgotten same ended ");
  g_assert_finalize_object (list);
}

static void
test_list_drop_keys (void)
{
  GListStore *list = g_list_store_new (SLUICE_TYPE_OPERATION);
  SluiceOperation *working = add (list, SLUICE_OPERATION_CREATE_CONNECTION, "working");
  SluiceOperation *ended = add (list, SLUICE_OPERATION_CREATE_CONNECTION, "ended");
  guint n_working = 0, n_ended = 0;

  sluice_operation_set_check_again (working, note_cb, &n_working, release_cb);
  sluice_operation_set_check_again (ended, note_cb, &n_ended, release_cb);
  sluice_operation_end (ended, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_STOPPED, NULL);
  sluice_operation_list_drop_keys (list);
  g_assert_cmpuint (n_ended, ==, 100);
  g_assert_cmpuint (n_working, ==, 0);
  sluice_operation_enter (working, SLUICE_PHASE_READING_BACK);
  g_assert_cmpuint (n_working, ==, 0);
  sluice_operation_end (working, SLUICE_OPERATION_STATE_UNKNOWN, SLUICE_OUTCOME_STOPPED, NULL);
  g_assert_cmpuint (n_working, ==, 100);
  g_assert_finalize_object (list);
}

static void
test_list_cancel (void)
{
  GListStore *list = g_list_store_new (SLUICE_TYPE_OPERATION);
  SluiceOperation *working = add (list, SLUICE_OPERATION_CREATE_CONNECTION, "working");

  sluice_operation_list_cancel (list);
  g_assert_true (g_cancellable_is_cancelled (sluice_operation_get_cancellable (working)));
  g_assert_finalize_object (list);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/operation/life", test_life);
  g_test_add_func ("/operation/cancel", test_cancel);
  g_test_add_func ("/operation/check-again", test_check_again);
  g_test_add_func ("/operation/errors", test_errors);
  g_test_add_func ("/operation/list/key-checks", test_list_key_checks);
  g_test_add_func ("/operation/list/drop-keys", test_list_drop_keys);
  g_test_add_func ("/operation/list/cancel", test_list_cancel);
  return g_test_run ();
}
