/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs one operation through every row of the table of faults, once and for ever, against a
 * practice Atlas behind a proxy, and compares what Sluice says with what the server holds.
 *
 *   test-faults OPERATION            each cell is a test; the last line tells how many are right
 *   test-faults OPERATION --phases   cancels and quits at each phase instead, with and without a
 *                                    lost answer; of operations that write
 *   test-faults OPERATION --healed   the same with every fault left out: each cell that expects
 *                                    something to go wrong has to be found wrong
 */
#include <string.h>
#include <sys/resource.h>

#include "fault-verdict.h"
#include "fault-way.h"
#include "sluice-atlas-status.h"
#include "sluice-call.h"

/* No machine is so busy that a cell takes longer; slow faults end by a deadline of their own. */
#define PATIENCE_S 25
#define USUAL_MS (20 * 1000)
#define SHORT_MS 250
#define RETRY_MS 5
/* Far less than a flood, and a few pieces beyond the client's own limit of 4 MiB. */
#define MOST_FLOODED (24 * 1000 * 1000)
#define MOST_MEMORY_KB (400 * 1024)

typedef struct
{
  const Fault    *fault;  /* or */
  const WayFault *way;
  gboolean        ever;
  guint           number;
} Cell;

static Stage stage;
static gboolean healed;
static gboolean wrong;  /* the cell */
static guint n_cells, n_right;

/* ---- a cell ---------------------------------------------------------------------------------- */

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
wait_for_end (void)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;
  guint tick = g_timeout_add (100, tick_cb, NULL);

  while (!stage_is_over (&stage) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  return stage_is_over (&stage);
}

static void
primed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceKeyInfo) info =
    sluice_atlas_check_key_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
prime (void)
{
  gboolean primed = FALSE;

  sluice_atlas_check_key_async (stage.client, NULL, primed_cb, &primed);
  while (!primed)
    g_main_context_iteration (NULL, TRUE);
}

static SluiceAtlasClient *
new_client (const char *url)
{
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (stage.atlas->public_key,
                                                     stage.atlas->private_key);
  SluiceAtlasClient *client = sluice_atlas_client_new (url, key);

  sluice_atlas_client_set_retry (client, RETRY_MS);
  return client;
}

static void
prepare (const Cell *cell)
{
  stage.number = cell->number;
  stage.name = g_strdup_printf ("cell-%u", cell->number);
  if (stage.operation->prepare != NULL)
    stage.operation->prepare (&stage);
}

/* One cell that is wrong does not keep the others from being looked at. */
static void
judge (gboolean good, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  if (good)
    return;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("%s", text);
  wrong = TRUE;
}

/* What was not asked of the server, because it was refused or cancelled before, is not Sluice's
 * doing where somebody else has done it. */
static gboolean
was_done_before (Said said)
{
  return g_str_equal (stage.operation->name, "delete-missing") && said == SAID_REFUSED;
}

static void
judge_write (Truth truth)
{
  Said said = said_by (&stage);
  const GError *error = stage.write ? sluice_operation_get_error (stage.write) : NULL;
  gboolean done;

  if (stage.operation->is_honest != NULL)
    judge (stage.operation->is_honest (&stage), "What is said is not so (outcome %d, error “%s”)",
           stage.write ? (int) sluice_operation_get_outcome (stage.write) : -1,
           error ? error->message : "");
  if (stage.operation->is_done == NULL)
    return;
  done = stage.operation->is_done (&stage) && !was_done_before (said);
  judge (said_is_true (said, done), "Sluice says “%s”, which is %s", said_names[said],
         done ? "false: it is done" : "false: it is not done");
  judge (said_is_expected (said, done, truth),
         "Sluice says “%s” (outcome %d, error “%s”); it %s done",
         said_names[said], stage.write ? (int) sluice_operation_get_outcome (stage.write)
                                       : stage.code,
         error ? error->message : "", done ? "is" : "is not");
  judge (stage.write == NULL || sluice_operation_can_check_again (stage.write) ||
         said != SAID_UNKNOWN,
         "It cannot be checked again");
}

/* must_fail: the cell expects something that does not happen without its fault. */
static void
end_cell (FaultProxy *proxy, gboolean must_fail)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  if (proxy != NULL)
    {
      judge (fault_proxy_n_writes (proxy) <= MAX (stage.operation->n_writes, 1),
             "%u writes have reached the server",
             fault_proxy_n_writes (proxy));
      judge (fault_proxy_n_betrayals (proxy) == 0, "More was told than a digest");
      judge (fault_proxy_n_flooded (proxy) < MOST_FLOODED, "%u bytes were taken in",
             (guint) fault_proxy_n_flooded (proxy));
      fault_proxy_free (proxy);
    }
