/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an error leaves in doubt: whether a write was done, and whether looking again can tell. Only
 * operations use it.
 */
#pragma once

#include "sluice-atlas-error.h"

G_BEGIN_DECLS

gboolean sluice_doubt_leaves_open   (const GError *error);
gboolean sluice_doubt_deserves_look (const GError *error);
gboolean sluice_doubt_is_absence    (const GError *error);
gboolean sluice_doubt_may_pass      (const GError *error);
gboolean sluice_doubt_may_appear    (const GError *error);
guint    sluice_doubt_asked_wait    (const GError *error);

G_END_DECLS
