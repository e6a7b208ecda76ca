/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For each kind of operation: what of it can be read afterwards, and what that says. */
#include "sluice-resume.h"

#include "sluice-connection-run.h"
#include "sluice-doubt.h"
#include "sluice-link-run.h"
#include "sluice-role-run.h"

/* A request that was on its way when Sluice was ended may be carried out later than its end: for
 * this long after it was begun, that nothing is there yet proves nothing. */
#define IN_FLIGHT_MS (60 * 1000)

static GError *
interrupted_new (void)
{
  return sluice_atlas_error_new (SLUICE_ATLAS_ERROR_INTERRUPTED, NULL,
                                 "Sluice was ended before the outcome was known");
}

static SluicePollerPace
pace_for (SluiceHistoryEntry *entry)
{
  SluicePollerPace pace = { 1000, 4000, 0 };
  GDateTime *begun = sluice_history_entry_get_time (entry);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  gint64 age_ms = begun != NULL ? g_date_time_difference (now, begun) / 1000 : 0;

  /* A clock that was put back makes it wait once, not for years. */
  pace.limit_ms = CLAMP (IN_FLIGHT_MS - age_ms, 0, IN_FLIGHT_MS);
  return pace;
}

/* ---- connections ----------------------------------------------------------------------------- */

static void
give_up_created (SluiceConnectionRun *run, SluiceConnection *connection, const GError *error)
{
  if (sluice_doubt_is_absence (error))
    sluice_connection_run_say (run, SLUICE_OUTCOME_NOT_CREATED, run->read_back.lost);
  else
    sluice_connection_run_say (run, SLUICE_OUTCOME_CANNOT_TELL, error);
}

static gboolean
judge_changed (SluiceConnectionRun *run, SluiceConnection *connection, const GError *error)
{
  if (connection == NULL)
    return FALSE;
  if (g_strcmp0 (sluice_connection_get_role_arn (connection), run->role_arn) == 0)
    {
      sluice_connection_run_watch (run, connection);
      return TRUE;
    }
  sluice_operation_take_result (run->operation, g_object_ref (connection));
  return FALSE;
}

static void
give_up_changed (SluiceConnectionRun *run, SluiceConnection *connection, const GError *error)
{
  if (sluice_doubt_is_absence (error))
    sluice_connection_run_end (run, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_GONE, error);
  else
    sluice_connection_run_keep (run, connection, error);
}

/* The role is the same before and after: only a bucket that it did not have tells. */
static gboolean
judge_tested (SluiceConnectionRun *run, SluiceConnection *connection, const GError *error)
{
  if (connection == NULL)
    return FALSE;
  if (run->new_bucket &&
      g_strcmp0 (sluice_connection_get_role_arn (connection), run->role_arn) == 0 &&
      g_strcmp0 (sluice_connection_get_test_bucket (connection), run->test_bucket) == 0)
    {
      sluice_connection_run_watch (run, connection);
      return TRUE;
    }
  sluice_operation_take_result (run->operation, g_object_ref (connection));
  return FALSE;
}

static void
give_up_tested (SluiceConnectionRun *run, SluiceConnection *connection, const GError *error)
{
  if (sluice_doubt_is_absence (error))
    sluice_connection_run_end (run, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_GONE, error);
  else
    sluice_connection_run_say (run, SLUICE_OUTCOME_CANNOT_TELL,
                               error != NULL ? error : run->read_back.lost);
}

static gboolean
has_new_bucket (SluiceHistoryEntry *entry)
{
  const char *before = sluice_history_entry_get_wanted (entry, "bucket-before");
  const char *bucket = sluice_history_entry_get_wanted (entry, "bucket");

  return before != NULL && bucket != NULL && !g_str_equal (before, bucket);
}

static void
gone (SluiceConnectionRun *run, const GError *error)
{
  sluice_undo_remember (run);
  sluice_operation_take_result (run->operation, NULL);
  sluice_connection_run_end (run, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_GONE, error);
}

/* Nobody is left who would create it again unasked. */
static void
gone_halfway (SluiceConnectionRun *run, const GError *error)
{
  sluice_undo_remember (run);
  sluice_operation_take_result (run->operation, NULL);
  sluice_connection_run_say (run, SLUICE_OUTCOME_NOT_RECREATED, run->read_back.lost);
}

