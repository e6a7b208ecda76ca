/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the form's Choose buttons open: a chooser for each kind of listing, or, where something
 * must be known first, the sentence that says so. Not presented yet.
 */
#pragma once

#include "sluice-chooser.h"
#include "sluice-session.h"

G_BEGIN_DECLS

SluiceChooser *sluice_choices_new_projects  (SluiceSession *session);  /* of SluiceProject */
SluiceChooser *sluice_choices_new_instances (SluiceSession *session);  /* of SluiceInstance */
SluiceChooser *sluice_choices_new_roles     (SluiceSession *session);  /* of SluiceAwsRole */

G_END_DECLS
