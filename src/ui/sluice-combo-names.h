/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names, for screen readers, for the lists inside a combo row: libadwaita 1.2 gives them none. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void sluice_combo_names_watch (AdwComboRow *row);

G_END_DECLS
