/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is needed to go wrong on the way to a server. */
#pragma once

#include "fault-proxy.h"
#include "sluice-atlas-client.h"

G_BEGIN_DECLS

GTlsCertificate *way_load_certificate (const char        *name);
void             way_trust            (SluiceAtlasClient *client);
void             way_use_proxy        (SluiceAtlasClient *client,
                                       const char        *url);
GResolver       *way_no_names_new     (void);
GSocket         *way_listen_mute      (gboolean           close_it,
                                       char             **url);
FaultProxy      *way_login_proxy_new  (const char        *method);

G_END_DECLS
