/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections that are to be deleted, a few at a time. */

#include "sluice-deletion-queue.h"

/* At work at the same time; each asks Atlas every few seconds how far it is. */
#define MAX_WORKING 6

struct _SluiceDeletionQueue
{
  GObject            parent_instance;

  GPtrArray         *targets;
  SluiceAtlasClient *client;      /* the key that was in use when it was begun */
  GWeakRef           window;      /* closing it ends what is at work, and stops the rest */
  guint              next;
  guint              n_working;
  guint              idle_id;
};

G_DEFINE_FINAL_TYPE (SluiceDeletionQueue, sluice_deletion_queue, G_TYPE_OBJECT)

static void
sluice_deletion_queue_finalize (GObject *object)
{
  SluiceDeletionQueue *self = SLUICE_DELETION_QUEUE (object);

  g_ptr_array_unref (self->targets);
  g_clear_object (&self->client);
  g_weak_ref_clear (&self->window);
  G_OBJECT_CLASS (sluice_deletion_queue_parent_class)->finalize (object);
}

static void
sluice_deletion_queue_class_init (SluiceDeletionQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sluice_deletion_queue_finalize;
}

static void
sluice_deletion_queue_init (SluiceDeletionQueue *self)
{
  g_weak_ref_init (&self->window, NULL);
}

SluiceDeletionQueue *
sluice_deletion_queue_new (GtkWidget *parent,
                           GPtrArray *targets)
{
  SluiceDeletionQueue *self = g_object_new (SLUICE_TYPE_DELETION_QUEUE, NULL);

  self->targets = g_ptr_array_ref (targets);
  g_weak_ref_set (&self->window, gtk_widget_get_root (parent));
  return self;
}

static void start_later (SluiceDeletionQueue *self);

/* Each operation at work holds the queue. */
static void
changed_cb (SluiceOperation     *operation,
            GParamSpec          *pspec,
            SluiceDeletionQueue *self)
{
  if (sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING)
    return;
  self->n_working--;
  start_later (self);
  g_signal_handlers_disconnect_by_func (operation, changed_cb, self);
}

static void
release (gpointer  data,
         GClosure *closure)
{
  g_object_unref (data);
}

static void
start_next (SluiceDeletionQueue *self)
{
  SluiceConnectionTarget *target = self->targets->pdata[self->next++];
  SluiceConnectionRequest request = { NULL, };
  SluiceOperation *operation = NULL;

  operation = sluice_connection_target_start (target, sluice_delete_operation_start, &request);
  if (operation == NULL
      || sluice_operation_get_state (operation) != SLUICE_OPERATION_STATE_WORKING)
    return;
  self->n_working++;
  g_signal_connect_data (operation, "notify::revision", G_CALLBACK (changed_cb),
                         g_object_ref (self), release, 0);
}

/* What another key may delete was not asked. */
static gboolean
may_start (SluiceDeletionQueue *self)
{
  SluiceConnectionTarget *first = self->targets->pdata[0];
  g_autoptr (GtkWidget) window = g_weak_ref_get (&self->window);

  return window != NULL && gtk_widget_get_visible (window)
         && sluice_session_get_client (first->session) == self->client;
}

static gboolean
start_some_cb (gpointer user_data)
{
  SluiceDeletionQueue *self = user_data;

  self->idle_id = 0;
  while (may_start (self) && self->n_working < MAX_WORKING && self->next < self->targets->len)
    start_next (self);
  return G_SOURCE_REMOVE;
}

/* Not at once: an operation that ends now may do so because the window is being closed. */
static void
start_later (SluiceDeletionQueue *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, start_some_cb,
                                     g_object_ref (self), g_object_unref);
}

void
sluice_deletion_queue_start (SluiceDeletionQueue *self)
{
  SluiceConnectionTarget *first = self->targets->pdata[0];

  g_set_object (&self->client, sluice_session_get_client (first->session));
  if (self->client != NULL)
    start_later (self);
}
