/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each scene by its name, for the table of them. */
#pragma once

#include "looks.h"

G_BEGIN_DECLS

void scene_connect                    (LooksStage *stage);
void scene_connect_problems           (LooksStage *stage);
void scene_key_card                   (LooksStage *stage);
void scene_key_card_leave             (LooksStage *stage);
void scene_connect_ready              (LooksStage *stage);
void scene_connect_error              (LooksStage *stage);
void scene_connect_error_leave        (LooksStage *stage);
void scene_status                     (LooksStage *stage);
void scene_tour                       (LooksStage *stage);
void scene_tour_leave                 (LooksStage *stage);
void scene_aws                        (LooksStage *stage);
void scene_aws_started                (LooksStage *stage);
void scene_emit                       (LooksStage *stage);
void scene_emit_checked               (LooksStage *stage);
void scene_connections                (LooksStage *stage);
void scene_connections_filter         (LooksStage *stage);
void scene_connections_filter_leave   (LooksStage *stage);
void scene_connections_nothing        (LooksStage *stage);
void scene_connections_nothing_leave  (LooksStage *stage);
void scene_connections_select         (LooksStage *stage);
void scene_connections_select_leave   (LooksStage *stage);
void scene_connections_huge           (LooksStage *stage);
void scene_connections_huge_leave     (LooksStage *stage);
void scene_connections_empty          (LooksStage *stage);
void scene_connections_empty_leave    (LooksStage *stage);
void scene_connections_error          (LooksStage *stage);
void scene_connections_error_leave    (LooksStage *stage);
void scene_detail                     (LooksStage *stage);
void scene_detail_leave               (LooksStage *stage);

void dialog_choose_project            (LooksStage *stage);
void dialog_choose_instance           (LooksStage *stage);
void dialog_choose_role               (LooksStage *stage);
void dialog_choose_connection         (LooksStage *stage);
void dialog_preview                   (LooksStage *stage);
void dialog_keys                      (LooksStage *stage);
void dialog_history                   (LooksStage *stage);
void dialog_history_entry             (LooksStage *stage);
void dialog_links                     (LooksStage *stage);
void dialog_link_delete               (LooksStage *stage);
void dialog_import                    (LooksStage *stage);
void dialog_import_broken             (LooksStage *stage);
void dialog_import_plan               (LooksStage *stage);
void dialog_export                    (LooksStage *stage);
void dialog_role                      (LooksStage *stage);
void dialog_test                      (LooksStage *stage);
void dialog_network                   (LooksStage *stage);
void dialog_duplicate                 (LooksStage *stage);
void dialog_delete                    (LooksStage *stage);
void dialog_delivery                  (LooksStage *stage);
void dialog_deauthorize               (LooksStage *stage);
void dialog_closing                   (LooksStage *stage);
void dialog_help                      (LooksStage *stage);
void dialog_help_page                 (LooksStage *stage);
void dialog_shortcuts                 (LooksStage *stage);
void dialog_about                     (LooksStage *stage);
void dialog_keyring                   (LooksStage *stage);

G_END_DECLS