#ifndef __SANITIZE_ADDRESS__
  judge (usage.ru_maxrss < MOST_MEMORY_KB, "%ld kB of memory", usage.ru_maxrss);
#endif
  stage_clear (&stage);
  g_assert_finalize_object (g_steal_pointer (&stage.client));
  n_cells++;
  if (healed ? must_fail && !wrong : wrong)
    g_test_fail ();
  else
    n_right++;
  wrong = FALSE;
}

/* Lets what is still under way end before the stage is cleared. */
static void
give_up (void)
{
  judge (FALSE, "It does not end");
  stage_cancel (&stage);
  sluice_atlas_client_close (stage.client);
  wait_for_end ();
}

/* What looks first, reads first. */
static const char *
first_method (void)
{
  return stage.operation->at_once ? stage.operation->method : "GET";
}

/* Who only watches, or cleans up, has the time that the server asks for, up to five minutes:
 * cancelled, each of both has to end at once. */
static gboolean
waits_as_told (const Fault *fault)
{
  if (g_str_equal (stage.operation->name, "import"))
    return fault->status != NULL && g_str_has_prefix (fault->status, "429");
  return (g_str_equal (stage.operation->name, "watch-link") ||
          g_str_has_prefix (stage.operation->name, "deliver-")) && fault->headers != NULL &&
         (strstr (fault->headers, " 99") != NULL || strstr (fault->headers, " 2099 ") != NULL);
}

static gboolean
cancel_cb (gpointer user_data)
{
  if (stage.run != NULL)
    sluice_import_run_cancel (stage.run);
  else
    stage_cancel (&stage);
  return G_SOURCE_CONTINUE;
}

static void
run_fault (gconstpointer data)
{
  const Cell *cell = data;
  const Fault *fault = cell->fault;
  g_autoptr (GBytes) answer = fault_dup_answer (fault);
  gsize length = 0;
  gconstpointer bytes = answer ? g_bytes_get_data (answer, &length) : NULL;
  const FaultPlan plan = {
    .act = healed ? FAULT_PASS : fault->act,
    .ever = cell->ever,
    .any_round = fault->any_round,
    .method = fault->any_round ? first_method () : stage.operation->method,
    .path = fault->any_round ? NULL : stage.operation->path,
    .answer = g_memdup2 (bytes, length),
    .answer_length = length,
    .shape = fault->body,
    .cancel = fault->act == FAULT_SLEEP_DONE ? stage_sleep
              : g_strcmp0 (fault->body, FAULT_QUIT) == 0 ? stage_quit : stage_cancel,
    .cancel_data = &stage,
  };
  guint port = (guint) g_ascii_strtoull (strrchr (stage.atlas->url, ':') + 1, NULL, 10);
  FaultProxy *proxy = fault_proxy_new (port, &plan, NULL);
  g_autofree char *url = fault_proxy_dup_url (proxy);
  int code = cell->ever ? fault->read_ever : fault->read_once;
  guint canceller = 0;
  Truth truth = truth_of (&stage, fault, cell->ever);
  gboolean hurry;
  gboolean short_read = fault->slow && (cell->ever || !stage_writes (&stage) ||
                                        stage_looks_first (&stage));

  prepare (cell);
  stage.client = new_client (url);
  if (!fault->any_round)
    prime ();
  /* Cleaning up is not cancelled: each of its calls has its own deadline. */
  hurry = cell->ever && stage.operation->is_done == NULL && stage_writes (&stage);
  sluice_atlas_client_set_deadlines (stage.client, short_read || hurry ? SHORT_MS : USUAL_MS,
                                     fault->slow || hurry ? SHORT_MS : USUAL_MS);
  fault_proxy_arm (proxy);
  stage_begin (&stage);
  if (waits_as_told (fault))
    canceller = g_timeout_add (4 * SHORT_MS, cancel_cb, NULL);
  if (!wait_for_end ())
    give_up ();
  else if (!stage_writes (&stage))
    judge (said_fits (stage.code, code), "The call ends with %d and not with %d", stage.code, code);
  else
    judge_write (truth);
  g_clear_handle_id (&canceller, g_source_remove);
  judge (fault_proxy_was_met (proxy) || fault->act == FAULT_PASS || healed, "No fault was met");
  end_cell (proxy, !stage_writes (&stage)
                   ? code >= 0
                   : truth != TRUTH_DONE && truth != TRUTH_ANY);
}

