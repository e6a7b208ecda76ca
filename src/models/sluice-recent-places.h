/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The projects and instances with which each key has last worked, newest first, in the settings.
 * Names and ids only: nothing of it is secret, and it goes when its key is forgotten.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How many are kept for each key, and of how many keys. */
#define SLUICE_RECENT_PLACES_MOST 8
#define SLUICE_RECENT_KEYS_MOST 16

typedef struct
{
  char *project_id;
  char *project_name;
  char *instance;
} SluiceRecentPlace;

void       sluice_recent_place_free    (SluiceRecentPlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SluiceRecentPlace, sluice_recent_place_free)

void       sluice_recent_places_note   (GSettings         *settings,
                                        const char        *host,
                                        const char        *public_key,
                                        const char        *project_id,
                                        const char        *project_name,
                                        const char        *instance);
GPtrArray *sluice_recent_places_list   (GSettings         *settings,
                                        const char        *host,
                                        const char        *public_key);
void       sluice_recent_places_forget (GSettings         *settings,
                                        const char        *host,
                                        const char        *public_key);

G_END_DECLS
