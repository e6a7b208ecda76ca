/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A listing of Atlas as a list model. */
#include "sluice-remote-list.h"

#include "sluice-atlas-aws-roles.h"
#include "sluice-atlas-connections.h"
#include "sluice-atlas-instances.h"
#include "sluice-atlas-private-links.h"
#include "sluice-atlas-projects.h"

struct _SluiceRemoteList
{
  GObject             parent_instance;

  GType               item_type;
  SluiceAtlasClient  *client;
  char               *project_id;
  char               *instance;
  SluiceListStarter   starter;
  SluiceListFinisher  finisher;

  GPtrArray          *items;
  GCancellable       *cancellable;  /* set while a reading is on its way */
  gboolean            loaded;
  GError             *error;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void sluice_remote_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SluiceRemoteList, sluice_remote_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sluice_remote_list_model_init))

static GType
sluice_remote_list_get_item_type (GListModel *model)
{
  return SLUICE_REMOTE_LIST (model)->item_type;
}

static guint
sluice_remote_list_get_n_items (GListModel *model)
{
  return SLUICE_REMOTE_LIST (model)->items->len;
}

static gpointer
sluice_remote_list_get_item (GListModel *model,
                             guint       position)
{
  SluiceRemoteList *self = SLUICE_REMOTE_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
sluice_remote_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sluice_remote_list_get_item_type;
  iface->get_n_items = sluice_remote_list_get_n_items;
  iface->get_item = sluice_remote_list_get_item;
}

