/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stage for tests of delivery. */
#include "delivery-fixture.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "sluice-atlas-connections.h"
#include "sluice-atlas-processors.h"
#include "sluice-atlas-sample.h"
#include "sluice-config.h"

/* ---- the stage ------------------------------------------------------------------------------- */

void
delivery_set_up (DeliveryFixture *fixture, const char *scenarios, const char *ready_after)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (SluiceApiKey) key = NULL;

  *fixture = (DeliveryFixture) {
    .phases = g_string_new (NULL), .cancel_in = SLUICE_PHASE_NONE, .confirm_ms = 60,
    .watch_ms = 60 * 1000,
  };
  fixture->atlas = practice_atlas_start (scenarios, ready_after);
  fixture->instance = fixture->atlas->instance;
  key = sluice_api_key_new (fixture->atlas->public_key, fixture->atlas->private_key);
  fixture->client = sluice_atlas_client_new (fixture->atlas->url, key);
  fixture->settings = g_settings_new_with_backend (SLUICE_APP_ID, backend);
  fixture->session = sluice_session_new (fixture->atlas->url, NULL);
  fixture->leftovers = sluice_delivery_leftovers_attach (fixture->session, fixture->settings);
}

static gboolean
has_nothing_pending (gpointer data)
{
  return ((DeliveryFixture *) data)->n_pending == 0;
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeliveryFixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection =
    sluice_atlas_create_connection_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpint (sluice_connection_get_state (connection), ==, SLUICE_CONNECTION_STATE_READY);
  fixture->n_pending--;
}

/* An instance with one S3 connection, and without the sample connection. */
void
delivery_set_up_empty (DeliveryFixture *fixture, const char *scenarios)
{
  SluiceConnectionSpec spec = {
    .name = CONNECTION,
    .role_arn = "arn:aws:iam::123456789012:role/atlas-stream-sink",
  };

  delivery_set_up (fixture, "", "0");
  fixture->instance = "empty-instance";
  fixture->n_pending++;
  sluice_atlas_create_connection_async (fixture->client, fixture->atlas->project_id,
                                        fixture->instance, &spec, NULL, created_cb, fixture);
  wait_until (has_nothing_pending, fixture);
  if (*scenarios != '\0')
    practice_atlas_switch (fixture->atlas, scenarios, TRUE);
}

void
delivery_tear_down (DeliveryFixture *fixture)
{
  if (fixture->operation != NULL)
    g_assert_finalize_object (fixture->operation);
  sluice_session_close (fixture->session);
  g_assert_finalize_object (fixture->session);
  assert_finalized_soon (fixture->client);
  g_assert_finalize_object (fixture->settings);
  g_clear_pointer (&fixture->processors, g_ptr_array_unref);
  practice_atlas_stop (fixture->atlas);
  g_string_free (fixture->phases, TRUE);
}

static void
changed_cb (SluiceOperation *operation, GParamSpec *pspec, gpointer user_data)
{
  static const char letters[] = "-csrwylaRu";
  DeliveryFixture *fixture = user_data;
  SluicePhase phase = sluice_operation_get_phase (operation);
  char letter = letters[phase];

  if (fixture->phases->len == 0 || fixture->phases->str[fixture->phases->len - 1] != letter)
    g_string_append_c (fixture->phases, letter);
  if (phase == fixture->cancel_in && phase != SLUICE_PHASE_NONE)
    {
      fixture->cancel_in = SLUICE_PHASE_NONE;
      sluice_operation_cancel (operation);
    }
}

void
delivery_follow (DeliveryFixture *fixture, SluiceOperation *operation)
{
  g_assert_null (fixture->operation);
  fixture->operation = operation;
  g_signal_connect (operation, "notify::revision", G_CALLBACK (changed_cb), fixture);
  changed_cb (operation, NULL, fixture);
}

void
delivery_start (DeliveryFixture *fixture,
                const char      *connection,
                gboolean         may_add_sample,
                gboolean         remove_sample)
{
  SluiceDeliveryRequest request = {
    .project_id = fixture->atlas->project_id,
    .instance = fixture->instance,
    .connection = connection,
    .bucket = BUCKET,
    .may_add_sample = may_add_sample,
    .remove_sample = remove_sample,
    .leftovers = fixture->leftovers,
    .paces = {
      .retry = { 20, 40, 20 * 1000 },
      .settle = { 20, 50, 300 },
      .watch = { 20, 50, fixture->watch_ms },
      .clean = { 20, 50, 2000 },
      .confirm_ms = fixture->confirm_ms,
    },
  };

  delivery_follow (fixture, sluice_delivery_operation_start (fixture->client, &request));
  g_assert_cmpint (sluice_operation_get_state (fixture->operation), ==,
                   SLUICE_OPERATION_STATE_WORKING);
}

static gboolean
has_ended (gpointer data)
{
  return sluice_operation_get_state (((DeliveryFixture *) data)->operation) !=
         SLUICE_OPERATION_STATE_WORKING;
}

void
delivery_wait_for_end (DeliveryFixture *fixture)
{
  wait_until (has_ended, fixture);
  g_assert_cmpint (sluice_operation_get_phase (fixture->operation), ==, SLUICE_PHASE_NONE);
}

typedef struct
{
  DeliveryFixture *fixture;
  SluicePhase      phase;
} Wait;

