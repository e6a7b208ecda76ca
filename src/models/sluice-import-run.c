/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing what a plan says. */
#include "sluice-import-run.h"

#include "sluice-connection-operations.h"
#include "sluice-create-operation.h"

/* Connections behind a private link take long to become READY; each is looked at now and then, and
 * Atlas counts what it is asked. */
#define MAX_PREPARING 8

struct _SluiceImportRun
{
  GObject            parent_instance;

  SluiceAtlasClient *client;
  char              *project_id;
  char              *instance;
  GPtrArray         *steps;
  guint              next;       /* all before have had their turn */
  SluicePollerPace   watch_pace;
  SluicePollerPace   settle_pace;
  gboolean           started;
  gboolean           cancelled;
  gboolean           advancing;
  GSource           *pause;      /* NULL: Atlas has not asked to wait */
  guint              wait_s;
};

enum { OPERATION, CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SluiceImportRun, sluice_import_run, G_TYPE_OBJECT)

static void
end_pause (SluiceImportRun *self)
{
  if (self->pause != NULL)
    g_source_destroy (self->pause);
  g_clear_pointer (&self->pause, g_source_unref);
}

static void
sluice_import_run_dispose (GObject *object)
{
  SluiceImportRun *self = SLUICE_IMPORT_RUN (object);

  end_pause (self);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (sluice_import_run_parent_class)->dispose (object);
}

static void
sluice_import_run_finalize (GObject *object)
{
  SluiceImportRun *self = SLUICE_IMPORT_RUN (object);

  g_free (self->project_id);
  g_free (self->instance);
  G_OBJECT_CLASS (sluice_import_run_parent_class)->finalize (object);
}

