/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In place of three functions of the C library, for the whole process: a clock that is wrong, time
 * that passes at once, and a power cut while the history is written.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SHIM_TEN_YEARS (10 * 365 * 24 * 3600L)
/* The tests' own certificates are good for long. */
#define SHIM_CENTURY (10 * SHIM_TEN_YEARS)

/* Where in the writing of a line of the history, which begins or ends an operation. */
typedef enum
{
  SHIM_NEVER,
  SHIM_BEFORE,
  SHIM_TORN,    /* half of it is written */
  SHIM_AFTER,
} ShimMoment;

void   shim_set_clock (gint64      seconds);
void   shim_pass_time (guint       ms);
gint64 shim_really_us (void);
void   shim_kill_at   (const char *event,
                       ShimMoment  moment);

G_END_DECLS
