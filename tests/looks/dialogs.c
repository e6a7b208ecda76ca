/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What opens from the window. */

#include "looks-scenes.h"

#include "ui-fixture.h"

#include "sluice-choices.h"
#include "sluice-connection-actions.h"
#include "sluice-dialogs.h"
#include "sluice-help.h"
#include "sluice-history-dialog.h"
#include "sluice-import-dialog.h"
#include "sluice-keys-dialog.h"
#include "sluice-links-dialog.h"
#include "sluice-window-private.h"

#define BROKEN "[{\"name\": \"a\", }]"

#define PLAN \
  "[{\"name\": \"first\", \"type\": \"S3\", \"aws\": {\"roleArn\": " \
  "\"arn:aws:iam::123456789012:role/atlas-stream-sink\", \"testBuckett\": \"my-bucket\"}},\n" \
  " {\"name\": \"solar-archive\", \"type\": \"S3\", \"aws\": {\"roleArn\": " \
  "\"arn:aws:iam::123456789012:role/another-role-with-a-rather-long-name\"}},\n" \
  " {\"name\": \"k\", \"type\": \"Kafka\"}]"

/* ---- from the form ---- */

static void
present (LooksStage    *stage,
         SluiceChooser *chooser)
{
  gtk_window_set_transient_for (GTK_WINDOW (chooser), GTK_WINDOW (stage->window));
  gtk_window_present (GTK_WINDOW (chooser));
}

void
dialog_choose_project (LooksStage *stage)
{
  present (stage, sluice_choices_new_projects (stage->window->session, NULL));
}

void
dialog_choose_instance (LooksStage *stage)
{
  present (stage, sluice_choices_new_instances (stage->window->session, stage->atlas->project_id));
}

void
dialog_choose_role (LooksStage *stage)
{
  present (stage, sluice_choices_new_roles (stage->window->session, stage->atlas->project_id));
}

void
dialog_choose_connection (LooksStage *stage)
{
  present (stage, sluice_choices_new_connections (stage->window->session,
                                                  stage->atlas->project_id));
}

void
dialog_preview (LooksStage *stage)
{
  fixture_click (looks_find (stage->window, "preview_button"));
}

void
dialog_keys (LooksStage *stage)
{
  sluice_keys_dialog_present (GTK_WIDGET (stage->window), stage->window->session);
}

void
dialog_closing (LooksStage *stage)
{
  g_autofree char *body =
    g_strdup_printf (g_dgettext (NULL, "Still running: %s. If Sluice is closed now, it finds out "
                                 "what became of it when it is opened again."), "orders-archive");

  sluice_dialogs_confirm (GTK_WINDOW (stage->window),
                          g_dgettext (NULL, "Close Before Atlas Has Answered?"), body,
                          g_dgettext (NULL, "_Keep Open"), g_dgettext (NULL, "_Close"), NULL,
                          stage->window);
}

/* ---- history and links ---- */

void
dialog_history (LooksStage *stage)
{
  sluice_history_dialog_present (GTK_WIDGET (stage->window), stage->window->session, NULL, NULL);
}

static gboolean
has_rows (gpointer data)
{
  GtkSelectionModel *rows = gtk_list_view_get_model (data);

  return rows != NULL && g_list_model_get_n_items (G_LIST_MODEL (rows)) > 0;
}

void
dialog_history_entry (LooksStage *stage)
{
  GtkWidget *top;

  dialog_history (stage);
  top = looks_stage_top (stage);
  fixture_wait_for (has_rows, looks_find (top, "list_view"), "the history");
  g_signal_emit_by_name (looks_find (top, "list_view"), "activate", 0);
}

void
dialog_links (LooksStage *stage)
{
  sluice_links_dialog_present (GTK_WIDGET (stage->window), stage->window->session);
}

/* ---- import and export ---- */

static void
import (LooksStage *stage,
        const char *text)
{
  sluice_import_dialog_present (GTK_WIDGET (stage->window), stage->window->session, text);
}

void
dialog_import (LooksStage *stage)
{
  import (stage, NULL);
}

void
dialog_import_broken (LooksStage *stage)
{
  import (stage, BROKEN);
}

void
dialog_import_plan (LooksStage *stage)
{
  import (stage, PLAN);
}

/* ---- from a connection ---- */

static void
act (LooksStage *stage,
     const char *name)
{
  GtkWidget *actions = NULL;

  scene_detail (stage);
  actions = looks_find_type (stage->window, SLUICE_TYPE_CONNECTION_ACTIONS);
  g_assert_true (gtk_widget_activate_action (actions, name, NULL));
}

void
dialog_export (LooksStage *stage)
{
  act (stage, "connection.export");
}

void
dialog_role (LooksStage *stage)
{
  act (stage, "connection.change-role");
}

void
dialog_test (LooksStage *stage)
{
  act (stage, "connection.test");
}

void
dialog_network (LooksStage *stage)
{
  act (stage, "connection.change-network");
}

void
dialog_duplicate (LooksStage *stage)
{
  act (stage, "connection.duplicate");
}

void
dialog_delete (LooksStage *stage)
{
  act (stage, "connection.delete");
}

void
dialog_delivery (LooksStage *stage)
{
  act (stage, "connection.test-delivery");
}

/* ---- of the program ---- */

void
dialog_help (LooksStage *stage)
{
  sluice_help_present (GTK_WINDOW (stage->window), NULL);
}

void
dialog_help_page (LooksStage *stage)
{
  sluice_help_present (GTK_WINDOW (stage->window), "aws");
}

void
dialog_shortcuts (LooksStage *stage)
{
  sluice_dialogs_show_shortcuts (GTK_WINDOW (stage->window));
}

void
dialog_about (LooksStage *stage)
{
  sluice_dialogs_show_about (GTK_WINDOW (stage->window));
}

void
dialog_keyring (LooksStage *stage)
{
  sluice_dialogs_show_keyring_help (GTK_WIDGET (stage->window));
}
