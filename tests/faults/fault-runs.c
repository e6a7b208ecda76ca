/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What consists of several requests, to be run through the table of faults: changing the network,
 * testing delivery, importing.
 */
#include "fault-parts.h"

#include <string.h>

#include "sluice-connection-operations.h"
#include "sluice-delivery-operation.h"
#include "sluice-import-run.h"
#include "sluice-private-link.h"

/* ---- changing the network -------------------------------------------------------------------- */

/* To a link that is always there. */
void
move_prepare (Stage *stage)
{
  link_pick (stage);
  stage->link_id = g_strdup (sluice_private_link_get_id (SLUICE_PRIVATE_LINK (stage->seen)));
  g_clear_object (&stage->seen);
  stage_make_connection (stage);
}

void
move_start (Stage *stage)
{
  SluiceConnectionRequest request = {
    .project_id = stage->atlas->project_id,
    .instance = stage->atlas->instance,
    .seen = SLUICE_CONNECTION (stage->seen),
    .private_link_id = stage->link_id,
    .watch_pace = stage_watch_pace,
    .settle_pace = stage_settle_pace,
  };

  stage->write = sluice_move_operation_start (stage->client, &request);
}

gboolean
move_is_done (Stage *stage)
{
  g_autoptr (SluiceConnection) connection = stage_ask_connection (stage);

  return connection != NULL &&
         g_strcmp0 (sluice_connection_get_private_link_id (connection), stage->link_id) == 0;
}

/* Half-way is not "not done". */
gboolean
move_is_honest (Stage *stage)
{
  SluiceOutcome outcome = sluice_operation_get_outcome (stage->write);
  g_autoptr (SluiceConnection) connection = stage_ask_connection (stage);

  if (outcome == SLUICE_OUTCOME_NOT_RECREATED)
    return connection == NULL;
  if (outcome == SLUICE_OUTCOME_NOT_CREATED || outcome == SLUICE_OUTCOME_REFUSED ||
      outcome == SLUICE_OUTCOME_CANCELLED)
    return connection != NULL && sluice_connection_get_private_link_id (connection) == NULL;
  return TRUE;
}

/* ---- testing delivery ------------------------------------------------------------------------ */

#define CREATIONS "^POST \\S+/processor signed \\d+ 2"

void
delivery_prepare (Stage *stage)
{
  stage->before = practice_atlas_count (stage->atlas, CREATIONS);
}

void
delivery_begin (Stage *stage)
{
  const SluiceDeliveryRequest request = {
    .project_id = stage->atlas->project_id,
    .instance = stage->atlas->instance,
    .connection = "solar-archive",
    .bucket = "solar-archive-bucket",
    .leftovers = stage->leftovers,
    .paces = {
      .retry = { 10, 20, 200 },
      .settle = stage_settle_pace,
      .watch = { 10, 20, 300 },
      .clean = { 10, 20, 300 },
      .confirm_ms = 20,
    },
  };

  stage->write = sluice_delivery_operation_start (stage->client, &request);
}

/* Whatever happened: created once, said to be delivered only if it ran, and nothing left unless it
 * says so. */
gboolean
delivery_is_honest (Stage *stage)
{
  GObject *result = sluice_operation_get_result (stage->write);
  SluiceDeliveryReport *report = SLUICE_DELIVERY_REPORT (result);
  SluiceOutcome outcome = sluice_operation_get_outcome (stage->write);
  g_autofree char *started = NULL;

  g_free (stage->name);
  stage->name = g_strdup (sluice_delivery_report_get_processor (report));
  started = g_strdup_printf ("^POST \\S+/%s:start signed \\d+ 2", stage->name);
  return practice_atlas_count (stage->atlas, CREATIONS) - stage->before <= 1 &&
         (outcome != SLUICE_OUTCOME_DELIVERED ||
          practice_atlas_count (stage->atlas, started) == 1) &&
         (outcome == SLUICE_OUTCOME_LEFT_BEHIND ? sluice_operation_can_check_again (stage->write)
                                                : processor_is_gone (stage));
}

/* ---- importing ------------------------------------------------------------------------------- */

static void
begun_cb (Stage *stage, SluiceOperation *operation)
{
  if (sluice_operation_get_kind (operation) == SLUICE_OPERATION_CREATE_CONNECTION)
    g_set_object (&stage->write, operation);
}

/* The connection of the cell is created, then the one that was prepared gets another role. */
void
import_start (Stage *stage)
{
  SluiceConnection *present = SLUICE_CONNECTION (stage->seen);
  g_autofree char *name = g_strconcat (stage->name, "-new", NULL);
  const SluiceImportValues create = {
    .action = SLUICE_IMPORT_CREATE, .name = name, .role_arn = STAGE_ROLE,
  };
  const SluiceImportValues change = {
    .action = SLUICE_IMPORT_CHANGE, .name = stage->name, .role_arn = STAGE_OTHER_ROLE,
    .present = present,
  };
  SluiceImportRequest request = {
    .project_id = stage->atlas->project_id,
    .instance = stage->atlas->instance,
    .watch_pace = stage_watch_pace,
    .settle_pace = stage_settle_pace,
  };

  stage->steps = request.steps = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (request.steps, sluice_import_step_new (&create));
  g_ptr_array_add (request.steps, sluice_import_step_new (&change));
  stage->run = sluice_import_run_new (stage->client, &request);
  g_signal_connect_swapped (stage->run, "operation", G_CALLBACK (begun_cb), stage);
  g_free (stage->name);
  stage->name = g_steal_pointer (&name);
  sluice_import_run_start (stage->run);
}

/* The other step: done if it says so, and left alone if it was refused. */
gboolean
import_is_honest (Stage *stage)
{
  SluiceImportStep *step = stage->steps->pdata[1];
  SluiceOperation *operation = sluice_import_step_get_operation (step);
  SluiceImportProgress progress = sluice_import_step_get_progress (step);
  g_autofree char *name = g_strdup (stage->name);
  g_autoptr (SluiceConnection) connection = NULL;
  gboolean changed;

  stage->name[strlen (stage->name) - strlen ("-new")] = '\0';
  connection = stage_ask_connection (stage);
  changed = g_strcmp0 (sluice_connection_get_role_arn (connection), STAGE_OTHER_ROLE) == 0;
  g_free (stage->name);
  stage->name = g_steal_pointer (&name);
  if (operation == NULL)
    return !changed;
  return progress == SLUICE_IMPORT_DONE ? changed
         : progress == SLUICE_IMPORT_FAILED ? !changed : progress == SLUICE_IMPORT_UNKNOWN;
}
