/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Functions of the C library that every library of this process finds before those. */
#define _GNU_SOURCE
#include "fault-shim.h"

#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static gint64 clock_offset;  /* in seconds; read by any thread */
static gint64 passed_us;     /* without having been waited for */
static const char *kill_event;
static ShimMoment kill_moment;

/**
 * shim_set_clock:
 * @seconds: by how much the clock of this process is wrong from now on
 */
void
shim_set_clock (gint64 seconds)
{
  __atomic_store_n (&clock_offset, seconds, __ATOMIC_SEQ_CST);
}

/**
 * shim_pass_time:
 * @ms: how much later it is all of a sudden, for whoever measures time
 *
 * Deadlines come without anybody having to wait for them, and before nothing that was under way
 * before: so they can be long enough for a busy machine.
 */
void
shim_pass_time (guint ms)
{
  __atomic_add_fetch (&passed_us, (gint64) ms * 1000, __ATOMIC_SEQ_CST);
}

/* The measured time without what has passed that way. */
gint64
shim_really_us (void)
{
  return g_get_monotonic_time () - __atomic_load_n (&passed_us, __ATOMIC_SEQ_CST);
}

/**
 * shim_kill_at:
 * @event: what the line is about: "begun" or "ended"
 * @moment: when this process kills itself
 */
void
shim_kill_at (const char *event,
              ShimMoment  moment)
{
  kill_event = event;
  kill_moment = moment;
}

/* ---- the clock ------------------------------------------------------------------------------- */

int
clock_gettime (clockid_t clock, struct timespec *now)
{
  int result = (int) syscall (SYS_clock_gettime, clock, now);

  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
    now->tv_sec += __atomic_load_n (&clock_offset, __ATOMIC_SEQ_CST);
  else if (result == 0 && clock == CLOCK_MONOTONIC)
    {
      gint64 us = __atomic_load_n (&passed_us, __ATOMIC_SEQ_CST) + now->tv_nsec / 1000;

      now->tv_sec += us / G_USEC_PER_SEC;
      now->tv_nsec = us % G_USEC_PER_SEC * 1000 + now->tv_nsec % 1000;
    }
  return result;
}

int
gettimeofday (struct timeval *restrict now, void *restrict zone)
{
  struct timespec exact;

  clock_gettime (CLOCK_REALTIME, &exact);
  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return 0;
}

time_t
time (time_t *place)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  if (place != NULL)
    *place = now.tv_sec;
  return now.tv_sec;
}

/* ---- the history ----------------------------------------------------------------------------- */

static gboolean
is_that_line (const char *text, gsize length)
{
  g_autofree char *member = NULL;

  if (kill_moment == SHIM_NEVER || length < 2 || *text != '{' || text[length - 1] != '\n')
    return FALSE;
  member = g_strdup_printf ("\"event\":\"%s\"", kill_event);
  return memmem (text, length, member, strlen (member)) != NULL;
}

ssize_t
write (int fd, const void *text, size_t length)
{
  gboolean last = is_that_line (text, length);
  ssize_t written = 0;

  if (!last || kill_moment != SHIM_BEFORE)
    written = syscall (SYS_write, fd, text,
                       last && kill_moment == SHIM_TORN ? length / 2 : length);
  if (last)
    kill (getpid (), SIGKILL);
  return written;
}
