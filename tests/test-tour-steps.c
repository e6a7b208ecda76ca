/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each step of the tour is found to be done, or to be done again, by what is true. */
#include "session-fixture.h"

#include "sluice-tour.h"

typedef struct
{
  SessionFixture  session;
  SluiceTour     *tour;
  GString        *steps;   /* a digit for each change */
} Fixture;

static void
step_changed_cb (SluiceTour *tour, Fixture *fixture)
{
  g_string_append_printf (fixture->steps, "%d", (int) sluice_tour_get_step (tour));
}

static void
set_up (Fixture *fixture, const char *scenarios)
{
  session_set_up (&fixture->session, scenarios);
  fixture->tour = sluice_tour_new (fixture->session.session);
  fixture->steps = g_string_new (NULL);
  g_signal_connect (fixture->tour, "step-changed", G_CALLBACK (step_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture)
{
  g_assert_finalize_object (fixture->tour);
  g_string_free (fixture->steps, TRUE);
  session_tear_down (&fixture->session);
}

static void
test_all_steps (void)
{
  Fixture fixture;
  SluiceSession *session;

  set_up (&fixture, "");
  session = fixture.session.session;
  g_assert_cmpint (sluice_tour_get_step (fixture.tour), ==, SLUICE_TOUR_KEY);
  sluice_session_set_key (session, fixture.session.key);
  session_settle (&fixture.session);
  g_assert_cmpint (sluice_tour_get_step (fixture.tour), ==, SLUICE_TOUR_PROJECT);
  sluice_session_set_place (session, fixture.session.atlas->project_id, NULL);
  session_settle (&fixture.session);
  g_assert_cmpint (sluice_tour_get_step (fixture.tour), ==, SLUICE_TOUR_INSTANCE);
  sluice_session_set_place (session, fixture.session.atlas->project_id,
                            fixture.session.atlas->instance);
  session_settle (&fixture.session);
  sluice_session_set_name (session, NAME);
  session_settle (&fixture.session);
  sluice_tour_set_role (fixture.tour, ROLE);
  g_assert_cmpint (sluice_tour_get_step (fixture.tour), ==, SLUICE_TOUR_CREATE);

  session_create (&fixture.session, NAME);
  g_assert_cmpint (sluice_tour_get_step (fixture.tour), ==, SLUICE_TOUR_END);
  g_assert_cmpstr (fixture.steps->str, ==, "1234567");

  /* What was learned is not unlearned. */
  sluice_session_set_place (session, NULL, NULL);
  sluice_tour_set_role (fixture.tour, NULL);
  g_assert_cmpint (sluice_tour_get_step (fixture.tour), ==, SLUICE_TOUR_END);
  tear_down (&fixture);
}

/* Whatever is undone is asked for again, also by a tour that is begun only then. */
static void
test_back (void)
{
  Fixture fixture;
  SluiceTour *later;

  set_up (&fixture, "");
  session_fill_form (&fixture.session);
  sluice_tour_set_role (fixture.tour, ROLE);
  g_assert_cmpint (sluice_tour_get_step (fixture.tour), ==, SLUICE_TOUR_CREATE);
  sluice_tour_set_role (fixture.tour, NULL);
  g_assert_cmpint (sluice_tour_get_step (fixture.tour), ==, SLUICE_TOUR_ROLE);
  sluice_session_set_name (fixture.session.session, "solar-archive");
  session_settle (&fixture.session);
  g_assert_cmpint (sluice_tour_get_step (fixture.tour), ==, SLUICE_TOUR_NAME);

  later = sluice_tour_new (fixture.session.session);
  g_assert_cmpint (sluice_tour_get_step (later), ==, SLUICE_TOUR_NAME);
  g_assert_finalize_object (later);
  tear_down (&fixture);
}

/* A create that comes to nothing leaves the step to be done. */
static void
test_refused (void)
{
  Fixture fixture;

  set_up (&fixture, "role-missing@create-connection*1");
  session_fill_form (&fixture.session);
  sluice_tour_set_role (fixture.tour, ROLE);
  g_string_truncate (fixture.steps, 0);
  session_create (&fixture.session, NAME);
  g_assert_cmpstr (fixture.steps->str, ==, "65");
  tear_down (&fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tour/all-steps", test_all_steps);
  g_test_add_func ("/tour/back", test_back);
  g_test_add_func ("/tour/refused", test_refused);
  return g_test_run ();
}
