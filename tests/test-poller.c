/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waits grow, end with their limit, are cancelled at once, and honour what a server asks for. */
#include "sluice-poller.h"

#include "practice-atlas.h"

typedef struct
{
  gint64   started_us;
  guint    waited_ms;
  gboolean done;
  GError  *error;
} Wait;

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;
  gboolean waited = sluice_poller_wait_finish (result, &wait->error);

  g_assert_true (waited == (wait->error == NULL));
  wait->waited_ms = (guint) ((g_get_monotonic_time () - wait->started_us) / 1000);
  wait->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Wait *) data)->done;
}

static guint
wait_once (SluicePoller *poller, guint at_least_ms)
{
  Wait wait = { .started_us = g_get_monotonic_time () };

  sluice_poller_wait_async (poller, at_least_ms, NULL, waited_cb, &wait);
  g_assert_false (wait.done);
  wait_until (is_done, &wait);
  g_assert_no_error (wait.error);
  return wait.waited_ms;
}

/* Upper bounds only where one would be missed by far: the machine may be busy. */
static void
test_growing (void)
{
  SluicePollerPace pace = { 40, 90, 60 * 1000 };
  g_autoptr (SluicePoller) poller = sluice_poller_new (&pace);

  g_assert_cmpuint (wait_once (poller, 0), >=, 39);
  g_assert_cmpuint (wait_once (poller, 0), >=, 59);
  g_assert_cmpuint (wait_once (poller, 0), >=, 89);
  g_assert_cmpuint (wait_once (poller, 0), >=, 89);
  g_assert_cmpuint (wait_once (poller, 0), <, 10 * 1000);
  g_assert_false (sluice_poller_is_over (poller));
}

static void
test_asked_for (void)
{
  SluicePollerPace pace = { 1, 2, 60 * 1000 };
  g_autoptr (SluicePoller) poller = sluice_poller_new (&pace);

  g_assert_cmpuint (wait_once (poller, 150), >=, 149);
}

static void
test_limit (void)
{
  SluicePollerPace pace = { 30 * 1000, 30 * 1000, 100 };
  g_autoptr (SluicePoller) poller = sluice_poller_new (&pace);

  g_assert_false (sluice_poller_is_over (poller));
  g_assert_cmpuint (wait_once (poller, 0), <, 20 * 1000);
  g_assert_true (sluice_poller_is_over (poller));
}

static void
test_cancelled (void)
{
  SluicePollerPace pace = { 50 * 1000, 50 * 1000, 60 * 1000 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  SluicePoller *poller = sluice_poller_new (&pace);
  Wait wait = { .started_us = g_get_monotonic_time () };

  sluice_poller_wait_async (poller, 0, cancellable, waited_cb, &wait);
  wait_ms (20);
  g_assert_false (wait.done);
  sluice_poller_free (poller);  /* nobody has to keep it for a wait */
  g_cancellable_cancel (cancellable);
  wait_until (is_done, &wait);
  g_assert_error (wait.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (wait.waited_ms, <, 20 * 1000);
  g_clear_error (&wait.error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/poller/growing", test_growing);
  g_test_add_func ("/poller/asked-for", test_asked_for);
  g_test_add_func ("/poller/limit", test_limit);
  g_test_add_func ("/poller/cancelled", test_cancelled);
  return g_test_run ();
}
