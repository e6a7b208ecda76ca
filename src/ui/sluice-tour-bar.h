/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar with the next step of the tour, above the page it is about. */
#pragma once

#include <adwaita.h>

#include "sluice-tour.h"

G_BEGIN_DECLS

#define SLUICE_TYPE_TOUR_BAR (sluice_tour_bar_get_type ())
G_DECLARE_FINAL_TYPE (SluiceTourBar, sluice_tour_bar, SLUICE, TOUR_BAR, GtkWidget)

void     sluice_tour_bar_begin        (SluiceTourBar *self,
                                       SluiceTour    *tour);
void     sluice_tour_bar_leave        (SluiceTourBar *self);
const char *
         sluice_tour_bar_get_sentence (SluiceTourBar *self);

/* Signals:
 *  ::pointed (int step, gboolean show)   the step that is next now; show: the person wants to be
 *                                        led there
 *  ::left                                the person wants no more of it for now
 */

G_END_DECLS
