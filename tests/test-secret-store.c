/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys in a real keyring. Run it in a session with a bus and a home of its own:
 *
 *   test-secret-store
 *   test-secret-store load|save|forget HOST PUBLIC_KEY [PRIVATE_KEY]
 *       what it starts itself as another process; its exit status is 0, or 10 and the error's code
 */
#include <string.h>

#include <libsecret/secret.h>

#include "keyring-daemon.h"
#include "sluice-config.h"
#include "sluice-secret-store.h"
#include "store-calls.h"

#define HOST "cloud.mongodb.com"
#define OTHER_HOST "cloud.mongodbgov.com"
#define PASSWORD "opensesame"
#define ERROR_STATUS 10

static const char *self_path;

/* What another program sees: one line of standard output, or NULL. */
static char *
ask_secret_tool (const char *host,
                 const char *public_key)
{
  g_autoptr (GSubprocess) tool = NULL;
  char *output = NULL;

  tool = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, "secret-tool", "lookup",
                           "application", SLUICE_APP_ID, "kind", "api-key", "host", host,
                           "public-key", public_key, NULL);
  g_assert_nonnull (tool);
  g_assert_true (g_subprocess_communicate_utf8 (tool, NULL, NULL, &output, NULL, NULL));
  if (g_subprocess_get_exit_status (tool) == 0)
    return output;

  g_free (output);
  return NULL;
}

static char *
list_items (void)
{
  char *output = NULL;

  g_assert_true (g_spawn_command_line_sync ("secret-tool search --all application " SLUICE_APP_ID,
                                            &output, NULL, NULL, NULL));
  return output;
}

static int
run_process (char       **environment,
             const char  *action,
             const char  *host,
             const char  *public_key,
             const char  *private_key)
{
  const char *arguments[] = { self_path, action, host, public_key, private_key, NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) process = NULL;

  if (environment != NULL)
    g_subprocess_launcher_set_environ (launcher, environment);
  process = g_subprocess_launcher_spawnv (launcher, arguments, NULL);
  g_assert_nonnull (process);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));

  return g_subprocess_get_exit_status (process);
}

static void
test_absent (void)
{
  g_autoptr (SluiceKeyStore) store = sluice_secret_store_new ();
  gint64 before = g_get_monotonic_time ();

  store_assert_all_fail (store, HOST, "zmmrboas", SLUICE_KEY_STORE_ERROR_UNAVAILABLE);
  g_assert_cmpint (g_get_monotonic_time () - before, <, 5 * G_TIME_SPAN_SECOND);
}

static void
test_no_bus (void)
{
  g_auto (GStrv) environment = g_get_environ ();

  environment = g_environ_setenv (environment, "DBUS_SESSION_BUS_ADDRESS",
                                  "unix:path=/nonexistent/bus", TRUE);
  g_assert_cmpint (run_process (environment, "load", HOST, "zmmrboas", NULL), ==,
                   ERROR_STATUS + SLUICE_KEY_STORE_ERROR_UNAVAILABLE);
  g_assert_cmpint (run_process (environment, "save", HOST, "zmmrboas", "s"), ==,
                   ERROR_STATUS + SLUICE_KEY_STORE_ERROR_UNAVAILABLE);
}

static void
test_not_utf8 (void)
{
  g_autoptr (SluiceKeyStore) store = sluice_secret_store_new ();

  store_assert_all_fail (store, HOST, "\xff\xfe", SLUICE_KEY_STORE_ERROR_FAILED);
}

static void
test_kept (void)
{
  g_autoptr (SluiceKeyStore) store = sluice_secret_store_new ();
  KeyringDaemon *daemon = keyring_daemon_start_afresh (PASSWORD);
  g_autofree char *seen = NULL;
  g_autofree char *listed = NULL;

  store_assert_not_loaded (store, HOST, "zmmrboas", SLUICE_KEY_STORE_ERROR_NOT_FOUND);
  store_assert_not_loaded (store, HOST, NULL, SLUICE_KEY_STORE_ERROR_NOT_FOUND);
  store_assert_saves (store, HOST, "zmmrboas", "0f3c1d2e-4b6a");
  store_assert_keeps (store, HOST, "zmmrboas", "zmmrboas", "0f3c1d2e-4b6a");
  store_assert_keeps (store, HOST, NULL, "zmmrboas", "0f3c1d2e-4b6a");

  seen = ask_secret_tool (HOST, "zmmrboas");
  g_assert_cmpstr (seen, ==, "0f3c1d2e-4b6a");
  listed = list_items ();
  g_assert_nonnull (strstr (listed, "label = Sluice: API key …boas (" HOST ")"));
  g_assert_cmpint (run_process (NULL, "load", HOST, "zmmrboas", "0f3c1d2e-4b6a"), ==, 0);

  keyring_daemon_end (daemon);
  daemon = keyring_daemon_start (PASSWORD);
  store_assert_keeps (store, HOST, "zmmrboas", "zmmrboas", "0f3c1d2e-4b6a");
  keyring_daemon_end (daemon);
}

