/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of the window, in each of the states that people see. */

#include "looks-scenes.h"

#include "ui-fixture.h"

#include <string.h>

#include "sluice-connections-page-private.h"
#include "sluice-operation.h"
#include "sluice-status-pane.h"
#include "sluice-status-row.h"
#include "sluice-window-private.h"

#define MERGE "[{ $source: { connectionName: 'sample_stream_solar' } },\n" \
  " { $merge: { into: { connectionName: 'solar-archive', db: 'a', coll: 'b' } } }]"

/* ---- Connect ---- */

void
scene_connect (LooksStage *stage)
{
  looks_stage_page (stage, "connect");
}

/* Whoever presses Create with nothing filled in is told of every field. */
void
scene_connect_problems (LooksStage *stage)
{
  looks_stage_page (stage, "connect");
  fixture_click (fixture_get_button (stage->window, "create_button"));
}

void
scene_key_card (LooksStage *stage)
{
  looks_stage_page (stage, "connect");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (looks_find (stage->window, "details_button")),
                                TRUE);
}

void
scene_key_card_leave (LooksStage *stage)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (looks_find (stage->window, "details_button")),
                                FALSE);
}

static gboolean
has_ended (gpointer data)
{
  LooksStage *stage = data;
  GListModel *operations = sluice_session_get_operations (stage->window->session);
  g_autoptr (SluiceOperation) newest = g_list_model_get_item (operations, 0);

  return newest != NULL && sluice_operation_get_state (newest) != SLUICE_OPERATION_STATE_WORKING;
}

static void
create (LooksStage *stage)
{
  looks_stage_page (stage, "connect");
  fixture_click (fixture_get_button (stage->window, "create_button"));
  looks_settle (GTK_WIDGET (stage->window));
  fixture_wait_for (has_ended, stage, "the create to end");
}

void
scene_connect_ready (LooksStage *stage)
{
  looks_type (fixture_get_page (stage->window, "name_row"), "s3sink");
  create (stage);
}

/* Refused by Atlas, with as many buttons as an entry can have. */
void
scene_connect_error (LooksStage *stage)
{
  practice_atlas_switch (stage->atlas, "address-not-listed", TRUE);
  looks_type (fixture_get_page (stage->window, "name_row"), "refused");
  create (stage);
}

void
scene_connect_error_leave (LooksStage *stage)
{
  practice_atlas_switch (stage->atlas, "address-not-listed", FALSE);
}

/* The pane, which covers the page where there is no room beside it, with an entry's evidence. */
void
scene_status (LooksStage *stage)
{
  GtkWidget *list = looks_find (stage->window->pane, "list");
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0);

  sluice_split_set_pane_open (stage->window->split, TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (looks_find (row, "details_button")), TRUE);
}

/* ---- practice ---- */

static gboolean
is_at_project (gpointer data)
{
  return sluice_tour_get_step (data) == SLUICE_TOUR_PROJECT;
}

void
scene_tour (LooksStage *stage)
{
  sluice_window_take_tour (stage->window);
  fixture_wait_for (is_at_project, stage->window->tour, "the second step");
  looks_settle (GTK_WIDGET (stage->window));
}

void
scene_tour_leave (LooksStage *stage)
{
  gtk_widget_activate_action (GTK_WIDGET (stage->window->tour_bar), "tour.leave", NULL);
}

/* ---- AWS Access and Emit ---- */

void
scene_aws (LooksStage *stage)
{
  looks_stage_page (stage, "aws-access");
}

/* A role that is there already, whose policy is brought along and does not fit. */
void
scene_aws_started (LooksStage *stage)
{
  GtkWidget *page = looks_stage_page (stage, "aws-access");

  gtk_widget_activate_action (looks_find_type (page, g_type_from_name ("SluiceSetupGroup")),
                              "setup.start", NULL);
  looks_settle (GTK_WIDGET (stage->window));
  fixture_wait_for (has_ended, stage, "the setup to begin");
}

void
scene_emit (LooksStage *stage)
{
  looks_stage_page (stage, "emit");
}

void
scene_emit_checked (LooksStage *stage)
{
  GtkWidget *panel = looks_find (looks_stage_page (stage, "emit"), "pipeline");

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (looks_find (panel, "view"))),
                            MERGE, -1);
  g_assert_true (gtk_widget_activate_action (panel, "pipeline.check", NULL));
}

/* ---- Connections ---- */

static GtkWidget *
get_page (LooksStage *stage)
{
  return adw_bin_get_child (ADW_BIN (looks_stage_page (stage, "connections")));
}

void
scene_connections (LooksStage *stage)
{
  looks_stage_page (stage, "connections");
}

void
scene_connections_filter (LooksStage *stage)
{
  GtkWidget *page = looks_stage_page (stage, "connections");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (looks_find (page, "filter_button")), TRUE);
}

