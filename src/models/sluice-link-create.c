/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Creating a private link to S3: one POST, and then nothing but reading. */
#include "sluice-link-run.h"

#include "sluice-atlas-private-links.h"
#include "sluice-region.h"

static gboolean
is_wanted (SluiceLinkRun *run, SluicePrivateLink *link)
{
  return sluice_private_link_is_s3 (link) &&
         sluice_region_compare (sluice_private_link_get_region (link), run->region) ==
           SLUICE_REGIONS_SAME;
}

/* A link that works, or is about to: another one would only cost money. One that has failed is
 * Atlas's affair: it knows whether a second one can be made beside it. */
static gboolean
serves (SluicePrivateLink *link)
{
  SluicePrivateLinkState state = sluice_private_link_get_state (link);

  return state != SLUICE_PRIVATE_LINK_FAILED && state != SLUICE_PRIVATE_LINK_LEAVING &&
         state != SLUICE_PRIVATE_LINK_GONE;
}

/* The link that was asked for; fresh: only one that was not there before the one POST. */
static SluicePrivateLink *
find_wanted (SluiceLinkRun *run, GPtrArray *links, gboolean fresh)
{
  for (guint i = 0; i < links->len; i++)
    {
      SluicePrivateLink *link = links->pdata[i];

      if (!is_wanted (run, link) || (fresh && !serves (link)))
        continue;
      if (fresh && run->before != NULL &&
          g_hash_table_contains (run->before, sluice_private_link_get_id (link)))
        continue;
      return link;
    }
  return NULL;
}

static void
follow (SluiceLinkRun *run, SluicePrivateLink *link)
{
  g_free (run->id);
  run->id = g_strdup (sluice_private_link_get_id (link));
  sluice_operation_take_result (run->operation, g_object_ref (link));
  sluice_link_run_watch (run);
}

/* ---- reading back: the answer was lost ------------------------------------------------------- */

static void
end_as_taken (SluiceLinkRun *run, SluicePrivateLink *holder, const GError *error)
{
  if (holder != NULL)
    sluice_operation_take_result (run->operation, g_object_ref (holder));
  sluice_link_run_end (run, SLUICE_OPERATION_STATE_FAILED, SLUICE_OUTCOME_NAME_TAKEN, error);
}

/* links: NULL if they could not be read; fresh: one that was not there before. */
static void
judge_refused (SluiceLinkRun *run, GPtrArray *links, SluicePrivateLink *fresh, GError *refusal)
{
  g_autoptr (GError) owned = refusal;

  if (fresh != NULL)
    {
      sluice_operation_set_in_doubt (run->operation, g_steal_pointer (&owned));
      run->seen = TRUE;
      follow (run, fresh);
    }
  else if (sluice_atlas_error_is_link_there (refusal))
    end_as_taken (run, links != NULL ? find_wanted (run, links, FALSE) : NULL, refusal);
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
  g_autoptr (GPtrArray) links =
    sluice_atlas_list_private_links_finish (run->client, result, &error);
  SluicePrivateLink *link = links != NULL ? find_wanted (run, links, TRUE) : NULL;

  if (refusal != NULL)
    judge_refused (run, links, link, refusal);
  else if (link != NULL)
    {
      run->seen = TRUE;
      follow (run, link);
    }
  else
    sluice_link_run_settle (run, SLUICE_OUTCOME_NOT_CREATED, error);
}

static void
read_back (gpointer user_data)
{
  SluiceLinkRun *run = user_data;

  sluice_atlas_list_private_links_async (run->client, run->project_id,
                                         sluice_operation_get_cancellable (run->operation),
                                         read_back_cb, g_object_ref (run->operation));
}

/* ---- sending: the one POST ------------------------------------------------------------------- */

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceLinkRun *run = sluice_link_run_of (operation);
  GError *error = NULL;
  g_autoptr (SluicePrivateLink) link =
    sluice_atlas_create_private_link_finish (run->client, result, &error);

  sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
  if (link != NULL)
    follow (run, link);
  else
    sluice_link_run_fail (run, error);
}

static void
send_once (SluiceOperation *operation, gpointer user_data)
{
  SluiceLinkRun *run = user_data;

  sluice_atlas_create_private_link_async (run->client, run->project_id, run->region,
                                          sluice_operation_get_cancellable (operation), sent_cb,
                                          g_object_ref (operation));
}

/* ---- checking: is there one already? --------------------------------------------------------- */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SluiceOperation) operation = user_data;
  SluiceLinkRun *run = sluice_link_run_of (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links =
    sluice_atlas_list_private_links_finish (run->client, result, &error);
  SluicePrivateLink *there = links != NULL ? find_wanted (run, links, TRUE) : NULL;

  if (links == NULL || sluice_link_run_cancelled (run))
    {
      sluice_link_run_end (run, SLUICE_OPERATION_STATE_FAILED,
                           sluice_link_run_cancelled (run) ? SLUICE_OUTCOME_CANCELLED
                                                           : SLUICE_OUTCOME_REFUSED, error);
      return;
    }
  if (there != NULL)
    {
      sluice_operation_set_evidence (operation, sluice_atlas_result_get_evidence (result));
      end_as_taken (run, there, NULL);
      return;
    }
  run->before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < links->len; i++)
    g_hash_table_add (run->before, g_strdup (sluice_private_link_get_id (links->pdata[i])));
  sluice_operation_enter (operation, SLUICE_PHASE_SENDING);
  sluice_operation_before_write (operation, send_once, run);
}

/**
 * sluice_link_create_run_new:
 * @client: (transfer none): a client
 * @request: where, and in which region
 *
 * Returns: (transfer none): a run that creates a link, and has not begun
 */
SluiceLinkRun *
sluice_link_create_run_new (SluiceAtlasClient       *client,
                            const SluiceLinkRequest *request)
{
  return sluice_link_run_new (client, SLUICE_OPERATION_CREATE_LINK, request, read_back);
}

/**
 * sluice_link_create_start:
 * @client: (transfer none): a client, kept until there is nothing left to look up
 * @request: where, and in which region
 *
 * Creates a private link to S3 and follows it until it is DONE or FAILED. The project's links are
 * listed first: nothing is sent if one to S3 in this region is there already. Then exactly one POST
 * is sent; if its answer is lost, the links are listed again and compared. There is never a second
 * POST by itself.
 *
 * Returns: (transfer full): the operation, at work; its result is the link as it is known last
 */
SluiceOperation *
sluice_link_create_start (SluiceAtlasClient       *client,
                          const SluiceLinkRequest *request)
{
  SluiceLinkRun *run = sluice_link_create_run_new (client, request);
  SluiceOperation *operation = run->operation;

  sluice_operation_set_wanted (operation, "region", run->region);
  sluice_operation_enter (operation, SLUICE_PHASE_CHECKING);
  sluice_atlas_list_private_links_async (client, run->project_id,
                                         sluice_operation_get_cancellable (operation), listed_cb,
                                         g_object_ref (operation));
  return operation;
}
