/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs one operation through every row of the table of faults, once and for ever, against a
 * practice Atlas behind a proxy, and compares what Sluice says with what the server holds.
 *
 *   test-faults OPERATION            each cell is a test; the last line tells how many are right
 *   test-faults OPERATION --phases   cancels and quits at each phase instead, with and without a
 *                                    lost answer; of operations that write
 *   test-faults OPERATION --killed   kills a process that performs it with SIGKILL at each phase
 *                                    instead, and lets another one find out
 *   test-faults OPERATION --members  puts each single value of the answer into other shapes
 *                                    instead
 *   test-faults OPERATION --healed   the same with every fault left out: each cell that expects
 *                                    something to go wrong has to be found wrong
 */
#include <string.h>

#include "fault-cell.h"
#include "fault-child.h"
#include "fault-shim.h"
#include "fault-way.h"
#include "sluice-call.h"

#define USUAL_MS (20 * 1000)
/* Time that passes at once where the fault is that nothing comes. */
#define SHORT_MS (8 * 1000)
/* Nobody waits for a server that has nothing to say from the start. */
#define MUTE_MS 250
#define CANCEL_MS 1000

typedef struct
{
  const Fault    *fault;  /* or */
  const WayFault *way;
  gboolean        ever;
  guint           number;
} Cell;

/* What looks first, reads first. */
static const char *
first_method (void)
{
  return stage.operation->at_once ? stage.operation->method : "GET";
}

/* Who only watches, or cleans up, has the time that the server asks for, up to five minutes:
 * cancelled, each of both has to end at once. */
static gboolean
waits_as_told (const Fault *fault, gboolean ever)
{
  if (g_str_equal (stage.operation->name, "import"))
    return fault->status != NULL && g_str_has_prefix (fault->status, "429");
  if (fault->least_ms > 0 && ever)
    return stage_writes (&stage);
  return (g_str_equal (stage.operation->name, "watch-link") ||
          g_str_has_prefix (stage.operation->name, "deliver-")) && fault->headers != NULL &&
         (strstr (fault->headers, " 30\r") != NULL || strstr (fault->headers, " 99") != NULL ||
          strstr (fault->headers, " 2099 ") != NULL);
}

static void
jump_ahead (gpointer user_data)
{
  shim_set_clock (SHIM_TEN_YEARS);
}

static void
jump_back (gpointer user_data)
{
  shim_set_clock (-SHIM_TEN_YEARS);
}

static void
let_time_pass (void)
{
  shim_pass_time (SHORT_MS);
}

static void
sleep_long (gpointer user_data)
{
  stage_sleep (user_data);
  let_time_pass ();
}

typedef void (*Event) (gpointer stage);

/* What happens here when the fault strikes. */
static Event
get_event (const Fault *fault)
{
  if (fault->act == FAULT_SLEEP_DONE)
    return sleep_long;
  if (fault->act == FAULT_SLEEP_RESET_READ || fault->act == FAULT_SLEEP_RESET_DONE)
    return stage_sleep;
  if (g_strcmp0 (fault->body, FAULT_QUIT) == 0)
    return stage_quit;
  if (g_strcmp0 (fault->body, FAULT_AHEAD) == 0)
    return jump_ahead;
  return g_strcmp0 (fault->body, FAULT_BACK) == 0 ? jump_back : stage_cancel;
}

static gboolean
cancel_cb (gpointer proxy)
{
  if (!fault_proxy_was_met (proxy) && !healed)
    return G_SOURCE_CONTINUE;
  if (stage.run != NULL)
    sluice_import_run_cancel (stage.run);
  else
    stage_cancel (&stage);
  return G_SOURCE_CONTINUE;
}

/* Cleaning up is not cancelled: each of its calls has its own deadline. */
static gboolean
in_a_hurry (const Cell *cell)
{
  return cell->ever && stage.operation->is_done == NULL && stage_writes (&stage);
}

static FaultProxy *
open_fault (const Cell *cell)
{
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
    .cancel = get_event (fault),
    .cancel_data = &stage,
    .silent = (fault->slow && fault->act != FAULT_SLEEP_DONE) || in_a_hurry (cell) ? let_time_pass
                                                                                  : NULL,
  };

  return fault_proxy_new (cell_server_port (), &plan, NULL);
}

static void
set_deadlines (const Cell *cell)
{
  gboolean short_read = cell->fault->slow && (cell->ever || !stage_writes (&stage) ||
                                              stage_looks_first (&stage));
  gboolean hurry = in_a_hurry (cell);

  sluice_atlas_client_set_deadlines (stage.client, short_read || hurry ? SHORT_MS : USUAL_MS,
                                     cell->fault->slow || hurry ? SHORT_MS : USUAL_MS);
}

static void
judge_read (const Fault *fault, int code, gint64 took_us)
{
  cell_judge (said_fits (stage.code, code), "The call ends with %d and not with %d", stage.code,
              code);
  cell_judge (stage.code != FAULT_FINE || healed || took_us >= fault->least_ms * 1000,
              "It does not wait");
}

