/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A keyring that would have to ask the person, of whom there is none here: for the keyring that is
 * as if the prompt had been closed. Run it in a session with a bus and a home of its own; apart from
 * test-secret-store, because libsecret 0.20 leaks what a prompt has answered.
 */
#include <string.h>

#include "keyring-daemon.h"
#include "sluice-config.h"
#include "sluice-secret-store.h"
#include "store-calls.h"

#define HOST "cloud.mongodb.com"
#define OTHER_HOST "cloud.mongodbgov.com"
#define PASSWORD "opensesame"

/* A daemon that has no keyring and nobody to ask for a password to make one. */
static void
test_empty (void)
{
  g_autoptr (SluiceKeyStore) store = sluice_secret_store_new ();
  KeyringDaemon *daemon = keyring_daemon_start_afresh (NULL);
  g_autoptr (GError) error = NULL;

  store_assert_not_loaded (store, HOST, "zmmrboas", SLUICE_KEY_STORE_ERROR_NOT_FOUND);
  store_assert_forgets (store, HOST, "zmmrboas");
  g_assert_false (store_save (store, HOST, "zmmrboas", "the-secret", &error));
  g_assert_error (error, SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "default keyring"));

  keyring_daemon_end (daemon);
}

static void
test_locked (void)
{
  g_autoptr (SluiceKeyStore) store = sluice_secret_store_new ();
  KeyringDaemon *daemon = keyring_daemon_start_afresh (PASSWORD);

  store_assert_saves (store, HOST, "zmmrboas", "0f3c1d2e-4b6a");
  keyring_daemon_lock ();
  store_assert_all_fail (store, HOST, "zmmrboas", SLUICE_KEY_STORE_ERROR_LOCKED);
  store_assert_not_loaded (store, HOST, NULL, SLUICE_KEY_STORE_ERROR_LOCKED);
  store_assert_not_loaded (store, OTHER_HOST, NULL, SLUICE_KEY_STORE_ERROR_NOT_FOUND);
  keyring_daemon_end (daemon);

  daemon = keyring_daemon_start (NULL);
  store_assert_all_fail (store, HOST, "zmmrboas", SLUICE_KEY_STORE_ERROR_LOCKED);
  keyring_daemon_end (daemon);

  daemon = keyring_daemon_start (PASSWORD);
  store_assert_keeps (store, HOST, NULL, "zmmrboas", "0f3c1d2e-4b6a");
  keyring_daemon_end (daemon);
}

/* Runs in GDBus's own thread. */
static GDBusMessage *
count_unlock (GDBusConnection *bus,
              GDBusMessage    *message,
              gboolean         incoming,
              gpointer         user_data)
{
  if (!incoming && g_strcmp0 (g_dbus_message_get_member (message), "Unlock") == 0)
    g_atomic_int_inc ((int *) user_data);

  return message;
}

/* A person is bothered only for something that is kept and cannot be had otherwise. */
static void
test_asking (void)
{
  g_autoptr (SluiceKeyStore) store = sluice_secret_store_new ();
  KeyringDaemon *daemon = keyring_daemon_start_afresh (PASSWORD);
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  int n_asked = 0;
  guint filter = g_dbus_connection_add_filter (bus, count_unlock, &n_asked, NULL);

  store_assert_saves (store, HOST, "zmmrboas", "0f3c1d2e-4b6a");
  keyring_daemon_lock ();
  store_assert_not_loaded (store, OTHER_HOST, NULL, SLUICE_KEY_STORE_ERROR_NOT_FOUND);
  store_assert_forgets (store, OTHER_HOST, "zmmrboas");
  store_assert_lists (store, "", TRUE);
  g_assert_cmpint (n_asked, ==, 0);
  store_assert_not_loaded (store, HOST, NULL, SLUICE_KEY_STORE_ERROR_LOCKED);
  g_assert_cmpint (n_asked, ==, 1);

  /* The same key once more, where it is open: enough to load it, not to forget it. */
  keyring_daemon_add_item ("session", SLUICE_APP_ID, "api-key", "public-key");
  store_assert_lists (store, HOST " zmmrboas\n", TRUE);
  store_assert_keeps (store, HOST, "zmmrboas", "zmmrboas", "foreign-secret");
  g_assert_cmpint (n_asked, ==, 1);
  g_assert_false (store_forget (store, HOST, "zmmrboas", &error));
  g_assert_error (error, SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_LOCKED);
  g_assert_cmpint (n_asked, ==, 2);

  g_dbus_connection_remove_filter (bus, filter);
  keyring_daemon_end (daemon);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret-locked/empty", test_empty);
  g_test_add_func ("/secret-locked/locked", test_locked);
  g_test_add_func ("/secret-locked/asking", test_asking);

  return g_test_run ();
}
