/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a registry on the page Connections and tells how long that takes and keeps others from
 * having a turn:
 *
 *   bench-list URL PUBLIC PRIVATE PROJECT INSTANCE ROWS
 *
 * Prints one line for each figure, "NAME VALUE", in milliseconds or bytes. A stall is the time
 * between two moments at which the main loop waits for something to do; frames count in. After the
 * line "idle" nothing is asked of the server; the end of standard input ends the program.
 */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "sluice-connection-list.h"
#include "sluice-connections-page.h"

typedef struct
{
  GtkWidget            *page;
  SluiceConnectionList *list;
  GtkEditable          *search;
  GtkDropDown          *order;
} Bench;

static gint64 woken_us;
static gint64 woken_busy_us;
static gint64 longest_us;
static gint64 longest_busy_us;

/* What this program itself has had of the processors: on a busy machine a turn may be long because
 * others have theirs. */
static gint64
get_busy_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
measuring_poll (GPollFD *fds, guint n, int timeout)
{
  int result;

  if (woken_us != 0)
    {
      longest_us = MAX (longest_us, g_get_monotonic_time () - woken_us);
      longest_busy_us = MAX (longest_busy_us, get_busy_us () - woken_busy_us);
    }
  result = g_poll (fds, n, timeout);
  woken_us = g_get_monotonic_time ();
  woken_busy_us = get_busy_us ();
  return result;
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

/* Until it holds what it is to hold, and what that means is on the screen. */
static void
wait_for (Bench *bench, guint n)
{
  gint64 until;

  while (sluice_connection_list_get_n_shown (bench->list) != n ||
         !sluice_connection_list_is_settled (bench->list))
    g_main_context_iteration (NULL, TRUE);
  until = g_get_monotonic_time () + 300 * 1000;
  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static void
tell_stall (const char *name)
{
  printf ("%s %.2f\n", name, (double) longest_us / 1000);
  printf ("%s-busy %.2f\n", name, (double) longest_busy_us / 1000);
  longest_us = longest_busy_us = 0;
}

static void
measure_order (Bench *bench, guint n)
{
  for (guint order = 1; order <= SLUICE_ORDER_INSTANCE; order++)
    {
      gtk_drop_down_set_selected (bench->order, order);
      g_main_context_iteration (NULL, FALSE);
      wait_for (bench, n);
    }
  gtk_drop_down_set_selected (bench->order, SLUICE_ORDER_S3_FIRST);
  g_main_context_iteration (NULL, FALSE);
  wait_for (bench, n);
  tell_stall ("sort");
}

/* Whatever is found: the search entry waits for a pause in typing. */
static void
measure_search (Bench *bench)
{
  static const char * const needles[] = { "1", "12", "writer-3", "sink-0000", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (needles); i++)
    {
      gint64 until = g_get_monotonic_time () + 200 * 1000;

      g_main_context_iteration (NULL, FALSE);  /* a key that is pressed has a turn of its own */
      gtk_editable_set_text (bench->search, needles[i]);
      while (g_get_monotonic_time () < until ||
             !sluice_connection_list_is_settled (bench->list))
        if (!g_main_context_iteration (NULL, FALSE))
          g_usleep (500);
    }
  tell_stall ("filter");
}

static void
run (Bench *bench, guint n)
{
  gint64 start = g_get_monotonic_time ();
  gsize before = mallinfo2 ().uordblks;

  gtk_widget_set_visible (bench->page, TRUE);
  while (sluice_connection_list_get_n_shown (bench->list) == 0)
    g_main_context_iteration (NULL, TRUE);
  printf ("first %.2f\n", (double) (g_get_monotonic_time () - start) / 1000);
  while (sluice_connection_list_get_n_shown (bench->list) != n)
    g_main_context_iteration (NULL, TRUE);
  printf ("all %.2f\n", (double) (g_get_monotonic_time () - start) / 1000);
  wait_for (bench, n);
  tell_stall ("load");
  printf ("memory %.1f\n", ((double) mallinfo2 ().uordblks - (double) before) / n);
  measure_order (bench, n);
  measure_search (bench);
  printf ("idle 0\n");
  fflush (stdout);
  getchar ();
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (SluiceApiKey) key = NULL;
  g_autoptr (SluiceSession) session = NULL;
  Bench bench;
  GtkWidget *window;

  if (argc != 7)
    return 2;
  gtk_init ();
  adw_init ();
  key = sluice_api_key_new (argv[2], argv[3]);
  session = sluice_session_new (argv[1], NULL);
  sluice_session_set_key (session, key);
  sluice_session_set_place (session, argv[4], argv[5]);

  window = g_object_new (GTK_TYPE_WINDOW, "default-width", 720, "default-height", 760, NULL);
  bench.page = g_object_new (SLUICE_TYPE_CONNECTIONS_PAGE, "visible", FALSE, NULL);
  gtk_window_set_child (GTK_WINDOW (window), bench.page);
  sluice_connections_page_set_up (SLUICE_CONNECTIONS_PAGE (bench.page), session);
  bench.list = SLUICE_CONNECTION_LIST (find (bench.page, SLUICE_TYPE_CONNECTION_LIST));
  bench.search = GTK_EDITABLE (find (bench.page, GTK_TYPE_SEARCH_ENTRY));
  bench.order = GTK_DROP_DOWN (find (bench.page, GTK_TYPE_DROP_DOWN));
  gtk_window_present (GTK_WINDOW (window));
  for (gint64 until = g_get_monotonic_time () + 1000 * 1000; g_get_monotonic_time () < until;)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);

  g_main_context_set_poll_func (NULL, measuring_poll);
  run (&bench, (guint) atoi (argv[6]));
  gtk_window_destroy (GTK_WINDOW (window));
  sluice_session_close (session);
  return EXIT_SUCCESS;
}
