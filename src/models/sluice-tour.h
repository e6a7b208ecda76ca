/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tour through the form, on practice data: which step is next. Nobody says that a step is
 * done; what the session knows shows it, so the tour can be left and taken up again at any time.
 */
#pragma once

#include "sluice-session.h"

G_BEGIN_DECLS

typedef enum
{
  SLUICE_TOUR_KEY,       /* the key is not accepted yet */
  SLUICE_TOUR_PROJECT,
  SLUICE_TOUR_INSTANCE,
  SLUICE_TOUR_NAME,
  SLUICE_TOUR_ROLE,
  SLUICE_TOUR_CREATE,
  SLUICE_TOUR_WAIT,
  SLUICE_TOUR_END,       /* a connection is ready */
} SluiceTourStep;
#define SLUICE_TOUR_N_STEPS 7   /* without the end */

#define SLUICE_TYPE_TOUR (sluice_tour_get_type ())
G_DECLARE_FINAL_TYPE (SluiceTour, sluice_tour, SLUICE, TOUR, GObject)

SluiceTour     *sluice_tour_new      (SluiceSession *session);
void            sluice_tour_set_role (SluiceTour    *self,
                                      const char    *role_arn);
SluiceTourStep  sluice_tour_get_step (SluiceTour    *self);

/* Signal ::step-changed. */

G_END_DECLS
