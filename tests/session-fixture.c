/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stage for tests of the session. */
#include "session-fixture.h"

static void
fact_changed_cb (SluiceSession *session, int fact, SessionFixture *fixture)
{
  g_string_append_printf (fixture->told, "%d", fact);
}

static void
key_changed_cb (SluiceSession *session, SessionFixture *fixture)
{
  g_string_append_c (fixture->told, 'K');
}

void
session_set_up (SessionFixture *fixture, const char *scenarios)
{
  fixture->atlas = practice_atlas_start (scenarios, "0");
  fixture->store = SCRIPTED_STORE (scripted_store_new ());
  fixture->session = sluice_session_new (fixture->atlas->url, SLUICE_KEY_STORE (fixture->store));
  fixture->key = sluice_api_key_new (fixture->atlas->public_key, fixture->atlas->private_key);
  fixture->told = g_string_new (NULL);
  sluice_session_set_remember (fixture->session, FALSE);
  g_signal_connect (fixture->session, "fact-changed", G_CALLBACK (fact_changed_cb), fixture);
  g_signal_connect (fixture->session, "key-changed", G_CALLBACK (key_changed_cb), fixture);
}

void
session_tear_down (SessionFixture *fixture)
{
  if (fixture->session != NULL)
    g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->store);
  sluice_api_key_unref (fixture->key);
  g_string_free (fixture->told, TRUE);
  practice_atlas_stop (fixture->atlas);
}

static gboolean
is_settled (gpointer data)
{
  SessionFixture *fixture = data;

  for (int i = 0; i < SLUICE_N_FACTS; i++)
    if (sluice_session_get_fact (fixture->session, i, NULL, NULL) == SLUICE_FACT_STATE_CHECKING)
      return FALSE;
  return sluice_session_get_running_create (fixture->session) == NULL;
}

/* Until nothing is under way. */
void
session_settle (SessionFixture *fixture)
{
  wait_until (is_settled, fixture);
}

/* Key, project and instance are those of the server, the name is free. */
void
session_fill_form (SessionFixture *fixture)
{
  sluice_session_set_key (fixture->session, fixture->key);
  sluice_session_set_place (fixture->session, fixture->atlas->project_id,
                            fixture->atlas->instance);
  sluice_session_set_name (fixture->session, NAME);
  session_settle (fixture);
}

/* States of key, project, instance and name: none, checking, true, false, or cannot tell. */
void
session_assert_facts (SessionFixture *fixture, const char *states)
{
  static const char letters[] = { 'n', 'c', 't', 'f', '?' };
  char found[SLUICE_N_FACTS + 1] = "";

  for (int i = 0; i < SLUICE_N_FACTS; i++)
    {
      GObject *object = NULL;
      const GError *error = NULL;
      SluiceFactState state = sluice_session_get_fact (fixture->session, i, &object, &error);

      found[i] = letters[state];
      if (state == SLUICE_FACT_STATE_TRUE)
        g_assert_true ((object != NULL) == (i != SLUICE_FACT_NAME));
      if (state == SLUICE_FACT_STATE_FALSE)
        g_assert_true (i == SLUICE_FACT_NAME ? object != NULL : error != NULL);
      if (state == SLUICE_FACT_STATE_CANNOT_TELL)
        g_assert_nonnull (error);
    }
  g_assert_cmpstr (found, ==, states);
}

/* Newest first: kind (key check, create, save, forget) and state (working, done, failed, unknown). */
void
session_assert_list (SessionFixture *fixture, const char *operations)
{
  static const char kinds[] = { 'k', 'c', 's', 'f' };
  static const char states[] = { 'w', 'd', 'f', 'u' };
  GListModel *list = sluice_session_get_operations (fixture->session);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (list, i);

      g_string_append_printf (found, "%s%c%c", i ? " " : "",
                              kinds[sluice_operation_get_kind (operation)],
                              states[sluice_operation_get_state (operation)]);
    }
  g_assert_cmpstr (found->str, ==, operations);
}

/* NULL if the session does not. */
SluiceOperation *
session_begin (SessionFixture *fixture, const char *name)
{
  const SluiceConnectionSpec spec = { .name = name, .role_arn = ROLE };

  return sluice_session_create_connection (fixture->session, &spec);
}

SluiceOperation *
session_create (SessionFixture *fixture, const char *name)
{
  SluiceOperation *operation = session_begin (fixture, name);

  g_assert_nonnull (operation);
  g_assert_true (sluice_session_get_running_create (fixture->session) == operation);
  session_settle (fixture);
  return operation;
}
