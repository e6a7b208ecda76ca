/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scripted server is asked and what it answers, as text. */
#include "raw-server.h"

#include <string.h>

/**
 * raw_request_dup_header:
 * @request: a request
 * @name: a header's name
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
raw_request_dup_header (const RawRequest *request,
                        const char       *name)
{
  g_auto (GStrv) lines = g_strsplit (request->head, "\r\n", -1);
  const gsize length = strlen (name);

  for (char **line = lines + 1; *line != NULL; line++)
    if (g_ascii_strncasecmp (*line, name, length) == 0 && (*line)[length] == ':')
      return g_strstrip (g_strdup (*line + length + 1));
  return NULL;
}

/**
 * raw_answer:
 * @status: code and reason
 * @headers: (nullable): more headers, each with its line end
 * @body: the body
 *
 * Returns: (transfer full): a proper answer
 */
char *
raw_answer (const char *status,
            const char *headers,
            const char *body)
{
  return g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: application/json\r\n%s"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                          status, headers ? headers : "", strlen (body), body);
}

/**
 * raw_challenge:
 * @nonce: the nonce
 * @stale: "true" or "false"
 *
 * Returns: (transfer full): a 401 as Atlas sends it
 */
char *
raw_challenge (const char *nonce,
               const char *stale)
{
  g_autofree char *header =
    g_strdup_printf ("WWW-Authenticate: Digest realm=\"MMS Public API\", domain=\"\", "
                     "nonce=\"%s\", algorithm=MD5, qop=\"auth\", stale=%s\r\n", nonce, stale);

  return raw_answer ("401 Unauthorized", header,
                     "{\"error\":401,\"errorCode\":\"UNEXPECTED_ERROR\","
                     "\"reason\":\"Unauthorized\","
                     "\"detail\":\"You are not authorized for this resource.\"}");
}