static gboolean
has_reached (gpointer data)
{
  Wait *wait = data;

  return sluice_operation_get_phase (wait->fixture->operation) == wait->phase ||
         has_ended (wait->fixture);
}

void
delivery_wait_for_phase (DeliveryFixture *fixture, SluicePhase phase)
{
  Wait wait = { fixture, phase };

  wait_until (has_reached, &wait);
  g_assert_cmpint (sluice_operation_get_phase (fixture->operation), ==, phase);
}

gboolean
delivery_has_start (gpointer data)
{
  return practice_atlas_count (((DeliveryFixture *) data)->atlas, SIGNED_START) > 0;
}

SluiceDeliveryReport *
delivery_report (DeliveryFixture *fixture)
{
  return SLUICE_DELIVERY_REPORT (sluice_operation_get_result (fixture->operation));
}

guint
delivery_count_remembered (DeliveryFixture *fixture)
{
  g_autoptr (GVariant) entries = g_settings_get_value (fixture->settings, "delivery-leftovers");

  return (guint) g_variant_n_children (entries);
}

/* ---- what is true ---------------------------------------------------------------------------- */

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeliveryFixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  sluice_atlas_delete_processor_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_assert_no_error (error);
  fixture->n_pending--;
}

void
delivery_remove_elsewhere (DeliveryFixture *fixture)
{
  const char *name = sluice_delivery_report_get_processor (delivery_report (fixture));

  fixture->n_pending++;
  sluice_atlas_delete_processor_async (fixture->client, fixture->atlas->project_id,
                                       fixture->instance, name, NULL, removed_cb, fixture);
  wait_until (has_nothing_pending, fixture);
}

static void
used_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeliveryFixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceProcessor) processor =
    sluice_atlas_create_processor_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  g_assert_no_error (error);
  fixture->n_pending--;
}

/* Another processor that reads from the sample connection. */
void
delivery_use_elsewhere (DeliveryFixture *fixture)
{
  SluiceProcessorSpec spec = {
    .name = "somebodyElses", .source = SLUICE_SAMPLE_CONNECTION, .connection = CONNECTION,
    .bucket = BUCKET, .path = "p/", .seconds = 60,
  };

  fixture->n_pending++;
  sluice_atlas_create_processor_async (fixture->client, fixture->atlas->project_id,
                                       fixture->instance, &spec, NULL, used_cb, fixture);
  wait_until (has_nothing_pending, fixture);
}

void
delivery_assert_end (DeliveryFixture       *fixture,
                     SluiceOutcome          outcome,
                     SluiceDeliveryVerdict  verdict)
{
  g_assert_cmpint (sluice_delivery_report_get_verdict (delivery_report (fixture)), ==, verdict);
  g_assert_cmpint (sluice_operation_get_outcome (fixture->operation), ==, outcome);
  g_assert_cmpint (sluice_operation_can_check_again (fixture->operation), ==,
                   outcome == SLUICE_OUTCOME_LEFT_BEHIND);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeliveryFixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->processors, g_ptr_array_unref);
  fixture->processors =
    sluice_atlas_list_processors_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_assert_no_error (error);
  fixture->n_pending--;
}

/* Asked by somebody else, with all faults switched off. */
void
delivery_assert_no_processor (DeliveryFixture *fixture)
{
  g_autoptr (SluiceAtlasClient) client =
    sluice_atlas_client_new (fixture->atlas->url, sluice_atlas_client_get_key (fixture->client));

  practice_atlas_switch (fixture->atlas, "all", FALSE);
  fixture->n_pending++;
  sluice_atlas_list_processors_async (client, fixture->atlas->project_id, fixture->instance, NULL,
                                      listed_cb, fixture);
  wait_until (has_nothing_pending, fixture);
  for (guint i = 0; i < fixture->processors->len; i++)
    g_assert_false (g_str_has_prefix (sluice_processor_get_name (fixture->processors->pdata[i]),
                                      "sluiceTest"));
}

/* Nor anything remembered, unless the processor's creation may still come about. */
void
delivery_assert_nothing_left (DeliveryFixture *fixture)
{
  gboolean may_appear =
    sluice_operation_was_in_doubt (fixture->operation) &&
    sluice_delivery_report_get_processor_is (delivery_report (fixture)) ==
      SLUICE_DELIVERY_THING_NONE &&
    practice_atlas_count (fixture->atlas, SIGNED_CREATION) > 0;

  delivery_assert_no_processor (fixture);
  g_assert_cmpuint (delivery_count_remembered (fixture), ==, may_appear ? 1 : 0);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DeliveryFixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection =
    sluice_atlas_get_connection_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  fixture->has_sample = connection != NULL;
  fixture->n_pending--;
}

void
delivery_assert_sample (DeliveryFixture *fixture, gboolean exists)
{
  practice_atlas_switch (fixture->atlas, "all", FALSE);
  fixture->n_pending++;
  sluice_atlas_get_connection_async (fixture->client, fixture->atlas->project_id,
                                     fixture->instance, SLUICE_SAMPLE_CONNECTION, NULL, read_cb,
                                     fixture);
  wait_until (has_nothing_pending, fixture);
  g_assert_cmpint (fixture->has_sample, ==, exists);
}
