/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and ids begin where their title does, also in windows that are read from right to left. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void sluice_entry_align_follow (AdwEntryRow *row);

G_END_DECLS
