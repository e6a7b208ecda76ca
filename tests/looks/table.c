/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of everything that can be seen. */

#include "looks-scenes.h"

static const LooksScene scenes[] = {
  { "connect-empty", LOOKS_NOWHERE, FALSE, scene_connect, NULL, 0 },
  { "connect-problems", LOOKS_NOWHERE, FALSE, scene_connect_problems, NULL, 0 },
  { "aws-empty", LOOKS_NOWHERE, FALSE, scene_aws, NULL, 0 },
  { "emit-empty", LOOKS_NOWHERE, FALSE, scene_emit, NULL, 0 },
  { "connections-no-key", LOOKS_NOWHERE, FALSE, scene_connections, NULL, 0 },
  { "help", LOOKS_NOWHERE, TRUE, dialog_help, NULL, 0 },
  { "help-page", LOOKS_NOWHERE, TRUE, dialog_help_page, NULL, 0 },
  /* GTK's window, in columns of its own; who has a keyboard has some room, too. */
  { "shortcuts", LOOKS_NOWHERE, TRUE, dialog_shortcuts, NULL, 1080 },
  { "about", LOOKS_NOWHERE, TRUE, dialog_about, NULL, 0 },
  { "keyring-help", LOOKS_NOWHERE, TRUE, dialog_keyring, NULL, 0 },
  { "close-question", LOOKS_NOWHERE, TRUE, dialog_closing, NULL, 0 },

  { "connect-filled", LOOKS_FILLED, FALSE, scene_connect, NULL, 0 },
  { "key-card", LOOKS_FILLED, FALSE, scene_key_card, scene_key_card_leave, 0 },
  { "choose-project", LOOKS_FILLED, TRUE, dialog_choose_project, NULL, 0 },
  { "choose-instance", LOOKS_FILLED, TRUE, dialog_choose_instance, NULL, 0 },
  { "choose-role", LOOKS_FILLED, TRUE, dialog_choose_role, NULL, 0 },
  { "choose-connection", LOOKS_FILLED, TRUE, dialog_choose_connection, NULL, 0 },
  { "preview", LOOKS_FILLED, TRUE, dialog_preview, NULL, 0 },
  { "saved-keys", LOOKS_FILLED, TRUE, dialog_keys, NULL, 0 },
  { "connect-ready", LOOKS_FILLED, FALSE, scene_connect_ready, NULL, 0 },
  { "connect-error", LOOKS_FILLED, FALSE, scene_connect_error, scene_connect_error_leave, 0 },
  { "status", LOOKS_FILLED, FALSE, scene_status, NULL, 0 },
  { "history", LOOKS_FILLED, TRUE, dialog_history, NULL, 0 },
  { "history-entry", LOOKS_FILLED, TRUE, dialog_history_entry, NULL, 0 },
  { "aws", LOOKS_FILLED, FALSE, scene_aws, NULL, 0 },
  { "aws-started", LOOKS_FILLED, FALSE, scene_aws_started, NULL, 0 },
  { "emit", LOOKS_FILLED, FALSE, scene_emit, NULL, 0 },
  { "emit-checked", LOOKS_FILLED, FALSE, scene_emit_checked, NULL, 0 },
  { "connections", LOOKS_FILLED, FALSE, scene_connections, NULL, 0 },
  { "connections-filter", LOOKS_FILLED, FALSE, scene_connections_filter,
    scene_connections_filter_leave, 0 },
  { "connections-nothing", LOOKS_FILLED, FALSE, scene_connections_nothing,
    scene_connections_nothing_leave, 0 },
  { "connections-select", LOOKS_FILLED, FALSE, scene_connections_select,
    scene_connections_select_leave, 0 },
  { "connections-huge", LOOKS_FILLED, FALSE, scene_connections_huge,
    scene_connections_huge_leave, 0 },
  { "connections-empty", LOOKS_FILLED, FALSE, scene_connections_empty,
    scene_connections_empty_leave, 0 },
  { "connections-error", LOOKS_FILLED, FALSE, scene_connections_error,
    scene_connections_error_leave, 0 },
  { "detail", LOOKS_FILLED, FALSE, scene_detail, scene_detail_leave, 0 },
  { "import", LOOKS_FILLED, TRUE, dialog_import, NULL, 0 },
  { "import-broken", LOOKS_FILLED, TRUE, dialog_import_broken, NULL, 0 },
  { "import-plan", LOOKS_FILLED, TRUE, dialog_import_plan, NULL, 0 },
  { "links", LOOKS_FILLED, TRUE, dialog_links, NULL, 0 },
  { "export", LOOKS_FILLED, TRUE, dialog_export, scene_detail_leave, 0 },
  { "change-role", LOOKS_FILLED, TRUE, dialog_role, scene_detail_leave, 0 },
  { "test-connection", LOOKS_FILLED, TRUE, dialog_test, scene_detail_leave, 0 },
  { "change-network", LOOKS_FILLED, TRUE, dialog_network, scene_detail_leave, 0 },
  { "duplicate", LOOKS_FILLED, TRUE, dialog_duplicate, scene_detail_leave, 0 },
  { "delete-question", LOOKS_FILLED, TRUE, dialog_delete, scene_detail_leave, 0 },
  { "delivery", LOOKS_FILLED, TRUE, dialog_delivery, scene_detail_leave, 0 },

  { "tour", LOOKS_PRACTICE, FALSE, scene_tour, scene_tour_leave, 0 },
  { "practice-failed", LOOKS_FAILED, FALSE, scene_connections, NULL, 0 },
};

/* Returns NULL behind the last one. */
const LooksScene *
looks_scenes_get (guint i)
{
  return i < G_N_ELEMENTS (scenes) ? &scenes[i] : NULL;
}
