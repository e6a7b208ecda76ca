/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The operation createGroupStreamConnection as the client sends it. This folder may not know the
 * client, so a test compares the two on the wire.
 */
#include "sluice-request-preview.h"

#include <string.h>

#include "sluice-config.h"
#include "sluice-json-writer.h"

#define MEDIA_TYPE "application/vnd.atlas.2023-02-01+json"

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* RFC 3986, section 3.3; a segment of dots would climb. */
static void
append_segment (GString    *url,
                const char *segment)
{
  g_string_append_c (url, '/');
  if (g_str_equal (segment, ".") || g_str_equal (segment, ".."))
    g_string_append (url, segment[1] == '\0' ? "%2E" : "%2E%2E");
  else
    g_string_append_uri_escaped (url, segment, NULL, FALSE);
}

static char *
build_url (const SluiceCreateValues *values)
{
  GString *url = g_string_new (values->base_url);

  g_string_append (url, "/api/atlas/v2/groups");
  append_segment (url, values->project_id);
  g_string_append (url, "/streams");
  append_segment (url, values->instance);
  g_string_append (url, "/connections");
  return g_string_free (url, FALSE);
}

static void
write_private_link (SluiceJsonWriter *writer,
                    const char       *id)
{
  sluice_json_writer_name (writer, "networking");
  sluice_json_writer_begin (writer, '{');
  sluice_json_writer_name (writer, "access");
  sluice_json_writer_begin (writer, '{');
  sluice_json_writer_member (writer, "type", "PRIVATE_LINK");
  sluice_json_writer_member (writer, "connectionId", id);
  sluice_json_writer_end (writer, '}');
  sluice_json_writer_end (writer, '}');
}

static char *
build_body (const SluiceCreateValues *values)
{
  SluiceJsonWriter *writer = sluice_json_writer_new (SLUICE_WRITER_COMPACT);

  sluice_json_writer_begin (writer, '{');
  sluice_json_writer_member (writer, "name", values->name);
  sluice_json_writer_member (writer, "type", "S3");
  sluice_json_writer_name (writer, "aws");
  sluice_json_writer_begin (writer, '{');
  sluice_json_writer_member (writer, "roleArn", values->role_arn);
  if (is_given (values->test_bucket))
    sluice_json_writer_member (writer, "testBucket", values->test_bucket);
  sluice_json_writer_end (writer, '}');
  if (is_given (values->private_link_id))
    write_private_link (writer, values->private_link_id);
  sluice_json_writer_end (writer, '}');

  return sluice_json_writer_finish (writer);
}

/* The host with its port, as the header has it. */
static char *
dup_host (const char *base_url)
{
  const char *start = strstr (base_url, "://");

  start = start != NULL ? start + strlen ("://") : base_url;
  return g_strndup (start, strcspn (start, "/"));
}

/* “Connection” goes out only without TLS: HTTP/2, which TLS brings with it, has none. */
static char **
build_headers (const SluiceCreateValues *values,
               gsize                     body_length)
{
  g_autoptr (GStrvBuilder) headers = g_strv_builder_new ();
  g_autofree char *host = dup_host (values->base_url);
  g_autofree char *host_line = g_strconcat ("Host: ", host, NULL);
  g_autofree char *length_line = g_strdup_printf ("Content-Length: %" G_GSIZE_FORMAT, body_length);
  g_autofree char *key_line = g_strdup_printf ("Authorization: Digest username=\"%s\", …",
                                               values->public_key);

  g_strv_builder_add_many (headers, host_line, "Accept: " MEDIA_TYPE,
                           "Content-Type: " MEDIA_TYPE, length_line,
                           "User-Agent: Sluice/" SLUICE_VERSION, key_line, NULL);
  if (g_ascii_strncasecmp (values->base_url, "http:", strlen ("http:")) == 0)
    g_strv_builder_add (headers, "Connection: Keep-Alive");
  return g_strv_builder_end (headers);
}

/**
 * sluice_request_preview_new:
 * @values: what would be sent, each value as sluice-validate has trimmed it
 *
 * The authorization is shown with the public key only: the rest is computed from the server's
 * challenge when the request is sent.
 *
 * Returns: (transfer full) (nullable): the request, %NULL when something is missing or when the
 *   public key has a colon, which neither digest nor curl can carry
 */
SluiceRequestPreview *
sluice_request_preview_new (const SluiceCreateValues *values)
{
  SluiceRequestPreview *preview;

  if (!is_given (values->base_url) || !is_given (values->public_key) ||
      !is_given (values->project_id) || !is_given (values->instance) ||
      !is_given (values->name) || !is_given (values->role_arn) ||
      strchr (values->public_key, ':') != NULL)
    return NULL;

  preview = g_new0 (SluiceRequestPreview, 1);
  preview->method = g_strdup ("POST");
  preview->url = build_url (values);
  preview->body = build_body (values);
  preview->headers = build_headers (values, strlen (preview->body));
  preview->public_key = g_strdup (values->public_key);

  return preview;
}

/**
 * sluice_request_preview_free:
 * @preview: (transfer full) (nullable): a preview
 */
void
sluice_request_preview_free (SluiceRequestPreview *preview)
{
  if (preview == NULL)
    return;

  g_free (preview->method);
  g_free (preview->url);
  g_strfreev (preview->headers);
  g_free (preview->body);
  g_free (preview->public_key);
  g_free (preview);
}

/**
 * sluice_request_preview_to_text:
 * @preview: a preview
 *
 * Returns: (transfer full): the request to be read: its line, headers and body, the body byte for
 *   byte as it is sent
 */
char *
sluice_request_preview_to_text (const SluiceRequestPreview *preview)
{
  g_autofree char *headers = g_strjoinv ("\n", preview->headers);

  return g_strdup_printf ("%s %s\n%s\n\n%s\n", preview->method, preview->url, headers,
                          preview->body);
}

/**
 * sluice_request_preview_to_curl:
 * @preview: a preview
 *
 * Returns: (transfer full): a command for a POSIX shell that sends the same request. curl asks for
 *   the private key when it is run, so the key is in no history and no list of processes
 */
char *
sluice_request_preview_to_curl (const SluiceRequestPreview *preview)
{
  g_autofree char *user = g_shell_quote (preview->public_key);
  g_autofree char *body = g_shell_quote (preview->body);
  g_autofree char *url = g_shell_quote (preview->url);

  /* Without --globoff the brackets of an IPv6 address would be a range. */
  return g_strdup_printf ("curl --digest --user %s --globoff \\\n"
                          "  --request %s \\\n"
                          "  --header 'Accept: " MEDIA_TYPE "' \\\n"
                          "  --header 'Content-Type: " MEDIA_TYPE "' \\\n"
                          "  --data-raw %s \\\n"
                          "  %s\n",
                          user, preview->method, body, url);
}
