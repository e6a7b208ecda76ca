/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The registry as it was read last, and what is known beyond that. */
#include "sluice-inventory.h"

#include "create-fixture.h"

static gboolean
is_not_reading (gpointer data)
{
  return sluice_inventory_get_state (data, NULL) != SLUICE_INVENTORY_READING;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
count_cb (SluiceInventory *inventory, guint *count)
{
  ++*count;
}

static void
read_all (SluiceInventory *inventory, CreateFixture *fixture)
{
  sluice_inventory_read (inventory, fixture->client, fixture->atlas->project_id,
                         fixture->atlas->instance);
  g_assert_cmpint (sluice_inventory_get_state (inventory, NULL), ==, SLUICE_INVENTORY_READING);
}

static void
test_read (void)
{
  CreateFixture fixture;
  SluiceInventory *inventory = sluice_inventory_new ();
  const GError *error = NULL;
  guint n_changes = 0;

  create_set_up (&fixture, "three-pages", "0");
  g_signal_connect (inventory, "changed", G_CALLBACK (count_cb), &n_changes);
  g_assert_null (sluice_inventory_find (inventory, "orders"));
  read_all (inventory, &fixture);
  wait_until (is_not_reading, inventory);
  g_assert_cmpint (sluice_inventory_get_state (inventory, &error), ==, SLUICE_INVENTORY_READ);
  g_assert_no_error (error);
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_nonnull (sluice_inventory_find (inventory, "orders"));
  g_assert_nonnull (sluice_inventory_find (inventory, "filler-1200"));
  g_assert_null (sluice_inventory_find (inventory, NAME));
  sluice_inventory_forget (inventory);
  g_assert_cmpint (sluice_inventory_get_state (inventory, NULL), ==, SLUICE_INVENTORY_UNREAD);
  g_assert_null (sluice_inventory_find (inventory, "orders"));
  g_assert_finalize_object (inventory);
  create_tear_down (&fixture);
}

static void
test_unreadable (void)
{
  CreateFixture fixture;
  SluiceInventory *inventory = sluice_inventory_new ();
  const GError *error = NULL;

  create_set_up (&fixture, "truncated@list-connections", "0");
  read_all (inventory, &fixture);
  wait_until (is_not_reading, inventory);
  g_assert_cmpint (sluice_inventory_get_state (inventory, &error), ==,
                   SLUICE_INVENTORY_UNREADABLE);
  g_assert_error (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_BAD_REPLY);
  g_assert_finalize_object (inventory);
  create_tear_down (&fixture);
}

static void
test_stopped (void)
{
  CreateFixture fixture;
  SluiceInventory *inventory = sluice_inventory_new ();
  guint n_changes = 0;

  create_set_up (&fixture, "", "0");
  read_all (inventory, &fixture);
  sluice_inventory_forget (inventory);
  g_signal_connect (inventory, "changed", G_CALLBACK (count_cb), &n_changes);
  wait_ms (100);
  g_assert_cmpuint (n_changes, ==, 0);

  /* The first answer is not taken for the second one. */
  read_all (inventory, &fixture);
  read_all (inventory, &fixture);
  wait_until (is_not_reading, inventory);
  g_assert_cmpuint (n_changes, ==, 3);

  /* Whichever of the two answers comes last lets go of it. */
  g_object_add_weak_pointer (G_OBJECT (inventory), (gpointer *) &inventory);
  g_object_unref (inventory);
  wait_until (is_gone, &inventory);
  create_tear_down (&fixture);
}

/* An answer may be older than what is known from elsewhere. The second server stands for that: it
 * does not know what was created at the first. */
static void
test_noted (void)
{
  CreateFixture first, second;
  SluiceInventory *inventory = sluice_inventory_new ();
  GObject *connection;

  create_set_up (&first, "", "0");
  create_start (&first, FALSE);
  create_wait_for_end (&first);
  connection = sluice_operation_get_result (first.operation);
  sluice_inventory_note (inventory, SLUICE_CONNECTION (connection));
  g_assert_null (sluice_inventory_find (inventory, NAME));

  create_set_up (&second, "", "0");
  read_all (inventory, &second);
  sluice_inventory_note (inventory, SLUICE_CONNECTION (connection));
  wait_until (is_not_reading, inventory);
  g_assert_true (G_OBJECT (sluice_inventory_find (inventory, NAME)) == connection);
  g_assert_nonnull (sluice_inventory_find (inventory, "orders"));
  sluice_inventory_note (inventory, SLUICE_CONNECTION (connection));
  g_assert_true (G_OBJECT (sluice_inventory_find (inventory, NAME)) == connection);
  g_assert_finalize_object (inventory);
  create_tear_down (&second);
  create_tear_down (&first);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inventory/read", test_read);
  g_test_add_func ("/inventory/unreadable", test_unreadable);
  g_test_add_func ("/inventory/stopped", test_stopped);
  g_test_add_func ("/inventory/noted", test_noted);
  return g_test_run ();
}
