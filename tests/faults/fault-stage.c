/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each operation of Sluice with Atlas, to be run through the table of faults. */
#define _GNU_SOURCE
#include "fault-parts.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sluice-atlas-aws-roles.h"
#include "sluice-atlas-connections.h"
#include "sluice-atlas-instances.h"
#include "sluice-atlas-private-links.h"
#include "sluice-atlas-processors.h"
#include "sluice-atlas-projects.h"
#include "sluice-atlas-status.h"
#include "sluice-connection-operations.h"
#include "sluice-create-operation.h"

#define TEST_BUCKET "solar-archive-bucket"

const SluicePollerPace stage_watch_pace = { 10, 50, 20 * 1000 };
const SluicePollerPace stage_settle_pace = { 5, 20, 50 };

/* ---- reading --------------------------------------------------------------------------------- */

void
stage_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Stage *stage = user_data;
  g_autoptr (GError) error = NULL;
  gpointer found = stage->operation->finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  SluiceEvidence *evidence = sluice_atlas_error_get_evidence (error);

  g_assert_true ((found != NULL) == (error == NULL));
  g_assert_true (error == NULL || error->domain == SLUICE_ATLAS_ERROR);
  stage->ended = TRUE;
  stage->code = error ? error->code : FAULT_FINE;
  stage->tls_errors = evidence ? sluice_evidence_get_tls_errors (evidence) : 0;
  if (found != NULL && stage->operation->is_list)
    g_ptr_array_unref (found);
  else if (found != NULL)
    g_object_unref (found);
}

static void
check_key (Stage *stage)
{
  sluice_atlas_check_key_async (stage->client, stage->cancellable, stage_read_cb, stage);
}

static void
get_project (Stage *stage)
{
  sluice_atlas_get_project_async (stage->client, stage->atlas->project_id, stage->cancellable,
                                  stage_read_cb, stage);
}

static void
list_projects (Stage *stage)
{
  sluice_atlas_list_projects_async (stage->client, stage->cancellable, stage_read_cb, stage);
}

static void
get_instance (Stage *stage)
{
  sluice_atlas_get_instance_async (stage->client, stage->atlas->project_id,
                                   stage->atlas->instance, stage->cancellable,
                                   stage_read_cb, stage);
}

static void
list_instances (Stage *stage)
{
  sluice_atlas_list_instances_async (stage->client, stage->atlas->project_id, stage->cancellable,
                                     stage_read_cb, stage);
}

static void
get_connection (Stage *stage)
{
  sluice_atlas_get_connection_async (stage->client, stage->atlas->project_id,
                                     stage->atlas->instance, stage->name, stage->cancellable,
                                     stage_read_cb, stage);
}

static void
list_connections (Stage *stage)
{
  sluice_atlas_list_connections_async (stage->client, stage->atlas->project_id,
                                       stage->atlas->instance, stage->cancellable,
                                       stage_read_cb, stage);
}

static void
list_roles (Stage *stage)
{
  sluice_atlas_list_aws_roles_async (stage->client, stage->atlas->project_id, stage->cancellable,
                                     stage_read_cb, stage);
}

static void
list_links (Stage *stage)
{
  sluice_atlas_list_private_links_async (stage->client, stage->atlas->project_id,
                                         stage->cancellable, stage_read_cb, stage);
}

static void
list_processors (Stage *stage)
{
  sluice_atlas_list_processors_async (stage->client, stage->atlas->project_id,
                                      stage->atlas->instance, stage->cancellable,
                                      stage_read_cb, stage);
}

/* ---- the other client, whom one waits for ---------------------------------------------------- */

void
stage_settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

GAsyncResult *
stage_await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

SluiceConnection *
stage_ask_connection (Stage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SluiceConnection *connection;

  sluice_atlas_get_connection_async (stage->other, stage->atlas->project_id,
                                     stage->atlas->instance, stage->name, NULL, stage_settled_cb,
                                     &result);
  connection = sluice_atlas_get_connection_finish (stage->other, stage_await (&result), &error);
  if (connection == NULL)
    g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CONNECTION_NOT_FOUND);
  return connection;
}

/* The connection of the cell as the server has it, or NULL; the caller's own. */
gpointer
stage_read (Stage *stage)
{
  return stage_ask_connection (stage);
}

