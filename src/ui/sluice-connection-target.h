/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection that something is to be done with, as the person saw it, and where it is. */
#pragma once

#include <gtk/gtk.h>

#include "sluice-connection-operations.h"
#include "sluice-registry-entry.h"
#include "sluice-session.h"

G_BEGIN_DECLS

typedef struct
{
  SluiceSession    *session;
  char             *project_id;
  char             *instance;
  SluiceConnection *connection;
  GWeakRef          widget;      /* the buttons; what is said afterwards is said near them */
} SluiceConnectionTarget;

typedef SluiceOperation *(*SluiceConnectionStarter) (SluiceAtlasClient             *client,
                                                     const SluiceConnectionRequest *request);

SluiceConnectionTarget *sluice_connection_target_new   (GtkWidget              *widget,
                                                        SluiceSession          *session,
                                                        const char             *project_id,
                                                        SluiceRegistryEntry    *entry);
void                    sluice_connection_target_free  (SluiceConnectionTarget *target);
SluiceOperation        *sluice_connection_target_start (SluiceConnectionTarget  *target,
                                                        SluiceConnectionStarter  starter,
                                                        SluiceConnectionRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceConnectionTarget, sluice_connection_target_free)

/* The windows that ask for what is needed; target: taken over. */
void sluice_connection_ask_role      (GtkWidget *parent, SluiceConnectionTarget *target);
void sluice_connection_ask_test      (GtkWidget *parent, SluiceConnectionTarget *target);
void sluice_connection_ask_network   (GtkWidget *parent, SluiceConnectionTarget *target);
void sluice_connection_ask_duplicate (GtkWidget *parent, SluiceConnectionTarget *target);

/* Asks once for all of them. targets: of SluiceConnectionTarget, in one project; taken over.
 * n_left_out: of connections that were chosen, too, but are none that Sluice deletes. */
void sluice_connection_ask_delete    (GtkWidget *parent, GPtrArray *targets, guint n_left_out);

G_END_DECLS