/* ---- the way there --------------------------------------------------------------------------- */

static FaultProxy *
open_way (const WayFault *way, GSocket **mute)
{
  g_autofree char *url = NULL;
  g_autoptr (GTlsCertificate) certificate =
    way->certificate ? way_load_certificate (way->certificate) : NULL;
  const FaultPlan plan = { .act = FAULT_PASS, .method = "GET" };
  FaultProxy *proxy = NULL;

  switch (way->way)
    {
    case WAY_REFUSED:
    case WAY_TLS_SILENT:
      *mute = way_listen_mute (way->way == WAY_REFUSED, &url);
      stage.client = new_client (url);
      break;
    case WAY_NO_NAME:
      stage.client = new_client ("https://nowhere.invalid");
      break;
    case WAY_PROXY_REFUSED:
      *mute = way_listen_mute (TRUE, &url);
      stage.client = new_client (stage.atlas->url);
      way_use_proxy (stage.client, url);
      break;
    case WAY_PROXY_WANTS_LOGIN:
    case WAY_PROXY_TUNNEL_LOGIN:
      proxy = way_login_proxy_new (way->way == WAY_PROXY_TUNNEL_LOGIN ? "CONNECT" : first_method ());
      url = fault_proxy_dup_url (proxy);
      stage.client = new_client (way->way == WAY_PROXY_WANTS_LOGIN ? stage.atlas->url
                                                                   : "https://cloud.example");
      way_use_proxy (stage.client, url);
      break;
    case WAY_UNKNOWN_CA:
    case WAY_WRONG_HOST:
    case WAY_TWO_AT_ONCE:
    case WAY_EXPIRED:
    case WAY_NOT_YET:
    default:
      proxy = fault_proxy_new (1, &plan, certificate);
      url = fault_proxy_dup_url (proxy);
      stage.client = new_client (url);
      if (way->trusting)
        way_trust (stage.client);
    }
  return proxy;
}

static void
run_way (gconstpointer data)
{
  const Cell *cell = data;
  const WayFault *way = cell->way;
  g_autoptr (GSocket) mute = NULL;
  g_autoptr (GResolver) usual = g_resolver_get_default ();
  g_autoptr (GResolver) nobody = way_no_names_new ();
  FaultProxy *proxy;

  prepare (cell);
  proxy = healed ? NULL : open_way (way, &mute);
  if (healed)
    stage.client = new_client (stage.atlas->url);
  if (way->way == WAY_NO_NAME)
    g_resolver_set_default (nobody);
  if (way->way == WAY_TLS_SILENT)
    sluice_atlas_client_set_deadlines (stage.client, SHORT_MS, SHORT_MS);
  stage_begin (&stage);
  if (!wait_for_end ())
    give_up ();
  else if (!stage_writes (&stage))
    {
      judge (stage.code == way->code, "The call ends with %d and not with %d", stage.code,
             way->code);
      judge (stage.tls_errors == way->flags, "The certificate's faults are said to be %d",
             stage.tls_errors);
    }
  else
    {
      const GError *error = stage.write ? sluice_operation_get_error (stage.write) : NULL;
      int code = stage.write == NULL ? stage.code : error != NULL ? error->code : FAULT_FINE;

      g_resolver_set_default (usual);
      judge_write (stage_looks_first (&stage) ? TRUTH_ANY : TRUTH_REFUSED);
      judge (code == way->code || g_str_equal (stage.operation->name, "watch-link"),
             "The error is “%s”", error ? error->message : "none");
    }
  g_resolver_set_default (usual);
  end_cell (proxy, TRUE);
}

/* ---- at each phase --------------------------------------------------------------------------- */

typedef struct
{
  SluicePhase phase;
  gboolean    quit;  /* else: cancel */
  gboolean    lost;  /* the first write's answer */
  guint       number;
} PhaseCell;

static guint n_met;

static gboolean
act_cb (gpointer user_data)
{
  const PhaseCell *cell = user_data;

  (cell->quit ? stage_quit : stage_cancel) (&stage);
  return G_SOURCE_REMOVE;
}

