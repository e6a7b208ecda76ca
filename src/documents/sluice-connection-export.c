/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scripts are one function each, in a subshell: a shell reads them whole before it starts, also
 * when they are pasted, and one that fails does not end the shell of the person.
 */
#include "sluice-connection-export.h"

#include <string.h>

#include "sluice-export-private.h"
#include "sluice-request-preview.h"

#define MEDIA_TYPE "application/vnd.atlas.2023-02-01+json"
#define COMMERCIAL_URL "https://cloud.mongodb.com"
#define UNKNOWN_KEY "PUBLIC_KEY"

/* What follows the calls of “create”: how it went. */
static const char script_tail[] =
  "  exit \"$failed\"\n"
  ")\n"
  "main\n";

static const char cli_create[] =
  "  failed=0\n"
  "  folder=$(mktemp -d) || exit 1\n"
  "  trap 'rm -rf \"$folder\"' EXIT\n"
  "  create () {\n"
  "    printf '%s\\n' \"$2\" >\"$folder/connection.json\"\n"
  "    atlas streams connections create --file \"$folder/connection.json\" \\\n"
  "      --instance \"$1\" --projectId \"$project\" || failed=1\n"
  "  }\n";

/* The key goes through a pipe: in arguments everybody on the computer could read it. */
static const char curl_create[] =
  "  failed=0\n"
  "  create () {\n"
  "    printf 'user = \"%s:%s\"\\n' \"$public_key\" \"$private_key\" |\n"
  "      curl --config - --digest --globoff --silent --show-error --request POST \\\n"
  "        --header 'Accept: " MEDIA_TYPE "' \\\n"
  "        --header 'Content-Type: " MEDIA_TYPE "' \\\n"
  "        --write-out '\\n' --data-raw \"$2\" \"$1\" || failed=1\n"
  "  }\n"
  "  printf 'Private key of %s: ' \"$public_key\" >&2\n"
  "  [ ! -t 0 ] || stty -echo\n"
  "  IFS= read -r private_key\n"
  "  [ ! -t 0 ] || { stty echo; echo >&2; }\n";

/**
 * sluice_export_is_given:
 * @text: (nullable): a text
 *
 * Returns: whether there is anything in it
 */
gboolean
sluice_export_is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/**
 * sluice_export_count:
 * @export: what to export
 *
 * Returns: how many of its connections can be
 */
guint
sluice_export_count (const SluiceExport *export)
{
  guint n = 0;

  for (gsize i = 0; i < export->n_connections; i++)
    n += sluice_export_is_given (export->connections[i].role_arn) ? 1 : 0;
  return n;
}

/**
 * sluice_export_is_commercial:
 * @export: what to export
 *
 * Returns: whether it is in the Atlas that other tools talk to unless they are told otherwise
 */
gboolean
sluice_export_is_commercial (const SluiceExport *export)
{
  return g_str_equal (export->base_url, COMMERCIAL_URL);
}

static void
write_connection (SluiceJsonWriter             *writer,
                  const SluiceExportConnection *connection)
{
  sluice_json_writer_begin (writer, '{');
  sluice_json_writer_member (writer, "name", connection->name);
  sluice_json_writer_member (writer, "type", "S3");
  sluice_json_writer_name (writer, "aws");
  sluice_json_writer_begin (writer, '{');
  sluice_json_writer_member (writer, "roleArn", connection->role_arn);
  if (sluice_export_is_given (connection->test_bucket))
    sluice_json_writer_member (writer, "testBucket", connection->test_bucket);
  sluice_json_writer_end (writer, '}');
  if (sluice_export_is_given (connection->private_link_id))
    {
      sluice_json_writer_name (writer, "networking");
      sluice_json_writer_begin (writer, '{');
      sluice_json_writer_name (writer, "access");
      sluice_json_writer_begin (writer, '{');
      sluice_json_writer_member (writer, "type", "PRIVATE_LINK");
      sluice_json_writer_member (writer, "connectionId", connection->private_link_id);
      sluice_json_writer_end (writer, '}');
      sluice_json_writer_end (writer, '}');
    }
  sluice_json_writer_end (writer, '}');
}

/**
 * sluice_export_connection:
 * @connection: a connection with a role
 * @style: JSON, laid out or not
 *
 * Returns: (transfer full): what createGroupStreamConnection takes
 */
char *
sluice_export_connection (const SluiceExportConnection *connection,
                          SluiceWriterStyle             style)
{
  SluiceJsonWriter *writer = sluice_json_writer_new (style);

  write_connection (writer, connection);
  return sluice_json_writer_finish (writer);
}

/* One connection is the object itself: the Atlas CLI reads no list. */
static char *
export_json (const SluiceExport *export)
{
  SluiceJsonWriter *writer = sluice_json_writer_new (SLUICE_WRITER_PRETTY);
  guint count = sluice_export_count (export);
  g_autofree char *text = NULL;

  if (count != 1)
    sluice_json_writer_begin (writer, '[');
  for (gsize i = 0; i < export->n_connections; i++)
    if (sluice_export_is_given (export->connections[i].role_arn))
      write_connection (writer, &export->connections[i]);
  if (count != 1)
    sluice_json_writer_end (writer, ']');
  text = sluice_json_writer_finish (writer);
  return g_strconcat (text, "\n", NULL);
}