static gboolean
judge_moved (SluiceConnectionRun *run, SluiceConnection *connection, const GError *error)
{
  if (connection == NULL)
    return FALSE;
  if (sluice_connection_get_state (connection) == SLUICE_CONNECTION_STATE_DELETING)
    {
      sluice_connection_run_leave (run);
      return TRUE;
    }
  if (sluice_connection_run_is_wanted (run, connection))
    {
      sluice_connection_run_watch (run, connection);
      return TRUE;
    }
  sluice_operation_take_result (run->operation, g_object_ref (connection));
  return FALSE;
}

static void
give_up_moved (SluiceConnectionRun *run, SluiceConnection *connection, const GError *error)
{
  if (sluice_doubt_is_absence (error))
    gone_halfway (run, error);
  else
    sluice_connection_run_keep (run, connection, error);
}

static const struct
{
  SluiceOperationKind     kind;
  SluiceConnectionJudge   judge;
  SluiceConnectionGiveUp  give_up;
  void                  (*gone) (SluiceConnectionRun *run, const GError *error);
} connection_kinds[] = {
  { SLUICE_OPERATION_CREATE_CONNECTION, sluice_connection_run_judge_created, give_up_created,
    gone },
  { SLUICE_OPERATION_CHANGE_ROLE, judge_changed, give_up_changed, gone },
  { SLUICE_OPERATION_TEST_CONNECTION, judge_tested, give_up_tested, gone },
  { SLUICE_OPERATION_MOVE_CONNECTION, judge_moved, give_up_moved, gone_halfway },
  { SLUICE_OPERATION_DELETE_CONNECTION, sluice_connection_run_judge_deleted,
    sluice_connection_run_keep, gone },
};

static SluiceOperation *
resume_connection (SluiceAtlasClient  *client,
                   SluiceHistoryEntry *entry,
                   SluiceHistory      *history,
                   gsize               row)
{
  const SluiceConnectionSpec spec = {
    .name = sluice_history_entry_get_subject (entry),
    .role_arn = sluice_history_entry_get_wanted (entry, "role"),
    .test_bucket = sluice_history_entry_get_wanted (entry, "bucket"),
    .private_link_id = sluice_history_entry_get_wanted (entry, "link"),
  };
  SluicePollerPace pace = pace_for (entry);
  SluiceConnectionRun *run =
    sluice_connection_run_new (client, connection_kinds[row].kind,
                               sluice_history_entry_get_project_id (entry),
                               sluice_history_entry_get_instance (entry), &spec);
  SluiceOperation *operation = run->operation;

  sluice_operation_set_past (operation, entry, history);
  sluice_connection_run_set_paces (run, &(SluicePollerPace) { 0 }, &pace);
  run->only_reads = TRUE;
  run->together = TRUE;
  run->new_bucket = has_new_bucket (entry);
  run->ends_gone = connection_kinds[row].kind == SLUICE_OPERATION_DELETE_CONNECTION;
  run->judge = connection_kinds[row].judge;
  run->give_up = connection_kinds[row].give_up;
  run->gone = connection_kinds[row].gone;
  if (run->ends_gone)
    run->again = sluice_connection_run_leave;
  if (run->ends_gone || connection_kinds[row].kind == SLUICE_OPERATION_MOVE_CONNECTION)
    sluice_undo_recall (run, entry);
  sluice_connection_run_lose (run, interrupted_new ());
  return operation;
}

/* ---- roles ----------------------------------------------------------------------------------- */

static SluiceOperation *
resume_role (SluiceAtlasClient   *client,
             SluiceHistoryEntry  *entry,
             SluiceHistory       *history,
             SluiceOperationKind  kind)
{
  const SluiceRoleRequest request = {
    .project_id = sluice_history_entry_get_project_id (entry),
    .role_id = sluice_history_entry_get_wanted (entry, "role-id"),
    .role_arn = sluice_history_entry_get_wanted (entry, "role"),
    .settle_pace = pace_for (entry),
  };
  SluiceRoleRun *run = sluice_role_run_new (client, kind, sluice_history_entry_get_subject (entry),
                                            &request, sluice_role_run_judge_for (kind));
  SluiceOperation *operation = run->operation;

  sluice_operation_set_past (operation, entry, history);
  sluice_role_run_set_before (run, sluice_history_entry_get_wanted (entry, "before"));
  sluice_role_run_lose (run, interrupted_new ());
  return operation;
}

