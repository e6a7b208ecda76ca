/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls about stream processors, to be run through the table of faults. Nothing here looks what
 * became of a write: after a lost answer the call alone has to say that it does not know.
 */
#include "fault-parts.h"

#include "sluice-atlas-processors.h"

/* Only what runs and is ended by the next cell is to be found under this name. */
static char *
dup_name (Stage *stage)
{
  return g_strdup_printf ("p%u", stage->number);
}

static SluiceProcessorSpec
get_spec (Stage *stage)
{
  return (SluiceProcessorSpec) {
    .name = stage->name, .source = "sample_stream_solar", .connection = "solar-archive",
    .bucket = "a-bucket", .path = "p/", .seconds = 60,
  };
}

static SluiceProcessor *
ask (Stage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SluiceProcessor *processor;

  sluice_atlas_get_processor_async (stage->other, stage->atlas->project_id,
                                    stage->atlas->instance, stage->name, NULL, stage_settled_cb,
                                    &result);
  processor = sluice_atlas_get_processor_finish (stage->other, stage_await (&result), &error);
  g_assert_true (processor != NULL ||
                 sluice_evidence_get_status (sluice_atlas_error_get_evidence (error)) == 404);
  return processor;
}

void
processor_make (Stage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceProcessor) processor = NULL;
  SluiceProcessorSpec spec;

  g_free (stage->name);
  stage->name = dup_name (stage);
  spec = get_spec (stage);
  sluice_atlas_create_processor_async (stage->other, stage->atlas->project_id,
                                       stage->atlas->instance, &spec, NULL, stage_settled_cb,
                                       &result);
  processor = sluice_atlas_create_processor_finish (stage->other, stage_await (&result), &error);
  g_assert_no_error (error);
}

void
processor_make_run (Stage *stage)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  processor_make (stage);
  sluice_atlas_start_processor_async (stage->other, stage->atlas->project_id,
                                      stage->atlas->instance, stage->name, NULL, stage_settled_cb,
                                      &result);
  sluice_atlas_start_processor_finish (stage->other, stage_await (&result), &error);
  g_assert_no_error (error);
}

void
processor_get (Stage *stage)
{
  sluice_atlas_get_processor_async (stage->client, stage->atlas->project_id,
                                    stage->atlas->instance, stage->name, stage->cancellable,
                                    stage_read_cb, stage);
}

/* The request has left, and nobody has said no. */
static gboolean
leaves_open (SluiceEvidence *evidence)
{
  guint status = evidence != NULL ? sluice_evidence_get_status (evidence) : 0;

  return evidence != NULL && sluice_evidence_get_sent (evidence) &&
         (status < 400 || status == 408 || status >= 500);
}

static void
note_end (Stage *stage, const GError *error)
{
  stage->ended = TRUE;
  stage->code = error != NULL ? error->code : FAULT_FINE;
  stage->leaves_open = leaves_open (sluice_atlas_error_get_evidence (error));
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceProcessor) processor =
    sluice_atlas_create_processor_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  g_assert_true ((processor == NULL) == (error != NULL));
  note_end (user_data, error);
}

void
processor_create (Stage *stage)
{
  SluiceProcessorSpec spec;

  g_free (stage->name);
  stage->name = dup_name (stage);
  spec = get_spec (stage);
  sluice_atlas_create_processor_async (stage->client, stage->atlas->project_id,
                                       stage->atlas->instance, &spec, stage->cancellable,
                                       created_cb, stage);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  sluice_atlas_start_processor_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  note_end (user_data, error);
}

void
processor_start (Stage *stage)
{
  sluice_atlas_start_processor_async (stage->client, stage->atlas->project_id,
                                      stage->atlas->instance, stage->name, stage->cancellable,
                                      started_cb, stage);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  sluice_atlas_stop_processor_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  note_end (user_data, error);
}

void
processor_stop (Stage *stage)
{
  sluice_atlas_stop_processor_async (stage->client, stage->atlas->project_id,
                                     stage->atlas->instance, stage->name, stage->cancellable,
                                     stopped_cb, stage);
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  sluice_atlas_delete_processor_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  note_end (user_data, error);
}

void
processor_delete (Stage *stage)
{
  sluice_atlas_delete_processor_async (stage->client, stage->atlas->project_id,
                                       stage->atlas->instance, stage->name, stage->cancellable,
                                       deleted_cb, stage);
}

gboolean
processor_is_there (Stage *stage)
{
  g_autoptr (SluiceProcessor) processor = ask (stage);

  return processor != NULL;
}

gboolean
processor_is_started (Stage *stage)
{
  g_autoptr (SluiceProcessor) processor = ask (stage);

  return processor != NULL && sluice_processor_is_busy (processor);
}

gboolean
processor_is_stopped (Stage *stage)
{
  g_autoptr (SluiceProcessor) processor = ask (stage);

  return processor != NULL && (!sluice_processor_is_busy (processor) ||
                               sluice_processor_get_state (processor) ==
                                 SLUICE_PROCESSOR_STATE_STOPPING);
}

gboolean
processor_is_gone (Stage *stage)
{
  return !processor_is_there (stage);
}
