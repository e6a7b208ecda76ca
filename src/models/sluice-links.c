/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The private links of the session's project. */
#include "sluice-links.h"

#include "sluice-base-url.h"
#include "sluice-link-followed.h"
#include "sluice-link-memory.h"
#include "sluice-link-operations.h"
#include "sluice-link-store.h"
#include "sluice-remote-list.h"

#define SESSION_KEY "sluice-links"

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

struct _SluiceLinks
{
  GObject            parent_instance;

  SluiceSession     *session;     /* borrowed: it owns this */

  /* owned */
  GSettings         *settings;
  SluiceAtlasClient *client;      /* the place the list is of */
  char              *project_id;
  SluiceRemoteList  *list;        /* NULL before somebody needs it */
  GListStore        *links;       /* what the list holds, brought up to date, in order */
  GPtrArray         *operations;  /* on links of any place, the newest last */

  gboolean           wanted;
  gboolean           watching_all;
};

G_DEFINE_FINAL_TYPE (SluiceLinks, sluice_links, G_TYPE_OBJECT)

static void
tell (SluiceLinks *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Of the place the form names. */
static char **
dup_remembered (SluiceLinks *self)
{
  g_autofree char *host = sluice_base_url_dup_host (sluice_session_get_base_url (self->session));

  return sluice_link_memory_dup_ids (self->settings, host,
                                     sluice_session_get_project_id (self->session));
}

/* ---- operations ------------------------------------------------------------------------------ */

static gboolean
is_of_place (SluiceLinks *self, SluiceOperation *operation)
{
  return self->list != NULL &&
         g_strcmp0 (sluice_operation_get_project_id (operation), self->project_id) == 0;
}

static void
show_result (SluiceLinks *self, SluiceOperation *operation)
{
  GObject *result = sluice_operation_get_result (operation);

  if (!is_of_place (self, operation))
    return;
  if (sluice_operation_get_outcome (operation) == SLUICE_OUTCOME_GONE)
    sluice_link_store_remove (self->links, sluice_link_operation_get_link (operation));
  else if (result != NULL)
    sluice_link_store_put (self->links, SLUICE_PRIVATE_LINK (result));
}

/* Stopping, and closing Sluice, ends the watching, not what is watched: it stays remembered. */
static void
operation_changed_cb (SluiceLinks *self, GParamSpec *pspec, SluiceOperation *operation)
{
  SluiceOperationState state = sluice_operation_get_state (operation);

  show_result (self, operation);
  if (state != SLUICE_OPERATION_STATE_UNKNOWN)
    sluice_link_memory_set (self->settings, sluice_operation_get_host (operation),
                            sluice_operation_get_project_id (operation),
                            sluice_link_operation_get_link (operation),
                            state == SLUICE_OPERATION_STATE_WORKING);
  tell (self);
}

static void
follow (SluiceLinks *self, SluiceOperation *operation)
{
  SluiceOperationKind kind = sluice_operation_get_kind (operation);

  if (kind != SLUICE_OPERATION_CREATE_LINK && kind != SLUICE_OPERATION_DELETE_LINK)
    return;
  g_signal_connect_object (operation, "notify::revision", G_CALLBACK (operation_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->operations, g_object_ref (operation));
  operation_changed_cb (self, NULL, operation);
}

/* Also what is found out about the last time, when Sluice was ended in the middle. */
static void
operations_changed_cb (SluiceLinks *self, guint position, guint removed, guint added)
{
  GListModel *operations = sluice_session_get_operations (self->session);

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (operations, i);

      if (!g_ptr_array_find (self->operations, operation, NULL))
        follow (self, operation);
    }
}

/* Takes the operation over. */
static SluiceOperation *
begin (SluiceLinks *self, SluiceOperation *operation)
{
  sluice_session_add_operation (self->session, operation);
  g_object_unref (operation);
  return operation;
}

/* Those that were watched when Sluice was closed, also when they have ended meanwhile, since nobody
 * has been told; and all that change, if somebody is looking. */
static gboolean
should_watch (SluiceLinks *self, SluicePrivateLink *link, char **remembered)
{
  SluicePrivateLinkState state = sluice_private_link_get_state (link);
  const char *id = sluice_private_link_get_id (link);

  if (sluice_link_followed_has (self->operations, self->project_id, link))
    return FALSE;
  return g_strv_contains ((const char * const *) remembered, id) ||
         (self->watching_all && sluice_private_link_is_s3 (link) &&
          (state == SLUICE_PRIVATE_LINK_PREPARING || state == SLUICE_PRIVATE_LINK_LEAVING));
}

static void
resume (SluiceLinks *self)
{
  g_auto (GStrv) remembered = dup_remembered (self);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->links)); i++)
    g_ptr_array_add (links, g_list_model_get_item (G_LIST_MODEL (self->links), i));
  for (guint i = 0; i < links->len; i++)
    {
      SluiceLinkRequest request = { .project_id = self->project_id, .link = links->pdata[i] };

      if (should_watch (self, links->pdata[i], remembered))
        begin (self, sluice_link_watch_start (self->client, &request));
    }
}