void
scene_connections_filter_leave (LooksStage *stage)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (looks_find (stage->window, "filter_button")),
                                FALSE);
}

static gboolean
finds_nothing (gpointer data)
{
  return sluice_connection_list_get_n_shown (data) == 0;
}

void
scene_connections_nothing (LooksStage *stage)
{
  GtkWidget *page = looks_stage_page (stage, "connections");

  looks_type (looks_find (page, "search_entry"), "nowhere to be found");
  fixture_wait_for (finds_nothing, looks_find (page, "list"), "the search");
}

void
scene_connections_nothing_leave (LooksStage *stage)
{
  /* Within the page: later versions of libadwaita have one of that name in each row of choices. */
  looks_type (looks_find (get_page (stage), "search_entry"), "");
}

void
scene_connections_select (LooksStage *stage)
{
  GtkWidget *page = looks_stage_page (stage, "connections");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (looks_find (page, "select_button")), TRUE);
  g_assert_true (gtk_widget_activate_action (get_page (stage), "connections.select-all", NULL));
}

void
scene_connections_select_leave (LooksStage *stage)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (looks_find (stage->window, "select_button")),
                                FALSE);
}

static void
refresh (LooksStage *stage)
{
  g_assert_true (gtk_widget_activate_action (get_page (stage), "connections.refresh", NULL));
  looks_settle (GTK_WIDGET (stage->window));
}

static gboolean
has_huge_name (gpointer data)
{
  GListModel *rows = sluice_registry_model_get_rows (SLUICE_CONNECTIONS_PAGE (data)->registry);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (SluiceRegistryEntry) entry = g_list_model_get_item (rows, i);

      if (strlen (sluice_connection_get_name (sluice_registry_entry_get_connection (entry))) > 4000)
        return TRUE;
    }
  return FALSE;
}

/* A name of 5,000 characters must not push anything away. */
void
scene_connections_huge (LooksStage *stage)
{
  practice_atlas_switch (stage->atlas, "huge-name", TRUE);
  refresh (stage);
  fixture_wait_for (has_huge_name, get_page (stage), "the huge name");
}

void
scene_connections_huge_leave (LooksStage *stage)
{
  practice_atlas_switch (stage->atlas, "huge-name", FALSE);
  refresh (stage);
}

static gboolean
shows_message (gpointer data)
{
  return gtk_widget_get_visible (SLUICE_CONNECTIONS_PAGE (data)->message_area);
}

static gboolean
shows_list (gpointer data)
{
  SluiceConnectionsPage *page = data;

  return gtk_widget_get_visible (GTK_WIDGET (page->list))
         && sluice_connection_list_get_n_shown (page->list) > 0;
}

static void
use_instance (LooksStage *stage,
              const char *name,
              Condition   condition)
{
  GtkWidget *page = get_page (stage);

  looks_type (looks_find (stage->window, "instance_row"), name);
  fixture_wait_for (condition, page, name);
  looks_settle (GTK_WIDGET (stage->window));
}

void
scene_connections_empty (LooksStage *stage)
{
  use_instance (stage, "empty-instance", shows_message);
}

void
scene_connections_error (LooksStage *stage)
{
  practice_atlas_switch (stage->atlas, "error-403-USER_UNAUTHORIZED", TRUE);
  use_instance (stage, "another", shows_message);
}

void
scene_connections_error_leave (LooksStage *stage)
{
  practice_atlas_switch (stage->atlas, "error-403-USER_UNAUTHORIZED", FALSE);
  use_instance (stage, stage->atlas->instance, shows_list);
}

void
scene_connections_empty_leave (LooksStage *stage)
{
  use_instance (stage, stage->atlas->instance, shows_list);
}

static gboolean
finds_one (gpointer data)
{
  return sluice_connection_list_get_n_shown (data) == 1;
}

/* The example that is an S3 connection, and is ready. */
void
scene_detail (LooksStage *stage)
{
  GtkWidget *page = looks_stage_page (stage, "connections");
  GtkWidget *list = looks_find (page, "list");

  looks_type (looks_find (page, "search_entry"), "solar-archive");
  fixture_wait_for (finds_one, list, "the connection");
  sluice_connection_list_activate_first (SLUICE_CONNECTION_LIST (list));
  looks_settle (GTK_WIDGET (stage->window));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (looks_find (page, "json_button")), TRUE);
}

void
scene_detail_leave (LooksStage *stage)
{
  GtkWidget *detail = looks_find (stage->window, "detail");

  if (gtk_widget_get_visible (detail))
    gtk_widget_activate_action (detail, "detail.back", NULL);
  looks_type (looks_find (stage->window, "search_entry"), "");
  looks_settle (GTK_WIDGET (stage->window));
}