static void
sluice_import_run_class_init (SluiceImportRunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sluice_import_run_dispose;
  G_OBJECT_CLASS (klass)->finalize = sluice_import_run_finalize;

  signals[OPERATION] = g_signal_new ("operation", SLUICE_TYPE_IMPORT_RUN, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, SLUICE_TYPE_OPERATION);
  signals[CHANGED] = g_signal_new ("changed", SLUICE_TYPE_IMPORT_RUN, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
sluice_import_run_init (SluiceImportRun *self)
{
}

static SluiceOperation *
create (SluiceImportRun          *self,
        const SluiceImportValues *values)
{
  SluiceCreateRequest request = {
    .project_id = self->project_id,
    .instance = self->instance,
    .name = values->name,
    .role_arn = values->role_arn,
    .test_bucket = values->test_bucket,
    .private_link_id = values->private_link_id,
    .watch_pace = self->watch_pace,
    .settle_pace = self->settle_pace,
  };

  return sluice_create_operation_start (self->client, &request);
}

static SluiceOperation *
change (SluiceImportRun          *self,
        const SluiceImportValues *values)
{
  SluiceConnectionRequest request = {
    .project_id = self->project_id,
    .instance = self->instance,
    .seen = values->present,
    .role_arn = values->role_arn,
    .test_bucket = values->test_bucket,
    .watch_pace = self->watch_pace,
    .settle_pace = self->settle_pace,
  };

  return sluice_change_operation_start (self->client, &request);
}

static void
begin (SluiceImportRun  *self,
       SluiceImportStep *step)
{
  const SluiceImportValues *values = sluice_import_step_get_values (step);
  g_autoptr (SluiceOperation) operation = NULL;

  if (values->action == SLUICE_IMPORT_CREATE)
    operation = create (self, values);
  else
    operation = change (self, values);
  g_signal_emit (self, signals[OPERATION], 0, operation);
  sluice_import_step_set_operation (step, operation);
}

static gboolean
is_busy (SluiceImportRun *self)
{
  guint n_preparing = 0;

  for (guint i = 0; i < self->next; i++)
    {
      SluiceImportProgress progress = sluice_import_step_get_progress (self->steps->pdata[i]);

      if (progress == SLUICE_IMPORT_WORKING)
        return TRUE;
      n_preparing += progress == SLUICE_IMPORT_PREPARING ? 1 : 0;
    }
  return n_preparing >= MAX_PREPARING;
}

static void
advance (SluiceImportRun *self)
{
  if (!self->started || self->advancing || self->pause != NULL)
    return;

  self->advancing = TRUE;
  while (!self->cancelled && self->next < self->steps->len && !is_busy (self))
    {
      SluiceImportStep *step = self->steps->pdata[self->next++];

      if (sluice_import_step_is_work (step))
        begin (self, step);
    }
  self->advancing = FALSE;
}

static gboolean
waited_cb (gpointer user_data)
{
  g_autoptr (SluiceImportRun) self = g_object_ref (user_data);

  end_pause (self);
  advance (self);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Whoever is told to wait and goes on at once only has the next one turned away too. */
static void
pause_before (SluiceImportRun  *self,
              SluiceImportStep *step)
{
  g_ptr_array_find (self->steps, step, &self->next);
  end_pause (self);
  self->pause = g_timeout_source_new_seconds (self->wait_s);
  g_source_set_callback (self->pause, waited_cb, self, NULL);
  g_source_attach (self->pause, g_main_context_get_thread_default ());
  g_signal_emit_by_name (step, "changed");    /* it waits: who was told before knows of a failure */
}

static void
step_changed_cb (SluiceImportRun  *self,
                 SluiceImportStep *step)
{
  g_autoptr (SluiceImportRun) kept = g_object_ref (self);

  if (!kept->cancelled && sluice_import_step_put_back (step, &kept->wait_s))
    pause_before (kept, step);
  advance (kept);
  if (!kept->advancing)
    g_signal_emit (kept, signals[CHANGED], 0);
}

/**
 * sluice_import_run_new:
 * @client: (transfer none): who sends
 * @request: where to, and what
 *
 * Returns: (transfer full): a run that has not begun
 */
SluiceImportRun *
sluice_import_run_new (SluiceAtlasClient         *client,
                       const SluiceImportRequest *request)
{
  SluiceImportRun *self = g_object_new (SLUICE_TYPE_IMPORT_RUN, NULL);

  self->client = g_object_ref (client);
  self->project_id = g_strdup (request->project_id);
  self->instance = g_strdup (request->instance);
  self->steps = g_ptr_array_ref (request->steps);
  self->watch_pace = request->watch_pace;
  self->settle_pace = request->settle_pace;
  for (guint i = 0; i < self->steps->len; i++)
    g_signal_connect_object (self->steps->pdata[i], "changed", G_CALLBACK (step_changed_cb), self,
                             G_CONNECT_SWAPPED);
  return self;
}

/**
 * sluice_import_run_start:
 * @self: a run
 *
 * Begins. The run must be kept until it no longer runs.
 */
void
sluice_import_run_start (SluiceImportRun *self)
{
  self->started = TRUE;
  advance (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sluice_import_run_cancel:
 * @self: a run
 *
 * Begins nothing more. What is being sent ends by itself: after a write it counts what is true, not
 * what was wanted.
 */
void
sluice_import_run_cancel (SluiceImportRun *self)
{
  self->cancelled = TRUE;
  end_pause (self);
  for (guint i = self->next; i < self->steps->len; i++)
    sluice_import_step_give_up (self->steps->pdata[i]);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sluice_import_run_is_running:
 * @self: a run
 *
 * Returns: whether anything is still going on; waiting for what is only being prepared ends with a
 *   cancel
 */
gboolean
sluice_import_run_is_running (SluiceImportRun *self)
{
  SluiceImportCounts counts;

  sluice_import_run_count (self, &counts);
  if (!self->started)
    return FALSE;
  return counts.n_ended + (self->cancelled ? counts.n_preparing : 0) < counts.n_work;
}

/**
 * sluice_import_run_can_cancel:
 * @self: a run
 *
 * Returns: whether sluice_import_run_cancel() would change anything
 */
gboolean
sluice_import_run_can_cancel (SluiceImportRun *self)
{
  return sluice_import_run_is_running (self) && !self->cancelled;
}

/**
 * sluice_import_run_count:
 * @self: a run
 * @counts: (out caller-allocates): how far it is
 */
void
sluice_import_run_count (SluiceImportRun    *self,
                         SluiceImportCounts *counts)
{
  *counts = (SluiceImportCounts) { .wait_s = self->pause != NULL ? self->wait_s : 0 };
  for (guint i = 0; i < self->steps->len; i++)
    {
      SluiceImportProgress progress = sluice_import_step_get_progress (self->steps->pdata[i]);

      if (!sluice_import_step_is_work (self->steps->pdata[i]))
        continue;
      counts->n_work++;
      counts->n_preparing += progress == SLUICE_IMPORT_PREPARING ? 1 : 0;
      counts->n_done += progress == SLUICE_IMPORT_DONE ? 1 : 0;
      if (progress == SLUICE_IMPORT_FAILED || progress == SLUICE_IMPORT_UNKNOWN)
        counts->n_failed++;
      if (progress == SLUICE_IMPORT_DONE || progress == SLUICE_IMPORT_FAILED ||
          progress == SLUICE_IMPORT_UNKNOWN || progress == SLUICE_IMPORT_NOT_STARTED)
        counts->n_ended++;
    }
}