/* What was deleted while Sluice was closed is no news worth telling. */
static void
forget_missing (SluiceLinks *self)
{
  g_auto (GStrv) remembered = dup_remembered (self);
  g_autofree char *host = sluice_base_url_dup_host (sluice_session_get_base_url (self->session));

  for (guint i = 0; remembered[i] != NULL; i++)
    {
      g_autoptr (SluicePrivateLink) link = sluice_links_find (self, remembered[i]);

      if (link == NULL && sluice_links_get_operation (self, remembered[i]) == NULL)
        sluice_link_memory_set (self->settings, host, self->project_id, remembered[i], FALSE);
    }
}

/* ---- the place ------------------------------------------------------------------------------- */

static void
list_changed_cb (SluiceLinks *self)
{
  GListModel *items = G_LIST_MODEL (self->list);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_object_unref);

  if (sluice_remote_list_get_loading (self->list) ||
      sluice_remote_list_get_error (self->list) != NULL)
    {
      tell (self);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    g_ptr_array_add (links, g_list_model_get_item (items, i));
  sluice_link_store_replace (self->links, links);
  forget_missing (self);
  resume (self);
  tell (self);
}

static void
leave_place (SluiceLinks *self)
{
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  g_clear_object (&self->client);
  g_clear_pointer (&self->project_id, g_free);
  g_list_store_remove_all (self->links);
}

/* Whether Atlas may be asked about the project the form names. */
static gboolean
knows_place (SluiceLinks *self)
{
  SluiceFactState project =
    sluice_session_get_fact (self->session, SLUICE_FACT_PROJECT, NULL, NULL);

  return sluice_session_get_client (self->session) != NULL &&
         sluice_session_get_project_id (self->session) != NULL &&
         (project == SLUICE_FACT_STATE_TRUE || project == SLUICE_FACT_STATE_CANNOT_TELL);
}

static gboolean
is_at_place (SluiceLinks *self)
{
  return self->client != NULL && sluice_session_get_client (self->session) == self->client &&
         g_strcmp0 (sluice_session_get_project_id (self->session), self->project_id) == 0;
}

