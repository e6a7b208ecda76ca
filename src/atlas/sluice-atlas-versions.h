/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The versions of the libraries that nobody else sees, for problem reports. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *sluice_atlas_dup_versions (void);

G_END_DECLS
