/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stage for tests of creating. */
#include "create-fixture.h"

#include "sluice-atlas-connections.h"

/* ---- the stage ------------------------------------------------------------------------------- */

void
create_set_up (CreateFixture *fixture, const char *scenarios, const char *ready_after)
{
  g_autoptr (SluiceApiKey) key = NULL;

  *fixture = (CreateFixture) {
    .watch_pace = { 20, 50, 20 * 1000 },
    .settle_pace = { 20, 50, 300 },
    .phases = g_string_new (NULL),
  };
  fixture->atlas = practice_atlas_start (scenarios, ready_after);
  key = sluice_api_key_new (fixture->atlas->public_key, fixture->atlas->private_key);
  fixture->client = sluice_atlas_client_new (fixture->atlas->url, key);
  sluice_atlas_client_set_retry (fixture->client, 10);
}

void
create_tear_down (CreateFixture *fixture)
{
  if (fixture->operation != NULL)
    g_assert_finalize_object (fixture->operation);
  assert_finalized_soon (fixture->client);
  practice_atlas_stop (fixture->atlas);
  g_string_free (fixture->phases, TRUE);
  g_free (fixture->held);
}

static void
changed_cb (SluiceOperation *operation, GParamSpec *pspec, gpointer user_data)
{
  static const char letters[] = { '-', 'c', 's', 'r', 'w' };
  CreateFixture *fixture = user_data;
  SluicePhase phase = sluice_operation_get_phase (operation);
  void (*act) (CreateFixture *fixture) = fixture->act;
  char letter = letters[phase];

  if (fixture->phases->len == 0 || fixture->phases->str[fixture->phases->len - 1] != letter)
    g_string_append_c (fixture->phases, letter);
  if (act != NULL && phase == fixture->act_in)
    {
      fixture->act = NULL;
      act (fixture);
    }
}

void
create_start_as (CreateFixture *fixture,
                 const char    *role,
                 const char    *bucket,
                 gboolean       name_is_free)
{
  SluiceCreateRequest request = {
    .project_id = fixture->atlas->project_id,
    .instance = fixture->atlas->instance,
    .name = NAME,
    .role_arn = role,
    .test_bucket = bucket,
    .name_is_free = name_is_free,
    .watch_pace = fixture->watch_pace,
    .settle_pace = fixture->settle_pace,
  };

  g_clear_object (&fixture->operation);
  g_string_truncate (fixture->phases, 0);
  fixture->operation = sluice_create_operation_start (fixture->client, &request);
  g_assert_cmpint (sluice_operation_get_state (fixture->operation), ==,
                   SLUICE_OPERATION_STATE_WORKING);
  g_signal_connect (fixture->operation, "notify::revision", G_CALLBACK (changed_cb), fixture);
  changed_cb (fixture->operation, NULL, fixture);
}

void
create_start (CreateFixture *fixture, gboolean name_is_free)
{
  create_start_as (fixture, ROLE, BUCKET, name_is_free);
}

static gboolean
has_ended (gpointer data)
{
  CreateFixture *fixture = data;

  return sluice_operation_get_state (fixture->operation) != SLUICE_OPERATION_STATE_WORKING;
}

void
create_wait_for_end (CreateFixture *fixture)
{
  wait_until (has_ended, fixture);
  g_assert_cmpint (sluice_operation_get_phase (fixture->operation), ==, SLUICE_PHASE_NONE);
  g_assert_false (sluice_operation_can_cancel (fixture->operation));
}

static gboolean
has_reached (gpointer data)
{
  CreateFixture *fixture = data;

  return sluice_operation_get_phase (fixture->operation) == fixture->act_in || has_ended (fixture);
}

void
create_wait_for_phase (CreateFixture *fixture, SluicePhase phase)
{
  fixture->act_in = phase;
  wait_until (has_reached, fixture);
  g_assert_cmpint (sluice_operation_get_phase (fixture->operation), ==, phase);
}

gboolean
create_has_post (gpointer data)
{
  return practice_atlas_count (((CreateFixture *) data)->atlas, SIGNED_POST) > 0;
}

gboolean
create_has_get (gpointer data)
{
  return practice_atlas_count (((CreateFixture *) data)->atlas, GET_ONE " ?") > 0;
}

/* ---- what is true ---------------------------------------------------------------------------- */

void
create_assert_outcome (CreateFixture *fixture, SluiceOutcome outcome)
{
  SluiceOperationState state = SLUICE_OPERATION_STATE_FAILED;

  if (outcome == SLUICE_OUTCOME_READY)
    state = SLUICE_OPERATION_STATE_DONE;
  else if (outcome == SLUICE_OUTCOME_STOPPED || outcome == SLUICE_OUTCOME_STILL_PENDING ||
           outcome == SLUICE_OUTCOME_UNWATCHED || outcome == SLUICE_OUTCOME_CANNOT_TELL)
    state = SLUICE_OPERATION_STATE_UNKNOWN;
  g_assert_cmpint (sluice_operation_get_outcome (fixture->operation), ==, outcome);
  g_assert_cmpint (sluice_operation_get_state (fixture->operation), ==, state);
  g_assert_cmpint (sluice_operation_can_check_again (fixture->operation), ==,
                   state == SLUICE_OPERATION_STATE_UNKNOWN);
}

static void
held_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CreateFixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection =
    sluice_atlas_get_connection_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  const char *held = "nothing";

  if (connection != NULL)
    held = sluice_connection_get_state_name (connection);
  else
    g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CONNECTION_NOT_FOUND);
  g_free (fixture->held);
  fixture->held = g_strdup (held);
  fixture->n_pending--;
}

gboolean
create_has_nothing_pending (gpointer data)
{
  return ((CreateFixture *) data)->n_pending == 0;
}

/* Asked by somebody else, with all faults switched off. */
void
create_assert_held (CreateFixture *fixture, const char *state)
{
  g_autoptr (SluiceAtlasClient) client =
    sluice_atlas_client_new (fixture->atlas->url, sluice_atlas_client_get_key (fixture->client));

  practice_atlas_switch (fixture->atlas, "all", FALSE);
  fixture->n_pending++;
  sluice_atlas_get_connection_async (client, fixture->atlas->project_id, fixture->atlas->instance,
                                     NAME, NULL, held_cb, fixture);
  wait_until (create_has_nothing_pending, fixture);
  g_assert_cmpstr (fixture->held, ==, state);
}

void
create_assert_posts (CreateFixture *fixture, guint n)
{
  g_assert_cmpuint (practice_atlas_count (fixture->atlas, SIGNED_POST), ==, n);
}