/* ---- private links --------------------------------------------------------------------------- */

static SluiceOperation *
resume_link (SluiceAtlasClient   *client,
             SluiceHistoryEntry  *entry,
             SluiceHistory       *history,
             SluiceOperationKind  kind)
{
  const SluiceLinkRequest request = {
    .project_id = sluice_history_entry_get_project_id (entry),
    .region = sluice_history_entry_get_wanted (entry, "region"),
    .id = sluice_history_entry_get_wanted (entry, "link"),
    .settle_pace = pace_for (entry),
  };
  SluiceLinkRun *run = kind == SLUICE_OPERATION_CREATE_LINK
                         ? sluice_link_create_run_new (client, &request)
                         : sluice_link_delete_run_new (client, &request);
  SluiceOperation *operation = run->operation;

  sluice_operation_set_past (operation, entry, history);
  sluice_link_run_lose (run, interrupted_new ());
  return operation;
}

/* ---- by kind --------------------------------------------------------------------------------- */

static gboolean
find_connection_kind (SluiceOperationKind kind, gsize *row)
{
  for (*row = 0; *row < G_N_ELEMENTS (connection_kinds); ++*row)
    if (connection_kinds[*row].kind == kind)
      return TRUE;
  return FALSE;
}

/**
 * sluice_resume_can:
 * @entry: an entry
 *
 * What a test of delivery has left behind is found and removed by the test itself.
 *
 * Returns: whether sluice_resume_start() could find out more about it
 */
gboolean
sluice_resume_can (SluiceHistoryEntry *entry)
{
  SluiceOperationKind kind;
  gsize row;

  if (!sluice_history_entry_is_interrupted (entry) ||
      !sluice_history_entry_get_kind (entry, &kind) ||
      sluice_history_entry_get_project_id (entry) == NULL)
    return FALSE;
  if (find_connection_kind (kind, &row))
    return sluice_history_entry_get_subject (entry) != NULL &&
           sluice_history_entry_get_instance (entry) != NULL;
  if (kind == SLUICE_OPERATION_CREATE_LINK)
    return sluice_history_entry_get_wanted (entry, "region") != NULL;
  if (kind == SLUICE_OPERATION_DELETE_LINK)
    return sluice_history_entry_get_wanted (entry, "link") != NULL;
  return sluice_role_run_judge_for (kind) != NULL;
}

/**
 * sluice_resume_is_together:
 * @entry: an entry sluice_resume_can() has approved of
 *
 * Returns: whether any number of such entries costs about as many requests as one
 */
gboolean
sluice_resume_is_together (SluiceHistoryEntry *entry)
{
  SluiceOperationKind kind;
  gsize row;

  return sluice_history_entry_get_kind (entry, &kind) && find_connection_kind (kind, &row);
}

/**
 * sluice_resume_start:
 * @client: (transfer none): who asks
 * @entry: an entry sluice_resume_can() has approved of
 * @history: (transfer none): gets what is found out
 *
 * Asks Atlas what is true now. Nothing is sent but reads, and what was begun is not gone on with.
 *
 * Returns: (transfer full): an operation of the same kind, at work
 */
SluiceOperation *
sluice_resume_start (SluiceAtlasClient  *client,
                     SluiceHistoryEntry *entry,
                     SluiceHistory      *history)
{
  SluiceOperationKind kind;
  gsize row;

  g_return_val_if_fail (sluice_resume_can (entry), NULL);

  sluice_history_entry_get_kind (entry, &kind);
  if (find_connection_kind (kind, &row))
    return resume_connection (client, entry, history, row);
  if (kind == SLUICE_OPERATION_CREATE_LINK || kind == SLUICE_OPERATION_DELETE_LINK)
    return resume_link (client, entry, history, kind);
  return resume_role (client, entry, history, kind);
}
