/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the beginning of a cell to its end. */
#include "fault-cell.h"

#include <string.h>
#include <sys/resource.h>

#include "fault-shim.h"
#include "sluice-atlas-status.h"

/* No machine is so busy that a cell takes longer; slow faults end by a deadline of their own. */
#define PATIENCE_S 25
#define RETRY_MS 5
/* Far less than a flood, and a few pieces beyond the client's own limit of 4 MiB. */
#define MOST_FLOODED (24 * 1000 * 1000)
#define MOST_MEMORY_KB (400 * 1024)

Stage stage;
gboolean healed;
guint cell_n, cell_n_right;

static gboolean wrong;  /* the cell */

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

gboolean
cell_wait_for_end (void)
{
  gint64 end = shim_really_us () + PATIENCE_S * G_USEC_PER_SEC;
  guint tick = g_timeout_add (100, tick_cb, NULL);

  while (!stage_is_over (&stage) && shim_really_us () < end)
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

void
cell_prime (void)
{
  gboolean primed = FALSE;

  sluice_atlas_check_key_async (stage.client, NULL, primed_cb, &primed);
  while (!primed)
    g_main_context_iteration (NULL, TRUE);
}

SluiceAtlasClient *
cell_new_client (const char *url)
{
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (stage.atlas->public_key,
                                                     stage.atlas->private_key);
  SluiceAtlasClient *client = sluice_atlas_client_new (url, key);

  sluice_atlas_client_set_retry (client, RETRY_MS);
  return client;
}

void
cell_prepare (guint number)
{
  stage.number = number;
  stage.name = g_strdup_printf ("cell-%u", number);
  if (stage.operation->prepare != NULL)
    stage.operation->prepare (&stage);
}

/* One cell that is wrong does not keep the others from being looked at. */
void
cell_judge (gboolean good, const char *format, ...)
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

void
cell_judge_write (Truth truth)
{
  Said said = said_by (&stage);
  const GError *error = stage.write ? sluice_operation_get_error (stage.write) : NULL;
  gboolean done;

  if (stage.operation->is_honest != NULL)
    cell_judge (stage.operation->is_honest (&stage),
                "What is said is not so (outcome %d, error “%s”)",
                stage.write ? (int) sluice_operation_get_outcome (stage.write) : -1,
                error ? error->message : "");
  if (stage.operation->is_done == NULL)
    return;
  done = stage.operation->is_done (&stage) && !was_done_before (said);
  cell_judge (said_is_true (said, done), "Sluice says “%s”, which is %s", said_names[said],
              done ? "false: it is done" : "false: it is not done");
  cell_judge (said_is_expected (said, done, truth),
              "Sluice says “%s” (outcome %d, error “%s”); it %s done",
              said_names[said], stage.write ? (int) sluice_operation_get_outcome (stage.write)
                                       : stage.code,
              error ? error->message : "", done ? "is" : "is not");
  cell_judge (stage.write == NULL || sluice_operation_can_check_again (stage.write) ||
              said != SAID_UNKNOWN,
              "It cannot be checked again");
}

/* must_fail: the cell expects something that does not happen without its fault. */
void
cell_end (FaultProxy *proxy, gboolean must_fail)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  if (proxy != NULL)
    {
      cell_judge (fault_proxy_n_writes (proxy) <= MAX (stage.operation->n_writes, 1),
                  "%u writes have reached the server",
                  fault_proxy_n_writes (proxy));
      cell_judge (fault_proxy_n_betrayals (proxy) == 0, "More was told than a digest");
      cell_judge (fault_proxy_n_flooded (proxy) < MOST_FLOODED, "%u bytes were taken in",
                  (guint) fault_proxy_n_flooded (proxy));
      fault_proxy_free (proxy);
    }
#ifndef __SANITIZE_ADDRESS__
  cell_judge (usage.ru_maxrss < MOST_MEMORY_KB, "%ld kB of memory", usage.ru_maxrss);
#endif
  stage_clear (&stage);
  if (stage.client != NULL)
    assert_finalized_soon (g_steal_pointer (&stage.client));
  cell_n++;
  if (healed ? must_fail && !wrong : wrong)
    g_test_fail ();
  else
    cell_n_right++;
  wrong = FALSE;
}

/* Lets what is still under way end before the stage is cleared. */
void
cell_give_up (void)
{
  cell_judge (FALSE, "It does not end");
  stage_cancel (&stage);
  sluice_atlas_client_close (stage.client);
  cell_wait_for_end ();
}

guint
cell_server_port (void)
{
  return (guint) g_ascii_strtoull (strrchr (stage.atlas->url, ':') + 1, NULL, 10);
}