static void
append_assignment (GString    *script,
                   const char *name,
                   const char *value)
{
  g_autofree char *quoted = g_shell_quote (value);

  g_string_append_printf (script, "  %s=%s\n", name, quoted);
}

static void
append_call (GString    *script,
             const char *first,
             const char *second)
{
  g_autofree char *quoted_first = g_shell_quote (first);
  g_autofree char *quoted_second = g_shell_quote (second);

  g_string_append_printf (script, "  create %s %s\n", quoted_first, quoted_second);
}

static char *
export_cli (const SluiceExport *export)
{
  GString *script = g_string_new ("#!/bin/sh\n"
                                  "# Creates stream connections with the Atlas CLI, which has "
                                  "to be signed in");

  if (!sluice_export_is_commercial (export))
    {
      g_autofree char *url = sluice_json_quote (export->base_url);

      g_string_append_printf (script, "\n# and set up for %s", url);
    }
  g_string_append (script, ".\nmain () (\n");
  append_assignment (script, "project", export->project_id);
  g_string_append (script, cli_create);
  for (gsize i = 0; i < export->n_connections; i++)
    {
      const SluiceExportConnection *connection = &export->connections[i];
      g_autofree char *json = NULL;

      if (!sluice_export_is_given (connection->role_arn))
        continue;
      json = sluice_export_connection (connection, SLUICE_WRITER_PRETTY);
      append_call (script, connection->instance, json);
    }
  g_string_append (script, script_tail);
  return g_string_free (script, FALSE);
}

/* The request, with the body that is exported; NULL for a connection that cannot be created. */
static SluiceRequestPreview *
preview (const SluiceExport           *export,
         const SluiceExportConnection *connection)
{
  SluiceCreateValues values = {
    .base_url = export->base_url,
    .public_key = sluice_export_is_given (export->public_key) ? export->public_key : UNKNOWN_KEY,
    .project_id = export->project_id,
    .instance = connection->instance,
    .name = connection->name,
    .role_arn = connection->role_arn,
  };
  SluiceRequestPreview *request = sluice_request_preview_new (&values);

  if (request != NULL)
    {
      g_free (request->body);
      request->body = sluice_export_connection (connection, SLUICE_WRITER_COMPACT);
    }
  return request;
}

/* One connection is one command; for many the key is asked for once. */
static char *
export_curl (const SluiceExport *export)
{
  gboolean script = sluice_export_count (export) != 1;
  GString *text = g_string_new (NULL);

  if (script)
    {
      g_string_append (text, "#!/bin/sh\n# Creates stream connections with curl.\nmain () (\n");
      append_assignment (text, "public_key",
                         sluice_export_is_given (export->public_key) ? export->public_key
                                                                     : UNKNOWN_KEY);
      g_string_append (text, curl_create);
    }
  for (gsize i = 0; i < export->n_connections; i++)
    {
      g_autoptr (SluiceRequestPreview) request = preview (export, &export->connections[i]);
      g_autofree char *command = NULL;

      if (request == NULL)
        continue;
      if (script)
        append_call (text, request->url, request->body);
      else
        {
          command = sluice_request_preview_to_curl (request);
          g_string_append (text, command);
        }
    }
  if (script)
    g_string_append (text, script_tail);
  return g_string_free (text, FALSE);
}

/**
 * sluice_connection_export:
 * @export: what to export; connections without a role are left out
 * @format: for which tool
 *
 * JSON of one connection is what “atlas streams connections create --file” takes; of many, a list
 * of them. The commands need a POSIX shell. curl asks for the private key when it is run.
 *
 * Returns: (transfer full): the text, with a line break at its end
 */
char *
sluice_connection_export (const SluiceExport *export,
                          SluiceExportFormat  format)
{
  switch (format)
    {
    case SLUICE_EXPORT_ATLAS_CLI:
      return export_cli (export);
    case SLUICE_EXPORT_CURL:
      return export_curl (export);
    case SLUICE_EXPORT_TERRAFORM:
      return sluice_export_terraform (export);
    case SLUICE_EXPORT_JSON:
    case SLUICE_EXPORT_N_FORMATS:
    default:
      return export_json (export);
    }
}

/**
 * sluice_connection_export_dup_name:
 * @export: what to export
 * @format: for which tool
 *
 * Returns: (transfer full): a name for the file, safe on every file system: that of the one
 *   connection if it can be, otherwise “connections”
 */
char *
sluice_connection_export_dup_name (const SluiceExport *export,
                                   SluiceExportFormat  format)
{
  static const char * const endings[] = {
    [SLUICE_EXPORT_JSON] = "json", [SLUICE_EXPORT_ATLAS_CLI] = "sh",
    [SLUICE_EXPORT_CURL] = "sh", [SLUICE_EXPORT_TERRAFORM] = "tf",
  };
  const char *name = export->n_connections == 1 ? export->connections[0].name : "";
  gsize length = strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-");

  if (length == 0 || length > 64 || name[length] != '\0' || *name == '-')
    name = "connections";
  return g_strconcat (name, ".", endings[MIN (format, SLUICE_EXPORT_N_FORMATS - 1)], NULL);
}