/* ---- connections ----------------------------------------------------------------------------- */

static void
make (Stage *stage, const char *bucket)
{
  const SluiceConnectionSpec spec = {
    .name = stage->name, .role_arn = STAGE_ROLE, .test_bucket = bucket,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = NULL;

  sluice_atlas_create_connection_async (stage->other, stage->atlas->project_id,
                                        stage->atlas->instance, &spec, NULL, stage_settled_cb,
                                        &result);
  connection = sluice_atlas_create_connection_finish (stage->other, stage_await (&result), &error);
  g_assert_no_error (error);
  stage->seen = G_OBJECT (stage_ask_connection (stage));
  g_assert_nonnull (stage->seen);
}

void
stage_make_connection (Stage *stage)
{
  make (stage, NULL);
}

static void
make_tested (Stage *stage)
{
  make (stage, TEST_BUCKET);
}

/* Somebody else was faster. */
static void
make_missing (Stage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  stage_make_connection (stage);
  sluice_atlas_delete_connection_async (stage->other, stage->atlas->project_id,
                                        stage->atlas->instance, stage->name, NULL,
                                        stage_settled_cb, &result);
  sluice_atlas_delete_connection_finish (stage->other, stage_await (&result), &error);
  g_assert_no_error (error);
}

static void
start_create (Stage *stage, gboolean name_is_free)
{
  const SluiceCreateRequest request = {
    .project_id = stage->atlas->project_id,
    .instance = stage->atlas->instance,
    .name = stage->name,
    .role_arn = STAGE_ROLE,
    .name_is_free = name_is_free,
    .watch_pace = stage_watch_pace,
    .settle_pace = stage_settle_pace,
  };

  stage->write = sluice_create_operation_start (stage->client, &request);
}

static void
create (Stage *stage)
{
  start_create (stage, TRUE);
}

static void
look_and_create (Stage *stage)
{
  start_create (stage, FALSE);
}

static SluiceConnectionRequest
connection_request (Stage *stage)
{
  return (SluiceConnectionRequest) {
    .project_id = stage->atlas->project_id,
    .instance = stage->atlas->instance,
    .seen = SLUICE_CONNECTION (stage->seen),
    .role_arn = STAGE_OTHER_ROLE,
    .watch_pace = stage_watch_pace,
    .settle_pace = stage_settle_pace,
  };
}

static void
change_role (Stage *stage)
{
  const SluiceConnectionRequest request = connection_request (stage);

  stage->write = sluice_change_operation_start (stage->client, &request);
}

/* With a bucket it had not, if it was made without one. */
static void
test_again (Stage *stage)
{
  SluiceConnectionRequest request = connection_request (stage);

  request.test_bucket = TEST_BUCKET;
  stage->write = sluice_test_operation_start (stage->client, &request);
}

static void
delete_connection (Stage *stage)
{
  const SluiceConnectionRequest request = connection_request (stage);

  stage->write = sluice_delete_operation_start (stage->client, &request);
}

static gboolean
is_there (Stage *stage)
{
  g_autoptr (SluiceConnection) connection = stage_ask_connection (stage);

  return connection != NULL;
}

static gboolean
has_other_role (Stage *stage)
{
  g_autoptr (SluiceConnection) connection = stage_ask_connection (stage);

  return g_strcmp0 (sluice_connection_get_role_arn (connection), STAGE_OTHER_ROLE) == 0;
}

static gboolean
has_test_bucket (Stage *stage)
{
  g_autoptr (SluiceConnection) connection = stage_ask_connection (stage);

  return g_strcmp0 (sluice_connection_get_test_bucket (connection), TEST_BUCKET) == 0;
}

static guint
count_tests (Stage *stage)
{
  g_autofree char *pattern = g_strdup_printf ("^PATCH \\S+/%s signed \\d+ 2", stage->name);

  return practice_atlas_count (stage->atlas, pattern);
}

static gboolean
is_tested_twice (Stage *stage)
{
  return count_tests (stage) > 0;
}

/* A connection is still listed for a moment while it leaves. */
static gboolean
is_gone (Stage *stage)
{
  g_autoptr (SluiceConnection) connection = stage_ask_connection (stage);

  return connection == NULL ||
         sluice_connection_get_state (connection) == SLUICE_CONNECTION_STATE_DELETING;
}

/* ---- all of them ----------------------------------------------------------------------------- */

#define FINISH(function) \
  .finish = (gpointer (*) (SluiceAtlasClient *, GAsyncResult *, GError **)) function
#define READ(title, function, finished) \
  { .name = title, .method = "GET", .start = function, FINISH (finished) }
#define LIST(title, function, finished) \
  { .name = title, .method = "GET", .start = function, FINISH (finished), .is_list = TRUE }
#define WRITE(title, verb, before, function, truth, ...) \
  { .name = title, .method = verb, .prepare = before, .start = function, .is_done = truth, \
    __VA_ARGS__ }

static const StageOperation operations[] = {
  READ ("check-key", check_key, sluice_atlas_check_key_finish),
  READ ("get-project", get_project, sluice_atlas_get_project_finish),
  LIST ("list-projects", list_projects, sluice_atlas_list_projects_finish),
  READ ("get-instance", get_instance, sluice_atlas_get_instance_finish),
  LIST ("list-instances", list_instances, sluice_atlas_list_instances_finish),
  { .name = "get-connection", .method = "GET", .prepare = stage_make_connection,
    .start = get_connection, FINISH (sluice_atlas_get_connection_finish) },
  LIST ("list-connections", list_connections, sluice_atlas_list_connections_finish),
  LIST ("list-roles", list_roles, sluice_atlas_list_aws_roles_finish),
  LIST ("list-links", list_links, sluice_atlas_list_private_links_finish),
  { .name = "get-link", .method = "GET", .prepare = link_pick, .start = link_get,
    FINISH (sluice_atlas_get_private_link_finish) },
  LIST ("list-processors", list_processors, sluice_atlas_list_processors_finish),
  { .name = "get-processor", .method = "GET", .prepare = processor_make, .start = processor_get,
    FINISH (sluice_atlas_get_processor_finish) },

  WRITE ("create", "POST", NULL, create, is_there, .at_once = TRUE),
  WRITE ("look-and-create", "GET", NULL, look_and_create, is_there),
  WRITE ("change-role", "PATCH", stage_make_connection, change_role, has_other_role),
  WRITE ("look-and-change", "GET", stage_make_connection, change_role, has_other_role),
  WRITE ("test-again", "PATCH", stage_make_connection, test_again, has_test_bucket,
         .shows_only_done = TRUE),
  WRITE ("test-same-again", "PATCH", make_tested, test_again, is_tested_twice,
         .leaves_no_trace = TRUE),
  WRITE ("delete", "DELETE", stage_make_connection, delete_connection, is_gone,
         .has_body = TRUE),
  WRITE ("look-and-delete", "GET", stage_make_connection, delete_connection, is_gone),
  WRITE ("delete-missing", "GET", make_missing, delete_connection, is_gone,
         .leaves_no_trace = TRUE),
  WRITE ("move", "DELETE", move_prepare, move_start, move_is_done,
         .is_honest = move_is_honest, .n_writes = 2),
  WRITE ("move-create", "POST", move_prepare, move_start, move_is_done,
         .is_honest = move_is_honest, .n_writes = 2, .second = TRUE),
  WRITE ("look-and-move", "GET", move_prepare, move_start, move_is_done,
         .is_honest = move_is_honest, .n_writes = 2),

  WRITE ("start-setup", "POST", role_count, role_start_setup, role_has_one_more),
  WRITE ("authorize", "PATCH", role_make, role_authorize, role_is_authorized, .at_once = TRUE),
  WRITE ("deauthorize", "DELETE", role_make, role_deauthorize, role_is_removed),
  WRITE ("look-and-deauthorize", "GET", role_make, role_deauthorize, role_is_removed),

  WRITE ("create-link", "POST", link_make_room, link_create, link_is_there),
  WRITE ("look-and-create-link", "GET", link_make_room, link_create, link_is_there),
  WRITE ("delete-link", "DELETE", link_make_ready, link_delete, link_is_gone, .has_body = TRUE),
  WRITE ("look-and-delete-link", "GET", link_make_ready, link_delete, link_is_gone),
  WRITE ("watch-link", "GET", link_make, link_watch, link_is_there),

  WRITE ("create-processor", "POST", NULL, processor_create, processor_is_there,
         .at_once = TRUE, .is_call = TRUE),
  WRITE ("start-processor", "POST", processor_make, processor_start, processor_is_started,
         .at_once = TRUE, .is_call = TRUE, .needs_no_body = TRUE, .has_body = TRUE),
  WRITE ("stop-processor", "POST", processor_make_run, processor_stop, processor_is_stopped,
         .at_once = TRUE, .is_call = TRUE, .needs_no_body = TRUE, .has_body = TRUE),
  WRITE ("delete-processor", "DELETE", processor_make, processor_delete, processor_is_gone,
         .at_once = TRUE, .is_call = TRUE),

  WRITE ("deliver-create", "POST", delivery_prepare, delivery_begin, NULL,
         .is_honest = delivery_is_honest, .n_writes = 6),
  WRITE ("deliver-start", "POST", delivery_prepare, delivery_begin, NULL, .path = ":start",
         .is_honest = delivery_is_honest, .n_writes = 6),
  WRITE ("deliver-watch", "GET", delivery_prepare, delivery_begin, NULL, .path = "/processor/",
         .is_honest = delivery_is_honest, .n_writes = 6),
  WRITE ("deliver-stop", "POST", delivery_prepare, delivery_begin, NULL, .path = ":stop",
         .is_honest = delivery_is_honest, .n_writes = 6),
  WRITE ("deliver-delete", "DELETE", delivery_prepare, delivery_begin, NULL,
         .is_honest = delivery_is_honest, .n_writes = 6),

  WRITE ("import", "POST", stage_make_connection, import_start, is_there,
         .is_honest = import_is_honest, .n_writes = 2),
};

/* Whether what becomes of it is looked at on the server, too. */
gboolean
stage_writes (Stage *stage)
{
  return stage->operation->is_done != NULL || stage->operation->is_honest != NULL;
}

/**
 * stage_find:
 * @name: of an operation
 *
 * Returns: the operation; the test fails where there is none
 */
const StageOperation *
stage_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    if (g_str_equal (operations[i].name, name))
      return &operations[i];
  g_error ("There is no operation “%s”", name);
}

