/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form's choice of a network: the public internet, or one of the project's private links to S3.
 * The links are read when somebody looks at the choices, or one is chosen already.
 */
#pragma once

#include <adwaita.h>

#include "sluice-hint.h"
#include "sluice-session.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_NETWORK_ROW (sluice_network_row_get_type ())
G_DECLARE_FINAL_TYPE (SluiceNetworkRow, sluice_network_row, SLUICE, NETWORK_ROW, AdwComboRow)

/* hint: the one below the row. settings: where the choice is kept. */
void        sluice_network_row_set_up      (SluiceNetworkRow *self,
                                            SluiceSession    *session,
                                            GSettings        *settings,
                                            SluiceHint       *hint);
/* The id of the private link; NULL for the public internet. */
const char *sluice_network_row_get_link    (SluiceNetworkRow *self);
void        sluice_network_row_set_link    (SluiceNetworkRow *self,
                                            const char       *id);
/* Whether the choice can be sent, as far as is known. If not, the row has the keyboard focus. */
gboolean    sluice_network_row_is_sendable (SluiceNetworkRow *self);

/* Signal ::chosen: another network. */

G_END_DECLS
