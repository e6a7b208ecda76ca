/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Sluice says of a write, and whether that is so. */
#pragma once

#include "fault-stage.h"

G_BEGIN_DECLS

typedef enum
{
  SAID_DONE,
  SAID_NOT_DONE,
  SAID_REFUSED,
  SAID_UNKNOWN,
  SAID_NOTHING,
} Said;

extern const char * const said_names[];

Said     said_by          (Stage    *stage);
gboolean said_is_true     (Said      said,
                           gboolean  done);
gboolean said_is_expected (Said      said,
                           gboolean  done,
                           Truth     truth);
gboolean said_fits        (int       code,
                           int       expected);

/* What is true in the end, and whether it can be known. */
gboolean stage_looks_first (Stage       *stage);
Truth    truth_of          (Stage       *stage,
                            const Fault *fault,
                            gboolean     ever);

G_END_DECLS