/* With stage->client, and everything else of the cell, in place. */
void
stage_begin (Stage *stage)
{
  stage->ended = FALSE;
  stage->cancellable = g_cancellable_new ();
  stage->operation->start (stage);
}

void
stage_cancel (gpointer data)
{
  Stage *stage = data;

  g_cancellable_cancel (stage->cancellable);
  if (stage->write != NULL)
    sluice_operation_cancel (stage->write);
}

/* As the session does when its window is closed. */
void
stage_quit (gpointer data)
{
  Stage *stage = data;

  sluice_atlas_client_close (stage->client);
}

/* All of this process, proxy and all, but not the server. */
void
stage_sleep (gpointer data)
{
  const struct timespec longer_than_any_deadline = { .tv_nsec = 350 * 1000 * 1000 };
  pid_t own = getpid ();
  pid_t waker = fork ();

  g_assert_cmpint (waker, >=, 0);
  if (waker == 0)
    {
      kill (own, SIGSTOP);
      nanosleep (&longer_than_any_deadline, NULL);
      kill (own, SIGCONT);
      _exit (0);
    }
  g_assert_cmpint (waitpid (waker, NULL, 0), ==, waker);
}

gboolean
stage_is_over (Stage *stage)
{
  if (stage->run != NULL)
    return !sluice_import_run_is_running (stage->run);
  return stage->write != NULL
         ? sluice_operation_get_state (stage->write) != SLUICE_OPERATION_STATE_WORKING
         : stage->ended;
}

void
stage_clear (Stage *stage)
{
  if (stage->run != NULL)
    g_assert_finalize_object (g_steal_pointer (&stage->run));
  g_clear_pointer (&stage->steps, g_ptr_array_unref);
  g_clear_pointer (&stage->link_id, g_free);
  g_clear_object (&stage->write);
  g_clear_object (&stage->cancellable);
  g_clear_object (&stage->role);
  g_clear_object (&stage->seen);
  g_clear_pointer (&stage->name, g_free);
}