static void
run_fault (gconstpointer data)
{
  const Cell *cell = data;
  const Fault *fault = cell->fault;
  FaultProxy *proxy = open_fault (cell);
  g_autofree char *url = fault_proxy_dup_url (proxy);
  int code = cell->ever ? fault->read_ever : fault->read_once;
  Truth truth = truth_of (&stage, fault, cell->ever);
  guint canceller = 0;
  gint64 begun_us;

  cell_prepare (cell->number);
  stage.client = cell_new_client (url);
  if (!fault->any_round)
    cell_prime ();
  set_deadlines (cell);
  fault_proxy_arm (proxy);
  shim_set_clock (healed ? 0 : fault->clock);
  begun_us = g_get_monotonic_time ();
  stage_begin (&stage);
  if (waits_as_told (fault, cell->ever))
    canceller = g_timeout_add (CANCEL_MS, cancel_cb, proxy);
  if (!cell_wait_for_end ())
    cell_give_up ();
  else if (!stage_writes (&stage))
    judge_read (fault, code, g_get_monotonic_time () - begun_us);
  else
    cell_judge_write (truth);
  shim_set_clock (0);
  g_clear_handle_id (&canceller, g_source_remove);
  cell_judge (fault_proxy_was_met (proxy) || fault->act == FAULT_PASS || healed,
              "No fault was met");
  cell_end (proxy, !stage_writes (&stage) ? code >= 0
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
      stage.client = cell_new_client (url);
      break;
    case WAY_NO_NAME:
      stage.client = cell_new_client ("https://nowhere.invalid");
      break;
    case WAY_PROXY_REFUSED:
      *mute = way_listen_mute (TRUE, &url);
      stage.client = cell_new_client (stage.atlas->url);
      way_use_proxy (stage.client, url);
      break;
    case WAY_PROXY_WANTS_LOGIN:
    case WAY_PROXY_TUNNEL_LOGIN:
      proxy = way_login_proxy_new (way->way == WAY_PROXY_TUNNEL_LOGIN ? "CONNECT"
                                                                      : first_method ());
      url = fault_proxy_dup_url (proxy);
      stage.client = cell_new_client (way->way == WAY_PROXY_WANTS_LOGIN ? stage.atlas->url
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
      stage.client = cell_new_client (url);
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

  cell_prepare (cell->number);
  proxy = healed ? NULL : open_way (way, &mute);
  if (healed)
    stage.client = cell_new_client (stage.atlas->url);
  if (way->way == WAY_NO_NAME)
    g_resolver_set_default (nobody);
  if (way->way == WAY_TLS_SILENT)
    sluice_atlas_client_set_deadlines (stage.client, MUTE_MS, MUTE_MS);
  shim_set_clock (healed ? 0 : way->clock);
  stage_begin (&stage);
  if (!cell_wait_for_end ())
    cell_give_up ();
  else if (!stage_writes (&stage))
    {
      cell_judge (stage.code == way->code, "The call ends with %d and not with %d", stage.code,
                  way->code);
      cell_judge (stage.tls_errors == way->flags, "The certificate's faults are said to be %d",
                  stage.tls_errors);
    }
  else
    {
      const GError *error = stage.write ? sluice_operation_get_error (stage.write) : NULL;
      int code = stage.write == NULL ? stage.code : error != NULL ? error->code : FAULT_FINE;

      g_resolver_set_default (usual);
      cell_judge_write (stage_looks_first (&stage) ? TRUTH_ANY : TRUTH_REFUSED);
      cell_judge (code == way->code || g_str_equal (stage.operation->name, "watch-link"),
                  "The error is “%s”", error ? error->message : "none");
    }
  shim_set_clock (0);
  g_resolver_set_default (usual);
  cell_end (proxy, TRUE);
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

/* Whether somebody looks what became of the write, and anything shows of it. */
static gboolean
shows_its_effect (void)
{
  return stage_writes (&stage) && !stage_looks_first (&stage) && !stage.operation->is_call &&
         !stage.operation->leaves_no_trace;
}

static void
add_faults (void)
{
  for (guint i = 0; i < n_faults; i++)
    {
      if (!faults[i].of_writes || shows_its_effect ())
        add (&faults[i], NULL, FALSE);
      if (!faults[i].of_writes)
        add (&faults[i], NULL, TRUE);
    }
  for (guint i = 0; i < n_way_faults; i++)
    add (NULL, &way_faults[i], TRUE);
}

int
main (int    argc,
      char **argv)
{
  char *options[] = { argv[0], (char *) "-k", (char *) "--tap", NULL };  /* go on after a failure */
  char **all = options;
  int n_options = G_N_ELEMENTS (options) - 1;
  const char *mode = argc > 2 ? argv[2] : "";
  gboolean writes, phases, killed, members;
  int status;

  g_assert_cmpint (argc, >=, 2);
  if (g_str_equal (mode, CHILD_PERFORM))
    return child_perform (argv[1], argv + 3);
  if (g_str_equal (mode, CHILD_RECOVER))
    return child_recover (argv[1], argv + 3);
  g_test_init (&n_options, &all, NULL);
  stage.operation = stage_find (argv[1]);
  healed = g_str_equal (mode, "--healed");
  phases = g_str_equal (mode, "--phases");
  killed = g_str_equal (mode, "--killed");
  members = g_str_equal (mode, "--members");
  stage.atlas = practice_atlas_start ("", phases ? "0.2" : killed ? "0.01" : "0");
  stage.other = cell_new_client (stage.atlas->url);
  writes = stage_writes (&stage) && !stage.operation->is_call;
  if (phases && writes)
    phases_add ();
  else if (killed && writes)
    killed_add (argv[0]);
  else if (members)
    members_add ();
  else if (!phases && !killed)
    add_faults ();
  status = g_test_run ();
  if (phases || killed)
    g_print ("# %u cells have met their phase\n", phases_n_met () + killed_n_met ());
  g_print ("# %s: %u cells, %u right\n", stage.operation->name, cell_n, cell_n_right);
  assert_finalized_soon (stage.other);
  practice_atlas_stop (stage.atlas);
  return status;
}
