/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which stream processors use a connection, in words. */

#include "sluice-user-words.h"

#include <glib/gi18n-lib.h>

#include "sluice-connection-words.h"
#include "sluice-processor.h"
#include "sluice-words.h"

/* Of processors named. */
#define MAX_NAMED 8

static const char *
get_state (SluiceProcessor *processor)
{
  const char *name = sluice_processor_get_state_name (processor);

  switch (sluice_processor_get_state (processor))
    {
    case SLUICE_PROCESSOR_STATE_CREATED:
      return C_("processor state", "not started yet");
    case SLUICE_PROCESSOR_STATE_STARTING:
      return C_("processor state", "starting");
    case SLUICE_PROCESSOR_STATE_STARTED:
      return C_("processor state", "running");
    case SLUICE_PROCESSOR_STATE_STOPPING:
      return C_("processor state", "stopping");
    case SLUICE_PROCESSOR_STATE_STOPPED:
      return C_("processor state", "stopped");
    case SLUICE_PROCESSOR_STATE_FAILED:
      return C_("processor state", "failed");
    case SLUICE_PROCESSOR_STATE_DROPPED:
      return C_("processor state", "deleted");
    case SLUICE_PROCESSOR_STATE_ABSENT:
    case SLUICE_PROCESSOR_STATE_UNKNOWN:
    default:
      return name != NULL ? name : C_("processor state", "state not told");
    }
}

/* Those that name the connection in their pipeline. */
GPtrArray *
sluice_user_words_find (GPtrArray  *processors,
                        const char *connection)
{
  GPtrArray *users = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < processors->len; i++)
    if (sluice_processor_uses (processors->pdata[i], connection))
      g_ptr_array_add (users, g_object_ref (processors->pdata[i]));
  return users;
}

/* Whether Atlas will refuse to change or delete what they use. */
gboolean
sluice_user_words_is_busy (GPtrArray *users)
{
  for (guint i = 0; i < users->len; i++)
    if (sluice_processor_is_busy (users->pdata[i]))
      return TRUE;
  return FALSE;
}

/* In one line, or NULL where there are none to name. */
char *
sluice_user_words_list (GPtrArray *users)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (users == NULL || users->len == 0)
    return NULL;
  for (guint i = 0; i < MIN (users->len, MAX_NAMED); i++)
    {
      g_autofree char *name =
        sluice_connection_words_line (sluice_processor_get_name (users->pdata[i]));

      if (i > 0)
        g_string_append (text, _(", "));
      g_string_append (text, name);
    }
  if (users->len > MAX_NAMED)
    g_string_append_printf (text, _(" and %u more"), users->len - MAX_NAMED);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_unknown (guint         n,
                  const GError *error)
{
  g_autofree char *reason = sluice_words_error_headline (error);

  /* Translators: %s is a short sentence such as “The connection was lost” */
  return g_strdup_printf (n == 1
                          ? _("Sluice could not find out which stream processors use it: %s. Those "
                              "that do would stop working.")
                          : _("Sluice could not find out which stream processors use them: %s. "
                              "Those that do would stop working."), reason);
}

static char *
count (guint n,
       guint n_users)
{
  return n == 1
         ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u stream processor uses it and would stop working:",
                                         "%u stream processors use it and would stop working:",
                                         n_users), n_users)
         : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u stream processor uses one of them and would stop "
                                         "working:",
                                         "%u stream processors use one of them and would stop "
                                         "working:",
                                         n_users), n_users);
}

/* What would stop working without one or more connections; error: why that is not known. */
char *
sluice_user_words_describe (guint         n,
                            GPtrArray    *users,
                            const GError *error)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *head = NULL;

  if (users == NULL)
    return describe_unknown (n, error);
  if (users->len == 0)
    return g_strdup (n == 1 ? _("No stream processor of its instance uses it.")
                            : _("No stream processor uses one of them."));
  head = count (n, users->len);
  text = g_string_new (head);
  for (guint i = 0; i < MIN (users->len, MAX_NAMED); i++)
    {
      g_autofree char *name =
        sluice_connection_words_line (sluice_processor_get_name (users->pdata[i]));

      /* Translators: %1$s is a stream processor, %2$s its state, such as “running” */
      g_string_append_printf (text, _("\n• %1$s (%2$s)"), name, get_state (users->pdata[i]));
    }
  if (users->len > MAX_NAMED)
    g_string_append_printf (text, _("\n… and %u more"), users->len - MAX_NAMED);
  if (sluice_user_words_is_busy (users))
    g_string_append (text, _("\nAtlas refuses while one of them is running: stop it first."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
