/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Creates and deletes connections with one fault of the table after another, in one process, and
 * watches what the process holds: file descriptors and memory stay flat, and nothing false is said.
 *
 *   soak [ROUNDS]     10,000 where nothing is said; a round is one create and one delete
 */
#include <malloc.h>
#include <stdlib.h>
#include <unistd.h>

#include "fault-stage.h"
#include "sluice-atlas-connections.h"

#define ROUNDS 10000
#define USUAL_MS (20 * 1000)
#define SHORT_MS 60
/* After the first tenth. Malloc's own pieces come and go; a leak of 1 kB a round would be 10 MB. */
#define MOST_GROWTH_KB (6 * 1024)
#define MOST_NEW_FILES 4

static Stage stage;
static guint n_said[2], n_false, n_unknown;

static SluiceAtlasClient *
new_client (const char *url)
{
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (stage.atlas->public_key,
                                                     stage.atlas->private_key);
  SluiceAtlasClient *client = sluice_atlas_client_new (url, key);

  sluice_atlas_client_set_retry (client, 1);
  return client;
}

static guint
count_files (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint count = 0;

  g_assert_nonnull (folder);
  while (g_dir_read_name (folder) != NULL)
    count++;
  return count;
}

static long
get_memory_kb (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  words = g_strsplit (text, " ", 3);
  return strtol (words[1], NULL, 10) * (sysconf (_SC_PAGESIZE) / 1024);
}

static gboolean
is_over (gpointer data)
{
  return stage_is_over (data);
}

static void
note (void)
{
  SluiceOutcome outcome = sluice_operation_get_outcome (stage.write);
  gboolean done = stage.operation->is_done (&stage);
  gboolean says_done = outcome == SLUICE_OUTCOME_READY || outcome == SLUICE_OUTCOME_GONE ||
                       outcome == SLUICE_OUTCOME_UNWATCHED ||
                       outcome == SLUICE_OUTCOME_STILL_PENDING ||
                       outcome == SLUICE_OUTCOME_STOPPED || outcome == SLUICE_OUTCOME_STILL_THERE;

  if (outcome == SLUICE_OUTCOME_CANNOT_TELL)
    n_unknown++;
  else if (says_done != done)
    {
      n_false++;
      g_printerr ("%s %s: outcome %d, but it is %s\n", stage.operation->name, stage.name, outcome,
                  done ? "done" : "not done");
    }
  n_said[says_done]++;
}

static void
run_through (const char *operation, const Fault *fault, gboolean ever)
{
  g_autoptr (GBytes) answer = fault_dup_answer (fault);
  gsize length = 0;
  gconstpointer bytes = answer ? g_bytes_get_data (answer, &length) : NULL;
  FaultPlan plan = {
    .act = fault->act, .ever = ever, .any_round = fault->any_round, .shape = fault->body,
    .answer = g_memdup2 (bytes, length), .answer_length = length,
    .cancel = stage_cancel, .cancel_data = &stage,
  };
  guint port = (guint) g_ascii_strtoull (strrchr (stage.atlas->url, ':') + 1, NULL, 10);
  FaultProxy *proxy;
  g_autofree char *url = NULL;

  stage.operation = stage_find (operation);
  plan.method = stage.operation->method;
  proxy = fault_proxy_new (port, &plan, NULL);
  url = fault_proxy_dup_url (proxy);
  fault_proxy_arm (proxy);
  stage.client = new_client (url);
  sluice_atlas_client_set_deadlines (stage.client, fault->slow ? SHORT_MS : USUAL_MS,
                                     fault->slow ? SHORT_MS : USUAL_MS);
  stage_begin (&stage);
  wait_until (is_over, &stage);
  note ();
  g_clear_object (&stage.write);
  g_clear_object (&stage.cancellable);
  fault_proxy_free (proxy);
  assert_finalized_soon (g_steal_pointer (&stage.client));
}

static void
run_round (guint number)
{
  static const Fault none = { .name = "none", .act = FAULT_PASS };
  const Fault *first = &faults[number % n_faults];
  const Fault *second = &faults[(number / n_faults + number) % n_faults];

  /* A flood takes as long as a hundred other rounds. */
  if (first->act == FAULT_FLOOD_DONE || second->act == FAULT_FLOOD_DONE)
    return;
  stage.name = g_strdup_printf ("soak-%u", number);
  run_through ("create", first, number % 2 == 1);
  stage.seen = G_OBJECT (stage_read (&stage));
  if (stage.seen == NULL)
    stage_find ("delete")->prepare (&stage);
  run_through ("delete", second, number % 3 == 1);
  /* What a fault has left behind goes, so that the server does not fill up. */
  if (!stage.operation->is_done (&stage))
    run_through ("delete", &none, FALSE);
  stage_clear (&stage);
}

int
main (int    argc,
      char **argv)
{
  guint rounds = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : ROUNDS;
  guint files = 0;
  long memory = 0;

  /* A large piece goes back to the system when it is freed, however many there were before. */
  mallopt (M_MMAP_THRESHOLD, 128 * 1024);
  stage.atlas = practice_atlas_start ("", "0");
  stage.other = new_client (stage.atlas->url);
  for (guint i = 0; i < rounds; i++)
    {
      run_round (i);
      if (i == rounds / 10)
        {
          files = count_files ();
          memory = get_memory_kb ();
        }
      if (i % MAX (rounds / 10, 1) == 0 || i == rounds - 1)
        g_print ("%6u rounds  %3u files  %6ld kB  %u false, %u unknown\n", i + 1, count_files (),
                 get_memory_kb (), n_false, n_unknown);
    }
  g_print ("%u creates and deletes said to be done, %u not, %u of them false; %+d files, %+ld kB\n",
           n_said[1], n_said[0], n_false, (int) (count_files () - files),
           get_memory_kb () - memory);
  return n_false == 0 && count_files () <= files + MOST_NEW_FILES &&
         get_memory_kb () <= memory + MOST_GROWTH_KB ? 0 : 1;
}