static void
go_to_place (SluiceLinks *self)
{
  g_auto (GStrv) remembered = dup_remembered (self);

  if (is_at_place (self) || !knows_place (self) || !(self->wanted || remembered[0] != NULL))
    return;
  self->client = g_object_ref (sluice_session_get_client (self->session));
  self->project_id = g_strdup (sluice_session_get_project_id (self->session));
  self->list = sluice_remote_list_new_private_links (self->client, self->project_id);
  g_signal_connect_object (self->list, "changed", G_CALLBACK (list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sluice_remote_list_refresh (self->list);
}

static void
place_changed_cb (SluiceLinks *self)
{
  if (self->list != NULL && !is_at_place (self))
    leave_place (self);
  go_to_place (self);
  tell (self);
}

/* ---- life ------------------------------------------------------------------------------------ */

static void
sluice_links_dispose (GObject *object)
{
  SluiceLinks *self = SLUICE_LINKS (object);

  leave_place (self);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (sluice_links_parent_class)->dispose (object);
}

static void
sluice_links_finalize (GObject *object)
{
  SluiceLinks *self = SLUICE_LINKS (object);

  g_object_unref (self->links);
  g_ptr_array_unref (self->operations);
  G_OBJECT_CLASS (sluice_links_parent_class)->finalize (object);
}

static void
sluice_links_class_init (SluiceLinksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_links_dispose;
  object_class->finalize = sluice_links_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_links_init (SluiceLinks *self)
{
  self->links = g_list_store_new (SLUICE_TYPE_PRIVATE_LINK);
  self->operations = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sluice_links_of:
 * @session: a session
 *
 * Returns: (transfer none): the links of its project; the same for each call
 */
SluiceLinks *
sluice_links_of (SluiceSession *session)
{
  SluiceLinks *self = g_object_get_data (G_OBJECT (session), SESSION_KEY);

  if (self != NULL)
    return self;
  self = g_object_new (SLUICE_TYPE_LINKS, NULL);
  self->session = session;
  g_signal_connect_object (session, "fact-changed", G_CALLBACK (place_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "key-changed", G_CALLBACK (place_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sluice_session_get_operations (session), "items-changed",
                           G_CALLBACK (operations_changed_cb), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (session), SESSION_KEY, self, g_object_unref);
  return self;
}

/**
 * sluice_links_set_settings:
 * @self: the links
 * @settings: (transfer none): where to remember, across starts, which links are watched: ids, no
 *   secrets
 *
 * Links that were watched when Sluice was closed are watched again as soon as their project is
 * known.
 */
void
sluice_links_set_settings (SluiceLinks *self,
                           GSettings   *settings)
{
  g_set_object (&self->settings, settings);
  place_changed_cb (self);
}

/**
 * sluice_links_want:
 * @self: the links
 *
 * Somebody needs them: they are read now, and once for each project from now on.
 */
void
sluice_links_want (SluiceLinks *self)
{
  if (self->wanted)
    return;
  self->wanted = TRUE;
  place_changed_cb (self);
}

/**
 * sluice_links_refresh:
 * @self: the links
 *
 * Reads them anew.
 */
void
sluice_links_refresh (SluiceLinks *self)
{
  self->wanted = TRUE;
  if (self->list != NULL && is_at_place (self))
    sluice_remote_list_refresh (self->list);
  else
    place_changed_cb (self);
}

/**
 * sluice_links_watch_all:
 * @self: the links
 *
 * Watches every link to S3 that is being prepared or deleted, from now on and whoever began it,
 * except those the person has stopped watching.
 */
void
sluice_links_watch_all (SluiceLinks *self)
{
  self->watching_all = TRUE;
  resume (self);
}

/**
 * sluice_links_get_state:
 * @self: the links
 * @error: (out) (optional) (transfer none): why they could not be listed
 *
 * Returns: what is known about the links
 */
SluiceLinksState
sluice_links_get_state (SluiceLinks   *self,
                        const GError **error)
{
  if (self->list == NULL)
    return knows_place (self) ? SLUICE_LINKS_UNREAD : SLUICE_LINKS_NO_PLACE;
  if (sluice_remote_list_get_loading (self->list))
    return SLUICE_LINKS_LOADING;
  if (sluice_remote_list_get_error (self->list) == NULL)
    return SLUICE_LINKS_LOADED;
  if (error != NULL)
    *error = sluice_remote_list_get_error (self->list);
  return SLUICE_LINKS_NOT_LOADED;
}

/**
 * sluice_links_get_list:
 * @self: the links
 *
 * Returns: (transfer none): a list of SluicePrivateLink: first those to S3, then by region
 */
GListModel *
sluice_links_get_list (SluiceLinks *self)
{
  return G_LIST_MODEL (self->links);
}

/**
 * sluice_links_find:
 * @self: the links
 * @id: (nullable): a link's id
 *
 * Returns: (transfer full) (nullable): the link as it is known last
 */
SluicePrivateLink *
sluice_links_find (SluiceLinks *self,
                   const char  *id)
{
  return sluice_link_store_find (self->links, id);
}

/**
 * sluice_links_get_operation:
 * @self: the links
 * @id: a link's id
 *
 * Returns: (transfer none) (nullable): what is being done with it
 */
SluiceOperation *
sluice_links_get_operation (SluiceLinks *self,
                            const char  *id)
{
  return sluice_link_followed_get (self->operations, self->project_id, id);
}

/**
 * sluice_links_get_creating:
 * @self: the links
 *
 * Returns: (transfer none) (nullable): the creation whose link Atlas has not shown yet
 */
SluiceOperation *
sluice_links_get_creating (SluiceLinks *self)
{
  return sluice_link_followed_get (self->operations, self->project_id, NULL);
}

/* ---- what is done ---------------------------------------------------------------------------- */

/**
 * sluice_links_create:
 * @self: the links
 * @region: AWS's name of a region
 *
 * Creates a private link to S3. See sluice_link_create_start().
 *
 * Returns: (transfer none) (nullable): the operation; %NULL while another creation is not settled,
 *   or without a place
 */
SluiceOperation *
sluice_links_create (SluiceLinks *self,
                     const char  *region)
{
  SluiceLinkRequest request = { .project_id = self->project_id, .region = region };

  if (self->list == NULL || sluice_links_get_creating (self) != NULL)
    return NULL;
  return begin (self, sluice_link_create_start (self->client, &request));
}

/**
 * sluice_links_delete:
 * @self: the links
 * @link: which one
 *
 * Deletes a private link. See sluice_link_delete_start(). Watching it for something else ends.
 *
 * Returns: (transfer none) (nullable): the operation; %NULL while the link is being deleted, or
 *   without a place
 */
SluiceOperation *
sluice_links_delete (SluiceLinks       *self,
                     SluicePrivateLink *link)
{
  SluiceLinkRequest request = { .project_id = self->project_id, .link = link };
  SluiceOperation *running = sluice_links_get_operation (self, sluice_private_link_get_id (link));

  if (self->list == NULL)
    return NULL;
  if (running != NULL && sluice_operation_get_kind (running) == SLUICE_OPERATION_DELETE_LINK)
    return NULL;
  if (running != NULL)
    sluice_operation_cancel (running);
  return begin (self, sluice_link_delete_start (self->client, &request));
}
