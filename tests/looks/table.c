/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of everything that can be seen. */

#include "looks-scenes.h"

static const LooksScene scenes[] = {
  { "connect-empty", LOOKS_NOWHERE, FALSE, scene_connect, NULL },
  { "connect-problems", LOOKS_NOWHERE, FALSE, scene_connect_problems, NULL },
  { "aws-empty", LOOKS_NOWHERE, FALSE, scene_aws, NULL },
  { "emit-empty", LOOKS_NOWHERE, FALSE, scene_emit, NULL },
  { "connections-no-key", LOOKS_NOWHERE, FALSE, scene_connections, NULL },
  { "help", LOOKS_NOWHERE, TRUE, dialog_help, NULL },
  { "help-page", LOOKS_NOWHERE, TRUE, dialog_help_page, NULL },
  { "shortcuts", LOOKS_NOWHERE, TRUE, dialog_shortcuts, NULL },
  { "about", LOOKS_NOWHERE, TRUE, dialog_about, NULL },
  { "keyring-help", LOOKS_NOWHERE, TRUE, dialog_keyring, NULL },
  { "close-question", LOOKS_NOWHERE, TRUE, dialog_closing, NULL },

  { "connect-filled", LOOKS_FILLED, FALSE, scene_connect, NULL },
  { "key-card", LOOKS_FILLED, FALSE, scene_key_card, scene_key_card_leave },
  { "choose-project", LOOKS_FILLED, TRUE, dialog_choose_project, NULL },
  { "choose-instance", LOOKS_FILLED, TRUE, dialog_choose_instance, NULL },
  { "choose-role", LOOKS_FILLED, TRUE, dialog_choose_role, NULL },
  { "choose-connection", LOOKS_FILLED, TRUE, dialog_choose_connection, NULL },
  { "preview", LOOKS_FILLED, TRUE, dialog_preview, NULL },
  { "saved-keys", LOOKS_FILLED, TRUE, dialog_keys, NULL },
  { "connect-ready", LOOKS_FILLED, FALSE, scene_connect_ready, NULL },
  { "connect-error", LOOKS_FILLED, FALSE, scene_connect_error, scene_connect_error_leave },
  { "status", LOOKS_FILLED, FALSE, scene_status, NULL },
  { "history", LOOKS_FILLED, TRUE, dialog_history, NULL },
  { "history-entry", LOOKS_FILLED, TRUE, dialog_history_entry, NULL },
  { "aws", LOOKS_FILLED, FALSE, scene_aws, NULL },
  { "aws-started", LOOKS_FILLED, FALSE, scene_aws_started, NULL },
  { "emit", LOOKS_FILLED, FALSE, scene_emit, NULL },
  { "emit-checked", LOOKS_FILLED, FALSE, scene_emit_checked, NULL },
  { "connections", LOOKS_FILLED, FALSE, scene_connections, NULL },
  { "connections-filter", LOOKS_FILLED, FALSE, scene_connections_filter,
    scene_connections_filter_leave },
  { "connections-nothing", LOOKS_FILLED, FALSE, scene_connections_nothing,
    scene_connections_nothing_leave },
  { "connections-select", LOOKS_FILLED, FALSE, scene_connections_select,
    scene_connections_select_leave },
  { "connections-huge", LOOKS_FILLED, FALSE, scene_connections_huge, scene_connections_huge_leave },
  { "connections-empty", LOOKS_FILLED, FALSE, scene_connections_empty,
    scene_connections_empty_leave },
  { "connections-error", LOOKS_FILLED, FALSE, scene_connections_error,
    scene_connections_error_leave },
  { "detail", LOOKS_FILLED, FALSE, scene_detail, scene_detail_leave },
  { "import", LOOKS_FILLED, TRUE, dialog_import, NULL },
  { "import-broken", LOOKS_FILLED, TRUE, dialog_import_broken, NULL },
  { "import-plan", LOOKS_FILLED, TRUE, dialog_import_plan, NULL },
  { "links", LOOKS_FILLED, TRUE, dialog_links, NULL },
  { "export", LOOKS_FILLED, TRUE, dialog_export, scene_detail_leave },
  { "change-role", LOOKS_FILLED, TRUE, dialog_role, scene_detail_leave },
  { "test-connection", LOOKS_FILLED, TRUE, dialog_test, scene_detail_leave },
  { "change-network", LOOKS_FILLED, TRUE, dialog_network, scene_detail_leave },
  { "duplicate", LOOKS_FILLED, TRUE, dialog_duplicate, scene_detail_leave },
  { "delete-question", LOOKS_FILLED, TRUE, dialog_delete, scene_detail_leave },
  { "delivery", LOOKS_FILLED, TRUE, dialog_delivery, scene_detail_leave },
};

/* Returns NULL behind the last one. */
const LooksScene *
looks_scenes_get (guint i)
{
  return i < G_N_ELEMENTS (scenes) ? &scenes[i] : NULL;
}
