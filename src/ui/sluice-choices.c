/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosers for projects, instances and roles, and the words for what they list. */

#include "sluice-choices.h"

#include <glib/gi18n-lib.h>

#include "sluice-atlas-connections.h"
#include "sluice-aws-role.h"
#include "sluice-instance.h"
#include "sluice-project.h"
#include "sluice-role-usage.h"

/* Names of uses that are spelled out before the rest is counted. */
#define MAX_USES 3

/* ---- what must be known first ---- */

static SluiceChooser *
new_without_key (const char *title)
{
  return sluice_chooser_new_missing (title, _("A Key Is Needed First"),
                                     _("Fill in the public and the private key, so that Sluice "
                                       "can ask Atlas for the list."));
}

static SluiceChooser *
new_without_project (const char *title)
{
  return sluice_chooser_new_missing (title, _("A Project Is Needed First"),
                                     _("Fill in the Project ID, or choose a project, so that "
                                       "Sluice can ask Atlas for the list."));
}

/* ---- projects ---- */

static void
describe_project (gpointer      item,
                  gpointer      data,
                  SluiceChoice *choice)
{
  choice->name = g_strdup (sluice_project_get_name (item));
  choice->id = g_strdup (sluice_project_get_id (item));
  if (choice->name == NULL)
    choice->name = g_strdup (choice->id);
}

static int
compare_names (const char *a,
               const char *b)
{
  return g_utf8_collate (a != NULL ? a : "", b != NULL ? b : "");
}

static int
compare_projects (gconstpointer a,
                  gconstpointer b,
                  gpointer      data)
{
  return compare_names (sluice_project_get_name ((SluiceProject *) a),
                        sluice_project_get_name ((SluiceProject *) b));
}

SluiceChooser *
sluice_choices_new_projects (SluiceSession *session,
                             const char    *project_id)
{
  SluiceAtlasClient *client = sluice_session_get_client (session);
  g_autoptr (SluiceRemoteList) list = NULL;
  const SluiceChooserKind kind = {
    .title = _("Choose Project"),
    .search = _("Search Projects"),
    /* Translators: %s is a name */
    .copy = _("Copy ID of %s"),
    .empty = _("No Project"),
    .empty_help = _("Atlas lists no project for this key. Invite the key into one: in Atlas, under "
                    "Project → Access Manager → API Keys."),
    .forbidden_help = _("Atlas does not let this key list projects. Type or paste the Project ID "
                        "instead, or give the key a role in the project: in Atlas, under Project → "
                        "Access Manager → API Keys."),
    .describe = describe_project,
    .compare = compare_projects,
  };

  if (client == NULL)
    return new_without_key (kind.title);
  list = sluice_remote_list_new_projects (client);
  return sluice_chooser_new (&kind, list, NULL, NULL);
}

/* ---- instances ---- */

static void
describe_instance (gpointer      item,
                   gpointer      data,
                   SluiceChoice *choice)
{
  const char *provider = sluice_instance_get_provider (item);
  const char *region = sluice_instance_get_region (item);
  const char *tier = sluice_instance_get_tier (item);
  g_autofree char *tier_text = NULL;
  const char *parts[4] = { NULL };
  guint n = 0;

  if (tier != NULL)
    /* Translators: %s is the size of an instance in Atlas's words, as SP10 */
    tier_text = g_strdup_printf (_("tier %s"), tier);
  if (provider != NULL)
    parts[n++] = provider;
  if (region != NULL)
    parts[n++] = region;
  if (tier_text != NULL)
    parts[n++] = tier_text;

  choice->name = g_strdup (sluice_instance_get_name (item));
  choice->id = g_strdup (sluice_instance_get_id (item));
  if (n > 0)
    choice->note = g_strjoinv (_(", "), (char **) parts);
}

static int
compare_instances (gconstpointer a,
                   gconstpointer b,
                   gpointer      data)
{
  return compare_names (sluice_instance_get_name ((SluiceInstance *) a),
                        sluice_instance_get_name ((SluiceInstance *) b));
}

SluiceChooser *
sluice_choices_new_instances (SluiceSession *session,
                              const char    *project_id)
{
  SluiceAtlasClient *client = sluice_session_get_client (session);
  g_autoptr (SluiceRemoteList) list = NULL;
  const SluiceChooserKind kind = {
    .title = _("Choose Instance"),
    .search = _("Search Instances"),
    /* Translators: %s is a name */
    .copy = _("Copy ID of %s"),
    .empty = _("No Instance in This Project"),
    .empty_help = _("The project has no stream processing instance yet (newer pages say "
                    "workspace). Make one in Atlas, under Stream Processing."),
    .forbidden_help = _("Atlas does not let this key list the instances of this project. Type the "
                        "instance’s name instead, or give the key a role in the project: in Atlas, "
                        "under Project → Access Manager → API Keys."),
    .describe = describe_instance,
    .compare = compare_instances,
  };

  if (client == NULL)
    return new_without_key (kind.title);
  if (project_id == NULL)
    return new_without_project (kind.title);
  list = sluice_remote_list_new_instances (client, project_id);
  return sluice_chooser_new (&kind, list, NULL, NULL);
}

