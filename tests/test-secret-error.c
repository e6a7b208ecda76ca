/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each failure of a keyring is to a person. */
#include <libsecret/secret.h>

#include "sluice-key-store.h"
#include "sluice-secret-error.h"

#define IS(error, code) { #error, error, SLUICE_KEY_STORE_ERROR_##code }

typedef struct
{
  const char          *name;
  int                  cause;
  SluiceKeyStoreError  code;
} Case;

static const Case of_secret[] = {
  IS (SECRET_ERROR_IS_LOCKED, LOCKED),
  IS (SECRET_ERROR_INVALID_FILE_FORMAT, DAMAGED),
  IS (SECRET_ERROR_NO_SUCH_OBJECT, FAILED),
};

static const Case of_bus[] = {
  IS (G_DBUS_ERROR_SERVICE_UNKNOWN, UNAVAILABLE),
  IS (G_DBUS_ERROR_NO_REPLY, UNAVAILABLE),
  IS (G_DBUS_ERROR_TIMEOUT, UNAVAILABLE),
  IS (G_DBUS_ERROR_ACCESS_DENIED, UNAVAILABLE),
  IS (G_DBUS_ERROR_INVALID_ARGS, FAILED),
};

/* To close the question of a keyring is no failure of it. */
static const Case of_io[] = {
  IS (G_IO_ERROR_CANCELLED, DISMISSED),
  IS (G_IO_ERROR_CLOSED, UNAVAILABLE),
  IS (G_IO_ERROR_TIMED_OUT, UNAVAILABLE),
  IS (G_IO_ERROR_INVALID_ARGUMENT, FAILED),
};

static void
assert_cases (GQuark domain, const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) cause = g_error_new_literal (domain, cases[i].cause, "why");
      g_autoptr (GError) error = sluice_secret_error_new (cause, TRUE);

      g_test_message ("%s", cases[i].name);
      g_assert_error (error, SLUICE_KEY_STORE_ERROR, (int) cases[i].code);
      g_assert_cmpstr (error->message, ==, "why");
    }
}

static void
test_codes (void)
{
  assert_cases (SECRET_ERROR, of_secret, G_N_ELEMENTS (of_secret));
  assert_cases (G_DBUS_ERROR, of_bus, G_N_ELEMENTS (of_bus));
  assert_cases (G_IO_ERROR, of_io, G_N_ELEMENTS (of_io));
}

/* Without a bus nobody answers, whatever libsecret calls it. */
static void
test_no_bus (void)
{
  g_autoptr (GError) cause = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "why");
  g_autoptr (GError) error = sluice_secret_error_new (cause, FALSE);

  g_assert_error (error, SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_UNAVAILABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret-error/codes", test_codes);
  g_test_add_func ("/secret-error/no-bus", test_no_bus);
  return g_test_run ();
}