static void
test_replaced (void)
{
  g_autoptr (SluiceKeyStore) store = sluice_secret_store_new ();
  KeyringDaemon *daemon = keyring_daemon_start_afresh (PASSWORD);

  store_assert_saves (store, HOST, "zmmrboas", "first");
  store_assert_saves (store, HOST, "zmmrboas", "second");
  store_assert_keeps (store, HOST, "zmmrboas", "zmmrboas", "second");
  store_assert_forgets (store, HOST, "zmmrboas");
  store_assert_not_loaded (store, HOST, "zmmrboas", SLUICE_KEY_STORE_ERROR_NOT_FOUND);

  keyring_daemon_end (daemon);
}

static void
test_forgotten (void)
{
  g_autoptr (SluiceKeyStore) store = sluice_secret_store_new ();
  KeyringDaemon *daemon = keyring_daemon_start_afresh (PASSWORD);
  g_autoptr (GError) error = NULL;

  store_assert_saves (store, HOST, "zmmrboas", "0f3c1d2e-4b6a");
  g_assert_true (store_forget (store, HOST, "zmmrboas", &error));
  g_assert_no_error (error);
  g_assert_null (ask_secret_tool (HOST, "zmmrboas"));
  store_assert_not_loaded (store, HOST, "zmmrboas", SLUICE_KEY_STORE_ERROR_NOT_FOUND);
  store_assert_forgets (store, HOST, "zmmrboas");

  keyring_daemon_end (daemon);
}

static void
test_listed (void)
{
  g_autoptr (SluiceKeyStore) store = sluice_secret_store_new ();
  KeyringDaemon *daemon = keyring_daemon_start_afresh (PASSWORD);

  store_assert_lists (store, "", FALSE);
  store_assert_saves (store, HOST, "zmmrboas", "0f3c1d2e-4b6a");
  store_assert_saves (store, HOST, "abcdefgh", "1f3c1d2e-4b6a");
  store_assert_saves (store, OTHER_HOST, "zmmrboas", "2f3c1d2e-4b6a");
  store_assert_lists (store, HOST " abcdefgh\n" HOST " zmmrboas\n" OTHER_HOST " zmmrboas\n", FALSE);
  store_assert_forgets (store, HOST, "zmmrboas");
  store_assert_lists (store, HOST " abcdefgh\n" OTHER_HOST " zmmrboas\n", FALSE);

  keyring_daemon_end (daemon);
}

/* The keyring's times are whole seconds. */
static void
wait_for_next_second (void)
{
  gint64 second = g_get_real_time () / G_USEC_PER_SEC;

  while (g_get_real_time () / G_USEC_PER_SEC == second)
    g_usleep (G_USEC_PER_SEC / 50);
}

static void
test_apart (void)
{
  g_autoptr (SluiceKeyStore) store = sluice_secret_store_new ();
  KeyringDaemon *daemon = keyring_daemon_start_afresh (PASSWORD);

  store_assert_saves (store, HOST, "aaaaaaaa", "secret-a");
  wait_for_next_second ();
  store_assert_saves (store, HOST, "bbbbbbbb", "secret-b");
  store_assert_saves (store, OTHER_HOST, "aaaaaaaa", "secret-gov");

  store_assert_keeps (store, HOST, "aaaaaaaa", "aaaaaaaa", "secret-a");
  store_assert_keeps (store, HOST, "bbbbbbbb", "bbbbbbbb", "secret-b");
  store_assert_keeps (store, OTHER_HOST, "aaaaaaaa", "aaaaaaaa", "secret-gov");
  store_assert_keeps (store, HOST, NULL, "bbbbbbbb", "secret-b");
  wait_for_next_second ();
  store_assert_saves (store, HOST, "aaaaaaaa", "secret-a2");
  store_assert_keeps (store, HOST, NULL, "aaaaaaaa", "secret-a2");

  store_assert_forgets (store, HOST, "aaaaaaaa");
  store_assert_keeps (store, HOST, NULL, "bbbbbbbb", "secret-b");
  store_assert_keeps (store, OTHER_HOST, "aaaaaaaa", "aaaaaaaa", "secret-gov");

  keyring_daemon_end (daemon);
}