/* ---- roles ---- */

/* What is known about who uses the roles; lives as long as its chooser. */
typedef struct
{
  GCancellable    *cancellable;
  SluiceRoleUsage *usage;
  gboolean         failed;
} Roles;

/* A question whose chooser may be gone when the answer comes. */
typedef struct
{
  GWeakRef  chooser;
  Roles    *roles;    /* the chooser's */
} Question;

static void
roles_free (gpointer data)
{
  Roles *roles = data;

  g_cancellable_cancel (roles->cancellable);
  g_object_unref (roles->cancellable);
  g_clear_object (&roles->usage);
  g_free (roles);
}

static char *
describe_uses (Roles      *roles,
               const char *role_arn)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GPtrArray *uses;
  guint shown;

  if (roles->failed)
    return g_strdup (_("Which connections use it could not be read."));
  if (roles->usage == NULL)
    return g_strdup (_("Looking up which connections use it…"));

  uses = sluice_role_usage_get_uses (roles->usage, role_arn);
  if (uses->len == 0 && sluice_role_usage_get_unread (roles->usage)[0] != NULL)
    return g_strdup (_("No use found, but not every registry could be read."));
  if (uses->len == 0)
    return g_strdup (_("No S3 connection uses it."));

  shown = uses->len > MAX_USES + 1 ? MAX_USES : uses->len;
  for (guint i = 0; i < shown; i++)
    {
      const SluiceRoleUse *use = uses->pdata[i];

      /* Translators: %1$s is a connection, %2$s the instance it belongs to */
      g_string_append_printf (names, _("%1$s in %2$s"), use->connection, use->instance);
      if (i + 1 < shown)
        g_string_append (names, _(", "));
    }
  if (shown == uses->len)
    /* Translators: %s is a list of connections */
    return g_strdup_printf (_("Used by %s."), names->str);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Used by %1$s and %2$u more.",
                                       "Used by %1$s and %2$u more.", uses->len - shown),
                          names->str, uses->len - shown);
}

/* Returns what a person called it in AWS: the ARN's last part. */
static const char *
get_role_name (const char *arn)
{
  const char *slash = arn != NULL ? strrchr (arn, '/') : NULL;

  return slash != NULL && slash[1] != '\0' ? slash + 1 : arn;
}

static void
describe_role (gpointer      item,
               gpointer      data,
               SluiceChoice *choice)
{
  const char *arn = sluice_aws_role_get_arn (item);
  g_autofree char *uses = NULL;

  choice->unfinished = !sluice_aws_role_is_authorized (item);
  if (choice->unfinished)
    {
      choice->name = g_strdup (arn != NULL ? get_role_name (arn) : _("Setup without a role yet"));
      choice->id = g_strdup (sluice_aws_role_get_id (item));
      choice->note = g_strdup (_("Half finished: cannot be used yet. Choose it to go on with it "
                                 "under AWS Access."));
      return;
    }
  uses = describe_uses (data, arn);
  choice->name = g_strdup (get_role_name (arn));
  choice->id = g_strdup (arn);
  /* Translators: %1$s is an id, %2$s a whole sentence */
  choice->note = g_strdup_printf (_("Authorized, Atlas role ID %1$s. %2$s"),
                                  sluice_aws_role_get_id (item), uses);
}

/* Those that can be used come first. */
static int
compare_roles (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  SluiceAwsRole *one = (SluiceAwsRole *) a;
  SluiceAwsRole *other = (SluiceAwsRole *) b;
  int difference = sluice_aws_role_is_authorized (other) - sluice_aws_role_is_authorized (one);

  if (difference != 0)
    return difference;
  return compare_names (get_role_name (sluice_aws_role_get_arn (one)),
                        get_role_name (sluice_aws_role_get_arn (other)));
}

static void
show_unread (SluiceChooser   *chooser,
             SluiceRoleUsage *usage)
{
  const char * const *unread = sluice_role_usage_get_unread (usage);
  g_autofree char *names = g_strjoinv (_(", "), (char **) unread);
  g_autofree char *note = NULL;

  if (unread[0] == NULL)
    return;
  /* Translators: %s is a list of instances */
  note = g_strdup_printf (_("The connections of %s could not be read. They may use these roles, "
                            "too."), names);
  sluice_chooser_set_note (chooser, note);
}

static void
usage_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Question *question = user_data;
  g_autoptr (SluiceChooser) chooser = g_weak_ref_get (&question->chooser);
  g_autoptr (GError) error = NULL;
  g_autoptr (SluiceRoleUsage) usage =
    sluice_role_usage_load_finish (SLUICE_ATLAS_CLIENT (source), result, &error);

  if (chooser != NULL)
    {
      question->roles->failed = usage == NULL;
      g_set_object (&question->roles->usage, usage);
      if (usage != NULL)
        show_unread (chooser, usage);
      sluice_chooser_describe_again (chooser);
    }
  g_weak_ref_clear (&question->chooser);
  g_free (question);
}

