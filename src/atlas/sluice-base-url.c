/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses may be talked to at all. */
#include "sluice-base-url.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* A name can be pointed anywhere by a resolver, so of all names only "localhost" counts. */
static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

/* As name servers spell it; NULL if they would not. */
static char *
normalize_host (const char *host)
{
  g_autofree char *ascii = g_hostname_is_ip_address (host) ? g_strdup (host)
                                                           : g_hostname_to_ascii (host);
  g_autofree char *lower = ascii ? g_ascii_strdown (ascii, -1) : NULL;

  if (lower == NULL || lower[strspn (lower, "abcdefghijklmnopqrstuvwxyz0123456789-._:")] != '\0')
    return NULL;
  return g_steal_pointer (&lower);
}

/**
 * sluice_base_url_parse:
 * @text: what was given, for example on the command line
 * @error: return location for an error of domain %G_OPTION_ERROR
 *
 * Checks an address and brings it into the form the client uses: scheme, host and port, an
 * optional path, no slash at the end. Accepted are https for any host and http for loopback
 * (127.0.0.0/8, ::1, localhost); user names, queries and fragments are refused.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL with @error set, whose message is
 *   translated and ready to show
 */
char *
sluice_base_url_parse (const char  *text,
                       GError     **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  const char *scheme, *host;
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *path = NULL;
  gboolean https;
  int port;

  uri = g_uri_parse (trimmed, G_URI_FLAGS_SCHEME_NORMALIZE | G_URI_FLAGS_HAS_PASSWORD |
                              G_URI_FLAGS_ENCODED, NULL);
  host = uri ? g_uri_get_host (uri) : NULL;
  name = host ? normalize_host (host) : NULL;
  shown = g_utf8_make_valid (trimmed, (gssize) MIN (strlen (trimmed), 100));
  if (name == NULL || *name == '\0')
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” is not a web address. Give one such as %s."),
                   shown, SLUICE_BASE_URL_COMMERCIAL);
      return NULL;
    }

  scheme = g_uri_get_scheme (uri);
  https = g_str_equal (scheme, "https");
  if (!https && !(g_str_equal (scheme, "http") && is_loopback (host)))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _("“%s” is not safe for an API key. Only https addresses are used, "
                     "or http to this computer itself."), shown);
      return NULL;
    }
  if (g_uri_get_userinfo (uri) || g_uri_get_query (uri) || g_uri_get_fragment (uri))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("The address may hold a host, a port and a path, and nothing else."));
      return NULL;
    }

  path = g_strdup (g_uri_get_path (uri));
  while (g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';
  port = g_uri_get_port (uri);
  return g_uri_join (G_URI_FLAGS_ENCODED, scheme, NULL, name,
                     port == (https ? 443 : 80) ? -1 : port, path, NULL, NULL);
}

/**
 * sluice_base_url_dup_host:
 * @base_url: an address sluice_base_url_parse() has returned
 *
 * The name under which keys for this address are kept, so that those of the commercial and
 * the government Atlas, or of two ports of one computer, are never mixed.
 *
 * Returns: (transfer full): host, with the port if one is given
 */
char *
sluice_base_url_dup_host (const char *base_url)
{
  g_autoptr (GUri) uri = g_uri_parse (base_url, G_URI_FLAGS_ENCODED, NULL);
  const char *host;

  g_return_val_if_fail (uri != NULL, g_strdup (base_url));
  host = g_uri_get_host (uri);
  if (g_uri_get_port (uri) < 0)
    return g_strdup (host);
  return g_strdup_printf (strchr (host, ':') ? "[%s]:%d" : "%s:%d", host, g_uri_get_port (uri));
}
