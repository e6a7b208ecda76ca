/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private links in the order to show, each id once: a GListStore that is brought up to date. */
#pragma once

#include <gio/gio.h>

#include "sluice-private-link.h"

G_BEGIN_DECLS

void               sluice_link_store_replace (GListStore        *store,
                                              GPtrArray         *links);
void               sluice_link_store_put     (GListStore        *store,
                                              SluicePrivateLink *link);
void               sluice_link_store_remove  (GListStore        *store,
                                              const char        *id);
SluicePrivateLink *sluice_link_store_find    (GListStore        *store,
                                              const char        *id);

G_END_DECLS
