/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stage for tests of changing, moving and deleting. */
#include "connection-fixture.h"

#include "sluice-atlas-private-links.h"
#include "sluice-private-link.h"

/* ---- calls of the test's own ----------------------------------------------------------------- */

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ConnectionFixture *fixture = user_data;

  g_set_object (&fixture->answer, result);
  fixture->n_pending--;
}

static gboolean
has_nothing_pending (gpointer data)
{
  return ((ConnectionFixture *) data)->n_pending == 0;
}

static GAsyncResult *
wait_for_answer (ConnectionFixture *fixture)
{
  wait_until (has_nothing_pending, fixture);
  return fixture->answer;
}

static SluiceAtlasClient *
client_new (PracticeAtlas *atlas)
{
  g_autoptr (SluiceApiKey) key =
    sluice_api_key_new (atlas->public_key, atlas->private_key);
  SluiceAtlasClient *client = sluice_atlas_client_new (atlas->url, key);

  sluice_atlas_client_set_retry (client, 10);
  return client;
}

SluiceConnection *
connection_read (ConnectionFixture *fixture, const char *name)
{
  SluiceAtlasClient *client = fixture->somebody;
  g_autoptr (GError) error = NULL;
  SluiceConnection *connection;

  fixture->n_pending++;
  sluice_atlas_get_connection_async (client, fixture->atlas->project_id, fixture->atlas->instance,
                                     name, NULL, answered_cb, fixture);
  connection = sluice_atlas_get_connection_finish (client, wait_for_answer (fixture), &error);
  if (connection == NULL)
    g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CONNECTION_NOT_FOUND);
  return connection;
}

