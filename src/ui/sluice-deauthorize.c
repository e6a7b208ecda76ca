/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks before a role is removed from a project. */

#include "sluice-deauthorize.h"

#include <glib/gi18n-lib.h>

#include "sluice-dialogs.h"
#include "sluice-role-operations.h"
#include "sluice-words.h"

#define SHOWN_KEY "sluice-shown-usage"

/* What is being asked about; it is not asked if the choice has changed meanwhile. */
typedef struct
{
  GtkWidget         *widget;
  SluiceAwsAccess   *access;
  SluiceAtlasClient *client;
  SluiceAwsRole     *role;
  SluiceRoleUsage   *usage;  /* as the question tells it, or NULL */
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->widget);
  g_object_unref (question->access);
  g_object_unref (question->client);
  g_object_unref (question->role);
  g_clear_object (&question->usage);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
add_uses (GString   *text,
          GPtrArray *uses)
{
  g_string_append_printf (text, ngettext ("%u S3 connection uses this role and would stop working:",
                                          "%u S3 connections use this role and would stop working:",
                                          uses->len), uses->len);
  sluice_words_add_uses (text, uses);
}

/* What would break, as far as it could be found out. */
char *
sluice_deauthorize_describe (SluiceRoleUsage *usage,
                             const char      *role_arn)
{
  GString *text = g_string_new (NULL);
  GPtrArray *uses = sluice_role_usage_get_uses (usage, role_arn);
  const char * const *unread = sluice_role_usage_get_unread (usage);

  if (uses->len > 0)
    add_uses (text, uses);
  else if (unread == NULL || unread[0] == NULL)
    g_string_append (text, _("No S3 connection of this project uses this role."));
  else
    g_string_append (text, _("No S3 connection that Sluice can see uses this role."));
  sluice_words_add_unread (text, usage);
  return g_string_free (text, FALSE);
}

/* What Atlas itself knows of; NULL if nothing. */
static char *
describe_features (SluiceAwsRole *role)
{
  const char * const *features = sluice_aws_role_get_features (role);
  g_autofree char *names = NULL;

  if (features == NULL || features[0] == NULL)
    return NULL;
  names = g_strjoinv (_(", "), (char **) features);
  /* Translators: %s is one or more names that Atlas gives to its features */
  return g_strdup_printf (_("Other features of Atlas use this role: %s."), names);
}

static void
confirmed_cb (gpointer user_data)
{
  sluice_aws_access_deauthorize (SLUICE_AWS_ACCESS (user_data),
                                 g_object_get_data (user_data, SHOWN_KEY));
}

static void
ask (const Question *question,
     const char     *breaks)
{
  gboolean authorized = sluice_aws_role_is_authorized (question->role);
  g_autofree char *name = sluice_role_dup_name (question->role);
  g_autofree char *heading = NULL;
  g_autofree char *features = NULL;
  g_autofree char *body = NULL;

  if (sluice_aws_access_get_chosen (question->access) != question->role ||
      gtk_widget_get_root (question->widget) == NULL)
    return;
  heading = authorized ? g_strdup_printf (_("Deauthorize %s?"), name)
                       : g_strdup (_("Remove This Half Finished Setup?"));
  features = describe_features (question->role);
  body = g_strdup_printf ("%s%s%s\n\n%s", breaks, features != NULL ? "\n\n" : "",
                          features != NULL ? features : "",
                          _("Nothing is changed in AWS. To use the role again, set it up anew: it "
                            "gets another external ID."));
  g_object_set_data_full (G_OBJECT (question->access), SHOWN_KEY,
                          question->usage != NULL ? g_object_ref (question->usage) : NULL,
                          g_object_unref);
  sluice_dialogs_confirm (GTK_WINDOW (gtk_widget_get_root (question->widget)), heading, body,
                          _("_Keep"), authorized ? _("_Deauthorize") : _("_Remove"),
                          confirmed_cb, question->access);
}

static void
usage_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *breaks = NULL;
  g_autofree char *reason = NULL;

  gtk_widget_set_cursor (question->widget, NULL);
  question->usage = sluice_role_usage_load_finish (question->client, result, &error);
  if (question->usage != NULL)
    {
      breaks = sluice_deauthorize_describe (question->usage,
                                            sluice_aws_role_get_arn (question->role));
      ask (question, breaks);
      return;
    }
  if (g_error_matches (error, SLUICE_ATLAS_ERROR, SLUICE_ATLAS_ERROR_CANCELLED))
    return;
  reason = sluice_words_error_headline (error);
  /* Translators: %s is a short sentence such as “The connection was lost” */
  breaks = g_strdup_printf (_("Sluice could not find out which S3 connections use this role: %s. "
                              "Those that do would stop working."), reason);
  ask (question, breaks);
}

/* Looks for the S3 connections that use the chosen role, then asks; yes removes it. */
void
sluice_deauthorize_ask (GtkWidget         *widget,
                        SluiceAwsAccess   *access,
                        SluiceAtlasClient *client,
                        const char        *project_id)
{
  g_autoptr (Question) question = NULL;
  SluiceAwsRole *chosen = sluice_aws_access_get_chosen (access);

  if (chosen == NULL || client == NULL || project_id == NULL)
    return;
  question = g_new0 (Question, 1);
  question->widget = g_object_ref (widget);
  question->access = g_object_ref (access);
  question->client = g_object_ref (client);
  question->role = g_object_ref (chosen);
  if (sluice_aws_role_get_arn (chosen) == NULL)
    {
      ask (question, _("It was never authorized, so nothing uses it."));
      return;
    }
  gtk_widget_set_cursor_from_name (widget, "progress");
  sluice_role_usage_load_async (client, project_id, NULL, usage_loaded_cb,
                                g_steal_pointer (&question));
}
