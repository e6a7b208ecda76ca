/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The right answer with one value in another shape, for each value and each shape. */
#include "fault-cell.h"

/* What the cells leave behind makes some lists longer and longer. */
#define MOST_MEMBERS 64

static const struct
{
  const char *name;
  const char *json;
} shapes[] = {
  { "missing", "" },
  { "null", "null" },
  { "a number", "17" },
  { "a huge number", "123456789012345678901234567890" },
  { "false", "false" },
  { "an unknown word", "\"REHYDRATING\"" },
  { "empty", "\"\"" },
  { "a list", "[[]]" },
  { "an object", "{\"name\":{}}" },
};

/* Whatever is made of it, nothing false is said. */
static guint
run_member (const char *json, guint member)
{
  static guint number = 3000;
  const FaultPlan plan = {
    .act = FAULT_SHAPE,
    .method = stage.operation->method,
    .path = stage.operation->path,
    .shape = json,
    .member = member,
  };
  FaultProxy *proxy = fault_proxy_new (cell_server_port (), &plan, NULL);
  g_autofree char *url = fault_proxy_dup_url (proxy);
  guint n_members;

  cell_prepare (++number);
  stage.client = cell_new_client (url);
  cell_prime ();
  fault_proxy_arm (proxy);
  stage_begin (&stage);
  if (!cell_wait_for_end ())
    cell_give_up ();
  else if (!stage_writes (&stage))
    cell_judge (said_fits (stage.code, FAULT_ODD), "Member %u: the call ends with %d", member,
                stage.code);
  else
    cell_judge_write (TRUTH_ANY);
  cell_judge (fault_proxy_was_met (proxy), "No fault was met");
  n_members = fault_proxy_n_members (proxy);
  cell_end (proxy, FALSE);
  return n_members;
}

static void
run_shape (gconstpointer json)
{
  /* Counted with none replaced. */
  guint n_members = MIN (run_member (json, G_MAXUINT), MOST_MEMBERS);

  for (guint member = 1; member <= n_members; member++)
    run_member (json, member);
}

/**
 * members_add:
 *
 * Adds a test for each shape, which has a cell for each value of the answer.
 */
void
members_add (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *slug = g_strdelimit (g_strdup (shapes[i].name), " ", '-');
      g_autofree char *path = g_strdup_printf ("/faults/%s/member/%s", stage.operation->name, slug);

      g_test_add_data_func (path, shapes[i].json, run_shape);
    }
}
