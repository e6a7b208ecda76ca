/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds, among operations on private links, those on a certain link. */
#pragma once

#include "sluice-operation.h"
#include "sluice-private-link.h"

G_BEGIN_DECLS

gboolean         sluice_link_followed_has (GPtrArray         *operations,
                                           const char        *project_id,
                                           SluicePrivateLink *link);
SluiceOperation *sluice_link_followed_get (GPtrArray         *operations,
                                           const char        *project_id,
                                           const char        *id);

G_END_DECLS
