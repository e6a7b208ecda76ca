/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table from libsecret's errors to ours; each line was seen with libsecret 0.20.5. */
#include "sluice-secret-error.h"

#include <libsecret/secret.h>

#include "sluice-key-store.h"

/* Not a switch on the enumeration: newer libsecrets have more values, and would warn. */
static SluiceKeyStoreError
judge_secret (int code)
{
  if (code == SECRET_ERROR_IS_LOCKED)
    return SLUICE_KEY_STORE_ERROR_LOCKED;
  if (code == SECRET_ERROR_INVALID_FILE_FORMAT)
    return SLUICE_KEY_STORE_ERROR_DAMAGED;

  return SLUICE_KEY_STORE_ERROR_FAILED;
}

/* Neither here: it has 45 values, of which these say that nobody answers. */
static SluiceKeyStoreError
judge_dbus (int code)
{
  static const GDBusError silent[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN, G_DBUS_ERROR_NAME_HAS_NO_OWNER, G_DBUS_ERROR_NO_REPLY,
    G_DBUS_ERROR_NO_SERVER, G_DBUS_ERROR_DISCONNECTED, G_DBUS_ERROR_TIMEOUT,
    G_DBUS_ERROR_TIMED_OUT, G_DBUS_ERROR_ACCESS_DENIED, G_DBUS_ERROR_SPAWN_EXEC_FAILED,
    G_DBUS_ERROR_SPAWN_FAILED, G_DBUS_ERROR_SPAWN_CHILD_EXITED,
    G_DBUS_ERROR_SPAWN_CHILD_SIGNALED, G_DBUS_ERROR_SPAWN_SERVICE_INVALID,
    G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND, G_DBUS_ERROR_SPAWN_PERMISSIONS_INVALID,
    G_DBUS_ERROR_SPAWN_FILE_INVALID,
  };

  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    {
      if (code == (int) silent[i])
        return SLUICE_KEY_STORE_ERROR_UNAVAILABLE;
    }

  return SLUICE_KEY_STORE_ERROR_FAILED;
}

static SluiceKeyStoreError
judge_io (int code)
{
  if (code == G_IO_ERROR_CANCELLED)
    return SLUICE_KEY_STORE_ERROR_DISMISSED;
  if (code == G_IO_ERROR_CLOSED || code == G_IO_ERROR_TIMED_OUT ||
      code == G_IO_ERROR_BROKEN_PIPE || code == G_IO_ERROR_CONNECTION_REFUSED)
    return SLUICE_KEY_STORE_ERROR_UNAVAILABLE;

  return SLUICE_KEY_STORE_ERROR_FAILED;
}

/**
 * sluice_secret_error_new:
 * @cause: what libsecret said; never names a secret
 * @has_bus: whether there is a session bus; without one libsecret's errors have many faces
 *
 * Returns: (transfer full): a SLUICE_KEY_STORE_ERROR
 */
GError *
sluice_secret_error_new (const GError *cause,
                         gboolean      has_bus)
{
  g_autoptr (GError) plain = g_error_copy (cause);
  SluiceKeyStoreError code = SLUICE_KEY_STORE_ERROR_FAILED;

  g_dbus_error_strip_remote_error (plain);

  if (cause->domain == SECRET_ERROR)
    code = judge_secret (cause->code);
  else if (!has_bus)
    code = SLUICE_KEY_STORE_ERROR_UNAVAILABLE;
  else if (cause->domain == G_DBUS_ERROR)
    code = judge_dbus (cause->code);
  else if (cause->domain == G_IO_ERROR)
    code = judge_io (cause->code);

  return g_error_new_literal (SLUICE_KEY_STORE_ERROR, code, plain->message);
}
