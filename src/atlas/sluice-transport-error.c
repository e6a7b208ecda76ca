/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors of the way to Atlas and back. */
#include "sluice-transport-error.h"

#include <libsoup/soup.h>

static SluiceAtlasError
from_io_error (int code)
{
  switch (code)
    {
    case G_IO_ERROR_CANCELLED:
      return SLUICE_ATLAS_ERROR_CANCELLED;
    case G_IO_ERROR_CONNECTION_REFUSED:
      return SLUICE_ATLAS_ERROR_REFUSED;
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return SLUICE_ATLAS_ERROR_UNREACHABLE;
    case G_IO_ERROR_HOST_NOT_FOUND:
      return SLUICE_ATLAS_ERROR_HOST_NOT_FOUND;
    case G_IO_ERROR_TIMED_OUT:
      return SLUICE_ATLAS_ERROR_TIMED_OUT;
    case G_IO_ERROR_CONNECTION_CLOSED:  /* the same value as BROKEN_PIPE */
    case G_IO_ERROR_PARTIAL_INPUT:
    case G_IO_ERROR_NOT_CONNECTED:
      return SLUICE_ATLAS_ERROR_CONNECTION_LOST;
    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return SLUICE_ATLAS_ERROR_PROXY;
    default:
      return SLUICE_ATLAS_ERROR_FAILED;
    }
}

static SluiceAtlasError
from_tls_error (int code)
{
  switch (code)
    {
    case G_TLS_ERROR_UNAVAILABLE:
      return SLUICE_ATLAS_ERROR_TLS_UNAVAILABLE;
    case G_TLS_ERROR_EOF:  /* closed without the goodbye TLS wants: nothing wrong with trust */
      return SLUICE_ATLAS_ERROR_CONNECTION_LOST;
    default:
      return SLUICE_ATLAS_ERROR_TLS;
    }
}

static SluiceAtlasError
from_session_error (int code)
{
  switch (code)
    {
    case SOUP_SESSION_ERROR_PARSING:
    case SOUP_SESSION_ERROR_ENCODING:
      return SLUICE_ATLAS_ERROR_BAD_REPLY;
    case SOUP_SESSION_ERROR_TOO_MANY_RESTARTS:
      return SLUICE_ATLAS_ERROR_AUTH_LOOP;
    case SOUP_SESSION_ERROR_TOO_MANY_REDIRECTS:
    case SOUP_SESSION_ERROR_REDIRECT_NO_LOCATION:
    case SOUP_SESSION_ERROR_REDIRECT_BAD_URI:
      return SLUICE_ATLAS_ERROR_REDIRECTED;
    default:
      return SLUICE_ATLAS_ERROR_FAILED;
    }
}

/**
 * sluice_atlas_error_from_transport:
 * @error: what sending or reading has ended with
 *
 * Which thing to do about it. Facts: what libsoup 3.2 to 3.7 and GLib 2.74 were seen to report.
 *
 * Returns: the code
 */
SluiceAtlasError
sluice_atlas_error_from_transport (const GError *error)
{
  if (error->domain == G_RESOLVER_ERROR)
    return SLUICE_ATLAS_ERROR_HOST_NOT_FOUND;
  if (error->domain == G_TLS_ERROR)
    return from_tls_error (error->code);
  if (error->domain == G_IO_ERROR)
    return from_io_error (error->code);
  if (error->domain == SOUP_SESSION_ERROR)
    return from_session_error (error->code);
  return SLUICE_ATLAS_ERROR_FAILED;
}
