/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks before a private link is deleted. */

#include "sluice-link-question.h"

#include <glib/gi18n-lib.h>

#include "sluice-dialogs.h"
#include "sluice-words.h"

/* What is being asked about, kept with the widget until the answer. */
#define SESSION_KEY "sluice-asked-session"
#define LINK_KEY "sluice-asked-link"

typedef struct
{
  GtkWidget         *widget;
  SluiceSession     *session;
  SluicePrivateLink *link;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->widget);
  g_object_unref (question->session);
  g_object_unref (question->link);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
add_uses (GString   *text,
          GPtrArray *uses)
{
  g_string_append_printf (text, ngettext ("Atlas keeps a private link that is in use. %u "
                                          "connection uses this one:",
                                          "Atlas keeps a private link that is in use. %u "
                                          "connections use this one:",
                                          uses->len), uses->len);
  sluice_words_add_uses (text, uses);
  g_string_append_c (text, '\n');
  g_string_append (text, _("Delete them, or move them to another network, first."));
}

/* Who uses it, as far as it could be found out. */
char *
sluice_link_question_describe (SluiceRoleUsage *usage,
                               const char      *link_id)
{
  GString *text = g_string_new (NULL);
  GPtrArray *uses = sluice_role_usage_get_link_uses (usage, link_id);
  const char * const *unread = sluice_role_usage_get_unread (usage);

  if (uses->len > 0)
    add_uses (text, uses);
  else if (unread == NULL || unread[0] == NULL)
    g_string_append (text, _("No connection of this project uses it."));
  else
    g_string_append (text, _("No connection that Sluice can see uses it."));
  sluice_words_add_unread (text, usage);
  return g_string_free (text, FALSE);
}

static void
confirmed_cb (gpointer user_data)
{
  SluiceSession *session = g_object_get_data (user_data, SESSION_KEY);

  sluice_links_delete (sluice_links_of (session), g_object_get_data (user_data, LINK_KEY));
}

static void
ask (const Question *question,
     const char     *uses)
{
  const char *region = sluice_private_link_get_region (question->link);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  GtkRoot *root = gtk_widget_get_root (question->widget);

  if (root == NULL)
    return;
  /* Translators: %s is a region, or the id of a private link */
  heading = g_strdup_printf (_("Delete the Private Link in %s?"),
                             region != NULL ? region
                                            : sluice_private_link_get_id (question->link));
  body = g_strdup_printf ("%s\n\n%s", uses,
                          _("It cannot be brought back; a new one takes up to an hour again."));
  g_object_set_data_full (G_OBJECT (question->widget), SESSION_KEY,
                          g_object_ref (question->session), g_object_unref);
  g_object_set_data_full (G_OBJECT (question->widget), LINK_KEY, g_object_ref (question->link),
                          g_object_unref);
  sluice_dialogs_confirm (GTK_WINDOW (root), heading, body, _("_Keep"), _("_Delete"), confirmed_cb,
                          question->widget);
}

static void
usage_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceRoleUsage) usage =
    sluice_role_usage_load_finish (SLUICE_ATLAS_CLIENT (source), result, &error);
  g_autofree char *uses = NULL;
  g_autofree char *reason = NULL;

  gtk_widget_set_cursor (question->widget, NULL);
  if (usage != NULL)
    {
      uses = sluice_link_question_describe (usage, sluice_private_link_get_id (question->link));
      ask (question, uses);
      return;
    }
  if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED))
    return;
  reason = sluice_words_error_headline (error);
  /* Translators: %s is a short sentence such as “The connection was lost” */
  uses = g_strdup_printf (_("Sluice could not find out which connections use it: %s. Atlas keeps a "
                            "private link that is in use."), reason);
  ask (question, uses);
}

/* Looks for the connections that use the link, then asks; yes deletes it. */
void
sluice_link_question_ask (GtkWidget         *widget,
                          SluiceSession     *session,
                          SluicePrivateLink *link)
{
  SluiceAtlasClient *client = sluice_session_get_client (session);
  const char *project_id = sluice_session_get_project_id (session);
  Question *question;

  if (client == NULL || project_id == NULL)
    return;
  question = g_new0 (Question, 1);
  question->widget = g_object_ref (widget);
  question->session = g_object_ref (session);
  question->link = g_object_ref (link);
  gtk_widget_set_cursor_from_name (widget, "progress");
  sluice_role_usage_load_async (client, project_id, NULL, usage_loaded_cb, question);
}
