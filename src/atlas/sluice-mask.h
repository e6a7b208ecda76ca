/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server says may be shown, copied and kept in the history; what a person signs in with may
 * not, even if the server says it.
 */
#pragma once

#include "sluice-evidence.h"

G_BEGIN_DECLS

void sluice_mask_text     (char           *text,
                           const char     *private_key);
void sluice_mask_evidence (SluiceEvidence *evidence,
                           const char     *private_key);

G_END_DECLS
