/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is needed to go wrong on the way to a server. */
#include "fault-way.h"

#include "sluice-call.h"

/**
 * way_load_certificate:
 * @name: of one of the tests' own
 *
 * Returns: (transfer full): it, with its key
 */
GTlsCertificate *
way_load_certificate (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".pem", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("SLUICE_CERTIFICATES"), file, NULL);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (absolute, &error);

  g_assert_no_error (error);
  return certificate;
}

/* From now on, in the tests' own authority, and in no other. */
void
way_trust (SluiceAtlasClient *client)
{
  g_autofree char *path = g_build_filename (g_getenv ("SLUICE_CERTIFICATES"), "authority.pem",
                                            NULL);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (absolute, &error);

  g_assert_no_error (error);
  g_object_set (sluice_atlas_client_get_session (client), "tls-database", database, NULL);
}

/* Nobody ever finds a name here. */
typedef struct { GResolver parent; } NoNames;
typedef struct { GResolverClass parent_class; } NoNamesClass;
static GType no_names_get_type (void);
G_DEFINE_TYPE (NoNames, no_names, G_TYPE_RESOLVER)

static void
look_up_async (GResolver                *resolver,
               const char               *name,
               GResolverNameLookupFlags  flags,
               GCancellable             *cancellable,
               GAsyncReadyCallback       callback,
               gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "No %s", name);
}

static GList *
look_up_finish (GResolver *resolver, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
no_names_class_init (NoNamesClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags_async = look_up_async;
  resolver_class->lookup_by_name_with_flags_finish = look_up_finish;
}

static void
no_names_init (NoNames *self)
{
}

GResolver *
way_no_names_new (void)
{
  return g_object_new (no_names_get_type (), NULL);
}

/* A listening socket that nobody accepts from, and one that is closed again. */
GSocket *
way_listen_mute (gboolean close_it, char **url)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                  G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  g_socket_bind (socket, any, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (socket, &error);
  g_assert_no_error (error);
  bound = g_socket_get_local_address (socket, &error);
  *url = g_strdup_printf ("%s://127.0.0.1:%u", close_it ? "http" : "https",
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  if (close_it)
    g_socket_close (socket, NULL);
  return socket;
}

/* Lets nobody through who has no login. */
FaultProxy *
way_login_proxy_new (const char *method)
{
  static const char answer[] =
    "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
    "Content-Length: 0\r\n\r\n";
  const FaultPlan plan = {
    .act = FAULT_ANSWER_READ, .ever = TRUE, .any_round = TRUE, .method = method,
    .answer = g_strdup (answer), .answer_length = sizeof answer - 1,
  };
  FaultProxy *proxy = fault_proxy_new (1, &plan, NULL);

  fault_proxy_arm (proxy);
  return proxy;
}

void
way_use_proxy (SluiceAtlasClient *client, const char *url)
{
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (url, NULL);

  g_object_set (sluice_atlas_client_get_session (client), "proxy-resolver", resolver, NULL);
}
