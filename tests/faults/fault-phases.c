/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of an operation that the person cancels, or quits, at each of its phases. */
#include "fault-cell.h"

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
  const FaultPlan plan = {
    .act = phase->lost ? FAULT_CLOSE_DONE : FAULT_PASS,
    .method = g_str_equal (stage.operation->method, "GET") ? "POST" : stage.operation->method,
    .path = stage.operation->path,
  };
  FaultProxy *proxy = fault_proxy_new (cell_server_port (), &plan, NULL);
  g_autofree char *url = fault_proxy_dup_url (proxy);
  guint n_met_before = n_met;

  cell_prepare (phase->number);
  stage.client = cell_new_client (url);
  cell_prime ();
  fault_proxy_arm (proxy);
  stage_begin (&stage);
  g_signal_connect (stage.write, "notify::revision", G_CALLBACK (phase_cb), (gpointer) phase);
  phase_cb (stage.write, NULL, phase);
  if (!cell_wait_for_end ())
    cell_give_up ();
  else
    cell_judge_write (TRUTH_ANY);
  g_idle_remove_by_data ((gpointer) phase);
  if (n_met == n_met_before)
    g_test_message ("This phase is not met");
  cell_end (proxy, FALSE);
}

void
phases_add (void)
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

guint
phases_n_met (void)
{
  return n_met;
}
