/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starting, locking and ending gnome-keyring-daemon, each waiting until it is so. */
#include "keyring-daemon.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <glib/gstdio.h>

#define NAME "org.freedesktop.secrets"
#define PATH "/org/freedesktop/secrets"
#define SERVICE "org.freedesktop.Secret.Service"
#define DEADLINE (10 * G_TIME_SPAN_SECOND)
#define POLL (5 * G_TIME_SPAN_MILLISECOND)

struct _KeyringDaemon
{
  GSubprocess *process;
};

static GVariant *
call (const char *name,
      const char *path,
      const char *interface,
      const char *method,
      GVariant   *arguments)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  return g_dbus_connection_call_sync (bus, name, path, interface, method, arguments, NULL,
                                      G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL);
}

static gboolean
has_owner (void)
{
  g_autoptr (GVariant) answer = NULL;
  gboolean owned = FALSE;

  answer = call ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                 "NameHasOwner", g_variant_new ("(s)", NAME));
  g_variant_get (answer, "(b)", &owned);

  return owned;
}

static char *
dup_default_collection (void)
{
  g_autoptr (GVariant) answer = NULL;
  char *path = NULL;

  answer = call (NAME, PATH, SERVICE, "ReadAlias", g_variant_new ("(s)", "default"));
  if (answer != NULL)
    g_variant_get (answer, "(o)", &path);

  return path;
}

static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
wait_for_owner (gboolean wanted)
{
  gint64 end = g_get_monotonic_time () + DEADLINE;

  while (has_owner () != wanted)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (POLL);
    }

  /* libsecret has heard of it too once what is waiting has been handled. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
wait_for_default_collection (void)
{
  gint64 end = g_get_monotonic_time () + DEADLINE;

  for (;;)
    {
      g_autofree char *path = dup_default_collection ();

      if (path != NULL && !g_str_equal (path, "/"))
        return;
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (POLL);
    }
}

/**
 * keyring_daemon_start:
 * @password: (nullable): opens the default keyring, or makes it the first time; NULL leaves it
 *   locked, or without a keyring when there has been none
 *
 * Returns: (transfer full): a daemon that answers
 */
KeyringDaemon *
keyring_daemon_start (const char *password)
{
  KeyringDaemon *daemon = g_new0 (KeyringDaemon, 1);
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  GOutputStream *input;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                        G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  /* What is fatal to the tests is not so to the daemon, which warns now and then. */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  daemon->process = g_subprocess_launcher_spawn (launcher, NULL, "gnome-keyring-daemon",
                                                 "--foreground", "--components=secrets",
                                                 password != NULL ? "--unlock" : NULL, NULL);
  g_assert_nonnull (daemon->process);

  input = g_subprocess_get_stdin_pipe (daemon->process);
  if (password != NULL)
    g_assert_true (g_output_stream_write_all (input, password, strlen (password), NULL, NULL,
                                              NULL));
  g_assert_true (g_output_stream_close (input, NULL, NULL));

  wait_for_owner (TRUE);
  if (password != NULL)
    wait_for_default_collection ();

  return daemon;
}

static void
remove_keyrings (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "keyrings", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

/**
 * keyring_daemon_start_afresh:
 * @password: (nullable): as above
 *
 * Returns: (transfer full): a daemon that knows of nothing kept before
 */
KeyringDaemon *
keyring_daemon_start_afresh (const char *password)
{
  remove_keyrings ();

  return keyring_daemon_start (password);
}

/**
 * keyring_daemon_lock:
 *
 * Locks the default keyring of the daemon that runs.
 */
void
keyring_daemon_lock (void)
{
  g_autofree char *path = dup_default_collection ();
  const char *paths[] = { path, NULL };
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) locked = NULL;

  answer = call (NAME, PATH, SERVICE, "Lock", g_variant_new ("(^ao)", paths));
  g_assert_nonnull (answer);
  locked = g_variant_get_child_value (answer, 0);
  g_assert_cmpuint (g_variant_n_children (locked), ==, 1);
}

/**
 * keyring_daemon_add_item:
 * @collection: “default” or “session”, which is never locked
 * @application: an attribute
 * @kind: an attribute
 * @attribute: the name of another attribute, for “zmmrboas”
 *
 * Adds the secret “foreign-secret” for cloud.mongodb.com with another program.
 */
void
keyring_daemon_add_item (const char *collection,
                         const char *application,
                         const char *kind,
                         const char *attribute)
{
  g_autofree char *path = g_str_equal (collection, "default")
                            ? dup_default_collection ()
                            : g_strdup_printf (PATH "/collection/%s", collection);
  g_autoptr (GSubprocess) tool = NULL;

  tool = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE, NULL, "secret-tool", "store",
                           "--collection", path, "--label=foreign",
                           "application", application, "kind", kind,
                           "host", "cloud.mongodb.com", attribute, "zmmrboas", NULL);
  g_assert_true (g_subprocess_communicate_utf8 (tool, "foreign-secret", NULL, NULL, NULL, NULL));
  g_assert_true (g_subprocess_get_successful (tool));
}

static pid_t
get_pid (KeyringDaemon *daemon)
{
  return (pid_t) g_ascii_strtoll (g_subprocess_get_identifier (daemon->process), NULL, 10);
}

/**
 * keyring_daemon_stop:
 * @daemon: a daemon
 *
 * Stops it, so that it takes no more messages. May be called from any thread.
 */
void
keyring_daemon_stop (KeyringDaemon *daemon)
{
  siginfo_t info;

  /* g_subprocess_send_signal () would leave it to another thread to do later. */
  kill (get_pid (daemon), SIGSTOP);
  waitid (P_PID, get_pid (daemon), &info, WSTOPPED | WNOWAIT);
}

/**
 * keyring_daemon_kill:
 * @daemon: a daemon, maybe stopped
 */
void
keyring_daemon_kill (KeyringDaemon *daemon)
{
  kill (get_pid (daemon), SIGKILL);
}

/**
 * keyring_daemon_end:
 * @daemon: (transfer full): a daemon, maybe dead already
 *
 * Ends it and waits until its name is free.
 */
void
keyring_daemon_end (KeyringDaemon *daemon)
{
  g_subprocess_force_exit (daemon->process);
  g_assert_true (g_subprocess_wait (daemon->process, NULL, NULL));
  wait_for_owner (FALSE);
  g_object_unref (daemon->process);
  g_free (daemon);
}
