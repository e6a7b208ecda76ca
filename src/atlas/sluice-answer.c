/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headers, error bodies and the beginning of what was not understood. */
#include "sluice-answer.h"

#include "sluice-json.h"
#include "sluice-message.h"

/* In bytes. Atlas's own texts are a line or two; what is longer would only freeze a label. */
#define MAX_TEXT 4096
#define MAX_WORD 256
#define MAX_EXCERPT 300
#define MAX_ITEMS 32

/* Longest wait anybody may ask for. */
#define MAX_RETRY_AFTER (7 * 24 * 3600)

static char *
dup_shown (const char *text, gsize limit)
{
  gsize length = text ? strlen (text) : 0;
  const char *end;

  if (text == NULL)
    return NULL;
  if (length <= limit)
    return g_utf8_make_valid (text, (gssize) length);
  end = g_utf8_find_prev_char (text, text + limit);
  return g_utf8_make_valid (text, end ? end - text : (gssize) limit);
}

/* Either form of Retry-After (RFC 9110, section 10.2.3); -1 for none or nonsense. A date is one of
 * the server's clock, and meant to be compared with that: the one here may be wrong.
 *
 * sent: (nullable): when the server has sent the answer */
static int
parse_retry_after (const char *text, const char *sent)
{
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) now = NULL;
  gint64 seconds;

  if (text == NULL || *text == '\0')
    return -1;
  if (text[strspn (text, "0123456789")] == '\0')
    return (int) MIN (g_ascii_strtoull (text, NULL, 10), MAX_RETRY_AFTER);
  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return -1;
  now = sent != NULL ? soup_date_time_new_from_http_string (sent) : NULL;
  if (now == NULL)
    now = g_date_time_new_now_utc ();
  seconds = g_date_time_difference (date, now) / G_TIME_SPAN_SECOND;
  return (int) CLAMP (seconds, 0, MAX_RETRY_AFTER);
}

/**
 * sluice_answer_read:
 * @body: the body of an answer whose status tells of success
 * @reader: (nullable): makes an object of it; %NULL where success is all there is to tell
 * @error: return location for an error of domain %G_IO_ERROR; it may stay unset
 *
 * What is no answer of Atlas is none, whatever its status: a page to sign in to some network on the
 * way comes with 200 too, and a gateway may put Atlas's refusal into a success of its own.
 *
 * Returns: (transfer full) (nullable): what @reader has made of it, or without one just something;
 *   %NULL where the answer is none
 */
gpointer
sluice_answer_read (GBytes    *body,
                    gpointer (*reader) (JsonNode *root),
                    GError   **error)
{
  g_autoptr (JsonNode) root = NULL;

  if (reader == NULL && g_bytes_get_size (body) == 0)
    return GINT_TO_POINTER (TRUE);
  root = sluice_json_parse (body, error);
  if (root == NULL || sluice_json_get_string (sluice_json_as_object (root), "errorCode") != NULL)
    return NULL;
  return reader != NULL ? reader (root) : GINT_TO_POINTER (TRUE);
}

/**
 * sluice_answer_note_headers:
 * @evidence: the record of a call
 * @message: a message whose answer's headers have come
 *
 * Notes whether it was signed, status, media type, X-Error-Code and Retry-After in place of what an
 * earlier answer of the same call has said. Atlas repeats the errorCode in the header, which helps
 * where the body cannot be read.
 */
void
sluice_answer_note_headers (SluiceEvidence *evidence,
                            SoupMessage    *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  g_free (evidence->content_type);
  g_free (evidence->error_code);
  evidence->status = soup_message_get_status (message);
  evidence->is_signed = sluice_message_is_signed (message);
  evidence->content_type = dup_shown (soup_message_headers_get_content_type (headers, NULL),
                                      MAX_WORD);
  evidence->error_code = dup_shown (soup_message_headers_get_one (headers, "X-Error-Code"),
                                    MAX_WORD);
  evidence->retry_after = parse_retry_after (soup_message_headers_get_one (headers, "Retry-After"),
                                              soup_message_headers_get_one (headers, "Date"));
}

static char **
read_parameters (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = array ? MIN (json_array_get_length (array), MAX_ITEMS) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = sluice_json_as_text (json_array_get_element (array, i));
      g_autofree char *shown = dup_shown (text, MAX_TEXT);

      if (shown != NULL)
        g_strv_builder_add (builder, shown);
    }
  return g_strv_builder_end (builder);
}

static char **
read_violations (JsonObject *error)
{
  JsonArray *fields = sluice_json_get_array (sluice_json_get_object (error, "badRequestDetail"),
                                             "fields");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = fields ? MIN (json_array_get_length (fields), MAX_ITEMS) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *field = sluice_json_as_object (json_array_get_element (fields, i));
      g_autofree char *name = dup_shown (sluice_json_get_string (field, "field"), MAX_WORD);
      g_autofree char *why = dup_shown (sluice_json_get_string (field, "description"), MAX_TEXT);
      g_autofree char *text = g_strdup_printf ("%s: %s", name ? name : "?", why ? why : "?");

      if (name != NULL || why != NULL)
        g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

/**
 * sluice_answer_note_error:
 * @evidence: the record of a call
 * @root: the body of an answer that is not a success
 *
 * Notes what Atlas's one error schema says. Each member may be missing or of another type than
 * documented; "parameters" are documented as objects and come as strings and numbers.
 */
void
sluice_answer_note_error (SluiceEvidence *evidence,
                          JsonNode       *root)
{
  JsonObject *json = sluice_json_as_object (root);
  const char *error_code = sluice_json_get_string (json, "errorCode");

  if (error_code != NULL && *error_code != '\0')
    {
      g_free (evidence->error_code);
      evidence->error_code = dup_shown (error_code, MAX_WORD);
    }
  evidence->reason = dup_shown (sluice_json_get_string (json, "reason"), MAX_WORD);
  evidence->detail = dup_shown (sluice_json_get_string (json, "detail"), MAX_TEXT);
  evidence->parameters = read_parameters (sluice_json_get_array (json, "parameters"));
  evidence->violations = read_violations (json);
}

/**
 * sluice_answer_note_excerpt:
 * @evidence: the record of a call
 * @body: an answer's body that was not understood
 *
 * Notes its beginning on one line.
 */
void
sluice_answer_note_excerpt (SluiceEvidence *evidence,
                            GBytes         *body)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autofree char *text = g_utf8_make_valid (data ? data : "", (gssize) MIN (length, MAX_EXCERPT));

  for (char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  evidence->excerpt = g_strdup (g_strstrip (text));
}
