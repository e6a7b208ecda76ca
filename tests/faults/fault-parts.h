/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The operations of the fault table that are in files of their own, and what those share. */
#pragma once

#include "fault-stage.h"
#include "sluice-connection.h"
#include "sluice-poller.h"

G_BEGIN_DECLS

#define STAGE_ROLE "arn:aws:iam::123456789012:role/atlas-stream-sink"
#define STAGE_OTHER_ROLE "arn:aws:iam::123456789012:role/another-one"

extern const SluicePollerPace stage_watch_pace;
extern const SluicePollerPace stage_settle_pace;

/* In fault-stage.c. */
void              stage_settled_cb      (GObject       *source,
                                         GAsyncResult  *result,
                                         gpointer       settled);
GAsyncResult     *stage_await           (GAsyncResult **result);
void              stage_read_cb         (GObject       *source,
                                         GAsyncResult  *result,
                                         gpointer       stage);
void              stage_make_connection (Stage         *stage);
SluiceConnection *stage_ask_connection  (Stage         *stage);

/* AWS roles. */
void              role_count            (Stage         *stage);
void              role_make             (Stage         *stage);
void              role_adopt            (Stage         *stage,
                                         const char    *id);
void              role_start_setup      (Stage         *stage);
void              role_authorize        (Stage         *stage);
void              role_deauthorize      (Stage         *stage);
gboolean          role_has_one_more     (Stage         *stage);
gboolean          role_is_authorized    (Stage         *stage);
gboolean          role_is_removed       (Stage         *stage);

/* Private links. */
void              link_pick             (Stage         *stage);
void              link_make_room        (Stage         *stage);
void              link_make             (Stage         *stage);
void              link_make_ready       (Stage         *stage);
void              link_get              (Stage         *stage);
void              link_create           (Stage         *stage);
void              link_delete           (Stage         *stage);
void              link_watch            (Stage         *stage);
gboolean          link_is_there         (Stage         *stage);
gboolean          link_is_gone          (Stage         *stage);

/* Stream processors, one call each. */
void              processor_make        (Stage         *stage);
void              processor_make_run    (Stage         *stage);
void              processor_get         (Stage         *stage);
void              processor_create      (Stage         *stage);
void              processor_start       (Stage         *stage);
void              processor_stop        (Stage         *stage);
void              processor_delete      (Stage         *stage);
gboolean          processor_is_there    (Stage         *stage);
gboolean          processor_is_started  (Stage         *stage);
gboolean          processor_is_stopped  (Stage         *stage);
gboolean          processor_is_gone     (Stage         *stage);

/* What consists of several requests. */
void              move_prepare          (Stage         *stage);
void              move_start            (Stage         *stage);
gboolean          move_is_done          (Stage         *stage);
gboolean          move_is_honest        (Stage         *stage);
void              delivery_prepare      (Stage         *stage);
void              delivery_begin        (Stage         *stage);
gboolean          delivery_is_honest    (Stage         *stage);
void              import_start          (Stage         *stage);
gboolean          import_is_honest      (Stage         *stage);

G_END_DECLS