static void
test_foreign (void)
{
  g_autoptr (SluiceKeyStore) store = sluice_secret_store_new ();
  KeyringDaemon *daemon = keyring_daemon_start_afresh (PASSWORD);
  g_autofree char *seen = NULL;

  keyring_daemon_add_item ("default", "org.example.Other", "api-key", "public-key");
  keyring_daemon_add_item ("default", SLUICE_APP_ID, "other", "public-key");
  keyring_daemon_add_item ("default", SLUICE_APP_ID, "api-key", "other");
  store_assert_not_loaded (store, HOST, "zmmrboas", SLUICE_KEY_STORE_ERROR_NOT_FOUND);
  store_assert_not_loaded (store, HOST, NULL, SLUICE_KEY_STORE_ERROR_NOT_FOUND);

  store_assert_saves (store, HOST, "zmmrboas", "ours");
  store_assert_keeps (store, HOST, NULL, "zmmrboas", "ours");
  store_assert_forgets (store, HOST, "zmmrboas");

  g_assert_null (ask_secret_tool (HOST, "zmmrboas"));
  g_assert_true (g_spawn_command_line_sync ("secret-tool lookup application org.example.Other",
                                            &seen, NULL, NULL, NULL));
  g_assert_cmpstr (seen, ==, "foreign-secret");

  keyring_daemon_end (daemon);
}

typedef struct
{
  KeyringDaemon *daemon;
  const char    *method;
  int            seen;
} Watch;

/* Runs in GDBus's own thread before the message goes out. */
static GDBusMessage *
stop_before_message (GDBusConnection *bus,
                     GDBusMessage    *message,
                     gboolean         incoming,
                     gpointer         user_data)
{
  Watch *watch = user_data;

  if (!incoming && g_strcmp0 (g_dbus_message_get_member (message), watch->method) == 0)
    {
      keyring_daemon_stop (watch->daemon);
      g_atomic_int_set (&watch->seen, TRUE);
      g_main_context_wakeup (NULL);
    }

  return message;
}

typedef struct
{
  const char *action;
  const char *method;  /* of the Secret Service, the call that stays without an answer */
} Kill;

/* Not at “Delete”: libsecret 0.20 then ends its task twice, which is critical but does no harm. */
static const Kill kills[] = {
  { "load", "SearchItems" },
  { "load", "GetSecret" },
  { "save", "CreateItem" },
  { "forget", "SearchItems" },
};

static void
begin (SluiceKeyStore *store,
       const char     *action,
       GAsyncResult  **answer)
{
  g_autoptr (SluiceApiKey) key = sluice_api_key_new ("zmmrboas", "0f3c1d2e-4b6a");

  if (g_str_equal (action, "save"))
    sluice_key_store_save_async (store, HOST, key, store_answered_cb, answer);
  else if (g_str_equal (action, "forget"))
    sluice_key_store_forget_async (store, HOST, "zmmrboas", store_answered_cb, answer);
  else
    sluice_key_store_load_async (store, HOST, "zmmrboas", store_answered_cb, answer);
}

static void
test_killed (gconstpointer data)
{
  const Kill *kill_at = data;
  KeyringDaemon *daemon = keyring_daemon_start_afresh (PASSWORD);
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (SluiceKeyStore) store = sluice_secret_store_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { daemon, kill_at->method, FALSE };
  guint filter;

  store_assert_saves (store, HOST, "zmmrboas", "0f3c1d2e-4b6a");
  filter = g_dbus_connection_add_filter (bus, stop_before_message, &watch, NULL);
  begin (store, kill_at->action, &answer);
  while (!g_atomic_int_get (&watch.seen))
    g_main_context_iteration (NULL, TRUE);
  keyring_daemon_kill (daemon);
  store_wait_for (&answer);
  g_dbus_connection_remove_filter (bus, filter);

  g_assert_false (g_task_propagate_boolean (G_TASK (answer), &error));
  g_assert_error (error, SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_UNAVAILABLE);
  keyring_daemon_end (daemon);
  store_assert_all_fail (store, HOST, "zmmrboas", SLUICE_KEY_STORE_ERROR_UNAVAILABLE);

  daemon = keyring_daemon_start (PASSWORD);
  store_assert_keeps (store, HOST, "zmmrboas", "zmmrboas", "0f3c1d2e-4b6a");
  keyring_daemon_end (daemon);
}

