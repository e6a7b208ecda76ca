/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The system's Apache with a configuration of the test's own. */
#include "apache.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define REALM "MMS Public API"

struct _Apache
{
  GSubprocess *process;
  char        *folder;
  char        *url;
};

static char *
find (const char * const *places, const char *what)
{
  for (; *places != NULL; places++)
    if (g_file_test (*places, G_FILE_TEST_EXISTS))
      return g_strdup (*places);
  g_error ("There is no %s here", what);
}

/* As Debian, Fedora, Arch and openSUSE place them; some have a few built in. */
static void
load_modules (GString *config)
{
  static const char * const places[] =
    { "/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules",
      "/usr/lib64/apache2", NULL };
  static const char * const modules[] =
    { "mpm_event", "unixd", "log_config", "authn_core", "authn_file", "authz_core", "authz_user",
      "auth_basic", "auth_digest", "headers", "proxy", "proxy_http", NULL };
  g_autofree char *folder = find (places, "folder of Apache's modules");

  for (const char * const *module = modules; *module != NULL; module++)
    {
      g_autofree char *path = g_strdup_printf ("%s/mod_%s.so", folder, *module);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        g_string_append_printf (config, "LoadModule %s_module %s\n", *module, path);
    }
}

static guint
find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  g_socket_listener_add_address (listener, any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                 &address, &error);
  g_assert_no_error (error);
  g_socket_listener_close (listener);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

static void
write_file (Apache *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0644, &error);
  g_assert_no_error (error);
}

static void
write_users (Apache *self, const char *scheme, const char *user, const char *password)
{
  g_autofree char *secret = g_strdup_printf ("%s:" REALM ":%s", user, password);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, secret, -1);
  g_autofree char *line = g_str_equal (scheme, "Digest")
                            ? g_strdup_printf ("%s:" REALM ":%s\n", user, digest)
                            : g_strdup_printf ("%s:%s\n", user, digest);

  write_file (self, "users", line);
}

static void
write_config (Apache *self, const char *scheme, const char *upstream, guint port,
              guint nonce_lifetime)
{
  g_autoptr (GString) config = g_string_new (NULL);

  load_modules (config);
  g_string_append_printf (config,
                          "ServerName 127.0.0.1\nListen 127.0.0.1:%u\nServerRoot \"%s\"\n"
                          "DefaultRuntimeDir \"%s\"\nPidFile pid\nErrorLog error\n"
                          "StartServers 1\nServerLimit 1\nThreadsPerChild 4\n"
                          "MaxRequestWorkers 4\nMinSpareThreads 1\nMaxSpareThreads 4\n"
                          "KeepAlive On\nKeepAliveTimeout 30\nTimeout 30\n"
                          "LogFormat \"%%m %%>s %%u %%k\" test\nCustomLog access test\n",
                          port, self->folder, self->folder);
  /* It does not serve as root; nobody has this number on every system. */
  if (geteuid () == 0)
    g_string_append (config, "User #65534\nGroup #65534\n");
  g_string_append_printf (config,
                          "<Location \"/\">\nAuthType %s\nAuthName \"" REALM "\"\n"
                          "Auth%sProvider file\nAuthUserFile \"%s/users\"\nRequire valid-user\n",
                          scheme, scheme, self->folder);
  if (g_str_equal (scheme, "Digest"))
    g_string_append_printf (config, "AuthDigestNonceLifetime %u\n", nonce_lifetime);
  g_string_append_printf (config,
                          "</Location>\nAllowEncodedSlashes NoDecode\n"
                          "RequestHeader unset Authorization\nProxyPass \"/\" \"%s/\" nocanon\n",
                          upstream);
  write_file (self, "config", config->str);
}

static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static gboolean
is_up (guint port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) port, NULL, NULL);

  return connection != NULL;
}

/**
 * apache_start:
 * @scheme: "Digest" or "Basic"
 * @upstream: address of what is behind it
 * @public_key: who is let in
 * @private_key: with this password
 * @nonce_lifetime: in seconds
 *
 * Starts the system's Apache on a free port of 127.0.0.1 and waits until it answers.
 *
 * Returns: (transfer full): the running server
 */
Apache *
apache_start (const char *scheme,
              const char *upstream,
              const char *public_key,
              const char *private_key,
              guint       nonce_lifetime)
{
  static const char * const programs[] =
    { "/usr/sbin/apache2", "/usr/sbin/httpd", "/usr/bin/httpd", "/usr/sbin/httpd2", NULL };
  g_autofree char *program = find (programs, "Apache");
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autofree char *config = NULL;
  g_autoptr (GError) error = NULL;
  Apache *self = g_new0 (Apache, 1);
  const guint port = find_port ();

  self->folder = g_dir_make_tmp ("sluice-apache-XXXXXX", &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (self->folder, 0755), ==, 0);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", port);
  write_users (self, scheme, public_key, private_key);
  write_config (self, scheme, upstream, port, nonce_lifetime);
  config = g_build_filename (self->folder, "config", NULL);
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  self->process = g_subprocess_launcher_spawn (launcher, &error, program, "-DFOREGROUND", "-f",
                                               config, NULL);
  g_assert_no_error (error);
  for (int i = 0; i < 1000 && !is_up (port); i++)
    g_usleep (10000);
  g_assert_true (is_up (port));
  return self;
}

/**
 * apache_end:
 * @self: (transfer full): a running server
 */
void
apache_end (Apache *self)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  folder = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_object_unref (self->process);
  g_free (self->folder);
  g_free (self->url);
  g_free (self);
}

const char *
apache_get_url (Apache *self)
{
  return self->url;
}

/**
 * apache_wait_log:
 * @self: a running server
 * @n_lines: how many there have to be
 *
 * A request is logged after it was answered, so the log may come a little late.
 *
 * Returns: (transfer full): a line for each request: method, status, user, and how many requests
 *   its connection had carried before
 */
char *
apache_wait_log (Apache *self,
                 guint   n_lines)
{
  g_autofree char *path = g_build_filename (self->folder, "access", NULL);

  for (int i = 0; i < 500; i++)
    {
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL))
        lines = g_strsplit (text, "\n", -1);
      if (lines != NULL && g_strv_length (lines) > n_lines)
        return g_steal_pointer (&text);
      g_usleep (10000);
    }
  g_error ("Apache has not logged %u requests", n_lines);
}
