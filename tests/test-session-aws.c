/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting up AWS access in the session's project: the roles there are, which one is worked on, and
 * what is done with it, lost answers and half finished set-ups included.
 */
#include "session-fixture.h"
#include "sluice-aws-access.h"

typedef struct
{
  SessionFixture   session;
  SluiceAwsAccess *access;
  guint            n_told;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_told++;
}

static void
set_up (Fixture *fixture, const char *scenarios)
{
  *fixture = (Fixture) { 0 };
  session_set_up (&fixture->session, scenarios);
  fixture->access = sluice_aws_access_new (fixture->session.session);
  g_signal_connect_swapped (fixture->access, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture)
{
  g_assert_finalize_object (fixture->access);
  session_tear_down (&fixture->session);
}

static gboolean
is_loaded (gpointer data)
{
  return sluice_aws_access_get_state (((Fixture *) data)->access, NULL) ==
         SLUICE_AWS_ACCESS_LOADED;
}

static gboolean
is_not_loaded (gpointer data)
{
  return sluice_aws_access_get_state (((Fixture *) data)->access, NULL) ==
         SLUICE_AWS_ACCESS_NOT_LOADED;
}

static gboolean
is_idle (gpointer data)
{
  return sluice_aws_access_get_running (((Fixture *) data)->access) == NULL;
}

static guint
count_roles (Fixture *fixture)
{
  return g_list_model_get_n_items (sluice_aws_access_get_roles (fixture->access));
}

static void
open_page (Fixture *fixture)
{
  session_fill_form (&fixture->session);
  sluice_aws_access_set_active (fixture->access, TRUE);
  wait_until (is_loaded, fixture);
}

static SluiceOutcome
wait_for_last (Fixture *fixture)
{
  wait_until (is_idle, fixture);
  wait_until (is_loaded, fixture);
  return sluice_operation_get_outcome (sluice_aws_access_get_last (fixture->access));
}

/* ---- the roles ------------------------------------------------------------------------------- */

static void
test_place (void)
{
  Fixture fixture;
  SluiceAtlasClient *client;

  set_up (&fixture, "");
  g_assert_cmpint (sluice_aws_access_get_state (fixture.access, NULL), ==,
                   SLUICE_AWS_ACCESS_NO_PLACE);
  sluice_aws_access_refresh (fixture.access);
  g_assert_null (sluice_aws_access_start (fixture.access));
  session_fill_form (&fixture.session);
  client = sluice_session_get_client (fixture.session.session);
  g_assert_nonnull (client);
  /* Nobody looks: nothing is asked. */
  g_assert_cmpuint (practice_atlas_count (fixture.session.atlas, "list-roles$"), ==, 0);
  sluice_aws_access_set_active (fixture.access, TRUE);
  g_assert_cmpint (sluice_aws_access_get_state (fixture.access, NULL), ==,
                   SLUICE_AWS_ACCESS_LOADING);
  wait_until (is_loaded, &fixture);
  g_assert_cmpuint (count_roles (&fixture), ==, 2);
  g_assert_cmpuint (practice_atlas_count (fixture.session.atlas, "list-roles$"), ==, 1);
  /* What is half finished comes first, and is what is gone on with. */
  g_assert_false (sluice_aws_role_is_authorized (sluice_aws_access_get_chosen (fixture.access)));
  sluice_aws_access_refresh (fixture.access);
  wait_until (is_loaded, &fixture);
  g_assert_cmpuint (count_roles (&fixture), ==, 2);
  g_assert_cmpuint (fixture.n_told, >, 0);
  sluice_session_set_place (fixture.session.session, NULL, NULL);
  g_assert_cmpint (sluice_aws_access_get_state (fixture.access, NULL), ==,
                   SLUICE_AWS_ACCESS_NO_PLACE);
  g_assert_cmpuint (count_roles (&fixture), ==, 0);
  g_assert_null (sluice_aws_access_get_chosen (fixture.access));
  tear_down (&fixture);
}

static void
test_not_loaded (void)
{
  Fixture fixture;
  const GError *error = NULL;

  set_up (&fixture, "error-401-USER_UNAUTHORIZED@list-roles");
  session_fill_form (&fixture.session);
  sluice_aws_access_set_active (fixture.access, TRUE);
  wait_until (is_not_loaded, &fixture);
  sluice_aws_access_get_state (fixture.access, &error);
  g_assert_error ((GError *) error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_ROLE_MISSING);
  practice_atlas_switch (fixture.session.atlas, "all", FALSE);
  sluice_aws_access_refresh (fixture.access);
  wait_until (is_loaded, &fixture);
  g_assert_cmpuint (count_roles (&fixture), ==, 2);
  tear_down (&fixture);
}

/* Half finished set-ups of earlier days, this computer's or another's. */
static void
test_choose (void)
{
  Fixture fixture;
  g_autoptr (SluiceAwsRole) second = NULL;
  g_autofree char *first_id = NULL;

  set_up (&fixture, "");
  open_page (&fixture);
  first_id = g_strdup (sluice_aws_role_get_id (sluice_aws_access_get_chosen (fixture.access)));
  second = g_list_model_get_item (sluice_aws_access_get_roles (fixture.access), 1);
  sluice_aws_access_choose (fixture.access, sluice_aws_role_get_id (second));
  g_assert_true (sluice_aws_access_get_chosen (fixture.access) == second);
  sluice_aws_access_choose (fixture.access, sluice_aws_role_get_id (second));
  sluice_aws_access_choose (fixture.access, "no-such-role");
  g_assert_cmpstr (sluice_aws_role_get_id (sluice_aws_access_get_chosen (fixture.access)), ==,
                   first_id);
  tear_down (&fixture);
}

/* ---- what is done ---------------------------------------------------------------------------- */

static void
test_whole_way (gconstpointer scenarios)
{
  Fixture fixture;
  g_autofree char *id = NULL;

  set_up (&fixture, scenarios);
  open_page (&fixture);
  g_assert_true (sluice_aws_access_start (fixture.access) ==
                 sluice_aws_access_get_running (fixture.access));
  /* One at a time. */
  g_assert_null (sluice_aws_access_start (fixture.access));
  g_assert_null (sluice_aws_access_deauthorize (fixture.access, NULL));
  g_assert_cmpint (wait_for_last (&fixture), ==, SLUICE_OUTCOME_ACCEPTED);
  g_assert_cmpuint (count_roles (&fixture), ==, 3);
  id = g_strdup (sluice_aws_role_get_id (sluice_aws_access_get_chosen (fixture.access)));
  g_assert_false (sluice_aws_role_is_authorized (sluice_aws_access_get_chosen (fixture.access)));

  g_assert_nonnull (sluice_aws_access_authorize (fixture.access, ROLE));
  g_assert_cmpint (wait_for_last (&fixture), ==, SLUICE_OUTCOME_ACCEPTED);
  g_assert_cmpstr (sluice_aws_role_get_id (sluice_aws_access_get_chosen (fixture.access)), ==, id);
  g_assert_true (sluice_aws_role_is_authorized (sluice_aws_access_get_chosen (fixture.access)));
  g_assert_cmpstr (sluice_aws_role_get_arn (sluice_aws_access_get_chosen (fixture.access)), ==,
                   ROLE);

  g_assert_nonnull (sluice_aws_access_deauthorize (fixture.access, NULL));
  g_assert_cmpint (wait_for_last (&fixture), ==, SLUICE_OUTCOME_ACCEPTED);
  g_assert_cmpuint (count_roles (&fixture), ==, 2);
  g_assert_cmpstr (sluice_aws_role_get_id (sluice_aws_access_get_chosen (fixture.access)), !=, id);
  g_assert_cmpuint (practice_atlas_count (fixture.session.atlas, "^POST .* signed "), ==, 1);
  g_assert_cmpuint (practice_atlas_count (fixture.session.atlas, "^DELETE .* signed "), ==, 1);
  tear_down (&fixture);
}

static void
test_refused (void)
{
  Fixture fixture;

  set_up (&fixture, "role-missing@create-role");
  open_page (&fixture);
  g_assert_nonnull (sluice_aws_access_start (fixture.access));
  g_assert_cmpint (wait_for_last (&fixture), ==, SLUICE_OUTCOME_REFUSED);
  g_assert_cmpuint (count_roles (&fixture), ==, 2);
  tear_down (&fixture);
}

/* Gone while its operation works, which ends by itself. */
static void
test_left_behind (void)
{
  Fixture fixture;
  g_autoptr (SluiceOperation) operation = NULL;

  set_up (&fixture, "");
  open_page (&fixture);
  operation = g_object_ref (sluice_aws_access_start (fixture.access));
  sluice_session_set_place (fixture.session.session, NULL, NULL);
  while (sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sluice_operation_get_outcome (operation), ==, SLUICE_OUTCOME_ACCEPTED);
  g_assert_null (sluice_aws_access_get_chosen (fixture.access));
  g_clear_object (&operation);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session-aws/place", test_place);
  g_test_add_func ("/session-aws/not-loaded", test_not_loaded);
  g_test_add_func ("/session-aws/choose", test_choose);
  g_test_add_data_func ("/session-aws/whole-way", "", test_whole_way);
  g_test_add_data_func ("/session-aws/lost-answers",
                        "lost-answer@create-role*1,lost-answer@authorize-role*1,"
                        "lost-answer@deauthorize-role*1", test_whole_way);
  g_test_add_func ("/session-aws/refused", test_refused);
  g_test_add_func ("/session-aws/left-behind", test_left_behind);
  return g_test_run ();
}
