/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers and the one error schema all of them share. */
#include "practice-reply.h"

#include <libsoup/soup.h>

/**
 * practice_reply_new:
 * @object: (transfer full): what the operation answers
 *
 * Returns: (transfer full): a 200 with the operation's versioned media type
 */
PracticeReply *
practice_reply_new (JsonObject *object)
{
  PracticeReply *self = g_new0 (PracticeReply, 1);

  self->status = 200;
  self->object = object;
  return self;
}

/**
 * practice_reply_new_status:
 * @status: 202 is answered with {}, 204 with nothing
 *
 * Returns: (transfer full): an answer without content
 */
PracticeReply *
practice_reply_new_status (guint status)
{
  PracticeReply *self = practice_reply_new (status == 204 ? NULL : json_object_new ());

  self->status = status;
  return self;
}

/**
 * practice_reply_new_text:
 * @status: HTTP status
 * @content_type: (nullable): a static string; %NULL for the operation's versioned type
 * @text: the body
 *
 * Returns: (transfer full): an answer that is not made of JSON
 */
PracticeReply *
practice_reply_new_text (guint       status,
                         const char *content_type,
                         const char *text)
{
  PracticeReply *self = practice_reply_new (NULL);

  self->status = status;
  self->content_type = content_type;
  self->text = g_strdup (text);
  return self;
}

static PracticeReply *
new_error_valist (guint               status,
                  const char         *error_code,
                  const char * const *parameters,
                  const char         *format,
                  va_list             arguments) G_GNUC_PRINTF (4, 0);

static PracticeReply *
new_error_valist (guint               status,
                  const char         *error_code,
                  const char * const *parameters,
                  const char         *format,
                  va_list             arguments)
{
  PracticeReply *self = practice_reply_new (json_object_new ());
  g_autofree char *detail = g_strdup_vprintf (format, arguments);

  self->status = status;
  self->content_type = "application/json";
  json_object_set_string_member (self->object, "detail", detail);
  json_object_set_int_member (self->object, "error", status);
  json_object_set_string_member (self->object, "errorCode", error_code);
  self->error_code = json_object_get_string_member (self->object, "errorCode");
  if (parameters != NULL)
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; parameters[i] != NULL; i++)
        json_array_add_string_element (array, parameters[i]);
      json_object_set_array_member (self->object, "parameters", array);
    }
  json_object_set_string_member (self->object, "reason", soup_status_get_phrase (status));
  return self;
}

/**
 * practice_reply_new_error:
 * @status: HTTP status
 * @error_code: Atlas's word for it
 * @parameters: (nullable): %NULL-terminated; what the detail speaks about
 * @format: the detail, in English as Atlas's own
 *
 * Returns: (transfer full): an answer in the schema of all errors, as plain application/json
 */
PracticeReply *
practice_reply_new_error (guint               status,
                          const char         *error_code,
                          const char * const *parameters,
                          const char         *format,
                          ...)
{
  PracticeReply *self = NULL;
  va_list arguments;

  va_start (arguments, format);
  self = new_error_valist (status, error_code, parameters, format, arguments);
  va_end (arguments);
  return self;
}

/**
 * practice_reply_new_violation:
 * @error_code: Atlas's word for it
 * @field: which member of the request is meant, in dots: `aws.roleArn`
 * @format: what is wrong with it
 *
 * Returns: (transfer full): a 400 with badRequestDetail
 */
PracticeReply *
practice_reply_new_violation (const char *error_code,
                              const char *field,
                              const char *format,
                              ...)
{
  const char *parameters[] = { field, NULL };
  g_autofree char *description = NULL;
  JsonObject *violation = json_object_new ();
  JsonObject *bad_request = json_object_new ();
  JsonArray *fields = json_array_new ();
  PracticeReply *self = NULL;
  va_list arguments;

  va_start (arguments, format);
  description = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self = practice_reply_new_error (400, error_code, parameters, "%s: %s", field, description);
  json_object_set_string_member (violation, "description", description);
  json_object_set_string_member (violation, "field", field);
  json_array_add_object_element (fields, violation);
  json_object_set_array_member (bad_request, "fields", fields);
  json_object_set_object_member (self->object, "badRequestDetail", bad_request);
  return self;
}

/**
 * practice_reply_render:
 * @self: an answer
 * @pretty: whether the client asked for line breaks
 * @envelope: whether the client asked for the status inside the body
 *
 * Returns: (transfer full): the body, possibly empty
 */
char *
practice_reply_render (PracticeReply *self,
                       gboolean       pretty,
                       gboolean       envelope)
{
  g_autoptr (JsonObject) outer = NULL;

  if (self->text != NULL)
    return g_strdup (self->text);
  if (self->object == NULL)
    return g_strdup ("");
  if (!envelope)
    return practice_json_to_text (self->object, pretty);

  outer = json_object_new ();
  json_object_set_int_member (outer, "status", self->status);
  json_object_set_object_member (outer, "content", json_object_ref (self->object));
  return practice_json_to_text (outer, pretty);
}

void
practice_reply_free (PracticeReply *self)
{
  g_clear_pointer (&self->object, json_object_unref);
  g_free (self->text);
  g_free (self->location);
  g_free (self);
}
