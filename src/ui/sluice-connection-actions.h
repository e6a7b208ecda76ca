/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with one connection, as buttons; each asks for what is still needed. Where a
 * connection is no S3 connection, only what changes nothing is offered.
 */
#pragma once

#include <gtk/gtk.h>

#include "sluice-registry-entry.h"
#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_CONNECTION_ACTIONS (sluice_connection_actions_get_type ())
G_DECLARE_FINAL_TYPE (SluiceConnectionActions, sluice_connection_actions, SLUICE,
                      CONNECTION_ACTIONS, GtkWidget)

GtkWidget *sluice_connection_actions_new         (SluiceSession           *session);
/* entry: NULL for none. */
void       sluice_connection_actions_set_target  (SluiceConnectionActions *self,
                                                  const char              *project_id,
                                                  SluiceRegistryEntry     *entry);

/* Asks once, then deletes the S3 connections among them, a few at a time. entries: of
 * SluiceRegistryEntry. */
void       sluice_connection_actions_delete_many (GtkWidget               *parent,
                                                  SluiceSession           *session,
                                                  const char              *project_id,
                                                  GPtrArray               *entries);

G_END_DECLS
