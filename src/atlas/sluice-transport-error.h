/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What GIO and libsoup report when no answer came, as something a person can do about it. */
#pragma once

#include "sluice-atlas-error.h"

G_BEGIN_DECLS

SluiceAtlasError sluice_atlas_error_from_transport (const GError *error);

G_END_DECLS