SluiceChooser *
sluice_choices_new_roles (SluiceSession *session,
                          const char    *project_id)
{
  SluiceAtlasClient *client = sluice_session_get_client (session);
  g_autoptr (SluiceRemoteList) list = NULL;
  SluiceChooser *chooser;
  Question *question;
  Roles *roles;
  const SluiceChooserKind kind = {
    .title = _("Choose Role"),
    .search = _("Search Roles"),
    /* Translators: %s is a name */
    .copy = _("Copy ARN or ID of %s"),
    .empty = _("No AWS Role in This Project"),
    .empty_help = _("No AWS role is set up for this project yet. The page AWS Access leads through "
                    "it, step by step."),
    .forbidden_help = _("Atlas does not let this key list the AWS roles of this project. Type the "
                        "Role ARN instead, or give the key the role Project Read Only or more: in "
                        "Atlas, under Project → Access Manager → API Keys."),
    .describe = describe_role,
    .compare = compare_roles,
  };

  if (client == NULL)
    return new_without_key (kind.title);
  if (project_id == NULL)
    return new_without_project (kind.title);

  roles = g_new0 (Roles, 1);
  roles->cancellable = g_cancellable_new ();
  list = sluice_remote_list_new_aws_roles (client, project_id);
  chooser = sluice_chooser_new (&kind, list, roles, roles_free);

  question = g_new0 (Question, 1);
  g_weak_ref_init (&question->chooser, chooser);
  question->roles = roles;
  sluice_role_usage_load_async (client, project_id, roles->cancellable, usage_cb, question);
  return chooser;
}

/* ---- connections ---- */

static GPtrArray *
list_s3_finish (SluiceAtlasClient  *client,
                GAsyncResult       *result,
                GError            **error)
{
  GPtrArray *connections = sluice_atlas_list_connections_finish (client, result, error);

  for (guint i = connections != NULL ? connections->len : 0; i > 0; i--)
    {
      if (!sluice_connection_is_s3 (connections->pdata[i - 1]))
        g_ptr_array_remove_index (connections, i - 1);
    }
  return connections;
}

static void
describe_connection (gpointer      item,
                     gpointer      data,
                     SluiceChoice *choice)
{
  const char *bucket = sluice_connection_get_test_bucket (item);

  choice->name = g_strdup (sluice_connection_get_name (item));
  choice->id = g_strdup (sluice_connection_get_role_arn (item));
  choice->unfinished = sluice_connection_get_state (item) != SLUICE_CONNECTION_STATE_READY;
  if (choice->unfinished && sluice_connection_get_state_name (item) != NULL)
    /* Translators: %s is a state in Atlas's words, such as PENDING */
    choice->note = g_strdup_printf (_("Not ready: %s"), sluice_connection_get_state_name (item));
  else if (bucket != NULL)
    /* Translators: %s is a bucket */
    choice->note = g_strdup_printf (_("Tried with the bucket %s"), bucket);
}

static int
compare_connections (gconstpointer a,
                     gconstpointer b,
                     gpointer      data)
{
  return compare_names (sluice_connection_get_name ((SluiceConnection *) a),
                        sluice_connection_get_name ((SluiceConnection *) b));
}

SluiceChooser *
sluice_choices_new_connections (SluiceSession *session,
                                const char    *project_id)
{
  SluiceAtlasClient *client = sluice_session_get_client (session);
  const char *instance = sluice_session_get_instance (session);
  g_autoptr (SluiceRemoteList) list = NULL;
  const SluiceChooserKind kind = {
    .title = _("Choose Connection"),
    .search = _("Search Connections"),
    /* Translators: %s is a name */
    .copy = _("Copy ARN of %s"),
    .empty = _("No S3 Connection in This Instance"),
    .empty_help = _("The registry of this instance has no connection to S3 yet. Create one on the "
                    "page Connect."),
    .forbidden_help = _("Atlas does not let this key list the connections of this instance. Type "
                        "the connection’s name instead, or give the key the role Project Stream "
                        "Processing Owner: in Atlas, under Project → Access Manager → API Keys."),
    .describe = describe_connection,
    .compare = compare_connections,
  };

  if (client == NULL)
    return new_without_key (kind.title);
  if (project_id == NULL || instance == NULL)
    return sluice_chooser_new_missing (kind.title, _("An Instance Is Needed First"),
                                       _("Fill in the project and the stream processing instance "
                                         "on the page Connect, so that Sluice can ask Atlas for "
                                         "the list."));
  list = sluice_remote_list_new (SLUICE_TYPE_CONNECTION, client, project_id, instance,
                                 sluice_atlas_list_connections_async, list_s3_finish);
  return sluice_chooser_new (&kind, list, NULL, NULL);
}