static void
phase_cb (SluiceOperation *operation, GParamSpec *pspec, const PhaseCell *cell)
{
  if (sluice_operation_get_phase (operation) != cell->phase ||
      g_object_get_data (G_OBJECT (operation), "test-met") != NULL)
    return;
  g_object_set_data (G_OBJECT (operation), "test-met", GINT_TO_POINTER (1));
  n_met++;
  g_idle_add_full (G_PRIORITY_HIGH, act_cb, (gpointer) cell, NULL);
}

static void
run_phase (gconstpointer data)
{
  const PhaseCell *phase = data;
  const Cell cell = { .number = phase->number };
  const FaultPlan plan = {
    .act = phase->lost ? FAULT_CLOSE_DONE : FAULT_PASS,
    .method = g_str_equal (stage.operation->method, "GET") ? "POST" : stage.operation->method,
    .path = stage.operation->path,
  };
  guint port = (guint) g_ascii_strtoull (strrchr (stage.atlas->url, ':') + 1, NULL, 10);
  FaultProxy *proxy = fault_proxy_new (port, &plan, NULL);
  g_autofree char *url = fault_proxy_dup_url (proxy);
  guint n_met_before = n_met;

  prepare (&cell);
  stage.client = new_client (url);
  prime ();
  fault_proxy_arm (proxy);
  stage_begin (&stage);
  g_signal_connect (stage.write, "notify::revision", G_CALLBACK (phase_cb), (gpointer) phase);
  phase_cb (stage.write, NULL, phase);
  if (!wait_for_end ())
    give_up ();
  else
    judge_write (TRUTH_ANY);
  g_idle_remove_by_data ((gpointer) phase);
  if (n_met == n_met_before)
    g_test_message ("This phase is not met");
  end_cell (proxy, FALSE);
}

static void
add_phases (void)
{
  static guint number = 1000;

  for (int phase = SLUICE_PHASE_CHECKING; phase <= SLUICE_PHASE_CLEANING_UP; phase++)
    for (int i = 0; i < 4; i++)
      {
        PhaseCell *cell = g_new0 (PhaseCell, 1);
        g_autofree char *path = NULL;

        *cell = (PhaseCell) { .phase = phase, .quit = i & 1, .lost = i & 2, .number = ++number };
        path = g_strdup_printf ("/faults/%s/phase-%d/%s%s", stage.operation->name, phase,
                                cell->quit ? "quit" : "cancel", cell->lost ? "-lost" : "");
        g_test_add_data_func_full (path, cell, run_phase, g_free);
      }
}

/* ---- all of them ----------------------------------------------------------------------------- */

static void
add (const Fault *fault, const WayFault *way, gboolean ever)
{
  static guint number;
  Cell *cell = g_new0 (Cell, 1);
  g_autofree char *slug = g_strdelimit (g_strdup (fault ? fault->name : way->name), " /", '-');
  g_autofree char *path = g_strdup_printf ("/faults/%s/%s%s", stage.operation->name, slug,
                                           fault == NULL ? "" : ever ? "/for-ever" : "/once");

  cell->fault = fault;
  cell->way = way;
  cell->ever = ever;
  cell->number = ++number;
  g_test_add_data_func_full (path, cell, fault ? run_fault : run_way, g_free);
}

int
main (int    argc,
      char **argv)
{
  char *options[] = { argv[0], (char *) "-k", (char *) "--tap", NULL };  /* go on after a failure */
  char **all = options;
  int n_options = G_N_ELEMENTS (options) - 1;
  int phases, status;

  g_assert_cmpint (argc, >=, 2);
  g_test_init (&n_options, &all, NULL);
  stage.operation = stage_find (argv[1]);
  healed = argc > 2 && g_str_equal (argv[2], "--healed");
  phases = argc > 2 && g_str_equal (argv[2], "--phases");
  stage.atlas = practice_atlas_start ("", phases ? "0.2" : "0");
  stage.other = new_client (stage.atlas->url);
  if (phases && stage_writes (&stage) && !stage.operation->is_call)
    add_phases ();
  for (guint i = 0; i < n_faults && !phases; i++)
    {
      add (&faults[i], NULL, FALSE);
      add (&faults[i], NULL, TRUE);
    }
  for (guint i = 0; i < n_way_faults && !phases; i++)
    add (NULL, &way_faults[i], TRUE);
  status = g_test_run ();
  if (phases)
    g_print ("# %u cells have met their phase\n", n_met);
  g_print ("# %s: %u cells, %u right\n", stage.operation->name, n_cells, n_right);
  g_assert_finalize_object (stage.other);
  practice_atlas_stop (stage.atlas);
  return status;
}
