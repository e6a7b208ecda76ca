/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows that tell of one connection, each with a button to copy what it says, and of the stream
 * processors that use it.
 */
#pragma once

#include <adwaita.h>

#include "sluice-processor.h"
#include "sluice-registry-entry.h"

G_BEGIN_DECLS

void sluice_connection_facts_show_members (AdwPreferencesGroup *group,
                                           SluiceRegistryEntry *entry,
                                           const char          *project);
void sluice_connection_facts_show_users   (AdwPreferencesGroup *group,
                                           const char          *name,
                                           GPtrArray           *processors);
void sluice_connection_facts_show_note    (AdwPreferencesGroup *group,
                                           const char          *note);

G_END_DECLS
