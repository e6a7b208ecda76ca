/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose key it is and what it may do, in words. */

#include "sluice-words.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "sluice-connection-words.h"
#include "sluice-text.h"

/* Of an API access list, where there is no room for all of it. */
#define MAX_ADDRESSES 6

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
  return sluice_text_excerpt (code, strlen (code));
}

/* Returns the names in one line; empty if there are none. */
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

/* Its roles in a project, or with NULL in the organization; NULL if there are none. */
char *
sluice_words_key_roles (SluiceKeyInfo *info,
                        const char    *project_id)
{
  g_auto (GStrv) codes = project_id != NULL ? sluice_key_info_dup_project_roles (info, project_id)
                                            : sluice_key_info_dup_org_roles (info, NULL);

  return codes[0] != NULL ? list_roles (codes) : NULL;
}

/* ---- what it is enough for ---- */

/* Below the key's fields: that it works, and its roles in the chosen project. */
char *
sluice_words_key_works (SluiceKeyInfo *info,
                        const char    *project_id,
                        const char    *project_name)
{
  g_autofree char *in_project = NULL;
  g_autofree char *in_organization = NULL;

  if (info == NULL || project_id == NULL)
    return g_strdup (_("Works."));

  in_project = sluice_words_key_roles (info, project_id);
  in_organization = sluice_words_key_roles (info, NULL);
  if (in_project != NULL && project_name != NULL)
    {
      g_autofree char *name = sluice_connection_words_line (project_name);

      /* Translators: %1$s is a list of roles, %2$s the name of a project */
      return g_strdup_printf (_("Works. %1$s in %2$s."), in_project, name);
    }
  if (in_project != NULL)
    return g_strdup_printf (_("Works. %s in this project."), in_project);
  if (in_organization != NULL)
    /* Translators: %s is a list of roles */
    return g_strdup_printf (_("Works. It has no role of its own in this project; in the "
                              "organization: %s."), in_organization);
  return g_strdup (_("Works, but lists no role of its own in this project."));
}

/* One thing Sluice does for people, and whether the key's roles are enough for it. */
char *
sluice_words_key_right (SluiceKeyRight  right,
                        SluiceKeyAnswer answer)
{
  static const char * const sentences[SLUICE_N_KEY_RIGHTS][3] = {
    [SLUICE_KEY_RIGHT_LIST] = { N_("List connections: no"), N_("List connections: cannot tell"),
                                N_("List connections: yes") },
    [SLUICE_KEY_RIGHT_CREATE] = { N_("Create connections: no"),
                                  N_("Create connections: cannot tell"),
                                  N_("Create connections: yes") },
    [SLUICE_KEY_RIGHT_AWS] = { N_("Set up AWS access: no"), N_("Set up AWS access: cannot tell"),
                               N_("Set up AWS access: yes") },
  };

  return g_strdup (_(sentences[right][answer]));
}

/* What the key lacks and where that is granted, or why it cannot be told; NULL if nothing. org_id:
 * the organization of the project; NULL if it is not known. */
char *
sluice_words_key_missing (SluiceKeyInfo *info,
                          const char    *project_id,
                          const char    *org_id)
{
  SluiceKeyAnswer creates = sluice_key_info_may (info, project_id, org_id,
                                                 SLUICE_KEY_RIGHT_CREATE);
  SluiceKeyAnswer aws = sluice_key_info_may (info, project_id, org_id, SLUICE_KEY_RIGHT_AWS);
  g_autofree char *in_project = sluice_words_key_roles (info, project_id);
  g_autofree char *in_organization = sluice_words_key_roles (info, NULL);

  if (creates == SLUICE_KEY_ANSWER_NO)
    return g_strdup (_("No role of its own that creates connections. Give it Project Stream "
                       "Processing Owner, and Project Owner to set up AWS access, in Atlas under "
                       "Access Manager → Applications → API Keys."));
  if (creates == SLUICE_KEY_ANSWER_CANNOT_TELL && in_project == NULL && in_organization == NULL)
    return g_strdup (_("Atlas lists no role of it here, so this cannot be told beforehand."));
  if (creates == SLUICE_KEY_ANSWER_CANNOT_TELL)
    return g_strdup (_("Its roles are not all known to Sluice, so this cannot be told "
                       "beforehand."));
  if (aws == SLUICE_KEY_ANSWER_NO)
    return g_strdup (_("Setting up AWS access needs the role Project Owner, too: in Atlas under "
                       "Access Manager → Applications → API Keys."));
  if (aws == SLUICE_KEY_ANSWER_CANNOT_TELL)
    return g_strdup (_("Whether it may set up AWS access, too, cannot be told: its roles are not "
                       "all known to Sluice."));
  return NULL;
}

/* ---- where it may be used from ---- */

/* All of it: the list can be long. */
char *
sluice_words_key_addresses (SluiceKeyInfo *info)
{
  const char * const *access_list = sluice_key_info_get_access_list (info);

  if (access_list == NULL || access_list[0] == NULL)
    return g_strdup (_("Any address: it has no API access list"));
  return g_strjoinv (_(", "), (char **) access_list);
}

/* In the status pane, where no project is chosen: where the key may be used from. */
char *
sluice_words_key_summary (SluiceKeyInfo *info)
{
  const char * const *access_list = sluice_key_info_get_access_list (info);
  g_auto (GStrv) roles = sluice_key_info_dup_org_roles (info, NULL);
  g_autofree char *role_text = list_roles (roles);
  g_autofree char *list_text = NULL;

  if (access_list != NULL && access_list[0] != NULL)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      guint count = g_strv_length ((char **) access_list);
      g_auto (GStrv) first = NULL;
      g_autofree char *addresses = NULL;

      for (guint i = 0; i < MIN (count, MAX_ADDRESSES); i++)
        g_strv_builder_add (builder, access_list[i]);
      first = g_strv_builder_end (builder);
      addresses = g_strjoinv (_(", "), first);
      if (count > MAX_ADDRESSES)
        /* Translators: %1$s is a list of network addresses, %2$u how many more there are */
        list_text = g_strdup_printf (ngettext ("It may be used from %1$s and %2$u more address.",
                                               "It may be used from %1$s and %2$u more addresses.",
                                               count - MAX_ADDRESSES),
                                     addresses, count - MAX_ADDRESSES);
      else
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

/* ---- saved keys ---- */

/* What came of the last that was asked of a saved key; NULL if nothing was. */
char *
sluice_words_saved_key (SluiceSavedKeyCheck  check,
                        const GError        *error)
{
  switch (check)
    {
    case SLUICE_SAVED_KEY_CHECKING:
      return g_strdup (_("Asking Atlas…"));
    case SLUICE_SAVED_KEY_WORKS:
      return g_strdup (_("Atlas accepts it."));
    case SLUICE_SAVED_KEY_NOT_FORGOTTEN:
      return sluice_words_keyring (SLUICE_KEYRING_NOT_FORGOTTEN, error);
    case SLUICE_SAVED_KEY_FAILED:
      if (g_error_matches (error, SLUICE_KEY_STORE_ERROR, SLUICE_KEY_STORE_ERROR_NOT_FOUND))
        return g_strdup (_("It is not in the keyring any more. Forget it here, or type it once "
                           "more."));
      if (error != NULL && error->domain == SLUICE_KEY_STORE_ERROR)
        return sluice_words_keyring (SLUICE_KEYRING_NOT_LOADED, error);
      return sluice_words_error_sentence (error);
    case SLUICE_SAVED_KEY_UNCHECKED:
    default:
      return NULL;
    }
}
