/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notifications about operations of one window. */

#include "sluice-notifier.h"

#include "sluice-words.h"

#define ID "result"

/* What ends sooner, the person has not gone away from. */
#define LONG_US (3 * G_USEC_PER_SEC)

struct _SluiceNotifier
{
  GObject     parent_instance;

  GtkWindow  *window;      /* borrowed: it owns this */
  GListModel *operations;
  GHashTable *working;     /* of SluiceOperation */
  gboolean    sent;
};

G_DEFINE_FINAL_TYPE (SluiceNotifier, sluice_notifier, G_TYPE_OBJECT)

/* ---- where the person is ---- */

static gboolean
is_above (GtkWindow *window,
          GtkWindow *below)
{
  while (window != NULL && window != below)
    window = gtk_window_get_transient_for (window);
  return window != NULL;
}

/* In the window, or in a dialog above it. */
static gboolean
is_looked_at (SluiceNotifier *self)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    if (gtk_window_is_active (l->data) && is_above (l->data, self->window))
      return TRUE;
  return FALSE;
}

static void
withdraw (SluiceNotifier *self)
{
  if (self->sent)
    g_application_withdraw_notification (g_application_get_default (), ID);
  self->sent = FALSE;
}

static void
active_cb (SluiceNotifier *self)
{
  if (self->sent && is_looked_at (self))
    withdraw (self);
}

/* Nobody opens another dialog without coming back first. */
static void
watch_windows (SluiceNotifier *self)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l != NULL; l = l->next)
    {
      g_signal_handlers_disconnect_by_func (l->data, active_cb, self);
      if (is_above (l->data, self->window))
        g_signal_connect_object (l->data, "notify::is-active", G_CALLBACK (active_cb), self,
                                 G_CONNECT_SWAPPED);
    }
}

/* ---- what is worth telling ---- */

static gboolean
is_worth_it (SluiceOperation *operation)
{
  SluiceOperationKind kind = sluice_operation_get_kind (operation);
  SluiceOutcome outcome = sluice_operation_get_outcome (operation);

  return kind != SLUICE_OPERATION_CHECK_KEY && kind != SLUICE_OPERATION_SAVE_KEY
         && kind != SLUICE_OPERATION_FORGET_KEY
         && sluice_operation_get_elapsed (operation) >= LONG_US
         && outcome != SLUICE_OUTCOME_STOPPED && outcome != SLUICE_OUTCOME_CANCELLED;
}

/* The headline and the instance, nothing else: others may see the screen, too. */
static void
notify (SluiceNotifier  *self,
        SluiceOperation *operation)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (self->window);
  g_autoptr (GNotification) notification = NULL;
  g_autofree char *headline = NULL;
  SluiceStory story;

  sluice_words_read_operation (operation, &story);
  headline = sluice_words_headline (&story);
  notification = g_notification_new (headline);
  if (story.place != NULL)
    g_notification_set_body (notification, story.place);
  g_notification_set_default_action_and_target (notification, "app.show-result", "u",
                                                gtk_application_window_get_id (window));
  g_application_send_notification (g_application_get_default (), ID, notification);
  self->sent = TRUE;
  watch_windows (self);
}

static void
revision_cb (SluiceNotifier  *self,
             GParamSpec      *pspec,
             SluiceOperation *operation)
{
  if (sluice_operation_get_state (operation) == SLUICE_OPERATION_STATE_WORKING)
    {
      if (!g_hash_table_contains (self->working, operation))
        g_hash_table_add (self->working, g_object_ref (operation));
    }
  else if (g_hash_table_contains (self->working, operation))
    {
      if (is_worth_it (operation) && !is_looked_at (self))
        notify (self, operation);
      g_hash_table_remove (self->working, operation);
    }
}

static void
items_changed_cb (SluiceNotifier *self,
                  guint           position,
                  guint           removed,
                  guint           added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (SluiceOperation) operation = g_list_model_get_item (self->operations, i);

      g_signal_handlers_disconnect_by_func (operation, revision_cb, self);
      g_signal_connect_object (operation, "notify::revision", G_CALLBACK (revision_cb), self,
                               G_CONNECT_SWAPPED);
      revision_cb (self, NULL, operation);
    }
}

static void
sluice_notifier_dispose (GObject *object)
{
  SluiceNotifier *self = SLUICE_NOTIFIER (object);

  withdraw (self);
  if (self->operations != NULL)
    g_signal_handlers_disconnect_by_data (self->operations, self);
  g_clear_object (&self->operations);
  g_clear_pointer (&self->working, g_hash_table_unref);

  G_OBJECT_CLASS (sluice_notifier_parent_class)->dispose (object);
}

static void
sluice_notifier_class_init (SluiceNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_notifier_dispose;
}

static void
sluice_notifier_init (SluiceNotifier *self)
{
  self->working = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/* window: an application's, which owns what is returned. operations: of SluiceOperation. */
SluiceNotifier *
sluice_notifier_new (GtkWindow  *window,
                     GListModel *operations)
{
  SluiceNotifier *self = g_object_new (SLUICE_TYPE_NOTIFIER, NULL);

  self->window = window;
  self->operations = g_object_ref (operations);
  g_signal_connect_swapped (operations, "items-changed", G_CALLBACK (items_changed_cb), self);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (operations));
  return self;
}