static void
create (ConnectionFixture *fixture, const char *role)
{
  const SluiceConnectionSpec spec = { .name = NAME, .role_arn = role, .test_bucket = BUCKET };
  SluiceAtlasClient *client = fixture->somebody;
  g_autoptr (SluiceConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  fixture->n_pending++;
  sluice_atlas_create_connection_async (client, fixture->atlas->project_id,
                                        fixture->atlas->instance, &spec, NULL, answered_cb,
                                        fixture);
  connection = sluice_atlas_create_connection_finish (client, wait_for_answer (fixture), &error);
  g_assert_no_error (error);
}

void
connection_others_create (ConnectionFixture *fixture)
{
  create (fixture, OTHER_ROLE);
}

void
connection_others_change (ConnectionFixture *fixture)
{
  const SluiceConnectionSpec spec = { .name = NAME, .role_arn = OTHER_ROLE };
  SluiceAtlasClient *client = fixture->somebody;
  g_autoptr (SluiceConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  fixture->n_pending++;
  sluice_atlas_update_connection_async (client, fixture->atlas->project_id,
                                        fixture->atlas->instance, &spec, NULL, answered_cb,
                                        fixture);
  connection = sluice_atlas_update_connection_finish (client, wait_for_answer (fixture), &error);
  g_assert_no_error (error);
}

static gboolean
is_gone (gpointer data)
{
  g_autoptr (SluiceConnection) connection = connection_read (data, NAME);

  return connection == NULL;
}

void
connection_others_delete (ConnectionFixture *fixture)
{
  SluiceAtlasClient *client = fixture->somebody;
  g_autoptr (GError) error = NULL;

  fixture->n_pending++;
  sluice_atlas_delete_connection_async (client, fixture->atlas->project_id,
                                        fixture->atlas->instance, NAME, NULL, answered_cb,
                                        fixture);
  sluice_atlas_delete_connection_finish (client, wait_for_answer (fixture), &error);
  g_assert_no_error (error);
  wait_until (is_gone, fixture);
}

static void
find_link (ConnectionFixture *fixture)
{
  SluiceAtlasClient *client = fixture->somebody;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GError) error = NULL;

  fixture->n_pending++;
  sluice_atlas_list_private_links_async (client, fixture->atlas->project_id, NULL, answered_cb,
                                         fixture);
  links = sluice_atlas_list_private_links_finish (client, wait_for_answer (fixture), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (links->len, >, 0);
  fixture->link = g_strdup (sluice_private_link_get_id (links->pdata[0]));
}

/* ---- the stage ------------------------------------------------------------------------------- */

typedef struct
{
  PracticeAtlas     *atlas;
  SluiceAtlasClient *somebody;
} Server;

/* One for each time that Atlas takes to prepare or delete something. */
static GHashTable *servers;

static void
server_free (gpointer data)
{
  Server *server = data;

  assert_finalized_soon (server->somebody);
  practice_atlas_stop (server->atlas);
  g_free (server);
}

static Server *
share_server (const char *ready_after)
{
  Server *server;

  if (servers == NULL)
    servers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, server_free);
  server = g_hash_table_lookup (servers, ready_after);
  if (server == NULL)
    {
      server = g_new0 (Server, 1);
      server->atlas = practice_atlas_start ("", ready_after);
      server->somebody = client_new (server->atlas);
      g_hash_table_insert (servers, g_strdup (ready_after), server);
    }
  return server;
}

void
connection_stop_servers (void)
{
  g_clear_pointer (&servers, g_hash_table_unref);
}

static const char * const writes[] = { "^PATCH .* signed ", "^DELETE .* signed ",
                                       "^POST .* signed " };

static void
count_writes (ConnectionFixture *fixture, guint *counts)
{
  for (gsize i = 0; i < G_N_ELEMENTS (writes); i++)
    counts[i] = practice_atlas_count (fixture->atlas, writes[i]);
}

static gboolean
is_ready (gpointer data)
{
  g_autoptr (SluiceConnection) connection = connection_read (data, NAME);

  return sluice_connection_get_state (connection) == SLUICE_CONNECTION_STATE_READY;
}

void
connection_set_up (ConnectionFixture *fixture, const char *ready_after)
{
  Server *server;

  *fixture = (ConnectionFixture) {
    .watch_pace = { 20, 50, 20 * 1000 },
    .settle_pace = { 20, 50, 300 },
    .phases = g_string_new (NULL),
  };
  server = share_server (ready_after);
  fixture->atlas = server->atlas;
  fixture->somebody = server->somebody;
  fixture->client = client_new (fixture->atlas);
  create (fixture, ROLE);
  wait_until (is_ready, fixture);
  fixture->seen = connection_read (fixture, NAME);
  find_link (fixture);
  count_writes (fixture, fixture->n_before);
}

static void
clean_up (ConnectionFixture *fixture)
{
  g_autoptr (SluiceConnection) connection = NULL;

  practice_atlas_switch (fixture->atlas, "all", FALSE);
  connection = connection_read (fixture, NAME);
  if (connection != NULL &&
      sluice_connection_get_state (connection) != SLUICE_CONNECTION_STATE_DELETING)
    connection_others_delete (fixture);
  wait_until (is_gone, fixture);
}

void
connection_tear_down (ConnectionFixture *fixture)
{
  clean_up (fixture);
  if (fixture->operation != NULL)
    g_assert_finalize_object (fixture->operation);
  assert_finalized_soon (fixture->client);
  g_clear_object (&fixture->answer);
  g_object_unref (fixture->seen);
  g_string_free (fixture->phases, TRUE);
  g_free (fixture->link);
}

static void
changed_cb (SluiceOperation *operation, GParamSpec *pspec, gpointer user_data)
{
  static const char letters[] = {
    [SLUICE_PHASE_NONE] = '-', [SLUICE_PHASE_CHECKING] = 'c', [SLUICE_PHASE_SENDING] = 's',
    [SLUICE_PHASE_READING_BACK] = 'r', [SLUICE_PHASE_WATCHING] = 'w', [SLUICE_PHASE_LEAVING] = 'l',
    [SLUICE_PHASE_CREATING_AGAIN] = 'a',
  };
  ConnectionFixture *fixture = user_data;
  SluicePhase phase = sluice_operation_get_phase (operation);
  void (*act) (ConnectionFixture *fixture) = fixture->act;
  char letter = letters[phase];

  if (fixture->phases->len == 0 || fixture->phases->str[fixture->phases->len - 1] != letter)
    g_string_append_c (fixture->phases, letter);
  if (act != NULL && phase == fixture->act_in)
    {
      fixture->act = NULL;
      act (fixture);
    }
}

/* operation: taken over. */
void
connection_follow (ConnectionFixture *fixture, SluiceOperation *operation)
{
  g_clear_object (&fixture->operation);
  g_string_truncate (fixture->phases, 0);
  fixture->operation = operation;
  g_signal_connect (operation, "notify::revision", G_CALLBACK (changed_cb), fixture);
  changed_cb (operation, NULL, fixture);
}

/* A change is to NEW_ROLE, a move to the private link. */
void
connection_start (ConnectionFixture *fixture, SluiceOperationKind kind)
{
  static SluiceOperation *(* const starters[]) (SluiceAtlasClient             *client,
                                                const SluiceConnectionRequest *request) = {
    [SLUICE_OPERATION_CHANGE_ROLE] = sluice_change_operation_start,
    [SLUICE_OPERATION_TEST_CONNECTION] = sluice_test_operation_start,
    [SLUICE_OPERATION_MOVE_CONNECTION] = sluice_move_operation_start,
    [SLUICE_OPERATION_DELETE_CONNECTION] = sluice_delete_operation_start,
  };
  const SluiceConnectionRequest request = {
    .project_id = fixture->atlas->project_id,
    .instance = fixture->atlas->instance,
    .seen = fixture->seen,
    .role_arn = NEW_ROLE,
    .test_bucket = BUCKET,
    .private_link_id = fixture->link,
    .watch_pace = fixture->watch_pace,
    .settle_pace = fixture->settle_pace,
  };

  connection_follow (fixture, starters[kind] (fixture->client, &request));
}

static gboolean
has_ended (gpointer data)
{
  ConnectionFixture *fixture = data;

  return sluice_operation_get_state (fixture->operation) != SLUICE_OPERATION_STATE_WORKING;
}

void
connection_wait_for_end (ConnectionFixture *fixture)
{
  wait_until (has_ended, fixture);
  g_assert_cmpint (sluice_operation_get_phase (fixture->operation), ==, SLUICE_PHASE_NONE);
  g_assert_false (sluice_operation_can_cancel (fixture->operation));
}

void
connection_check_again (ConnectionFixture *fixture)
{
  g_assert_true (sluice_operation_can_check_again (fixture->operation));
  sluice_operation_check_again (fixture->operation);
  connection_wait_for_end (fixture);
}

/* ---- what is true ---------------------------------------------------------------------------- */

static const char *
get_tail (const char *role_arn)
{
  const char *slash = role_arn ? strrchr (role_arn, '/') : NULL;

  return slash ? slash + 1 : "no-role";
}

void
connection_assert_held (ConnectionFixture *fixture, const char *held)
{
  g_autoptr (SluiceConnection) connection = NULL;
  g_autofree char *is = NULL;
  const char *bucket;

  practice_atlas_switch (fixture->atlas, "all", FALSE);
  connection = connection_read (fixture, NAME);
  if (connection == NULL)
    {
      g_assert_cmpstr ("nothing", ==, held);
      return;
    }
  bucket = sluice_connection_get_test_bucket (connection);
  is = g_strdup_printf ("%s %s %s %s", sluice_connection_get_state_name (connection),
                        get_tail (sluice_connection_get_role_arn (connection)),
                        bucket ? bucket : "no-bucket",
                        sluice_connection_get_private_link_id (connection) ? "private" : "public");
  g_assert_cmpstr (is, ==, held);
}

void
connection_assert_writes (ConnectionFixture *fixture,
                          guint              patches,
                          guint              deletes,
                          guint              posts)
{
  guint counts[G_N_ELEMENTS (writes)];

  count_writes (fixture, counts);
  g_assert_cmpuint (counts[0] - fixture->n_before[0], ==, patches);
  g_assert_cmpuint (counts[1] - fixture->n_before[1], ==, deletes);
  g_assert_cmpuint (counts[2] - fixture->n_before[2], ==, posts);
}
