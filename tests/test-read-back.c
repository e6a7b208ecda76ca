/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long is looked for what became of a write whose answer was lost. */
#include "sluice-evidence-private.h"
#include "sluice-read-back.h"

static void
look (gpointer looks)
{
  ++*(guint *) looks;
}

static GError *
make_error (SluiceAtlasError code, guint status)
{
  g_autoptr (SluiceEvidence) evidence = sluice_evidence_new ("POST", "/api/atlas/v2/groups");

  evidence->status = status;
  evidence->sent = TRUE;
  return sluice_atlas_error_new (code, evidence, "for the log");
}

/* Where only the waiting has ended, what was asked for may be done a good while later. */
static void
test_patience (void)
{
  static const struct { SluiceAtlasError code; guint status; gboolean patient; } cases[] = {
    { SLUICE_ATLAS_ERROR_UNAVAILABLE, 504, TRUE },
    { SLUICE_ATLAS_ERROR_UNAVAILABLE, 502, TRUE },
    { SLUICE_ATLAS_ERROR_UNAVAILABLE, 503, FALSE },
    { SLUICE_ATLAS_ERROR_TIMED_OUT, 0, TRUE },
    { SLUICE_ATLAS_ERROR_CANCELLED, 0, TRUE },
    { SLUICE_ATLAS_ERROR_CONNECTION_LOST, 0, FALSE },
    { SLUICE_ATLAS_ERROR_BAD_REPLY, 200, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SluiceOperation) operation =
        sluice_operation_new (SLUICE_OPERATION_CREATE_CONNECTION, "s3sink", "tides");
      SluiceReadBack read_back;
      guint looks = 0;

      sluice_read_back_init (&read_back, operation, look, &looks);
      sluice_read_back_lose (&read_back, make_error (cases[i].code, cases[i].status));
      g_assert_cmpuint (looks, ==, 1);
      g_assert_true (sluice_operation_was_in_doubt (operation));
      g_assert_cmpint (read_back.pace.limit_ms >= 60 * 1000, ==, cases[i].patient);
      sluice_read_back_clear (&read_back);
    }
}

/* Who has chosen a pace gets that. */
static void
test_chosen (void)
{
  const SluicePollerPace pace = { 1, 2, 3 };
  g_autoptr (SluiceOperation) operation =
    sluice_operation_new (SLUICE_OPERATION_CREATE_CONNECTION, "s3sink", "tides");
  SluiceReadBack read_back;
  guint looks = 0;

  sluice_read_back_init (&read_back, operation, look, &looks);
  sluice_read_back_set_pace (&read_back, &pace);
  sluice_read_back_lose (&read_back, make_error (SLUICE_ATLAS_ERROR_TIMED_OUT, 0));
  g_assert_cmpuint (read_back.pace.limit_ms, ==, 3);
  sluice_read_back_clear (&read_back);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/read-back/patience", test_patience);
  g_test_add_func ("/read-back/chosen", test_chosen);
  return g_test_run ();
}
