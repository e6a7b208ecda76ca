/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell of the table: what each of them begins and ends with, whatever happens in it. There is
 * one stage, and one cell at a time.
 */
#pragma once

#include "fault-verdict.h"

G_BEGIN_DECLS

extern Stage stage;
extern gboolean healed;  /* every fault is left out */
extern guint cell_n, cell_n_right;

SluiceAtlasClient *cell_new_client   (const char *url);
void               cell_prepare      (guint       number);
void               cell_prime        (void);
gboolean           cell_wait_for_end (void);
void               cell_give_up      (void);
void               cell_judge        (gboolean    good,
                                      const char *format,
                                      ...) G_GNUC_PRINTF (2, 3);
void               cell_judge_write  (Truth       truth);
void               cell_end          (FaultProxy *proxy,
                                      gboolean    must_fail);
guint              cell_server_port  (void);

/* The other tables: cancelled and quit at each phase; killed at each; each value in other
 * shapes. */
void               phases_add        (void);
guint              phases_n_met      (void);
void               killed_add        (const char *self);
guint              killed_n_met      (void);
void               members_add       (void);

G_END_DECLS
