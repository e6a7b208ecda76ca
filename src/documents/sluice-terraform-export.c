/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The resource mongodbatlas_stream_connection of MongoDB's provider for Terraform. */
#include "sluice-export-private.h"

#include <string.h>

#include "sluice-hcl.h"

/* S3 came with 2.10. Import blocks came with Terraform 1.5. */
static const char head[] =
  "# Takes over the S3 connections that Atlas has. To create them anew in another place, remove\n"
  "# the import blocks. The provider reads the API key from MONGODB_ATLAS_PUBLIC_API_KEY and\n"
  "# MONGODB_ATLAS_PRIVATE_API_KEY.\n";
static const char requirements[] =
  "terraform {\n"
  "  required_version = \">= 1.5\"\n"
  "  required_providers {\n"
  "    mongodbatlas = {\n"
  "      source = \"mongodb/mongodbatlas\"\n"
  "      version = \">= 2.10\"\n"
  "    }\n"
  "  }\n"
  "}\n";

#define MAX_LABEL_LENGTH 64

/* What the resource is called in Terraform: a name of its own, made of the connection's. taken:
 * each name there is → the number that was put behind it last. */
static char *
dup_label (const char *name,
           GHashTable *taken)
{
  g_autofree char *plain = g_strndup (name, MAX_LABEL_LENGTH);
  g_autofree char *base = NULL;
  char *label;

  g_strcanon (plain, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-", '_');
  if (g_ascii_isalpha (*plain) || *plain == '_')
    base = g_strdup (plain);
  else
    base = g_strconcat ("connection_", plain, NULL);

  label = g_strdup (base);
  while (g_hash_table_contains (taken, label))
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (taken, base)) + 1;

      g_hash_table_insert (taken, g_strdup (base), GUINT_TO_POINTER (n));
      g_free (label);
      label = g_strdup_printf ("%s_%u", base, n);
    }
  g_hash_table_insert (taken, g_strdup (label), GUINT_TO_POINTER (1));
  return label;
}

static char *
dup_import_id (const SluiceExport           *export,
               const SluiceExportConnection *connection)
{
  return g_strconcat (connection->instance, "-", export->project_id, "-", connection->name, NULL);
}

/* The provider takes the ID apart with this expression; where that finds other parts than were put
 * in, it would take over something else. */
static gboolean
can_import (const SluiceExport           *export,
            const SluiceExportConnection *connection)
{
  g_autofree char *id = dup_import_id (export, connection);
  g_autoptr (GRegex) parts = g_regex_new ("^(.*)-([0-9a-fA-F]{24})-(.*)$",
                                          G_REGEX_DOLLAR_ENDONLY | G_REGEX_NEWLINE_LF, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *instance = NULL;
  g_autofree char *name = NULL;

  if (!g_regex_match (parts, id, 0, &match))
    return FALSE;
  instance = g_match_info_fetch (match, 1);
  name = g_match_info_fetch (match, 3);
  return g_strcmp0 (instance, connection->instance) == 0 &&
         g_strcmp0 (name, connection->name) == 0;
}

static void
append_left_out (GString                      *text,
                 const SluiceExportConnection *connection)
{
  g_autofree char *name = sluice_hcl_quote (connection->name);

  g_string_append_printf (text, "\n# Left out, since the provider cannot import this name: %s\n",
                          name);
}

static void
append_import (GString                      *text,
               const SluiceExport           *export,
               const SluiceExportConnection *connection,
               const char                   *label)
{
  g_autofree char *id = dup_import_id (export, connection);
  g_autofree char *quoted = sluice_hcl_quote (id);

  g_string_append_printf (text, "\nimport {\n"
                                "  to = mongodbatlas_stream_connection.%s\n"
                                "  id = %s\n"
                                "}\n\n", label, quoted);
}

static void
append_resource (GString                      *text,
                 const SluiceExport           *export,
                 const SluiceExportConnection *connection,
                 const char                   *label)
{
  g_autofree char *project = sluice_hcl_quote (export->project_id);
  g_autofree char *instance = sluice_hcl_quote (connection->instance);
  g_autofree char *name = sluice_hcl_quote (connection->name);
  g_autofree char *role = sluice_hcl_quote (connection->role_arn);

  if (sluice_export_is_given (connection->test_bucket))
    {
      g_autofree char *bucket = sluice_hcl_quote (connection->test_bucket);

      g_string_append_printf (text, "# The provider has no test bucket; Atlas was given %s.\n",
                              bucket);
    }
  g_string_append_printf (text, "resource \"mongodbatlas_stream_connection\" \"%s\" {\n"
                                "  project_id = %s\n"
                                "  workspace_name = %s\n"
                                "  connection_name = %s\n"
                                "  type = \"S3\"\n"
                                "  aws = {\n"
                                "    role_arn = %s\n"
                                "  }\n", label, project, instance, name, role);
  if (sluice_export_is_given (connection->private_link_id))
    {
      g_autofree char *link = sluice_hcl_quote (connection->private_link_id);

      g_string_append_printf (text, "  networking = {\n"
                                    "    access = {\n"
                                    "      type = \"PRIVATE_LINK\"\n"
                                    "      connection_id = %s\n"
                                    "    }\n"
                                    "  }\n", link);
    }
  g_string_append (text, "}\n");
}

/**
 * sluice_export_terraform:
 * @export: what to export
 *
 * Returns: (transfer full): a file for Terraform 1.5 and later, laid out as “terraform fmt” wants
 *   it
 */
char *
sluice_export_terraform (const SluiceExport *export)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) text = g_string_new (head);

  /* A base_url in a block “provider” counts only next to a key, which has no place in a file. */
  if (!sluice_export_is_commercial (export))
    {
      g_autofree char *url = sluice_hcl_quote (export->base_url);

      g_string_append_printf (text, "# This Atlas needs MONGODB_ATLAS_BASE_URL=%s as well.\n", url);
    }
  g_string_append (text, requirements);
  for (gsize i = 0; i < export->n_connections; i++)
    {
      const SluiceExportConnection *connection = &export->connections[i];
      g_autofree char *label = NULL;

      if (!sluice_export_is_given (connection->role_arn))
        continue;
      if (!can_import (export, connection))
        {
          append_left_out (text, connection);
          continue;
        }
      label = dup_label (connection->name, taken);
      append_import (text, export, connection, label);
      append_resource (text, export, connection, label);
    }
  return sluice_hcl_align (text->str);
}
