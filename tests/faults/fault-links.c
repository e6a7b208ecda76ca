/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private links, to be run through the table of faults. */
#include "fault-parts.h"

#include "sluice-atlas-private-links.h"
#include "sluice-link-operations.h"

/* There is never more than one here, and none to begin with. */
#define REGION "eu-west-1"

static GPtrArray *
ask_links (Stage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *links;

  sluice_atlas_list_private_links_async (stage->other, stage->atlas->project_id, NULL,
                                         stage_settled_cb, &result);
  links = sluice_atlas_list_private_links_finish (stage->other, stage_await (&result), &error);
  g_assert_no_error (error);
  return links;
}

static SluicePrivateLink *
find_link (Stage *stage)
{
  g_autoptr (GPtrArray) links = ask_links (stage);

  for (guint i = 0; i < links->len; i++)
    if (g_strcmp0 (sluice_private_link_get_region (links->pdata[i]), REGION) == 0)
      return g_object_ref (links->pdata[i]);
  return NULL;
}

/* One that is always there. */
void
link_pick (Stage *stage)
{
  g_autoptr (GPtrArray) links = ask_links (stage);

  g_assert_cmpuint (links->len, >, 0);
  stage->seen = g_object_ref (links->pdata[0]);
}

gboolean
link_is_there (Stage *stage)
{
  g_autoptr (SluicePrivateLink) link = find_link (stage);

  return link != NULL;
}

void
link_make_room (Stage *stage)
{
  g_autoptr (SluicePrivateLink) link = find_link (stage);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (link == NULL)
    return;
  sluice_atlas_delete_private_link_async (stage->other, stage->atlas->project_id,
                                          sluice_private_link_get_id (link), NULL,
                                          stage_settled_cb, &result);
  sluice_atlas_delete_private_link_finish (stage->other, stage_await (&result), &error);
  /* It may have been going already. */
  g_assert_true (error == NULL ||
                 g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_NOT_FOUND));
  while (link_is_there (stage))
    g_usleep (10 * 1000);
}

void
link_make (Stage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluicePrivateLink) made = NULL;

  link_make_room (stage);
  sluice_atlas_create_private_link_async (stage->other, stage->atlas->project_id, REGION, NULL,
                                          stage_settled_cb, &result);
  made = sluice_atlas_create_private_link_finish (stage->other, stage_await (&result), &error);
  g_assert_no_error (error);
  stage->seen = G_OBJECT (find_link (stage));
}

/* Until the person sees it ready. */
void
link_make_ready (Stage *stage)
{
  link_make (stage);
  while (!sluice_private_link_is_done (SLUICE_PRIVATE_LINK (stage->seen)))
    {
      g_usleep (5 * 1000);
      g_object_unref (stage->seen);
      stage->seen = G_OBJECT (find_link (stage));
    }
}

void
link_get (Stage *stage)
{
  const char *id = sluice_private_link_get_id (SLUICE_PRIVATE_LINK (stage->seen));

  sluice_atlas_get_private_link_async (stage->client, stage->atlas->project_id, id,
                                       stage->cancellable, stage_read_cb, stage);
}

static SluiceLinkRequest
link_request (Stage *stage)
{
  return (SluiceLinkRequest) {
    .project_id = stage->atlas->project_id,
    .region = REGION,
    .link = (SluicePrivateLink *) stage->seen,
    .watch_pace = stage_watch_pace,
    .settle_pace = stage_settle_pace,
  };
}

void
link_create (Stage *stage)
{
  const SluiceLinkRequest request = link_request (stage);

  stage->write = sluice_link_create_start (stage->client, &request);
}

void
link_delete (Stage *stage)
{
  const SluiceLinkRequest request = link_request (stage);

  stage->write = sluice_link_delete_start (stage->client, &request);
}

void
link_watch (Stage *stage)
{
  const SluiceLinkRequest request = link_request (stage);

  stage->write = sluice_link_watch_start (stage->client, &request);
}

gboolean
link_is_gone (Stage *stage)
{
  g_autoptr (SluicePrivateLink) link = find_link (stage);

  return link == NULL ||
         sluice_private_link_get_state (link) == SLUICE_PRIVATE_LINK_LEAVING ||
         sluice_private_link_get_state (link) == SLUICE_PRIVATE_LINK_GONE;
}
