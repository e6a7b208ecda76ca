/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known about the form's content and about the keyring, in words. */

#include "sluice-words.h"

#include <glib/gi18n-lib.h>

#include "sluice-connection.h"
#include "sluice-instance.h"
#include "sluice-project.h"

/* ---- roles ---- */

/* Returns the name Atlas's own pages give to a role; codes nobody has heard of stay as they are. */
char *
sluice_words_role (const char *code)
{
  static const struct
  {
    const char *code;
    const char *name;
  } roles[] = {
    { "ORG_OWNER", N_("Organization Owner") },
    { "ORG_MEMBER", N_("Organization Member") },
    { "ORG_READ_ONLY", N_("Organization Read Only") },
    { "ORG_GROUP_CREATOR", N_("Organization Project Creator") },
    { "ORG_BILLING_ADMIN", N_("Organization Billing Admin") },
    { "ORG_STREAM_PROCESSING_ADMIN", N_("Organization Stream Processing Admin") },
    { "GROUP_OWNER", N_("Project Owner") },
    { "GROUP_READ_ONLY", N_("Project Read Only") },
    { "GROUP_CLUSTER_MANAGER", N_("Project Cluster Manager") },
    { "GROUP_STREAM_PROCESSING_OWNER", N_("Project Stream Processing Owner") },
    { "GROUP_STREAM_PROCESSING_MANAGER", N_("Project Stream Processing Manager") },
    { "GROUP_DATA_ACCESS_ADMIN", N_("Project Data Access Admin") },
    { "GROUP_DATA_ACCESS_READ_WRITE", N_("Project Data Access Read Write") },
    { "GROUP_DATA_ACCESS_READ_ONLY", N_("Project Data Access Read Only") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      if (g_str_equal (code, roles[i].code))
        return g_strdup (_(roles[i].name));
    }
  return g_strdup (code);
}

static char *
list_roles (char **codes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *role = sluice_words_role (codes[i]);

      if (text->len > 0)
        /* Translators: stands between the items of a list */
        g_string_append (text, _(", "));
      g_string_append (text, role);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Roles that include creating a connection. Others may do so too (teams, newer roles), so no
 * role is ever taken for a refusal. */
static gboolean
may_create (char **codes)
{
  static const char *creating[] = {
    "GROUP_OWNER", "GROUP_STREAM_PROCESSING_OWNER", "GROUP_STREAM_PROCESSING_MANAGER",
    "ORG_OWNER", "ORG_STREAM_PROCESSING_ADMIN", NULL
  };

  for (guint i = 0; codes[i] != NULL; i++)
    {
      if (g_strv_contains (creating, codes[i]))
        return TRUE;
    }
  return FALSE;
}

/* Below the key's fields: that it works, and what it may do in the chosen project. */
char *
sluice_words_key_works (SluiceKeyInfo *info,
                        const char    *project_id,
                        const char    *project_name)
{
  g_auto (GStrv) in_project = NULL;
  g_auto (GStrv) in_organization = NULL;
  g_autofree char *roles = NULL;

  if (info == NULL || project_id == NULL)
    return g_strdup (_("Works."));

  in_project = sluice_key_info_dup_project_roles (info, project_id);
  in_organization = sluice_key_info_dup_org_roles (info);
  if (in_project[0] == NULL)
    {
      if (may_create (in_organization))
        return g_strdup (_("Works. Its role in the organization may create connections."));
      return g_strdup (_("Works, but lists no role of its own in this project."));
    }

  roles = list_roles (in_project);
  if (may_create (in_project) || may_create (in_organization))
    {
      if (project_name != NULL)
        /* Translators: %1$s is a list of roles, %2$s the name of a project */
        return g_strdup_printf (_("Works. %1$s in %2$s: may create connections."),
                                roles, project_name);
      return g_strdup_printf (_("Works. %s in this project: may create connections."), roles);
    }
  if (project_name != NULL)
    return g_strdup_printf (_("Works. %1$s in %2$s."), roles, project_name);
  return g_strdup_printf (_("Works. %s in this project."), roles);
}

/* In the status pane, where no project is chosen: where the key may be used from. */
char *
sluice_words_key_summary (SluiceKeyInfo *info)
{
  const char * const *access_list = sluice_key_info_get_access_list (info);
  g_auto (GStrv) roles = sluice_key_info_dup_org_roles (info);
  g_autofree char *role_text = list_roles (roles);
  g_autofree char *list_text = NULL;

  if (access_list != NULL && access_list[0] != NULL)
    {
      g_autofree char *addresses = g_strjoinv (_(", "), (char **) access_list);

      /* Translators: %s is a list of network addresses */
      list_text = g_strdup_printf (_("It may be used from %s."), addresses);
    }
  else
    {
      list_text = g_strdup (_("It has no API access list."));
    }

  if (*role_text == '\0')
    /* Translators: %s is a whole sentence */
    return g_strdup_printf (_("The key works. %s"), list_text);
  /* Translators: %1$s is a list of roles, %2$s a whole sentence */
  return g_strdup_printf (_("The key works. In the organization: %1$s. %2$s"),
                          role_text, list_text);
}

/* ---- facts ---- */

static char *
describe_region (SluiceInstance *instance)
{
  const char *provider = sluice_instance_get_provider (instance);
  const char *region = sluice_instance_get_region (instance);

  if (provider != NULL && region != NULL)
    /* Translators: %1$s is a cloud provider, %2$s one of its regions */
    return g_strdup_printf (_("%1$s, %2$s"), provider, region);
  return g_strdup (region != NULL ? region : provider);
}

static char *
describe_true (SluiceFact  fact,
               GObject    *object)
{
  switch (fact)
    {
    case SLUICE_FACT_PROJECT:
      return object != NULL ? g_strdup (sluice_project_get_name (SLUICE_PROJECT (object))) : NULL;
    case SLUICE_FACT_INSTANCE:
      return object != NULL ? describe_region (SLUICE_INSTANCE (object)) : NULL;
    case SLUICE_FACT_KEY:
      return sluice_words_key_works (object != NULL ? SLUICE_KEY_INFO (object) : NULL, NULL, NULL);
    case SLUICE_FACT_NAME:
    default:
      return NULL;
    }
}

static char *
describe_taken (GObject *object)
{
  SluiceConnection *connection = object != NULL ? SLUICE_CONNECTION (object) : NULL;
  const char *type = connection != NULL ? sluice_connection_get_type_name (connection) : NULL;

  if (connection != NULL
      && sluice_connection_get_state (connection) == SLUICE_CONNECTION_STATE_DELETING)
    return g_strdup (_("Taken: a connection of this name is still being deleted."));
  if (type == NULL)
    return g_strdup (_("Taken: there is already a connection of this name."));
  /* Translators: %s is a type of connection, such as S3 or Kafka */
  return g_strdup_printf (_("Taken: there is already a connection of this name; its type is %s."),
                          type);
}

/* NULL where there is nothing to say: a check that could not be made says nothing about the
 * field. */
char *
sluice_words_fact (SluiceFact       fact,
                   SluiceFactState  state,
                   GObject         *object,
                   const GError    *error)
{
  switch (state)
    {
    case SLUICE_FACT_STATE_TRUE:
      return describe_true (fact, object);
    case SLUICE_FACT_STATE_FALSE:
      if (fact == SLUICE_FACT_NAME)
        return describe_taken (object);
      return sluice_words_error_sentence (error);
    case SLUICE_FACT_STATE_NONE:
    case SLUICE_FACT_STATE_CHECKING:
    case SLUICE_FACT_STATE_CANNOT_TELL:
    default:
      return NULL;
    }
}

/* ---- keyring ---- */

static const char *
describe_not_saved (int code)
{
  switch ((SluiceKeyStoreError) code)
    {
    case SLUICE_KEY_STORE_ERROR_LOCKED:
      return _("The keyring is locked, so the key was not kept. It works until Sluice is closed.");
    case SLUICE_KEY_STORE_ERROR_DISMISSED:
      return _("The keyring’s question was closed, so the key was not kept. It works until Sluice "
               "is closed.");
    case SLUICE_KEY_STORE_ERROR_UNAVAILABLE:
      return _("No keyring answers on this desktop, so the key was not kept. It works until Sluice "
               "is closed.");
    case SLUICE_KEY_STORE_ERROR_DAMAGED:
      return _("The keyring file is damaged, so the key was not kept. It works until Sluice is "
               "closed.");
    case SLUICE_KEY_STORE_ERROR_NOT_FOUND:
    case SLUICE_KEY_STORE_ERROR_STILL_THERE:
    case SLUICE_KEY_STORE_ERROR_FAILED:
    default:
      return _("The keyring reported a failure, so the key was not kept. It works until Sluice is "
               "closed.");
    }
}

static const char *
describe_not_loaded (int code)
{
  switch ((SluiceKeyStoreError) code)
    {
    case SLUICE_KEY_STORE_ERROR_LOCKED:
      return _("A key is kept, but the keyring is locked. Unlock it, or type the key to use it "
               "once.");
    case SLUICE_KEY_STORE_ERROR_DISMISSED:
      return _("The keyring’s question was closed. Unlock it, or type the key to use it once.");
    case SLUICE_KEY_STORE_ERROR_UNAVAILABLE:
      return _("No keyring answers on this desktop. A key you type works until Sluice is closed.");
    case SLUICE_KEY_STORE_ERROR_DAMAGED:
      return _("The keyring file is damaged and cannot be read. A key you type works until Sluice "
               "is closed.");
    case SLUICE_KEY_STORE_ERROR_NOT_FOUND:
    case SLUICE_KEY_STORE_ERROR_STILL_THERE:
    case SLUICE_KEY_STORE_ERROR_FAILED:
    default:
      return _("The keyring reported a failure. A key you type works until Sluice is closed.");
    }
}

static const char *
describe_not_forgotten (int code)
{
  switch ((SluiceKeyStoreError) code)
    {
    case SLUICE_KEY_STORE_ERROR_LOCKED:
    case SLUICE_KEY_STORE_ERROR_DISMISSED:
      return _("The key could not be removed, since the keyring stayed locked. It is still kept: "
               "unlock the keyring, then try again.");
    case SLUICE_KEY_STORE_ERROR_UNAVAILABLE:
      return _("The key could not be removed, since no keyring answers. It may still be kept.");
    case SLUICE_KEY_STORE_ERROR_NOT_FOUND:
    case SLUICE_KEY_STORE_ERROR_DAMAGED:
    case SLUICE_KEY_STORE_ERROR_STILL_THERE:
    case SLUICE_KEY_STORE_ERROR_FAILED:
    default:
      return _("The key could not be removed. It is still kept: try again, or remove it with the "
               "desktop’s password manager.");
    }
}

/* NULL while there is nothing to say. */
char *
sluice_words_keyring (SluiceKeyringState  state,
                      const GError       *error)
{
  int code = SLUICE_KEY_STORE_ERROR_FAILED;

  if (error != NULL && error->domain == SLUICE_KEY_STORE_ERROR)
    code = error->code;

  switch (state)
    {
    case SLUICE_KEYRING_BUSY:
      return g_strdup (_("Waiting for your keyring. It may be asking for its password."));
    case SLUICE_KEYRING_KEPT:
      return g_strdup (_("Kept in your keyring."));
    case SLUICE_KEYRING_LOCKED:
      return g_strdup (describe_not_loaded (SLUICE_KEY_STORE_ERROR_LOCKED));
    case SLUICE_KEYRING_NOT_SAVED:
      return g_strdup (describe_not_saved (code));
    case SLUICE_KEYRING_NOT_LOADED:
      return g_strdup (describe_not_loaded (code));
    case SLUICE_KEYRING_NOT_FORGOTTEN:
      return g_strdup (describe_not_forgotten (code));
    case SLUICE_KEYRING_NONE:
    default:
      return NULL;
    }
}
