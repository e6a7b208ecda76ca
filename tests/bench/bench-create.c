/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Creates connections as Sluice does and tells, for each, how many requests it took and how long
 * from the call to the answer:
 *
 *   bench-create cold|warm TIMES PREFIX URL PUBLIC PRIVATE PROJECT INSTANCE
 *
 * Cold: with a client that has not sent anything yet. Warm: after the check of the key, as when a
 * person has filled in the form. One line each: "REQUESTS MICROSECONDS".
 */
#include <stdio.h>
#include <stdlib.h>

#include "sluice-atlas-status.h"
#include "sluice-create-operation.h"

#define ROLE "arn:aws:iam::123456789012:role/atlas-stream-sink"

typedef struct
{
  GMainLoop         *loop;
  SluiceAtlasClient *client;
  char             **words;
} Bench;

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceKeyInfo) info = sluice_atlas_check_key_finish (bench->client, result, &error);

  if (info == NULL)
    g_error ("%s", error->message);
  g_main_loop_quit (bench->loop);
}

static void
changed_cb (SluiceOperation *operation, GParamSpec *pspec, Bench *bench)
{
  if (sluice_operation_get_state (operation) != SLUICE_OPERATION_STATE_WORKING)
    g_main_loop_quit (bench->loop);
}

static void
renew_client (Bench *bench, gboolean warm)
{
  g_autoptr (SluiceApiKey) key = sluice_api_key_new (bench->words[1], bench->words[2]);

  g_clear_object (&bench->client);
  bench->client = sluice_atlas_client_new (bench->words[0], key);
  if (!warm)
    return;
  sluice_atlas_check_key_async (bench->client, NULL, checked_cb, bench);
  g_main_loop_run (bench->loop);
}

static void
create (Bench *bench, const char *name)
{
  SluiceCreateRequest request = {
    .project_id = bench->words[3],
    .instance = bench->words[4],
    .name = name,
    .role_arn = ROLE,
    .name_is_free = TRUE,
  };
  gint64 start = g_get_monotonic_time ();
  g_autoptr (SluiceOperation) operation = sluice_create_operation_start (bench->client, &request);

  g_signal_connect (operation, "notify::revision", G_CALLBACK (changed_cb), bench);
  g_main_loop_run (bench->loop);
  if (sluice_operation_get_outcome (operation) != SLUICE_OUTCOME_READY)
    g_error ("%s was not created", name);
  printf ("%u %" G_GINT64_FORMAT "\n",
          sluice_evidence_get_request_count (sluice_operation_get_evidence (operation)),
          g_get_monotonic_time () - start);
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { .loop = g_main_loop_new (NULL, FALSE) };
  gboolean warm;

  if (argc != 9)
    return 2;
  warm = g_str_equal (argv[1], "warm");
  bench.words = argv + 4;
  for (int i = 0; i < atoi (argv[2]); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%d", argv[3], i);

      if (i == 0 || !warm)
        renew_client (&bench, warm);
      create (&bench, name);
    }
  g_clear_object (&bench.client);
  g_main_loop_unref (bench.loop);
  return EXIT_SUCCESS;
}
