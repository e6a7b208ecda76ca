/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Calls to scripted servers. */
#include "raw-calls.h"

/**
 * raw_client:
 * @server: a server
 *
 * Returns: (transfer full): a client of it
 */
SluiceAtlasClient *
raw_client (RawServer *server)
{
  g_autofree char *url = raw_server_dup_url (server);

  return calls_client (url);
}

/**
 * raw_prime:
 * @server: a server whose script is empty
 * @client: a client of it that is not signed in
 *
 * Checks the key, after which connection and nonce are warm. Takes two requests.
 */
void
raw_prime (RawServer         *server,
           SluiceAtlasClient *client)
{
  g_auto (Outcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceKeyInfo) info = NULL;

  raw_server_push (server, RAW_KEEP, raw_challenge ("first", "false"));
  raw_push (server, "200 OK", NULL, RAW_STATUS);
  info = calls_check_key (client, &outcome, &error);
  g_assert_no_error (error);
}

/**
 * raw_push:
 * @server: a server
 * @status: see raw_answer()
 * @headers: (nullable): see raw_answer()
 * @body: see raw_answer()
 *
 * Adds a proper answer to the script.
 */
void
raw_push (RawServer  *server,
          const char *status,
          const char *headers,
          const char *body)
{
  raw_server_push (server, RAW_KEEP, raw_answer (status, headers, body));
}

static void
assert_code (const GError *error, int code)
{
  if (code == RAW_FINE)
    g_assert_no_error (error);
  else
    g_assert_error (error, SLUICE_ATLAS_ERROR, code);
}

void
raw_assert_get (SluiceAtlasClient *client,
                int                code,
                Outcome           *outcome)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = calls_get (client, "s3sink", outcome, &error);

  assert_code (error, code);
  g_assert_true ((connection != NULL) == (code == RAW_FINE));
}

void
raw_assert_create (SluiceAtlasClient *client,
                   int                code,
                   Outcome           *outcome)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceConnection) connection = calls_create (client, "s3sink", outcome, &error);

  assert_code (error, code);
  g_assert_true ((connection != NULL) == (code == RAW_FINE));
}

void
raw_wait_requests (RawServer *server,
                   guint      n)
{
  while (raw_server_count (server) < n)
    g_main_context_iteration (NULL, TRUE);
}

void
raw_wait_all_closed (RawServer *server)
{
  while (raw_server_n_open (server) > 0)
    g_main_context_iteration (NULL, TRUE);
}
