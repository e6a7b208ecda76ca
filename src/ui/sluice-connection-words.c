/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A connection in short words. */

#include "sluice-connection-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More than any screen shows of a line. */
#define MAX_CHARS 300

/* Neither a line end nor what would turn around the text beside it. */
static gboolean
may_stand (gunichar c)
{
  return !g_unichar_iscntrl (c) && c != 0x2028 && c != 0x2029 && !(c >= 0x202a && c <= 0x202e)
         && !(c >= 0x2066 && c <= 0x2069);
}

/* One line: control characters and line ends are shown as a sign of their own. */
char *
sluice_connection_words_line (const char *text)
{
  return sluice_connection_words_cut (text, MAX_CHARS);
}

/* The same, of so many characters at most. */
char *
sluice_connection_words_cut (const char *text,
                             guint       most)
{
  GString *line = g_string_new (NULL);
  guint n = 0;

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (n++ == most)
        {
          g_string_append (line, "…");
          break;
        }
      g_string_append_unichar (line, may_stand (c) ? c : 0xfffd);
    }
  return g_string_free (line, FALSE);
}

/* The same, in a direction of its own, to stand within other text. */
char *
sluice_connection_words_isolate (const char *text)
{
  g_autofree char *line = sluice_connection_words_line (text);

  return g_strconcat ("\u2068", line, "\u2069", NULL);
}

const char *
sluice_connection_words_type (SluiceConnection *connection)
{
  const char *type = sluice_connection_get_type_name (connection);

  return type != NULL ? type : C_("connection type", "Not told");
}

static const struct
{
  const char *word;
  const char *explanation;
  const char *icon;
  const char *style;
} states[] = {
  [SLUICE_CONNECTION_STATE_ABSENT] =
    { NC_("connection state", "Not told"),
      N_("Atlas has left the state out of its answer. Refresh to ask again."),
      "dialog-question-symbolic", "dim-label" },
  [SLUICE_CONNECTION_STATE_UNKNOWN] =
    { NULL, N_("A state that this version of Sluice does not know."),
      "dialog-question-symbolic", "warning" },
  [SLUICE_CONNECTION_STATE_PENDING] =
    { NC_("connection state", "Pending"),
      N_("Atlas is still setting it up. Sluice looks again until this changes."),
      "content-loading-symbolic", "dim-label" },
  [SLUICE_CONNECTION_STATE_READY] =
    { NC_("connection state", "Ready"), N_("Stream processors can use it."),
      "object-select-symbolic", "success" },
  [SLUICE_CONNECTION_STATE_FAILED] =
    { NC_("connection state", "Failed"),
      N_("Atlas could not set it up, and does not tell why. Check the role’s trust and "
         "permission policies, the bucket and the private link, then test it again."),
      "dialog-error-symbolic", "error" },
  [SLUICE_CONNECTION_STATE_DELETING] =
    { NC_("connection state", "Deleting"),
      N_("Atlas is removing it. Until it is gone, nothing else can have its name."),
      "user-trash-symbolic", "warning" },
};

const char *
sluice_connection_words_state (SluiceConnection *connection)
{
  SluiceConnectionState state = sluice_connection_get_state (connection);

  return states[state].word != NULL
         ? g_dpgettext2 (GETTEXT_PACKAGE, "connection state", states[state].word)
         : sluice_connection_get_state_name (connection);
}

const char *
sluice_connection_words_explanation (SluiceConnection *connection)
{
  return _(states[sluice_connection_get_state (connection)].explanation);
}

const char *
sluice_connection_words_icon (SluiceConnection *connection)
{
  return states[sluice_connection_get_state (connection)].icon;
}

const char *
sluice_connection_words_style (SluiceConnection *connection)
{
  return states[sluice_connection_get_state (connection)].style;
}

/* The name at the end of an ARN such as arn:aws:iam::123456789012:role/path/name. */
const char *
sluice_connection_words_short_role (const char *role_arn)
{
  const char *slash = role_arn != NULL ? strrchr (role_arn, '/') : NULL;

  return slash != NULL && slash[1] != '\0' ? slash + 1 : role_arn != NULL ? role_arn : "";
}

const char *
sluice_connection_words_role (SluiceConnection *connection)
{
  return sluice_connection_words_short_role (sluice_connection_get_role_arn (connection));
}

/* Public is what Atlas means where it says nothing of an S3 connection's network. */
const char *
sluice_connection_words_network (SluiceConnection *connection)
{
  const char *type = sluice_connection_get_network_type (connection);

  if (type == NULL)
    return sluice_connection_is_s3 (connection) ? C_("network", "Public") : "";
  if (g_ascii_strcasecmp (type, "PUBLIC") == 0)
    return C_("network", "Public");
  if (g_ascii_strcasecmp (type, "PRIVATE_LINK") == 0)
    return C_("network", "Private link");
  return type;
}