/* An answer that comes back after cancelling finds either nobody or a later reading. */
static void
stop (SluiceRemoteList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
sluice_remote_list_dispose (GObject *object)
{
  SluiceRemoteList *self = SLUICE_REMOTE_LIST (object);

  stop (self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (sluice_remote_list_parent_class)->dispose (object);
}

static void
sluice_remote_list_finalize (GObject *object)
{
  SluiceRemoteList *self = SLUICE_REMOTE_LIST (object);

  g_free (self->project_id);
  g_free (self->instance);
  g_ptr_array_unref (self->items);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (sluice_remote_list_parent_class)->finalize (object);
}

static void
sluice_remote_list_class_init (SluiceRemoteListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sluice_remote_list_dispose;
  object_class->finalize = sluice_remote_list_finalize;

  signals[CHANGED] = g_signal_new ("changed", SLUICE_TYPE_REMOTE_LIST, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_remote_list_init (SluiceRemoteList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/* ---- reading ---- */

/* One question to Atlas. Its list may be gone, or ask another one, when the answer comes. */
typedef struct
{
  GWeakRef            list;
  GCancellable       *cancellable;
  SluiceListFinisher  finisher;
} Reading;

static void
reading_free (Reading *reading)
{
  g_weak_ref_clear (&reading->list);
  g_object_unref (reading->cancellable);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
take_items (SluiceRemoteList *self,
            GPtrArray        *items)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->items);

  self->items = g_ptr_array_ref (items);
  self->loaded = TRUE;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, items->len);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (SluiceRemoteList) self = g_weak_ref_get (&reading->list);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = reading->finisher (SLUICE_ATLAS_CLIENT (source), result, &error);

  if (self == NULL || self->cancellable != reading->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (items != NULL)
    take_items (self, items);
  else
    self->error = g_steal_pointer (&error);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sluice_remote_list_refresh:
 * @self: a list
 *
 * Reads the listing anew; a reading that is on its way is given up. What is there stays until
 * the answer is complete.
 */
void
sluice_remote_list_refresh (SluiceRemoteList *self)
{
  Reading *reading;

  g_return_if_fail (SLUICE_IS_REMOTE_LIST (self));

  stop (self);
  g_clear_error (&self->error);
  self->cancellable = g_cancellable_new ();

  reading = g_new0 (Reading, 1);
  g_weak_ref_init (&reading->list, self);
  reading->cancellable = g_object_ref (self->cancellable);
  reading->finisher = self->finisher;
  self->starter (self->client, self->project_id, self->instance, self->cancellable, listed_cb,
                 reading);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sluice_remote_list_get_loading:
 * @self: a list
 *
 * Returns: whether an answer is awaited
 */
gboolean
sluice_remote_list_get_loading (SluiceRemoteList *self)
{
  g_return_val_if_fail (SLUICE_IS_REMOTE_LIST (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * sluice_remote_list_get_loaded:
 * @self: a list
 *
 * Returns: whether Atlas has ever answered, so that no items means that there are none
 */
gboolean
sluice_remote_list_get_loaded (SluiceRemoteList *self)
{
  g_return_val_if_fail (SLUICE_IS_REMOTE_LIST (self), FALSE);

  return self->loaded;
}

/**
 * sluice_remote_list_get_error:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): why the last reading failed, of %SLUICE_ATLAS_ERROR;
 *   until the next one
 */
const GError *
sluice_remote_list_get_error (SluiceRemoteList *self)
{
  g_return_val_if_fail (SLUICE_IS_REMOTE_LIST (self), NULL);

  return self->error;
}

/* ---- making ---- */

/**
 * sluice_remote_list_new:
 * @item_type: what the listing consists of
 * @client: whom to ask
 * @project_id: (nullable): of which project
 * @instance: (nullable): of which instance
 * @starter: asks for the whole listing
 * @finisher: takes the answer
 *
 * Asks nothing yet: see sluice_remote_list_refresh ().
 *
 * Returns: (transfer full): an empty list
 */
SluiceRemoteList *
sluice_remote_list_new (GType               item_type,
                        SluiceAtlasClient  *client,
                        const char         *project_id,
                        const char         *instance,
                        SluiceListStarter   starter,
                        SluiceListFinisher  finisher)
{
  SluiceRemoteList *self;

  g_return_val_if_fail (SLUICE_IS_ATLAS_CLIENT (client), NULL);
  g_return_val_if_fail (starter != NULL && finisher != NULL, NULL);

  self = g_object_new (SLUICE_TYPE_REMOTE_LIST, NULL);
  self->item_type = item_type;
  self->client = g_object_ref (client);
  self->project_id = g_strdup (project_id);
  self->instance = g_strdup (instance);
  self->starter = starter;
  self->finisher = finisher;
  return self;
}

static void
start_projects (SluiceAtlasClient   *client,
                const char          *project_id,
                const char          *instance,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  sluice_atlas_list_projects_async (client, cancellable, callback, user_data);
}

/**
 * sluice_remote_list_new_projects:
 * @client: whom to ask
 *
 * Returns: (transfer full): a list of #SluiceProject, those the key can see
 */
SluiceRemoteList *
sluice_remote_list_new_projects (SluiceAtlasClient *client)
{
  return sluice_remote_list_new (SLUICE_TYPE_PROJECT, client, NULL, NULL, start_projects,
                                 sluice_atlas_list_projects_finish);
}

static void
start_instances (SluiceAtlasClient   *client,
                 const char          *project_id,
                 const char          *instance,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  sluice_atlas_list_instances_async (client, project_id, cancellable, callback, user_data);
}

/**
 * sluice_remote_list_new_instances:
 * @client: whom to ask
 * @project_id: of which project
 *
 * Returns: (transfer full): a list of #SluiceInstance
 */
SluiceRemoteList *
sluice_remote_list_new_instances (SluiceAtlasClient *client,
                                  const char        *project_id)
{
  return sluice_remote_list_new (SLUICE_TYPE_INSTANCE, client, project_id, NULL, start_instances,
                                 sluice_atlas_list_instances_finish);
}

/**
 * sluice_remote_list_new_connections:
 * @client: whom to ask
 * @project_id: of which project
 * @instance: of which instance
 *
 * Returns: (transfer full): a list of #SluiceConnection, the instance's whole registry
 */
SluiceRemoteList *
sluice_remote_list_new_connections (SluiceAtlasClient *client,
                                    const char        *project_id,
                                    const char        *instance)
{
  return sluice_remote_list_new (SLUICE_TYPE_CONNECTION, client, project_id, instance,
                                 sluice_atlas_list_connections_async,
                                 sluice_atlas_list_connections_finish);
}

static void
start_aws_roles (SluiceAtlasClient   *client,
                 const char          *project_id,
                 const char          *instance,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  sluice_atlas_list_aws_roles_async (client, project_id, cancellable, callback, user_data);
}

/**
 * sluice_remote_list_new_aws_roles:
 * @client: whom to ask
 * @project_id: of which project
 *
 * Returns: (transfer full): a list of #SluiceAwsRole, half-finished ones too
 */
SluiceRemoteList *
sluice_remote_list_new_aws_roles (SluiceAtlasClient *client,
                                  const char        *project_id)
{
  return sluice_remote_list_new (SLUICE_TYPE_AWS_ROLE, client, project_id, NULL, start_aws_roles,
                                 sluice_atlas_list_aws_roles_finish);
}

static void
start_private_links (SluiceAtlasClient   *client,
                     const char          *project_id,
                     const char          *instance,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  sluice_atlas_list_private_links_async (client, project_id, cancellable, callback, user_data);
}

/**
 * sluice_remote_list_new_private_links:
 * @client: whom to ask
 * @project_id: of which project
 *
 * Returns: (transfer full): a list of #SluicePrivateLink, to S3 and to other services
 */
SluiceRemoteList *
sluice_remote_list_new_private_links (SluiceAtlasClient *client,
                                      const char        *project_id)
{
  return sluice_remote_list_new (SLUICE_TYPE_PRIVATE_LINK, client, project_id, NULL,
                                 start_private_links, sluice_atlas_list_private_links_finish);
}
