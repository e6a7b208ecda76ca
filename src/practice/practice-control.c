/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Switching scenarios and reading the log while the program runs. */
#include "practice-control.h"

/**
 * practice_respond:
 * @message: a request
 * @status: HTTP status
 * @content_type: (nullable): only with 204
 * @body: text
 *
 * Sets the answer; it is sent once the handler has returned.
 */
void
practice_respond (SoupServerMessage *message,
                  guint              status,
                  const char        *content_type,
                  const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (status != 204)
    soup_server_message_set_response (message, content_type, SOUP_MEMORY_COPY, body, strlen (body));
}

/**
 * practice_control:
 * @state: whose scenarios are switched
 * @log: what is read
 * @message: a request below /practice/
 * @call: the same, in parts
 *
 * Anybody on this computer may use these paths; there is nothing to protect.
 */
void
practice_control (PracticeState      *state,
                  PracticeLog        *log,
                  SoupServerMessage  *message,
                  const PracticeCall *call)
{
  g_autoptr (GHashTable) query = soup_form_decode (call->query != NULL ? call->query : "");
  const char *name = g_hash_table_lookup (query, "name");
  const char *on = g_hash_table_lookup (query, "on");
  g_autoptr (GError) error = NULL;
  g_autofree char *active = NULL;

  if (g_str_equal (call->path, "/practice/log"))
    {
      practice_respond (message, 200, "text/plain;charset=utf-8", practice_log_text (log));
      return;
    }
  if (!g_str_equal (call->path, "/practice/scenario"))
    {
      practice_respond (message, 404, "text/plain",
                        "There are /practice/scenario and /practice/log.\n");
      return;
    }
  if (g_str_equal (call->method, "DELETE") || (name != NULL && g_strcmp0 (on, "false") == 0))
    practice_scenarios_switch_off (state->scenarios, name != NULL ? name : "all");
  else if (g_str_equal (call->method, "POST") && name != NULL
           && !practice_scenarios_switch_on (state->scenarios, name, &error))
    {
      practice_respond (message, 400, "text/plain;charset=utf-8", error->message);
      return;
    }
  active = practice_scenarios_dup_active (state->scenarios);
  practice_respond (message, 200, "text/plain;charset=utf-8", active);
}
