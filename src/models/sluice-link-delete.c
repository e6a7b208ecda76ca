/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deleting a private link: one DELETE, and then waiting until it is gone. */
#include "sluice-link-run.h"

#include "sluice-atlas-private-links.h"
#include "sluice-doubt.h"

/* Said to be missing, it is so unless it was seen. */
static void
judge_refused (SluiceLinkRun *run, SluicePrivateLinkState state, GError *error, GError *refusal)
{
  g_autoptr (GError) owned = refusal;
  gboolean gone = sluice_doubt_is_absence (error) || state == SLUICE_PRIVATE_LINK_GONE;

  if (sluice_doubt_is_absence (refusal) && (gone || error != NULL))
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_GONE, NULL);
  else if (gone || state == SLUICE_PRIVATE_LINK_LEAVING)
    {
      sluice_operation_set_in_doubt (run->operation, g_steal_pointer (&owned));
      if (gone)
        sluice_link_run_end (run, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_GONE, NULL);
      else
        sluice_link_run_watch (run);
    }
  else
    sluice_link_run_refuse (run, refusal);
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceLinkRun *run = sluice_link_run_of (operation);
  GError *refusal = sluice_read_back_end_doubt (&run->read_back);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluicePrivateLink) link = sluice_link_run_take (
    run, sluice_atlas_get_private_link_finish (run->client, result, &error), result, &error);
  SluicePrivateLinkState state = SLUICE_PRIVATE_LINK_ABSENT;

  if (link != NULL)
    {
      state = sluice_private_link_get_state (link);
      sluice_operation_take_result (operation, g_object_ref (link));
    }
  if (refusal != NULL)
    judge_refused (run, state, error, refusal);
  else if (sluice_doubt_is_absence (error) || state == SLUICE_PRIVATE_LINK_GONE)
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_GONE, NULL);
  else if (state == SLUICE_PRIVATE_LINK_LEAVING)
    sluice_link_run_watch (run);
  else
    sluice_link_run_settle (run, SLUICE_OUTCOME_STILL_THERE, error);
}

static void
read_back (gpointer user_data)
{
  SluiceLinkRun *run = user_data;

  sluice_atlas_get_private_link_async (run->client, run->project_id, run->id,
                                       sluice_operation_get_cancellable (run->operation),
                                       read_back_cb, g_object_ref (run->operation));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceLinkRun *run = sluice_link_run_of (operation);
  g_autoptr (GError) error = NULL;
  gboolean accepted = sluice_atlas_delete_private_link_finish (run->client, result, &error);

  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  if (accepted)
    sluice_link_run_watch (run);
  else
    sluice_link_run_fail (run, g_steal_pointer (&error));
}

static void
send_once (SluiceOperation *operation, gpointer user_data)
{
  SluiceLinkRun *run = user_data;

  sluice_atlas_delete_private_link_async (run->client, run->project_id, run->id,
                                          sluice_operation_get_cancellable (operation), sent_cb,
                                          g_object_ref (operation));
}

/* ---- checking: is it still as it was seen? --------------------------------------------------- */

/* One that has come to work since then may be wanted after all. */
static gboolean
has_changed (SluicePrivateLink *seen, SluicePrivateLink *now)
{
  SluicePrivateLinkState before = sluice_private_link_get_state (seen);

  return (sluice_private_link_is_done (now) &&
          (before == SLUICE_PRIVATE_LINK_PREPARING || before == SLUICE_PRIVATE_LINK_FAILED)) ||
         g_strcmp0 (sluice_private_link_get_region (now),
                    sluice_private_link_get_region (seen)) != 0;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceLinkRun *run = sluice_link_run_of (operation);
  g_autoptr (GObject) seen = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluicePrivateLink) now = sluice_link_run_take (
    run, sluice_atlas_get_private_link_finish (run->client, result, &error), result, &error);
  gboolean cancelled = sluice_link_run_cancelled (run);
  SluicePrivateLinkState state =
    now != NULL ? sluice_private_link_get_state (now) : SLUICE_PRIVATE_LINK_ABSENT;

  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  g_set_object (&seen, sluice_operation_get_result (operation));
  if (now != NULL)
    sluice_operation_take_result (operation, g_object_ref (now));
  if (cancelled)
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_CANCELLED, error);
  else if (sluice_doubt_is_absence (error) || state == SLUICE_PRIVATE_LINK_GONE)
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_DONE, SLUICE_OUTCOME_GONE, NULL);
  else if (now == NULL)
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_REFUSED, error);
  else if (state == SLUICE_PRIVATE_LINK_LEAVING)
    sluice_link_run_watch (run);
  else if (seen != NULL && has_changed (SLUICE_PRIVATE_LINK (seen), now))
    sluice_link_run_end (run, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_CHANGED_BEFORE, NULL);
  else
    {
      sluice_operation_enter (operation, SLUICE_PHASE_SENDING);
      sluice_operation_before_write (operation, send_once, run);
    }
}

/* ---- the operation --------------------------------------------------------------------------- */

/**
 * sluice_link_delete_run_new:
 * @client: (transfer none): a client
 * @request: which link
 *
 * Returns: (transfer none): a run that deletes a link, and has not begun
 */
SluiceLinkRun *
sluice_link_delete_run_new (SluiceAtlasClient       *client,
                            const SluiceLinkRequest *request)
{
  SluiceLinkRun *run = sluice_link_run_new (client, SLUICE_OPERATION_DELETE_LINK, request,
                                            read_back);

  run->leaving = TRUE;
  return run;
}

/**
 * sluice_link_delete_start:
 * @client: (transfer none): a client, kept until there is nothing left to look up
 * @request: which link, as the person has seen it
 *
 * Deletes a private link and waits until it is gone. One DELETE is sent at most: none if the link
 * has come to work since it was seen, is gone, or is being deleted already. If its answer is lost,
 * the link is read to find out. Atlas keeps a link that a connection uses: see
 * sluice_atlas_error_is_link_in_use().
 *
 * Returns: (transfer full): the operation, at work; its result is the link as it is known last
 */
SluiceOperation *
sluice_link_delete_start (SluiceAtlasClient       *client,
                          const SluiceLinkRequest *request)
{
  SluiceLinkRun *run = sluice_link_delete_run_new (client, request);
  SluiceOperation *operation = run->operation;

  sluice_operation_set_wanted (operation, "link", run->id);
  sluice_operation_enter (operation, SLUICE_PHASE_CHECKING);
  sluice_atlas_get_private_link_async (client, run->project_id, run->id,
                                       sluice_operation_get_cancellable (operation), checked_cb,
                                       g_object_ref (operation));
  return operation;
}
