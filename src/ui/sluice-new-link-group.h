/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a new private link will be: in which region, at what price, and the button that asks for it.
 */
#pragma once

#include <adwaita.h>

#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_NEW_LINK_GROUP (sluice_new_link_group_get_type ())
G_DECLARE_FINAL_TYPE (SluiceNewLinkGroup, sluice_new_link_group, SLUICE, NEW_LINK_GROUP,
                      AdwPreferencesGroup)

/* Takes the region from the instance the form names; asks for it where there is none. */
void sluice_new_link_group_set_session (SluiceNewLinkGroup *self,
                                        SluiceSession      *session);
void sluice_new_link_group_set_busy    (SluiceNewLinkGroup *self,
                                        gboolean            busy);

/* Signal ::create (char *region): the person has read the price and said yes. */

G_END_DECLS
