/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the form's Choose buttons open: a chooser for each kind of listing, or, where something
 * must be known first, the sentence that says so. Not presented yet.
 */
#pragma once

#include "sluice-chooser.h"
#include "sluice-session.h"

G_BEGIN_DECLS

/* project_id: NULL where none is known. */
SluiceChooser *sluice_choices_new_projects  (SluiceSession *session,      /* of SluiceProject */
                                             const char    *project_id);
SluiceChooser *sluice_choices_new_instances (SluiceSession *session,      /* of SluiceInstance */
                                             const char    *project_id);
SluiceChooser *sluice_choices_new_roles     (SluiceSession *session,      /* of SluiceAwsRole */
                                             const char    *project_id);
/* Those to S3 in the session's instance. */
SluiceChooser *sluice_choices_new_connections
                                            (SluiceSession *session,      /* of SluiceConnection */
                                             const char    *project_id);

G_END_DECLS
