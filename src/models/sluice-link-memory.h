/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which private links are watched, remembered in the settings across starts: ids, no secrets. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char    **sluice_link_memory_dup_ids (GSettings  *settings,
                                      const char *host,
                                      const char *project_id);
void      sluice_link_memory_set     (GSettings  *settings,
                                      const char *host,
                                      const char *project_id,
                                      const char *id,
                                      gboolean    watched);

G_END_DECLS