static char **
make_file_environment (const char *path)
{
  char **environment = g_get_environ ();

  environment = g_environ_setenv (environment, "SECRET_BACKEND", "file", TRUE);
  environment = g_environ_setenv (environment, "SECRET_FILE_TEST_PATH", path, TRUE);
  environment = g_environ_setenv (environment, "SECRET_FILE_TEST_PASSWORD", PASSWORD, TRUE);
  /* libsecret 0.20 loses the file's old etag when it writes a second time. */
  environment = g_environ_setenv (environment, "ASAN_OPTIONS", "detect_leaks=0", TRUE);

  return environment;
}

/* libsecret's own encrypted file, as inside Flatpak. */
static void
test_file (void)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "test.keyring", NULL);
  g_auto (GStrv) environment = make_file_environment (path);

  g_assert_cmpint (run_process (environment, "load", HOST, "zmmrboas", NULL), ==,
                   ERROR_STATUS + SLUICE_KEY_STORE_ERROR_NOT_FOUND);
  g_assert_cmpint (run_process (environment, "save", HOST, "zmmrboas", "in-a-file"), ==, 0);
  g_assert_cmpint (run_process (environment, "load", HOST, "zmmrboas", "in-a-file"), ==, 0);
  g_assert_cmpint (run_process (environment, "load", HOST, "", "in-a-file"), ==, 0);
  g_assert_cmpint (run_process (environment, "forget", HOST, "zmmrboas", NULL), ==, 0);
  g_assert_cmpint (run_process (environment, "load", HOST, "zmmrboas", NULL), ==,
                   ERROR_STATUS + SLUICE_KEY_STORE_ERROR_NOT_FOUND);
}

static void
test_damaged (void)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "damaged.keyring", NULL);
  g_auto (GStrv) environment = make_file_environment (path);

  g_assert_true (g_file_set_contents (path, "This is no keyring.", -1, NULL));
  g_assert_cmpint (run_process (environment, "load", HOST, "zmmrboas", NULL), ==,
                   ERROR_STATUS + SLUICE_KEY_STORE_ERROR_DAMAGED);
  g_assert_cmpint (run_process (environment, "save", HOST, "zmmrboas", "s"), ==,
                   ERROR_STATUS + SLUICE_KEY_STORE_ERROR_DAMAGED);
}

static int
act (char **arguments)
{
  g_autoptr (SluiceKeyStore) store = sluice_secret_store_new ();
  const char *host = arguments[1];
  const char *public_key = arguments[2];
  const char *private_key = arguments[3];
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceApiKey) key = NULL;

  if (g_str_equal (arguments[0], "save"))
    store_save (store, host, public_key, private_key, &error);
  else if (g_str_equal (arguments[0], "forget"))
    store_forget (store, host, public_key, &error);
  else
    key = store_load (store, host, *public_key != '\0' ? public_key : NULL, &error);

  if (error != NULL)
    return ERROR_STATUS + error->code;
  if (key != NULL && g_strcmp0 (sluice_api_key_get_private_key (key), private_key) != 0)
    return 1;

  return 0;
}

static void
add_tests (void)
{
  g_test_add_func ("/secret-store/absent", test_absent);
  g_test_add_func ("/secret-store/no-bus", test_no_bus);
  g_test_add_func ("/secret-store/not-utf8", test_not_utf8);
  g_test_add_func ("/secret-store/kept", test_kept);
  g_test_add_func ("/secret-store/replaced", test_replaced);
  g_test_add_func ("/secret-store/forgotten", test_forgotten);
  g_test_add_func ("/secret-store/listed", test_listed);
  g_test_add_func ("/secret-store/apart", test_apart);
  g_test_add_func ("/secret-store/foreign", test_foreign);
  g_test_add_func ("/secret-store/file", test_file);
  g_test_add_func ("/secret-store/damaged", test_damaged);

  for (guint i = 0; i < G_N_ELEMENTS (kills); i++)
    {
      g_autofree char *path = g_strdup_printf ("/secret-store/killed/%s/%s", kills[i].action,
                                               kills[i].method);

      g_test_add_data_func (path, &kills[i], test_killed);
    }
}

int
main (int    argc,
      char **argv)
{
  self_path = argv[0];
  if (argc > 3)
    return act (argv + 1);

  g_test_init (&argc, &argv, NULL);
  add_tests ();

  return g_test_run ();
}
